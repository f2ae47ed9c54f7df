"""`aspire check`: files, folders or standard input to a report and an exit status."""

import os
from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from aspire_cli import __version__, reports
from aspire_cli.checking.checker import Options
from aspire_cli.cli import completing, options, outputs, streams
from aspire_cli.cli import in_force as selection
from aspire_cli.cli.running import Run
from aspire_cli.cli.streams import complain
from aspire_cli.files.repository import folders
from aspire_cli.programme.model import Programme
from aspire_cli.reports import View
from aspire_cli.rules import ALL
from aspire_cli.settings.model import Settings

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


_Paths = Annotated[
    list[str] | None, typer.Argument(help="Files, folders (searched for proposals) or - (standard input).")
]
_Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", "-f", help=f"{', '.join(reports.FORMATS)}; or FORMAT=FILE.", autocompletion=completing.formats
    ),
]
_Today = Annotated[str | None, typer.Option(metavar="DATE", help="Check as if this were today.")]
_ForceExclude = Annotated[
    bool, typer.Option("--force-exclude", help="Leave out what the settings exclude even where it is named.")
]
_Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes to check many files with (0: as suits them).")
]


@app.command()
def check(
    paths: _Paths = None,
    formats: _Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    select: options.Select = None,
    unit: options.Unit = None,
    no_waivers: options.NoWaivers = False,
    today: _Today = None,
    force_exclude: _ForceExclude = False,
    jobs: _Jobs = 0,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Check proposals against the programme: budget, support period, countries, field, and what must be planned."""
    given = {"language": lang, "fail_on": fail_on, "stage": stage, "unit": unit}
    several_given = {"format": tuple(formats or ()), "select": selection.split(select)}
    in_force = options.settings(config_file, isolated, **given, **several_given)
    programme = options.programme(in_force)
    named = paths or ["."]
    searched = any(_is_folder(path) for path in named)
    view = _view(in_force, programme)._replace(
        several=searched or len(named) > 1,
        settings=selection.said(in_force, searched=searched, force_exclude=force_exclude),
    )
    default = outputs.default(view.several, output)
    asked = outputs.parse(in_force.format.value, output, tuple(reports.FORMATS), default)
    detail = any(output.shows_detail for output in asked)
    how = Options(_day(today), in_force.stage.value, selection.rules(in_force), not no_waivers, detail)
    run = Run(how, programme, in_force.fail_on.value, jobs)
    kept = selection.kept(named, in_force, force_exclude)
    with suppress(BrokenPipeError):
        found = run.reports(kept, selection.takes(in_force))
        outputs.write(found, asked, view, programme, color, in_force.files_read)
    if not run.found_any:
        chosen = in_force.chooses_files or in_force.exclude.value
        complain("no-files-taken" if chosen else "no-proposals", path=tuple(named))
    raise typer.Exit(run.status)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    from aspire_cli.cli import arguments as budget_options

    return budget_options.day("--today", text)


def _view(in_force: Settings, programme: Programme) -> View:
    above = folders()
    return View(
        langs=streams.languages(in_force.language.value),
        version=__version__,
        edition=programme.edition,
        page_date=programme.page_date,
        data_sha256="",  # worked out only for a report that shows it
        programme=programme.id,
        unit=in_force.unit.value,
        rules_off=in_force.rules_off.value,
        own_data=in_force.programme_data.value,
        rules={rule.name: rule.severity for rule in ALL},
        folder=str(above[0]) if above else "",
        root=str(above[-1]) if above else "",
    )
