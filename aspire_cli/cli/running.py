"""The run of `aspire check` over its files, in one process or several; and what `budget` and `fit` share with it."""

import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from aspire_cli import api, limits
from aspire_cli.checking.checker import Options
from aspire_cli.cli.streams import UsageError, complain
from aspire_cli.document.document import Document, read_document
from aspire_cli.files.find import STANDARD_INPUT, FileError, Found, Takes, Target, listed, read, reason
from aspire_cli.files.repository import as_seen
from aspire_cli.finding import Finding, Report, failure_said
from aspire_cli.programme.model import Programme
from aspire_cli.settings.model import FailOn
from aspire_cli.words.sentences import counted
from aspire_cli.words.text import Lang, Shown, visible

FILES_FOR_A_PROCESS = {"fork": 50, "spawn": 150}  # fewer are checked sooner than another process starts
_UNCOLLECTED = 5000  # objects, under a megabyte: nearly all go by themselves, and to look more often takes 6 % of a run
PATIENCE = 0.5  # seconds before a progress bar is worth drawing
Item = TypeVar("Item")


class Run:
    """One run: how to check and, once all files are checked, the exit status, which is that of the worst file.

    Findings of severity `fail_on` or worse make it 1, a path that cannot be read 2, an internal failure 3. `jobs` is
    the number of processes (0: as suits the files), `lang` the language of complaints. With `gitignore`, files that git
    ignores are left out.
    """

    def __init__(
        self, options: Options, programme: Programme, fail_on: FailOn, jobs: int, lang: Lang, gitignore: bool = True
    ) -> None:
        self._options = options
        self._programme = programme
        self._fail_on = fail_on
        self._jobs = jobs
        self._lang = lang
        self._gitignore = gitignore
        self.status = 0
        self.met = Found()  # every file that the paths led to, those passed over too
        self._ignored: frozenset[str] = frozenset()  # those of them that git ignores
        self.passed_over: Counter[str] = Counter()  # how many files a search has left out, by reason
        self.found_any = False  # whether the paths led to any file, or to an error

    def reports(
        self, paths: Sequence[str], takes: Takes, settled: Callable[[Report], Report] | None = None
    ) -> Iterator[Report]:
        """Yield the report on each proposal in order; where there is none, say why on standard error.

        Each is first `settled`, where that is asked for: what mends the file is written, and the report is a new one.
        """
        count = self._search(paths, takes)
        for target, outcome in zip(self._targets(), self._outcomes(count, paths), strict=True):
            if isinstance(outcome, FileError):
                self._cannot_read(outcome)
                continue
            if not target.named and not outcome.is_proposal:
                complain(self._lang, "passed-over", path=target.path)
                self.passed_over["no-key"] += 1
                continue
            outcome = settled(outcome) if settled else outcome
            failures = [f"{outcome.path}: {failure_said(one).lang(self._lang)}" for one in outcome.failures]
            self.status = max(self.status, status(outcome.findings, self._fail_on, failures, self._lang))
            yield outcome

    def _targets(self) -> Iterator[Target]:
        """Yield the files to check: those that the paths led to, without what is passed over."""
        for one in self.met:
            if not one.left_out and (one.named or one.path not in self._ignored):
                yield one

    def _search(self, paths: Sequence[str], takes: Takes) -> int:
        """Find out which files the paths lead to, and return how many of them are to be checked."""
        known_to_git: set[str] = set()
        count, is_search = 0, False
        for one in listed(paths, takes, known_to_git):
            if isinstance(one, FileError):
                self.found_any = True
                self._cannot_read(one)
                continue
            self.met.add(one)
            self.found_any |= one.left_out in ("", "link")
            if one.left_out:
                self.passed_over[one.left_out] += 1
            else:
                count, is_search = count + 1, is_search or not one.named
            if one.left_out == "link":
                complain(self._lang, "link-leads-out", path=one.path)
        if self._gitignore and is_search:
            self._pass_over_ignored([path for path in paths if os.path.isdir(path)], known_to_git)  # noqa: PTH112
        return count - len(self._ignored)

    def _pass_over_ignored(self, folders: Sequence[str], known_to_git: set[str]) -> None:
        from aspire_cli.files.gitignore import ignored

        passed_over = ignored((one.path for one in self._targets() if not one.named), folders, known_to_git)
        self._ignored = passed_over.paths
        count = len(passed_over.paths)
        self.passed_over += Counter({"ignored": count})
        if count:
            complain(self._lang, counted("git-ignored", count), count=count)
        for key, unread in (("patterns", passed_over.patterns_unread), ("index", passed_over.indexes_unread)):
            for error in unread:
                complain(self._lang, f"git-{key}-unread", path=as_seen(error.path), reason=reason(error))

    def _cannot_read(self, error: FileError) -> None:
        self.status = max(self.status, 2)
        complain(self._lang, "cannot-read", path=error.path, reason=reason(error))

    def _outcomes(self, count: int, paths: Sequence[str]) -> Iterator[Report | FileError]:
        here = (api.outcome(target, self._options, self._programme) for target in self._targets())
        if count < 2:
            yield from here
            return
        from aspire_cli import many
        from aspire_cli.workers import START

        # Over many files garbage must be collected, but not what was made so far: all of that is needed to the end.
        gc.freeze()
        gc.set_threshold(_UNCOLLECTED)
        gc.enable()
        # Only this process reads standard input, and it writes on as it is what of it is not read.
        usual = min(many.processors(), count // FILES_FOR_A_PROCESS[START])
        asked = 1 if STANDARD_INPUT in paths else self._jobs or usual
        workers = min(asked, -(-count // many.BATCH), limits.MOST_PROCESSES)
        if workers < 2:
            yield from with_progress(here, count)
            return
        work = many.Work(self._options, self._programme if self._programme.is_own else None)
        yield from with_progress(many.in_processes(self._targets(), work, workers), count)


def with_progress(items: Iterator[Item], total: int) -> Iterator[Item]:
    """Yield the items; after a while with a progress bar on standard error, if a person is waiting there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():  # on a terminal the growing report itself shows the progress
        yield from items
        return
    end = time.monotonic() + PATIENCE
    for done, item in enumerate(items, 1):
        yield item
        if time.monotonic() > end:
            yield from _with_bar(items, done, total)


def _with_bar(items: Iterator[Item], done: int, total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        for item in items:
            bar.advance(task)
            yield item


def content(path: str, most: int = limits.LARGEST_FILE + 1) -> bytes:
    """Return the first `most` bytes of a file, or of standard input.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return read(path, most)
    except FileError as error:
        raise UsageError("cannot-read", path=error.path, reason=reason(error)) from None


def document(path: str) -> tuple[Document, bytes]:
    """Return a proposal's document, in which YAML may be broken, and what is in its file.

    Raises:
        UsageError: the file cannot be read.
    """
    data = content(path)
    return read_document(data, path), data


def status(findings: Iterable[Finding], fail_on: FailOn, failures: Sequence[str], lang: Lang) -> int:
    """Return the exit status: 3 for failures inside, which are complained of, 1 for a finding as bad as `fail_on`."""
    for failure in failures:
        complain(lang, "internal-failure", error=Shown(visible(failure)))
    if failures:
        return 3
    return int(any(one.severity.fails(fail_on) for one in findings))
