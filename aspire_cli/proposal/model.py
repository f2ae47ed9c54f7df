"""A proposal as rules see it: typed, frozen, each part with its path; what is not written or not readable is None."""

from collections.abc import Mapping
from datetime import date, datetime

from aspire_cli import fiscal
from aspire_cli.fiscal import Period
from aspire_cli.problem import Path
from aspire_cli.programme.model import Call, Country, Field, Programme, Scheme, binding
from aspire_cli.proposal.budget import Budget, Rate, Year
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import Text

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


class CallText(NamedTuple):
    """The call as written: by its id (`found` is None where no call has it), or inline.

    `text` is None where something else is written in its place, of which the shape check speaks.
    """

    path: Path
    text: str | None
    found: Call | None
    outside: tuple[tuple[Path, str], ...] = ()  # names in an inline call that the programme does not have
    written: frozenset[str] = frozenset()  # the keys of an inline call under which something stands, readable or not


class Limits(NamedTuple):
    """What the scheme, and the call that binds where there is one, allow: of two figures the tighter one.

    Amounts in yen, lengths in years; a figure that a call does not state itself binds nobody.
    """

    scheme: Scheme
    call: Call | None
    direct_cap: int | None
    total_cap: int
    indirect_percent: int | None  # None: a joint call that states no rate
    min_years: int
    max_years: int

    def of_call(self, key: str) -> bool:
        """Say whether the call states the figure that is in force."""
        stated = binding(getattr(self.call, key)) if self.call else None
        return stated is not None and stated == getattr(self, key)

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
    now: datetime  # the instant at which a call is open or closed
    stage: str = "final"
    scheme: Scheme | None = None
    title: Text | None = None
    field: FieldText | None = None
    dates: Period | None = None  # start and end as written, in whatever order
    period: Period | None = None  # only where the end is not before the start
    start: date | None = None  # of support, whether or not the end is known; none where that lies before it
    investigator: Investigator | None = None
    team: tuple[Researcher, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    lead: Counterpart | None = None
    years: tuple[Year, ...] | None = None
    rate: Rate | None = None  # of indirect costs
    budget: Budget | None = None
    activities: Mapping[str, bool] | None = None  # activity -> is it written
    call_text: CallText | None = None
    call: Call | None = None  # the one that binds: known, and of this scheme
    limits: Limits | None = None
    placeholders: tuple[Mention, ...] = ()  # titles, names and institutions that are still to be written
    agencies: tuple[Mention, ...] = ()  # where another agency's programme may be named

    @property
    def countries(self) -> tuple[CountryText, ...]:
        """Every country that is written, of whomever."""
        people = [person.researcher for person in self.counterparts]
        people += [*self.team, *([self.investigator.researcher] if self.investigator else [])]
        return tuple(person.country for person in people if person.country is not None)

    def is_for(self, scheme: Scheme, call: Call | None) -> bool:
        """Say whether it is for that scheme and for that call, or for none where none is given."""
        if self.scheme is None or self.scheme.id != scheme.id:
            return False
        if call is None and not scheme.is_joint:
            return self.call is None
        inline = self.call is not None and self.call.origin == "inline"
        return not inline and (self.call.id if self.call else None) == (call.id if call else None)

    def moved_to(self, scheme: Scheme, call: Call | None) -> "Proposal":
        """Return it as it would be read if another scheme, and call, were written in it."""
        return self._replace(
            scheme=scheme,
            call_text=CallText(("call",), call.id, call) if call else None,
            call=call,
            limits=limits_of(self.programme, scheme, call),
            agencies=tuple(one for one in self.agencies if one.path[0] != "call"),
        )


# What may be another in a proposal that is moved to another scheme or call.
OF_SCHEME_AND_CALL = frozenset({"scheme", "call_text", "call", "limits", "agencies"})


def limits_of(programme: Programme, scheme: Scheme, call: Call | None) -> Limits:
    """Return what a scheme allows, narrowed by what the call of it states that binds, if any."""

    def tighter(key: str, of_page: int | None) -> int | None:
        figures = (of_page, binding(getattr(call, key, None)))
        return min((figure for figure in figures if figure is not None), default=None)

    # No call means to give nothing, or for no time: a total or a length of 0 counts as not stated.
    caps = tighter("direct_cap", scheme.direct_cap), tighter("total_cap", scheme.total_cap) or scheme.total_cap
    percent = tighter("indirect_percent", programme.indirect_percent_of(scheme))
    shortest, longest = scheme.min_years, scheme.max_years
    if call is not None:
        shortest, longest = max(shortest, binding(call.min_years) or 0), tighter("max_years", longest) or longest
    if shortest > longest:  # a call outside the programme; its own rule says so
        shortest, longest = scheme.min_years, scheme.max_years
    return Limits(scheme, call, *caps, percent, shortest, longest)
