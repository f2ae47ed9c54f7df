"""Document data to a typed proposal, and what reading itself finds: values that cannot be taken, keys not known."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from aspire_cli import fiscal, money
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.budget import AMOUNTS, Budget, Rate, Year, budget_of, year_of
from aspire_cli.proposal.model import (
    ACTIVITIES,
    CallText,
    Counterpart,
    Funding,
    Investigator,
    Mention,
    Proposal,
    Researcher,
    Support,
    limits_of,
)
from aspire_cli.proposal.reader import EMPTY, NOTHING, Group, Listed, Reader, mentions
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.proposal.values import TextOf, flag
from aspire_cli.proposal.written import is_placeholder, is_written
from aspire_cli.records import NamedTuple

_UNIT = PROPOSAL.keys["budget"].keys["unit"]
_SINGLE_PARTS = ("period", "field", "principal_investigator", "counterparts", "activities")


class Reading(NamedTuple):
    """A proposal, and what reading it has found."""

    proposal: Proposal
    notes: Reader
    unread: Mapping[str, tuple[str, ...]]  # parts that are written and cannot be taken, as far as one line shows them


def read_proposal(
    data: Any,
    edition: Programme,
    now: datetime,
    stage: str | None = None,
    text_of: TextOf = lambda _path, value: str(value),
) -> Reading:
    """Return what a document's data say; `stage` overrides theirs, `text_of` tells how a value stands in the file."""
    whole = data if isinstance(data, dict) else {}
    reader = Reader(edition, _unit(whole), text_of)
    proposal = _proposal(reader.group(whole, PROPOSAL, ()) or EMPTY, reader, now, stage)
    reader.is_well_shaped &= whole is data
    return Reading(proposal, reader, dict(_unread(whole, proposal.years, reader)))


def _proposal(group: Group, reader: Reader, now: datetime, stage: str | None) -> Proposal:
    values = group.values
    scheme = values.get("scheme")
    period, budget = values.get("period", EMPTY).values, values.get("budget", EMPTY)
    dates = Period(period["start"], period["end"]) if "start" in period and "end" in period else None
    is_none = dates is not None and dates.end < dates.start
    true_period = None if is_none else dates
    stage = stage or ("draft" if values.get("stage") == "draft" else "final")
    people = values.get("counterparts", NOTHING)
    counterparts = tuple(_counterparts(people, reader))
    years = _years(budget, reader)
    plans = values.get("activities")
    call_text = _call(group, reader)
    named = call_text.found if call_text else None
    call = named if named and scheme and named.scheme == scheme.id else None
    return Proposal(
        programme=reader.edition,
        now=now,
        stage=stage,
        scheme=scheme,
        title=values.get("title"),
        field=values.get("field"),
        dates=dates,
        period=true_period,
        start=None if is_none else period.get("start"),
        investigator=_investigator(values.get("principal_investigator")),
        team=tuple(map(_researcher, values.get("team", NOTHING).groups())),
        counterparts=counterparts,
        lead=next((person for person in counterparts if person.lead), None),
        years=years,
        rate=Rate(budget.values["indirect_rate"]) if "indirect_rate" in budget.values else None,
        budget=_budget(budget, years, reader, awaits_years=stage == "draft" and _lacks_a_year(years, true_period)),
        activities={name: _is_planned(name, plans) for name in ACTIVITIES} if plans else None,
        call_text=call_text,
        call=call,
        limits=limits_of(reader.edition, scheme, call) if scheme else None,
        placeholders=tuple(reader.placeholders),
        agencies=tuple(_agencies(group, people)),
    )


def _researcher(group: Group) -> Researcher:
    return Researcher._make((group.path, *map(group.values.get, ("name", "institution", "country"))))


def _investigator(group: Group | None) -> Investigator | None:
    if group is None:
        return None
    return Investigator(
        group.path,
        _researcher(group),
        researcher_number=group.values.get("researcher_number"),
        orcid=group.values.get("orcid"),
        track_record=group.has("track_record"),
        other_funding=tuple(_funding(group)),
        independent_environment=group.has("independent_environment"),
    )


def _funding(investigator: Group) -> Iterator[Funding]:
    """Yield each fund that is written; what is ill-shaped, of which the shape check speaks, may well name one."""
    path = (*investigator.path, "other_funding")
    if "other_funding" in investigator.untaken:
        yield Funding((*path, 0), None)
    for number, entry in investigator.values.get("other_funding", NOTHING).each():
        if not isinstance(entry, Group):
            yield Funding((*path, number), None)
        elif entry.says_something:
            yield Funding((*path, number), entry.values.get("until"))


def _counterparts(people: Listed, reader: Reader) -> Iterator[Counterpart]:
    """Yield the counterparts, one of them as the lead."""
    groups = list(people.groups())
    # What is ill-typed there is meant to mark somebody all the same.
    marked = [one for one in groups if one.values.get("lead") or flag(one.untaken.get("lead"))]
    # One that is ill-shaped leads too where it comes first, and nobody else does.
    first = next((entry for _, entry in people.each()), None)
    lead = marked[0] if marked else first
    for person in groups:
        mark = None if "lead" in person.untaken else person.values.get("lead", False)
        supports = tuple(_supports(person, reader))
        yield Counterpart._make((person.path, _researcher(person), mark, person is lead, supports))


def _supports(person: Group, reader: Reader) -> Iterator[Support]:
    """Yield each support; what is ill-shaped, of which the shape check speaks, may well name an agency."""
    path = (*person.path, "support")
    found = person.values.get("support", person.untaken.get("support"))
    entries = [(path, found)]
    if isinstance(found, Listed):
        entries = [((*path, number), entry) for number, entry in found.each()]
    for where, entry in entries:
        if isinstance(entry, Group):
            yield _support(entry, reader)
        elif entry is not None:
            yield Support(where, reader.text_of(where, entry), None, None, None, None, ill_typed=True)


