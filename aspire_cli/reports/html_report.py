"""Pages as HTML: one file that can be mailed, printed and read on any screen, with nothing to load and no script."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from aspire_cli import shipped_files
from aspire_cli.finding import Finding, Related
from aspire_cli.problem import Severity
from aspire_cli.reports import DOT, View, blocks, pieces
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.reports.html_tags import Html, escaped, html, in_lines, tag
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import Text, joined, visible_beside

_NOTHING_IS_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
_PAIR = 2  # columns; a table of no more stays one on a narrow screen too
_Row = tuple[str, Sequence[tuple[Sequence[str], str]]]  # its class; each cell's content and class


def write(pages: Iterable[blocks.Page], view: View) -> Iterator[str]:
    """Yield one document: of several files an overview first, then page by page, then the closing lines."""
    found = list(pages)
    files = [page.blocks[0] for page in found if isinstance(page.blocks[0], blocks.File)]
    yield _head(found[0], files, view)
    if len(files) > 1:
        yield _overview(files, view) + "\n"
    for number, page in enumerate(found, 1):
        content = [one for block in page.blocks for one in _block(block, page, view)]
        closing = [content.pop()] if isinstance(page.blocks[-1], blocks.Closing) else []
        if content:
            yield tag("article", *_title_if_none(page, view), *content, id=f"file-{number}") + "\n"
        yield from (f"{footer}\n" for footer in closing)
    yield "</main>\n</body>\n</html>\n"


def _head(page: blocks.Page, files: Sequence[blocks.File], view: View) -> str:
    title = view.line(page.title)
    if len(files) == 1:
        title = f"{view.shown(files[0].path, view.lang)} · {view.line(files[0].said)}"
    elif isinstance(page.blocks[0], blocks.Heading):
        title = f"{view.line(page.blocks[0].text)} · {title}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_NOTHING_IS_LOADED),
        tag("meta", name="generator", content=f"aspire {view.version}"),
        tag("title", title),
        Html(f"\n<style>\n{shipped_files.text('data/report.css')}</style>\n"),
    )
    about = _about(page, view)
    return f'<!DOCTYPE html>\n<html lang="{view.lang}">\n{head}\n<body>\n<main>\n{about}\n'


def _about(page: blocks.Page, view: View) -> Html:
    """Return what a page is, when it was made and by which version, and where the programme's own page is."""
    lines = []
    for lang in view.langs:
        parts: list[str] = [view.shown(page.title, lang)]
        if view.made:
            parts.append(view.shown(view.label("page-made", instant=view.made), lang))
        parts.append(f"aspire {view.version}".rstrip())
        if view.programme_page:
            parts.append(tag("a", view.label("programme-page").lang(lang), href=view.programme_page))
        lines.append(html(one for number, part in enumerate(parts) for one in ((DOT.en, part) if number else (part,))))
    return tag("p", *in_lines(dict.fromkeys(lines)), class_="about")


def _title_if_none(page: blocks.Page, view: View) -> list[Html]:
    """Return the title of a page that begins with neither a file nor a heading of its own."""
    begins = page.blocks[0]
    if isinstance(begins, blocks.File) or (isinstance(begins, blocks.Heading) and begins.level == 1):
        return []
    return [tag("h1", *in_lines(view.versions(page.title)))]


def _overview(files: Sequence[blocks.File], view: View) -> Html:
    rows = []
    for number, file in enumerate(files, 1):
        link = tag("a", tag("code", view.shown(file.path, view.lang)), href=f"#file-{number}")
        verdict = f"{SIGNS[file.standing]} {view.line(file.said)}"
        rows.append(tag("tr", tag("th", link, scope="row"), tag("td", verdict)))
    return tag("table", tag("tbody", *rows), class_="fits overview")


