"""Changes around the bounds of the budget."""

from __future__ import annotations

from random import Random

from tests.oracle import names, page
from tests.oracle.base import direct_of, entry, own_direct, spread, years_of
from tests.oracle.calls import terms_of
from tests.oracle.change import change, need
from tests.oracle.facts import Broken, Facts, Unwritten, entries, read
from tests.oracle.period import fiscal_year

# The largest direct costs whose total at 30 % is the cap, and the first that no rounding explains.
LAST_WITHIN = {"top": 384_615_385, "rising": 69_230_770}
FIRST_BEYOND = {"top": 384_623_077, "rising": 69_238_462}


def _entries(facts: Facts) -> list[Facts]:
    """The entries of the budget as the base wrote them."""
    budget = facts.get("budget")
    years = entries(budget, "years")
    amounts = ("indirect", *page.CATEGORIES, "direct")
    plain = all(isinstance(one.get(key, 0), int) for one in years for key in (*amounts, "fiscal_year"))
    plain = plain and all("fiscal_year" in one and any(key in one for key in amounts[1:]) for one in years)
    need(years and plain and isinstance(facts.get("period"), dict) and not _is_by_institution(years))
    need(all(hasattr(facts["period"].get(key), "year") for key in ("start", "end")))
    need(facts["period"]["start"] <= facts["period"]["end"])
    return years


def _is_by_institution(years: list[Facts]) -> bool:
    """Whether entries bear an institution."""
    return any("institution" in one for one in years)


def _scheme(facts: Facts) -> str:
    """The scheme of a proposal that has one."""
    scheme = facts.get("scheme")
    need(scheme in page.SCHEMES)
    return scheme


def _rate_30(facts: Facts) -> None:
    """Lets the indirect costs be 30 % of the direct ones."""
    facts["budget"].pop("indirect_rate", None)
    for key in ("direct", "indirect", "total"):
        facts["budget"].pop(key, None)
    for one in facts["budget"]["years"]:
        one.pop("indirect", None)


def _write_indirect(rng: Random, facts: Facts, indirect: int, writers: int) -> None:
    """Lets the first entries write these indirect costs together, in whole thousands but for the last of them."""
    years = facts["budget"]["years"]
    share = indirect // writers // 1_000 * 1_000
    for one in years[: writers - 1]:
        one["indirect"] = share
    years[writers - 1]["indirect"] = indirect - share * (writers - 1)


@change("budget")
def direct_around_the_caps(rng: Random, facts: Facts) -> None:
    """Direct costs a yen on either side of the printed cap, of the total at 30 %, and of the end of rounding."""
    _entries(facts)
    scheme = _scheme(facts)
    need(scheme in page.SINGLE)
    _rate_30(facts)
    cap = page.DIRECT_CAPS[scheme]
    bounds = [cap, cap + 1, LAST_WITHIN[scheme], LAST_WITHIN[scheme] + 1]
    bounds += [FIRST_BEYOND[scheme] - 1, FIRST_BEYOND[scheme], cap + 20_000_000, cap * 120]
    spread(rng, facts, rng.choice(bounds))


@change("budget")
def total_around_the_cap(rng: Random, facts: Facts) -> None:
    """A total a yen on either side of the cap that binds, with written indirect costs below 30 %."""
    _entries(facts)
    terms = terms_of(facts)
    need(terms)
    _rate_30(facts)
    direct = terms.total_cap * 3 // 4 // 10 * 10
    spread(rng, facts, direct)
    rest = terms.total_cap - direct + rng.choice([-1, 0, 1, -1_000, 1_000])
    facts["budget"]["years"][0]["indirect"] = 0
    _write_indirect(rng, facts, rest, len(facts["budget"]["years"]))
    if terms.rate is not None and terms.rate < 30:
        # 33 % of the direct costs would speak too; the caps alone are meant here.
        need(False)


@change("budget")
def indirect_around_the_rate(rng: Random, facts: Facts) -> None:
    """Written indirect costs 10,000 yen an entry above the rate, a yen less, and exactly the rate."""
    _entries(facts)
    terms = terms_of(facts)
    need(terms)
    _rate_30(facts)
    direct = rng.randrange(300_000, 500_000) * 100
    spread(rng, facts, direct)
    # All entries write theirs, or one of several does with direct costs in that entry alone.
    writers = len(facts["budget"]["years"])
    if rng.random() < 0.3:
        writers = 1
        form = rng.choice(["direct", "categories"])
        for number, one in enumerate(list(facts["budget"]["years"])):
            facts["budget"]["years"][number] = entry(one["fiscal_year"], direct if number == 0 else 0, form)
    allowed = direct * (30 if terms.rate is None else terms.rate) // 100
    over = rng.choice([0, page.MAN * writers - 1, page.MAN * writers, page.MAN * writers + 1, page.MAN])
    _write_indirect(rng, facts, allowed + over, writers)


