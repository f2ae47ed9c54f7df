"""Changes to counterparts, countries, supports, the investigator, the field and the activities."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle import names, page
from tests.oracle.base import add_counterpart, orcid
from tests.oracle.change import change, need
from tests.oracle.facts import Broken, Facts, Number, Unknown, Unwritten, entries, is_draft, scheme_of
from tests.oracle.people import lead_of

DAY = timedelta(days=1)


def placeholder(rng: Random) -> Unwritten:
    """A text that says that nothing is written yet."""
    return Unwritten(rng.choice(names.PLACEHOLDERS), placeholder=True)


def unwritten(rng: Random, empty: str = '""') -> Unwritten:
    """A key without a value in one of its forms."""
    return rng.choice([Unwritten(""), Unwritten("null"), Unwritten("~"), Unwritten(empty), placeholder(rng)])


def _everyone(facts: Facts) -> list[Facts]:
    """The counterparts as mappings."""
    everyone = entries(facts, "counterparts")
    need(everyone and all(isinstance(one, dict) for one in everyone))
    return everyone


def _person(facts: Facts) -> Facts:
    """The investigator as a mapping."""
    person = facts.get("principal_investigator")
    need(isinstance(person, dict))
    return person


def _dates(facts: Facts) -> tuple[date, date]:
    """A period as it should be."""
    period = facts.get("period")
    need(isinstance(period, dict))
    start, end = period.get("start"), period.get("end")
    need(isinstance(start, date) and isinstance(end, date) and start < end)
    return start, end


def _a_country(rng: Random) -> Any:
    """A country of any kind."""
    kinds = [names.UNLISTED, ["IE", "GR", "HU", "EE", "LU"], ["JP"], list(page.LISTED), names.UNKNOWN_COUNTRIES]
    country = rng.choice(rng.choice(kinds))
    return Unknown(country) if country in names.UNKNOWN_COUNTRIES else country


@change("country")
def lead_country(rng: Random, facts: Facts) -> None:
    """The lead's country, of any kind."""
    _everyone(facts)
    lead_of(facts)["country"] = _a_country(rng)


@change("country")
def another_country(rng: Random, facts: Facts) -> None:
    """A further counterpart from a country of any kind."""
    _everyone(facts)
    add_counterpart(rng, facts)["country"] = _a_country(rng)


@change("country")
def a_territory(rng: Random, facts: Facts) -> None:
    """A counterpart in a territory with a code of its own."""
    everyone = _everyone(facts)
    code = rng.choice([code for code in page.TERRITORIES if code in names.COUNTRIES])
    rng.choice(everyone)["country"] = code


@change("country")
def no_country(rng: Random, facts: Facts) -> None:
    """A counterpart whose country is not written or ill-typed."""
    one = rng.choice(_everyone(facts))
    one["country"] = rng.choice([unwritten(rng), Broken("[FR]", "schema-wrong-type")])
    if rng.random() < 0.3:
        del one["country"]


@change("country")
def japanese_side_abroad(rng: Random, facts: Facts) -> None:
    """The investigator or a team member works abroad, or in no country at all."""
    person = _person(facts)
    if rng.random() < 0.5:
        person = {"name": "桐山 奈緒", "institution": "Example University"}
        need(isinstance(facts.get("team", []), list))
        facts.setdefault("team", []).append(person)
    person["country"] = rng.choice(["FR", "US", "SG", "JP", Unknown("Atlantis")])


@change("counterpart")
def lead_marks(rng: Random, facts: Facts) -> None:
    """Two or three counterparts with none, one or several marked as the lead."""
    everyone = _everyone(facts)
    while len(everyone) < rng.choice([2, 3]):
        add_counterpart(rng, facts)
    for one in everyone:
        one.pop("lead", None)
        mark = rng.choice([True, True, False, False, None, None, Broken("[true]", "schema-wrong-type")])
        if mark is not None:
            one["lead"] = mark


@change("counterpart")
def only_one_not_lead(rng: Random, facts: Facts) -> None:
    """One counterpart alone, marked or not."""
    everyone = _everyone(facts)
    need(len(everyone) == 1)
    everyone[0]["lead"] = rng.choice([True, False])


@change("counterpart")
def no_support(rng: Random, facts: Facts) -> None:
    """A counterpart without support, or with one that names no agency."""
    one = rng.choice(_everyone(facts))
    if rng.random() < 0.5:
        one["support"] = unwritten(rng, "[]")
        if rng.random() < 0.5:
            del one["support"]
    else:
        one["support"] = [{"status": "planned", "programme": "Advanced Grant"}]
        if rng.random() < 0.4:
            one["support"][0]["agency"] = unwritten(rng)


