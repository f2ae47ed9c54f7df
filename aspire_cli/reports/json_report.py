"""The JSON of `aspire check`, `budget` and `fit`: the contracts in `schemas/`.

Amounts are in yen and keys the same in every language, whatever people read.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from aspire_cli import fiscal
from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import Fits
from aspire_cli.money import CATEGORIES
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, left_out_of_search
from aspire_cli.words.text import BETWEEN, UNSEEN

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Across
    from aspire_cli.planning.comparison import Alternative, Comparison
    from aspire_cli.planning.sheet import BudgetSheet, TableRead

VERSION = 2
_OF_A_PLAN = ("rule", "severity", "topic", "message", "hint", "clause")


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report as one JSON document, file by file; what the files come to is known at its end."""
    totals = Totals()

    def files() -> Iterator[str]:
        nonlocal totals
        for report in reports:
            totals = totals.plus(report)
            yield dumped(file_entry(report, view), indent=2)

    lists = {"files": files()}
    if view.together is not None:
        lists["together"] = (dumped(across_entry(one, view), indent=2) for one in view.together)
    yield from streamed({"version": VERSION, "tool": tool(view)}, lists, lambda: {"summary": summary(totals, view)})
    yield "\n"


def streamed(
    before: Mapping[str, Any], lists: Mapping[str, Iterable[str]], after: Callable[[], Mapping[str, Any]]
) -> Iterator[str]:
    """Yield a JSON object as `dumped` writes it, without ever holding the whole of it.

    Lists of entries that are JSON already grow entry by entry, between fields that are known before them and fields
    that are known only after them. An empty entry is none: other outputs go on meanwhile.
    """
    yield dumped(before, indent=2).removesuffix("\n}")
    for key, entries in lists.items():
        yield f",\n  {dumped(key)}: ["
        between, end = "\n    ", "]"
        for entry in entries:
            if not entry:
                yield ""
                continue
            yield between + indented(entry, 4)
            between, end = ",\n    ", "\n  ]"
        yield end
    yield "," + dumped(after(), indent=2).removeprefix("{")


def indented(text: str, by: int) -> str:
    """Return JSON that goes on further to the right: no text in it has a line end of its own."""
    return text.replace("\n", "\n" + " " * by)


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON in which Japanese is readable and every character that cannot be seen is escaped."""
    # Azure's build log takes `##vso[` for a command wherever it stands in a line.
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##", r"#\u0023")
    return re.sub(UNSEEN, lambda match: match[0] if match[0] == "\n" else json.dumps(match[0])[1:-1], text)


def plain(value: Any) -> Any:
    """Return typed values as JSON has them: a tuple with names as an object, any other as a list, a day as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def picked(of: Any, *keys: str) -> dict[str, Any]:
    """Return some fields of a value by their names; of no value at all each is null."""
    return {key: plain(getattr(of, key, None)) for key in keys}


def tool(view: View) -> dict[str, Any]:
    """Return what made the report: version, programme edition, and whatever the settings hide or replace."""
    return {
        "name": "aspire",
        **picked(view, "version", "programme", "edition", "data_sha256", "own_data"),
        "rules_off": [{"rule": rule, "reason": reason} for rule, reason in view.rules_off.items()],
        "settings": plain(dict(view.settings)),
    }


def summary(totals: Totals, view: View) -> dict[str, Any]:
    """Return the counts over all files, what is found across them included, and how many a search has left out."""
    totals = totals.with_across(view)
    counts = {f"{severity}s": count for severity, count in totals.counts.items()}
    counts["notes"] += totals.open  # a note each among the findings; only people are told them apart
    passed = {key.replace("-", "_"): count for key, count in left_out_of_search(view).items()}
    told = {"passed_over": passed} if passed else {}
    return {"files": totals.files, **counts, "waived": totals.waived, **told}


def file_entry(report: Report, view: View) -> dict[str, Any]:
    """Return the entry of one file."""
    return {
        **picked(report, "path", "sha256", "scheme"),
        "call": called(report),
        "title": plain(report.title_written),
        **picked(report, "investigator", "stage", "open", "verdict"),
        "findings": [finding_entry(finding, view) for finding in report.findings],
        "fits": _fits(report.fits, view) if report.fits else None,
        "confirm": [picked(point, "item", "clause") for point in report.confirm],
        "waived": [finding_entry(finding, view) for finding in report.waived],
        "omitted": omitted(report),
        "failures": view.failures(report),
    }


def across_entry(one: "Across", view: View) -> dict[str, Any]:
    """Return a finding across proposals: with the path of each of its places."""
    others = [{"path": path, "pointer": where, **plain(place)} for path, where, place in one.spots[1:]]
    return {"path": one.spots[0].path, **finding_entry(one.finding, view), "related": others}


def called(report: Report) -> dict[str, Any] | None:
    """Return which call and revision a proposal was checked against, and the instant at which it closes."""
    return picked(report.call, "id", "revision", "closes") if report.call else None


def omitted(report: Report) -> dict[str, int]:
    """Return how much of a file is counted in the summary and not shown."""
    counts = {f"{severity}s": getattr(report.omitted, severity) for severity in Severity}
    return {**counts, "waived": report.omitted.waived, "counterparts": report.omitted.counterparts}


