"""A proposal as rules see it: typed, frozen, each part with its path; what is not written or not readable is None."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aspire_cli import fiscal, money
from aspire_cli.fiscal import Period
from aspire_cli.money import Yen
from aspire_cli.problem import Path
from aspire_cli.programme.model import Call, Country, Field, Programme, Scheme
from aspire_cli.words.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

CATEGORIES = ("goods", "travel", "personnel", "other")
AMOUNTS = (*CATEGORIES, "direct")  # the keys of which one at least says what a year costs
ACTIVITIES = ("research", "exchange", "training")


class CountryText(NamedTuple):
    """A country as written; `found` is None where no country bears that name."""

    path: Path
    text: str
    found: Country | None


class FieldText(NamedTuple):
    """A field as written; `found` is None where the programme has no such field."""

    path: Path
    text: str
    found: Field | None


class Support(NamedTuple):
    """A support of a counterpart researcher; `start` and `until` are its first and last day."""

    path: Path
    agency: str | None
    programme: str | None
    status: str | None
    start: date | None
    until: date | None
    ill_typed: bool = False  # no mapping, or its agency no text
    agency_open: bool = False  # there is a key for the agency, with a placeholder or nothing in it


class Numeral(NamedTuple):
    """A number that stands for something, as written: as a text, or as a number, which loses the zeros before it."""

    text: str
    is_text: bool


class Researcher(NamedTuple):
    """A researcher on either side; `country` is that of the institution."""

    path: Path
    name: Text | None
    institution: Text | None
    country: CountryText | None


class Counterpart(NamedTuple):
    """A counterpart researcher; `lead` says who counts as the lead, `marked` who is written as such."""

    path: Path
    researcher: Researcher
    marked: bool | None  # None where it is ill-typed
    lead: bool
    support: tuple[Support, ...]


class Funding(NamedTuple):
    """Other funding of the investigator; `until` is its last day."""

    path: Path
    until: date | None


class Investigator(NamedTuple):
    """The principal investigator."""

    path: Path
    researcher: Researcher
    researcher_number: Numeral | None
    orcid: str | None
    track_record: bool
    other_funding: tuple[Funding, ...]
    independent_environment: bool


class Year(NamedTuple):
    """One entry of the budget: a fiscal year, of one institution where it names one. Amounts in yen."""

    path: Path
    fiscal_year: int | None
    institution: str | None
    declared_direct: Yen | None
    categories: Mapping[str, Yen]
    declared_indirect: Yen | None

    @property
    def direct(self) -> int | None:
        """The direct costs that count; None where nothing is written."""
        return sum(self.categories.values()) if self.categories else self.declared_direct


class Budget(NamedTuple):
    """The budget over all years, in yen; `complete` says that each entry has an amount."""

    path: Path
    years: tuple[Year, ...]
    indirect_rate: "int | Decimal"
    declared: Mapping[str, Yen]  # of the keys direct, indirect and total, those that are written
    direct: Yen
    indirect: Yen
    complete: bool

    @property
    def total(self) -> Yen:
        """Direct and indirect costs together, in yen."""
        return Yen(self.direct + self.indirect)

    @property
    def written_indirect(self) -> int:
        """The number of entries that write their indirect costs themselves."""
        return sum(1 for year in self.years if year.declared_indirect is not None)


class CallText(NamedTuple):
    """The joint call as written: by its id (`found` is None where no call has it), or inline.

    `text` is None where something else is written in its place, of which the shape check speaks.
    """

    path: Path
    text: str | None
    found: Call | None
    outside: tuple[tuple[Path, str], ...] = ()  # names in an inline call that the programme does not have
    states_cap: bool = False  # an inline call's limit is written, readable or not


class Limits(NamedTuple):
    """What the scheme, and the joint call where there is one, allow. Amounts in yen, lengths in years."""

    scheme: Scheme
    call: Call | None
    total_cap: int
    min_years: int
    max_years: int

    def nearest_end(self, period: Period) -> date:
        """Return the last day of a support that starts with the period and is as long as allowed: its own, if that is.

        Otherwise it is that of the longest support for a period that is too long, and of the shortest for the rest.
        """
        shortest = fiscal.last_day(period.start, self.min_years)
        longest = fiscal.last_day(period.start, self.max_years)
        return min(max(period.end, shortest), longest)


class Mention(NamedTuple):
    """A text of the proposal, with its path."""

    path: Path
    text: str


class Proposal(NamedTuple):
    """Everything that the rules may ask for, by name."""

    programme: Programme
    today: date
    stage: str = "final"
    scheme: Scheme | None = None
    title: Text | None = None
    field: FieldText | None = None
    dates: Period | None = None  # start and end as written, in whatever order
    period: Period | None = None  # only where the end is not before the start
    investigator: Investigator | None = None
    team: tuple[Researcher, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    lead: Counterpart | None = None
    years: tuple[Year, ...] | None = None
    budget: Budget | None = None
    activities: Mapping[str, bool] | None = None  # activity -> is it written
    call_text: CallText | None = None
    call: Call | None = None
    limits: Limits | None = None
    placeholders: tuple[Mention, ...] = ()  # titles, names and institutions that are still to be written
    agencies: tuple[Mention, ...] = ()  # where another agency's programme may be named

    @property
    def joint_scheme(self) -> Scheme | None:
        """The scheme where it is that of joint calls."""
        return self.scheme if self.scheme is not None and self.scheme.form == "joint" else None

    @property
    def countries(self) -> tuple[CountryText, ...]:
        """Every country that is written, of whomever."""
        people = [person.researcher for person in self.counterparts]
        people += [*self.team, *([self.investigator.researcher] if self.investigator else [])]
        return tuple(person.country for person in people if person.country is not None)

    def is_for(self, scheme: Scheme, call: Call | None) -> bool:
        """Say whether it is for that scheme and, where that one has joint calls, for that call and no other."""
        if self.scheme is None or self.scheme.id != scheme.id:
            return False
        if scheme.form != "joint":
            return True
        inline = self.call is not None and self.call.origin == "inline"
        return not inline and (self.call.id if self.call else None) == (call.id if call else None)

    def moved_to(self, scheme: Scheme, call: Call | None) -> "Proposal":
        """Return it as it would be read if another scheme, and joint call, were written in it."""
        return self._replace(
            scheme=scheme,
            call_text=CallText(("call",), call.id, call) if call else None,
            call=call,
            limits=limits_of(scheme, call),
            agencies=tuple(one for one in self.agencies if one.path[0] != "call"),
        )


# What may be another in a proposal that is moved to another scheme or joint call.
OF_SCHEME_AND_CALL = frozenset({"scheme", "joint_scheme", "call_text", "call", "limits", "agencies"})


def limits_of(scheme: Scheme, call: Call | None) -> Limits:
    """Return what a scheme allows, narrowed by a joint call's own figures within it."""
    if call is None or scheme.form != "joint":
        return Limits(scheme, None, scheme.total_cap, scheme.min_years, scheme.max_years)
    total_cap = min(scheme.total_cap, call.total_cap.value) if call.total_cap else scheme.total_cap
    shortest = max(scheme.min_years, call.min_years.value) if call.min_years else scheme.min_years
    longest = min(scheme.max_years, call.max_years.value) if call.max_years else scheme.max_years
    if shortest > longest:  # a call outside the programme; its own rule says so
        shortest, longest = scheme.min_years, scheme.max_years
    return Limits(scheme, call, total_cap, shortest, longest)


def indirect_costs(years: tuple[Year, ...], rate: "int | Decimal") -> tuple[int, ...]:
    """Return each entry's indirect costs in yen: as written; for the rest a share of one rounded-down percentage.

    The entries that write none share floor(their direct costs together x rate / 100): each gets what it adds to it.
    """
    shares = []
    direct = indirect = 0  # so far, of those that write none
    for year in years:
        if year.declared_indirect is not None:
            shares.append(int(year.declared_indirect))
            continue
        direct, before = direct + (year.direct or 0), indirect
        indirect = money.percent_of(direct, rate)
        shares.append(indirect - before)
    return tuple(shares)
