"""The budget that a table holds: its entries in whole yen, where each amount stands, and what does not agree."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from aspire_cli import money
from aspire_cli.money import CATEGORIES, AmountError
from aspire_cli.records import NamedTuple
from aspire_cli.tables import amounts
from aspire_cli.tables.grid import FAULT, NO_VALUE, Place, TableError, cell_names
from aspire_cli.tables.headings import DIRECT, INDIRECT, TOTAL
from aspire_cli.tables.layout import RUN, Layout, Slot
from aspire_cli.tables.paths import ALL
from aspire_cli.words.text import Code

_THOUSAND = 1_000  # yen
_TOLD = (NO_VALUE, FAULT, "fraction", "too-large")  # why an amount cannot be taken; all else is unreadable


class Taken(NamedTuple):
    """An amount in yen, and the names of the cells that it comes from."""

    yen: int
    cells: tuple[str, ...]


class Entry(NamedTuple):
    """What a table says of one fiscal year, of one institution where it tells several apart."""

    fiscal_year: int
    institution: str | None
    amounts: Mapping[str, Taken]  # by category, direct, indirect, total: those that it has

    @property
    def categories(self) -> dict[str, int]:
        """The amounts by category, all of them where there is any."""
        found = {key: self.amounts[key].yen for key in CATEGORIES if key in self.amounts}
        return {key: found.get(key, 0) for key in CATEGORIES} if found else {}

    @property
    def direct(self) -> int:
        """The direct costs: the sum of the categories where there are any."""
        categories = self.categories
        if categories:
            return sum(categories.values())
        return self.amounts[DIRECT].yen if DIRECT in self.amounts else 0

    @property
    def indirect(self) -> int | None:
        """The indirect costs; None where the table gives none."""
        return self.amounts[INDIRECT].yen if INDIRECT in self.amounts else None


class Fault(NamedTuple):
    """Something that is wrong at a cell: an amount that cannot be taken, or a sum that does not agree."""

    kind: str  # amount, sum or sum-rounding
    cell: str
    variant: str
    values: Mapping[str, object]


class Budget(NamedTuple):
    """The entries of a table in order, what is wrong with it, and the cells of sums that were checked."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    checked: tuple[str, ...]


def read(table: Layout, unit: str | None, asked: str | None, percent: int, rounding: int) -> Budget:
    """Return the budget in a table.

    Args:
        table: Its amounts, with what their headings say.
        unit: What its plain numbers count in.
        asked: The same, where whoever reads it has said so, whatever the table says.
        percent: The indirect costs, in percent of direct costs, of a table that gives none.
        rounding: By how many yen a total may be off what that makes.

    Raises:
        TableError: it does not say one thing: a year stands in it twice, or there are totals alone.
    """
    faults: list[Fault] = []
    taken = dict(_amounts(table.slots, unit, asked, faults))
    slots = [slot for slot in table.slots if slot.place in taken]
    by_entry: dict[tuple[int | str, str | None], list[Slot]] = {}
    for slot in slots:
        if slot.is_amount:
            by_entry.setdefault((slot.year, slot.institution), []).append(slot)
    entries = [_entry(by_entry[key], taken, faults) for key in sorted(by_entry, key=_order(slots))]
    if not any(fault.kind == "amount" for fault in faults):
        if entries and all(entry.amounts.keys() <= {INDIRECT, TOTAL} for entry in entries):
            raise TableError("only-totals")
        entries = [_with_rest(entry, percent, rounding) for entry in entries]
        faults += _within_years(entries, percent)
        faults += _over_years(slots, taken, entries)
    checked = [slot.name for slot in slots if not slot.is_amount or slot.item == TOTAL]
    return Budget(tuple(entries), tuple(faults), tuple(checked))


def _order(slots: Iterable[Slot]) -> Callable[[tuple[int | str, str | None]], tuple[object, ...]]:
    """Return how entries are ordered: by year, institutions as they come in the table."""
    first: dict[str | None, Place] = {}
    for slot in slots:
        row, column = slot.place
        before = first.get(slot.institution, slot.place)
        first[slot.institution] = (min(row, before[0]), min(column, before[1]))
    return lambda key: (key[0], first[key[1]])


def _amounts(
    slots: Iterable[Slot], unit: str | None, asked: str | None, faults: list[Fault]
) -> Iterator[tuple[Place, Taken]]:
    """Yield what is taken from each place; an amount that cannot be taken is a fault."""
    for slot in slots:
        try:
            yield slot.place, Taken(amounts.read(slot.cell, asked or slot.unit or unit), (slot.name,))
        except AmountError as error:
            variant = error.reason if error.reason in _TOLD else "unreadable"
            text = "" if slot.cell.value is None else str(slot.cell.value)
            faults.append(Fault("amount", slot.name, variant, {"text": text}))


def _entry(slots: Sequence[Slot], taken: Mapping[Place, Taken], faults: list[Fault]) -> Entry:
    year, institution = slots[0].year, slots[0].institution
    assert isinstance(year, int)
    found: dict[str, Taken] = {}
    beside: dict[str, Taken] = {}  # the parts of items that have an amount of their own too
    for item in (*CATEGORIES, DIRECT, INDIRECT, TOTAL):
        of_item = [slot for slot in slots if slot.item == item]
        whole = [slot for slot in of_item if not slot.of_item.is_part]
        parts = [slot for slot in of_item if slot.of_item.is_part and not slot.of_item.is_share]
        _refuse_twice([*whole, *parts])
        if not whole and not parts:
            continue
        found[item] = _together(taken[slot.place] for slot in whole or parts)
        if found[item].yen < 0:
            text = str((whole or parts)[0].cell.value)
            faults.append(Fault("amount", found[item].cells[0], "negative", {"text": text}))
        if whole and parts:
            beside[item] = _together(taken[slot.place] for slot in parts)
    return _with_parts(Entry(year, institution, found), beside, faults)


