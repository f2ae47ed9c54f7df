"""Changes around the bounds of the support period."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.oracle.base import spread
from tests.oracle.calls import terms_of
from tests.oracle.change import change, need
from tests.oracle.facts import Broken, Facts, Unwritten
from tests.oracle.period import last_day

DAY = timedelta(days=1)


def _terms(facts: Facts) -> tuple[int, int]:
    """The fewest and the most years of a proposal whose parts the period needs are as the base wrote them."""
    terms = terms_of(facts)
    period, budget = facts.get("period"), facts.get("budget")
    need(terms and isinstance(period, dict) and isinstance(budget, dict))
    need(isinstance(period.get("start"), date) and isinstance(period.get("end"), date))
    need(isinstance(budget.get("years"), list))
    return terms.years


def _set(rng: Random, facts: Facts, start: date, end: date) -> None:
    """Sets the period, and budget entries for its years; sums are no longer declared."""
    facts["period"] = {"start": start, "end": end}
    for key in ("direct", "indirect", "total"):
        facts["budget"].pop(key, None)
    if end >= start:
        spread(rng, facts, rng.randrange(30_000, 60_000) * 1_000)


@change("period")
def a_day_off(rng: Random, facts: Facts) -> None:
    """A period of the fewest or the most years, and a day more or less."""
    fewest, most = _terms(facts)
    start = facts["period"]["start"]
    end = rng.choice([last_day(start, fewest) - DAY, last_day(start, most) + DAY, last_day(start, most)])
    _set(rng, facts, start, end)


@change("period")
def years_off(rng: Random, facts: Facts) -> None:
    """A period of one to six whole years."""
    _terms(facts)
    start = facts["period"]["start"]
    _set(rng, facts, start, last_day(start, rng.randint(1, 6)))


@change("period")
def leap_day(rng: Random, facts: Facts) -> None:
    """A period that begins on 29 February, and ends on 27 or 28 February or 1 March."""
    fewest, most = _terms(facts)
    start = date(2028, 2, 29)
    end = last_day(start, rng.choice([fewest, most])) + rng.choice([-1, 0, 1]) * DAY
    _set(rng, facts, start, end)


@change("period")
def end_with_a_fiscal_year(rng: Random, facts: Facts) -> None:
    """A period that ends on 31 March, run on by less than six months or touching the fewest fiscal years."""
    fewest, most = _terms(facts)
    start = rng.choice(
        [date(2026, 10, day) for day in (1, 2, 3)] + [date(2026, 9, 30), date(2027, 2, 1), date(2026, 4, 1)]
        + [date(2026, 12, 1), date(2027, 3, 31), date(2026, 4, 2)]
    )  # fmt: skip
    first = start.year if start.month >= 4 else start.year - 1
    end = date(first + rng.choice([fewest, most + 1, fewest - 1, most]), 3, 31) + rng.choice([0, 0, 0, 1, -1]) * DAY
    need(end > start)
    _set(rng, facts, start, end)


@change("period")
def backwards(rng: Random, facts: Facts) -> None:
    """A period that ends before it starts, or on the same day."""
    _terms(facts)
    start = facts["period"]["start"]
    if rng.random() < 0.2:
        _set(rng, facts, start, start)
    else:
        facts["period"]["end"] = start - DAY * rng.choice([1, 365])


@change("period")
def a_date_in_another_form(rng: Random, facts: Facts) -> None:
    """A date with an era, a weekday or a clock time, which gets the line to write instead."""
    need(isinstance(facts.get("period"), dict))
    texts = ["令和8年12月1日", "2026-11-30T15:00:00Z", '"2026-12-01T09:00:00+09:00"', "2026-11-30T15:00:00.000Z"]
    text = rng.choice([*texts, "令和八年十二月一日", "2026年12月1日(火)", "2026/12/01(火)", "12月1日"])
    facts["period"][rng.choice(["start", "end"])] = Broken(text)


@change("period")
def no_date(rng: Random, facts: Facts) -> None:
    """A date that is not written or that does not exist."""
    need(isinstance(facts.get("period"), dict))
    key = rng.choice(["start", "end"])
    facts["period"][key] = rng.choice(
        [
            Unwritten(""),
            Unwritten("TBD", placeholder=True),
            Broken("2026-02-30"),
            Broken("2027/2/1"),
            Broken("[2026]", "schema-wrong-type"),
        ]
    )
    if rng.random() < 0.2:
        del facts["period"][key]
