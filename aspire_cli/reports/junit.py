"""The JUnit report: a suite for each proposal, a case for each rule: passed, failed, skipped or waived."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from aspire_cli.finding import WHOLE_CHECK, Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import View, closing_lines, omitted, verdict
from aspire_cli.words.text import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


class _Case(NamedTuple):
    """What one rule has to say of one file."""

    rule: str
    faults: list[Finding]  # errors and warnings
    notes: list[Finding]
    waived: list[Finding]
    failure: str  # what broke inside the rule


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the suites, one after another; amounts are in yen, whatever unit people read."""
    from xml.etree.ElementTree import indent, tostring

    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="aspire">\n'
    for report in reports:
        suite = _suite(report, view._replace(unit="yen"))
        indent(suite)
        yield tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def _suite(report: Report, view: View) -> "Element":
    from xml.etree.ElementTree import Element, SubElement

    path = visible(report.path)
    suite = Element("testsuite", name=path, file=path)
    properties = SubElement(suite, "properties")
    for name, value in _properties(report, view):
        SubElement(properties, "property", name=name, value=value)
    cases = [_element(case, path, report, view) for case in _cases(report, view)]
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for count, tag in _COUNTED.items():
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
    SubElement(suite, "system-out").text = "\n".join(
        [view.line(verdict(report, view)), *view.in_each(omitted(report, view)), *closing_lines(view)]
    )
    return suite


def _properties(report: Report, view: View) -> Iterator[tuple[str, str]]:
    yield "verdict", report.verdict
    yield "scheme", report.scheme or ""
    yield "stage", report.stage
    yield "version", view.version
    yield "edition", view.edition
    yield "data_sha256", view.data_sha256
    if view.own_data:
        yield "own_data", visible(view.own_data)
    for rule, reason in view.rules_off.items():
        yield f"rule_off.{rule}", visible(reason)
    for setting, values in view.settings.items():
        yield f"settings.{setting}", visible(", ".join(values))


def _cases(report: Report, view: View) -> Iterator[_Case]:
    broken = dict(failure.split(": ", 1) for failure in report.failures)
    for rule in view.rules:
        found = [finding for finding in report.findings if finding.rule == rule]
        yield _Case(
            rule,
            [finding for finding in found if finding.severity is not Severity.NOTE],
            [finding for finding in found if finding.severity is Severity.NOTE],
            [finding for finding in report.waived if finding.rule == rule],
            broken.get(rule) or broken.get(rule.partition("-")[0], ""),
        )
    if WHOLE_CHECK in broken:
        yield _Case(WHOLE_CHECK, [], [], [], broken[WHOLE_CHECK])


def _element(case: _Case, path: str, report: Report, view: View) -> "Element":
    from xml.etree.ElementTree import Element, SubElement

    element = Element("testcase", classname=path, name=case.rule)
    told = [*case.notes, *case.waived]
    if case.failure:
        SubElement(element, "error", type="internal", message=visible(case.failure))
        told = [*case.faults, *told]
    elif case.faults:
        worst = min(case.faults, key=lambda finding: finding.severity.rank)
        failure = SubElement(element, "failure", type=str(worst.severity), message=_message(worst, view))
        failure.text = _told(case.faults, path, view)
    elif skipped := _skipped(case, report, view):
        SubElement(element, "skipped", message=skipped)
    if told:
        SubElement(element, "system-out").text = _told(told, path, view)
    return element


def _skipped(case: _Case, report: Report, view: View) -> str:
    """Return why a rule has neither passed nor failed; empty where it has passed."""
    if case.waived:
        return " / ".join(view.say("waived-reason", reason=finding.reason) for finding in case.waived)
    if case.rule in view.rules_off:
        return view.say("rule-off", reason=view.rules_off[case.rule])
    return "" if case.rule in report.ran else view.say("rule-not-run")


def _message(finding: Finding, view: View) -> str:
    return " / ".join(view.messages(finding))


def _told(findings: list[Finding], path: str, view: View) -> str:
    return "\n".join(line for finding in findings for line in _lines(finding, path, view))


def _lines(finding: Finding, path: str, view: View) -> Iterator[str]:
    severity = view.say(f"severity-{finding.severity}")
    waived = f" {view.say('waived-reason', reason=finding.reason)}" if finding.reason else ""
    yield f"{path}:{finding.line}:{finding.column}: {severity}{waived}"
    yield from view.messages(finding)
    yield from view.hints(finding)
