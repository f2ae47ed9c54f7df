"""Document data to a typed proposal: each value is read once, by the reader of its kind."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from aspire_cli import fiscal, inline_call, money, names, programme
from aspire_cli.finding import Path
from aspire_cli.fiscal import Period
from aspire_cli.money import Yen
from aspire_cli.programme import Programme, Scheme
from aspire_cli.proposal import (
    ACTIVITIES,
    CATEGORIES,
    Budget,
    CallText,
    Counterpart,
    FieldText,
    Funding,
    Investigator,
    Limits,
    Mention,
    Proposal,
    Researcher,
    Support,
    Year,
    indirect_costs,
)
from aspire_cli.values import ValueReader
from aspire_cli.words import Code
from aspire_cli.written import is_written

_MEANS_TRUE = frozenset(("true", "yes", "on", "y"))


def read_proposal(data: Any, edition: Programme, today: date, stage: str | None = None) -> Proposal:
    """Return the typed view of a document's data; `stage` overrides the one in the file."""
    return _Reader(data if isinstance(data, dict) else {}, edition).proposal(today, stage)


class _Reader(ValueReader):
    def proposal(self, today: date, stage: str | None) -> Proposal:
        scheme = self._scheme()
        dates = self._dates()
        counterparts = tuple(self._counterparts())
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
            investigator=self._investigator(),
            team=tuple(self._researcher(("team", number)) for number, _ in self.items("team")),
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
            names_call=self.at("joint_call") is not None,
        )

    def _scheme(self) -> Scheme | None:
        value = self.at("scheme")
        if not isinstance(value, str):
            return None
        found = names.find_scheme(self.programme, value)
        if found is None:
            nearest = names.nearest(value, [scheme.id for scheme in self.programme.schemes.values()], 1)
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

    def _researcher(self, path: Path) -> Researcher:
        return Researcher(
            path, self.text(*path, "name"), self.text(*path, "institution"), self.country(*path, "country")
        )

    def _investigator(self) -> Investigator | None:
        path = ("principal_investigator",)
        if not isinstance(self.at(*path), dict):
            return None
        for number, _ in self.items(*path, "other_funding"):
            self.amount(*path, "other_funding", number, "amount")
            self.day(*path, "other_funding", number, "from")
        number = self.at(*path, "researcher_number")
        funding = self.at(*path, "other_funding")
        entries = funding if isinstance(funding, list) else [funding] if funding else []
        return Investigator(
            path,
            self._researcher(path),
            researcher_number=number if isinstance(number, str | int) and not isinstance(number, bool) else None,
            orcid=self.plain(*path, "orcid"),
            track_record=self.at(*path, "track_record") is not None,
            other_funding=tuple(
                Funding((*path, "other_funding", index), self.day(*path, "other_funding", index, "until"))
                for index, entry in enumerate(entries)
                if any(map(is_written, entry.values() if isinstance(entry, dict) else [entry]))
            ),
            independent_environment=self.at(*path, "independent_environment") is not None,
        )

    def _counterparts(self) -> Iterator[Counterpart]:
        found = list(self.items("counterparts"))
        marked = [number for number, person in found if _means_true(person.get("lead"))]
        lead = marked[0] if marked else found[0][0] if found else None
        for number, person in found:
            path = ("counterparts", number)
            written = person.get("lead")
            mark = written if isinstance(written, bool) else None if is_written(written) else False
            yield Counterpart(path, self._researcher(path), mark, number == lead, self._supports(path))

    def _supports(self, path: Path) -> tuple[Support, ...]:
        value = self.at(*path, "support")
        entries: dict[Path, Any] = {(*path, "support"): value}
        if isinstance(value, list):
            entries = {(*path, "support", number): entry for number, entry in enumerate(value)}
        return tuple(self._support(one, entry) for one, entry in entries.items() if is_written(entry))

    def _support(self, path: Path, entry: Any) -> Support:
        if not isinstance(entry, dict):  # ill-shaped, which the shape check says; it may well name an agency
            return Support(path, str(entry), None, None, None, ill_typed=True)
        self.day(*path, "from")
        status = self.plain(*path, "status")
        agency = self.at(*path, "agency")
        return Support(
            path,
            str(agency) if agency is not None else None,
            self.plain(*path, "programme"),
            status,
            self.day(*path, "until"),
            ill_typed=not isinstance(agency, str | None),
        )

    def _years(self) -> tuple[Year, ...] | None:
        """Return each entry that is written; of one that is no mapping nothing is known."""
        unit, entries = self._unit(), self.at("budget", "years")
        written = enumerate(entries) if isinstance(entries, list) else ()
        found = (self._year(("budget", "years", number), unit) for number, entry in written if is_written(entry))
        return tuple(found) or None

    def _unit(self) -> str:
        unit = self.at("budget", "unit")
        return unit if isinstance(unit, str) and unit in money.UNITS else "yen"

    def _year(self, path: Path, unit: str) -> Year:
        fiscal_year = None
        written = self.at(*path, "fiscal_year")
        if isinstance(written, str | int) and not isinstance(written, bool):
            try:
                fiscal_year = fiscal.read_fiscal_year(written)
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
            self.plain(*path, "institution"),
            declared_direct=self.amount(*path, "direct", unit=unit),
            categories={name: amount for name, amount in amounts.items() if amount is not None},
            declared_indirect=self.amount(*path, "indirect", unit=unit),
        )

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
        return isinstance(entries, list) and all(
            not isinstance(entry.get(name), bool | dict | list) if isinstance(entry, dict) else not is_written(entry)
            for entry in entries
            for name in (*CATEGORIES, "direct", "indirect")
        )

    def _activities(self) -> dict[str, bool] | None:
        value = self.at("activities")
        if not isinstance(value, dict):
            return None
        return {name: _is_planned(value.get(name)) for name in ACTIVITIES}

    def _call(self) -> CallText | None:
        value = self.at("joint_call")
        if isinstance(value, str):
            found = programme.joint_call(value, self.programme)
            self.canonical[("joint_call",)] = {}  # whether there is such a call is a rule's to say
            return CallText(("joint_call",), value, found)
        if isinstance(value, dict):
            return inline_call.read(value, self.programme, self.amount, self.canonical)
        return None

    def _names(self) -> Iterator[Mention]:
        yield from _texts(("title",), self.data.get("title"))
        people: list[tuple[Path, Any]] = [(("principal_investigator",), self.data.get("principal_investigator"))]
        people += [((key, number), person) for key in ("team", "counterparts") for number, person in self.items(key)]
        for path, person in people:
            for key in ("name", "institution"):
                yield from _texts((*path, key), person.get(key) if isinstance(person, dict) else None)

    def _agencies(self) -> Iterator[Mention]:
        yield from _texts(("title",), self.data.get("title"))
        yield from _texts(("joint_call",), self.at("joint_call"), inside=dict)
        for number, person in self.items("counterparts"):
            yield from _texts(("counterparts", number, "support"), person.get("support"))


