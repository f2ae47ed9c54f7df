"""The GitHub format: one workflow command a finding, which becomes an annotation at its line, and plain lines between.

A line that begins with `::` is a command, so nothing that a user wrote begins one: a line begins with our own words,
or with a command whose properties and message are escaped.
"""

import re
from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import View, closing_lines, hidden, narrowings, omitted, verdict_to_confirm
from aspire_cli.words import sentences as words
from aspire_cli.words.text import BETWEEN, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_WAIVED = "notice"
_LINE_ENDS = {"\r": "%0D", "\n": "%0A"}


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield each file's verdict and annotations, then the closing lines."""
    files = 0
    for report in reports:
        files += 1
        yield f"aspire: {visible(report.path)}: {view.line(verdict_to_confirm(report, view))}\n"
        for finding in (*report.findings, *report.waived):
            yield _command(report.path, finding, view)
        for line in view.in_each(omitted(report, view)):
            yield f"aspire: {visible(report.path)}: {line}\n"
    for one in view.together or ():
        yield _command(one.spots[0].path, one.finding, view)
    if files or any(hidden(view)):
        yield "".join(f"aspire: {line}\n" for line in closing_lines(view))
    for line in view.in_each(narrowings(view)):
        yield f"::warning title=aspire::{_data(line)}\n"
    only_passed = view._replace(settings={}, own_data=None, rules_off={})
    for line in view.in_each(hidden(only_passed)):
        yield f"::notice title=aspire::{_data(line)}\n"


def _command(path: str, finding: Finding, view: View) -> str:
    place = finding.place
    properties = {"file": view.in_repository(path), "line": place.line, "col": place.column}
    if place.end_line == place.line:  # GitHub takes no columns where an annotation covers several lines
        properties |= {"endLine": place.end_line, "endColumn": place.end_column}
    title = BETWEEN.join(words.rule_words(finding.rule)["title"][lang] for lang in view.langs)
    waived = f"[{view.say('waived-heading')}] " if finding.reason else ""
    properties["title"] = f"{waived}{title} ({finding.rule})"
    escaped = {name: _data(str(value)).replace(":", "%3A").replace(",", "%2C") for name, value in properties.items()}
    listed = ",".join(f"{name}={value}" for name, value in escaped.items())
    command = _WAIVED if finding.reason else _COMMANDS[finding.severity]
    # The last line is for the log, which shows neither place nor rule by itself.
    last = f"{visible(path)}:{finding.line}:{finding.column} {finding.rule}"
    message = "\n".join([*view.waived(finding), *view.told(finding), last])
    return f"::{command} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    """Return a text for the end of a command: of what ends a line, only the lines' own ends are left, and escaped."""
    text = text.replace("%", "%25")
    return "".join(_LINE_ENDS.get(part) or visible(part) for part in re.split("([\r\n])", text))
