"""`aspire budget`: a scheme's limits, a plan by fiscal year inside them, or a proposal's budget beside them."""

import sys
from collections.abc import Mapping
from contextlib import nullcontext, redirect_stdout
from typing import Annotated, Literal

import typer

from aspire_cli import fiscal
from aspire_cli.checking.checker import Options
from aspire_cli.cli import arguments, in_force, options, outputs, running, spreadsheets, streams
from aspire_cli.cli.arguments import Step
from aspire_cli.cli.outputs import Output
from aspire_cli.cli.spreadsheets import Table
from aspire_cli.cli.streams import UsageError, complain
from aspire_cli.fiscal import Period
from aspire_cli.money import Yen
from aspire_cli.planning.plan import Spread
from aspire_cli.planning.sheet import PROPOSAL, TABLE, BudgetSheet, of_limits, of_plan, of_proposal
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.reports import said
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Code, Lang

_OF_YEARS = frozenset({"xlsx", "yaml"})
_WITHOUT_FINDINGS = frozenset({"csv", "xlsx", "yaml"})  # formats that hold data alone: findings go to standard error
_Asked = Mapping[str, str | None]  # option -> its text
_OF_PERIOD = ("--start", "--end")
_Found = tuple[Scheme | None, Call | None]

_Proposal = Annotated[str | None, typer.Argument(metavar="[PROPOSAL]")]
_Amount = Annotated[str | None, typer.Option(metavar="AMOUNT")]
_Profile = Annotated[Literal["months", "flat", "front", "back"] | None, typer.Option()]
_Weights = Annotated[str | None, typer.Option(metavar="NUMBERS")]
_Rounded = Annotated[str | None, typer.Option("--round", metavar="UNIT")]
_From = Annotated[str | None, typer.Option("--from", metavar="FILE")]
_Sheet = Annotated[str | None, typer.Option(metavar="NAME")]
_TableUnit = Annotated[str | None, typer.Option(metavar="UNIT")]
_Into = Annotated[str | None, typer.Option(metavar="PROPOSAL")]
_Diff = Annotated[bool, typer.Option("--diff")]
_Shares = Annotated[str | None, typer.Option(metavar="SHARES")]


