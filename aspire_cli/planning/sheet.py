"""One budget beside its limits, as plain data for every report: the limits alone, a plan, or a proposal's own."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aspire_cli.checking import checker
from aspire_cli.checking.checker import Options
from aspire_cli.document.document import Document
from aspire_cli.finding import Finding, Report
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES, Yen
from aspire_cli.planning import plan
from aspire_cli.planning.plan import Cut, Headroom, Spread, Sums, Terms, YearPlan
from aspire_cli.problem import Severity
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.proposal.budget import Budget, budget_of, year_of
from aspire_cli.proposal.model import Limits, Proposal, limits_of
from aspire_cli.proposal.read import read_proposal
from aspire_cli.records import NamedTuple
from aspire_cli.rules import ALL
from aspire_cli.words.sentences import rule_words
from aspire_cli.words.text import Text

if TYPE_CHECKING:
    from aspire_cli.tables.budget import Entry

SchemeAndCall = tuple[Scheme | None, Call | None]  # what a budget, or a proposal, is set against
LIMITS, PLAN, PROPOSAL, TABLE = "limits", "plan", "proposal", "table"
_TOPICS = frozenset({"budget", "period"})
_READING = frozenset({"yaml", "schema"})  # what keeps a proposal's budget or period from being read
# Sections of a rule's words with mends for this page: it asks for no other plan and, without a file, for options.
_OF_A_FILE = ("mends-in-a-budget",)
_OF_A_PLAN = ("mends-in-a-plan", "mends-in-a-budget")
_KEYS = frozenset({"", "scheme", "call", "period", "budget"})  # the first: the file as a whole


class Bounds(NamedTuple):
    """What a scheme, and the joint call where one is named, allows. Lengths in years, the rest in `terms`."""

    scheme: Scheme
    call: Call | None
    terms: Terms
    min_years: int
    max_years: int
    clauses: tuple[str, ...]

    @property
    def name(self) -> Text:
        """The name of the call or, where there is none, of the scheme."""
        return (self.call or self.scheme).name


class TableRead(NamedTuple):
    """The table of a spreadsheet that a budget was read from: which cells were taken, which were not, what is wrong.

    `entries` have the names of the cells of each amount; `unit` is None where each amount bears its own.
    """

    path: str
    sheet: str | None
    unit: str | None
    unit_cell: str  # that says the unit; empty: `--table-unit` does, the sheet's name or how amounts are shown
    unit_asked: bool  # by `--table-unit`
    contradicted: str  # the cell that says another unit than `--table-unit`
    entries: "tuple[Entry, ...]"
    checked: tuple[str, ...]  # cells of sums, that are not added
    aside: tuple[tuple[str, str, bool], ...]  # the first cell, the heading, and whether that tells why
    hidden_rows: tuple[str, ...]
    hidden_columns: tuple[str, ...]
    other_sheets: tuple[str, ...]
    percent: int  # by which indirect costs are reckoned where the table gives none
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it contradicts anything else, and every amount can be taken."""
        return all(one.severity is not Severity.ERROR for one in self.findings)


class BudgetSheet(NamedTuple):
    """A budget beside its limits; None where a proposal does not say, or cannot be read."""

    kind: str  # "limits" (`sums` are the largest without a finding), "plan", "proposal" or "table"
    bounds: Bounds | None
    sums: Sums | None
    period: Period | None = None
    entries: tuple[YearPlan, ...] = ()  # of a proposal, as it has them: one for each institution in a year
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    calls: tuple[Call, ...] = ()  # those there are, where the scheme asks for one and none is named
    path: str | None = None
    title: Text | None = None
    failures: tuple[str, ...] = ()
    sha256: str = ""  # of a proposal's file
    step: int = 1  # yen: the amounts of limits and plans are multiples of it
    table: TableRead | None = None  # the spreadsheet that the budget comes from
    so_far: bool = False  # an amount or a year of a proposal is still to be written, which may add to the sums

    @property
    def years(self) -> tuple[YearPlan, ...]:
        """The entries of each fiscal year taken together; those without a readable year come last."""
        found: dict[int | None, list[YearPlan]] = {}
        for entry in self.entries:
            found.setdefault(entry.fiscal_year, []).append(entry)
        return tuple(_together(found[year]) for year in sorted(found, key=lambda year: (year is None, year)))

    @property
    def largest(self) -> Sums | None:
        """The largest budget inside the limits."""
        return plan.largest(self.bounds.terms, self.step) if self.bounds else None

    @property
    def headroom(self) -> Headroom | None:
        """What is still free of the limits, or over them."""
        return plan.headroom(self.sums, self.bounds.terms, self.step) if self.bounds and self.sums else None

    @property
    def cut(self) -> Cut | None:
        """What would bring it inside its limits; None where it is."""
        return plan.cut(self.sums, self.bounds.terms, self.step) if self.bounds and self.sums else None


