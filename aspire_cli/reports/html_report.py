"""Pages as HTML: one file to be mailed, printed and read on any screen, with nothing to load."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from aspire_cli.finding import Finding, Related
from aspire_cli.reports import DOT, View, blocks, pieces
from aspire_cli.reports import html_document as document
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.reports.html_document import Html, escaped, html, in_lines, tag
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import COLON, COMMA, Lang, Text, joined, same

_EXCERPT = 160  # cells of a source line that are shown
_PAIR = 2  # columns; a table of no more stays one on a narrow screen too
# In units of the drawing: on a narrow phone each is eight tenths of a pixel, on a wide screen somewhat more than one.
_WIDTH, _ROW, _BAR = 420, 24, 14
_NAME, _TOTAL = 66, 104  # what the names on the left and the totals on the right take of the width
_BASELINE = 16  # of a row's text, below the row's top


def write(pages: Iterable[blocks.Page], view: View) -> Iterator[str]:
    """Yield one document: page by page, then the closing lines; a list of many files first, and their reports below."""
    coming = iter(pages)
    found = list(islice(coming, 2))
    if view.several and len([page for page in found if isinstance(page.blocks[0], blocks.File)]) > 1:
        from aspire_cli.reports import html_overview

        yield from html_overview.write(chain(found, coming), view, content)
        return
    yield document.begin(_title(found[0], view), found[0], view)
    for number, page in enumerate(chain(found, coming), 1):
        if not isinstance(page.blocks[0], blocks.Closing):
            yield _article(page, number, view)
        elif number == 1:  # nothing else comes
            yield from _title_if_none(page, view)
        yield from (document.closing(one, view) for one in page.blocks if isinstance(one, blocks.Closing))
    yield document.END


def _title(page: blocks.Page, view: View) -> str:
    """Return what a document is called that begins with a page."""
    title, begins = view.line(page.title), page.blocks[0]
    if isinstance(begins, blocks.File):
        return f"{view.shown(begins.path, view.lang)} · {view.line(begins.said)}"
    return f"{view.line(begins.text)} · {title}" if isinstance(begins, blocks.Heading) else title


def _article(page: blocks.Page, number: int, view: View) -> Html:
    """Return a page as a part of a document, to which `file-` and its number lead."""
    shown = content(page.blocks, view, page.our_words)
    return Html(tag("article", *_title_if_none(page, view), *shown, id=f"file-{number}") + "\n")


def content(shown: Iterable[blocks.Block], view: View, ours: bool = False) -> list[Html]:
    """Return blocks as HTML shows them; closing lines are none of it, for they stand below all."""
    return [one for block in shown for one in _block(block, ours, view)]


def _title_if_none(page: blocks.Page, view: View) -> list[Html]:
    """Return the title of a page that begins with neither a file nor a heading of its own."""
    begins = page.blocks[0]
    if isinstance(begins, blocks.File) or (isinstance(begins, blocks.Heading) and begins.level == 1):
        return []
    return [tag("h1", *in_lines(view.versions(page.title)))]


def _block(block: blocks.Block, ours: bool, view: View) -> Iterator[Html]:
    if isinstance(block, blocks.Headed) and block.heading:
        yield tag("h2", view.line(block.heading))
    match block:
        case blocks.Table():
            yield _table("words" if len(block.columns) > _PAIR else "pairs", block, view, ours)
        case blocks.Amounts():
            yield from _amounts(block, view)
        case blocks.Breakdown():
            yield from _amounts(block.amounts, view)
        case blocks.File():
            yield from _file(block, view)
        case blocks.Fits():
            yield _fits(block, view)
        case blocks.Findings():
            yield from (_finding(one, block, view) for one in block.found)
        case blocks.Checklist():
            yield tag("ul", *(_point(one, view) for one in block.points), class_="points")
            yield from (tag("p", text, class_="clause") for text in view.in_each(block.unchecked))
        case blocks.Choices():
            yield from _choices(block, view)
        case blocks.Ways():
            yield from (part for way in block.ways for part in _way(way, view))
        case _:
            yield from _lines(block, ours, view)


def _lines(block: blocks.Block, ours: bool, view: View) -> Iterator[Html]:
    """Yield a block that is no more than lines of text."""
    match block:
        case blocks.Heading():
            yield tag(f"h{block.level}", *_words(block.text, view, ours))
        case blocks.Paragraph():
            lead = [tag("strong", *_words(block.lead, view, ours)), tag("br")] if block.lead else []
            yield tag("p", *lead, *_words(block.text, view, ours or block.marks_code))
        case blocks.Snippet():
            yield tag("pre", Html("\n".join(map(escaped, block.code.rstrip("\n").split("\n")))))
        case blocks.Digest():
            yield tag("p", "SHA-256 ", tag("code", block.sha256), class_="about")
        case blocks.Notes():
            kind = "clause" if block.clause else "omitted"
            for line in view.in_each(block.lines):
                yield tag("p", _sentence(pieces.of_our_words(line)) if block.marks_code else line, class_=kind)
        case blocks.Outcome(text, standing):
            yield _outcome(text, standing, view)


def _words(text: Text, view: View, ours: bool) -> list[str]:
    """Return a text once in each language, each in a line of its own; in our own words code and addresses stand out."""
    versions = view.versions(text)
    return in_lines(_sentence(pieces.of_our_words(one)) for one in versions) if ours else in_lines(versions)


def _sentence(said: Iterable[Piece]) -> Html:
    kinds = (("code" if one.code else "a" if one.address else "", one.text) for one in said)
    return html(tag(kind, text, href=text * (kind == "a")) if kind else text for kind, text in kinds)


def _table(
    kind: str,
    table: blocks.Table,
    view: View,
    ours: bool = False,
    of_rows: Iterable[str] = (),
    of_cells: Iterable[Sequence[str]] = (),
) -> Html:
    """Return a table; each cell bears the name of its column, for a screen on which each row stands by itself.

    `kind` is its class, `of_rows` are those of its rows, `of_cells` in each those of the cells behind the first.
    """
    heads = (
        tag("th", *in_lines(view.versions(column)), scope="col") if any(column) else tag("td")
        for column in table.columns
    )
    lines = []
    for (name, *others), of_row, kinds in zip_longest(table.rows, of_rows, of_cells):
        cells = (
            tag("td", *_words(cell, view, ours), class_=of_cell or "", data_label=view.line(column))
            for column, cell, of_cell in zip_longest(table.columns[1:], others, kinds or ())
        )
        lines.append(tag("tr", tag("th", *_words(name, view, ours), scope="row"), *cells, class_=of_row or ""))
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *lines), class_=kind)


def _amounts(block: blocks.Amounts, view: View) -> Iterator[Html]:
    """Yield a table of figures, which may be wider than a screen, and below it what each row is made of."""
    kinds = [str(over or "") for _, over in zip_longest(block.table.rows, block.over)]
    if block.sums_last:
        kinds[-1] = "sum"
    if block.bars:
        yield from _chart(block.table, block.bars, view)
    yield tag("div", _table("amounts", block.table, view, of_rows=kinds), class_="wide", tabindex="0")
    if block.unit:
        yield tag("p", view.line(block.unit), class_="about")


def _chart(table: blocks.Table, bars: blocks.Bars, view: View) -> Iterator[Html]:
    """Yield a bar for each row, between its name and its last figure, and what the colours stand for."""
    most = max(map(sum, bars.rows)) or 1
    kinds = [*(f"part-{number}" for number in range(len(bars.parts) - 1)), "part-indirect"]
    lines: list[Html] = []
    for number, (row, amounts) in enumerate(zip(table.rows, bars.rows, strict=False)):
        name, total = (view.shown(cell, view.lang) for cell in (row[0], row[-1]))
        top = number * _ROW
        lines.append(tag("text", name, y=f"{top + _BASELINE}"))
        begin = 0
        for kind, amount in zip(kinds, amounts, strict=True):
            left, right = (_NAME + at * (_WIDTH - _NAME - _TOTAL) / most for at in (begin, begin + amount))
            begin += amount
            place = {"x": f"{left:.1f}", "y": f"{top + (_ROW - _BAR) // 2}", "width": f"{right - left:.1f}"}
            if amount:
                lines.append(tag("rect", class_=kind, height=f"{_BAR}", **place))
        lines.append(tag("text", total, x=f"{_WIDTH}", y=f"{top + _BASELINE}", text_anchor="end"))
    told = (tag("title", view.line(bars.heading)), tag("desc", _rows_in_words(table, view)))
    box = f"0 0 {_WIDTH} {len(bars.rows) * _ROW}"
    yield tag("svg", *told, *lines, role="img", viewBox=box, class_="chart")
    named = zip(kinds, bars.parts, strict=True)
    yield tag("p", *(tag("span", tag("i", class_=kind), view.line(name)) for kind, name in named), class_="legend")


def _rows_in_words(table: blocks.Table, view: View) -> str:
    """Return the rows of a table in words, for those who hear the drawing."""
    rows = []
    for name, *cells in table.rows:
        told = joined((joined(pair, COLON) for pair in zip(table.columns[1:], cells, strict=True)), COMMA)
        rows.append(joined((name, told), COLON))
    return view.line(joined(rows, same("; ")))


def _point(point: blocks.Point, view: View) -> Html:
    group = [tag("strong", view.line(point.group)), " "] if point.group else []
    beside = [" ", tag("span", view.line(point.beside), class_="clause")] if point.beside else []
    return tag("li", *group, *_words(point.text, view, point.group is not None), *beside)


def _file(file: blocks.File, view: View) -> Iterator[Html]:
    about = [" ", *in_lines(view.versions(file.about))] if file.about else []
    path = tag("code", view.shown(file.path, view.lang))
    yield tag("p", path, *about, class_="about")
    if file.against:
        yield tag("p", *in_lines(view.versions(joined(file.against, DOT))), class_="about")
    yield from (tag("h1", title) for title in (view.versions(file.title) if file.title else (path,)))
    yield _outcome(file.to_confirm, file.standing, view)


def _outcome(text: Text, standing: str, view: View) -> Html:
    return tag("p", f"{SIGNS[standing]} ", *in_lines(view.versions(text)), class_=f"verdict {standing}")


def _fits(fits: blocks.Fits, view: View) -> Html:
    """Return a table of what fits; what a row says stands once in each language, one below the other."""
    rows = []
    for row in fits.lines:
        label = joined(map(view.label, row.labels), DOT)
        rows.append(
            tag(
                "tr",
                tag("th", *in_lines(view.versions(label))),
                tag("td", SIGNS[row.severity], class_=row.severity or ""),
                tag("td", *in_lines(dict.fromkeys(_said_of(row, lang, view) for lang in view.langs))),
            )
        )
    return tag("table", tag("tbody", *rows), class_="fits")


def _said_of(row: blocks.Row, lang: Lang, view: View) -> Html:
    """Return what a row says in one language; the bar of an amount stands with the first."""
    if len(row.labels) == 1:  # it is no amount
        return html([_dotted(row.parts, lang, view)])
    bar: tuple[str, ...] = ()  # once, for it says the same in both
    if row.share and lang == view.lang:
        used = tag("i", style=f"width:{min(row.share.amount * 100 // row.share.cap, 100)}%")
        bar = (tag("span", used, class_=f"bar{' over' if row.share.amount > row.share.cap else ''}"), " ")
    amount, *beside = row.parts
    return html((tag("span", view.shown(amount, lang)), " ", *bar, _dotted(beside, lang, view)))


def _dotted(parts: Iterable[Text], lang: Lang, view: View) -> str:
    return DOT.en.join(" ".join(view.shown(part, lang).split()) for part in parts)


def _finding(finding: Finding, block: blocks.Findings, view: View) -> Html:
    name = tag("strong", view.say(f"severity-{finding.severity}"))
    content = [tag("h3" if block.heading or block.is_below else "h2", name, " ", tag("code", finding.rule))]
    content += (tag("p", _sentence(message)) for message in pieces.messages(finding, view))
    if finding.reason:
        content.append(tag("p", view.say(block.said_of_a_reason, reason=finding.reason)))
    if block.path:
        place = f"{view.shown(block.path, view.lang)}:{finding.line}:{finding.column}"
        content.append(tag("p", place, class_="place"))
    if block.sourced:
        here, every = pieces.places(finding)
        lines = (part for one in every for part in _excerpt(one, "here" if one is here else "there"))
        content.append(tag("pre", *lines))
    content += (tag("p", _sentence(hint), class_="hint") for hint in pieces.hints(finding, view))
    if finding.clause and block.sourced:
        content += (tag("p", text, class_="clause") for text in view.versions(view.clause(finding.clause)))
    return tag("section", *content, class_=f"finding {finding.severity}")


def _excerpt(where: Related, kind: str) -> Iterator[str]:
    """Yield a source line with its number, the place in it marked."""
    head, marked, tail = pieces.source_line(where, _EXCERPT, "…")
    yield tag("span", f"{where.place.line:>4} ", class_="number")
    yield from (head, tag("mark", marked or " ", class_=kind), tail, tag("br"))


def _choices(choices: blocks.Choices, view: View) -> Iterator[Html]:
    own = ("own" if one.own else "" for one in choices.choices)
    standings = ([f"standing {one.worst}", *(f"sign {kind}" for kind in one.standing)] for one in choices.choices)
    yield _table("choices", choices.table, view, of_rows=own, of_cells=standings)
    legend = (
        tag("span", tag("span", SIGNS[standing], class_=f"sign {standing}"), " ", view.line(text))
        for standing, text in choices.legend
    )
    yield tag("p", *legend, class_="legend")


def _way(way: blocks.Way, view: View) -> Iterator[Html]:
    yield tag("h3", *in_lines(view.versions(way.name)))
    steps = []
    for step in way.steps:
        sign = tag("span", SIGNS[step.severity], class_=f"sign {step.severity}")
        said = dict.fromkeys(map(_sentence, step.sentences))
        rules = (part for rule in step.rules for part in (" ", tag("code", rule)))
        steps.append(tag("li", sign, tag("strong", view.line(step.kind)), *rules, tag("br"), *in_lines(said)))
    yield tag("ul", *steps, class_="steps")
    yield from (tag("p", line, class_="omitted") for line in view.in_each(way.omitted))