def run(
    ctx: typer.Context,
    proposal: _Proposal = None,
    scheme: options.Scheme = None,
    call: options.Call = None,
    start: options.Day = None,
    end: options.Day = None,
    direct: _Amount = None,
    total: _Amount = None,
    profile: _Profile = None,
    weights: _Weights = None,
    shares: _Shares = None,
    table: _From = None,
    sheet: _Sheet = None,
    table_unit: _TableUnit = None,
    into: _Into = None,
    diff: _Diff = False,
    rounded: _Rounded = None,
    formats: options.Formats = None,
    output: options.Output = None,
    unit: options.Unit = None,
    fail_on: options.FailOn = None,
    stage: options.Stage = None,
    no_waivers: options.NoWaivers = False,
    lang: options.Language = None,
    color: options.Color = "auto",
    calls: options.Calls = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> int:
    """Show a scheme's limits and the largest budget, plan one by fiscal year, or set a proposal's beside its limits."""
    given = {"language": lang, "unit": unit, "fail_on": fail_on, "stage": stage, "calls": calls}
    settings = in_force.settings(ctx.obj, config_file, isolated, **given)
    programme = in_force.programme(settings)
    found = arguments.scheme_and_call(programme, scheme, call)
    asked = {"--start": start, "--end": end, "--direct": direct, "--total": total}
    asked |= {"--profile": profile, "--weights": weights, "--shares": shares, "--round": rounded}
    chosen = outputs.parse("budget", formats or (), output, _default(output, color))
    checking = in_force.checking(settings, fiscal.now(), no_waivers=no_waivers)
    asked_table = Table(table, sheet, table_unit, into, diff)
    _refuse_misplaced(proposal, asked_table, asked)
    target = None
    if proposal is not None:
        made = _of_proposal(proposal, programme, found, checking)
    elif table is not None:
        _tell_beyond(*found, ctx.obj.languages[0])
        made, target = spreadsheets.budget_of(asked_table, programme, found, _period(programme, found, asked), checking)
    else:
        _tell_beyond(*found, ctx.obj.languages[0])
        made = _planned(programme, found, asked, checking, arguments.step(settings.unit.value, rounded))
    written = _writable(chosen, made, ctx.obj.languages[0])
    view = in_force.view_of_plan(ctx.obj, settings, programme)
    proposals = [path for path in (proposal, into) if path is not None]
    keep = outputs.files_to_keep((*settings.files_read, *filter(None, [table])), proposals)
    status = 0
    with redirect_stdout(sys.stderr) if diff else nullcontext():
        outputs.write("budget", made, written, view, color, keep)
    if into is not None:
        status = spreadsheets.settle(asked_table, target, color, view.lang)
    _tell_findings(chosen, made, view.lang)
    found_status = running.status(made.findings, settings.fail_on.value, made.failures, view.lang)
    return max(status, found_status, int(written != chosen))


def _default(output: str | None, color: str) -> str:
    on_screen = output is not None or sys.stdout.isatty() or streams.wants_color(color, sys.stdout)
    return "full" if on_screen else "plain"


def _writable(chosen: list[Output], sheet: BudgetSheet, lang: Lang) -> list[Output]:
    """Return the outputs that can be written: some list the years of a budget, so that without years there are none."""
    unwritable = [one.format for one in chosen if one.format in _OF_YEARS and not sheet.years]
    for form in dict.fromkeys(unwritable):
        if sheet.kind not in (PROPOSAL, TABLE):
            raise UsageError(f"{form}-without-years")
        complain(lang, f"{form}-unread-table" if sheet.kind == TABLE else f"{form}-unread")
    return [one for one in chosen if one.format not in unwritable]


def _refuse_misplaced(proposal: str | None, table: Table, asked: _Asked) -> None:
    """Refuse options that plan a budget where there is one, and those of a spreadsheet where there is none.

    Raises:
        UsageError: there is such an option.
    """
    if table.path is None:
        for option, text in (("--sheet", table.sheet), ("--table-unit", table.unit), ("--into", table.into)):
            if text is not None:
                raise UsageError("needs-from", option=option)
    elif proposal is not None:
        raise UsageError("from-and-proposal")
    if table.diff and table.into is None:
        raise UsageError("needs-into")
    allowed = () if table.path is None or table.into is not None else _OF_PERIOD
    misplaced = [option for option, text in asked.items() if text is not None and option not in allowed]
    if misplaced and (table.path is not None or proposal is not None):
        raise UsageError("plan-of-proposal" if table.path is None else "plan-of-table", option=misplaced[0])


def _period(programme: Programme, found: _Found, asked: _Asked) -> Period | None:
    """Return the support period that is asked for; without an end it needs a scheme."""
    scheme, call = found
    if asked["--start"] is None:
        if asked["--end"] is not None:
            raise UsageError("needs-start", option="--end")
        return None
    if scheme is None and asked["--end"] is None:
        raise UsageError("budget-of-what", schemes=arguments.codes(programme.schemes))
    bounds = of_limits(programme, scheme, call).bounds if scheme else None
    return arguments.period(asked["--start"], asked["--end"], bounds.max_years if bounds else 0)


def _of_proposal(path: str, programme: Programme, found: _Found, checking: Options) -> BudgetSheet:
    document, digest = running.document(path)
    return of_proposal(document, programme, checking, *found)._replace(sha256=digest)


def _planned(programme: Programme, found: _Found, asked: _Asked, checking: Options, step: Step) -> BudgetSheet:
    scheme, call = found
    if scheme is None:
        raise UsageError("budget-of-what", schemes=arguments.codes(programme.schemes))
    limits = of_limits(programme, scheme, call, step.yen)
    assert limits.bounds is not None
    terms, years = limits.bounds.terms, limits.bounds.max_years
    start, end = asked["--start"], asked["--end"]
    if start is None and end is not None:
        raise UsageError("needs-start", option="--end")
    period = arguments.period(start, end, years) if start is not None else None
    sums = arguments.sums(asked["--direct"], asked["--total"], terms, step)
    shares = arguments.shares(asked["--shares"])
    if period is None:
        for option in ("--profile", "--weights", "--shares"):
            if asked[option] is not None:
                raise UsageError("needs-start", option=option)
        if asked["--direct"] is None and asked["--total"] is None:
            return limits
        return of_plan(programme, limits, sums, None, Spread((), {}, step.yen), checking)
    weights = arguments.weights(asked["--weights"], asked["--profile"], period)
    return of_plan(programme, limits, sums, period, Spread(weights, shares, step.yen), checking)


def _tell_beyond(scheme: Scheme | None, call: Call | None, lang: Lang) -> None:
    """Warn of a call with a limit beyond that of the programme: the programme's own is applied."""
    if scheme is None or call is None:
        return
    bounds = {"cap": Yen(scheme.total_cap), "min": scheme.min_years, "max": scheme.max_years}
    for key, figure in call.beyond(scheme):
        value = figure.value if key.endswith("_years") else Yen(figure.value)
        sentence = "call-beyond-years" if key.endswith("_years") else "call-beyond-cap"
        complain(lang, sentence, call=Code(call.id), value=value, **bounds)


def _tell_findings(chosen: list[Output], sheet: BudgetSheet, lang: Lang) -> None:
    """Write the findings to standard error where a format asked for has no place for them."""
    if _WITHOUT_FINDINGS.isdisjoint(one.format for one in chosen):
        return
    for one in (*sheet.findings, *sheet.waived):
        place = (
            {}
            if sheet.path is None or "cell" in one.values
            else {"place": Code(f"{sheet.path}:{one.line}:{one.column}")}
        )
        severity, message = label(f"severity-{one.severity}"), said(one._replace(mend_variant=None))
        key = "finding-told-at" if place else "finding-told"
        complain(lang, key, severity=severity, rule=one.rule, message=message, **place)
