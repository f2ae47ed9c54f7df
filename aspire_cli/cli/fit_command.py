"""`aspire fit`: one proposal beside every scheme and joint call."""

from datetime import date
from typing import Annotated

import typer

from aspire_cli import fitting
from aspire_cli.checker import DOES_NOT_FIT, UNREADABLE, Options
from aspire_cli.cli import budget_options, options, planning
from aspire_cli.reports import fit_formats

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def fit(
    proposal: Annotated[str, typer.Argument(help="The proposal (- is standard input).")],
    form: Annotated[str | None, typer.Option("--format", "-f", help=", ".join(fit_formats.FORMATS) + ".")] = None,
    output: planning.Output = None,
    unit: options.Unit = None,
    stage: options.Stage = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="Compare as if this were today.")] = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Set one proposal against every scheme and joint call: which fit, and what would have to change to move there."""
    in_force = options.settings(config_file, isolated, language=lang, unit=unit, stage=stage)
    programme = options.programme(in_force)
    chosen = planning.chosen(form, tuple(fit_formats.FORMATS), "full")
    day = date.today() if today is None else budget_options.day("--today", today)
    document, digest = planning.document(proposal)
    checking = Options(day, in_force.stage.value, planning.rules(in_force), detail=False)
    comparison = fitting.compare(document, digest, programme, checking)
    write = fit_formats.writer(chosen)
    planning.write(lambda view: write(comparison, view), chosen, output, planning.view(in_force, programme), color)
    failures = dict.fromkeys(failure for one in comparison.alternatives for failure in one.report.failures)
    fits = comparison.report.verdict not in (DOES_NOT_FIT, UNREADABLE)
    raise typer.Exit(planning.status((*comparison.report.failures, *failures), fits=fits))
