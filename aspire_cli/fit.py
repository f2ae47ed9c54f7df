"""The four fits and what a person must confirm, as plain data: only detailed reports bear them."""

from collections.abc import Mapping
from typing import NamedTuple

from aspire_cli.words import Text


class BudgetFit(NamedTuple):
    """The budget beside its limits, in yen; None where a figure is missing or does not exist."""

    direct: int
    indirect: int
    total: int
    direct_cap: int | None
    total_cap: int | None
    indirect_percent: int
    complete: bool  # every year is written
    has_direct: bool  # of any year direct costs are written
    has_indirect: bool  # and of any year, as written or computed, indirect costs
    cap_is_general: bool  # a joint call's, of which only the programme's own limit is known


class PeriodFit(NamedTuple):
    """The support period: ISO dates, months begun, length as years, months and days, and the fiscal years touched."""

    start: str
    end: str
    months: int
    span: tuple[int, ...]
    fiscal_years: tuple[int, ...]
    min_years: int | None
    max_years: int | None


class SupportFit(NamedTuple):
    """One support of a counterpart researcher, as written."""

    agency: str | None
    status: str | None
    until: str | None


class CountryFit(NamedTuple):
    """A counterpart and its country; `code` is None where the country is not known, `name` empty where it has none."""

    code: str | None
    name: Text
    listed: bool
    through_eu: bool
    person: Text
    institution: Text
    lead: bool
    support: tuple[SupportFit, ...]
    pointer: str  # to the counterpart
    must_have_support: bool  # single calls ask for it


class FieldFit(NamedTuple):
    """The field; `id` is None where it is not one of the programme's."""

    id: str | None
    name: Text
    listed: bool


class Fits(NamedTuple):
    """The four fits, and the applicant and the plans; None where the proposal does not say."""

    budget: BudgetFit | None
    period: PeriodFit | None
    countries: tuple[CountryFit, ...]
    field: FieldFit | None
    applicant: Mapping[str, bool]  # in-japan, track-record, funds, independence: is it so; only what is asked
    plans: Mapping[str, bool]  # research, exchange, training: is it written
    unread: Mapping[str, tuple[str, ...]]  # parts that are written and cannot be taken, as far as a line shows them


class Confirm(NamedTuple):
    """A point that only a person can judge, with its clause."""

    item: str
    text: Text
    clause: str
