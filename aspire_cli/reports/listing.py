"""What an office's list says of a proposal: a row of names, days, amounts and counts."""

from typing import NamedTuple

from aspire_cli.detail import CountryFit, Names
from aspire_cli.finding import Report
from aspire_cli.problem import Severity
from aspire_cli.reports import View, named
from aspire_cli.words.text import COMMA, Text, joined, quoted, same


class Listed(NamedTuple):
    """A proposal in a list; texts are empty and amounts, which are in yen, None where nothing is written."""

    path: Text
    title: Text
    investigator: Text
    institution: Text
    scheme: Text
    call: Text
    field: Text
    lead: Text  # the lead counterpart researcher, with the institution
    countries: Text
    start: Text
    end: Text
    direct: int | None
    indirect: int | None
    total: int | None
    errors: int
    warnings: int
    notes: int
    open: int
    verdict: Text


_NONE = same("")
AMOUNTS = ("direct", "indirect", "total")
COUNTS = ("errors", "warnings", "notes", "open")


def listed(report: Report, view: View) -> Listed:
    """Return the row of a report."""
    fits, leader = report.fits, report.investigator
    countries = fits.countries if fits else ()
    lead = next((one for one in countries if one.lead), None)
    budget, period = (fits.budget, fits.period) if fits else (None, None)
    return Listed(
        path=named(report.path),
        title=_cut(report.title or _NONE),
        investigator=_named(leader.name if leader else None),
        institution=_named(leader.institution if leader else None),
        scheme=report.scheme_name or _NONE,
        call=_cut(report.call.name) if report.call else _NONE,
        field=_cut(fits.field.name) if fits and fits.field else _NONE,
        lead=_lead(lead) if lead else _NONE,
        countries=joined(dict.fromkeys(_cut(one.name) for one in countries if any(one.name)), COMMA),
        start=same(period.start if period else ""),
        end=same(period.end if period else ""),
        direct=budget.direct if budget and budget.has_direct else None,
        indirect=budget.indirect if budget and budget.has_indirect else None,
        total=budget.total if budget and budget.has_indirect else None,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        notes=report.told(Severity.NOTE),
        open=report.open,
        verdict=view.label(f"listed-{report.standing}"),
    )


def _named(names: Names | None) -> Text:
    return _cut(Text(names.en or names.ja or "", names.ja or names.en or "")) if names else _NONE


def _lead(person: CountryFit) -> Text:
    return joined((_cut(one) for one in (person.person, person.institution) if any(one)), COMMA)


def _cut(text: Text) -> Text:
    return Text(*map(quoted, text))
