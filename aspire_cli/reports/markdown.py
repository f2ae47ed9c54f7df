"""The Markdown report, to paste into a mail or an issue: verdict, fits, findings, and a list for a person to tick off.

Whatever a user wrote is text in it: no markup, no HTML, no link, and nobody is notified by a name after `@`.
"""

import re
from collections.abc import Iterable, Iterator

from aspire_cli.finding import Confirm, Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, closing_lines, fits, omitted_lines, pieces, verdict_line
from aspire_cli.reports.about import about_lines, titles
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import visible

_VERDICT_SIGNS = {"fits": "✓", "fits-with-warnings": "!"}
_MARKUP = r"([\\`*_\[\]~$|])"
_BLOCK = r"^(\d{0,9})([-+#=.)])(?=[\s#=-]|$)"  # what would begin a list, a heading or a rule
_SEPARATED = "<!-- -->"  # takes apart, unseen, what a page would turn into a link
_LINKED = r"@(?=\w)|#(?=\d)|://|\bwww(?=\.)"


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the closing lines."""
    totals = Totals()
    for report in reports:
        totals = totals.plus(report)
        yield "\n".join(_file(report, view)) + "\n\n"
    if totals.files:
        yield "".join(f"{line}\n" for line in _closing(totals, view))


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(_MARKUP, r"\\\1", text)
    return re.sub(_LINKED, lambda match: match[0][0] + _SEPARATED + match[0][1:], text)


def code(text: str) -> str:
    """Return a text as Markdown's code, fenced by more backticks than stand in it."""
    text = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    ends = text[:1] + text[-1:]
    gap = " " if "`" in ends or (ends == "  " and text.strip()) else ""
    return f"{fence}{gap}{text}{gap}{fence}" if text else ""


def sentence(said: Iterable[Piece]) -> str:
    """Return a sentence as Markdown for the beginning of a line, where it begins no list and no heading."""
    text = "".join(code(piece.text) if piece.code else escaped(piece.text) for piece in said)
    return re.sub(_BLOCK, r"\1\\\2", text)


def _closing(totals: Totals, view: View) -> Iterator[str]:
    yield "---"
    yield ""
    for line in (*totals.lines(view), *closing_lines(view)):
        yield f"- {escaped(line)}"


def _file(report: Report, view: View) -> Iterator[str]:
    yield f"## {code(report.path)}"
    yield ""
    sign = _VERDICT_SIGNS.get(report.verdict, "✗")
    yield f"**{sign} {escaped(verdict_line(report, view))}**"
    if report.verdict != "unreadable":
        yield ""
        yield escaped(" · ".join((" / ".join(about_lines(report, view)), *titles(report, view))))
    yield from _table(report, view)
    for heading, findings in (("findings-heading", report.findings), ("waived-heading", report.waived)):
        yield from _section(heading, (line for one in findings for line in _finding(one, report, view)), view)
    yield from (f"\n{escaped(line)}" for line in omitted_lines(report, view))
    yield from _section("confirm-heading", (_task(point, view) for point in report.confirm), view)


def _section(heading: str, lines: Iterable[str], view: View) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield f"### {view.label(heading)}"
        yield ""
        yield from listed


def _table(report: Report, view: View) -> Iterator[str]:
    rows = list(_rows(report, view))
    if rows:
        yield ""
        yield f"| | {view.label('column-proposal')} | |"
        yield "|:--|:--|:-:|"
        yield from rows


def _rows(report: Report, view: View) -> Iterator[str]:
    for amounts in fits.in_each(fits.budget_rows, report, view):
        labels = [
            f"{one.label('budget')}{':' if one.lang == 'ja' else ': '}{one.label(amounts[0].name)}"
            for one in view.each()
        ]
        yield _row(labels, [(amount.spoken, *amount.beside) for amount in amounts], amounts[0].severity)
    for rows in fits.in_each(fits.rows, report, view):
        labels = [one.label(rows[0].label) for one in view.each()]
        yield _row(labels, [row.parts for row in rows], rows[0].severity)


def _row(labels: Iterable[str], versions: Iterable[Iterable[str]], severity: Severity | None) -> str:
    """Return a row: its label, and its parts in a line for each language, once where they are the same."""
    texts = (escaped(" · ".join(" ".join(part.split()) for part in parts)) for parts in versions)
    return f"| {'<br>'.join(labels)} | {'<br>'.join(dict.fromkeys(texts))} | {fits.SIGNS[severity]} |"


def _finding(finding: Finding, report: Report, view: View) -> Iterator[str]:
    first, *others = [sentence(message) for message in pieces.messages(finding, view)]
    place = code(f"{report.path}:{finding.line}:{finding.column}")
    yield f"- **{view.label(f'severity-{finding.severity}')}** {code(finding.rule)} {place}: {first}"
    for other in others:
        yield f"  - {other}"
    for hint in pieces.hints(finding, view):
        yield f"  - {sentence(hint)}"
    if finding.reason:
        yield f"  - {escaped(view.label('waived-reason', reason=finding.reason))}"
    if finding.clause:
        yield f"  - {escaped(view.clause(finding.clause))}"


def _task(point: Confirm, view: View) -> str:
    opening, closing = ("(", ")") if view.lang == "ja" else (" (", ")")
    clause = escaped(view.label("clause", clause=point.clause))
    return f"- [ ] {escaped(view.text(point.text))}{opening}{clause}{closing}"
