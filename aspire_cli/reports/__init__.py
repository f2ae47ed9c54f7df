"""Reports: one module per format, each a function from reports to text. They know findings, never rules or YAML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from aspire_cli.finding import Finding, Report
from aspire_cli.money import Unit
from aspire_cli.problem import Severity
from aspire_cli.words import sentences as words
from aspire_cli.words.text import BETWEEN, Code, Lang, Text, quoted, visible

_STANDARD_INPUT = "-"

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
        """The language that leads."""
        return self.langs[0]

    def each(self) -> tuple["View", ...]:
        """Return the view in each of its languages alone, the one that leads first."""
        return tuple(self._replace(langs=(lang,)) for lang in self.langs)

    def label(self, key: str, **values: object) -> str:
        """Return a word or sentence of the reports in every language asked for, in one line."""
        return _in_one_line(words.report_words(key, lang, values, self.unit) for lang in self.langs)

    def messages(self, finding: Finding) -> list[str]:
        """Return what is wrong, once in each language asked for."""
        return [finding.message_in(lang, self.unit) for lang in self.langs]

    def hints(self, finding: Finding) -> list[str]:
        """Return what would mend it, once in each language asked for."""
        return [hint for lang in self.langs if (hint := finding.hint_in(lang, self.unit)) is not None]

    def text(self, text: Text) -> str:
        """Return a text in every language asked for, in one line, made visible."""
        return _in_one_line(visible(text.lang(lang)) for lang in self.langs)

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


class Totals(NamedTuple):
    """What the files of a report come to: how many there are, and their findings, the waived ones apart."""

    files: int = 0
    waived: int = 0
    counts: Mapping[Severity, int] = dict.fromkeys(Severity, 0)

    def plus(self, report: Report) -> "Totals":
        """Return what they come to with one file more."""
        counts = {severity: self.counts[severity] + report.count(severity) for severity in Severity}
        return Totals(self.files + 1, self.waived + report.waived_count, counts)

    @property
    def found_any(self) -> bool:
        """Whether there is any finding, waived or not."""
        return bool(self.waived or any(self.counts.values()))

    def lines(self, view: View) -> list[str]:
        """Return the counts, once in each language: "2 errors, 1 waived · 1 file"."""
        return [self._line(one) for one in view.each()]

    def _line(self, view: View) -> str:
        waived = [view.label("count-waived", count=self.waived)] if self.waived else []
        found = words.spoken([*severity_counts(view, self.counts), *waived], view.lang)
        files = view.counted("count-files", self.files)
        return f"{found} · {files}" if found else files


def _in_one_line(versions: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(versions))


def path_shown(report: Report, view: View) -> str:
    """Return the path as a person reads it: standard input by its name in the language that leads, others as they are.

    They are made visible.
    """
    return view.each()[0].label("standard-input") if report.path == _STANDARD_INPUT else visible(report.path)


def severity_counts(view: View, counts: Mapping[Severity, int]) -> list[str]:
    """Return the counts that are not zero, in words: "2 errors", "1 warning"."""
    keys = {Severity.ERROR: "count-errors", Severity.WARNING: "count-warnings", Severity.NOTE: "count-notes"}
    return [view.counted(key, counts[severity]) for severity, key in keys.items() if counts[severity]]


def verdict_line(report: Report, view: View) -> str:
    """Return the verdict in words in one line, with what it counts: findings, waived, not yet written."""
    return _in_one_line(_verdict(report, one) for one in view.each())


def verdict_lines(report: Report, view: View) -> list[str]:
    """Return the verdict once in each language, with what it counts and how much a person must confirm."""
    return [" · ".join((_verdict(report, one), *_to_confirm(report, one))) for one in view.each()]


def _to_confirm(report: Report, view: View) -> list[str]:
    return [view.counted("count-confirm", len(report.confirm))] if report.confirm else []


def _verdict(report: Report, view: View) -> str:
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
    return [one.counted(key, count) for key, count in counts.items() if count for one in view.each()]


def closing_lines(view: View) -> list[str]:
    """Return what every report for people closes with: the edition, and whatever the settings hide or replace.

    Everything is said once in each language, all of one language before the other.
    """
    return [
        line
        for one in view.each()
        for line in (one.label("edition-line", edition=one.edition, date=one.page_date), *hidden_lines(one))
    ]


def hidden_lines(view: View) -> list[str]:
    """Return what every report says of what the settings hide or replace."""
    return [line for one in view.each() for line in _hidden(one)]


def _hidden(view: View) -> Iterator[str]:
    if view.rules_off:
        reasons = [f"{name} ({quoted(reason)})" for name, reason in view.rules_off.items()]
        yield view.label("rules-off", rules=[Code(reason) for reason in reasons])
    if view.own_data:
        yield view.label("data-overridden", path=view.own_data)
    yield from (view.label(f"settings-{key}", values=values) for key, values in view.settings.items())