@change("counterpart")
def no_status(rng: Random, facts: Facts) -> None:
    """A support without its status, or with none that is one."""
    one = rng.choice(_everyone(facts))
    need(entries(one, "support"))
    support = one["support"][0]
    support.pop("status", None)
    if rng.random() < 0.6:
        support["status"] = rng.choice([unwritten(rng), Broken("maybe"), Broken("[planned]", "schema-wrong-type")])


@change("counterpart")
def support_dates(rng: Random, facts: Facts) -> None:
    """The lead's support ends around the first and the last day of the period."""
    start, end = _dates(facts)
    _everyone(facts)
    one = rng.choice(facts["counterparts"])
    need(entries(one, "support"))
    support = one["support"][0]
    support["status"] = rng.choice(["receiving", "receiving", "planned"])
    support["until"] = rng.choice([start - DAY, start, start + DAY, end - DAY, end, end + DAY, start + 365 * DAY])
    if rng.random() < 0.4:
        support["from"] = date(2024, 4, 1)


@change("counterpart")
def support_taken_over(rng: Random, facts: Facts) -> None:
    """A support that ends within the period and another that begins the next day, or a day late."""
    start, end = _dates(facts)
    one = rng.choice(_everyone(facts))
    need(entries(one, "support"))
    agency = one["support"][0].get("agency")
    need(isinstance(agency, str))
    until = start + rng.choice([0, 30, 400]) * DAY
    need(until < end)
    following = {"agency": agency, "status": "planned", "from": until + rng.choice([1, 2, 0]) * DAY}
    if rng.random() < 0.5:
        following["until"] = rng.choice([end, end - DAY, until, end + DAY])
    one["support"] = [{"agency": agency, "status": "receiving", "from": date(2024, 4, 1), "until": until}, following]
    if rng.random() < 0.2:
        del following["from"]


@change("counterpart")
def both_supports_ended(rng: Random, facts: Facts) -> None:
    """Two supports of the lead that ended before the start, one of them perhaps only planned."""
    start, _ = _dates(facts)
    _everyone(facts)
    lead = lead_of(facts)
    need(entries(lead, "support") and isinstance(lead["support"][0].get("agency"), str))
    agency = lead["support"][0]["agency"]
    lead["support"] = [
        {"agency": agency, "status": "receiving", "until": start - DAY},
        {"agency": agency, "status": rng.choice(["receiving", "planned"]), "until": start - rng.choice([1, 20]) * DAY},
    ]


@change("counterpart")
def support_from_japan(rng: Random, facts: Facts) -> None:
    """The lead's support comes from Japan, all or some of it."""
    _everyone(facts)
    lead = lead_of(facts)
    need(entries(lead, "support") and scheme_of(facts) in page.SINGLE)
    japanese = {"agency": rng.choice(page.JAPANESE_AGENCIES), "status": "receiving"}
    lead["support"] = rng.choice([[japanese], [japanese, {"agency": "jst", "status": "planned"}]])
    if rng.random() < 0.3:
        lead["support"] = [*lead["support"], {"agency": "erc", "status": "planned"}]


@change("counterpart")
def no_counterparts(rng: Random, facts: Facts) -> None:
    """No counterparts at all."""
    facts["counterparts"] = Unwritten("")
    if rng.random() < 0.5:
        del facts["counterparts"]


@change("counterpart")
def an_empty_list(rng: Random, facts: Facts) -> None:
    """Counterparts or the years of the budget are an empty list."""
    if rng.random() < 0.5:
        facts["counterparts"] = Unwritten("[]")
    else:
        need(isinstance(facts.get("budget"), dict))
        facts["budget"]["years"] = Unwritten("[]")


@change("investigator")
def no_record(rng: Random, facts: Facts) -> None:
    """Record, funding or environment of the investigator is not written."""
    person = _person(facts)
    key = rng.choice(["track_record", "other_funding", "independent_environment"])
    person.pop(key, None)
    if rng.random() < 0.5:
        person[key] = unwritten(rng, "[]" if key != "independent_environment" else '""')


@change("investigator")
def funds_ended(rng: Random, facts: Facts) -> None:
    """Funds that end around the first day of the period, all or some of them."""
    start, _ = _dates(facts)
    person = _person(facts)
    untils = [rng.choice([start - DAY, start - DAY, start, start + DAY]) for _ in range(rng.choice([1, 2]))]
    person["other_funding"] = [{"agency": "jsps", "programme": "KAKENHI", "until": until} for until in untils]
    if rng.random() < 0.2:
        person["other_funding"].append({"agency": "nedo", "programme": "Energy"})


