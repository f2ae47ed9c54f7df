"""Document data to a typed proposal: each value is read once, by the reader of its kind."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from aspire_cli import fiscal, money
from aspire_cli.fiscal import Period
from aspire_cli.money import Yen
from aspire_cli.problem import Path
from aspire_cli.programme import load, names
from aspire_cli.programme.model import Programme, Scheme
from aspire_cli.proposal.model import (
    ACTIVITIES,
    CATEGORIES,
    Budget,
    CallText,
    FieldText,
    Mention,
    Proposal,
    Year,
    indirect_costs,
    limits_of,
)
from aspire_cli.proposal.people import PeopleReader
from aspire_cli.proposal.written import is_own_key, is_written, may_count, says_nothing
from aspire_cli.words.text import Code

_ACTIVITY_KEYS = frozenset(("what", "when", "who"))
_CALL_KEYS = frozenset(("agency", "theme", "field", "countries", "total_cap", "min_years", "max_years"))


def read_proposal(data: Any, edition: Programme, today: date, stage: str | None = None) -> Proposal:
    """Return the typed view of a document's data; `stage` overrides the one in the file."""
    return _Reader(data if isinstance(data, dict) else {}, edition).proposal(today, stage)


class _Reader(PeopleReader):
    def proposal(self, today: date, stage: str | None) -> Proposal:
        scheme = self._scheme()
        dates = self._dates()
        counterparts = tuple(self.counterparts())
        years = self._years()
        call_text = self._call()
        return Proposal(
            programme=self.programme,
            today=today,
            stage=stage or ("draft" if self.at("stage") == "draft" else "final"),
            scheme=scheme,
            title=self.text("title"),
            field=self._field(),
            dates=dates,
            period=dates if dates and dates.start <= dates.end else None,
            investigator=self.investigator(),
            team=tuple(self.researcher(("team", number)) for number, _ in self.items("team")),
            counterparts=counterparts,
            lead=next((person for person in counterparts if person.lead), None),
            years=years,
            budget=self._budget(years),
            activities=self._activities(),
            call_text=call_text,
            call=call_text.found if call_text else None,
            limits=limits_of(scheme, call_text.found if call_text else None) if scheme else None,
            names=tuple(self._names()),
            agencies=tuple(self._agencies()),
            unreadable=tuple(self.unreadable),
            canonical=self.canonical,
            names_call=self._names_call(),
            unread=dict(self._unread(years)),
        )

    def _scheme(self) -> Scheme | None:
        value = self.at("scheme")
        if not isinstance(value, str):
            return None
        found = names.find_scheme(self.programme, value)
        if found is None:
            nearest = tuple(scheme.id for scheme in names.scheme_suggestions(self.programme, value)[:1])
            known = tuple(Code(f"`{scheme}`") for scheme in self.programme.schemes)
            mend = "scheme-nearest" if nearest else "scheme"
            fix = nearest[0] if nearest else None
            self.refuse(("scheme",), "scheme", mend, fix, text=value, known=known, nearest=nearest)
            self.canonical[("scheme",)] = next(iter(self.programme.schemes))
            return None
        self.canonical[("scheme",)] = found.id
        return found

    def _field(self) -> FieldText | None:
        value = self.at("field")
        if not isinstance(value, str):
            return None
        found = names.find_field(self.programme, value)
        self.canonical[("field",)] = next(iter(self.programme.fields))  # which one is a rule's to say
        return FieldText(("field",), value, found)

    def _dates(self) -> Period | None:
        start, end = self.day("period", "start"), self.day("period", "end")
        return Period(start, end) if start and end else None

    def _years(self) -> tuple[Year, ...] | None:
        """Return each entry that is written; of one that is no mapping nothing is known."""
        unit, entries = self._unit(), self.at("budget", "years")
        written = enumerate(entries) if isinstance(entries, list) else ()
        found = (self._year(("budget", "years", number), unit) for number, entry in written if may_count(entry))
        return tuple(found) or None

    def _unit(self) -> str:
        unit = self.at("budget", "unit")
        return unit if isinstance(unit, str) and unit in money.UNITS else "yen"

    def _year(self, path: Path, unit: str) -> Year:
        fiscal_year = None
        written = self.at(*path, "fiscal_year")
        year = written if isinstance(written, str) else money.whole_number(written)
        if year is not None:
            try:
                fiscal_year = fiscal.read_fiscal_year(year)
                self.canonical[(*path, "fiscal_year")] = fiscal_year
            except fiscal.FiscalYearError as error:
                meant = str(error.suggestion) if error.suggestion else None
                mend, line = "date-written" if meant else "fiscal-year", Code(f"fiscal_year: {meant}")
                self.refuse((*path, "fiscal_year"), "fiscal-year", mend, meant, text=str(written), line=line)
                self.canonical[(*path, "fiscal_year")] = fiscal.FIRST_FISCAL_YEAR
        amounts = {name: self.amount(*path, name, unit=unit) for name in CATEGORIES}
        return Year(
            path,
            fiscal_year,
            self._institution(*path),
            declared_direct=self.amount(*path, "direct", unit=unit),
            categories={name: amount for name, amount in amounts.items() if amount is not None},
            declared_indirect=self.amount(*path, "indirect", unit=unit),
        )

    def _institution(self, *year: str | int) -> str | None:
        """Return the institution that a year's entry names; of one that is ill-typed, what tells it from another's."""
        value = self.at(*year, "institution")
        return None if value is None else str(value)

    def _budget(self, years: tuple[Year, ...] | None) -> Budget | None:
        """Return the sums, or None where an amount, the rate or the unit is written and cannot be taken."""
        unit = self._unit()
        declared = {name: self.amount("budget", name, unit=unit) for name in ("direct", "indirect", "total")}
        rate = self.at("budget", "indirect_rate")
        if rate is None:
            rate = self.programme.indirect_percent
        rate_taken = money.is_number(rate) and math.isfinite(rate) and 0 <= rate <= 100
        if years is None or not rate_taken or not self._all_amounts_taken():
            return None
        return Budget(
            ("budget",),
            years,
            rate,
            {name: amount for name, amount in declared.items() if amount is not None},
            direct=Yen(sum(year.direct or 0 for year in years)),
            indirect=Yen(sum(indirect_costs(years, rate))),
            complete=all(year.direct is not None for year in years),
        )

    def _all_amounts_taken(self) -> bool:
        if any(problem.path[0] == "budget" and problem.path[-1] != "fiscal_year" for problem in self.unreadable):
            return False
        if self.at("budget", "unit") not in (None, *money.UNITS):
            return False
        entries = self.at("budget", "years")
        amounts = (
            entry.get(name) if isinstance(entry, dict) else [entry]
            for entry in (entries if isinstance(entries, list) else [True])
            for name in (*CATEGORIES, "direct", "indirect")
        )
        return not any(isinstance(amount, bool | dict | list) and is_written(amount) for amount in amounts)

    def _activities(self) -> dict[str, bool] | None:
        value = self.at("activities")
        if not isinstance(value, dict):
            return None
        return {name: _is_planned(value.get(name)) for name in ACTIVITIES}

    def _call(self) -> CallText | None:
        value = self.at("joint_call")
        if isinstance(value, str):
            found = load.joint_call(value, self.programme)
            self.canonical[("joint_call",)] = {}  # whether there is such a call is a rule's to say
            return CallText(("joint_call",), value, found)
        if isinstance(value, dict) and not _CALL_KEYS.isdisjoint(value) and not says_nothing(value):
            from aspire_cli.proposal import joint_call as inline_call

            return inline_call.read(value, self)
        return None

    def _names_call(self) -> bool:
        """Say whether a joint call is written, readable or not."""
        value = self.at("joint_call")
        return not says_nothing(value) if isinstance(value, dict) else value is not None

    def _unread(self, years: tuple[Year, ...] | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the parts of which something is written that may not be what the typed view holds, and what it is."""
        days = [self.at("period", key) for key in ("start", "end")]
        if any(day is not None for day in days):
            yield "period", tuple("" if day is None else str(day) for day in days)
        if years is not None:
            yield "budget", ()
        for key in ("period", "field", "principal_investigator", "counterparts", "activities"):
            value = self.at(key)
            if value is not None and (key == "field" or not isinstance(value, dict)):
                yield key, () if isinstance(value, dict | list) else (str(value),)

    def _names(self) -> Iterator[Mention]:
        named: list[tuple[Path, Any]] = [(("title",), self.data.get("title"))]
        people: list[tuple[Path, Any]] = [(("principal_investigator",), self.data.get("principal_investigator"))]
        people += [((key, number), person) for key in ("team", "counterparts") for number, person in self.items(key)]
        for path, person in people:
            if isinstance(person, dict):
                named += [((*path, key), person.get(key)) for key in ("name", "institution")]
        for path, value in named:
            if not isinstance(value, list):  # ill-shaped, of which the shape check speaks
                yield from _texts(path, value)

    def _agencies(self) -> Iterator[Mention]:
        yield from _texts(("title",), self.data.get("title"))
        if isinstance(call := self.at("joint_call"), dict):
            yield from _texts(("joint_call",), call)
        for number, person in self.items("counterparts"):
            yield from _texts(("counterparts", number, "support"), person.get("support"))


def _is_planned(value: object) -> bool:
    """Say whether an activity is written; what is ill-typed is too, and the shape check speaks of it."""
    if not isinstance(value, list):
        return is_written(value)
    return any(
        is_written(entry.get("what")) or _is_misshapen(entry) if isinstance(entry, dict) else may_count(entry)
        for entry in value
    )


def _is_misshapen(activity: dict[str, Any]) -> bool:
    """Say whether a group of keys has none that an activity has, as a text with a colon in it is read."""
    return _ACTIVITY_KEYS.isdisjoint(activity) and not says_nothing(activity)


def _texts(path: Path, value: Any) -> Iterator[Mention]:
    """Yield every text at and below a path, save under the users' own keys."""
    if isinstance(value, str):
        yield Mention(path, value)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not is_own_key(key):
                yield from _texts((*path, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)