def limits_of(scheme: Scheme, call: programme.JointCall | None) -> Limits:
    """Return what a scheme allows, narrowed by a joint call's own figures within it."""
    if call is None or scheme.form != "joint":
        return Limits(scheme, None, scheme.total_cap, scheme.min_years, scheme.max_years)
    total_cap = min(scheme.total_cap, call.total_cap.value) if call.total_cap else scheme.total_cap
    shortest = max(scheme.min_years, call.min_years.value) if call.min_years else scheme.min_years
    longest = min(scheme.max_years, call.max_years.value) if call.max_years else scheme.max_years
    if shortest > longest:  # a call outside the programme; its own rule says so
        shortest, longest = scheme.min_years, scheme.max_years
    return Limits(scheme, call, total_cap, shortest, longest)


def _means_true(value: object) -> bool:
    """Say whether a value is true or, though ill-typed, means it."""
    return value is True or (isinstance(value, str) and value.strip().lower() in _MEANS_TRUE)


def _is_planned(value: object) -> bool:
    """Say whether an activity is written; what is ill-typed is too, and the shape check speaks of it."""
    if isinstance(value, list):
        return any(is_written(entry.get("what") if isinstance(entry, dict) else entry) for entry in value)
    return is_written(value)


def _texts(path: Path, value: Any, inside: type | None = None) -> Iterator[Mention]:
    """Yield every text at and below a path; `inside` asks for a container of that type."""
    if isinstance(value, str) and inside is None:
        yield Mention(path, value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*path, key), item)
    elif isinstance(value, list) and inside is None:
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)
