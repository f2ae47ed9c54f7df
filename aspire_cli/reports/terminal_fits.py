"""The rows that set the four fits, the applicant and the plans side by side on a terminal, with a bar for a budget."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size

from aspire_cli.problem import Severity
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Fits, Row
from aspire_cli.reports.drawing import GAP, STYLES, Line, packed, signed
from aspire_cli.words.text import Lang, Text

_LONGEST_BAR, _SHORTEST_BAR = 24, 6
_WORTH_ONE_LINE = 12  # cells; a bar that would be shorter beside everything else leaves the rest to the next line
_LEAST_BESIDE = 24  # cells; with fewer beside an amount, everything else stands below it
_LABELS = ("budget", "period", "countries", "field", "applicant", "plans")


def lines(fits: Fits, view: View) -> Iterator[Line]:
    """Yield the rows, each once in every language asked for; the sign and the bar stand with the first."""
    width = max(cell_len(text) for key in _LABELS for text in view.versions(view.label(key)))
    if fits.budget:
        yield from _budget(fits.budget, width, view)
    above = ""
    for row in fits.rows:
        (label,) = row.labels
        yield from _said(row, "" if label == above else label, width, view)
        above = label


def _said(row: Row, label: str, width: int, view: View) -> Iterator[Line]:
    """Yield a row in each language; of one that says the same in both, the other language has only its label."""
    first: list[str] | None = None
    for lang in view.langs:
        parts = _shown(row.parts, lang, view)
        lead = _lead(view.label(label).lang(lang) if label else "", width, row.severity, view, with_sign=first is None)
        if parts != first:
            indent = cell_len(lead.plain)
            yield Line(lead, ("\n" + " " * indent).join(packed(parts, view.width - indent)))
        elif label:
            yield Line(lead, "")
        first = first or parts


def _lead(label: str, width: int, severity: Severity | None, view: View, *, with_sign: bool) -> Line:
    """Return what a row begins with: the label and the sign, or the room for them."""
    sign = signed(severity, view)
    room = (" " * cell_len(sign.plain), STYLES[severity])
    return Line((GAP + set_cell_size(label, width) + GAP, "bold"), sign if with_sign else room, " ")


class _Layout(NamedTuple):
    """Where the budget stands, in cells: the width of names and amounts, where else begins what is said, the bar."""

    name: int
    amount: int
    indent: int
    below: bool  # nothing has room beside an amount
    bar: int  # 0: none has room
    in_one_line: bool  # the limit and what is left stand beside the bar, not below it


def _layout(rows: tuple[Row, ...], lead: int, view: View) -> _Layout:
    name = max(cell_len(text) for row in rows for text in view.versions(view.label(row.labels[-1])))
    amount = max(cell_len(text) for row in rows for text in view.versions(row.parts[0]))
    indent = lead + name + amount + 2 * len(GAP)
    below = view.width - indent < _LEAST_BESIDE
    if below:
        indent = lead + len(GAP)
    room = view.width - indent - len(GAP)
    capped = [row for row in rows if row.share]
    all_beside = (GAP.join(_shown(row.parts[1:], lang, view)) for row in capped for lang in view.langs)
    widest = max(map(cell_len, all_beside), default=0)
    in_one_line = room - widest >= _WORTH_ONE_LINE
    if not in_one_line:
        widest = max((cell_len(row.share.percent) for row in rows if row.share), default=0)
    bar = min(_LONGEST_BAR, room - widest)
    return _Layout(name, amount, indent, below, bar if bar >= _SHORTEST_BAR else 0, in_one_line)


def _budget(rows: tuple[Row, ...], width: int, view: View) -> Iterator[Line]:
    layout = _layout(rows, cell_len(_lead("", width, None, view, with_sign=True).plain), view)
    for row in rows:
        for lang in view.langs:
            leads = lang == view.lang
            label = view.label("budget").lang(lang) if row is rows[0] else ""
            name = set_cell_size(view.label(row.labels[-1]).lang(lang), layout.name)
            spoken = view.shown(row.parts[0], lang)
            amount = " " * (layout.amount - cell_len(spoken)) + spoken
            others = _others(row, layout, lang, view, with_bar=leads)
            if any(others):
                others = ["", *others] if layout.below else [GAP + others[0], *others[1:]]
            lead = _lead(label, width, row.severity, view, with_sign=leads)
            styles = {"━": STYLES[row.severity], "╌": "dim"}  # of what is filled and what is left of a bar
            pieces = re.split("(━+|╌+)", f"\n{' ' * layout.indent}".join(others))
            yield Line(lead, name + GAP + amount, *((piece, styles.get(piece[:1], "")) for piece in pieces))


def _others(row: Row, layout: _Layout, lang: Lang, view: View, *, with_bar: bool) -> list[str]:
    """Return the lines beside or below an amount: the bar and the share, then the limit and what is left."""
    room = view.width - layout.indent
    beside, share = row.parts[1:], row.share
    if not with_bar or not share or not layout.bar:
        return packed(_shown(beside, lang, view), room)
    filled = min(share.amount * layout.bar // share.cap, layout.bar)
    full, empty = ("#", ".") if view.ascii_only else ("━", "╌")
    bar = full * filled + empty * (layout.bar - filled)
    if layout.in_one_line:
        return [GAP.join((bar, *_shown(beside, lang, view)))]
    return [bar + GAP + share.percent, *packed(_shown((share.limit, *beside[1:]), lang, view), room)]


def _shown(parts: Iterable[Text], lang: Lang, view: View) -> list[str]:
    return [view.shown(part, lang) for part in parts]
