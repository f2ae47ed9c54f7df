"""`aspire fit`: one proposal beside every scheme and joint call."""

from datetime import date
from typing import Annotated

import typer

from aspire_cli.cli import arguments, completing, in_force, options, outputs, running
from aspire_cli.planning.comparison import compare
from aspire_cli.reports import formats as formats_of

_KNOWN = formats_of("fit")
_Formats = Annotated[
    list[str] | None, typer.Option("--format", "-f", help=", ".join(_KNOWN), autocompletion=completing.any_of(_KNOWN))
]


def run(
    ctx: typer.Context,
    proposal: Annotated[str, typer.Argument()],
    formats: _Formats = None,
    output: options.Output = None,
    unit: options.Unit = None,
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    no_waivers: options.NoWaivers = False,
    today: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Set one proposal against every scheme and joint call: which fit, and what would have to change to move there."""
    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang, unit=unit, stage=stage, fail_on=fail_on)
    programme = in_force.programme(settings)
    asked = outputs.parse(formats or (), output, _KNOWN, "full")
    day = date.today() if today is None else arguments.day("--today", today)
    document, digest = running.document(proposal)
    comparison = compare(document, digest, programme, in_force.checking(settings, day, no_waivers=no_waivers))
    view = in_force.view_of_plan(ctx.obj, settings, programme)
    outputs.write("fit", comparison, asked, view, color, outputs.places_read(settings.files_read, [proposal]))
    reports = (comparison.report, *(one.report for one in comparison.alternatives))
    failures = tuple(dict.fromkeys(failure for report in reports for failure in report.failures))
    fits = not running.fails(comparison.report.findings, settings.fail_on.value)
    return running.status(failures, view.lang, fits=fits)
