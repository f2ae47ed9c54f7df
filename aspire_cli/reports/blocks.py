"""What pages are made of: blocks of words in both languages, which the terminal, Markdown and HTML each show.

A page is made once (`pages/<command>.py`) and knows no format; a renderer knows the blocks and no command.
"""

from collections.abc import Mapping, Sequence

from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View, edition, hidden
from aspire_cli.reports.listing import Listed
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import Text, joined, same

# The sign of a verdict, of a severity (None: nothing was found), and of how it stands with a part of a proposal.
SIGNS: Mapping[str | None, str] = {
    **dict.fromkeys((None, "fits"), "✓"),
    **dict.fromkeys(("fits-with-warnings", "warning"), "!"),
    **dict.fromkeys(("does-not-fit", "unreadable", "error"), "✗"),
    **dict.fromkeys(("note", "open", "draft"), "·"),
}
NOTHING = "–"  # in a table: there is no such figure


class Heading(NamedTuple):
    """A heading; level 1 is the page's own."""

    text: Text
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph; `lead` is what is set off before it.

    Where it `marks_code`, its backticks are our own: HTML shows code there, and Markdown the backticks.
    """

    text: Text
    lead: Text | None = None
    marks_code: bool = False


class Snippet(NamedTuple):
    """Lines of a proposal."""

    code: str


class Table(NamedTuple):
    """A table; on a narrow terminal the columns in `spare` are left out.

    On a very narrow one the rows become lists or, of a table that compares its columns, the columns. `figures` says
    that what stands behind the first column is rather figures than words.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    spare: tuple[int, ...] = ()
    compares_columns: bool = False
    figures: bool = False

    def turned(self) -> "Table":
        """Return the table with its rows as columns."""
        columns, *rows = zip(self.columns, *self.rows, strict=True)
        return Table(columns, tuple(rows))

    def only(self, *numbers: int) -> "Table":
        """Return the table with these columns alone."""
        rows = tuple(tuple(row[number] for number in numbers) for row in self.rows)
        return self._replace(columns=tuple(self.columns[number] for number in numbers), rows=rows)


class Bars(NamedTuple):
    """The stacked bars of a table: what each row is made of, in yen, what the parts and the whole are called.

    The last part is indirect costs, those before it are direct costs, as a whole or by category.
    """

    rows: Sequence[Sequence[int]]
    parts: Sequence[Text]
    heading: Text


class Amounts(NamedTuple):
    """A table of amounts; the last row may hold their sums, and `over` says how grave it is that a row is over."""

    table: Table
    sums_last: bool = False
    bars: Bars | None = None
    over: tuple[Severity | None, ...] = ()
    unit: Text | None = None  # stands below


class Breakdown(NamedTuple):
    """Amounts taken apart where a page is on more than these: a budget by year, many proposals by scheme."""

    heading: Text
    amounts: Amounts


class Digest(NamedTuple):
    """The SHA-256 of the file that a page is on."""

    sha256: str


class File(NamedTuple):
    """What a report says of a file as a whole: its path, scheme and stage, call, title, verdict."""

    path: Text
    about: Text | None  # None where it cannot be read
    against: tuple[Text, ...]  # the call that it was checked against, or the programme page only, in parts
    title: Text | None
    standing: str  # draft (one without errors), else the verdict: fits, fits-with-warnings, does-not-fit, unreadable
    said: Text  # the same in words
    to_confirm: Text  # the same, and how much a person must confirm
    listed: Listed | None = None  # its row, where a page is on many files


class Share(NamedTuple):
    """An amount of the budget beside its limit, both in yen; in words what share of it that is, and the limit."""

    amount: int
    cap: int
    percent: str
    limit: Text


class Row(NamedTuple):
    """One line of what fits: the keys of what it is called, its parts, and the worst that was found.

    None: it fits; a note: something in it is not yet written. An amount of the budget has two keys; it is the first
    part, and where it has a limit the second tells its share.
    """

    labels: tuple[str, ...]
    parts: tuple[Text, ...]
    severity: Severity | None
    share: Share | None = None


class Fits(NamedTuple):
    """The four fits side by side, the applicant and the plans below them."""

    budget: tuple[Row, ...]  # its amounts
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[Row, ...]:
        """All of them, from above."""
        return (*self.budget, *self.rows)


class Findings(NamedTuple):
    """Findings on a file, or on a plan, which stands in none.

    `sourced` ones show their source lines and clauses; without that, severity, rule, place and what is said. Those that
    stand `together` have no empty lines between them on a terminal.
    """

    found: tuple[Finding, ...]
    path: Text | None
    heading: Text | None = None
    sourced: bool = False
    together: bool = False
    is_below: bool = False  # an earlier block bears the heading that stands over them

    @property
    def said_of_a_reason(self) -> str:
        """The key of what is said of the reason of a waiver: a heading has said already that it is waived."""
        return "waived-here" if self.heading else "waived-reason"