def _support(group: Group, reader: Reader) -> Support:
    agency = _name(group, "agency", reader)
    programme, status, start, until = map(group.values.get, ("programme", "status", "from", "until"))
    is_open = agency is None and "agency" in group.raw
    return Support._make((group.path, agency, programme, status, start, until, "agency" in group.untaken, is_open))


def _name(group: Group, key: str, reader: Reader) -> str | None:
    """Return the text at a key; of one that is ill-typed what is written, which tells it from others all the same."""
    if key in group.untaken:
        return reader.text_of((*group.path, key), group.untaken[key])
    text: str | None = group.values.get(key)
    return text


def _unit(data: Mapping[str, Any]) -> str:
    """Return the unit in which plain numbers of the budget count: wherever it stands, it counts for all of them."""
    budget = data.get("budget")
    unit = budget.get("unit") if isinstance(budget, dict) else None
    return (_UNIT.chosen(unit) if isinstance(unit, str) else None) or "yen"


def _years(budget: Group, reader: Reader) -> tuple[Year, ...] | None:
    """Return each entry that is written; of one that is no group of keys nothing is known."""
    years = tuple(
        _year(entry, reader)
        if isinstance(entry, Group)
        else year_of(
            ("budget", "years", number), None, None, None, {}, None, unreadable=frozenset(("direct", "indirect"))
        )
        for number, entry in budget.values.get("years", NOTHING).each()
        if not isinstance(entry, Group) or entry.says_something
    )
    return years or None


def _year(group: Group, reader: Reader) -> Year:
    values = group.values
    unreadable: frozenset[str] = frozenset()
    still_open: frozenset[str] = frozenset()
    if len(group.raw) > len(values):  # unlike in most files: something cannot be read, or is open
        amounts = (*AMOUNTS, "indirect")
        unreadable = frozenset(group.untaken.keys() & amounts)
        still_open = frozenset(key for key in amounts if not group.has(key) and is_placeholder(group.raw.get(key)))
    made = year_of(
        group.path,
        values.get("fiscal_year"),
        _name(group, "institution", reader),
        declared_direct=values.get("direct"),
        categories={name: values[name] for name in CATEGORIES if name in values},
        declared_indirect=values.get("indirect"),
        unreadable=unreadable,
        still_open=still_open,
    )
    if still_open and made.has_direct:
        keys = (key for key in (*CATEGORIES, "indirect") if key in still_open)
        reader.placeholders += (Mention((*group.path, key), group.raw[key]) for key in keys)
    return made


def _lacks_a_year(years: tuple[Year, ...] | None, period: Period | None) -> bool:
    """Say whether a fiscal year of the period has no entry; of a period that is not known, some year has none."""
    written = {year.fiscal_year for year in years or ()}
    return period is None or not written.issuperset(fiscal.fiscal_years(period))


def _budget(group: Group, years: tuple[Year, ...] | None, reader: Reader, *, awaits_years: bool) -> Budget | None:
    """Return the budget; None where its unit is written and cannot be taken: then no plain number can be."""
    if years is None or "unit" in group.untaken or group.values.get("unit", "yen") not in money.UNITS:
        return None
    values, sums = group.values, ("direct", "indirect", "total")
    written = group.has("indirect_rate")
    return budget_of(
        years,
        values.get("indirect_rate") if written else reader.edition.indirect_percent,
        {name: values[name] for name in sums if name in values},
        reader.edition.rounding,
        rate_is_written=written,
        unreadable=frozenset(group.untaken.keys() & sums),
        awaits_years=awaits_years,
    )


def _is_planned(name: str, activities: Group) -> bool:
    """Say whether an activity is written; what is ill-typed is too, and the shape check speaks of it."""
    value = activities.values.get(name)
    if not isinstance(value, Listed):
        return activities.has(name)
    # A text with a colon in it is read as a group of keys that no activity has.
    return bool(value.untaken) or any(
        not isinstance(entry, Group) or entry.has("what") or entry.is_strange for entry in value.values.values()
    )


def _call(group: Group, reader: Reader) -> CallText | None:
    value = group.values.get("call")
    if isinstance(value, CallText):
        return value
    if isinstance(value, Group) and value.says_something and not value.is_strange:
        from aspire_cli.proposal import inline_call

        return inline_call.read(value, reader)
    is_written = value.says_something if isinstance(value, Group) else "call" in group.untaken
    return CallText(("call",), None, None) if is_written else None


def _agencies(group: Group, people: Listed) -> list[Mention]:
    """Return the texts in which an agency may be named."""
    found = mentions(("title",), group.raw.get("title"))
    if isinstance(call := group.raw.get("call"), dict):
        found += mentions(("call",), call)
    for person in people.groups():
        found += mentions((*person.path, "support"), person.raw.get("support"))
    return found


def _unread(
    data: Mapping[str, Any], years: tuple[Year, ...] | None, reader: Reader
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parts of which something is written that may not be what the typed view holds, and what it is."""
    if isinstance(period := data.get("period"), dict):
        days = {("period", key): period.get(key) for key in ("start", "end")}
        if any(map(is_written, days.values())):
            yield "period", tuple(reader.text_of(path, day) if is_written(day) else "" for path, day in days.items())
    if years is not None:
        yield "budget", ()
    for key in _SINGLE_PARTS:
        value = data.get(key)
        if is_written(value) and (key == "field" or not isinstance(value, dict)):
            yield key, () if isinstance(value, dict | list) else (reader.text_of((key,), value),)
