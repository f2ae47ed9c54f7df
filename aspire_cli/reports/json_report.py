"""The JSON of `aspire check`, `budget` and `fit`: the contracts in `schemas/`.

Amounts are in yen and keys the same in every language, whatever people read.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aspire_cli import fiscal
from aspire_cli.finding import Finding, Fits, Report
from aspire_cli.planning.comparison import Alternative, Change, Comparison
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.problem import Place, Severity
from aspire_cli.reports import View
from aspire_cli.reports.years import CATEGORIES
from aspire_cli.words.text import UNSEEN, visible

VERSION = 1
_OF_A_PLAN = ("rule", "severity", "topic", "message", "hint", "clause")


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the whole report as one JSON document."""
    files = list(reports)
    document = {"version": VERSION, "tool": tool(view), "summary": summary(files)}
    document["files"] = [file_entry(report, view) for report in files]
    yield dumped(document, indent=2) + "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON in which Japanese is readable and every character that cannot be seen is escaped."""
    return escaped(value, lambda one: json.dumps(one)[1:-1], indent)


def escaped(value: object, written: Callable[[str], str], indent: int | None = None) -> str:
    """Return the same, a character that cannot be seen as `written` puts it."""
    # Azure's build log takes `##vso[` for a command wherever it stands in a line.
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##", r"#\u0023")
    return re.sub(UNSEEN, lambda match: match[0] if match[0] == "\n" else written(match[0]), text)


def tool(view: View) -> dict[str, Any]:
    """Return what made the report: version, programme edition, and whatever the settings hide or replace."""
    return {
        "name": "aspire",
        "version": view.version,
        "programme": view.programme,
        "edition": view.edition,
        "data_sha256": view.data_sha256,
        "own_data": view.own_data,
        "rules_off": [{"rule": rule, "reason": reason} for rule, reason in view.rules_off.items()],
        "settings": {key: list(values) for key, values in view.settings.items()},
    }


def summary(files: list[Report]) -> dict[str, int]:
    """Return the counts over all files."""
    counts = {f"{severity}s": sum(report.count(severity) for report in files) for severity in Severity}
    return {"files": len(files), **counts, "waived": sum(report.waived_count for report in files)}


def file_entry(report: Report, view: View) -> dict[str, Any]:
    """Return the entry of one file."""
    return {
        "path": report.path,
        "sha256": report.sha256,
        "scheme": report.scheme,
        "stage": report.stage,
        "open": report.open,
        "verdict": report.verdict,
        "findings": [finding_entry(finding, view) for finding in report.findings],
        "fits": _fits(report.fits, view) if report.fits else None,
        "confirm": [{"item": point.item, "clause": point.clause} for point in report.confirm],
        "waived": [finding_entry(finding, view) | {"reason": finding.reason} for finding in report.waived],
        "omitted": omitted(report),
        "failures": [visible(failure) for failure in report.failures],
    }


def omitted(report: Report) -> dict[str, int]:
    """Return how much of a file is counted in the summary and not shown."""
    counts = {f"{severity}s": getattr(report.omitted, severity) for severity in Severity}
    return {**counts, "waived": report.omitted.waived, "counterparts": report.omitted.counterparts}


def finding_entry(finding: Finding, view: View) -> dict[str, Any]:
    """Return one finding; messages are in yen whatever unit people read."""
    in_yen = view._replace(unit="yen")
    hints = in_yen.hints(finding)
    related = [{"pointer": other.pointer, **_place(other.place)} for other in finding.related]
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "topic": finding.topic,
        "message": " / ".join(in_yen.messages(finding)),
        "hint": " / ".join(hints) if hints else None,
        "pointer": finding.pointer,
        **_place(finding.place),
        "clause": finding.clause,
        "related": related,
        "fix": {"text": finding.fix} if finding.fix is not None else None,
    }


def _place(place: Place) -> dict[str, int]:
    return dict(place._asdict())


