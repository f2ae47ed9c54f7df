"""The JUnit report: a suite for each proposal, a case for each rule: passed, failed, skipped or waived."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from aspire_cli.finding import WHOLE_CHECK, Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import View, closing_lines, hidden, omitted, verdict
from aspire_cli.words.text import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the suites, one after another; amounts are in yen, whatever unit people read.

    The first tells of the settings too; what a search has passed over is told by an empty one at the end.
    """
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="aspire">\n'
    view = view._replace(unit="yen")
    told = view._replace(passed_over={})
    others = told._replace(rules_off={}, own_data=None, settings={})
    for report in reports:
        suite = _suite(report, view, told)
        indent(suite)
        yield tostring(suite, encoding="unicode") + "\n"
        told = others
    if view.together is not None:
        suite = _across(view)
        indent(suite)
        yield tostring(suite, encoding="unicode") + "\n"
    rest = told._replace(passed_over=view.passed_over)
    if any(hidden(rest)):
        suite = Element("testsuite", name="aspire", tests="0", failures="0", errors="0", skipped="0")
        SubElement(suite, "system-out").text = "\n".join(closing_lines(rest))
        yield tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def _suite(report: Report, view: View, told: View) -> "Element":
    """Return the suite of a file; `told` is the view with those settings alone of which it is to tell."""
    from xml.etree.ElementTree import Element, SubElement

    path = visible(view.in_repository(report.path))
    suite = Element("testsuite", name=path, file=path)
    properties = SubElement(suite, "properties")
    for name, value in _properties(report, told):
        SubElement(properties, "property", name=name, value=value)
    broken = dict(failure.split(": ", 1) for failure in view.failures(report))
    cases = [_case(rule, broken, report, view) for rule in (*view.rules, *{WHOLE_CHECK} & broken.keys())]
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for count, tag in _COUNTED.items():
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
    SubElement(suite, "system-out").text = "\n".join(
        [view.line(verdict(report, view)), *view.in_each(omitted(report, view)), *closing_lines(told)]
    )
    return suite


def _across(view: View) -> "Element":
    """Return the suite of what is found across proposals: a case for each finding."""
    from xml.etree.ElementTree import Element, SubElement

    suite = Element("testsuite", name="together")
    counts = dict.fromkeys(_COUNTED, 0)
    for one in view.together or ():
        case = SubElement(suite, "testcase", classname=visible(view.in_repository(one.spots[0].path)))
        case.set("name", one.finding.rule)
        text = "\n".join([*view.messages(one.finding), *view.hints(one.finding)])
        if one.finding.reason:
            SubElement(case, "skipped", message=view.say("waived-reason", reason=one.finding.reason))
            counts["skipped"] += 1
        elif view.fail_on == Severity.NOTE:
            message = " / ".join(view.messages(one.finding))
            SubElement(case, "failure", type=str(one.finding.severity), message=message).text = text
            counts["failures"] += 1
            continue
        SubElement(case, "system-out").text = text
    suite.set("tests", str(len(view.together or ())))
    for name, count in counts.items():
        suite.set(name, str(count))
    return suite


def _properties(report: Report, view: View) -> Iterator[tuple[str, str]]:
    yield "verdict", report.verdict
    yield "scheme", report.scheme or ""
    if report.call:
        yield "call", visible(report.call.id or "")
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


def _case(rule: str, broken: Mapping[str, str], report: Report, view: View) -> "Element":
    """Return what one rule, or the check as a whole, says of one file; `broken` is what failed inside, by rule."""
    from xml.etree.ElementTree import Element, SubElement

    element = Element("testcase", classname=visible(view.in_repository(report.path)), name=rule)
    found = [finding for finding in report.findings if finding.rule == rule]
    failing = -1 if view.fail_on == "never" else Severity(view.fail_on).rank
    faults = [finding for finding in found if finding.severity.rank <= failing]
    waived = [finding for finding in report.waived if finding.rule == rule]
    told = [*(finding for finding in found if finding.severity.rank > failing), *waived]
    if failure := broken.get(rule) or broken.get(rule.partition("-")[0]):
        SubElement(element, "error", type="internal", message=visible(failure))
        told = [*faults, *told]
    elif faults:
        worst = min(faults, key=lambda finding: finding.severity.rank)
        message = " / ".join(view.messages(worst))
        SubElement(element, "failure", type=str(worst.severity), message=message).text = _told(faults, report, view)
    elif skipped := _skipped(rule, waived, report, view):
        SubElement(element, "skipped", message=skipped)
    if told:
        SubElement(element, "system-out").text = _told(told, report, view)
    return element


def _skipped(rule: str, waived: Iterable[Finding], report: Report, view: View) -> str:
    """Return why a rule has neither passed nor failed; empty where it has passed."""
    if waived:
        return " / ".join(view.say("waived-reason", reason=finding.reason) for finding in waived)
    if rule in view.rules_off:
        return view.say("rule-off", reason=view.rules_off[rule])
    return "" if rule in report.ran else view.say("rule-not-run")


def _told(findings: Iterable[Finding], report: Report, view: View) -> str:
    """Return findings in lines: each with its place, then what is wrong and what would mend it."""
    lines = []
    for finding in findings:
        severity = view.say(f"severity-{finding.severity}")
        waived = f" {view.say('waived-reason', reason=finding.reason)}" if finding.reason else ""
        lines.append(f"{visible(report.path)}:{finding.line}:{finding.column}: {severity}{waived}")
        lines += [*view.messages(finding), *view.hints(finding)]
    return "\n".join(lines)
