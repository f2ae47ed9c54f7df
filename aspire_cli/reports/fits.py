"""The four fits, the applicant and the plans in words: what every report for people sets side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from aspire_cli.finding import BudgetFit, CountryFit, Finding, Fits, PeriodFit, Report, SupportFit
from aspire_cli.fiscal import Span
from aspire_cli.money import Yen, share_of
from aspire_cli.problem import Severity
from aspire_cli.reports import View
from aspire_cli.words.sentences import spoken
from aspire_cli.words.text import quoted

SIGNS = {None: "✓", Severity.NOTE: "·", Severity.WARNING: "!", Severity.ERROR: "✗"}
# The keys of what the row of the applicant says, where they are not its names.
_KEYS = {
    "in-japan": "country",
    "track-record": "track_record",
    "funds": "other_funding",
    "independence": "independent_environment",
}
_One = TypeVar("_One")


class Row(NamedTuple):
    """One line of what fits: the key of its label, its parts, and the worst that was found.

    None: it fits; a note: something in it is not yet written.
    """

    label: str
    parts: tuple[str, ...]
    severity: Severity | None


class BudgetRow(NamedTuple):
    """One line of the budget: the key of its name, what it comes to, what stands beside it, and how bad it is.

    `amount` and `cap` are in yen; `cap` is None where there is no limit, or no amount is written. `percent` is the
    share of the limit, `limit` what the amount is held against, `left` what is left or over; each is empty where there
    is none.
    """

    name: str
    amount: int
    cap: int | None
    spoken: str
    percent: str
    limit: str
    left: str
    severity: Severity | None

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside the amount: its share of the limit, and what is left or over."""
        share = "  ".join(part for part in (self.percent, self.limit) if part)
        return tuple(part for part in (share, self.left) if part)


def in_each(rows: Callable[[Report, View], Iterable[_One]], report: Report, view: View) -> list[tuple[_One, ...]]:
    """Return the rows of a kind, each once in every language asked for."""
    return list(zip(*(rows(report, one) for one in view.each()), strict=True))


def budget_rows(report: Report, view: View) -> tuple[BudgetRow, ...]:
    """Return direct costs, indirect costs and the total against their limits; nothing where there is no budget."""
    fit = report.fits.budget if report.fits else None
    if fit is None:
        return ()
    on_the_whole = _worst(report, _is_on_the_whole_budget)
    on_direct, on_indirect = _worst(report, _is_on_direct), _worst(report, _is_on_indirect)
    not_written = on_the_whole or Severity.NOTE
    return (
        _capped("direct", fit, on_direct if fit.has_direct else not_written, view),
        _indirect(fit, on_indirect if fit.has_indirect else not_written, view),
        _capped("total", fit, on_the_whole if fit.has_indirect else not_written, view),
    )


def _capped(name: str, fit: BudgetFit, severity: Severity | None, view: View) -> BudgetRow:
    """Return direct costs or the total with its share of its limit, and what is left or over."""
    direct = name == "direct"
    amount, cap = (fit.direct, fit.direct_cap) if direct else (fit.total, fit.total_cap)
    written = fit.has_direct if direct else fit.has_indirect
    limit = _limit(fit, cap, "general-cap" if fit.cap_is_general and not direct else "cap", written, view)
    said = _amount(amount, view) if written else view.label("not-written")
    if cap is None or not written:
        return BudgetRow(name, amount, None, said, "", limit, "", severity)
    left = view.label("over" if amount > cap else "left", amount=Yen(abs(cap - amount)))
    return BudgetRow(name, amount, cap, said, f"{share_of(amount, cap):>3} %", limit, left, severity)


def _indirect(fit: BudgetFit, severity: Severity | None, view: View) -> BudgetRow:
    if not fit.has_indirect:
        return BudgetRow("indirect", fit.indirect, None, view.label("not-written"), "", "", "", severity)
    share = f"{fit.indirect * 100 / fit.direct:.1f}" if fit.direct else "0"
    rate = view.label("percent-of-direct", percent=share) if fit.has_direct else ""
    return BudgetRow("indirect", fit.indirect, None, _amount(fit.indirect, view), "", rate, "", severity)


def _limit(fit: BudgetFit, cap: int | None, kind: str, written: bool, view: View) -> str:
    """Return what an amount is held against, in words; every scheme has a limit of the total."""
    if cap is not None:
        return view.label(f"of-{kind}" if written else f"{kind}-alone", cap=Yen(cap))
    return view.label("scheme-unknown" if fit.total_cap is None else "no-direct-cap")


def rows(report: Report, view: View) -> Iterator[Row]:
    """Yield the lines below the budget, and one in its place where it is missing or cannot be taken."""
    fits = report.fits
    if fits is None or not report.is_proposal:
        return
    if fits.budget is None:
        yield _unread("budget", "budget", report, fits, view)
    if fits.period:
        yield Row("period", _period(fits.period, view), _worst(report, _is_below("/period")))
    else:
        yield _unread("period", "period", report, fits, view)
    for country in fits.countries:
        yield Row("countries", _country(country, view), _worst_of_country(report, country))
    if not fits.countries:
        yield _unread("countries", "counterparts", report, fits, view)
    if fits.field:
        severity = _worst(report, _is_below("/field")) or (None if fits.field.listed else Severity.ERROR)
        yield Row("field", (quoted(fits.field.name.lang(view.lang)),), severity)
    else:
        yield _unread("field", "field", report, fits, view)
    for label, key, written in (
        ("applicant", "principal_investigator", fits.applicant),
        ("plans", "activities", fits.plans),
    ):
        if written:
            yield Row(label, _written(key, written, report, view), _worst(report, _is_below(f"/{key}")))
        else:
            yield _unread(label, key, report, fits, view)


