"""The HTML report: one page that can be mailed, printed and read on any screen, with nothing to load and no script."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aspire_cli import shipped_files
from aspire_cli.finding import Finding, Related, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, closing_lines, fits, omitted_lines, pieces, verdict_line, verdict_lines
from aspire_cli.reports.about import about_lines, places_of, titles
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import visible, visible_beside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_VERDICT_SIGNS = {"fits": "✓", "fits-with-warnings": "!"}
_NOTHING_IS_LOADED = "default-src 'none'; style-src 'unsafe-inline'"


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the page: its head, of several files an overview, file by file, then the closing lines."""
    found = list(reports)
    title = f"{found[0].path} · {verdict_line(found[0], view)}" if len(found) == 1 else "aspire check"
    yield _head(title, view)
    if len(found) > 1:
        yield _markup(_overview(found, view))
    for number, report in enumerate(found, 1):
        yield _markup(_file(report, number, view))
    totals = functools.reduce(Totals.plus, found, Totals())
    lines = (*totals.lines(view), *closing_lines(view))
    yield _markup(_element("footer", *(_element("p", line) for line in lines)))
    yield "</main>\n</body>\n</html>\n"


def _overview(reports: Sequence[Report], view: View) -> "Element":
    rows = []
    for number, report in enumerate(reports, 1):
        link = _element("a", _element("code", report.path), href=f"#file-{number}")
        verdict = _element("td", f"{_sign(report)} {verdict_line(report, view)}")
        rows.append(_element("tr", _element("th", link, scope="row"), verdict))
    return _element("table", _element("tbody", *rows), class_="overview")


def _sign(report: Report) -> str:
    return _VERDICT_SIGNS.get(report.verdict, "✗")