@change("budget")
def rate_written(rng: Random, facts: Facts) -> None:
    """A rate of indirect costs around 30 %."""
    _entries(facts)
    _rate_30(facts)
    facts["budget"]["indirect_rate"] = rng.choice([30, 31, 30.01, 29.99, 0, 100, 1])


@change("budget")
def rate_as_a_share(rng: Random, facts: Facts) -> None:
    """A share written for a percent."""
    _entries(facts)
    _rate_30(facts)
    facts["budget"]["indirect_rate"] = rng.choice([0.3, 0.99, 0.01])


@change("budget")
def indirect_by_some_years(rng: Random, facts: Facts) -> None:
    """Some years write their indirect costs, the rest are reckoned; the sums are declared rightly."""
    years = _entries(facts)
    _rate_30(facts)
    writers = rng.randint(1, len(years))
    for one in rng.sample(years, writers):
        own = own_direct(one)
        one["indirect"] = own * 3 // 10 // 1_000 * 1_000


@change("budget")
def declared_sums(rng: Random, facts: Facts) -> None:
    """Declared sums that are right, or off by a yen or by thousands, where every year writes its indirect costs."""
    years = _entries(facts)
    _rate_30(facts)
    spread(rng, facts, rng.randrange(30_000, 60_000) * 1_000)
    years = facts["budget"]["years"]
    for one in years:
        own = own_direct(one)
        one["indirect"] = own // 10_000 * 1_000
    direct = direct_of(facts)
    indirect = sum(one["indirect"] for one in years)
    sums = {"direct": direct, "indirect": indirect, "total": direct + indirect}
    for key in rng.sample(list(sums), rng.randint(1, 3)):
        facts["budget"][key] = sums[key] + rng.choice([0, 0, 1, -1, 10_000 * len(years), -1_000_000])


@change("budget")
def declared_sums_in_thousands(rng: Random, facts: Facts) -> None:
    """Declared sums off by whole thousands, on either side of the rounding of a form."""
    declared_sums(rng, facts)
    years = facts["budget"]["years"]
    for key in ("direct", "indirect", "total"):
        facts["budget"].pop(key, None)
    direct = direct_of(facts)
    total = direct + sum(one["indirect"] for one in years)
    bound = 1_000 * len(years)
    off = rng.choice([bound, bound - 1_000, -bound, 1_000 - bound, bound - 1_001, 1_000])
    if rng.random() < 0.5:
        facts["budget"]["direct"] = direct + off
    else:
        facts["budget"]["total"] = total + off


@change("budget")
def declared_sums_of_direct_costs(rng: Random, facts: Facts) -> None:
    """A declared sum of direct costs that is right, or off by a yen."""
    _entries(facts)
    facts["budget"]["direct"] = max(0, direct_of(facts) + rng.choice([0, 1, -1]))


@change("budget")
def year_sum(rng: Random, facts: Facts) -> None:
    """A year's `direct` beside its categories, right or off by a yen or a thousand."""
    years = _entries(facts)
    one = rng.choice(years)
    own = own_direct(one)
    one.update(entry(one["fiscal_year"], own, "both"))
    one["direct"] = max(0, own + rng.choice([0, 1, -1, 1_000, -1_000]))


@change("budget")
def declared_indirect(rng: Random, facts: Facts) -> None:
    """Indirect costs declared for all years, around 30 % and around what a written rate gives."""
    _entries(facts)
    _rate_30(facts)
    terms = terms_of(facts)
    need(terms)
    spread(rng, facts, rng.randrange(300_000, 500_000) * 100)
    direct, bound = direct_of(facts), page.MAN * len(facts["budget"]["years"])
    percent = 30 if terms.rate is None else terms.rate
    facts["budget"]["indirect"] = direct * percent // 100 + rng.choice([0, 1, bound - 1, bound, -bound, 1 - bound, -1])
    if rng.random() < 0.4:
        facts["budget"]["indirect_rate"] = percent
    if rng.random() < 0.4:
        facts["budget"]["total"] = direct + facts["budget"]["indirect"] + rng.choice([0, 0, 1, -20_000])


