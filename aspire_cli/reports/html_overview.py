"""A page on many files: the list of them all, to sort and filter, those that fail first, and their reports below.

What is rendered is kept packed until all files are known: pages of one kind are so alike that little is left of them.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from aspire_cli import shipped_files
from aspire_cli.reports import DOT, STANDINGS, View, blocks
from aspire_cli.reports import html_document as document
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.reports.html_document import Html, in_lines, tag
from aspire_cli.reports.kept import Kept
from aspire_cli.reports.listing import AMOUNTS, COUNTS, Listed
from aspire_cli.words.sentences import number as written
from aspire_cli.words.text import COLON, Text, joined, same

_WORST_FIRST = tuple(reversed(STANDINGS))
# The researcher's number is for tables that are matched with others.
_COLUMNS = ("path", "verdict", *(key for key in Listed._fields if key not in ("path", "verdict", "number")))
_CHOICES = frozenset({"scheme", "call", "field"})
_Content = Callable[[Iterable[blocks.Block], View], list[Html]]


class _Overview:
    """The rows and reports of many files, by how it stands with them; and what is common to several."""

    def __init__(self, view: View, content: _Content) -> None:
        self.view, self._content = view, content
        self._briefly = view._replace(clause_places={})  # where each clause stands is said once, at the end
        self.rows = {standing: Kept() for standing in _WORST_FIRST}
        self.reports = {standing: Kept() for standing in _WORST_FIRST}
        self.common = Kept()
        self._known: dict[bytes, str] = {}  # digest of a common list -> where it stands
        self.sums = dict.fromkeys((*AMOUNTS, *COUNTS), 0)
        self.count = 0

    def add(self, page: blocks.Page, file: blocks.File) -> None:
        """Take in the page on one file."""
        self.count += 1
        assert file.listed is not None
        self.rows[file.standing].add(_row(file.listed, file, self.count, self.view) + "\n")
        for key in self.sums:
            self.sums[key] += getattr(file.listed, key) or 0
        shown = (part for block in page.blocks for part in self._in_short(block))
        self.reports[file.standing].add(_article(shown, f"file-{self.count}"))

    def _in_short(self, block: blocks.Block) -> list[Html]:
        """Return a block as there is room for it: no path or bars, a budget by year in a line, a common list a link."""
        match block:
            case blocks.Digest():
                return []
            case blocks.Checklist() if block.common:
                return [self._link(block)]
            case blocks.File():
                block = block._replace(to_confirm=block.said)
            case blocks.Findings():
                block = block._replace(path=None)
            case blocks.Fits():
                block = block._replace(budget=tuple(row._replace(share=None) for row in block.budget))
            case blocks.Breakdown():
                years = (joined((row[0], row[-1]), COLON) for row in block.amounts.table.rows[:-1])
                block = blocks.Paragraph(joined((block.heading, joined(years, DOT)), DOT))
        return self._content((block,), self._briefly)

    def _link(self, common: blocks.Checklist) -> Html:
        """Return a link to a list of points, which is shown once."""
        digest = sha256(repr(common).encode()).digest()
        if digest not in self._known:
            self._known[digest] = f"common-{len(self._known) + 1}"
            self.common.add(_article(self._content((common,), self._briefly), self._known[digest]))
        return tag(
            "p", tag("a", f"{self.view.line(common.heading)} ({len(common.points)})", href=f"#{self._known[digest]}")
        )


def _article(shown: Iterable[Html], name: str) -> str:
    """Return a part of the document; its headings are one level below those of a document of its own."""
    article = tag("article", *shown, id=name)
    return re.sub("(</?h)([1-3])", lambda match: f"{match[1]}{int(match[2]) + 1}", article) + "\n"


def write(pages: Iterable[blocks.Page], view: View, content: _Content) -> Iterator[str]:
    """Yield the document on many files; `content` shows blocks."""
    overview = _Overview(view, content)
    for page in pages:
        begins, ends = page.blocks[0], page.blocks[-1]
        if isinstance(begins, blocks.File):
            overview.add(page, begins)
        elif isinstance(ends, blocks.Closing):
            yield from _document(overview, page, ends, content)


def _document(overview: _Overview, page: blocks.Page, closing: blocks.Closing, content: _Content) -> Iterator[str]:
    view = overview.view
    script = shipped_files.text("data/report.js")
    heading = view.line(view.counted("page-count", overview.count))
    digest = b64encode(sha256(script.encode()).digest()).decode()
    yield document.begin(f"{heading} · {view.line(page.title)}", page, view, digest)
    yield tag("h1", heading)
    if closing.tally:
        yield document.tally(closing.tally, view)
    if closing.totals:
        yield tag("p", *in_lines(view.versions(closing.totals)))
    if closing.sums:
        tables = content(closing.sums, view)
        yield tag("details", tag("summary", view.say("overview-sums")), *tables, class_="sums") + "\n"
    yield from _list(overview, view)
    if page.blocks[:-1]:
        yield tag("article", *content(page.blocks[:-1], view)) + "\n"
    for standing in _WORST_FIRST:
        yield from overview.reports[standing].lines()
    yield from overview.common.lines()
    if view.clause_places:
        places = ((same(clause), place) for clause, place in view.clause_places.items())
        table = blocks.Table((view.label("pages.list-clause"), view.label("pages.list-place")), tuple(places))
        yield tag("article", *content((table,), view)) + "\n"
    yield document.closing(closing._replace(tally=(), totals=None), view)
    yield tag("p", tag("a", view.say("overview-back"), href="#list"), class_="back")
    yield f"<script>{script}</script>\n"
    yield document.END


def _list(overview: _Overview, view: View) -> Iterator[str]:
    """Yield the table of all files, and above it the fields that the script brings to life."""
    yield tag(
        "p",
        tag("label", f"{view.say('overview-search')} ", tag("input", type="search")),
        tag("button", view.say("overview-reset"), type="button"),
        tag("output", ""),
        class_="filter",
        hidden="hidden",
    )
    said = {f"data-{key}": view.say(f"overview-{key}") for key in ("shown", "least", "every")}
    said["data-filter"] = view.say("overview-filter", column=Text("{}", "{}"))
    heads = (
        tag("th", *in_lines(view.versions(_head(key, view))), scope="col", data_kind=_kind(key)) for key in _COLUMNS
    )
    start = tag("thead", tag("tr", *heads))
    given = "".join(f' {key}="{value}"' for key, value in said.items())
    name = view.say("overview-list")
    yield f'<div class="wide" id="list" role="region" aria-label="{name}" tabindex="0">'
    yield f'<table class="list"{given}>{start}\n<tbody>\n'
    for standing in _WORST_FIRST:
        yield from overview.rows[standing].lines()
    cells = (tag("td", _figure(key, overview.sums[key], view) if key in overview.sums else "") for key in _COLUMNS[1:])
    name = f"{view.say('overview-shown')} {view.say('listed-total')}"
    yield f"</tbody>\n<tfoot>{tag('tr', tag('th', name, scope='row'), *cells)}</tfoot></table></div>\n"


def _head(key: str, view: View) -> Text:
    return view.label(f"listed-{key}")


def _kind(key: str) -> str:
    """Return how a column is sorted and filtered: by its figures, by a choice, by how grave it is, or as text."""
    if key in AMOUNTS or key in COUNTS:
        return "figure"
    return "rank" if key == "verdict" else "choice" if key in _CHOICES else ""


def _figure(key: str, value: int, view: View) -> str:
    return written(value, view.unit) if key in AMOUNTS else f"{value:,}"


def _row(listed: Listed, file: blocks.File, number: int, view: View) -> Html:
    cells = [tag("th", tag("a", view.shown(listed.path, view.lang), href=f"#file-{number}"))]
    for key in _COLUMNS[1:]:
        value = getattr(listed, key)
        if isinstance(value, Text):
            sign = f"{SIGNS[file.standing]} " if key == "verdict" else ""
            cells.append(tag("td", sign, *in_lines(view.versions(value))))
        else:
            cells.append(tag("td", "" if value is None else _figure(key, value, view)))
    return tag("tr", *cells, class_="" if file.standing == "fits" else file.standing)
