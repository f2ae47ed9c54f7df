"""`aspire check`: files, folders or standard input to a report and an exit status."""

import os
from collections import deque
from typing import TYPE_CHECKING, Annotated

import typer

from aspire_cli import reports
from aspire_cli.checking.checker import Options
from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.running import Run
from aspire_cli.cli.streams import UsageError, complain
from aspire_cli.files.find import STANDARD_INPUT

if TYPE_CHECKING:
    from aspire_cli.pages.statistics import Statistics

_Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")]
_Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", autocompletion=completing.rules)]
_Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="PATTERN")]
_FilesFrom = Annotated[str | None, typer.Option("--files-from", metavar="FILE")]
_StdinFilename = Annotated[str | None, typer.Option("--stdin-filename", metavar="NAME")]
_ForceExclude = Annotated[bool, typer.Option("--force-exclude")]
_NoGitignore = Annotated[bool, typer.Option("--no-gitignore")]
_Statistics = Annotated[bool, typer.Option("--statistics")]
_Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="NUMBER")]


def run(
    ctx: typer.Context,
    paths: _Paths = None,
    formats: options.Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
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
    jobs: _Jobs = 0,
    calls: options.Calls = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Check proposals against the programme: budget, support period, countries, field, and what must be planned."""
    selected = [part.strip() for text in select or () for part in text.split(",")]
    given = {"language": lang, "fail_on": fail_on, "stage": stage, "unit": unit}
    lists = {"select": selected, "calls": calls}
    settings = in_force.settings(ctx.obj, config_file, isolated, **given, **lists)
    programme = in_force.programme(settings)
    named = _named(paths or [], files_from, stdin_filename)
    if exclude:
        from aspire_cli.cli.named_paths import with_excluded

        settings = with_excluded(settings, exclude)
    searched = any(os.path.isdir(path) for path in named)  # noqa: PTH112
    several = searched or len(named) > 1
    to_name = in_force.named_settings(settings, searched=searched, force_exclude=force_exclude)
    view = in_force.view(ctx.obj, settings, programme, to_name, several)
    usual = next(iter(settings.format.value), None) or outputs.default_of_check(several, output)
    asked = outputs.parse("check", formats or (), output, usual)
    detail = any(output.shows_detail for output in asked)
    if detail or any(output.file for output in asked):  # if a file cannot be written, a detailed report may be shown
        view = in_force.with_clauses(view, programme)
    how = Options(
        options.today(today),
        settings.stage.value,
        in_force.rules(settings),
        not no_waivers,
        detail,
        any(output.shows_edits for output in asked),
    )
    run = Run(how, programme, settings.fail_on.value, jobs, view.lang, gitignore=not no_gitignore)
    checked = in_force.without_excluded(named, settings, force_exclude, stdin_filename)
    found = run.reports(checked, in_force.takes(settings))
    if stdin_filename:
        from aspire_cli.cli.named_paths import renamed

        found = renamed(found, stdin_filename)
    view = view._replace(passed_over=run.passed_over, quiet=quiet)
    counts = _counts() if statistics else None
    if counts:
        found = counts.counting(found)
    try:
        outputs.write_reports(found, asked, view, color, settings.files_read, run.met)
        if counts:
            outputs.write_after(counts.pages(view), asked, view, color)
    except BrokenPipeError:
        # The program that reads the output has ended, as `head` does. The exit status still covers all files: check the
        # rest of them without a report.
        deque(found, maxlen=0)
    if not named:
        complain(view.lang, "no-files-listed", path=reports.named(files_from or ""))
    elif not run.found_any:
        chosen = settings.chooses_files or settings.all_excluded
        complain(view.lang, "no-files-taken" if chosen else "no-proposals", path=tuple(named))
    return run.status


def _counts() -> "Statistics":
    from aspire_cli.pages.statistics import Statistics

    return Statistics()


def _named(paths: list[str], files_from: str | None, stdin_filename: str | None) -> list[str]:
    """Return the paths to check: the arguments and those that a file lists; without either, the working directory."""
    if files_from is not None:
        from aspire_cli.cli.named_paths import listed_in

        return [*paths, *listed_in(files_from, paths)]
    if stdin_filename is not None and STANDARD_INPUT not in paths:
        raise UsageError("name-of-nothing", name=stdin_filename)
    return paths or ["."]
