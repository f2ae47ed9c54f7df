"""`aspire budget`: a scheme's limits, a plan by fiscal year inside them, or a proposal's budget beside them."""

import sys
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, NamedTuple

import typer

from aspire_cli.checking.checker import Options
from aspire_cli.cli import arguments, in_force, options, outputs, running, streams
from aspire_cli.cli.arguments import Step
from aspire_cli.cli.outputs import Output
from aspire_cli.cli.streams import UsageError, complain
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
_Shares = Annotated[str | None, typer.Option(metavar="SHARES")]


class _Table(NamedTuple):
    """What the options of a spreadsheet say."""

    path: str | None
    sheet: str | None
    unit: str | None


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
    checking = in_force.checking(settings, date.today(), no_waivers=no_waivers)
    of_table = _Table(table, sheet, table_unit)
    _refuse_misplaced(proposal, of_table, asked)
    if proposal is not None:
        made = _of_proposal(proposal, programme, found, checking)
    else:
        _tell_beyond(*found, ctx.obj.languages[0])
        step = arguments.step(settings.unit.value, rounded)
        made = (
            _planned(programme, found, asked, checking, step)
            if table is None
            else _of_table(of_table, programme, found, asked, checking)
        )
    written = _writable(chosen, made, ctx.obj.languages[0])
    view = in_force.view_of_plan(ctx.obj, settings, programme)
    keep = outputs.files_to_keep((*settings.files_read, *filter(None, [table])), [] if proposal is None else [proposal])
    outputs.write("budget", made, written, view, color, keep)
    _tell_findings(chosen, made, view.lang)
    status = running.status(made.findings, settings.fail_on.value, made.failures, view.lang)
    return max(status, int(written != chosen))


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


def _refuse_misplaced(proposal: str | None, table: _Table, asked: _Asked) -> None:
    """Refuse options that plan a budget where there is one, and those of a spreadsheet where there is none.

    Raises:
        UsageError: there is such an option.
    """
    if table.path is None:
        for option, text in (("--sheet", table.sheet), ("--table-unit", table.unit)):
            if text is not None:
                raise UsageError("needs-from", option=option)
    elif proposal is not None:
        raise UsageError("from-and-proposal")
    of_table = table.path is not None
    misplaced = [
        option for option, text in asked.items() if text is not None and not (of_table and option in _OF_PERIOD)
    ]
    if misplaced and (of_table or proposal is not None):
        raise UsageError("plan-of-table" if of_table else "plan-of-proposal", option=misplaced[0])


def _of_table(table: _Table, programme: Programme, found: _Found, asked: _Asked, checking: Options) -> BudgetSheet:
    from aspire_cli.cli import spreadsheets
    from aspire_cli.planning import from_table

    assert table.path is not None
    read = spreadsheets.read_table(table.path, table.sheet, table.unit, programme)
    period, (scheme, call) = None, found
    if asked["--start"] is not None:
        if scheme is None and asked["--end"] is None:
            raise UsageError("budget-of-what", schemes=arguments.codes(programme.schemes))
        bounds = of_limits(programme, scheme, call).bounds if scheme else None
        period = arguments.period(asked["--start"], asked["--end"], bounds.max_years if bounds else 0)
    elif asked["--end"] is not None:
        raise UsageError("needs-start", option="--end")
    return from_table.of_table(read, programme, found, period, checking)


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
        place = {} if sheet.path is None else {"place": Code(f"{sheet.path}:{one.line}:{one.column}")}
        severity, message = label(f"severity-{one.severity}"), said(one._replace(mend_variant=None))
        key = "finding-told-at" if place else "finding-told"
        complain(lang, key, severity=severity, rule=one.rule, message=message, **place)
