"""Reports: which formats there are, how a report is shown, and the sentences that nearly every format has."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import Finding, Report, failure_said
from aspire_cli.money import Unit, Yen
from aspire_cli.problem import Severity
from aspire_cli.records import NamedTuple
from aspire_cli.words import sentences as words
from aspire_cli.words.text import BETWEEN, COLON, COMMA, Code, Lang, Text, joined, plain, quoted, same, visible

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Across

DOT = same(" · ")
STANDINGS = ("fits", "fits-with-warnings", "draft", "does-not-fit", "unreadable")


class Format(NamedTuple):
    """A format: the module that writes it, the commands that have it, and what it is for.

    One for people shows the blocks of a page (`pages/<command>.py`) by `write`; any other is written from what the
    command has found, by a function of the command's name.
    """

    module: str
    commands: tuple[str, ...]
    of_blocks: bool = False
    for_terminal: bool = False  # takes the width, colours and signs of the terminal; any other is UTF-8 everywhere
    bars: bool = True  # beside tables of amounts; without them, for another program to read on, tables are never folded
    is_binary: bool = False  # its function yields bytes, and no text
    gives_edits: bool = False  # of the text, that would mend what is found


_EVERY = ("check", "budget", "fit", "list", "explain", "config")
FORMATS = {
    "full": Format("terminal", _EVERY, of_blocks=True, for_terminal=True),
    "plain": Format("terminal", ("budget",), of_blocks=True, for_terminal=True, bars=False),
    "concise": Format("concise", ("check",), for_terminal=True),
    "json": Format("json_report", _EVERY, gives_edits=True),
    "jsonl": Format("jsonl", ("check",), gives_edits=True),
    "csv": Format("csv_report", ("check", "budget")),
    "xlsx": Format("xlsx_report", ("check", "budget"), is_binary=True),
    "yaml": Format("yaml_report", ("budget",)),
    "sarif": Format("sarif", ("check",), gives_edits=True),
    "github": Format("github", ("check",)),
    "gitlab": Format("gitlab", ("check",)),
    "junit": Format("junit", ("check",)),
    "html": Format("html_report", _EVERY, of_blocks=True),
    "markdown": Format("markdown", _EVERY, of_blocks=True),
}


def formats(command: str) -> tuple[str, ...]:
    """Return the names of the formats that a command has."""
    return tuple(name for name, one in FORMATS.items() if command in one.commands)


def module(name: str) -> ModuleType:
    """Return the module that writes a format; no other is imported."""
    return import_module(f"aspire_cli.reports.{FORMATS[name].module}")


class View(NamedTuple):
    """How a report is to be shown, and what stands behind it; reports take nothing else.

    `langs` are one language, or both; `width` is in terminal cells; `clause_places` says where each clause stands on
    the page; `unit` counts only for people, machine formats are in yen.
    """

    langs: tuple[Lang, ...]
    version: str = ""
    edition: str = ""
    page_date: str = ""
    data_sha256: str = ""
    programme: str = "aspire"
    clause_places: Mapping[str, Text] = {}
    unit: Unit = "yen"
    fail_on: str = "error"  # the least severity that makes a check fail; or `never`
    width: int = 100
    color: bool = False
    ascii_only: bool = False
    bars: bool = True  # see `Format`
    several: bool = False  # more than one file may come
    quiet: bool = False  # formats for people leave out files that do not fail, and tell checklists in one line
    rules_off: Mapping[str, str] = {}  # rule -> reason
    own_data: str | None = None  # path of the user's own programme data, where it is in force
    settings: Mapping[str, tuple[str, ...]] = {}  # what else narrows or widens the check: key of a setting -> values
    rules: Mapping[str, Severity] = {}  # every rule there is, in order, with its severity
    narrowed: tuple[str, ...] = ()  # keys of those settings with which a settings file leaves something unchecked
    passed_over: Mapping[str, int] = {}  # how many files a search has left out so far, by reason
    folder: str = ""  # the folder that paths of files count from, and the root of its repository: absolute, or unknown
    root: str = ""
    made: datetime | None = None  # when; None: not said
    programme_page: str = ""  # its address
    together: "Iterable[Across] | None" = None  # what is found across proposals, once all are known; None: not asked

    @property
    def lang(self) -> Lang:
        """The language that leads."""
        return self.langs[0]

    def label(self, key: str, /, **values: object) -> Text:
        """Return a word or sentence of the reports in both languages, amounts in the unit of the view."""
        return words.label(key, self.unit, **values)

    def amount(self, value: int) -> Text:
        """Return an amount in yen in both languages as a person says it."""
        return words.spoken_in_both(Yen(value), self.unit)

    def counted(self, key: str, count: int, **values: object) -> Text:
        """Return a counted word, or sentence: `count-errors` with 2 is "2 errors"."""
        return self.label(words.counted(key, count), count=count, **values)

    def severities(self, counts: Mapping[Severity, int]) -> Text:
        """Return the counts that are not zero in words, "2 errors, 1 warning"; empty where all are."""
        return joined((self.counted(f"count-{one}s", counts[one]) for one in Severity if counts[one]), COMMA)

    def signs(self, text: str) -> str:
        """Return a text with the signs that the output has."""
        return plain(text) if self.ascii_only else text

    def shown(self, text: Text, lang: Lang) -> str:
        """Return a text in one language, made visible, with the signs that the output has."""
        return self.signs(visible(text.lang(lang)))

    def versions(self, text: Text) -> list[str]:
        """Return a text once in each language asked for, or once where they are the same."""
        return list(dict.fromkeys(self.shown(text, lang) for lang in self.langs))

    def line(self, text: Text) -> str:
        """Return a text in one line, whatever the languages."""
        return BETWEEN.join(self.versions(text))

    def say(self, key: str, /, **values: object) -> str:
        """Return a word or sentence of the reports in one line, whatever the languages."""
        return self.line(self.label(key, **values))

    def in_each(self, texts: Iterable[Text]) -> list[str]:
        """Return texts once in each language asked for, all of one language before the other."""
        found = tuple(texts)
        return [self.shown(text, lang) for lang in self.langs for text in found]

    def messages(self, finding: Finding) -> list[str]:
        """Return what is wrong, once in each language asked for."""
        return [self.signs(finding.message_in(lang, self.unit)) for lang in self.langs]

    def hints(self, finding: Finding) -> list[str]:
        """Return what would mend it, once in each language asked for."""
        hints = (finding.hint_in(lang, self.unit) for lang in self.langs)
        return [self.signs(hint) for hint in hints if hint is not None]

    def told(self, finding: Finding) -> list[str]:
        """Return what is wrong, then what would mend it, each once in each language asked for."""
        return [*self.messages(finding), *self.hints(finding)]

    def waived(self, finding: Finding) -> list[str]:
        """Return the reason of a finding that is waived, in one line; nothing of any other."""
        return [self.say("waived-reason", reason=finding.reason)] if finding.reason else []

    def fails(self, finding: Finding) -> bool:
        """Say whether a finding is as bad as those that make a check fail."""
        return finding.severity.fails(self.fail_on)

    def failures(self, report: Report) -> list[str]:
        """Return what has failed inside, each in one line."""
        return [self.line(failure_said(one)) for one in report.failures]

    def in_repository(self, path: str) -> str:
        """Return the path of a checked file from the root of the repository, so far as that is known, with slashes."""
        if path == STANDARD_INPUT:
            return path
        full = os.path.normpath(os.path.join(self.folder, path))  # noqa: PTH118  # works on text, asks no disk
        if self.root and os.path.isabs(full):  # noqa: PTH117
            with suppress(ValueError):  # another drive: there is no way from the root to it
                full = os.path.relpath(full, self.root)
        return full.replace(os.sep, "/")

    def across(self) -> Iterator[Report]:
        """Yield each finding across proposals as the report on the file at which it stands."""
        for one in self.together or ():
            report, found = Report(one.spots[0].path), (one.finding,)
            yield report._replace(waived=found) if one.finding.reason else report._replace(findings=found)

    def clause(self, clause: str) -> Text:
        """Return a clause and where it stands on the page, as far as that is known."""
        place = self.clause_places.get(clause)
        return self.label("clause-place", clause=clause, place=place) if place else self.label("clause", clause=clause)


class Totals(NamedTuple):
    """What the files of a report come to: how many there are of each standing, and their findings.

    Those that are waived, and those on what a draft has not yet written, are counted apart.
    """

    files: int = 0
    waived: int = 0
    open: int = 0
    counts: Mapping[Severity, int] = dict.fromkeys(Severity, 0)
    standings: Mapping[str, int] = dict.fromkeys(STANDINGS, 0)

    def plus(self, report: Report) -> "Totals":
        """Return what they come to with one file more."""
        counts = {severity: self.counts[severity] + report.told(severity) for severity in Severity}
        standings = {**self.standings, report.standing: self.standings[report.standing] + 1}
        return Totals(self.files + 1, self.waived + report.waived_count, self.open + report.open, counts, standings)

    def with_across(self, view: View) -> "Totals":
        """Return what they come to with what is found across proposals."""
        waived = [bool(one.finding.reason) for one in view.together or ()]
        counts = {**self.counts, Severity.NOTE: self.counts[Severity.NOTE] + waived.count(False)}
        return self._replace(waived=self.waived + waived.count(True), counts=counts)

    def text(self, view: View) -> Text:
        """Return the counts in words: "2 errors, 1 waived · 1 file"."""
        apart = {"count-open": self.open, "count-waived": self.waived}
        others = (view.label(key, count=count) for key, count in apart.items() if count)
        found = joined(filter(any, (view.severities(self.counts), *others)), COMMA)
        if not any(found):
            return view.counted("all-well", self.files)
        return joined((found, view.counted("count-files", self.files)), DOT)

    def tally(self, view: View) -> tuple[tuple[str, Text], ...]:
        """Return of several files how many there are of each standing: "240 fit", "30 drafts", "30 do not fit"."""
        if self.files < 2:
            return ()
        return tuple((one, view.counted(f"tally-{one}", count)) for one, count in self.standings.items() if count)


def named(path: str) -> Text:
    """Return a path as a person reads it: standard input by its name, others as they are."""
    return words.label("standard-input") if path == STANDARD_INPUT else same(path)


def in_both(say: Callable[[Lang, Unit], str | None], unit: Unit = "yen") -> Text:
    """Return in both languages what a finding says; an empty text where it says nothing."""
    return Text(say("en", unit) or "", say("ja", unit) or "")


def said(finding: Finding, unit: Unit = "yen", waived: str = "waived-reason") -> Text:
    """Return what is wrong and what would mend it; before them the reason where it is waived."""
    text = joined(filter(any, (in_both(finding.message_in, unit), in_both(finding.hint_in, unit))), Text(" ", ""))
    return joined((words.label(waived, reason=finding.reason), text), DOT) if finding.reason else text


def fails(report: Report, view: View) -> bool:
    """Say whether the report makes the check fail: by one of its findings, or a fault of the program."""
    return bool(report.failures) or any(map(view.fails, report.findings))


def verdict(report: Report, view: View) -> Text:
    """Return the verdict in words, with what it counts: findings, waived, not yet written.

    A draft without errors is not told that it fits.
    """
    counts = view.severities({severity: report.told(severity) for severity in Severity})
    if report.standing == "draft":
        key = "verdict-draft-with-warnings" if report.verdict == "fits-with-warnings" else "verdict-draft"
        parts = [view.label(key), *filter(any, (counts,))]
    else:
        parts = [joined(filter(any, (view.label(f"verdict-{report.standing}"), counts)), COLON)]
    if report.as_mended:
        parts.append(view.label("as-mended"))
    if report.waived_count:
        parts.append(view.label("count-waived", count=report.waived_count))
    if report.stage == "draft":
        parts.append(view.label("count-open", count=report.open))
    return joined(parts, DOT)


def verdict_to_confirm(report: Report, view: View) -> Text:
    """Return the verdict, and how much a person must confirm."""
    said = verdict(report, view)
    return joined((said, view.counted("count-confirm", len(report.confirm))), DOT) if report.confirm else said


def omitted(report: Report, view: View) -> list[Text]:
    """Return what a report says of what it leaves out of one file."""
    counts = {"omitted-findings": report.left_out, "omitted-counterparts": report.omitted.counterparts}
    return [view.counted(key, count) for key, count in counts.items() if count]


def edition(view: View) -> Text:
    """Return on which edition of the programme page a report rests."""
    return view.label("edition-line", edition=view.edition, date=view.page_date)


def hidden(view: View) -> Iterator[Text]:
    """Yield what every report says of what the settings hide or replace."""
    if view.rules_off:
        reasons = [Code(f"{name} ({quoted(reason)})") for name, reason in view.rules_off.items()]
        yield view.label("rules-off", rules=reasons)
    if view.own_data:
        yield view.label("data-overridden", path=view.own_data)
    for key, values in view.settings.items():
        yield view.label(f"settings-{key}", values=values)
    if passed := left_out_of_search(view):
        counts = [joined((view.label(f"passed-{key}"), same(str(count))), COLON) for key, count in passed.items()]
        yield view.label("passed-over-counts", counts=counts)


def narrowings(view: View) -> Iterator[Text]:
    """Yield what a settings file leaves unchecked."""
    narrowed = {key: view.settings[key] for key in view.narrowed}
    yield from hidden(view._replace(settings=narrowed, own_data=None, passed_over={}))


def left_out_of_search(view: View) -> dict[str, int]:
    """Return how many files a search has left out, by reason; of reasons that there were."""
    return {key: count for key, count in sorted(view.passed_over.items()) if count}


def closing_lines(view: View) -> list[str]:
    """Return what every report closes with, once in each language, all of one language before the other."""
    return view.in_each((edition(view), *hidden(view)))