def _unread(label: str, key: str, report: Report, fits: Fits, view: View) -> Row:
    """Return the line of a part that is not written, or of which nothing can be made: with what is written of it."""
    below = _is_below(f"/{key}")
    worst = _worst(report, lambda one: below(one) or (one.pointer == "" and one.values.get("key") == key))
    texts = fits.unread.get(key)
    if texts is None or not any(texts):
        return Row(label, (view.label("not-written" if texts is None else "not-read"),), worst or Severity.NOTE)
    shown = [quoted(text) if text else view.label("not-written") for text in texts]
    return Row(label, (f" {_arrow(view)} ".join(shown),), worst or Severity.NOTE)


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
    return finding.about == "direct"


def _is_on_indirect(finding: Finding) -> bool:
    return finding.about == "indirect"


def _is_on_the_whole_budget(finding: Finding) -> bool:
    on_another_row = _is_on_direct(finding) or _is_on_indirect(finding)
    return (_is_below("/budget")(finding) and not on_another_row) or finding.about == "total"


def _worst_of_country(report: Report, country: CountryFit) -> Severity | None:
    """Return the worst on a counterpart; what concerns them all stands with the lead."""
    below = _is_below(country.pointer)
    worst = _worst(report, lambda one: below(one) or (country.lead and one.pointer == "/counterparts"))
    return worst or _country_severity(country)


def _amount(amount: int, view: View) -> str:
    return spoken(Yen(amount), view.lang, view.unit)


def _arrow(view: View) -> str:
    return "->" if view.ascii_only else "→"


def _period(fit: PeriodFit, view: View) -> tuple[str, ...]:
    values = {"span": Span(*fit.span), "first": fit.fiscal_years[0], "last": fit.fiscal_years[-1]}
    said = f"{fit.start} {_arrow(view)} {fit.end}", view.label("period-line", **values)
    if fit.min_years is None or fit.max_years is None:
        return said
    if fit.min_years == fit.max_years:
        return *said, view.label("period-exactly", years=Span(fit.min_years, 0, 0))
    return *said, view.label("period-range", min=fit.min_years, max=fit.max_years)


def _country_severity(country: CountryFit) -> Severity | None:
    if country.listed or country.through_eu:
        return None
    return Severity.ERROR if country.lead or country.code is None else Severity.WARNING


def _country(country: CountryFit, view: View) -> tuple[str, ...]:
    separator, opening, closing = ("、", "(", ")") if view.lang == "ja" else (", ", " (", ")")
    named = {"name": country.person, "institution": country.institution}
    who = separator.join(
        quoted(text.lang(view.lang)) if any(text) else view.label(f"{key}-not-written") for key, text in named.items()
    )
    lead = f"{opening}{view.label('lead')}{closing}" if country.lead else ""
    note = ""
    if not any(country.name):
        note = view.label("country-not-written")
    elif country.code is None:
        note = view.label("unknown-country")
    elif not country.listed:
        note = view.label("through-eu" if country.through_eu else "not-listed")
    supports = separator.join(_support(support, view) for support in country.support)
    if not supports and country.must_have_support:
        supports = view.label("support-not-written")
    name = f"{country.code or '??'} {quoted(country.name.lang(view.lang))}" if any(country.name) else ""
    parts = (name, note, who + lead, supports)
    return tuple(part for part in parts if part)


def _support(support: SupportFit, view: View) -> str:
    parts = [quoted(support.agency)] if support.agency else []
    if support.status in ("receiving", "planned"):
        parts.append(view.label(f"status-{support.status}"))
    if support.until:
        parts.append(view.label("until", date=support.until))
    said = " ".join(parts)
    if support.agency:
        return said
    opening, closing = ("(", ")") if view.lang == "ja" else (" (", ")")
    return view.label("agency-not-written") + (f"{opening}{said}{closing}" if said else "")


def _written(key: str, items: Mapping[str, bool], report: Report, view: View) -> tuple[str, ...]:
    """Return what is written under a key: in one part where all is well, else what is not first, the rest ticked."""
    if all(items.values()) and _worst(report, _is_below(f"/{key}")) is None:
        return (" · ".join(view.label(name) for name in items),)
    sound: list[str] = []
    unsound: list[str] = []
    for name, written in items.items():
        worst = _worst(report, _is_below(f"/{key}/{_KEYS.get(name, name)}"))
        said = f"{view.label(name)} {SIGNS[worst]}" if written else _missing(name, view)
        (sound if written and worst is None else unsound).append(said)
    elsewhere = _worst(report, _is_on_another_key(key, items))
    if elsewhere is Severity.NOTE:
        unsound.append(_missing("other-entries", view))
    elif elsewhere is not None:
        unsound.append(f"{view.label('other-entries')} {SIGNS[elsewhere]}")
    return (*unsound, *sound)


def _is_on_another_key(key: str, items: Iterable[str]) -> Callable[[Finding], bool]:
    """Say whether a finding stands below a key, but on none of its items, be it written or missing."""
    below, keys = _is_below(f"/{key}"), [_KEYS.get(name, name) for name in items]

    def concerns(finding: Finding) -> bool:
        _, _, inside = finding.pointer.removeprefix("/").partition("/")
        return below(finding) and (inside.partition("/")[0] or finding.values.get("key")) not in keys

    return concerns


def _missing(name: str, view: View) -> str:
    if name == "in-japan":
        return view.label("not-in-japan")
    return f"{view.label(name)}{':' if view.lang == 'ja' else ': '}{view.label('not-written')}"
