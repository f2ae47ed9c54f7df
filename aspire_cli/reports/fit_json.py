"""A proposal beside every scheme and joint call as JSON: the contract in `schemas/fit.schema.json`; amounts in yen."""

from typing import TYPE_CHECKING, Any

from aspire_cli.problem import Severity
from aspire_cli.reports import View
from aspire_cli.reports.json_report import dumped, finding_entry, tool

if TYPE_CHECKING:
    from aspire_cli.planning.comparison import Alternative, Change, Comparison

VERSION = 1


def write(comparison: "Comparison", view: View) -> str:
    """Return the comparison as one JSON document, the alternatives with the fewest errors first."""
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
    return dumped(document, indent=2) + "\n"


def _alternative(alternative: "Alternative", view: View) -> dict[str, Any]:
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


def _change(change: "Change") -> dict[str, Any]:
    rules = [finding.rule for finding in change.findings]
    return {"kind": change.kind, "severity": str(change.severity), "rules": rules, **change.figures}
