"""`aspire check`: files, folders or standard input to a report and an exit status."""

import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Annotated

import typer

from aspire_cli import reports
from aspire_cli.checking.checker import Options
from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.outputs import Output
from aspire_cli.cli.running import Run
from aspire_cli.cli.streams import Reader, UsageError, complain
from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import Report
from aspire_cli.programme.model import Programme
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View
from aspire_cli.settings.model import Settings
from aspire_cli.words.text import Lang

if TYPE_CHECKING:
    from aspire_cli.checking.together import CrossComparison
    from aspire_cli.cli.mend_files import Mending
    from aspire_cli.pages.statistics import Statistics


class Asked(NamedTuple):
    """What is to be checked, how, and where the reports go."""

    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")] = None
    formats: options.Formats = None
    output: options.Output = None
    language: options.Language = None
    color: options.Color = "auto"
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False
    fix: Annotated[bool | None, typer.Option("--fix/--no-fix")] = None
    diff: options.Diff = False
    unsafe_fixes: Annotated[bool | None, typer.Option("--unsafe-fixes/--no-unsafe-fixes")] = None
    fail_on: options.FailOn = None
    stage: options.Stage = None
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", autocompletion=completing.rules)] = None
    unit: options.Unit = None
    no_waivers: options.NoWaivers = False
    today: options.Day = None
    files_from: Annotated[str | None, typer.Option(metavar="FILE")] = None
    stdin_filename: Annotated[str | None, typer.Option(metavar="NAME")] = None
    excluded: Annotated[list[str] | None, typer.Option("--exclude", metavar="PATTERN")] = None
    force_exclude: Annotated[bool, typer.Option("--force-exclude")] = False
    no_gitignore: Annotated[bool, typer.Option("--no-gitignore")] = False
    statistics: Annotated[bool, typer.Option("--statistics")] = False
    together: Annotated[bool, typer.Option("--together")] = False
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="NUMBER")] = 0
    calls: options.Calls = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> int:
    """Check proposals against the programme: budget, support period, countries, field, and what must be planned."""
    settings = _settings(reader, asked)
    programme = in_force.programme(settings)
    named = _named(asked)
    view = _view(asked, settings, programme, named)
    to_files = bool(asked.output)
    usual = settings.format.value or outputs.default_of_check(view.several, to_files=to_files)
    chosen = outputs.parse("check", asked.formats, asked.output, asked.color, usual)
    if any(one.file or one.shows_detail for one in chosen):  # in place of a file a detailed report may be shown
        view = in_force.with_clauses(view, programme)
    how = _how(asked, settings, chosen)
    mends_input = settings.fix.value and STANDARD_INPUT in named
    run = Run(how, programme, settings.fail_on.value, asked.jobs, view.lang, gitignore=not asked.no_gitignore)
    checked = in_force.without_excluded(named, settings, asked.force_exclude, asked.stdin_filename)
    mending = _mending(asked, settings, view)
    found = run.reports(checked, in_force.takes(settings), mending.settle if mending else None)
    found, comparison, counts = _watched(found, asked)
    view = view._replace(passed_over=run.passed_over, together=comparison)
    try:
        # A diff, or the mended text of standard input, has standard output for itself.
        with redirect_stdout(sys.stderr if asked.diff or mends_input else sys.stdout):
            outputs.write_reports(found, chosen, view, settings.files_read, (one.path for one in run.met))
            if counts:
                outputs.write_after(counts.pages(view), chosen, view)
    except BrokenPipeError:
        # The program that reads the output has ended, as `head` does. The exit status still covers all files: check the
        # rest of them without a report.
        deque(found, maxlen=0)
    finally:
        if mending:
            mending.end()
    if not run.found_any:
        _tell_of_nothing(named, asked.files_from, settings, view.lang)
    fails_across = comparison is not None and comparison.fails(settings.fail_on.value)
    return max(run.status, int(fails_across), mending.status if mending else 0)


def _settings(reader: Reader, asked: Asked) -> Settings:
    """Return the settings in force, with the patterns of `--exclude` beside theirs."""
    selected = [part.strip() for text in asked.select or () for part in text.split(",")]
    fix = False if asked.diff else asked.fix  # what is only shown is not written
    settings = in_force.settings(reader, asked._replace(select=selected, fix=fix))
    return in_force.with_excluded(settings, asked.excluded or ())


def _named(asked: Asked) -> list[str]:
    """Return the paths to check: the arguments and those that a file lists; without either, the working directory."""
    paths = asked.paths or []
    if asked.files_from is not None:
        from aspire_cli.cli.named_paths import listed_in

        return [*paths, *listed_in(asked.files_from, paths)]
    if asked.stdin_filename is not None and STANDARD_INPUT not in paths:
        raise UsageError("name-of-nothing", name=asked.stdin_filename)
    return paths or ["."]


def _view(asked: Asked, settings: Settings, programme: Programme, named: list[str]) -> View:
    """Return how the reports are shown, with what they must say of the settings."""
    searched = any(os.path.isdir(path) for path in named)  # noqa: PTH112
    told = in_force.named_settings(settings, searched=searched, force_exclude=asked.force_exclude)
    view = in_force.view(settings, programme, told)
    return view._replace(several=searched or len(named) > 1, quiet=asked.quiet)


def _how(asked: Asked, settings: Settings, chosen: list[Output]) -> Options:
    """Return how each file is checked: what the outputs do not show need not be worked out."""
    unsafe, mends = settings.unsafe_fixes, settings.fix.value or asked.diff
    if unsafe.value and unsafe.origin.kind == "command-line" and not mends:
        raise UsageError("unsafe-of-nothing")
    return Options(
        options.today(asked.today),
        settings.stage.value,
        in_force.rules(settings),
        waivers=not asked.no_waivers,
        detail=any(one.shows_detail for one in chosen),
        edits=any(reports.FORMATS[one.format].gives_edits for one in chosen),
        mends="none" if not mends else "all" if unsafe.value else "safe",
        together=asked.together,
    )


def _mending(asked: Asked, settings: Settings, view: View) -> "Mending | None":
    """Return what shows the mends, or writes them; None where neither is asked for."""
    if not (asked.diff or settings.fix.value):
        return None
    from aspire_cli.cli.mend_files import Mending

    writes, unsafe, name = settings.fix.value, settings.unsafe_fixes.value, asked.stdin_filename
    return Mending(view.lang, view.root, writes=writes, unsafe=unsafe, color=asked.color, of_input=name)


def _watched(
    found: Iterator[Report], asked: Asked
) -> tuple[Iterator[Report], "CrossComparison | None", "Statistics | None"]:
    """Return the reports, with standard input under its name, and what compares and counts them while they pass."""
    comparison = counts = None
    if name := asked.stdin_filename:
        found = (one._replace(path=name) if one.path == STANDARD_INPUT else one for one in found)
    if asked.together:
        from aspire_cli.checking.together import CrossComparison

        comparison = CrossComparison()
        found = comparison.comparing(found)
    if asked.statistics:
        from aspire_cli.pages.statistics import Statistics

        counts = Statistics()
        found = counts.counting(found)
    return found, comparison, counts


def _tell_of_nothing(named: list[str], files_from: str | None, settings: Settings, lang: Lang) -> None:
    """Say why there was nothing to check."""
    if not named:
        complain(lang, "no-files-listed", path=reports.named(files_from or ""))
        return
    narrowed = settings.chooses_files or settings.all_excluded
    complain(lang, "no-files-taken" if narrowed else "no-proposals", path=tuple(named))
