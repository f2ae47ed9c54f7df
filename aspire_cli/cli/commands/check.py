"""`aspire check`: files, folders or standard input to a report and an exit status."""

import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aspire_cli import reports
from aspire_cli.checking.checker import Options
from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.running import Run
from aspire_cli.cli.streams import UsageError, complain
from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import Report
from aspire_cli.settings.model import Settings
from aspire_cli.words.text import Lang

if TYPE_CHECKING:
    from aspire_cli.checking.together import Comparison
    from aspire_cli.cli.mend_files import Mending
    from aspire_cli.pages.statistics import Statistics

_Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")]
_Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", autocompletion=completing.rules)]
_Fix = Annotated[bool | None, typer.Option("--fix/--no-fix")]
_Diff = Annotated[bool, typer.Option("--diff")]
_Unsafe = Annotated[bool | None, typer.Option("--unsafe-fixes/--no-unsafe-fixes")]
_Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="PATTERN")]
_FilesFrom = Annotated[str | None, typer.Option("--files-from", metavar="FILE")]
_StdinFilename = Annotated[str | None, typer.Option("--stdin-filename", metavar="NAME")]
_ForceExclude = Annotated[bool, typer.Option("--force-exclude")]
_NoGitignore = Annotated[bool, typer.Option("--no-gitignore")]
_Statistics = Annotated[bool, typer.Option("--statistics")]
_Together = Annotated[bool, typer.Option("--together")]
_Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="NUMBER")]


def run(
    ctx: typer.Context,
    paths: _Paths = None,
    formats: options.Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    fix: _Fix = None,
    diff: _Diff = False,
    unsafe_fixes: _Unsafe = None,
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    select: _Select = None,
    unit: options.Unit = None,
    no_waivers: options.NoWaivers = False,
    today: options.Today = None,
    files_from: _FilesFrom = None,
    stdin_filename: _StdinFilename = None,
    exclude: _Exclude = None,
    force_exclude: _ForceExclude = False,
    no_gitignore: _NoGitignore = False,
    statistics: _Statistics = False,
    together: _Together = False,
    jobs: _Jobs = 0,
    calls: options.Calls = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Check proposals against the programme: budget, support period, countries, field, and what must be planned."""
    selected = [part.strip() for text in select or () for part in text.split(",")]
    given = {"language": lang, "fail_on": fail_on, "stage": stage, "unit": unit}
    switches = {"fix": fix, "unsafe_fixes": unsafe_fixes}
    lists = {"select": selected, "calls": calls}
    settings = in_force.settings(ctx.obj, config_file, isolated, **given, **switches, **lists)
    programme = in_force.programme(settings)
    named = _named(paths or [], files_from, stdin_filename)
    if exclude:
        from aspire_cli.cli.named_paths import with_excluded

        settings = with_excluded(settings, exclude)
    searched = any(os.path.isdir(path) for path in named)  # noqa: PTH112
    several = searched or len(named) > 1
    writes = settings.fix.value and not diff
    to_name = in_force.named_settings(settings, searched=searched, force_exclude=force_exclude, mends=writes)
    view = in_force.view(ctx.obj, settings, programme, to_name, several)
    usual = next(iter(settings.format.value), None) or outputs.default_of_check(several, output)
    asked = outputs.parse("check", formats or (), output, usual)
    detail = any(output.shows_detail for output in asked)
    if detail or any(output.file for output in asked):  # if a file cannot be written, a detailed report may be shown
        view = in_force.with_clauses(view, programme)
    edits, mends = any(output.shows_edits for output in asked), _mends(settings, writes or diff)
    chosen = in_force.rules(settings)
    how = Options(options.today(today), settings.stage.value, chosen, not no_waivers, detail, edits, mends, together)
    # What of standard input is not read by a check is written on as it is: so it is this process that reads it.
    jobs = 1 if writes and STANDARD_INPUT in named else jobs
    run = Run(how, programme, settings.fail_on.value, jobs, view.lang, gitignore=not no_gitignore)
    checked = in_force.without_excluded(named, settings, force_exclude, stdin_filename)
    mending = _mending(view, color, stdin_filename, settings, writes=writes) if writes or diff else None
    found = run.reports(checked, in_force.takes(settings), mending.settle if mending else None)
    found, comparison, counts = _watched(found, stdin_filename, together, statistics)
    across = comparison.found if comparison else None
    view = view._replace(passed_over=run.passed_over, quiet=quiet, together=across)
    try:
        # A diff, or the mended text of standard input, has standard output for itself.
        with redirect_stdout(sys.stderr if diff or (writes and STANDARD_INPUT in named) else sys.stdout):
            outputs.write_reports(found, asked, view, color, settings.files_read, run.met)
            if counts:
                outputs.write_after(counts.pages(view), asked, view, color)
    except BrokenPipeError:
        # The program that reads the output has ended, as `head` does. The exit status still covers all files: check the
        # rest of them without a report.
        deque(found, maxlen=0)
    finally:
        if mending:
            mending.end()
    if not run.found_any:
        _tell_of_nothing(named, files_from, settings, view.lang)
    fails_across = comparison is not None and comparison.fails(settings.fail_on.value)
    return max(run.status, int(fails_across), mending.status if mending else 0)


def _mends(settings: Settings, asked: bool) -> Literal["none", "safe", "all"]:
    """Return which mends are to be made, in the files or in a diff."""
    unsafe = settings.unsafe_fixes
    if unsafe.value and unsafe.origin.kind == "command-line" and not asked:
        raise UsageError("unsafe-of-nothing")
    return "none" if not asked else "all" if unsafe.value else "safe"


def _mending(view: reports.View, color: str, of_input: str | None, settings: Settings, *, writes: bool) -> "Mending":
    from aspire_cli.cli.mend_files import Mending

    unsafe = settings.unsafe_fixes.value
    return Mending(view.lang, view.root, writes=writes, unsafe=unsafe, color=color, of_input=of_input)


def _watched(
    found: Iterator[Report], name: str | None, together: bool, statistics: bool
) -> tuple[Iterator[Report], "Comparison | None", "Statistics | None"]:
    """Return the reports, with standard input under its name, and what compares and counts them while they pass."""
    comparison = counts = None
    if name:
        from aspire_cli.cli.named_paths import renamed

        found = renamed(found, name)
    if together:
        from aspire_cli.checking.together import Comparison

        comparison = Comparison()
        found = comparison.comparing(found)
    if statistics:
        from aspire_cli.pages.statistics import Statistics

        counts = Statistics()
        found = counts.counting(found)
    return found, comparison, counts


def _named(paths: list[str], files_from: str | None, stdin_filename: str | None) -> list[str]:
    """Return the paths to check: the arguments and those that a file lists; without either, the working directory."""
    if files_from is not None:
        from aspire_cli.cli.named_paths import listed_in

        return [*paths, *listed_in(files_from, paths)]
    if stdin_filename is not None and STANDARD_INPUT not in paths:
        raise UsageError("name-of-nothing", name=stdin_filename)
    return paths or ["."]


def _tell_of_nothing(named: list[str], files_from: str | None, settings: Settings, lang: Lang) -> None:
    """Say why there was nothing to check."""
    if not named:
        complain(lang, "no-files-listed", path=reports.named(files_from or ""))
        return
    narrowed = settings.chooses_files or settings.all_excluded
    complain(lang, "no-files-taken" if narrowed else "no-proposals", path=tuple(named))