@change("budget")
def declared_total(rng: Random, facts: Facts) -> None:
    """A declared total without any indirect costs, near what the rate gives and further off."""
    _entries(facts)
    _rate_30(facts)
    spread(rng, facts, rng.randrange(300_000, 500_000) * 100)
    direct, bound = direct_of(facts), page.MAN * len(facts["budget"]["years"])
    off = rng.choice([0, 1, -1, bound - 1, bound, bound + 1, 1 - bound, -bound])
    facts["budget"]["total"] = direct + direct * 3 // 10 + off


@change("budget")
def page_form_of_the_budget(rng: Random, facts: Facts) -> None:
    """A budget as published: D, I and T at the top, only direct costs by year."""
    _entries(facts)
    need(_scheme(facts) == "rising")
    _rate_30(facts)
    spread(rng, facts, 69_230_000, "direct")
    facts["budget"] |= {"direct": 69_230_000, "indirect": 20_770_000, "total": 90_000_000 + rng.choice([0, 1])}


@change("budget")
def a_draft_in_progress(rng: Random, facts: Facts) -> None:
    """A draft with a year or an amount to come, and declared sums on either side of the sum so far."""
    years = _entries(facts)
    need(len(years) > 1)
    _rate_30(facts)
    facts["stage"] = "draft"
    spread(rng, facts, rng.randrange(300_000, 500_000) * 100)
    years = facts["budget"]["years"]
    if rng.random() < 0.6:
        years.pop()
    else:
        years[-1] = {"fiscal_year": years[-1]["fiscal_year"]}
    written = [one for one in years if len(one) > 1]
    if rng.random() < 0.5:
        for one in written:
            one["indirect"] = own_direct(one) // 10_000 * 1_000
    direct = direct_of(facts)
    facts["budget"]["direct"] = direct + rng.choice([0, 1, -1, 10_000_000, -10_000_000])
    if rng.random() < 0.5:
        whole = facts["budget"]["direct"] = direct + 10_000_000
        bound = page.MAN * len(years)
        facts["budget"]["indirect"] = whole * 3 // 10 + rng.choice([0, bound - 1, bound, 5_000_000])
        if rng.random() < 0.4:
            del facts["budget"]["direct"]
    elif any("indirect" in one for one in years):
        so_far = direct + sum(one.get("indirect", 0) for one in years)
        facts["budget"]["total"] = so_far + rng.choice([0, 1, -1, 20_000_000])


@change("budget")
def a_year_without_entry(rng: Random, facts: Facts) -> None:
    """One fiscal year of the period has no entry."""
    years = _entries(facts)
    need(len(years) > 1)
    years.pop(rng.randrange(len(years)))


@change("budget")
def a_year_outside(rng: Random, facts: Facts) -> None:
    """An entry for the fiscal year before or after the period."""
    years = _entries(facts)
    year = rng.choice([fiscal_year(facts["period"]["start"]) - 1, fiscal_year(facts["period"]["end"]) + 1])
    years.append(entry(year, 1_000_000, "direct"))


@change("budget")
def a_year_twice(rng: Random, facts: Facts) -> None:
    """Two entries of one year without institutions."""
    years = _entries(facts)
    years.append(entry(rng.choice(years_of(facts)), 1_000_000, "direct"))


@change("budget")
def by_institution(rng: Random, facts: Facts) -> None:
    """Two institutions share each year, one entry each; now and then one of them twice."""
    years = _entries(facts)
    need(not any(one.get("indirect") for one in years))
    doubled = []
    for one in years:
        half = own_direct(one) // 20 * 10
        doubled += [entry(one["fiscal_year"], half, "direct") | {"institution": name} for name in ("RIKEN", "NIMS")]
    if rng.random() < 0.2:
        doubled[1]["institution"] = "RIKEN"
    facts["budget"]["years"] = doubled
    for key in ("direct", "indirect", "total"):
        facts["budget"].pop(key, None)


@change("budget")
def one_institution_above_the_rate(rng: Random, facts: Facts) -> None:
    """One institution's indirect costs around 30 % of its own direct costs, the other's far below."""
    by_institution(rng, facts)
    _rate_30(facts)
    years = facts["budget"]["years"]
    for one in years:
        one["indirect"] = one["direct"] * 30 // 100 if one["institution"] == "RIKEN" else 0
    own = [one for one in years if one["institution"] == "RIKEN"]
    own[0]["indirect"] += rng.choice([0, page.MAN * len(own) - 1, page.MAN * len(own)])


