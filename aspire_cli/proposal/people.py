"""The people of a proposal, read: the investigator and the team in Japan, the counterparts and what supports them."""

from collections.abc import Iterator
from typing import Any

from aspire_cli import money
from aspire_cli.problem import Path
from aspire_cli.proposal.model import Counterpart, Funding, Investigator, Researcher, Support
from aspire_cli.proposal.reader import ValueReader
from aspire_cli.proposal.written import is_own_key, is_written, may_count, says_nothing

_SUPPORT_KEYS = frozenset(("agency", "programme", "status", "from", "until"))
_SOUND_SUPPORT = {"status": "planned"}
_MEANS_TRUE = frozenset(("true", "yes", "on", "y"))


class PeopleReader(ValueReader):
    """Reads the people of one document."""

    def researcher(self, path: Path) -> Researcher:
        """Return the researcher at a path."""
        return Researcher(
            path, self.text(*path, "name"), self.text(*path, "institution"), self.country(*path, "country")
        )

    def investigator(self) -> Investigator | None:
        """Return the principal investigator; None where none is written."""
        path = ("principal_investigator",)
        if not isinstance(self.at(*path), dict):
            return None
        for number, _ in self.items(*path, "other_funding"):
            self.amount(*path, "other_funding", number, "amount")
            self.day(*path, "other_funding", number, "from")
        number = self.at(*path, "researcher_number")
        funding = self.at(*path, "other_funding")
        # A group of keys in place of the list is ill-shaped, which the shape check says; it may well name a fund.
        entries = funding if isinstance(funding, list) else [] if funding is None else [str(funding)]
        return Investigator(
            path,
            self.researcher(path),
            researcher_number=number if isinstance(number, str) else money.whole_number(number),
            orcid=self.plain(*path, "orcid"),
            track_record=self.at(*path, "track_record") is not None,
            other_funding=tuple(
                Funding((*path, "other_funding", index), self.day(*path, "other_funding", index, "until"))
                for index, entry in enumerate(entries)
                if may_count(entry)
            ),
            independent_environment=self.at(*path, "independent_environment") is not None,
        )

    def counterparts(self) -> Iterator[Counterpart]:
        """Yield the counterparts, one of them as the lead."""
        found = list(self.items("counterparts"))
        marked = [number for number, person in found if _means_true(person.get("lead"))]
        listed = self.at("counterparts")
        begun = (n for n, entry in enumerate(listed if found else ()) if isinstance(entry, dict) or may_count(entry))
        lead = marked[0] if marked else next(begun, None)  # one that is ill-shaped leads too, and nobody else does
        for number, person in found:
            path = ("counterparts", number)
            written = person.get("lead")
            mark = written if isinstance(written, bool) else None if is_written(written) else False
            yield Counterpart(path, self.researcher(path), mark, number == lead, self._supports(path))

    def _supports(self, path: Path) -> tuple[Support, ...]:
        value = self.at(*path, "support")
        entries: dict[Path, Any] = {(*path, "support"): value}
        if isinstance(value, list):
            entries = {(*path, "support", number): entry for number, entry in enumerate(value)}
        return tuple(self._support(one, entry) for one, entry in entries.items() if self._is_support(one, entry))

    def _is_support(self, path: Path, entry: Any) -> bool:
        """Say whether a support is written, though perhaps ill-shaped; of a blank one the shape check is not told."""
        if not isinstance(entry, dict):
            return is_written(entry) or isinstance(entry, list)
        if says_nothing(entry) and all(key in _SUPPORT_KEYS or is_own_key(key) for key in entry):
            self.canonical[path] = _SOUND_SUPPORT
            return False
        return True

    def _support(self, path: Path, entry: Any) -> Support:
        if not isinstance(entry, dict):  # ill-shaped, which the shape check says; it may well name an agency
            return Support(path, str(entry), None, None, None, None, ill_typed=True)
        status = self.plain(*path, "status")
        agency = self.at(*path, "agency")
        return Support(
            path,
            str(agency) if agency is not None else None,
            self.plain(*path, "programme"),
            status,
            self.day(*path, "from"),
            self.day(*path, "until"),
            ill_typed=not isinstance(agency, str | None),
            agency_open=agency is None and "agency" in entry,
        )


def _means_true(value: object) -> bool:
    """Say whether a value is true or, though ill-typed, means it."""
    return value is True or (isinstance(value, str) and value.strip().lower() in _MEANS_TRUE)
