"""Pages as HTML: one file that can be mailed, printed and read on any screen, with nothing to load and no script."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from aspire_cli import shipped_files
from aspire_cli.finding import Finding, Related
from aspire_cli.problem import Severity
from aspire_cli.reports import DOT, View, pieces
from aspire_cli.reports.blocks import (
    SIGNS,
    Amounts,
    Bars,
    Block,
    BudgetRow,
    Checklist,
    Choices,
    Clauses,
    Closing,
    File,
    Findings,
    Fits,
    Heading,
    Notes,
    Outcome,
    Page,
    Paragraph,
    Snippet,
    Table,
    Ways,
    places_of,
)
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import Text, joined, visible, visible_beside

_NOTHING_IS_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
_WITHOUT_END = frozenset({"br", "meta"})


class Html(str):
    """What is HTML already; any other text is escaped where it is put into an element."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str) -> Html:
    """Return an element; texts and attributes in it are made visible and escaped. `class_` stands for `class`."""
    given = "".join(f' {key.strip("_").replace("_", "-")}="{_quoted(value)}"' for key, value in attributes.items())
    if name in _WITHOUT_END:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{''.join(map(_inside, children))}</{name}>")


def _inside(text: str) -> str:
    return text if isinstance(text, Html) else escape(visible(text), quote=False)


def _quoted(value: str) -> str:
    return escape(visible(value), quote=False).replace('"', "&quot;")


def write(pages: Iterable[Page], view: View) -> Iterator[str]:
    """Yield one document: of several files an overview first, then page by page, then the closing lines."""
    found = list(pages)
    files = [page.blocks[0] for page in found if isinstance(page.blocks[0], File)]
    yield _head(found, files, view)
    if len(files) > 1:
        yield _overview(files, view) + "\n"
    for number, page in enumerate(found, 1):
        closing = [block for block in page.blocks if isinstance(block, Closing)]
        blocks = [one for block in page.blocks if not isinstance(block, Closing) for one in _block(block, page, view)]
        if blocks:
            yield tag("article", *_title_if_none(page, view), *blocks, id=f"file-{number}") + "\n"
        yield from (_closing(block, view) + "\n" for block in closing)
    yield "</main>\n</body>\n</html>\n"


def _head(pages: Sequence[Page], files: Sequence[File], view: View) -> str:
    if len(files) == 1:
        title = f"{view.shown(files[0].path, view.lang)} · {view.line(files[0].said)}"
    else:
        title = view.line(pages[0].title)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_NOTHING_IS_LOADED),
        tag("meta", name="generator", content=f"aspire {view.version}"),
        tag("title", title),
        Html(f"\n<style>\n{shipped_files.text('data/report.css')}</style>\n"),
    )
    return f'<!DOCTYPE html>\n<html lang="{view.lang}">\n{head}\n<body>\n<main>\n'


def _title_if_none(page: Page, view: View) -> list[Html]:
    """Return the title of a page that has no heading of its own; a file has its path there."""
    has_heading = any(isinstance(one, File) or (isinstance(one, Heading) and one.level == 1) for one in page.blocks)
    return [] if has_heading else [tag("h1", *_in_lines(view.versions(page.title)))]


def _overview(files: Sequence[File], view: View) -> Html:
    rows = []
    for number, file in enumerate(files, 1):
        link = tag("a", tag("code", view.shown(file.path, view.lang)), href=f"#file-{number}")
        verdict = tag("td", f"{SIGNS[file.verdict]} {view.line(file.said)}")
        rows.append(tag("tr", tag("th", link, scope="row"), verdict))
    return tag("table", tag("tbody", *rows), class_="fits overview")


def _block(block: Block, page: Page, view: View) -> Iterator[Html]:
    match block:
        case Heading():
            yield tag(f"h{block.level}", *_words(block.text, page, view))
        case Paragraph():
            lead = [tag("strong", *_words(block.lead, page, view)), tag("br")] if block.lead else []
            yield tag("p", *lead, *_words(block.text, page, view, code_alone=block.marks_code))
        case Snippet():
            yield tag("pre", block.code.rstrip("\n"))
        case Table():
            yield _table(block, page, view)
        case Amounts():
            yield from _amounts(block, page, view)
        case File():
            yield from _file(block, view)
        case Fits():
            yield _fits(block, view)
        case Findings():
            heading = [block.heading] if block.heading else []
            yield from (tag("h2", view.line(text)) for text in heading)
            yield from (_finding(one, block, view) for one in block.found)
        case Notes():
            yield from (tag("p", line, class_="omitted") for line in view.in_each(block.lines))
        case Checklist():
            yield tag("h2", view.line(block.heading))
            points = (
                tag("li", view.line(one.text), " ", tag("span", view.line(one.clause), class_="clause"))
                for one in block.points
            )
            yield tag("ul", *points, class_="points")
        case Outcome():
            kind = "fits" if block.good else "fits-with-warnings"
            yield tag("p", f"{SIGNS[kind]} ", *_in_lines(view.versions(block.text)), class_=f"verdict {kind}")
        case Choices():
            yield from _choices(block, page, view)
        case Ways():
            yield from _ways(block, view)
        case Clauses():
            yield from (tag("p", *_words(text, page, view), class_="clause") for text in block.texts)


