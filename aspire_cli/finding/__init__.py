"""What the checker says: findings, their places and the report on one file, as plain data that can be pickled."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aspire_cli.money import Unit
from aspire_cli.problem import Mend, Place, Severity
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import Lang, Text

if TYPE_CHECKING:
    from aspire_cli.finding.detail import CallShown, Change, Claim, Confirm, Fits, Fix, Leader, Names

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
    mend: Mend | None = None  # what would mend it, from which the edits are made
    fix: "Fix | None" = None  # where the check was asked for edits
    eased: bool = False  # a note only because the proposal is a draft: not yet written
    reason: str = ""  # why it is waived, where it is
    excerpt_column: int = 1
    about: str = ""  # direct, indirect or total (of the budget), years, country or field; empty: see its place
    mends: str = "mends"  # the section of the rule's words that its mend is taken from
    called: Mapping[str, Any] = {}  # what the part is called that it speaks of, and others that it names

    @property
    def said(self) -> Mapping[str, Any]:
        """All that its sentences may name."""
        return {**self.values, **self.called}

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

        return sentence(self.rule, "messages", self.message_variant, self.said, lang, unit)

    def hint_in(self, lang: Lang, unit: Unit = "yen") -> str | None:
        """Return what would mend it, in one language, with amounts in `unit`; None where nothing is proposed."""
        from aspire_cli.words.sentences import sentence

        if self.mend_variant is None:
            return None
        return sentence(self.rule, self.mends, self.mend_variant, self.said, lang, unit)


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
    title_written: "Names | None" = None
    stage: str = "final"
    verdict: str = "unreadable"  # or fits, fits-with-warnings, does-not-fit
    as_mended: bool = False  # unreadable as it is, and checked as if its slips were mended, each of which is certain
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    fits: "Fits | None" = None  # None where nothing can be made of the file, or no detail was asked for
    confirm: "tuple[Confirm, ...]" = ()
    is_proposal: bool = True  # False where the file is readable but has fewer than two known keys
    failures: tuple[str, ...] = ()  # faults of the program, not of the proposal: a rule's name, `: `, the error
    omitted: Omitted = Omitted()
    unshown: tuple[tuple[str, str], ...] = ()  # rule and pointer of what is omitted, for whoever makes mends
    ran: frozenset[str] = frozenset()  # rules that were asked for and had the inputs they need
    call: "CallShown | None" = None  # None: checked against the programme page only
    investigator: "Leader | None" = None
    change: "Change | None" = None  # what its mends come to, where the check was asked for them and there are any
    claims: "tuple[Claim, ...]" = ()  # where the check is to compare proposals

    @property
    def title(self) -> Text | None:
        """The title, in a language in which it is not written that of the other."""
        return self.title_written.in_both if self.title_written else None

    @property
    def standing(self) -> str:
        """How it stands with the file as a person is told it: the verdict or, of a draft without errors, `draft`."""
        has_no_error = self.verdict in ("fits", "fits-with-warnings")
        return "draft" if self.stage == "draft" and has_no_error else self.verdict

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

    def told(self, severity: Severity) -> int:
        """Return the number of findings of one severity, without those on what is not yet written: see `open`."""
        return self.count(severity) - (self.open if severity is Severity.NOTE else 0)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity, those left out among them, the waived ones not counted."""
        left_out: int = getattr(self.omitted, severity)
        return sum(1 for finding in self.findings if finding.severity is severity) + left_out
