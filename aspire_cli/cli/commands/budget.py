"""`aspire budget`: a scheme's limits, a plan by fiscal year inside them, or a proposal's budget beside them."""

import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from typing import Annotated, Literal

import typer

from aspire_cli import fiscal
from aspire_cli.checking.checker import Options
from aspire_cli.cli import arguments, in_force, options, outputs, running, spreadsheets, streams
from aspire_cli.cli.arguments import Step
from aspire_cli.cli.outputs import Output
from aspire_cli.cli.spreadsheets import Target
from aspire_cli.cli.streams import Reader, UsageError, complain
from aspire_cli.fiscal import Period
from aspire_cli.money import Yen
from aspire_cli.planning import from_table
from aspire_cli.planning.plan import Spread
from aspire_cli.planning.sheet import PROPOSAL, TABLE, BudgetSheet, SchemeAndCall, of_limits, of_plan, of_proposal
from aspire_cli.programme.edition import sha256
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.proposal.model import limits_of
from aspire_cli.records import NamedTuple
from aspire_cli.reports import said
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Code, Lang, codes

_OF_YEARS = frozenset({"xlsx", "yaml"})
_WITHOUT_FINDINGS = frozenset({"csv", "xlsx", "yaml"})  # formats that hold data alone: findings go to standard error
_OF_AMOUNTS = ("direct", "total", "profile", "weights", "shares", "round")
_OF_PLAN = ("start", "end", *_OF_AMOUNTS)
_OF_TABLE = ("sheet", "table_unit", "into")
_Amount = Annotated[str | None, typer.Option(metavar="AMOUNT")]


class Asked(NamedTuple):
    """What is to be planned, or which budget is to be set beside its limits, and how that is shown."""

    proposal: Annotated[str | None, typer.Argument(metavar="[PROPOSAL]")] = None
    scheme: options.Scheme = None
    call: options.Call = None
    start: options.Day = None
    end: options.Day = None
    direct: _Amount = None
    total: _Amount = None
    profile: Annotated[Literal["months", "flat", "front", "back"] | None, typer.Option()] = None
    weights: Annotated[str | None, typer.Option(metavar="NUMBERS")] = None
    shares: Annotated[str | None, typer.Option(metavar="SHARES")] = None
    table: Annotated[str | None, typer.Option("--from", metavar="FILE")] = None
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None
    table_unit: Annotated[str | None, typer.Option(metavar="UNIT")] = None
    into: Annotated[str | None, typer.Option(metavar="PROPOSAL")] = None
    diff: options.Diff = False
    round: Annotated[str | None, typer.Option(metavar="UNIT")] = None
    formats: options.Formats = None
    output: options.Output = None
    unit: options.Unit = None
    fail_on: options.FailOn = None
    stage: options.Stage = None
    no_waivers: options.NoWaivers = False
    language: options.Language = None
    color: options.Color = "auto"
    calls: options.Calls = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> int:
    """Show a scheme's limits and the largest budget, plan one by fiscal year, or set a proposal's beside its limits."""
    settings = in_force.settings(reader, asked)
    programme = in_force.programme(settings)
    found = arguments.scheme_and_call(programme, asked.scheme, asked.call)
    chosen = outputs.parse("budget", asked.formats, asked.output, asked.color, _usual(asked))
    checking = in_force.checking(settings, fiscal.now(), no_waivers=asked.no_waivers)
    _refuse_misplaced(asked)
    view = in_force.view_of_plan(settings, programme)
    target = None
    if asked.proposal is not None:
        document, data = running.document(asked.proposal)
        made = of_proposal(document, programme, checking, found)._replace(sha256=sha256(data))
    else:
        _tell_beyond(*found, view.lang)
        if asked.table is not None:
            made, target = _of_table(asked, asked.table, programme, found, checking)
        else:
            made = _planned(asked, programme, found, checking, arguments.step(view.unit, asked.round))
    writable = _writable(chosen, made, view.lang)
    inputs = (*settings.files_read, *filter(None, [asked.table]))
    with redirect_stdout(sys.stderr if asked.diff else sys.stdout):
        proposals = filter(None, [asked.proposal, asked.into])
        outputs.write("budget", made, writable, view, inputs, proposals)
    status = 0
    if asked.into is not None:
        status = spreadsheets.settle(asked.into, target, view.lang, diff=asked.diff, color=asked.color)
    _tell_findings(chosen, made, view.lang)
    found_status = running.status(made.findings, settings.fail_on.value, made.failures, view.lang)
    return max(status, found_status, int(writable != chosen))


