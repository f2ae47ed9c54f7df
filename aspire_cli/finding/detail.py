"""What a report may hold beside findings, as plain data: fits, call, points to confirm, and what mends come to.

It stands apart from findings and reports, because a clean check needs none of these classes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aspire_cli.problem import Edit, Place
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import Text

if TYPE_CHECKING:
    from aspire_cli.finding import Finding, Report


class Fix(NamedTuple):
    """What would mend a finding, as edits of the text; safe where the meaning is certain and nothing is lost."""

    safe: bool
    edits: tuple[Edit, ...]


class Change(NamedTuple):
    """What the mends of a file come to: its bytes before and after, and the report on what it is then.

    `number` is how many findings they mend, `left` how many mends are not made; `too_many` says that there was no end
    to them, and nothing is changed.
    """

    before: bytes
    after: bytes
    report: "Report"
    number: int = 0
    left: int = 0
    too_many: bool = False


class Names(NamedTuple):
    """A name or title as written by language; None in a language in which it is not. Plain text stands for both."""

    en: str | None = None
    ja: str | None = None

    @property
    def in_both(self) -> Text:
        """The name in both languages: in one in which it is not written, that of the other."""
        return Text(self.en or self.ja or "", self.ja or self.en or "")


class YearFit(NamedTuple):
    """One fiscal year of the budget, in yen, all its institutions together; None where it is not written."""

    fiscal_year: int | None
    direct: int | None
    indirect: int | None


class BudgetFit(NamedTuple):
    """The budget beside its limits, in yen; None where a figure is missing or does not exist."""

    direct: int
    indirect: int
    total: int
    direct_cap: int | None
    total_cap: int | None
    indirect_percent: int
    so_far: bool  # something of it is still to be written
    has_direct: bool  # direct costs are written for at least one year
    has_indirect: bool  # indirect costs are written, or can be computed, for at least one year
    cap_is_general: bool  # a joint call whose own limit is not known: that of the programme is shown
    years: tuple[YearFit, ...] = ()  # in their order, one whose fiscal year is not known last


class PeriodFit(NamedTuple):
    """The support period: ISO dates, months begun, length as years, months and days, and the fiscal years touched."""

    start: str
    end: str
    months: int
    span: tuple[int, ...]
    fiscal_years: tuple[int, ...]
    min_years: int | None
    max_years: int | None


class SupportFit(NamedTuple):
    """One support of a counterpart researcher, as written."""

    agency: str | None
    status: str | None
    until: str | None


class CountryFit(NamedTuple):
    """A counterpart and its country; `code` is None where the country is not known, `name` empty where it has none."""

    code: str | None
    name: Text
    listed: bool
    through_eu: bool
    territory: bool  # of a listed country
    person: Text
    institution: Text
    lead: bool
    support: tuple[SupportFit, ...]
    pointer: str  # to the counterpart
    must_have_support: bool  # single calls ask for it


class FieldFit(NamedTuple):
    """The field; `id` is None where it is not one of the programme's."""

    id: str | None
    name: Text
    listed: bool


class Fits(NamedTuple):
    """The four fits, and the applicant and the plans; None where the proposal does not say."""

    budget: BudgetFit | None
    period: PeriodFit | None
    countries: tuple[CountryFit, ...]
    field: FieldFit | None
    applicant: Mapping[str, bool]  # in-japan, track-record, funds, independence: is it so; only what is asked
    plans: Mapping[str, bool]  # research, exchange, training: is it written
    unread: Mapping[str, tuple[str, ...]]  # parts that are written and cannot be taken, as far as a line shows them


class Confirm(NamedTuple):
    """A point that only a person can judge, with its clause."""

    item: str
    text: Text
    clause: str


class Leader(NamedTuple):
    """The principal investigator as written; None where it is not."""

    name: Names | None = None
    institution: Names | None = None
    researcher_number: str | None = None


class Asked(NamedTuple):
    """Something that a call asks a person for: a step, a document or a point to confirm."""

    text: Text
    beside: tuple[Text, ...] = ()  # who has to do it, or what is laid down for it
    by: datetime | None = None  # the last instant for it
    days_left: int | None = None  # until then; below 0: it is past


class CallShown(NamedTuple):
    """The call that a proposal was checked against."""

    id: str | None  # None: it stands in the proposal
    name: Text
    revision: int | None
    closes: datetime | None  # None: not known
    days_left: int | None = None
    asked: tuple[Asked, ...] = ()
    unseen: tuple[str, ...] = ()  # keys of figures that were not seen
    inferred: Mapping[str, Mapping[str, Any]] = {}  # keys of figures that are only inferred, with what they come to


class Claim(NamedTuple):
    """What a proposal has that no other should have too: who leads it, its title, a support of a counterpart.

    Two claims that have one `key` are to the same; `values` are what is said of it, as written. What is written in both
    languages makes a claim in each: `number` counts them.
    """

    key: str
    number: int
    rule: str
    variant: str
    pointer: str
    place: Place
    values: Mapping[str, str]
    reason: str = ""  # why it is waived, where it is


class Spot(NamedTuple):
    """A place in one of several proposals."""

    path: str
    pointer: str
    place: Place


class Across(NamedTuple):
    """A finding across proposals: it stands at the first of its spots, and is about all of them."""

    finding: "Finding"
    spots: tuple[Spot, ...]