def _element(tag: str, *children: "Element | str", **attributes: str) -> "Element":
    """Return an element; texts in it are made visible here, and escaped when it is written."""
    from xml.etree import ElementTree

    made = ElementTree.Element(tag, {name.rstrip("_"): visible(value) for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if not isinstance(child, str):
            made.append(child)
            last = child
        elif last is None:
            made.text = (made.text or "") + visible(child)
        else:
            last.tail = (last.tail or "") + visible(child)
    return made


def _markup(element: "Element") -> str:
    from xml.etree import ElementTree

    return ElementTree.tostring(element, encoding="unicode", method="html") + "\n"


def _head(title: str, view: View) -> str:
    head = _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _element("meta", **{"http-equiv": "Content-Security-Policy", "content": _NOTHING_IS_LOADED}),
        _element("meta", name="generator", content=f"aspire {view.version}"),
        _element("title", title),
    )
    styles = shipped_files.text("data/report.css")
    opening = _markup(head).replace("</head>", f"<style>\n{styles}</style>\n</head>")
    return f'<!DOCTYPE html>\n<html lang="{view.lang}">\n{opening}<body>\n<main>\n'


def _file(report: Report, number: int, view: View) -> "Element":
    lines = _lines(about_lines(report, view))
    about = [_element("p", _element("code", report.path), *(" ", *lines) if lines else (), class_="about")]
    about += [_element("h1", title) for title in titles(report, view)]
    first, *others = verdict_lines(report, view)
    verdict = _element("p", *_lines((f"{_sign(report)} {first}", *others)), class_=f"verdict {report.verdict}")
    sections = [
        _section("findings-heading", [_finding(one, report, view) for one in report.findings], view),
        _section("waived-heading", [_finding(one, report, view) for one in report.waived], view),
        [_element("p", line, class_="omitted") for line in omitted_lines(report, view)],
        _section("confirm-heading", _confirm(report, view), view),
    ]
    table = _table(report, view)
    content = (one for section in sections for one in section)
    return _element("article", *about, verdict, *table, *content, id=f"file-{number}")


def _lines(texts: Iterable[str]) -> list["Element | str"]:
    """Return texts each in a line of its own."""
    content: list[Element | str] = []
    for text in texts:
        content += [_element("br"), text] if content else [text]
    return content


def _section(heading: str, content: list["Element"], view: View) -> list["Element"]:
    return [_element("h2", view.label(heading)), *content] if content else []


def _table(report: Report, view: View) -> list["Element"]:
    rows = [_budget_row(versions, view) for versions in fits.in_each(fits.budget_rows, report, view)]
    for versions in fits.in_each(fits.rows, report, view):
        labels = [one.label(versions[0].label) for one in view.each()]
        said = dict.fromkeys(row.parts for row in versions)
        rows.append(_row(labels, versions[0].severity, [_spans(parts) for parts in said]))
    return [_element("table", _element("tbody", *rows))] if rows else []


def _budget_row(versions: tuple[fits.BudgetRow, ...], view: View) -> "Element":
    labels = [f"{one.label('budget')} · {one.label(versions[0].name)}" for one in view.each()]
    cells = [[_element("span", row.spoken, class_="amount"), *_spans(row.beside)] for row in versions]
    cells[0][1:1] = _bar(versions[0])
    return _row(labels, versions[0].severity, cells)


def _bar(row: fits.BudgetRow) -> list["Element"]:
    if not row.cap:
        return []
    used = _element("i", style=f"width:{min(row.amount * 100 // row.cap, 100)}%")
    return [_element("span", used, class_=f"bar{' over' if row.amount > row.cap else ''}")]


def _spans(parts: Iterable[str]) -> list["Element"]:
    return [_element("span", " ".join(part.split())) for part in parts]


def _row(labels: Iterable[str], severity: Severity | None, versions: Iterable[Iterable["Element"]]) -> "Element":
    """Return a row of the table; what it says stands once in each language, one below the other."""
    sign = _element("td", fits.SIGNS[severity], class_=f"sign {severity or 'good'}")
    said = _element("td", *(_element("div", *parts) for parts in versions))
    return _element("tr", _element("th", *_lines(labels), scope="row"), sign, said)


def _finding(finding: Finding, report: Report, view: View) -> "Element":
    name = _element("strong", view.label(f"severity-{finding.severity}"))
    heading = _element("h3", name, " ", _element("code", finding.rule))
    said = [_element("p", *_sentence(one)) for one in pieces.messages(finding, view)]
    here, places = places_of(finding)
    place = _element("p", f"{report.path}:{finding.line}:{finding.column}", class_="place")
    marked = (part for one in places for part in _excerpt(one, "here" if one is here else "there"))
    excerpt = _element("pre", *marked)
    hints = [_element("p", *_sentence(one), class_="hint") for one in pieces.hints(finding, view)]
    reason = [_element("p", view.label("waived-reason", reason=finding.reason))] if finding.reason else []
    clauses = [one.clause(finding.clause) for one in view.each()] if finding.clause else []
    clause = [_element("p", text, class_="clause") for text in clauses]
    return _element(
        "section", heading, *said, *reason, place, excerpt, *hints, *clause, class_=f"finding {finding.severity}"
    )


def _sentence(said: Iterable[Piece]) -> list["Element | str"]:
    return [_element("code", piece.text) if piece.code else piece.text for piece in said]


def _excerpt(where: Related, kind: str) -> Iterator["Element | str"]:
    """Yield a source line with its number, the place in it marked."""
    start, end = (column - where.excerpt_column for column in (where.place.column, where.place.end_column))
    source = where.excerpt
    head, marked, tail = visible_beside(source[:start], source[start:end], source[end:])
    yield _element("span", f"{where.place.line:>4} ", class_="number")
    yield head
    yield _element("mark", marked or " ", class_=kind)
    yield tail
    yield _element("br")


def _confirm(report: Report, view: View) -> list["Element"]:
    points = []
    for point in report.confirm:
        clause = _element("span", view.label("clause", clause=point.clause), class_="clause")
        points.append(_element("li", view.text(point.text), " ", clause))
    return [_element("ul", *points)] if points else []
