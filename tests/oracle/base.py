"""Proposals without a fault, from which the generator starts, and the pieces that changes are made of."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tests.oracle import names, page
from tests.oracle.facts import Facts, Number
from tests.oracle.people import check_digit
from tests.oracle.period import fiscal_years, last_day

TITLES = [
    "量子もつれの国際共同研究",
    "Cold atoms as simulators",
    "Joint study of interfaces: a first step",
    "分子機械の設計",
    "Why do spins flip? A joint study",
    "𠮷野型界面の共同研究",
]
JAPANESE = ["山田 太郎", "Keisuke Nonomura", "鈴木 花子", "水原 千尋", "Haruto Shimizu"]
JAPANESE_PLACES = ["The University of Tokyo", "京都大学", "RIKEN", "物質・材料研究機構"]
ABROAD = ["Lucie Martin", "Outi Karvonen", "Friederike Haslinger", "Imogen Harcastle", "Tan Wei"]
ABROAD_PLACES = ["Institute of Physics", "Example University", "National Laboratory", "Technical University"]
PLANS = ["両国で同じ手順により測定する", "Doctoral students stay six months", "A joint school every year"]
# The lead's country and the agency of joint proposals by a known call; the generator's own call is the one inline.
KNOWN = {
    "jp-uk-engineering-biology-2024": ("GB", "bbsrc", "bio", 5),
    "jp-nsf-global-centers-2024": ("US", "nsf", "bio", 5),
    "jp-de-quantum-2024": ("DE", "dfg", "quantum", 5),
    "jp-uk-human-centred-ai-2025": ("GB", "epsrc", "ai", 5),
    "jp-uk-quantum-technologies-2025": ("GB", "epsrc", "quantum", 5),
}


def base(rng: Random) -> Facts:
    """A proposal of one of the schemes that raises nothing, save the notes of its call."""
    scheme = rng.choice(["top", "top", "rising", "rising", "joint", "joint"])
    facts: Facts = {"scheme": scheme}
    if rng.random() < 0.5:
        facts["stage"] = rng.choice(["draft", "final"])
    facts["title"] = rng.choice([rng.choice(TITLES), {"en": "Joint study of interfaces", "ja": "界面の国際共同研究"}])
    facts["field"] = rng.choice(page.FIELDS)
    if rng.random() < 0.2:
        facts["keywords"] = rng.choice([["量子", "spintronics"], ["why?", "spin"]])
    country = rng.choice(page.LISTED)
    agency, years = names.OWN_AGENCY[country], page.YEARS[scheme][0]
    if scheme == "joint":
        if rng.random() < 0.4:
            call = rng.choice(list(KNOWN))
            facts["call"] = call
            country, agency, facts["field"], years = KNOWN[call]
        else:
            years = rng.choice([3, 4, 5])
            facts["call"] = inline_call(country, agency, facts["field"])
    elif rng.random() < 0.15:
        facts["call"] = rng.choice([name for name, call in page.CALLS.items() if call.scheme == scheme])
    start = date(rng.choice([2026, 2027]), rng.randint(1, 12), rng.randint(1, 28))
    facts["period"] = {"start": start, "end": last_day(start, years)}
    facts["principal_investigator"] = _investigator(rng, scheme)
    facts["counterparts"] = [_counterpart(rng, country, agency)]
    if rng.random() < 0.35:
        add_counterpart(rng, facts)
    if rng.random() < 0.3:
        facts["team"] = [{"name": rng.choice(JAPANESE), "institution": rng.choice(JAPANESE_PLACES)}]
        if rng.random() < 0.3:
            facts["team"][0]["country"] = "JP"
    facts["activities"] = {key: _plan(rng) for key in page.ACTIVITIES}
    facts["budget"] = {"years": []}
    if rng.random() < 0.4:
        facts["budget"]["unit"] = rng.choice(["yen", "thousand_yen", "million_yen"])
    if rng.random() < 0.3:
        facts["budget"]["indirect_rate"] = rng.choice([30, 25, 10, 0, 27.5])
    spread(rng, facts, rng.randrange(30_000, 60_000) * 1_000)
    return facts


def inline_call(country: str, agency: str, field: str) -> Facts:
    """A call described in the proposal that states all that a joint call can."""
    return {
        "agency": agency,
        "theme": "Quantum matter",
        "field": field,
        "countries": [country],
        "total_cap": 300_000_000,
        "indirect_percent": 30,
        "min_years": 3,
        "max_years": 5,
    }


def _investigator(rng: Random, scheme: str) -> Facts:
    """An investigator with all that the scheme asks for."""
    name = rng.choice([rng.choice(JAPANESE), {"en": "Chihiro Mizuhara", "ja": "水原 千尋"}])
    person: Facts = {"name": name, "institution": rng.choice(JAPANESE_PLACES)}
    if rng.random() < 0.3:
        person["country"] = "JP"
    if rng.random() < 0.5:
        person["researcher_number"] = Number("00123456")
    if rng.random() < 0.3:
        person["orcid"] = orcid(rng)
    if scheme != "rising":
        person["track_record"] = ["Plenary lecture, International Conference on Magnetism 2024"]
    else:
        person["independent_environment"] = "Own laboratory since 2021"
    person["other_funding"] = [{"agency": "jsps", "programme": "KAKENHI", "amount": 150_000_000}]
    if rng.random() < 0.5:
        person["other_funding"][0]["until"] = date(2035, 3, 31)
    if rng.random() < 0.2:
        person["position"] = "Professor"
    return person


def orcid(rng: Random) -> str:
    """A number with its right check digit."""
    digits = f"000{rng.randrange(10**12):012d}"
    groups = "-".join(digits[index : index + 4] for index in range(0, 15, 4))
    return groups + check_digit(groups + "0")


def _counterpart(rng: Random, country: str, agency: str) -> Facts:
    """A counterpart with one support that runs on."""
    support = {"agency": agency, "status": rng.choice(["receiving", "planned"])}
    if rng.random() < 0.4:
        support["programme"] = "Advanced Grant"
    return {
        "name": rng.choice(ABROAD),
        "institution": rng.choice(ABROAD_PLACES),
        "country": country,
        "support": [support],
    }


def add_counterpart(rng: Random, facts: Facts, country: str | None = None) -> Facts:
    """One more counterpart at the end of the list; the first is then marked as the lead."""
    everyone = facts["counterparts"]
    if not any(one.get("lead") is True for one in everyone):
        everyone[0]["lead"] = True
    country = country or rng.choice(page.LISTED)
    everyone.append(_counterpart(rng, country, names.OWN_AGENCY.get(country, "ec")))
    if rng.random() < 0.3:
        everyone[-1]["lead"] = False
    return everyone[-1]


def _plan(rng: Random) -> Any:
    """A plan as a text or a list."""
    plans = [rng.choice(PLANS), [rng.choice(PLANS)], [{"what": rng.choice(PLANS), "when": "every year"}]]
    return rng.choice(plans)


def years_of(facts: Facts) -> list[int]:
    """The fiscal years of the period."""
    return list(fiscal_years(facts["period"]["start"], facts["period"]["end"]))


def spread(rng: Random, facts: Facts, direct: int, form: str | None = None) -> None:
    """Puts direct costs of this amount into one entry a fiscal year, in thousands but for the last entry."""
    years = years_of(facts)
    form = form or rng.choice(["direct", "categories", "both"])
    share = direct // len(years) // 1_000 * 1_000
    amounts = [share] * (len(years) - 1)
    amounts.append(direct - sum(amounts))
    facts["budget"]["years"] = [entry(year, amount, form) for year, amount in zip(years, amounts, strict=True)]


def entry(year: int, amount: int, form: str) -> Facts:
    """The entry of a fiscal year: `direct` alone, the categories, or both."""
    found: Facts = {"fiscal_year": year}
    if form in ("categories", "both"):
        quarter = amount // 4_000 * 1_000
        found |= {"goods": amount - 3 * quarter, "travel": quarter, "personnel": quarter, "other": quarter}
    if form in ("direct", "both"):
        found["direct"] = amount
    return found


def own_direct(one: Facts) -> int:
    """The direct costs of an entry whose amounts are all plain."""
    categories = [one[key] for key in page.CATEGORIES if isinstance(one.get(key), int)]
    return sum(categories) if categories else one.get("direct", 0)


def direct_of(facts: Facts) -> int:
    """The direct costs that the entries come to."""
    return sum(own_direct(one) for one in facts["budget"]["years"])
