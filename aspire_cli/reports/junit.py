"""The JUnit report: a suite for each proposal, a case for each rule: passed, failed, skipped or waived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from aspire_cli.finding import WHOLE_CHECK, Finding, Report
from aspire_cli.reports import View, closing_lines, hidden, omitted, verdict
from aspire_cli.words.text import BETWEEN, visible

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Across

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the suites, one after another; amounts are in yen, whatever unit people read.

    The first tells of the settings too; what a search has passed over is told by an empty one at the end.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="aspire">\n'
    view = view._replace(unit="yen")
    told = view._replace(passed_over={})
    others = told._replace(rules_off={}, own_data=None, settings={})
    for report in reports:
        yield _written(_of_file(report, view, told))
        told = others
    if view.together is not None:
        yield _written(_suite("together", [_across(one, view) for one in view.together]))
    rest = told._replace(passed_over=view.passed_over)
    if any(hidden(rest)):
        suite = _suite("aspire", ())
        SubElement(suite, "system-out").text = "\n".join(closing_lines(rest))
        yield tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def _written(suite: Element) -> str:
    indent(suite)
    return tostring(suite, encoding="unicode") + "\n"


def _suite(name: str, cases: Sequence[Element], **attributes: str) -> Element:
    """Return a suite of cases, and how many of them there are of each kind."""
    suite = Element("testsuite", {"name": name, **attributes, "tests": str(len(cases))})
    for count, kind in _COUNTED.items():
        suite.set(count, str(sum(case.find(kind) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _of_file(report: Report, view: View, told: View) -> Element:
    """Return the suite of a file; `told` is the view with those settings alone of which it is to tell."""
    path = visible(view.in_repository(report.path))
    broken = dict(failure.split(": ", 1) for failure in view.failures(report))
    cases = [_case(rule, broken, report, view) for rule in (*view.rules, *{WHOLE_CHECK} & broken.keys())]
    suite = _suite(path, cases, file=path)
    properties = Element("properties")
    for name, value in _properties(report, told):
        SubElement(properties, "property", name=name, value=value)
    suite.insert(0, properties)
    lines = (view.line(verdict(report, view)), *view.in_each(omitted(report, view)), *closing_lines(told))
    SubElement(suite, "system-out").text = "\n".join(lines)
    return suite


def _across(one: "Across", view: View) -> Element:
    """Return the case of what is found across proposals: it stands with the first of them."""
    finding, text = one.finding, "\n".join(view.told(one.finding))
    case = Element("testcase", classname=visible(view.in_repository(one.spots[0].path)), name=finding.rule)
    if finding.reason:
        SubElement(case, "skipped", message=view.waived(finding)[0])
    elif view.fails(finding):
        _add_failure(case, finding, text, view)
        return case
    SubElement(case, "system-out").text = text
    return case


def _properties(report: Report, view: View) -> Iterator[tuple[str, str]]:
    yield "verdict", report.verdict
    yield "scheme", report.scheme or ""
    if report.call:
        yield "call", visible(report.call.id or "")
    yield "stage", report.stage
    yield from ((key, getattr(view, key)) for key in ("version", "edition", "data_sha256"))
    if view.own_data:
        yield "own_data", visible(view.own_data)
    for rule, reason in view.rules_off.items():
        yield f"rule_off.{rule}", visible(reason)
    for setting, values in view.settings.items():
        yield f"settings.{setting}", visible(", ".join(values))


def _case(rule: str, broken: Mapping[str, str], report: Report, view: View) -> Element:
    """Return what one rule, or the check as a whole, says of one file; `broken` is what failed inside, by rule."""
    element = Element("testcase", classname=visible(view.in_repository(report.path)), name=rule)
    found = [finding for finding in report.findings if finding.rule == rule]
    waived = [finding for finding in report.waived if finding.rule == rule]
    faults = [finding for finding in found if view.fails(finding)]
    told = [*(finding for finding in found if not view.fails(finding)), *waived]
    # What broke may be one rule, or all of a topic.
    if failure := broken.get(rule) or broken.get(rule.partition("-")[0]):
        SubElement(element, "error", type="internal", message=visible(failure))
        told = [*faults, *told]
    elif faults:
        worst = min(faults, key=lambda finding: finding.severity.rank)
        _add_failure(element, worst, _told(faults, report, view), view)
    elif skipped := _skipped(rule, waived, report, view):
        SubElement(element, "skipped", message=skipped)
    if told:
        SubElement(element, "system-out").text = _told(told, report, view)
    return element


def _add_failure(case: Element, finding: Finding, text: str, view: View) -> None:
    message = BETWEEN.join(view.messages(finding))
    SubElement(case, "failure", type=str(finding.severity), message=message).text = text


def _skipped(rule: str, waived: Iterable[Finding], report: Report, view: View) -> str:
    """Return why a rule has neither passed nor failed; empty where it has passed."""
    if waived:
        return BETWEEN.join(reason for finding in waived for reason in view.waived(finding))
    if rule in view.rules_off:
        return view.say("rule-off", reason=view.rules_off[rule])
    return "" if rule in report.ran else view.say("rule-not-run")


def _told(findings: Iterable[Finding], report: Report, view: View) -> str:
    """Return findings in lines: each with its place, then what is wrong and what would mend it."""
    lines = []
    for finding in findings:
        place = f"{visible(report.path)}:{finding.line}:{finding.column}"
        lines.append(f"{place}: {' '.join((view.say(f'severity-{finding.severity}'), *view.waived(finding)))}")
        lines += view.told(finding)
    return "\n".join(lines)
