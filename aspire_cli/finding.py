"""What the checker says: findings, their places and the report on one file, as plain data that can be pickled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from aspire_cli.money import Unit
from aspire_cli.problem import Place, Severity
from aspire_cli.words.text import Lang, Text

WHOLE_CHECK = "check"  # in a report's failures: what broke was no single rule
KILLED = "killed-twice"  # there too: no error, and the key of what is said of it


def failure_said(failure: str) -> Text:
    """Return one of a report's failures in both languages; the error itself is told as Python says it."""
    from aspire_cli.words.sentences import label

    where, _, what = failure.partition(": ")
    return Text(*(f"{where}: {said}" for said in label(what))) if what == KILLED else Text(failure, failure)


class Related(NamedTuple):
    """Another place that a finding speaks of, with its source line."""

    pointer: str
    place: Place
    excerpt: str
    excerpt_column: int = 1


class Finding(NamedTuple):
    """One fault, at one place. `pointer` is an RFC 6901 JSON Pointer; `excerpt` is the source line of the place.

    Of a very long line the excerpt is the part around the place; it begins at `excerpt_column`.
    """

    rule: str
    severity: Severity
    topic: str
    pointer: str
    place: Place
    excerpt: str
    clause: str | None
    values: Mapping[str, Any]
    message_variant: str
    mend_variant: str | None
    related: tuple[Related, ...] = ()
    fix: str | None = None
    eased: bool = False  # a note only because the proposal is a draft: not yet written
    reason: str = ""  # why it is waived, where it is
    excerpt_column: int = 1
    about: str = ""  # direct, indirect or total (of the budget), years, country or field; empty: see its place

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.message_in("en")

    @property
    def hint(self) -> str | None:
        """What would mend it, in English; None where there is nothing to propose."""
        return self.hint_in("en")

    @property
    def part(self) -> str:
        """The top-level key of the proposal that the finding is about; where it is missing, the name of that key."""
        return self.pointer.split("/")[1] if self.pointer else str(self.values.get("key", ""))

    @property
    def line(self) -> int:
        """The line of the place, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column of the place in characters, from 1."""
        return self.place.column

    def message_in(self, lang: Lang, unit: Unit = "yen") -> str:
        """Return what is wrong, in one language, with amounts in `unit`."""
        from aspire_cli.words.sentences import sentence

        return sentence(self.rule, "messages", self.message_variant, self.values, lang, unit)

    def hint_in(self, lang: Lang, unit: Unit = "yen") -> str | None:
        """Return what would mend it, in one language, with amounts in `unit`; None where nothing is proposed."""
        from aspire_cli.words.sentences import sentence

        if self.mend_variant is None:
            return None
        return sentence(self.rule, "mends", self.mend_variant, self.values, lang, unit)


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


class Names(NamedTuple):
    """A name or title as written by language; None in a language in which it is not. Plain text stands for both."""

    en: str | None = None
    ja: str | None = None


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


class Omitted(NamedTuple):
    """How many findings and counterparts of one file a report does not show, because of the bounds in `limits`."""

    error: int = 0
    warning: int = 0
    note: int = 0
    open: int = 0  # notes on something that is not yet written, among the `note` above
    waived: int = 0
    counterparts: int = 0


class Report(NamedTuple):
    """The report on one file. `findings` are in order: errors, warnings, notes, then place; `waived` stand apart."""

    path: str
    sha256: str = ""
    scheme: str | None = None
    scheme_name: Text | None = None
    title_written: Names | None = None
    stage: str = "final"
    verdict: str = "unreadable"  # or fits, fits-with-warnings, does-not-fit
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    fits: Fits | None = None  # None where the file is unreadable, or no detail was asked for
    confirm: tuple[Confirm, ...] = ()
    is_proposal: bool = True  # False where the file is readable but has no known key
    failures: tuple[str, ...] = ()  # faults of the program, not of the proposal: a rule's name, `: `, the error
    omitted: Omitted = Omitted()
    ran: frozenset[str] = frozenset()  # rules that were asked for and had the inputs they need
    call: CallShown | None = None  # None: checked against the programme page only
    investigator: Leader | None = None

    @property
    def title(self) -> Text | None:
        """The title, in a language in which it is not written that of the other."""
        written = self.title_written
        if written is None:
            return None
        return Text(written.en or written.ja or "", written.ja or written.en or "")

    @property
    def open(self) -> int:
        """How many things a draft has not yet written."""
        return sum(1 for finding in self.findings if finding.eased) + self.omitted.open

    @property
    def waived_count(self) -> int:
        """How many findings are waived, those left out among them."""
        return len(self.waived) + self.omitted.waived

    @property
    def left_out(self) -> int:
        """How many findings the report counts without showing them, waived ones among them."""
        return self.omitted.error + self.omitted.warning + self.omitted.note + self.omitted.waived

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity, those left out among them, the waived ones not counted."""
        left_out: int = getattr(self.omitted, severity)
        return sum(1 for finding in self.findings if finding.severity is severity) + left_out
