"""Changes to the call that a proposal answers."""

from __future__ import annotations

from random import Random

from tests.oracle import names, page
from tests.oracle.base import KNOWN, direct_of, inline_call
from tests.oracle.change import change, need
from tests.oracle.facts import Broken, Facts, Typo, Unknown, Unwritten, entries, scheme_of


def _inline(facts: Facts) -> Facts:
    """The call as a mapping."""
    call = facts.get("call")
    need(isinstance(call, dict) and scheme_of(facts) == "joint")
    return call


@change("call")
def no_call(rng: Random, facts: Facts) -> None:
    """A joint proposal without its call."""
    need(scheme_of(facts) == "joint")
    facts.pop("call", None)
    if rng.random() < 0.4:
        facts["call"] = rng.choice([Unwritten(""), Unwritten("TBD", placeholder=True)])


@change("call")
def the_old_key(rng: Random, facts: Facts) -> None:
    """The key by its old name, which explains that the call is missing."""
    need("call" in facts and scheme_of(facts))
    facts[Typo("joint_call", "call")] = facts.pop("call")


@change("call")
def an_unknown_call(rng: Random, facts: Facts) -> None:
    """A call that nobody knows."""
    need(scheme_of(facts))
    facts["call"] = Unknown(rng.choice(["jp-mars-2025", "jp-uk-poetry-2031"]))


@change("call")
def inline_with_a_single_call(rng: Random, facts: Facts) -> None:
    """A call described inline with a single scheme."""
    need(scheme_of(facts) in page.SINGLE)
    facts["call"] = inline_call("DE", "dfg", "quantum")


@change("call")
def a_joint_call_with_a_single_scheme(rng: Random, facts: Facts) -> None:
    """A known joint call with a single scheme."""
    need(scheme_of(facts) in page.SINGLE)
    facts["call"] = rng.choice(list(KNOWN))


@change("call")
def a_call_of_any_scheme(rng: Random, facts: Facts) -> None:
    """Any known call with any scheme."""
    need(scheme_of(facts))
    facts["call"] = rng.choice(list(page.CALLS))


@change("call")
def another_known_call(rng: Random, facts: Facts) -> None:
    """Another known joint call, whose country, agency and field may be others."""
    need(scheme_of(facts) == "joint")
    facts["call"] = rng.choice(list(KNOWN))


@change("call")
def inline_limit(rng: Random, facts: Facts) -> None:
    """An inline limit around the programme's and around the proposal's total."""
    call = _inline(facts)
    limits = [500_000_000, 500_000_001, 499_999_999, 50_000_000, 900_000_000]
    budget = facts.get("budget")
    if entries(budget, "years"):
        try:
            direct = direct_of(facts)
        except TypeError:
            direct = 0
        if direct and "indirect_rate" not in budget:
            limits += [direct * 13 // 10 + off for off in (-1, 0, 1)]
    call["total_cap"] = rng.choice(limits)


@change("call")
def inline_years(rng: Random, facts: Facts) -> None:
    """Inline years within, at and beyond those of the programme."""
    call = _inline(facts)
    call["min_years"], call["max_years"] = rng.choice([(3, 3), (4, 5), (2, 5), (3, 6), (5, 5), (4, 4)])


@change("call")
def inline_field(rng: Random, facts: Facts) -> None:
    """Another field of the call than the proposal's, and back."""
    _inline(facts)["field"] = rng.choice(page.FIELDS)


@change("call")
def inline_countries(rng: Random, facts: Facts) -> None:
    """Other countries of the call: listed ones, the EU, and one that is not listed."""
    call = _inline(facts)
    need(entries(call, "countries"))
    call["countries"] = rng.choice([["DE", "FR"], ["EU"], ["US"], [*call["countries"], "SG"], ["EU", "GB"]])


@change("call")
def inline_agency(rng: Random, facts: Facts) -> None:
    """Another agency of the call, known to the data."""
    _inline(facts)["agency"] = rng.choice(["dfg", "anr", "epsrc", "bbsrc", "nsf", "nwo", "snsf"])


@change("call")
def inline_unknown_agency(rng: Random, facts: Facts) -> None:
    """An agency of the call that the data does not know, and perhaps the same in the proposal."""
    call = _inline(facts)
    call["agency"] = Unknown("Fondation Imaginaire")
    supports = [support for one in entries(facts, "counterparts") for support in entries(one, "support")]
    if supports and rng.random() < 0.4:
        supports[0]["agency"] = Unknown("Fondation Imaginaire")


@change("call")
def joint_agency_of_support(rng: Random, facts: Facts) -> None:
    """The supports of a joint proposal name an agency, a sister of it, the one above it, or none."""
    need(scheme_of(facts) == "joint")
    for one in entries(facts, "counterparts"):
        for support in entries(one, "support"):
            support["agency"] = rng.choice(["epsrc", "bbsrc", "ukri", "dfg", "snsf", "nsf", "nwo", "mrc"])


@change("call")
def unknown_agency_of_support(rng: Random, facts: Facts) -> None:
    """The supports name an agency that the data does not know."""
    for one in entries(facts, "counterparts"):
        for support in entries(one, "support"):
            support["agency"] = Unknown(rng.choice(names.UNKNOWN_AGENCIES))


@change("call")
def nothing_applied_for(rng: Random, facts: Facts) -> None:
    """No counterpart of a joint proposal has a support."""
    need(scheme_of(facts) == "joint" and entries(facts, "counterparts"))
    for one in facts["counterparts"]:
        one.pop("support", None)


@change("call")
def inline_without(rng: Random, facts: Facts) -> None:
    """An inline call leaves figures or parties unstated."""
    call = _inline(facts)
    for key in rng.sample(["agency", "field", "countries", "total_cap", "theme", "min_years", "max_years"], 2):
        call.pop(key, None)


@change("call")
def inline_unreadable(rng: Random, facts: Facts) -> None:
    """An inline call with a value that cannot be read."""
    call = _inline(facts)
    key = rng.choice(["total_cap", "theme"])
    call[key] = Broken("30x億") if key == "total_cap" else Broken("[[1]]", "schema-wrong-type")


@change("call")
def inline_rate(rng: Random, facts: Facts) -> None:
    """An inline call with another rate of indirect costs, or with none."""
    call = _inline(facts)
    call["indirect_percent"] = rng.choice([10, 20, 25, 35])
    if rng.random() < 0.5:
        del call["indirect_percent"]
