"""The four fits, the applicant and the plans in words: what every report for people sets side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import BudgetFit, CountryFit, Fits, PeriodFit, SupportFit
from aspire_cli.fiscal import Span
from aspire_cli.money import Yen, share_of
from aspire_cli.problem import Severity
from aspire_cli.reports import DOT, View
from aspire_cli.reports.blocks import SIGNS, Breakdown, Row, Share
from aspire_cli.reports.years import amounts_by_year
from aspire_cli.words.text import COLON, COMMA, Text, joined, quoted, quoted_in_both, same

_PREFILLED = "in-japan"  # where nothing is written this is so all the same
_ARROW = same(" → ")
# The keys of what the row of the applicant says, where they are not its names.
_KEYS = {
    "in-japan": "country",
    "track-record": "track_record",
    "funds": "other_funding",
    "independence": "independent_environment",
}


def budget_rows(report: Report, view: View) -> tuple[Row, ...]:
    """Return direct costs, indirect costs and the total against their limits; nothing where there is no budget.

    Nor is there anything where a draft has no amount yet: that is told with all that is not yet written.
    """
    fit = report.fits.budget if report.fits else None
    if fit is None or (report.open and not (fit.has_direct or fit.has_indirect)):
        return ()
    on_the_whole = _worst_of_budget(report, "total")
    rows = []
    for name, written in (("direct", fit.has_direct), ("indirect", fit.has_indirect), ("total", fit.has_indirect)):
        amount, severity = getattr(fit, name), _worst_of_budget(report, name)
        spoken = view.label("so-far", amount=Yen(amount)) if fit.so_far else view.amount(amount)
        if not written:
            spoken, severity = view.label("not-written"), on_the_whole or Severity.NOTE
        beside, share = _beside(name, amount, fit, written, view)
        rows.append(Row(("budget", name), (spoken, *beside), severity, share))
    return tuple(rows)


def _beside(name: str, amount: int, fit: BudgetFit, written: bool, view: View) -> tuple[tuple[Text, ...], Share | None]:
    """Return what stands beside an amount: its limit and what is left, or what it is a part of; and its share."""
    if name == "indirect":
        if not (written and fit.has_direct):
            return (), None
        percent = f"{amount * 100 / fit.direct:.1f}" if fit.direct else "0"
        return (view.label("percent-of-direct", percent=percent),), None
    cap = fit.direct_cap if name == "direct" else fit.total_cap
    if cap is None:  # every scheme has a limit of the total
        return (view.label("scheme-unknown" if fit.total_cap is None else "no-direct-cap"),), None
    kind = "general-cap" if fit.cap_is_general and name == "total" else "cap"
    if not written:
        return (view.label(f"{kind}-alone", cap=Yen(cap)),), None
    share = Share(amount, cap, f"{share_of(amount, cap):>3} %", view.label(f"of-{kind}", cap=Yen(cap)))
    left = view.label("over" if amount > cap else "left", amount=Yen(abs(cap - amount)))
    return (joined((same(share.percent), share.limit), same("  ")), left), share


def by_year(report: Report, view: View) -> Breakdown | None:
    """Return direct and indirect costs year by year and their sums; None where no amount of any year is written."""
    budget = report.fits.budget if report.fits else None
    if budget is None or all(year.direct is None and year.indirect is None for year in budget.years):
        return None
    rows = [(year.direct, year.indirect, (year.direct or 0) + (year.indirect or 0)) for year in budget.years]
    rows.append((budget.direct, budget.indirect, budget.total))
    keys, years = ("fiscal-year", "direct", "indirect", "total"), [year.fiscal_year for year in budget.years]
    return Breakdown(view.label("plan.by-year"), amounts_by_year(keys, years, rows, ("direct", "indirect"), view))


def rows(report: Report, view: View) -> Iterator[Row]:
    """Yield the lines below the budget, and one in its place where it is missing or cannot be taken.

    Of a draft, what is not yet written is told elsewhere: lines of parts with nothing in them are left out.
    """
    fits = report.fits
    if fits is None or not report.is_proposal:
        return
    written: Mapping[str, Sequence[object]] = {
        "countries": [text for one in fits.countries for text in (*one.name, *one.person, *one.institution)],
        "applicant": [there for name, there in fits.applicant.items() if name != _PREFILLED],
        "plans": [*fits.plans.values()],
    }
    blank = {label for label, found in written.items() if found and not any(found)}
    for row in _rows(report, fits, view):
        says_nothing = row.labels[0] in blank or row.parts == (view.label("not-written"),)
        if not (report.open and row.severity is Severity.NOTE and says_nothing):
            yield row


def _rows(report: Report, fits: Fits, view: View) -> Iterator[Row]:
    row = partial(_row, report, fits, view)
    if fits.budget is None:
        yield row("budget", "budget")
    yield row("period", "period", _period(fits.period, view) if fits.period else ())
    for country in fits.countries:
        yield Row(("countries",), _country(country, view), _worst_of_country(report, country))
    if not fits.countries:
        yield row("countries", "counterparts")
    if fits.field is None:
        yield row("field", "field")
    else:
        of_field = row("field", "field", (quoted_in_both(fits.field.name),))
        unlisted = None if fits.field.listed else Severity.ERROR
        yield of_field._replace(severity=of_field.severity or unlisted)
    of_items = (("applicant", "principal_investigator", fits.applicant), ("plans", "activities", fits.plans))
    for label, key, items in of_items:
        yield row(label, key, _written(key, items, report, view) if items else ())


def _row(report: Report, fits: Fits, view: View, label: str, key: str, parts: tuple[Text, ...] = ()) -> Row:
    """Return the line of a part; without `parts` it says that nothing is written, or repeats what cannot be read."""
    worst = _worst(report, lambda one: one.part == key)
    if parts:
        return Row((label,), parts, worst)
    texts = fits.unread.get(key)
    if texts is None or not any(texts):
        said = view.label("not-written" if texts is None else "not-read")
    else:
        said = joined((same(quoted(text)) if text else view.label("not-written") for text in texts), _ARROW)
    return Row((label,), (said,), worst or Severity.NOTE)


def _worst(report: Report, concerns: Callable[[Finding], bool]) -> Severity | None:
    """Return the worst of the findings concerned; of notes only those on what is not yet written.

    A waived error is still a warning, as it is to the verdict.
    """
    told = (one for one in report.findings if one.severity is not Severity.NOTE or one.eased)
    found = [one.severity for one in told if concerns(one)]
    found += [Severity.WARNING for one in report.waived if concerns(one) and one.severity is Severity.ERROR]
    return min(found, key=lambda severity: severity.rank, default=None)


def _worst_below(report: Report, pointer: str) -> Severity | None:
    return _worst(report, _is_below(pointer))


def _is_below(pointer: str) -> Callable[[Finding], bool]:
    return lambda finding: f"{finding.pointer}/".startswith(f"{pointer}/")


def _worst_of_budget(report: Report, part: str) -> Severity | None:
    """Return the worst on direct costs, on indirect costs, or on the total, which is where any other stands."""
    below, parts = _is_below("/budget"), ("direct", "indirect", "total")
    other = part == "total"
    return _worst(report, lambda one: one.about == part if one.about in parts else other and below(one))


def _worst_of_country(report: Report, country: CountryFit) -> Severity | None:
    """Return the worst on a counterpart; what concerns them all stands with the lead."""
    below = _is_below(country.pointer)
    worst = _worst(report, lambda one: below(one) or (country.lead and one.pointer == "/counterparts"))
    if worst or country.listed or country.through_eu or country.territory:
        return worst
    return Severity.ERROR if country.lead or country.code is None else Severity.WARNING


def _period(fit: PeriodFit, view: View) -> tuple[Text, ...]:
    length = view.label("period-line", span=Span(*fit.span), first=fit.fiscal_years[0], last=fit.fiscal_years[-1])
    said = joined((same(fit.start), same(fit.end)), _ARROW), length
    if fit.min_years is None or fit.max_years is None:
        return said
    if fit.min_years == fit.max_years:
        return *said, view.label("period-exactly", years=Span(fit.min_years, 0, 0))
    return *said, view.label("period-range", min=fit.min_years, max=fit.max_years)


def _country(country: CountryFit, view: View) -> tuple[Text, ...]:
    parts = [joined((same(country.code or "??"), quoted_in_both(country.name)), same(" "))]
    if not any(country.name):
        parts = [view.label("country-not-written")]
    elif country.code is None:
        parts.append(view.label("unknown-country"))
    elif not country.listed:
        how = "through-eu" if country.through_eu else "territory" if country.territory else "not-listed"
        parts.append(view.label(how))
    named = {"name": country.person, "institution": country.institution}
    who = joined(
        (quoted_in_both(text) if any(text) else view.label(f"{key}-not-written") for key, text in named.items()), COMMA
    )
    parts.append(who.with_beside(view.label("lead")) if country.lead else who)
    if country.support:
        parts.append(joined((_support(support, view) for support in country.support), COMMA))
    elif country.must_have_support:
        parts.append(view.label("support-not-written"))
    return tuple(parts)


def _support(support: SupportFit, view: View) -> Text:
    parts = [same(quoted(support.agency))] if support.agency else []
    if support.status in ("receiving", "planned"):
        parts.append(view.label(f"status-{support.status}"))
    if support.until:
        parts.append(view.label("until", date=support.until))
    said = joined(parts, same(" "))
    if support.agency:
        return said
    unknown = view.label("agency-not-written")
    return unknown.with_beside(said) if parts else unknown


def _written(key: str, items: Mapping[str, bool], report: Report, view: View) -> tuple[Text, ...]:
    """Return what is written under a key: in one part where all is well, else what is not first, the rest ticked."""
    if all(items.values()) and _worst_below(report, f"/{key}") is None:
        return (joined(map(view.label, items), DOT),)
    keys = {name: _KEYS.get(name, name) for name in items}
    found = [(name, written, _worst_below(report, f"/{key}/{keys[name]}")) for name, written in items.items()]
    below = _is_below(f"/{key}")
    if elsewhere := _worst(report, lambda one: below(one) and _key_within(one) not in keys.values()):
        found.append(("other-entries", elsewhere is not Severity.NOTE, elsewhere))
    found.sort(key=lambda one: one[1] and one[2] is None)  # what is not in order comes first
    return tuple(_item(*one, view) for one in found)


def _key_within(finding: Finding) -> object:
    """Return the key within a part that a finding is about, be it written or missing."""
    steps = finding.pointer.split("/")[2:]
    return steps[0] if steps else finding.values.get("key")


def _item(name: str, written: bool, worst: Severity | None, view: View) -> Text:
    if written:
        return joined((view.label(name), same(SIGNS[worst])), same(" "))
    if name == "in-japan":
        return view.label("not-in-japan")
    return joined((view.label(name), view.label("not-written")), COLON)
