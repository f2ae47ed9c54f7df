"""`aspire check`: files, folders or standard input to a report and an exit status."""

import os
from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from aspire_cli import __version__
from aspire_cli.checking.checker import Options
from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.running import Run
from aspire_cli.cli.streams import Reader, complain
from aspire_cli.files.repository import folders
from aspire_cli.programme.model import Programme
from aspire_cli.reports import View
from aspire_cli.reports import formats as formats_of
from aspire_cli.rules import ALL
from aspire_cli.settings.model import Settings

_Paths = Annotated[list[str] | None, typer.Argument()]
_KNOWN = formats_of("check")
_Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help=", ".join(_KNOWN), autocompletion=completing.any_of(_KNOWN)),
]
_Select = Annotated[list[str] | None, typer.Option("--select", autocompletion=completing.rules)]
_Today = Annotated[str | None, typer.Option(metavar="DATE")]
_ForceExclude = Annotated[bool, typer.Option("--force-exclude")]
_Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0)]


def run(
    ctx: typer.Context,
    paths: _Paths = None,
    formats: _Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    select: _Select = None,
    unit: options.Unit = None,
    no_waivers: options.NoWaivers = False,
    today: _Today = None,
    force_exclude: _ForceExclude = False,
    jobs: _Jobs = 0,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Check proposals against the programme: budget, support period, countries, field, and what must be planned."""
    given = {"language": lang, "fail_on": fail_on, "stage": stage, "unit": unit}
    several_given = {"format": tuple(formats or ()), "select": in_force.split(select)}
    settings = in_force.settings(ctx.obj, config_file, isolated, **given, **several_given)
    programme = in_force.programme(settings)
    named = paths or ["."]
    searched = any(os.path.isdir(path) for path in named)  # noqa: PTH112
    view = _view(ctx.obj, settings, programme)._replace(
        several=searched or len(named) > 1,
        settings=in_force.said(settings, searched=searched, force_exclude=force_exclude),
    )
    default = outputs.default(view.several, output)
    asked = outputs.parse(settings.format.value, output, _KNOWN, default)
    detail = any(output.shows_detail for output in asked)
    how = Options(_day(today), settings.stage.value, in_force.rules(settings), not no_waivers, detail)
    run = Run(how, programme, settings.fail_on.value, jobs, view.langs[0])
    kept = in_force.kept(named, settings, force_exclude)
    with suppress(BrokenPipeError):
        found = run.reports(kept, in_force.takes(settings))
        outputs.write(found, asked, view, programme, color, settings.files_read)
    if not run.found_any:
        chosen = settings.chooses_files or settings.exclude.value
        complain(view.langs[0], "no-files-taken" if chosen else "no-proposals", path=tuple(named))
    return run.status


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    from aspire_cli.cli import arguments

    return arguments.day("--today", text)


def _view(reader: Reader, settings: Settings, programme: Programme) -> View:
    above = folders()
    return View(
        langs=reader.languages,
        version=__version__,
        edition=programme.edition,
        page_date=programme.page_date,
        data_sha256="",  # worked out only for a report that shows it
        programme=programme.id,
        unit=settings.unit.value,
        rules_off=settings.rules_off.value,
        own_data=settings.programme_data.value,
        rules={rule.name: rule.severity for rule in ALL},
        folder=str(above[0]) if above else "",
        root=str(above[-1]) if above else "",
    )
