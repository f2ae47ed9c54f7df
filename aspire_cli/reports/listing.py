"""What an office's list says of a proposal: a row of names, days, amounts and counts."""

from collections.abc import Callable

from aspire_cli.finding import Report
from aspire_cli.finding.detail import CountryFit, Leader, Names
from aspire_cli.problem import Severity
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View, named
from aspire_cli.words.text import COMMA, Text, joined, quoted, same


class Listed(NamedTuple):
    """A proposal in a list; texts are empty and amounts, which are in yen, None where nothing is written."""

    path: Text
    title: Text
    investigator: Text
    number: Text  # of the researcher
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


Cut = Callable[[str], str]
_NONE = same("")
AMOUNTS = ("direct", "indirect", "total")
COUNTS = ("errors", "warnings", "notes", "open")


def listed(report: Report, view: View, cut: Cut = quoted) -> Listed:
    """Return the row of a report; `cut` is what is done to a text of the user's."""
    fits, leader = report.fits, report.investigator or Leader()
    countries = fits.countries if fits else ()
    lead = next((one for one in countries if one.lead), None)
    budget, period = (fits.budget, fits.period) if fits else (None, None)
    return Listed(
        path=named(report.path),
        title=_cut(report.title or _NONE, cut),
        investigator=_named(leader.name, cut),
        number=_cut(same(leader.researcher_number or ""), cut),
        institution=_named(leader.institution, cut),
        scheme=report.scheme_name or _NONE,
        call=_cut(report.call.name, cut) if report.call else _NONE,
        field=_cut(fits.field.name, cut) if fits and fits.field else _NONE,
        lead=_lead(lead, cut) if lead else _NONE,
        countries=joined(dict.fromkeys(_cut(one.name, cut) for one in countries if any(one.name)), COMMA),
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


def by_year(report: Report) -> dict[int | None, int]:
    """Return what the budget comes to in each fiscal year, in yen; under None where the year is not known."""
    budget = report.fits.budget if report.fits else None
    written = (year for year in budget.years if (year.direct, year.indirect) != (None, None)) if budget else ()
    return {year.fiscal_year: (year.direct or 0) + (year.indirect or 0) for year in written}


def _named(names: Names | None, cut: Cut) -> Text:
    return _cut(names.in_both, cut) if names else _NONE


def _lead(person: CountryFit, cut: Cut) -> Text:
    return joined((_cut(one, cut) for one in (person.person, person.institution) if any(one)), COMMA)


def _cut(text: Text, cut: Cut) -> Text:
    return Text(*map(cut, text))