def _block(block: blocks.Block, page: blocks.Page, view: View) -> Iterator[Html]:
    match block:
        case blocks.Heading():
            yield tag(f"h{block.level}", *_words(block.text, view, page.our_words))
        case blocks.Paragraph():
            lead = [tag("strong", *_words(block.lead, view, page.our_words)), tag("br")] if block.lead else []
            yield tag("p", *lead, *_words(block.text, view, page.our_words or block.marks_code))
        case blocks.Snippet():
            yield tag("pre", Html("\n".join(map(escaped, block.code.rstrip("\n").split("\n")))))
        case blocks.Table():
            rows = [("", [(_words(cell, view, page.our_words), "") for cell in row]) for row in block.rows]
            yield _table("words" if len(block.columns) > _PAIR else "pairs", block.columns, rows, view)
        case blocks.Amounts():
            yield from _amounts(block, view)
        case blocks.ByYear():
            yield tag("h2", view.line(block.heading))
            yield from _amounts(block.amounts, view)
        case blocks.Digest():
            yield tag("p", "SHA-256 ", tag("code", block.sha256), class_="about")
        case blocks.File():
            yield from _file(block, view)
        case blocks.Fits():
            yield _fits(block, view)
        case blocks.Findings():
            if block.heading:
                yield tag("h2", view.line(block.heading))
            yield from (_finding(one, block, view) for one in block.found)
        case blocks.Notes():
            yield from (tag("p", line, class_="omitted") for line in view.in_each(block.lines))
        case blocks.Checklist():
            yield tag("h2", view.line(block.heading))
            yield tag("ul", *(_point(one, view) for one in block.points), class_="points")
            yield from (tag("p", text, class_="clause") for text in view.in_each(block.unchecked))
        case blocks.Outcome():
            kind = "fits" if block.good else "fits-with-warnings"
            yield tag("p", f"{SIGNS[kind]} ", *in_lines(view.versions(block.text)), class_=f"verdict {kind}")
        case blocks.Choices():
            yield from _choices(block, view)
        case blocks.Ways():
            yield tag("h2", view.line(block.heading))
            yield from (part for way in block.ways for part in _way(way, view))
        case blocks.Clauses():
            yield from (tag("p", line, class_="clause") for text in block.texts for line in view.versions(text))
        case blocks.Closing():
            totals = (block.totals,) if block.totals else ()
            lines = (*view.in_each(totals), *view.in_each((block.edition, *block.hidden)))
            yield tag("footer", *(tag("p", line) for line in lines))


def _words(text: Text, view: View, ours: bool) -> list[str]:
    """Return a text once in each language, each in a line of its own; in our own words code and addresses stand out."""
    versions = view.versions(text)
    return in_lines(_sentence(pieces.of_our_words(one)) for one in versions) if ours else in_lines(versions)


def _sentence(said: Iterable[Piece]) -> Html:
    kinds = (("code" if one.code else "a" if one.address else "", one.text) for one in said)
    return html(tag(kind, text, href=text * (kind == "a")) if kind else text for kind, text in kinds)


def _table(kind: str, columns: Sequence[Text], rows: Iterable[_Row], view: View) -> Html:
    """Return a table; each cell bears the name of its column, for a screen on which each row stands by itself."""
    heads = (tag("th", *in_lines(view.versions(column)), scope="col") for column in columns)
    lines = []
    for of_row, ((name, _), *others) in rows:
        cells = (
            tag("td", *content, class_=of_cell, data_label=view.line(column))
            for column, (content, of_cell) in zip(columns[1:], others, strict=True)
        )
        lines.append(tag("tr", tag("th", *name, scope="row"), *cells, class_=of_row))
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *lines), class_=kind)


def _amounts(block: blocks.Amounts, view: View) -> Iterator[Html]:
    """Yield a table of figures, which may be wider than a screen, and below it what each row is made of."""
    rows: list[_Row] = [
        (str(over or ""), [(in_lines(view.versions(cell)), "") for cell in row])
        for row, over in zip_longest(block.table.rows, block.over)
    ]
    if block.sums_last:
        rows[-1] = ("sum", rows[-1][1])
    if block.bars:
        from aspire_cli.reports.html_chart import chart

        yield from chart(block.table, block.bars, view)
    yield tag("div", _table("amounts", block.table.columns, rows, view), class_="wide", tabindex="0")
    if block.unit:
        yield tag("p", view.line(block.unit), class_="about")


def _point(point: blocks.Point, view: View) -> Html:
    group = [tag("strong", view.line(point.group)), " "] if point.group else []
    beside = [" ", tag("span", view.line(point.beside), class_="clause")] if point.beside else []
    return tag("li", *group, *_words(point.text, view, point.group is not None), *beside)


def _file(file: blocks.File, view: View) -> Iterator[Html]:
    about = [" ", *in_lines(view.in_each((file.about,)))] if file.about else []
    yield tag("p", tag("code", view.shown(file.path, view.lang)), *about, class_="about")
    if file.against:
        yield tag("p", *in_lines(view.in_each((joined(file.against, DOT),))), class_="about")
    yield from (tag("h1", title) for title in (view.versions(file.title) if file.title else ()))
    first, *others = view.in_each((file.to_confirm,))
    yield tag("p", *in_lines((f"{SIGNS[file.standing]} {first}", *others)), class_=f"verdict {file.standing}")