class Notes(NamedTuple):
    """What a report does not show, each in a line of its own; `marks_code` as in a paragraph.

    Or, as a `clause`, where on the programme page the figures stand that are shown above.
    """

    lines: tuple[Text, ...]
    marks_code: bool = False
    clause: bool = False


class Point(NamedTuple):
    """A point for a person to tick off; in brackets the clause it rests on, the day until which, or the line.

    Points of one `group` follow one another; they are in our own words alone, in which backticks mark code.
    """

    text: Text
    beside: Text | None = None
    group: Text | None = None


class Checklist(NamedTuple):
    """Points for a person to tick off, and below them what nobody has looked at.

    A `common` list is the same for every proposal of a scheme or call, so that a page on many shows it once.
    """

    heading: Text
    points: tuple[Point, ...]
    unchecked: tuple[Text, ...] = ()
    common: bool = False


class Outcome(NamedTuple):
    """What came out, in a sentence or two; `standing` as of a file."""

    text: Text
    standing: str


class Choice(NamedTuple):
    """A scheme or call that a proposal may go to: its verdict in full and, for a narrow column, in short parts.

    `standing` says of each kind of change: fits, warning, error or open.
    """

    name: Text
    verdict: Text
    short: tuple[Text, ...]
    standing: tuple[str, ...]
    own: bool  # the proposal is for this one

    @property
    def worst(self) -> str:
        """The gravest of how it stands with the kinds of change."""
        return next((one for one in ("error", "warning", "open") if one in self.standing), "fits")


class Choices(NamedTuple):
    """Schemes and calls beside each other; `legend` says what the signs stand for: fits, warning, error, open."""

    columns: tuple[Text, ...]  # of the name, the verdict, and each kind of change
    choices: tuple[Choice, ...]
    legend: tuple[tuple[str, Text], ...]

    @property
    def table(self) -> Table:
        """All of them as a table, in which signs are text."""
        rows = ((one.name, one.verdict, *(same(SIGNS[kind]) for kind in one.standing)) for one in self.choices)
        return Table(self.columns, tuple(rows), figures=True)

    @property
    def meanings(self) -> Text:
        """The legend as text."""
        return joined((joined((same(SIGNS[standing]), text), same(" ")) for standing, text in self.legend), same("   "))


class Step(NamedTuple):
    """One thing to do: what it is about, how grave, what to do (in each language asked for), the rules behind it."""

    kind: Text
    severity: Severity
    sentences: Sequence[Sequence[Piece]]
    rules: tuple[str, ...]


class Way(NamedTuple):
    """What would have to change for one scheme or call, and what is left out of that."""

    name: Text
    steps: tuple[Step, ...]
    omitted: tuple[Text, ...]


class Ways(NamedTuple):
    """What would have to change for each scheme or call that does not fit as it is."""

    heading: Text
    kinds: tuple[Text, ...]  # all that a step may be about
    ways: tuple[Way, ...]


class Closing(NamedTuple):
    """What a report closes with: the counts, the edition it rests on, and whatever the settings hide or replace.

    Of several files a tally stands above that; their sums by scheme, field and country only where they can be taken in.
    """

    edition: Text
    hidden: tuple[Text, ...]
    totals: Text | None = None
    tally: tuple[tuple[str, Text], ...] = ()  # each standing that there is, and in words how many files are of it
    sums: tuple[Breakdown, ...] = ()


def closing(view: View) -> Closing:
    """Return what every page closes with."""
    return Closing(edition(view), tuple(hidden(view)))


_OfAnyPage = Heading | Paragraph | Snippet | Table | Amounts | Notes | Outcome | Closing
Headed = Breakdown | Findings | Checklist | Ways  # with a heading of its own
Block = _OfAnyPage | Headed | Digest | File | Fits | Choices


class Page(NamedTuple):
    """Blocks that are shown one after the other.

    `title` is what the page is called where its format has a place for that. In a page of `our_words` alone backticks
    mark code and an address is a link; elsewhere both may be a user's, and are text.
    """

    blocks: tuple[Block, ...]
    title: Text
    our_words: bool = False

    @property
    def closes_nothing(self) -> bool:
        """Whether nothing was checked, and nothing is to be said of that."""
        begins = self.blocks[0]
        return isinstance(begins, Closing) and begins.totals is None and not begins.hidden

    @property
    def in_text(self) -> tuple[Block, ...]:
        """What is shown as text too: all but what only a page needs that is mailed on, without the file beside it."""
        return tuple(block for block in self.blocks if not isinstance(block, Breakdown | Digest))