def _fits(fits: Fits, view: View) -> dict[str, Any]:
    budget, period, field = fits.budget, fits.period, fits.field
    budget_keys = ("direct", "indirect", "total", "direct_cap", "total_cap")
    return {
        "budget": {key: getattr(budget, key) for key in budget_keys} if budget else None,
        "period": {key: getattr(period, key) for key in ("start", "end", "months")} if period else None,
        "countries": [
            {"name": country.name.lang(view.lang), "code": country.code, "listed": country.listed}
            for country in fits.countries
            if any(country.name)
        ],
        "field": {"id": field.id, "listed": field.listed} if field else None,
    }


def budget(sheet: BudgetSheet, view: View) -> Iterator[str]:
    """Yield a budget beside its limits as one JSON document."""
    yield dumped({"version": VERSION, "tool": tool(view), **_budget_entry(sheet, view)}, indent=2) + "\n"


def _budget_entry(sheet: BudgetSheet, view: View) -> dict[str, Any]:
    bounds, sums, period = sheet.bounds, sheet.sums, sheet.period
    terms = bounds.terms if bounds else None
    months = {"months": fiscal.months_begun(period)} if period else {}
    return {
        "kind": sheet.kind,
        "path": sheet.path,
        "scheme": bounds.scheme.id if bounds else None,
        "call": bounds.call.id or None if bounds and bounds.call else None,
        "direct_cap": terms.direct_cap if terms else None,
        "total_cap": terms.total_cap if terms else None,
        "indirect_rate": terms.percent if terms else None,
        "min_years": bounds.min_years if bounds else None,
        "max_years": bounds.max_years if bounds else None,
        "clauses": list(bounds.clauses) if bounds else [],
        "max_direct": sheet.largest.direct if sheet.largest else None,
        "max_total": sheet.largest.total if sheet.largest else None,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat(), **months} if period else None,
        "years": [_year(year) for year in sheet.years],
        "direct": sums.direct if sums else None,
        "indirect": sums.indirect if sums else None,
        "total": sums.total if sums else None,
        "headroom": dict(sheet.headroom._asdict()) if sheet.headroom else None,
        "findings": [_of_a_budget(finding, sheet, view) for finding in sheet.findings],
        "waived": [_of_a_budget(finding, sheet, view) | {"reason": finding.reason} for finding in sheet.waived],
    }


def _year(year: YearPlan) -> dict[str, int | None]:
    own = {key: getattr(year, key) for key in ("fiscal_year", "months", "direct", "indirect", "total")}
    return own | {key: year.categories.get(key) for key in CATEGORIES}


def _of_a_budget(finding: Finding, sheet: BudgetSheet, view: View) -> dict[str, Any]:
    """Return a finding; one about a plan, which stands in no file, has no place."""
    entry = finding_entry(finding, view)
    return entry if sheet.path is not None else {key: entry[key] for key in _OF_A_PLAN}


def fit(comparison: Comparison, view: View) -> Iterator[str]:
    """Yield a proposal beside every scheme and joint call as one JSON document, the fewest errors first."""
    report = comparison.report
    document = {
        "version": VERSION,
        "tool": tool(view),
        "path": report.path,
        "sha256": report.sha256,
        "scheme": report.scheme,
        "verdict": report.verdict,
        "open": report.open,
        "waived": [finding_entry(finding, view) | {"reason": finding.reason} for finding in report.waived],
        "everywhere": [finding_entry(finding, view) for finding in comparison.everywhere],
        "alternatives": [_alternative(alternative, view) for alternative in comparison.alternatives],
    }
    yield dumped(document, indent=2) + "\n"


def _alternative(alternative: Alternative, view: View) -> dict[str, Any]:
    report = alternative.report
    return {
        "scheme": alternative.scheme,
        "call": alternative.call,
        "own": alternative.own,
        "closed": alternative.closed,
        "verdict": report.verdict,
        **{f"{severity}s": report.count(severity) for severity in Severity},
        "open": report.open,
        "waived": report.waived_count,
        "changes": [_change(change) for change in alternative.changes],
        "findings": [finding_entry(finding, view) for finding in report.findings],
    }


def _change(change: Change) -> dict[str, Any]:
    rules = [finding.rule for finding in change.findings]
    return {"kind": change.kind, "severity": str(change.severity), "rules": rules, **change.figures}