def _words(text: Text, page: Page, view: View, *, code_alone: bool = False) -> list[str]:
    """Return a text once in each language, each in a line of its own; in our own words code and addresses stand out."""
    if not page.our_words and not code_alone:
        return _in_lines(view.versions(text))
    versions = (_pieces(pieces.of_our_words(version), page.our_words) for version in view.versions(text))
    return _in_lines(Html("".join(map(_inside, version))) for version in versions)


def _pieces(sentence: Iterable[Piece], with_addresses: bool = False) -> list[str]:
    return [
        tag("code", one.text)
        if one.code
        else tag("a", one.text, href=one.text)
        if one.address and with_addresses
        else one.text
        for one in sentence
    ]


def _in_lines(texts: Iterable[str]) -> list[str]:
    """Return texts each in a line of its own."""
    content: list[str] = []
    for text in texts:
        content += [tag("br"), text] if content else [text]
    return content


def _table(table: Table, page: Page, view: View) -> Html:
    """Return a table; on a narrow screen each row stands by itself, its cells with the name of their column."""
    heads = [view.line(column) for column in table.columns]
    rows = []
    for first, *others in table.rows:
        cells = (
            tag("td", *_words(cell, page, view), data_label=head) for head, cell in zip(heads[1:], others, strict=True)
        )
        rows.append(tag("tr", tag("th", *_words(first, page, view), scope="row"), *cells))
    return tag("table", _columns(table.columns, page, view), tag("tbody", *rows), class_="words")


def _columns(columns: Iterable[Text], page: Page, view: View) -> Html:
    return tag("thead", tag("tr", *(tag("th", *_words(column, page, view), scope="col") for column in columns)))


def _amounts(block: Amounts, page: Page, view: View) -> Iterator[Html]:
    """Yield a table of figures, which may be wider than a screen, and below it what each row is made of."""
    rows = []
    for number, (name, *figures) in enumerate(block.table.rows):
        over = block.over[number] if number < len(block.over) else None
        is_sum = block.sums_last and number == len(block.table.rows) - 1
        kind = {"class_": "sum" if is_sum else str(over)} if is_sum or over else {}
        cells = (tag("td", *_in_lines(view.versions(figure))) for figure in figures)
        rows.append(tag("tr", tag("th", *_in_lines(view.versions(name)), scope="row"), *cells, **kind))
    table = tag("table", _columns(block.table.columns, page, view), tag("tbody", *rows), class_="amounts")
    yield tag("div", table, class_="wide")
    if block.unit:
        yield tag("p", view.line(block.unit), class_="about")
    if block.bars:
        yield from _chart(block.table, block.bars, view)


def _chart(table: Table, bars: Bars, view: View) -> Iterator[Html]:
    """Yield a stacked bar for each row, between its name and its last figure, and what the colours stand for."""
    most = max(map(sum, bars.rows)) or 1
    lines: list[Html] = []
    for row, amounts in zip(table.rows, bars.rows, strict=False):
        parts = (
            tag("i", class_=_part(number, len(amounts)), style=f"width:{amount * 100 / most:.2f}%")
            for number, amount in enumerate(amounts)
        )
        name, total = (tag("span", view.versions(cell)[0]) for cell in (row[0], row[-1]))
        lines += (name, tag("span", *parts, class_="stack"), total)
    yield tag("div", *lines, class_="chart")
    names = (
        tag("span", tag("i", class_=_part(number, len(bars.parts))), view.line(name))
        for number, name in enumerate(bars.parts)
    )
    yield tag("p", *names, class_="legend")


def _part(number: int, of: int) -> str:
    """Return the class of a part of a stacked bar; the last one is of indirect costs."""
    return "part-indirect" if number == of - 1 else f"part-{number}"


def _file(file: File, view: View) -> Iterator[Html]:
    about = _in_lines(view.in_each((file.about,))) if file.about else []
    yield tag("p", tag("code", view.shown(file.path, view.lang)), *([" ", *about] if about else []), class_="about")
    yield from (tag("h1", title) for title in (view.versions(file.title) if file.title else ()))
    first, *others = view.in_each((file.to_confirm,))
    yield tag("p", *_in_lines((f"{SIGNS[file.verdict]} {first}", *others)), class_=f"verdict {file.verdict}")


