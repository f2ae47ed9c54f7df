"""What every report for people says of a file before its findings, and the places that a finding speaks of."""

from aspire_cli.finding import Finding, Related, Report
from aspire_cli.reports import View


def titles(report: Report, view: View) -> list[str]:
    """Return the title in each language asked for, once where it is the same."""
    return list(dict.fromkeys(report.title.lang(lang) for lang in view.langs)) if report.title else []


def about_lines(report: Report, view: View) -> list[str]:
    """Return scheme, joint call and stage, once in each language; nothing of a file that cannot be read."""
    return [] if report.verdict == "unreadable" else [_about(report, one) for one in view.each()]


def _about(report: Report, view: View) -> str:
    scheme = view.text(report.scheme_name) if report.scheme_name else view.label("scheme-unknown")
    call = [view.text(report.call_name)] if report.call_name else []
    return " · ".join((scheme, *call, view.label(f"stage-{report.stage}")))


def places_of(finding: Finding) -> tuple[Related, list[Related]]:
    """Return the finding's own place, and all it speaks of in the order of their lines, one place a line."""
    here = Related(finding.pointer, finding.place, finding.excerpt, finding.excerpt_column)
    others = (other for other in finding.related if other.place.line != finding.line)
    return here, sorted((here, *others), key=lambda one: one.place.line)
