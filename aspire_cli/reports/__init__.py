"""Reports: one module per format, each a function from reports to text. They know findings, never rules or YAML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from aspire_cli import words
from aspire_cli.finding import Finding, Report, Severity
from aspire_cli.words import Lang, Text, Unit

FORMATS = {
    "full": "aspire_cli.reports.full",
    "concise": "aspire_cli.reports.concise",
    "json": "aspire_cli.reports.json_report",
    "jsonl": "aspire_cli.reports.jsonl",
    "sarif": "aspire_cli.reports.sarif",
    "github": "aspire_cli.reports.github",
    "junit": "aspire_cli.reports.junit",
    "html": "aspire_cli.reports.html_report",
    "markdown": "aspire_cli.reports.markdown",
}


class View(NamedTuple):
    """How a report is to be shown, and what stands behind it; reports take nothing else.

    `langs` are one language, or both; `width` is in terminal cells; `clause_places` says where each clause stands on
    the page; `unit` counts only for people, machine formats are in yen.
    """

    langs: tuple[Lang, ...]
    version: str
    edition: str
    page_date: str
    data_sha256: str
    programme: str = "aspire"
    clause_places: Mapping[str, Text] = {}
    unit: Unit = "yen"
    width: int = 100
    color: bool = False
    ascii_only: bool = False
    several: bool = False  # more than one file may come
    rules_off: Mapping[str, str] = {}  # rule -> reason
    own_data: str | None = None  # path of the user's own programme data, where it is in force
    settings: Mapping[str, tuple[str, ...]] = {}  # what else narrows or widens the check: key of a setting -> values
    rules: Mapping[str, Severity] = {}  # every rule there is, in order, with its severity
    folder: str = ""  # the folder that paths of files count from, and the root of its repository: absolute, or unknown
    root: str = ""

    @property
    def lang(self) -> Lang:
        """The language of labels; where both are asked for, the first."""
        return self.langs[0]

    def label(self, key: str, **values: object) -> str:
        """Return a word or sentence of the reports in the language of labels."""
        return words.report_words(key, self.lang, values, self.unit)

    def messages(self, finding: Finding) -> list[str]:
        """Return what is wrong, once in each language asked for."""
        return [finding.message_in(lang, self.unit) for lang in self.langs]

    def hints(self, finding: Finding) -> list[str]:
        """Return what would mend it, once in each language asked for."""
        return [hint for lang in self.langs if (hint := finding.hint_in(lang, self.unit)) is not None]

    def text(self, text: Text) -> str:
        """Return a text in the language of labels, made visible."""
        return words.visible(text.lang(self.lang))

    def clause(self, clause: str) -> str:
        """Return a clause and where it stands on the page, as far as that is known."""
        place = self.clause_places.get(clause)
        return self.label("clause-place", clause=clause, place=place) if place else self.label("clause", clause=clause)

    def counted(self, key: str, count: int) -> str:
        """Return a counted word: `count-errors` with 2 is "2 errors"."""
        return self.label(f"{key}-{'one' if count == 1 else 'many'}", count=count)


Writer = Callable[[Iterable[Report], View], Iterator[str]]


def writer(name: str) -> Writer:
    """Return the function that writes one format; only its module is imported."""
    write: Writer = import_module(FORMATS[name]).write
    return write


def severity_counts(view: View, counts: Mapping[Severity, int]) -> list[str]:
    """Return the counts that are not zero, in words: "2 errors", "1 warning"."""
    keys = {Severity.ERROR: "count-errors", Severity.WARNING: "count-warnings", Severity.NOTE: "count-notes"}
    return [view.counted(key, counts[severity]) for severity, key in keys.items() if counts[severity]]


def verdict_line(report: Report, view: View) -> str:
    """Return the verdict in words, with what it counts: findings, waived, not yet written."""
    counts = severity_counts(view, {severity: report.count(severity) for severity in Severity})
    line = view.label(f"verdict-{report.verdict}")
    if counts:
        line += f"{':' if view.lang == 'ja' else ': '}{words.spoken(counts, view.lang)}"
    parts = [line]
    if report.waived_count:
        parts.append(view.label("count-waived", count=report.waived_count))
    if report.stage == "draft":
        parts.append(view.label("count-open", count=report.open))
    return " · ".join(parts)


def omitted_lines(report: Report, view: View) -> list[str]:
    """Return what a report for people says of what it leaves out of one file."""
    counts = {"omitted-findings": report.left_out, "omitted-counterparts": report.omitted.counterparts}
    return [view.counted(key, count) for key, count in counts.items() if count]


def closing_lines(view: View) -> list[str]:
    """Return what every report for people closes with: the edition, and whatever the settings hide or replace."""
    return [view.label("edition-line", date=view.page_date), *hidden_lines(view)]


def hidden_lines(view: View) -> list[str]:
    """Return what every report says of what the settings hide or replace."""
    lines = []
    if view.rules_off:
        reasons = [f"{name} ({words.quoted(reason)})" for name, reason in view.rules_off.items()]
        lines.append(view.label("rules-off", rules=[words.Code(reason) for reason in reasons]))
    if view.own_data:
        lines.append(view.label("data-overridden", path=view.own_data))
    lines += [view.label(f"settings-{key}", values=values) for key, values in view.settings.items()]
    return lines
