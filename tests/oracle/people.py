"""Countries, counterparts, investigator, field and activities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.oracle import page
from tests.oracle.facts import (
    Facts,
    Number,
    Unknown,
    entries,
    is_broken,
    is_missing,
    period_of,
    read,
    scheme_of,
    start_of,
)
from tests.oracle.findings import Expected, not_yet


def judge(facts: Facts) -> Iterator[Expected]:
    """Every finding on people and what they plan."""
    yield from _countries(facts)
    yield from _lead(facts)
    yield from _support(facts)
    yield from _support_dates(facts)
    yield from _japanese_side(facts)
    yield from _investigator(facts)
    yield from _numbers(facts)
    if isinstance(read(facts, "field"), Unknown):
        yield Expected("field-not-listed", "error", "/field")
    activities = read(facts, "activities")
    for key in page.ACTIVITIES:
        if is_missing(activities, key):
            yield Expected("activity-missing", not_yet(facts, "error"))
    yield from _amed(facts)


def lead_of(facts: Facts) -> dict[str, Any] | None:
    """The lead counterpart: the first marked one, else the first in the list."""
    everyone = entries(facts, "counterparts")
    if any(not isinstance(one, dict) for one in everyone):
        return None
    return next((one for one in everyone if read(one, "lead") is True), everyone[0] if everyone else None)


def _countries(facts: Facts) -> Iterator[Expected]:
    """What a counterpart's country says; of these one speaks for a counterpart."""
    lead = lead_of(facts)
    for index, one in enumerate(entries(facts, "counterparts")):
        country, place = read(one, "country"), f"/counterparts/{index}/country"
        if country is None:
            continue
        if isinstance(country, Unknown):
            yield Expected("country-unknown", "error", place)
        elif country == "JP":
            yield Expected("country-japan", "error", place)
        elif country in page.TERRITORIES:
            yield Expected("country-territory", "note", place)
        elif country in page.OTHER_EU:
            yield Expected("country-through-eu", "note", place)
        elif country not in page.LISTED and one is lead:
            yield Expected("country-not-listed", "error", place)
        elif country not in page.LISTED:
            yield Expected("country-extra-not-listed", "warning", place)


def _lead(facts: Facts) -> Iterator[Expected]:
    """Several counterparts have one lead."""
    everyone = entries(facts, "counterparts")
    are_known = not any(is_broken(one, "lead") for one in everyone)
    if len(everyone) > 1 and are_known and sum(read(one, "lead") is True for one in everyone) != 1:
        yield Expected("counterpart-lead", "warning")


def _support(facts: Facts) -> Iterator[Expected]:
    """Single calls: the counterparts' own support."""
    if scheme_of(facts) not in page.SINGLE:
        return
    lead = lead_of(facts)
    for one in entries(facts, "counterparts"):
        supports = entries(one, "support")
        unsupported = is_missing(one, "support") or (
            bool(supports) and all(is_missing(support, "agency") for support in supports)
        )
        if unsupported and one is lead:
            yield Expected("counterpart-support-missing", not_yet(facts, "error"))
        elif unsupported:
            yield Expected("counterpart-extra-support-missing", not_yet(facts, "warning"))
    supports = entries(lead, "support")
    agencies = [read(support, "agency") for support in supports]
    if agencies and all(agency in page.JAPANESE_AGENCIES for agency in agencies):
        yield Expected("counterpart-support-from-japan", "warning")
    start = start_of(facts)
    if start and supports and all(_ended(support, start) for support in supports):
        yield Expected("counterpart-support-ended", "warning")


def _ended(support: Any, start: date) -> bool:
    """Whether a support is being received and ends before a day."""
    until = read(support, "until")
    return read(support, "status") == "receiving" and until is not None and until < start


def _support_dates(facts: Facts) -> Iterator[Expected]:
    """Support that ends within the period and that no other of the same counterpart takes over."""
    period = period_of(facts)
    if not period:
        return
    start, end = period
    for one in entries(facts, "counterparts"):
        supports = entries(one, "support")
        for support in supports:
            until = read(support, "until")
            if until is None or not start <= until < end:
                continue
            others = [other for other in supports if other is not support]
            if not any(_takes_over(other, until) for other in others):
                yield Expected("counterpart-support-gap", "note")


def _takes_over(other: Any, until: date) -> bool:
    """Whether a support runs on the day after another ended."""
    next_day = until + timedelta(days=1)
    begins, ends = read(other, "from"), read(other, "until")
    return (begins is None or begins <= next_day) and (ends is None or ends >= next_day)


def _japanese_side(facts: Facts) -> Iterator[Expected]:
    """The investigator and the team are in Japan."""
    rules = [(read(facts, "principal_investigator"), "investigator-not-in-japan", "error", "/principal_investigator")]
    rules += [
        (member, "team-not-in-japan", "warning", f"/team/{index}")
        for index, member in enumerate(entries(facts, "team"))
    ]
    for person, rule, severity, place in rules:
        country = read(person, "country")
        if isinstance(country, Unknown):
            yield Expected("country-unknown", "error", f"{place}/country")
        elif country is not None and country != "JP":
            yield Expected(rule, severity, f"{place}/country")


def _investigator(facts: Facts) -> Iterator[Expected]:
    """Record, funding and environment of the investigator."""
    person = read(facts, "principal_investigator")
    scheme = scheme_of(facts)
    if scheme in ("top", "joint") and is_missing(person, "track_record"):
        yield Expected("investigator-track-record", not_yet(facts, "error"))
    if is_missing(person, "other_funding"):
        yield Expected("investigator-funding", not_yet(facts, "error"))
    if scheme == "rising" and is_missing(person, "independent_environment"):
        yield Expected("investigator-independence", not_yet(facts, "error"))
    start, funds = start_of(facts), entries(person, "other_funding")
    untils = [read(fund, "until") for fund in funds]
    if start and untils and all(until is not None and until < start for until in untils):
        yield Expected("investigator-funding-ended", "warning")


def _numbers(facts: Facts) -> Iterator[Expected]:
    """The investigator's numbers."""
    person = read(facts, "principal_investigator")
    number = read(person, "researcher_number")
    if isinstance(number, Number) and (
        len(number.text) != 8 or not number.text.isdigit() or (not number.quoted and number.text.startswith("0"))
    ):
        yield Expected("investigator-number", "error", "/principal_investigator/researcher_number")
    orcid = read(person, "orcid")
    if isinstance(orcid, str) and orcid[-1] != check_digit(orcid):
        yield Expected("investigator-number", "error", "/principal_investigator/orcid")


def check_digit(orcid: str) -> str:
    """The last character that an ORCID must have (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2 % 11
    rest = (12 - total) % 11
    return "X" if rest == 10 else str(rest)


def _amed(facts: Facts) -> Iterator[Expected]:
    """AMED's ASPIRE is another agency's programme."""
    title = read(facts, "title")
    texts = title.values() if isinstance(title, dict) else [title]
    if any(isinstance(text, str) and "AMED ASPIRE" in text for text in texts):
        yield Expected("agency-amed", "warning")
