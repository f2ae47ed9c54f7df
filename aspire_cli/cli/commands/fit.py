"""`aspire fit`: one proposal beside every scheme and call."""

from typing import Annotated

import typer

from aspire_cli.cli import arguments, in_force, options, outputs, running
from aspire_cli.planning.comparison import compare


def run(
    ctx: typer.Context,
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL")],
    scheme: options.Scheme = None,
    call: options.Call = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    formats: options.Formats = None,
    output: options.Output = None,
    unit: options.Unit = None,
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    no_waivers: options.NoWaivers = False,
    today: options.Today = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    calls: options.Calls = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Set one proposal against every scheme and call: which fit, and what would have to change to move there."""
    given = {"language": lang, "unit": unit, "stage": stage, "fail_on": fail_on, "calls": calls}
    settings = in_force.settings(ctx.obj, config_file, isolated, **given)
    programme = in_force.programme(settings)
    asked = outputs.parse("fit", formats or (), output, "full")
    document, digest = running.document(proposal)
    checking = in_force.checking(settings, options.today(today), no_waivers=no_waivers)
    narrowed_to, narrowed_call = arguments.scheme_and_call(programme, scheme, call)
    comparison = compare(
        document, digest, programme, checking, scheme=narrowed_to, call=narrowed_call, names_closed=every
    )
    view = in_force.view_of_plan(ctx.obj, settings, programme)
    outputs.write("fit", comparison, asked, view, color, outputs.files_to_keep(settings.files_read, [proposal]))
    reports = (comparison.report, *(one.report for one in comparison.alternatives))
    failures = tuple(dict.fromkeys(failure for report in reports for failure in report.failures))
    return running.status(comparison.report.findings, settings.fail_on.value, failures, view.lang)