def finding_entry(finding: Finding, view: View) -> dict[str, Any]:
    """Return one finding, with its reason where it is waived; messages are in yen whatever unit people read."""
    in_yen = view._replace(unit="yen")
    hints = in_yen.hints(finding)
    entry = {
        **picked(finding, "rule", "severity", "topic"),
        "message": BETWEEN.join(in_yen.messages(finding)),
        "hint": BETWEEN.join(hints) if hints else None,
        "pointer": finding.pointer,
        **plain(finding.place),
        "clause": finding.clause,
        "related": [{"pointer": other.pointer, **plain(other.place)} for other in finding.related],
        "fix": plain(finding.fix),
    }
    return entry | ({"reason": finding.reason} if finding.reason else {})


def _fits(fits: Fits, view: View) -> dict[str, Any]:
    budget = ("direct", "indirect", "total", "direct_cap", "total_cap", "years")
    return {
        "budget": picked(fits.budget, *budget) if fits.budget else None,
        "period": picked(fits.period, "start", "end", "months") if fits.period else None,
        "countries": [
            {"name": country.name.lang(view.lang), **picked(country, "code", "listed")}
            for country in fits.countries
            if any(country.name)
        ],
        "field": picked(fits.field, "id", "listed") if fits.field else None,
    }


def budget(sheet: "BudgetSheet", view: View) -> Iterator[str]:
    """Yield a budget beside its limits as one JSON document."""
    bounds, period = sheet.bounds, sheet.period
    terms = bounds.terms if bounds else None
    document = {
        "version": VERSION,
        "tool": tool(view),
        **picked(sheet, "kind", "path"),
        "scheme": bounds.scheme.id if bounds else None,
        "call": bounds.call.id or None if bounds and bounds.call else None,
        **picked(terms, "direct_cap", "total_cap"),
        "indirect_rate": terms.percent if terms else None,
        **picked(bounds, "min_years", "max_years"),
        "clauses": list(bounds.clauses) if bounds else [],
        **{f"max_{key}": amount for key, amount in picked(sheet.largest, "direct", "total").items()},
        "period": {**picked(period, "start", "end"), "months": fiscal.span(period).months_begun} if period else None,
        "years": _years(sheet),
        **picked(sheet.sums, "direct", "indirect", "total"),
        "headroom": plain(sheet.headroom),
        "findings": [_of_a_budget(finding, sheet, view) for finding in sheet.findings],
        "waived": [_of_a_budget(finding, sheet, view) for finding in sheet.waived],
    }
    if sheet.table is not None:
        document["table"] = _table(sheet.table)
    yield dumped(document, indent=2) + "\n"


def _table(table: "TableRead") -> dict[str, Any]:
    """Return which cells of a spreadsheet a budget was read from, and what was left aside."""
    entries = [
        {
            **picked(entry, "fiscal_year", "institution"),
            **{key: picked(taken, "yen", "cells") for key, taken in entry.amounts.items()},
        }
        for entry in table.entries
    ]
    return {
        **picked(table, "path", "sheet", "unit", "unit_cell"),
        "entries": entries,
        **picked(table, "checked"),
        "aside": [{"cell": cell, "heading": text, "known": known} for cell, text, known in table.aside],
        **picked(table, "hidden_rows", "hidden_columns", "other_sheets"),
    }


def _years(sheet: "BudgetSheet") -> list[dict[str, Any]]:
    """Return the fiscal years; those of a spreadsheet that is kept by institution, for each institution."""
    by_institution = sheet.table is not None and any(entry.institution for entry in sheet.entries)
    found = []
    for year in sheet.entries if by_institution else sheet.years:
        entry = picked(year, "fiscal_year", "months", "direct", "indirect", "total")
        entry |= {key: year.categories.get(key) for key in CATEGORIES}
        found.append(entry | ({"institution": year.institution} if by_institution else {}))
    return found


def _of_a_budget(finding: Finding, sheet: "BudgetSheet", view: View) -> dict[str, Any]:
    """Return a finding; one about a plan, which stands in no file, has no place."""
    entry = finding_entry(finding, view)
    if "cell" in finding.values:
        return {**{key: entry[key] for key in _OF_A_PLAN}, "cell": finding.values["cell"]}
    return entry if sheet.path is not None else {key: entry[key] for key in _OF_A_PLAN}


def fit(comparison: "Comparison", view: View) -> Iterator[str]:
    """Yield a proposal beside every scheme and joint call as one JSON document, the fewest errors first."""
    document = {
        "version": VERSION,
        "tool": tool(view),
        **picked(comparison.report, "path", "sha256", "scheme", "verdict", "open"),
        "waived": [finding_entry(finding, view) for finding in comparison.report.waived],
        "everywhere": [finding_entry(finding, view) for finding in comparison.everywhere],
        "alternatives": [_alternative(alternative, view) for alternative in comparison.alternatives],
    }
    yield dumped(document, indent=2) + "\n"


def _alternative(alternative: "Alternative", view: View) -> dict[str, Any]:
    report = alternative.report
    return {
        **picked(alternative, "scheme", "call", "own", "closed", "closing_unknown"),
        "verdict": report.verdict,
        **{f"{severity}s": report.count(severity) for severity in Severity},
        "open": report.open,
        "waived": report.waived_count,
        "changes": [
            {**picked(change, "kind", "severity"), "rules": [one.rule for one in change.findings], **change.figures}
            for change in alternative.changes
        ],
        "findings": [finding_entry(finding, view) for finding in report.findings],
    }
