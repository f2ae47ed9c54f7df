"""Calls: what the named or described call lays down, and whether the proposal keeps to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from tests.oracle import page
from tests.oracle.facts import Facts, Unknown, entries, is_broken, is_missing, is_misspelt, read, scheme_of
from tests.oracle.findings import Expected, not_yet
from tests.oracle.people import lead_of

# What a joint call should state, by its inline keys.
INLINE = ("agency", "countries", "field", "indirect_percent", "total_cap")
JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Terms:
    """What binds the proposal: the tighter of the page's figures and the call's stated ones."""

    direct_cap: int | None
    total_cap: int
    rate: int | None
    years: tuple[int, int]


def inline_call(call: dict[str, Any]) -> page.Call:
    """A call that the proposal describes itself; all it says is stated."""
    agency = read(call, "agency")
    field = read(call, "field")
    return page.Call(
        "joint",
        agencies=(agency,) if isinstance(agency, str) else (),
        unknown_agencies=(agency.text,) if isinstance(agency, Unknown) else (),
        countries=tuple(entries(call, "countries")),
        fields=(field,) if isinstance(field, str) else (),
        total_cap=read(call, "total_cap"),
        indirect_percent=read(call, "indirect_percent"),
        min_years=read(call, "min_years"),
        max_years=read(call, "max_years"),
    )


def call_of(facts: Facts) -> page.Call | None:
    """The call that binds: none where it is unknown or of another scheme."""
    call = read(facts, "call")
    known = inline_call(call) if isinstance(call, dict) else page.CALLS.get(call) if isinstance(call, str) else None
    return known if known and known.scheme == scheme_of(facts) else None


def terms_of(facts: Facts) -> Terms | None:
    """The figures that bind, none without a scheme."""
    scheme = scheme_of(facts)
    if scheme is None:
        return None
    call = call_of(facts) or page.Call(scheme)
    rates = [rate for rate in (page.PAGE_RATES.get(scheme), call.indirect_percent) if rate is not None]
    fewest, most = page.YEARS[scheme]
    return Terms(
        direct_cap=page.DIRECT_CAPS.get(scheme),
        total_cap=min(page.TOTAL_CAPS[scheme], call.total_cap or page.TOTAL_CAPS[scheme]),
        rate=min(rates, default=None),
        years=(max(fewest, call.min_years or fewest), min(most, call.max_years or most)),
    )


def judge(facts: Facts, today: date) -> Iterator[Expected]:
    """Every finding on the call."""
    scheme = scheme_of(facts)
    if scheme is None:
        # What the call may be compared with is not known; that there is no such call is.
        if isinstance(read(facts, "call"), Unknown):
            yield Expected("call-unknown", "error", "/call")
        return
    if is_missing(facts, "call"):
        if scheme == "joint":
            yield Expected("call-missing", not_yet(facts, "error"))
        return
    call = read(facts, "call")
    if call is None or is_misspelt(facts, "call"):
        return
    if isinstance(call, Unknown):
        yield Expected("call-unknown", "error", "/call")
        return
    terms = call_of(facts)
    if terms is None:
        yield Expected("call-scheme", "error")
        return
    if isinstance(call, dict):
        yield from _outside(call)
    if terms.closes and datetime.combine(today, time.min, JAPAN) > terms.closes:
        yield Expected("call-closed", "note")
    yield from _country(facts, terms)
    yield from _agency(facts, terms)
    field = read(facts, "field")
    if terms.fields and field in page.FIELDS and field not in terms.fields:
        yield Expected("call-field", "error")
    if scheme == "joint":
        yield from _unstated(call, terms)


def _outside(call: dict[str, Any]) -> Iterator[Expected]:
    """An inline call that allows more than the page does."""
    cap = read(call, "total_cap")
    fewest, most = page.YEARS["joint"]
    years = [read(call, key) for key in ("min_years", "max_years")]
    if (
        (cap is not None and cap > page.TOTAL_CAPS["joint"])
        or any(number is not None and not fewest <= number <= most for number in years)
        or isinstance(read(call, "field"), Unknown)
        or any(country not in page.LISTED for country in entries(call, "countries"))
    ):
        yield Expected("call-outside-programme", "error")


def _country(facts: Facts, call: page.Call) -> Iterator[Expected]:
    """The lead's country is not the call's; a country with a finding of its own has said enough."""
    lead = lead_of(facts)
    country = read(lead, "country")
    if not call.countries or not isinstance(country, str):
        return
    if country not in page.LISTED and country not in page.OTHER_EU:
        return
    covered = country in call.countries or ("EU" in call.countries and country in page.EU_MEMBERS)
    if not covered:
        yield Expected("call-country", "error")


def _agency(facts: Facts, call: page.Call) -> Iterator[Expected]:
    """No counterpart has to do with one of the call's agencies."""
    if not call.agencies and not call.unknown_agencies:
        return
    everyone = entries(facts, "counterparts")
    supports = [support for one in everyone for support in entries(one, "support")]
    written = [agency for support in supports if (agency := read(support, "agency")) is not None]
    # An agency that cannot be read may be the call's; without any counterpart that is the fault that speaks.
    hidden = any(is_broken(one, "support") for one in everyone) or any(is_broken(one, "agency") for one in supports)
    if not everyone or (hidden and not any(_is_of_call(agency, call) for agency in written)):
        return
    if not written:
        yield Expected("call-agency", not_yet(facts, "error"))
        return
    if any(_is_of_call(agency, call) for agency in written):
        return
    known = any(not isinstance(agency, Unknown) for agency in written)
    if known and not call.unknown_agencies:
        yield Expected("call-agency", "error")
    else:
        yield Expected("call-agency-unknown", "warning")


def _is_of_call(agency: Any, call: page.Call) -> bool:
    """Whether an agency is one of the call's, or the one above it, which may be any of those below."""
    if isinstance(agency, Unknown):
        return agency.text in call.unknown_agencies
    return agency in call.agencies or any(page.AGENCIES.get(one) == agency for one in call.agencies)


def _unstated(call: Any, terms: page.Call) -> Iterator[Expected]:
    """What a joint call does not state is told, for it was not checked; what cannot be read was told already."""
    if isinstance(call, dict):
        stated = {key: not is_missing(call, key) for key in INLINE}
    else:
        values = (terms.agencies, terms.countries, terms.fields, terms.indirect_percent, terms.total_cap)
        stated = {key: bool(value) for key, value in zip(INLINE, values, strict=True)}
    if not stated.pop("total_cap"):
        yield Expected("call-limit-unknown", "note")
    if not all(stated.values()):
        yield Expected("call-incomplete", "note")
