"""What each rule needs of a proposal: the keys without which it cannot speak.

A need is a JSON Pointer in which `*` is any entry of a list and `#` the entry that the finding stands in. A need that
ends in `/.` is the group alone: what stands in it does not matter. Breaking a value must leave alone every finding
of a rule that does not need it.
"""

from __future__ import annotations

import re

from tests.oracle import page
from tests.oracle.facts import Facts, is_draft

YEARS = "/budget/years/*"
OWN_YEAR = "/budget/years/#"
LEAD = "/counterparts/*/lead"
DIRECT = ("/budget/unit", *(f"{YEARS}/{key}" for key in (*page.CATEGORIES, "direct")))
# Without a year's own indirect costs, declared sums and the rate say what they are.
INDIRECT = (f"{YEARS}/indirect", "/budget/indirect_rate", "/budget/indirect", "/budget/total")
TOTAL = (*DIRECT, *INDIRECT)
OWN_AMOUNTS = ("/budget/unit", *(f"{OWN_YEAR}/{key}" for key in (*page.CATEGORIES, "direct", "indirect")))
SUPPORT = "/counterparts/#/support/*"
CALL = ("/scheme", "/call/.")
RATE = (*TOTAL, *CALL, "/call/indirect_percent", "/budget/direct", "/stage")

# Rules that look at one value: where the finding stands.
OF_ONE_VALUE = (
    "country-unknown",
    "country-japan",
    "country-through-eu",
    "country-territory",
    "investigator-number",
    "investigator-not-in-japan",
    "team-not-in-japan",
    "field-not-listed",
    "agency-amed",
    "schema-unknown-key",
    "schema-wrong-type",
    "schema-bad-value",
)

NEEDS: dict[str, tuple[str, ...]] = {
    "budget-direct-cap": (*DIRECT, *CALL),
    "budget-direct-rounding": (*DIRECT, *CALL),
    "budget-total-cap": (*TOTAL, *CALL, "/call/total_cap"),
    "budget-indirect-rate": RATE,
    "budget-indirect-unstated": RATE,
    "budget-indirect-institution": (*TOTAL, f"{YEARS}/institution"),
    "budget-sum": (*TOTAL, "/budget/direct", "/stage"),
    "budget-sum-rounding": (*TOTAL, "/budget/direct", "/stage"),
    "budget-fiscal-years": ("/period/start", "/period/end", f"{YEARS}/fiscal_year", f"{YEARS}/institution"),
    "budget-year-missing": ("/period/start", "/period/end", f"{YEARS}/fiscal_year"),
    "budget-unit-suspect": (*TOTAL, "/stage"),
    "period-order": ("/period/start", "/period/end"),
    "period-length": ("/period/start", "/period/end", *CALL, "/call/min_years", "/call/max_years"),
    "period-fiscal-year-end": ("/period/start", "/period/end", *CALL, "/call/min_years", "/call/max_years"),
    "country-not-listed": ("/counterparts/#/country", LEAD),
    "country-extra-not-listed": ("/counterparts/#/country", LEAD),
    "counterpart-lead": (LEAD,),
    "counterpart-support-missing": ("/scheme", LEAD, f"{SUPPORT}/agency"),
    "counterpart-extra-support-missing": ("/scheme", LEAD, f"{SUPPORT}/agency"),
    "counterpart-support-ended": ("/scheme", LEAD, "/period/start", f"{SUPPORT}/status", f"{SUPPORT}/until"),
    "counterpart-support-gap": ("/period/start", "/period/end", f"{SUPPORT}/from", f"{SUPPORT}/until"),
    "counterpart-support-from-japan": ("/scheme", LEAD, f"{SUPPORT}/agency"),
    "investigator-track-record": ("/scheme", "/principal_investigator/track_record"),
    "investigator-funding": ("/principal_investigator/other_funding",),
    "investigator-independence": ("/scheme", "/principal_investigator/independent_environment"),
    "investigator-funding-ended": ("/period/start", "/principal_investigator/other_funding/*/until"),
    "activity-missing": ("/activities/.",),
    "call-missing": CALL,
    "call-scheme": CALL,
    "call-unknown": CALL,
    "call-outside-programme": (
        *CALL,
        *(f"/call/{key}" for key in ("total_cap", "min_years", "max_years", "field", "countries")),
    ),
    "call-closed": CALL,
    "call-country": (*CALL, "/call/countries", LEAD, "/counterparts/#/country"),
    "call-agency": (*CALL, "/call/agency", "/counterparts/*/support/*/agency"),
    "call-agency-unknown": (*CALL, "/call/agency", "/counterparts/*/support/*/agency"),
    "call-field": (*CALL, "/call/field", "/field"),
    "call-limit-unknown": (*CALL, "/call/total_cap"),
    "call-incomplete": (*CALL, *(f"/call/{key}" for key in ("agency", "countries", "field", "indirect_percent"))),
}

# In a draft a declared sum is compared by whether all years are written.
OF_A_DRAFT = ("/period/start", "/period/end", f"{YEARS}/fiscal_year")
DECLARED = ("budget-sum", "budget-sum-rounding", "budget-indirect-rate", "budget-indirect-unstated")


def needs_of(rule: str, place: str, facts: Facts) -> tuple[str, ...]:
    """What a finding of a rule at a place needs."""
    if rule in OF_ONE_VALUE:
        return (place,)
    if rule == "schema-missing-key":
        return (f"{place}/.",)
    if rule == "text-placeholder":
        return (place, *_own(OWN_AMOUNTS, place)) if place.startswith("/budget") else (place,)
    if rule in ("budget-sum", "budget-sum-rounding") and place.startswith("/budget/years/"):
        return _own(OWN_AMOUNTS, place)
    more = OF_A_DRAFT if rule in DECLARED and is_draft(facts) else ()
    return _own((*NEEDS[rule], *more), place)


def _own(needs: tuple[str, ...], place: str) -> tuple[str, ...]:
    """The needs with the number of the finding's own entry, any number where the finding stands in none."""
    number = re.match(r"/(?:counterparts|budget/years|team)/(\d+)", place)
    return tuple(need.replace("#", number[1] if number else "*") for need in needs)


def is_needed(pointer: str, need: str) -> bool:
    """Whether breaking the value at a pointer touches a need: what is needed, a part of it, or what holds it."""
    parts, wanted = pointer.split("/"), need.split("/")
    group_alone = wanted[-1] == "."
    if group_alone:
        wanted = wanted[:-1]
    if group_alone and len(parts) > len(wanted):
        return False
    return all(want in ("*", part) for part, want in zip(parts, wanted, strict=False))