def of_limits(programme: Programme, scheme: Scheme, call: Call | None, step: int = 1) -> BudgetSheet:
    """Return the limits of a scheme, or of a joint call, and the largest plan inside them in steps of `step` yen."""
    bounds = bounds_of(programme, scheme, call)
    asks = scheme.is_joint and call is None
    calls = tuple(one for one in known_calls(programme).values() if one.scheme == scheme.id) if asks else ()
    return BudgetSheet(LIMITS, bounds, plan.largest(bounds.terms, step), calls=calls, step=step)


def of_plan(
    programme: Programme, limits: BudgetSheet, sums: Sums, period: Period | None, by: Spread, options: Options
) -> BudgetSheet:
    """Return a plan beside the limits, with what `aspire check` would say of its budget and period."""
    assert limits.bounds is not None
    years = plan.years(sums, period, by) if period else ()
    budget = as_budget(years or (YearPlan(None, None, sums.direct, sums.indirect),), programme)
    report = report_on(budget, period, programme, (limits.bounds.scheme, limits.bounds.call), options)
    return limits._replace(
        kind=PLAN,
        sums=sums,
        period=period,
        entries=years,
        findings=report.findings,
        failures=report.failures,
        step=by.step,
    )


def as_budget(entries: "Iterable[YearPlan | Entry]", programme: Programme) -> Budget:
    """Return the entries of a plan, or of a spreadsheet, as the budget that a proposal with them has."""
    years = tuple(
        year_of(
            ("budget", "years", number),
            entry.fiscal_year,
            entry.institution,
            declared_direct=None if entry.categories else Yen(entry.direct),
            categories={name: Yen(amount) for name, amount in entry.categories.items()},
            declared_indirect=None if entry.indirect is None else Yen(entry.indirect),
        )
        for number, entry in enumerate(entries)
    )
    return budget_of(years, programme.indirect_percent, {}, programme.rounding)


def report_on(
    budget: Budget, period: Period | None, programme: Programme, found: SchemeAndCall, options: Options
) -> Report:
    """Return what `aspire check` would say of a budget and a period that stand in no proposal, for a scheme or call."""
    proposal = Proposal(programme, options.now, dates=period, period=period, years=budget.years, budget=budget)
    scheme, call = found
    if scheme is not None:
        proposal = proposal.moved_to(scheme, call)
    narrowed = _narrowed(options, _TOPICS)._replace(waivers=False)
    report = checker.report(checker.examine_unwritten(proposal, narrowed))
    return report._replace(findings=tuple(_mended_here(one, _OF_A_PLAN) for one in report.findings))


def of_proposal(
    document: Document, programme: Programme, options: Options, found: SchemeAndCall = (None, None)
) -> BudgetSheet:
    """Return the budget of a proposal beside its limits, with what those of the rules find that speak of them.

    Where a scheme is asked for, and perhaps a joint call, the limits are theirs: then no waiver counts, for nobody has
    agreed to the same under another scheme.
    """
    proposal, report = _checked(document, programme, _narrowed(options, _TOPICS | _READING), found)
    own, budget = proposal.scheme, proposal.budget
    bounds = bounds_of(programme, own, proposal.limits.call if proposal.limits else None) if own else None
    sums = sums_of(budget)
    return BudgetSheet(
        PROPOSAL,
        bounds,
        sums,
        period=proposal.period,
        entries=entries_of(budget, proposal.period) if budget and sums else (),
        so_far=budget is not None and budget.so_far,
        findings=_about_money_and_time(report.findings),
        waived=_about_money_and_time(report.waived),
        path=document.path,
        title=proposal.title,
        failures=report.failures,
    )