def _fits(fits: Fits, view: View) -> Html:
    rows = []
    for row in fits.budget:
        label = joined((view.label("budget"), view.label(row.name)), DOT)
        versions = [
            [
                tag("span", view.shown(row.spoken, lang), class_="amount"),
                *_spans(view.shown(part, lang) for part in row.beside),
            ]
            for lang in view.langs
        ]
        versions[0][1:1] = _bar(row)
        rows.append(_row(label, row.severity, versions, view))
    for said in fits.rows:
        once = dict.fromkeys(tuple(view.shown(part, lang) for part in said.parts) for lang in view.langs)
        rows.append(_row(view.label(said.label), said.severity, [_spans(parts) for parts in once], view))
    return tag("table", tag("tbody", *rows), class_="fits")


def _bar(row: BudgetRow) -> list[Html]:
    if not row.cap:
        return []
    used = tag("i", style=f"width:{min(row.amount * 100 // row.cap, 100)}%")
    return [tag("span", used, class_=f"bar{' over' if row.amount > row.cap else ''}")]


def _spans(parts: Iterable[str]) -> list[Html]:
    return [tag("span", " ".join(part.split())) for part in parts]


def _row(label: Text, severity: Severity | None, versions: Iterable[Iterable[Html]], view: View) -> Html:
    """Return a row of the table; what it says stands once in each language, one below the other."""
    sign = tag("td", SIGNS[severity], class_=f"sign {severity or 'good'}")
    said = tag("td", *(tag("div", *parts) for parts in versions))
    return tag("tr", tag("th", *_in_lines(view.in_each((label,))), scope="row"), sign, said)


def _finding(finding: Finding, block: Findings, view: View) -> Html:
    name = tag("strong", view.say(f"severity-{finding.severity}"))
    content = [tag("h3", name, " ", tag("code", finding.rule))]
    content += [tag("p", *_pieces(pieces.message(finding, lang, view.unit))) for lang in view.langs]
    if finding.reason:
        content.append(tag("p", view.say("waived-reason", reason=finding.reason)))
    if block.path:
        path = view.shown(block.path, view.lang)
        content.append(tag("p", f"{path}:{finding.line}:{finding.column}", class_="place"))
    if block.sourced:
        here, places = places_of(finding)
        content.append(
            tag("pre", *(part for one in places for part in _excerpt(one, "here" if one is here else "there")))
        )
    hints = (pieces.hint(finding, lang, view.unit) for lang in view.langs)
    content += [tag("p", *_pieces(hint), class_="hint") for hint in hints if hint]
    if finding.clause and block.sourced:
        content += [tag("p", text, class_="clause") for text in view.in_each((view.clause(finding.clause),))]
    return tag("section", *content, class_=f"finding {finding.severity}")


def _excerpt(where: Related, kind: str) -> Iterator[str]:
    """Yield a source line with its number, the place in it marked."""
    start, end = (column - where.excerpt_column for column in (where.place.column, where.place.end_column))
    source = where.excerpt
    head, marked, tail = visible_beside(source[:start], source[start:end], source[end:])
    yield tag("span", f"{where.place.line:>4} ", class_="number")
    yield head
    yield tag("mark", marked or " ", class_=kind)
    yield tail
    yield tag("br")


def _choices(choices: Choices, page: Page, view: View) -> Iterator[Html]:
    heads = [view.line(column) for column in choices.columns]
    rows = []
    for one in choices.choices:
        signs = (
            tag("td", SIGNS[standing], class_=f"sign {standing}", data_label=head)
            for standing, head in zip(one.standing, heads[2:], strict=True)
        )
        verdict = tag("td", *_in_lines(view.versions(one.verdict)), class_=f"standing {one.worst}")
        name = tag("th", *_in_lines(view.versions(one.name)), scope="row")
        rows.append(tag("tr", name, verdict, *signs, **({"class_": "own"} if one.own else {})))
    yield tag("table", _columns(choices.columns, page, view), tag("tbody", *rows), class_="choices")
    legend = (
        tag("span", tag("span", SIGNS[standing], class_=f"sign {standing}"), " ", view.line(text))
        for standing, text in choices.legend
    )
    yield tag("p", *legend, class_="legend")


def _ways(ways: Ways, view: View) -> Iterator[Html]:
    yield tag("h2", view.line(ways.heading))
    for way in ways.ways:
        yield tag("h3", *_in_lines(view.versions(way.name)))
        steps = []
        for step in way.steps:
            sign = tag("span", SIGNS[step.severity], class_=f"sign {step.severity}")
            said = _in_lines(Html("".join(map(_inside, _pieces(step.sentences[lang])))) for lang in view.langs)
            rules = (part for rule in step.rules for part in (" ", tag("code", rule)))
            steps.append(tag("li", sign, tag("strong", view.line(step.kind)), *rules, tag("br"), *said))
        yield tag("ul", *steps, class_="steps")
        yield from (tag("p", line, class_="omitted") for line in view.in_each(way.omitted))


def _closing(closing: Closing, view: View) -> Html:
    totals = (closing.totals,) if closing.totals else ()
    lines = (*view.in_each(totals), *view.in_each((closing.edition, *closing.hidden)))
    return tag("footer", *(tag("p", line) for line in lines))
