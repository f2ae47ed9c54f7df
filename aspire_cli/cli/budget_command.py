"""`aspire budget`: a scheme's limits, a plan by fiscal year inside them, or a proposal's budget beside them."""

import sys
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import typer

from aspire_cli import budget_sheet
from aspire_cli.budget_sheet import BudgetSheet
from aspire_cli.checker import Options
from aspire_cli.cli import budget_options, completing, options, planning, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.finding import Severity
from aspire_cli.pages import label
from aspire_cli.plan import Spread
from aspire_cli.programme import JointCall, Programme, Scheme
from aspire_cli.reports import budget_formats
from aspire_cli.words import Text

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
_STEPS = {"yen": 1, "thousand_yen": 1_000}  # yen of which a plan's amounts are multiples
_DAY = "YYYY-MM-DD"
_DATA_ALONE = frozenset({"csv", "yaml"})  # formats with no place for findings: those go to standard error
_Asked = Mapping[str, str | None]  # option -> its text
_Found = tuple[Scheme | None, JointCall | None]


@app.command()
def budget(
    proposal: Annotated[str | None, typer.Argument(help="A proposal (- is standard input): its own budget.")] = None,
    scheme: Annotated[
        str | None, typer.Option(help="The scheme: top, rising or joint.", autocompletion=completing.schemes)
    ] = None,
    call: Annotated[
        str | None, typer.Option(help="The joint call, by its id.", autocompletion=completing.calls)
    ] = None,
    start: Annotated[str | None, typer.Option(metavar=_DAY, help="First day of support.")] = None,
    end: Annotated[str | None, typer.Option(metavar=_DAY, help="Last day of support (default: the full term).")] = None,
    direct: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Direct costs, such as 3.2億円.")] = None,
    total: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Total with indirect costs.")] = None,
    profile: Annotated[
        Literal["months", "flat", "front", "back"] | None,
        typer.Option(help="Years by their months (the default), all the same, or more at the front or the back."),
    ] = None,
    weights: Annotated[str | None, typer.Option(metavar="3,2,2,…", help="One weight for each fiscal year.")] = None,
    shares: Annotated[
        str | None, typer.Option(metavar="goods=40,…", help="Percent of goods, travel, personnel, other in each year.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=", ".join(budget_formats.FORMATS) + ".",
            autocompletion=completing.budget_formats,
        ),
    ] = None,
    output: planning.Output = None,
    unit: options.Unit = None,
    fail_on: options.FailOn = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show a scheme's limits and the largest budget, plan one by fiscal year, or set a proposal's beside its limits."""
    in_force = options.settings(config_file, isolated, language=lang, unit=unit, fail_on=fail_on)
    programme = options.programme(in_force)
    found = budget_options.scheme_and_call(programme, scheme, call)
    amounts = {"--direct": direct, "--total": total}
    spread = {"--profile": profile, "--weights": weights, "--shares": shares}
    asked = {"--start": start, "--end": end, **amounts, **spread}
    on_screen = output is not None or sys.stdout.isatty() or streams.wants_color(color, sys.stdout)
    chosen = planning.chosen(form, tuple(budget_formats.FORMATS), "full" if on_screen else "plain")
    checking = Options(date.today(), in_force.stage.value, planning.rules(in_force))
    if proposal is not None:
        sheet = _of_proposal(proposal, programme, found, asked, checking)
    else:
        sheet = _planned(programme, found, asked, checking, _STEPS[in_force.unit.value])
    if chosen == "yaml" and not sheet.years:
        raise UsageError("yaml-without-years" if proposal is None else "yaml-unread")
    write = budget_formats.writer(chosen)
    planning.write(lambda view: write(sheet, view), chosen, output, planning.view(in_force, programme), color)
    if chosen in _DATA_ALONE:
        _tell_findings(sheet)
    bound = -1 if in_force.fail_on.value == "never" else Severity(in_force.fail_on.value).rank
    fits = all(finding.severity.rank > bound for finding in sheet.findings)
    raise typer.Exit(planning.status(sheet.failures, fits=fits))


def _of_proposal(path: str, programme: Programme, found: _Found, asked: _Asked, checking: Options) -> BudgetSheet:
    misplaced = [option for option, text in asked.items() if text is not None]
    if misplaced:
        raise UsageError("plan-of-proposal", option=misplaced[0])
    document, _ = planning.document(path)
    scheme, call = found
    if scheme is not None and not document.problems:
        from aspire_cli import fitting

        document = fitting.as_if(document, scheme, call)
    return budget_sheet.of_proposal(document, programme, checking)


def _planned(programme: Programme, found: _Found, asked: _Asked, checking: Options, step: int) -> BudgetSheet:
    scheme, call = found
    if scheme is None:
        raise UsageError("budget-of-what", schemes=budget_options.codes(programme.schemes))
    limits = budget_sheet.of_limits(programme, scheme, call, step)
    assert limits.bounds is not None
    terms, years = limits.bounds.terms, limits.bounds.max_years
    period = budget_options.period(asked["--start"], asked["--end"], years)
    sums = budget_options.sums(asked["--direct"], asked["--total"], terms, step)
    shares = budget_options.shares(asked["--shares"])
    if period is None:
        for option in ("--profile", "--weights", "--shares"):
            if asked[option] is not None:
                raise UsageError("needs-start", option=option)
        if asked["--direct"] is None and asked["--total"] is None:
            return limits
        return budget_sheet.of_plan(programme, limits, sums, None, Spread((), {}, step), checking)
    weights = budget_options.weights(asked["--weights"], asked["--profile"], period)
    return budget_sheet.of_plan(programme, limits, sums, period, Spread(weights, shares, step), checking)


def _tell_findings(sheet: BudgetSheet) -> None:
    for one in sheet.findings:
        message = Text(one.message_in("en"), one.message_in("ja"))
        streams.complain("finding-told", severity=label(f"severity-{one.severity}"), rule=one.rule, message=message)