@change("budget")
def some_by_institution(rng: Random, facts: Facts) -> None:
    """Some entries name an institution, and one year perhaps has an entry without beside one with."""
    years = _entries(facts)
    for one in rng.sample(years, rng.randint(1, len(years))):
        one["institution"] = "RIKEN"
    if rng.random() < 0.5:
        years.append(entry(rng.choice(years_of(facts)), 1_000_000, "direct"))
        years[-1] |= rng.choice([{}, {"institution": "NIMS"}])


@change("budget")
def a_tiny_total(rng: Random, facts: Facts) -> None:
    """A total around 1,000,000 yen, as by the wrong unit."""
    _entries(facts)
    _rate_30(facts)
    facts["budget"]["indirect_rate"] = 0
    spread(rng, facts, rng.choice([0, 1, 999_999, 1_000_000, 1_000_001]), "direct")


@change("budget")
def an_unreadable_amount(rng: Random, facts: Facts) -> None:
    """An amount that cannot be read, is negative or is not whole yen."""
    one = rng.choice(_entries(facts))
    key = rng.choice([key for key in (*page.CATEGORIES, "direct", "indirect") if key in one])
    unit = read(facts["budget"], "unit")
    broken = [Broken("12x万"), Broken("-5"), Broken("たくさん"), Broken("[1]", "schema-wrong-type")]
    broken += [Broken("0.5")] if unit in (None, "yen") else [Broken("1.5円")]
    one[key] = rng.choice(broken)


@change("budget")
def a_refused_amount(rng: Random, facts: Facts) -> None:
    """An amount with two readings, which is refused."""
    one = rng.choice(_entries(facts))
    key = rng.choice([key for key in (*page.CATEGORIES, "direct") if key in one])
    refused = ["1億2千", '"5億12,000万円"', '"0,500万円"', "五12万円"]
    if read(facts["budget"], "unit") != "million_yen":
        refused.append("70.000")
    one[key] = Broken(rng.choice(refused))


@change("budget")
def a_year_without_amount(rng: Random, facts: Facts) -> None:
    """An entry that has no amount at all."""
    one = rng.choice(_entries(facts))
    for key in (*page.CATEGORIES, "direct", "indirect"):
        one.pop(key, None)
    if rng.random() < 0.3:
        one["goods"] = Unwritten("")


@change("budget")
def a_placeholder_amount(rng: Random, facts: Facts) -> None:
    """A category or the indirect costs of a year is a placeholder beside a written amount."""
    one = rng.choice(_entries(facts))
    key = rng.choice(["indirect", *([rng.choice(page.CATEGORIES)] if "goods" in one else [])])
    text = rng.choice(names.AMOUNT_PLACEHOLDERS)
    one[key] = Unwritten('"-"' if text == "-" else text, placeholder=True)


@change("budget")
def an_absent_category(rng: Random, facts: Facts) -> None:
    """A category that is absent or null counts as 0."""
    one = rng.choice(_entries(facts))
    need("goods" in one and "direct" not in one)
    key = rng.choice(["travel", "personnel", "other"])
    del one[key]
    if rng.random() < 0.5:
        one[key] = Unwritten("")


@change("budget")
def no_fiscal_year(rng: Random, facts: Facts) -> None:
    """An entry that does not say its year."""
    one = rng.choice(_entries(facts))
    one.pop("fiscal_year")
    if rng.random() < 0.4:
        one["fiscal_year"] = Broken("[2026]", "schema-wrong-type")


@change("budget")
def a_fiscal_year_of_two_calendars(rng: Random, facts: Facts) -> None:
    """A fiscal year written twice over, which gets the line to write instead."""
    one = rng.choice(_entries(facts))
    year = one["fiscal_year"]
    one["fiscal_year"] = Broken(rng.choice([f"令和{year - 2018}({year})年度", f"{year}(令和{year - 2018})年度"]))


@change("budget")
def rate_not_a_rate(rng: Random, facts: Facts) -> None:
    """A rate that cannot be read or is beyond 100."""
    need(isinstance(facts.get("budget"), dict))
    facts["budget"]["indirect_rate"] = rng.choice([Broken("101"), Broken("-1"), Broken("[30]", "schema-wrong-type")])
