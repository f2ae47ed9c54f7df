"""The arguments of `aspire budget` and `aspire init`, from text to values; an error says what to write instead."""

import re
import unicodedata
from decimal import Decimal

from aspire_cli import fiscal, money
from aspire_cli.cli import options
from aspire_cli.cli.streams import UsageError, unknown
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES, Unit, Yen
from aspire_cli.planning import plan
from aspire_cli.planning.plan import Number, Sums, Terms
from aspire_cli.planning.sheet import SchemeAndCall
from aspire_cli.programme import load, names
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import topic_words
from aspire_cli.words.spelling import fold, nearest
from aspire_cli.words.text import Code, codes

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_ROUND = (10_000, 1_000)  # yen, of which a plan's amounts may be multiples
_EXAMPLE_SHARES = Code("`goods=40,travel=15,personnel=35,other=10`")


def scheme_and_call(edition: Programme, scheme: str | None, call: str | None) -> SchemeAndCall:
    """Return the scheme and the call that are named; a call alone brings its scheme with it."""
    found = scheme_named(edition, scheme) if scheme is not None else None
    if call is None:
        return found, None
    named = call_named(edition, call)
    of_call = edition.schemes[named.scheme]
    if found not in (None, of_call):
        raise UsageError("call-of-another-scheme", call=Code(named.id), scheme=of_call.name, id=Code(of_call.id))
    return of_call, named


def scheme_named(edition: Programme, text: str) -> Scheme:
    """Return the scheme that a text names, however it is spelt."""
    found = names.find(edition.schemes, text)
    if found is None:
        raise unknown("unknown-scheme", text, codes(nearest(text, edition.schemes, 1)), known=codes(edition.schemes))
    return found


def call_named(edition: Programme, text: str) -> Call:
    """Return the call that a text names by its id."""
    found = load.known_call(text, edition)
    if found is None:
        ids = load.call_ids(edition)
        raise unknown("unknown-call", text, codes(nearest(text, ids, 1)), known=codes(ids))
    return found


class Step(NamedTuple):
    """Of how many yen a plan's amounts are multiples, and the option that says so."""

    yen: int
    option: str


def step(unit: Unit, rounded: str | None) -> Step:
    """Return the step of a plan: the unit that amounts are shown in, or what they are rounded to where that is more."""
    of_unit = Step(money.UNITS[unit], "--unit")
    if rounded is None:
        return of_unit
    words = topic_words("plan")
    for yen in _ROUND:
        names = (str(yen), f"1{words[f'round-{yen}']['ja']}", *words[f"round-{yen}"].values())
        if fold(rounded).replace("_", " ").replace(",", "") in names:
            return max(of_unit, Step(yen, "--round"))
    raise UsageError("bad-round", text=rounded, known=codes(words[f"round-{yen}"]["ja"] for yen in _ROUND))


def sums(direct: str | None, total: str | None, terms: Terms, step: Step) -> Sums:
    """Return the costs for the direct costs or the total that is given, else the largest that are allowed."""
    if direct is not None and total is not None:
        raise UsageError("direct-and-total")
    if direct is not None:
        return plan.of_direct(_amount("--direct", direct, step), terms, step.yen)
    if total is not None:
        return plan.of_total(_amount("--total", total, step), terms, step.yen)
    return plan.largest(terms, step.yen)


def _amount(option: str, text: str, step: Step) -> int:
    try:
        amount = money.read(text)
    except money.AmountError as error:
        if error.meant:
            raise UsageError("bad-amount-meant", option=option, text=text, meant=error.meant) from None
        reason = error.reason if error.reason in money.PLAIN_REASONS else "unreadable"
        raise UsageError(f"bad-amount-{reason}", option=option, text=text) from None
    if amount % step.yen:
        below = Yen(amount // step.yen * step.yen)
        values = {"amount": amount, "below": below, "above": Yen(below + step.yen)}
        raise UsageError("amount-not-whole", option=option, **values, step=Yen(step.yen), by=Code(step.option))
    return amount


def period(start: str, end: str | None, years: int) -> Period:
    """Return the support period; without an end, exactly so many years."""
    first = options.day("--start", start)
    found = Period(first, options.day("--end", end) if end is not None else fiscal.last_day(first, years))
    if found.end < found.start:
        mended = Code(f"--end {fiscal.last_day(first, years)}")
        raise UsageError("end-before-start", start=found.start, end=found.end, mended=mended)
    for option, written in (("--start", first), ("--end", found.end)):
        if not fiscal.FIRST_FISCAL_YEAR <= fiscal.fiscal_year(written) <= fiscal.LAST_FISCAL_YEAR:
            if end is None and written is not first:
                raise UsageError("term-range", start=first, end=found.end, years=years, **options.YEARS)
            options.refuse_years(option, str(written))
    return found


def weights(text: str | None, profile: str | None, of: Period) -> tuple[Number, ...]:
    """Return one weight for each fiscal year of a period, as written, or those of a profile."""
    if text is None:
        return plan.weights(profile or plan.PROFILES[0], of)
    if profile is not None:
        raise UsageError("weights-and-profile")
    touched = fiscal.fiscal_years(of)
    example = ",".join(map(str, plan.months(of).values()))
    values = {"count": len(touched), "first": touched[0], "last": touched[-1], "example": Code(f"`{example}`")}
    parts = _listed(text)
    found = tuple(weight for weight in map(_number, parts) if weight is not None)
    if len(found) < len(parts):
        raise UsageError("bad-weights", text=text, **values)
    if len(found) != len(touched):
        raise UsageError("weights-count-one" if len(touched) == 1 else "weights-count", given=len(found), **values)
    if not any(found):
        raise UsageError("weights-zero", **values)
    return found


def shares(text: str | None) -> dict[str, Number]:
    """Return the percentage of each category, all four of them, as in `goods=40,travel=15,personnel=35,other=10`."""
    if text is None:
        return {}
    found: dict[str, Decimal] = {}
    named = topic_words("plan")
    known = {fold(name): key for key in CATEGORIES for name in (key, *named[key].values())}
    for part in _listed(text):
        name, sign, number = part.partition("=")
        category, share = known.get(fold(name)), _number(number)
        if category is None and sign:
            raise UsageError("unknown-share", text=name.strip(), known=codes(CATEGORIES))
        if category is None or category in found or share is None:
            raise UsageError("bad-shares", text=text, example=_EXAMPLE_SHARES)
        found[category] = share
    made = sum(found.values())
    if made != 100:
        raise UsageError("shares-sum", made=Code(f"{made:f}"), example=_EXAMPLE_SHARES)
    return {category: found.get(category, 0) for category in CATEGORIES}


def _listed(text: str) -> list[str]:
    return re.split("[,、]", unicodedata.normalize("NFKC", text))


def _number(text: str) -> Decimal | None:
    bare = text.strip().removesuffix("%").rstrip()
    return Decimal(bare) if re.fullmatch(_NUMBER, bare) else None