def _checked(
    document: Document, programme: Programme, options: Options, found: SchemeAndCall
) -> tuple[Proposal, Report]:
    """Return a proposal, moved to a scheme and joint call where these are asked for and not its own, and its report."""
    scheme, call = found
    reading = read_proposal(document.data, programme, options.now, options.stage, document.text_of)
    proposal = reading.proposal
    if document.problems:
        return proposal, checker.unreadable(document, "")
    examined = checker.examine(document, reading, options)
    # A scheme alone leaves the proposal's own joint call as it is.
    same = scheme is None or (proposal.scheme == scheme if call is None else proposal.is_for(scheme, call))
    if scheme is not None and not same:
        examined = checker.examine_moved(examined, scheme, call)
    return examined.proposal, checker.report(examined)


def sums_of(budget: Budget | None) -> Sums | None:
    """Return the sums of a budget; None where there is none, or one of them needs an amount that cannot be read."""
    if budget is None or budget.direct is None or budget.indirect is None:
        return None
    return Sums(int(budget.direct), int(budget.indirect))


def terms_of(limits: Limits, programme: Programme) -> Terms:
    """Return what a budget must keep to within a scheme's, or a joint call's, limits."""
    return Terms(limits.direct_cap, limits.total_cap, limits.indirect_percent or programme.indirect_percent)


def bounds_of(programme: Programme, scheme: Scheme, call: Call | None) -> Bounds:
    """Return what a scheme, narrowed by a joint call, allows."""
    limits, known = limits_of(programme, scheme, call), texts_of(programme).clauses
    clauses = tuple(name for part in ("scale", "period") if (name := f"{part}.{scheme.id}") in known)
    return Bounds(scheme, call, terms_of(limits, programme), limits.min_years, limits.max_years, clauses)


def _narrowed(options: Options, topics: frozenset[str]) -> Options:
    """Return how to check by the rules of these topics alone, so far as these are asked for."""
    rules = options.rules.intersection(rule.name for rule in ALL if rule.topic in topics)
    return options._replace(rules=rules, detail=False, edits=False)


def _about_money_and_time(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    told = (one for one in findings if one.topic != "schema" or one.part in _KEYS)
    return tuple(_mended_here(one, _OF_A_FILE) for one in told)


def _mended_here(finding: Finding, sections: Sequence[str]) -> Finding:
    """Return a finding with the mend for this page, from the first section of the rule's words that has one."""
    told = rule_words(finding.rule)
    fitting = (section for section in sections if finding.mend_variant in told.get(section, {}))
    return finding._replace(mends=next(fitting, finding.mends))


def entries_of(budget: Budget, period: Period | None) -> tuple[YearPlan, ...]:
    """Return the budget entry by entry."""
    months = plan.months(period) if period else {}
    return tuple(
        YearPlan(
            entry.fiscal_year,
            months.get(entry.fiscal_year, 0) if period and entry.fiscal_year is not None else None,
            direct=entry.direct or 0,
            indirect=share,
            categories=dict(entry.categories),
            institution=entry.institution,
        )
        for entry, share in zip(budget.years, budget.shares or [0] * len(budget.years), strict=True)
    )


def _together(entries: Sequence[YearPlan]) -> YearPlan:
    """Return the entries of one fiscal year as one; it is split into categories where all of them are."""
    split = all(entry.categories for entry in entries)
    sums = {name: sum(entry.categories.get(name, 0) for entry in entries) for name in CATEGORIES if split}
    direct, indirect = sum(entry.direct for entry in entries), sum(entry.indirect for entry in entries)
    return YearPlan(entries[0].fiscal_year, entries[0].months, direct, indirect, sums)