def _fits(fits: blocks.Fits, view: View) -> Html:
    rows = []
    for row in fits.budget:
        label = joined((view.label("budget"), view.label(row.name)), DOT)
        versions = [
            [
                tag("span", view.shown(row.spoken, lang), class_="amount"),
                *_spans(view.shown(one, lang) for one in row.beside),
            ]
            for lang in view.langs
        ]
        if row.cap:
            used = tag("i", style=f"width:{min(row.amount * 100 // row.cap, 100)}%")
            versions[0].insert(1, tag("span", used, class_=f"bar{' over' if row.amount > row.cap else ''}"))
        rows.append(_fit(label, row.severity, versions, view))
    for said in fits.rows:
        once = dict.fromkeys(tuple(view.shown(part, lang) for part in said.parts) for lang in view.langs)
        rows.append(_fit(view.label(said.label), said.severity, map(_spans, once), view))
    return tag("table", tag("tbody", *rows), class_="fits")


def _spans(parts: Iterable[str]) -> list[Html]:
    return [tag("span", " ".join(part.split())) for part in parts]


def _fit(label: Text, severity: Severity | None, versions: Iterable[Iterable[Html]], view: View) -> Html:
    """Return a row of what fits; what it says stands once in each language, one below the other."""
    sign = tag("td", SIGNS[severity], class_=f"sign {severity or 'good'}")
    said = tag("td", *(tag("div", *parts) for parts in versions))
    return tag("tr", tag("th", *in_lines(view.in_each((label,))), scope="row"), sign, said)


def _finding(finding: Finding, block: blocks.Findings, view: View) -> Html:
    name = tag("strong", view.say(f"severity-{finding.severity}"))
    content = [tag("h3", name, " ", tag("code", finding.rule))]
    content += (tag("p", _sentence(pieces.message(finding, lang, view.unit))) for lang in view.langs)
    if finding.reason:
        content.append(tag("p", view.say("waived-reason", reason=finding.reason)))
    if block.path:
        place = f"{view.shown(block.path, view.lang)}:{finding.line}:{finding.column}"
        content.append(tag("p", place, class_="place"))
    if block.sourced:
        here, places = blocks.places_of(finding)
        lines = (part for one in places for part in _excerpt(one, "here" if one is here else "there"))
        content.append(tag("pre", *lines))
    hints = (pieces.hint(finding, lang, view.unit) for lang in view.langs)
    content += (tag("p", _sentence(hint), class_="hint") for hint in hints if hint)
    if finding.clause and block.sourced:
        content += (tag("p", text, class_="clause") for text in view.in_each((view.clause(finding.clause),)))
    return tag("section", *content, class_=f"finding {finding.severity}")


def _excerpt(where: Related, kind: str) -> Iterator[str]:
    """Yield a source line with its number, the place in it marked."""
    start, end = (column - where.excerpt_column for column in (where.place.column, where.place.end_column))
    source = where.excerpt
    head, marked, tail = visible_beside(source[:start], source[start:end], source[end:])
    yield tag("span", f"{where.place.line:>4} ", class_="number")
    yield from (head, tag("mark", marked or " ", class_=kind), tail, tag("br"))


def _choices(choices: blocks.Choices, view: View) -> Iterator[Html]:
    rows: list[_Row] = []
    for one in choices.choices:
        name, verdict = (in_lines(view.versions(text)) for text in (one.name, one.verdict))
        signs = (([SIGNS[standing]], f"sign {standing}") for standing in one.standing)
        rows.append(("own" if one.own else "", [(name, ""), (verdict, f"standing {one.worst}"), *signs]))
    yield _table("choices", choices.columns, rows, view)
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
        said = dict.fromkeys(_sentence(step.sentences[lang]) for lang in view.langs)
        rules = (part for rule in step.rules for part in (" ", tag("code", rule)))
        steps.append(tag("li", sign, tag("strong", view.line(step.kind)), *rules, tag("br"), *in_lines(said)))
    yield tag("ul", *steps, class_="steps")
    yield from (tag("p", line, class_="omitted") for line in view.in_each(way.omitted))