def _together(parts: Iterable[Taken]) -> Taken:
    of = list(parts)
    return Taken(sum(one.yen for one in of), tuple(cell for one in of for cell in one.cells))


def _with_parts(entry: Entry, beside: Mapping[str, Taken], faults: list[Fault]) -> Entry:
    """Return the entry with those parts added that are no part of their item, as the direct costs tell.

    Personnel and then Honoraria may be two, though the first is also the name of both.
    """
    of = entry.amounts
    differ = {item: parts for item, parts in beside.items() if parts.yen != of[item].yen}
    for added in (differ, beside):
        if added and DIRECT in of and of[DIRECT].yen == entry.direct + _together(added.values()).yen:
            both = {item: _together((of[item], parts)) for item, parts in added.items()}
            return entry._replace(amounts={**of, **both})
    faults += [_differs(of[item], parts) for item, parts in differ.items()]
    return entry


def _refuse_twice(slots: Iterable[Slot]) -> None:
    """Raise an error where an item stands twice as a whole, or one of its parts, which its headings tell, does."""
    found: dict[tuple[str, ...], Slot] = {}
    for slot in slots:
        first = found.setdefault(slot.of_item.texts if slot.of_item.is_part else (), slot)
        if first is not slot:
            cells = cell_names((first.place, slot.place))
            raise TableError("year-twice", year=first.year, item=first.of_item.texts[-1], cells=cells)


def _differs(said: Taken, made: Taken) -> Fault:
    """Return that a sum does not agree with what it sums."""
    variant = "more" if said.yen > made.yen else "less"
    by = abs(said.yen - made.yen)
    values = {"said": money.Yen(said.yen), "made": money.Yen(made.yen), "by": money.Yen(by)}
    return Fault("sum", said.cells[0], variant, {**values, "parts": tuple(map(Code, made.cells))})


def _with_rest(entry: Entry, percent: int, rounding: int) -> Entry:
    """Return the entry with what its total says of costs that it does not give: those without indirect costs, say."""
    of, total = entry.amounts, entry.amounts.get(TOTAL)
    if total is None:
        return entry
    if not entry.categories and DIRECT not in of and INDIRECT in of:
        return entry._replace(amounts={**of, DIRECT: Taken(total.yen - of[INDIRECT].yen, total.cells)})
    rest = total.yen - entry.direct
    if INDIRECT not in of and rest > 0 and abs(rest - money.percent_of(entry.direct, percent)) < rounding:
        return entry._replace(amounts={**of, INDIRECT: Taken(rest, total.cells)})
    return entry


def _within_years(entries: Iterable[Entry], percent: int) -> Iterator[Fault]:
    for entry in entries:
        of = entry.amounts
        parts = [key for key in CATEGORIES if key in of]
        if parts and DIRECT in of and of[DIRECT].yen != entry.direct:
            yield _differs(of[DIRECT], Taken(entry.direct, _cells(of, parts)))
        if TOTAL not in of:
            continue
        made = entry.direct + (entry.indirect or 0)
        if of[TOTAL].yen != made:
            if INDIRECT not in of:
                made += money.percent_of(entry.direct, percent)
            yield _differs(of[TOTAL], Taken(made, _cells(of, [*(parts or [DIRECT]), INDIRECT])))


def _cells(of: Mapping[str, Taken], keys: Iterable[str]) -> tuple[str, ...]:
    return _together(of[key] for key in keys if key in of).cells


def _over_years(slots: Iterable[Slot], taken: Mapping[Place, Taken], entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the sums over years or institutions, and those of a few rows, that do not agree."""
    run: dict[object, list[Taken]] = {}
    for slot in slots:
        said, group = taken[slot.place], run.setdefault(slot.group, [])
        if slot.item == RUN:
            yield from _checked(slot, said, _together(group))
            group.clear()
            continue
        if slot.item in CATEGORIES and not slot.of_item.is_share:
            group.append(said)
        if slot.is_amount or slot.of_item.is_part:
            continue
        of = [
            one for one in entries if slot.year in (ALL, one.fiscal_year) and slot.institution in (ALL, one.institution)
        ]
        if of:
            yield from _checked(slot, said, _together(_amount(one, slot.item) for one in of), len(of))


def _amount(entry: Entry, item: str) -> Taken:
    """Return what an item of an entry comes to, in the cells that give it, if any do."""
    yen, cells = entry.amounts.get(item, Taken(0, ()))
    if item == DIRECT:
        yen = entry.direct
    elif item == TOTAL and (INDIRECT in entry.amounts or TOTAL not in entry.amounts):
        yen = entry.direct + (entry.indirect or 0)
    return Taken(yen, cells)


def _checked(slot: Slot, said: Taken, made: Taken, years: int = 1) -> Iterator[Fault]:
    if said.yen == made.yen:
        return
    fault = _differs(said, made)
    # Sums of a form in thousands may be off by what rounding each year leaves, as in a proposal.
    whole = said.yen % _THOUSAND == made.yen % _THOUSAND == 0
    rounded = slot.year == ALL and whole and abs(said.yen - made.yen) < _THOUSAND * years
    yield fault._replace(kind="sum-rounding", variant="default") if rounded else fault
