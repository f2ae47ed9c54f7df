"""`aspire fit`: one proposal beside every scheme and call."""

from typing import Annotated

import typer

from aspire_cli.cli import arguments, in_force, options, outputs, running
from aspire_cli.cli.streams import Reader
from aspire_cli.planning.comparison import compare
from aspire_cli.programme.edition import sha256
from aspire_cli.records import NamedTuple


class Asked(NamedTuple):
    """What is to be compared, with what, and how that is shown."""

    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL")]
    scheme: options.Scheme = None
    call: options.Call = None
    every: Annotated[bool, typer.Option("--all")] = False
    formats: options.Formats = None
    output: options.Output = None
    unit: options.Unit = None
    fail_on: options.FailOn = None
    stage: options.Stage = None
    no_waivers: options.NoWaivers = False
    today: options.Day = None
    language: options.Language = None
    color: options.Color = "auto"
    calls: options.Calls = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> int:
    """Set one proposal against every scheme and call: which fit, and what would have to change to move there."""
    settings = in_force.settings(reader, asked)
    programme = in_force.programme(settings)
    chosen = outputs.parse("fit", asked.formats, asked.output, asked.color, "full")
    document, data = running.document(asked.proposal)
    checking = in_force.checking(settings, options.today(asked.today), no_waivers=asked.no_waivers)
    beside = arguments.scheme_and_call(programme, asked.scheme, asked.call)
    comparison = compare(document, sha256(data), programme, checking, beside, names_closed=asked.every)
    view = in_force.view_of_plan(settings, programme)
    outputs.write("fit", comparison, chosen, view, settings.files_read, [asked.proposal])
    reports = (comparison.report, *(one.report for one in comparison.alternatives))
    failures = tuple(dict.fromkeys(failure for report in reports for failure in report.failures))
    return running.status(comparison.report.findings, settings.fail_on.value, failures, view.lang)