def _usual(asked: Asked) -> str:
    """Return the usual format: for another program, or to be pasted, without bars."""
    on_screen = bool(asked.output) or sys.stdout.isatty() or streams.wants_color(asked.color, sys.stdout)
    return "full" if on_screen else "plain"


def _writable(chosen: list[Output], sheet: BudgetSheet, lang: Lang) -> list[Output]:
    """Return the outputs that can be written: some list the years of a budget, so that without years there are none."""
    unwritable = [one.format for one in chosen if one.format in _OF_YEARS and not sheet.years]
    for form in dict.fromkeys(unwritable):
        if sheet.kind not in (PROPOSAL, TABLE):
            raise UsageError(f"{form}-without-years")
        complain(lang, f"{form}-unread-table" if sheet.kind == TABLE else f"{form}-unread")
    return [one for one in chosen if one.format not in unwritable]


def _refuse_misplaced(asked: Asked) -> None:
    """Refuse options that plan a budget where there is one, and those of a spreadsheet where there is none.

    Raises:
        UsageError: there is such an option.
    """
    if asked.table is None:
        _refuse(asked, _OF_TABLE, "needs-from")
    elif asked.proposal is not None:
        raise UsageError("from-and-proposal")
    if asked.diff and asked.into is None:
        raise UsageError("needs-into")
    if asked.table is not None:
        # A table names no day, but the budget of a proposal has its period there.
        _refuse(asked, _OF_PLAN if asked.into is not None else _OF_AMOUNTS, "plan-of-table")
    elif asked.proposal is not None:
        _refuse(asked, _OF_PLAN, "plan-of-proposal")


def _refuse(asked: Asked, names: Iterable[str], complaint: str) -> None:
    """Refuse the first of these options that is given."""
    for name in names:
        if getattr(asked, name) is not None:
            raise UsageError(complaint, option=f"--{name.replace('_', '-')}")


def _period(asked: Asked, programme: Programme, found: SchemeAndCall) -> Period | None:
    """Return the support period that is asked for; without an end it needs a scheme."""
    scheme, call = found
    if asked.start is None:
        if asked.end is not None:
            raise UsageError("needs-start", option="--end")
        return None
    if scheme is None and asked.end is None:
        raise UsageError("budget-of-what", schemes=codes(programme.schemes))
    longest = limits_of(programme, scheme, call).max_years if scheme else 0
    return arguments.period(asked.start, asked.end, longest)


def _of_table(
    asked: Asked, path: str, programme: Programme, found: SchemeAndCall, checking: Options
) -> tuple[BudgetSheet, Target | None]:
    """Return the budget of a spreadsheet and, where it goes into a proposal, that proposal with it."""
    before = spreadsheets.before(asked.into, programme, checking) if asked.into is not None else None
    period = before.proposal.period if before else _period(asked, programme, found)
    table = spreadsheets.read_table(path, asked.sheet, asked.table_unit, programme, period)
    sheet = from_table.of_table(table, programme, found, period, checking)
    if before is None or not (table.is_sound and sheet.entries):
        return sheet, None
    target = spreadsheets.target(before, sheet.entries)
    own = of_proposal(target.document, programme, checking, found)
    findings = (*table.findings, *own.findings)
    return own._replace(table=table, findings=findings, sha256=sha256(target.after)), target


def _planned(asked: Asked, programme: Programme, found: SchemeAndCall, checking: Options, step: Step) -> BudgetSheet:
    """Return the plan that is asked for; the limits alone where neither an amount nor a period is."""
    scheme, call = found
    if scheme is None:
        raise UsageError("budget-of-what", schemes=codes(programme.schemes))
    limits = of_limits(programme, scheme, call, step.yen)
    assert limits.bounds is not None
    period = _period(asked, programme, found)
    sums = arguments.sums(asked.direct, asked.total, limits.bounds.terms, step)
    shares = arguments.shares(asked.shares)
    if period is None:
        _refuse(asked, ("profile", "weights", "shares"), "needs-start")
        if asked.direct is None and asked.total is None:
            return limits
    weights = arguments.weights(asked.weights, asked.profile, period) if period else ()
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
        severity, message = label(f"severity-{one.severity}"), said(one._replace(mend_variant=None))
        told = {"severity": severity, "rule": one.rule, "message": message}
        if sheet.path is None or "cell" in one.values:
            complain(lang, "finding-told", **told)
        else:
            complain(lang, "finding-told-at", **told, place=Code(f"{sheet.path}:{one.line}:{one.column}"))