@change("investigator")
def a_researcher_number(rng: Random, facts: Facts) -> None:
    """A number of seven to nine digits, quoted or not."""
    number = rng.choice(["00123456", "20345678", "123456", "1234567", "123456789", "9999999"])
    quoted = rng.random() < 0.5 or number.startswith("0")
    _person(facts)["researcher_number"] = Number(number, quoted)


@change("investigator")
def an_unquoted_zero(rng: Random, facts: Facts) -> None:
    """Eight digits that begin with 0 and stand without quotation marks."""
    _person(facts)["researcher_number"] = Number(rng.choice(["00123456", "01234567"]), quoted=False)


@change("investigator")
def an_orcid(rng: Random, facts: Facts) -> None:
    """An ORCID with its right check digit or another."""
    right = orcid(rng)
    _person(facts)["orcid"] = rng.choice([right, right[:-1] + ("0" if right[-1] != "0" else "1")])


@change("field")
def no_field(rng: Random, facts: Facts) -> None:
    """A field that is none, or is not written."""
    facts["field"] = rng.choice([Unknown("astronomy"), Unknown("宇宙"), unwritten(rng), Unknown("xyz")])
    if rng.random() < 0.15:
        del facts["field"]


@change("activity")
def no_activity(rng: Random, facts: Facts) -> None:
    """One or more of the activities are not written."""
    need(isinstance(facts.get("activities"), dict))
    for key in rng.sample(page.ACTIVITIES, rng.choice([1, 1, 2])):
        facts["activities"][key] = unwritten(rng, "[]")
        if rng.random() < 0.3:
            del facts["activities"][key]


@change("text")
def a_placeholder_name(rng: Random, facts: Facts) -> None:
    """The title, a name or an institution is a placeholder."""
    people = [_person(facts), *_everyone(facts)]
    groups = [(facts, "title"), *[(person, key) for person in people for key in ("name", "institution")]]
    group, key = rng.choice(groups)
    group[key] = placeholder(rng)


@change("text")
def a_placeholder_in_other_words(rng: Random, facts: Facts) -> None:
    """A placeholder of the longer list for a title, a name, an activity or the investigator's record."""
    people = [_person(facts), *_everyone(facts)]
    groups = [(facts, "title"), *[(person, key) for person in people for key in ("name", "institution")]]
    if isinstance(facts.get("activities"), dict):
        groups += [(facts["activities"], key) for key in page.ACTIVITIES]
    groups += [(_person(facts), "track_record"), (facts, "field")]
    group, key = rng.choice(groups)
    group[key] = placeholder(rng)


@change("text")
def amed(rng: Random, facts: Facts) -> None:
    """The title names AMED's ASPIRE."""
    facts["title"] = rng.choice(["AMED ASPIRE: a study of cells", {"en": "A study", "ja": "AMED ASPIREによる研究"}])


@change("shape")
def a_missing_key(rng: Random, facts: Facts) -> None:
    """A key that the schema asks for is absent or without a value."""
    places: list[tuple[Facts, str]] = [(facts, key) for key in ("title", "period", "principal_investigator")]
    places += [(facts, "activities"), (facts, "budget")]
    places += [(person, key) for person in (_person(facts), *_everyone(facts)) for key in ("name", "institution")]
    group, key = rng.choice(places)
    group.pop(key, None)
    if rng.random() < 0.3:
        group[key] = Unwritten("")


@change("text")
def a_placeholder_in_one_language(rng: Random, facts: Facts) -> None:
    """The title or the investigator's name is written in one language, and a placeholder in the other."""
    group, key = rng.choice([(facts, "title"), (_person(facts), "name")])
    group[key] = {"en": "Keisuke Nonomura", "ja": placeholder(rng)}


@change("shape")
def an_empty_group(rng: Random, facts: Facts) -> None:
    """A group of keys in which nothing stands."""
    facts[rng.choice(["period", "activities"])] = {}


@change("shape")
def a_wrong_type(rng: Random, facts: Facts) -> None:
    """A value of another kind than its key asks for."""
    key, text = rng.choice(
        [("period", "5"), ("counterparts", "Lucie Martin"), ("activities", "[1, 2]"), ("budget", "[1]"),
         ("principal_investigator", "[1]"), ("title", "[[1]]"), ("team", "5")]
    )  # fmt: skip
    facts[key] = Broken(text, "schema-wrong-type")


@change("shape")
def a_bad_choice(rng: Random, facts: Facts) -> None:
    """A scheme that is none, or none at all."""
    facts["scheme"] = rng.choice([Broken("gold"), Unwritten(""), Unwritten("TBD", placeholder=True)])
    if rng.random() < 0.3:
        del facts["scheme"]


@change("shape")
def stage(rng: Random, facts: Facts) -> None:
    """The other stage."""
    facts["stage"] = "final" if is_draft(facts) else "draft"
