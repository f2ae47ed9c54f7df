"""The four fits, the applicant and the plans in words: what every report for people sets side by side."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from aspire_cli.finding import CountryFit, Finding, PeriodFit, Report, Severity, SupportFit
from aspire_cli.fiscal import Span
from aspire_cli.money import Yen
from aspire_cli.reports import View
from aspire_cli.words import Text, quoted, spoken, visible


class Row(NamedTuple):
    """One line of what fits: the key of its label, its parts, and the worst that was found.

    None: it fits; a note: something in it is not yet written.
    """

    label: str
    parts: tuple[str, ...]
    severity: Severity | None


class BudgetRow(NamedTuple):
    """One line of the budget: the key of its name, what it comes to, what stands beside it, and how bad it is.

    `amount` and `cap` are in yen; `cap` is None where there is no limit.
    """

    name: str
    amount: int
    cap: int | None
    spoken: str
    beside: tuple[str, ...]
    severity: Severity | None


def budget_rows(report: Report, view: View) -> tuple[BudgetRow, ...]:
    """Return direct costs, indirect costs and the total against their limits; nothing where there is no budget."""
    fit = report.fits.budget if report.fits else None
    if fit is None:
        return ()
    share = f"{fit.indirect * 100 / fit.direct:.1f}" if fit.direct else "0"
    rate = (view.label("percent-of-direct", percent=share),)
    on_indirect = _worst(report, _is_on_indirect)
    return (
        _capped("direct", fit.direct, fit.direct_cap, _worst(report, _is_on_direct), view),
        BudgetRow("indirect", fit.indirect, None, _amount(fit.indirect, view), rate, on_indirect),
        _capped("total", fit.total, fit.total_cap, _worst(report, _is_on_the_whole_budget), view),
    )


def rows(report: Report, view: View) -> Iterator[Row]:
    """Yield the lines below the budget; a part that the proposal does not say has none."""
    fits = report.fits
    if fits is None:
        return
    if fits.period:
        yield Row("period", _period(fits.period, view), _worst(report, _is_below("/period")))
    for country in fits.countries:
        yield Row("countries", _country(country, view), _worst_of_country(report, country))
    if fits.field:
        severity = _worst(report, _is_below("/field")) or (None if fits.field.listed else Severity.ERROR)
        yield Row("field", (_name(fits.field.name, view),), severity)
    if fits.applicant:
        severity = _worst(report, _is_below("/principal_investigator"))
        yield Row("applicant", (_written(fits.applicant, view),), severity)
    if fits.plans:
        yield Row("plans", (_written(fits.plans, view),), _worst(report, _is_below("/activities")))


def _worst(report: Report, concerns: Callable[[Finding], bool]) -> Severity | None:
    """Return the worst of the findings concerned; of notes only those on what is not yet written.

    A waived error is still a warning, as it is to the verdict.
    """
    found = [
        one.severity for one in report.findings if concerns(one) and (one.severity is not Severity.NOTE or one.eased)
    ]
    found += [Severity.WARNING for one in report.waived if concerns(one) and one.severity is Severity.ERROR]
    return min(found, key=lambda severity: severity.rank, default=None)


def _is_below(pointer: str) -> Callable[[Finding], bool]:
    return lambda finding: f"{finding.pointer}/".startswith(f"{pointer}/")


def _is_on_direct(finding: Finding) -> bool:
    return finding.rule.startswith("budget-direct")


def _is_on_indirect(finding: Finding) -> bool:
    return finding.rule.startswith("budget-indirect")


def _is_on_the_whole_budget(finding: Finding) -> bool:
    return _is_below("/budget")(finding) and not (_is_on_direct(finding) or _is_on_indirect(finding))


def _worst_of_country(report: Report, country: CountryFit) -> Severity | None:
    """Return the worst on a counterpart; what concerns them all stands with the lead."""
    below = _is_below(country.pointer)
    worst = _worst(report, lambda one: below(one) or (country.lead and one.pointer == "/counterparts"))
    return worst or _country_severity(country)


def _amount(amount: int, view: View) -> str:
    return spoken(Yen(amount), view.lang, view.unit)


def _capped(name: str, amount: int, cap: int | None, severity: Severity | None, view: View) -> BudgetRow:
    """Return an amount with its share of its limit, the limit, and what is left or over."""
    if cap is None:
        return BudgetRow(name, amount, cap, _amount(amount, view), (view.label("no-direct-cap"),), severity)
    over = amount > cap
    left = view.label("over", amount=Yen(amount - cap)) if over else view.label("left", amount=Yen(cap - amount))
    share = f"{amount * 100 // cap:>3} %  {view.label('of-cap', cap=Yen(cap))}"
    return BudgetRow(name, amount, cap, _amount(amount, view), (share, left), severity)


def _period(fit: PeriodFit, view: View) -> tuple[str, ...]:
    arrow = "->" if view.ascii_only else "→"
    values = {"span": Span(*fit.span), "first": fit.fiscal_years[0], "last": fit.fiscal_years[-1]}
    return f"{fit.start} {arrow} {fit.end}", view.label("period-line", **values)


def _country_severity(country: CountryFit) -> Severity | None:
    if country.listed or country.through_eu:
        return None
    return Severity.ERROR if country.lead or country.code is None else Severity.WARNING


def _country(country: CountryFit, view: View) -> tuple[str, ...]:
    separator, opening, closing = ("、", "(", ")") if view.lang == "ja" else (", ", " (", ")")
    who = separator.join(quoted(text.lang(view.lang)) for text in (country.person, country.institution) if any(text))
    lead = f"{opening}{view.label('lead')}{closing}" if country.lead else ""
    note = ""
    if country.code is None:
        note = view.label("unknown-country")
    elif not country.listed:
        note = view.label("through-eu" if country.through_eu else "not-listed")
    supports = separator.join(_support(support, view) for support in country.support)
    parts = (f"{country.code or '??':<2} {_name(country.name, view)}", note, who + lead, supports)
    return tuple(part for part in parts if part)


def _support(support: SupportFit, view: View) -> str:
    parts = [quoted(support.agency) if support.agency else view.label("not-written")]
    if support.status in ("receiving", "planned"):
        parts.append(view.label(f"status-{support.status}"))
    if support.until:
        parts.append(view.label("until", date=support.until))
    return " ".join(parts)


def _name(name: Text, view: View) -> str:
    if len(view.langs) > 1 and name.en != name.ja:
        return f"{visible(name.ja)} {visible(name.en)}"
    return quoted(name.lang(view.lang))


def _written(parts: Mapping[str, bool], view: View) -> str:
    return " · ".join(view.label(name) if written else _missing(name, view) for name, written in parts.items())


def _missing(name: str, view: View) -> str:
    if name == "in-japan":
        return view.label("not-in-japan")
    return f"{view.label(name)}{':' if view.lang == 'ja' else ': '}{view.label('not-written')}"
