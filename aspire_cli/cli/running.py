"""The run of `aspire check` over its files: in one process or several, with what cannot be checked complained of."""

import gc
from collections.abc import Iterable, Iterator, Sequence

from aspire_cli import api, limits
from aspire_cli.checking.checker import Options
from aspire_cli.cli.streams import complain
from aspire_cli.files import find as files
from aspire_cli.files.find import FileError, Target
from aspire_cli.finding import Report
from aspire_cli.problem import Severity
from aspire_cli.programme.model import Programme
from aspire_cli.settings.model import FailOn
from aspire_cli.words.text import Code, Lang

FILES_FOR_A_PROCESS = 150  # fewer are checked before a further process has started


class Run:
    """One run: how to check, and afterwards the exit status.

    Findings of severity `fail_on` or worse make it fail; `jobs` is the number of processes (0: as suits the files).
    """

    def __init__(self, options: Options, programme: Programme, fail_on: FailOn, jobs: int, lang: Lang) -> None:
        self._options = options
        self._programme = programme
        self._bound = -1 if fail_on == "never" else Severity(fail_on).rank
        self._jobs = jobs
        self._lang = lang  # of complaints
        self._failing = self._misused = self._failed = False
        self.found_any = False  # whether the paths led to any file, or to something that stood in the way

    @property
    def status(self) -> int:
        """The exit status: 3 an internal failure, 2 a path that cannot be read, 1 findings, else 0."""
        return 3 if self._failed else 2 if self._misused else int(self._failing)

    def reports(self, paths: Sequence[str], takes: files.Takes) -> Iterator[Report]:
        """Yield the report on each proposal in order; of what has none, standard error says why."""
        targets = self._targets(paths, takes)
        outcomes = self._here(targets) if len(targets) < 2 else self._many(targets)
        for target, outcome in zip(targets, outcomes, strict=True):
            if isinstance(outcome, FileError):
                self._cannot_read(outcome)
            elif not target.named and not outcome.is_proposal:
                complain(self._lang, "passed-over", path=target.path)
            else:
                self._note(outcome)
                yield outcome

    def _targets(self, paths: Sequence[str], takes: files.Takes) -> list[Target]:
        found = list(self._listed(paths, takes))
        searched = [one.path for one in found if not one.named]
        if not searched:
            return found
        from aspire_cli.files.gitignore import ignored

        passed_over = ignored(searched)
        if passed_over:
            complain(self._lang, f"git-ignored-{'one' if len(passed_over) == 1 else 'many'}", count=len(passed_over))
        return [one for one in found if one.named or one.path not in passed_over]

    def _listed(self, paths: Sequence[str], takes: files.Takes) -> Iterator[Target]:
        for one in files.listed(paths, takes):
            self.found_any = True
            if isinstance(one, FileError):
                self._cannot_read(one)
            elif one.leads_out:
                complain(self._lang, "link-leads-out", path=one.path)
            else:
                yield one

    def _here(self, targets: Iterable[Target]) -> Iterator[Report | FileError]:
        for target in targets:
            yield api.outcome(target, self._options, self._programme)

    def _many(self, targets: Sequence[Target]) -> Iterator[Report | FileError]:
        from aspire_cli import many
        from aspire_cli.cli import progress

        # What stands by now stays to the end: the looks for garbage, needed from here on, pass it over.
        gc.freeze()
        gc.enable()
        asked = self._jobs or min(many.processors(), len(targets) // FILES_FOR_A_PROCESS)
        workers = min(asked, -(-len(targets) // many.BATCH), limits.MOST_PROCESSES)
        if workers < 2:
            yield from progress.shown(self._here(targets), len(targets))
            return
        work = many.Work(self._options, self._programme if self._programme.is_own else None)
        with many.process_pool(workers) as pool:
            yield from progress.shown(many.outcomes(targets, work, pool), len(targets))

    def _cannot_read(self, error: FileError) -> None:
        self._misused = True
        complain(self._lang, "cannot-read", path=error.path, reason=files.reason(error))

    def _note(self, report: Report) -> None:
        self._failing |= any(finding.severity.rank <= self._bound for finding in report.findings)
        for failure in report.failures:
            self._failed = True
            complain(self._lang, "internal-failure", error=Code(f"{report.path}: {failure}"))
