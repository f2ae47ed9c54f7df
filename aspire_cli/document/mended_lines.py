"""The lines of a text with slips in them mended, and where each place in them stands in the file as it is written."""

import re
from collections.abc import Sequence

from aspire_cli.document.tree import LINE_END, lines_of
from aspire_cli.problem import Edit, Mend, Place, Problem


class MendedLines:
    """Lines that begin as those of a text, and what is told of the slips in them.

    A mend changes columns, but never which line is which.
    """

    def __init__(self, text: str) -> None:
        self._written = lines_of(text)
        self._ends = [*re.findall(LINE_END, text), ""]
        self._columns: dict[int, list[int]] = {}  # by line, of each of its characters and its end: that in the file
        self._told: dict[tuple[str, Place | None], Problem] = {}
        self.lines = [*self._written]
        self.are_certain = True  # the mends that were made

    @property
    def text(self) -> str:
        """The text with its slips mended."""
        return "".join(map("".join, zip(self.lines, self._ends, strict=True)))

    @property
    def problems(self) -> list[Problem]:
        """What is told of the slips, at their places in the file, with their mends."""
        return [*self._told.values()]

    def place(self, place: Place) -> Place:
        """Return where in the file a place in these lines stands."""
        start, end = self._column(*place[:2]), self._column(*place[2:])
        is_wide = place.line == place.end_line and place.column < place.end_column
        return Place(place.line, start, place.end_line, max(end, start + 1) if is_wide else end)

    def edits(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Return edits of these lines as edits of the file; none where one goes over what a mend has changed."""
        made = tuple(Edit(*self.place(Place(*one[:4])), one.text) for one in edits)
        return made if all(map(self._is_as_written, edits, made)) else ()

    def in_file(self, problem: Problem, mend: Mend | None) -> Problem:
        """Return what is told of a place in these lines, at its place in the file, with the mend as its fix."""
        related = tuple(map(self.place, problem.related_places))
        edits = self.edits(mend.what) if mend else ()
        fix = mend._replace(what=edits) if mend and edits else None
        return problem._replace(place=problem.place and self.place(problem.place), related_places=related, fix=fix)

    def tell(self, problem: Problem, mend: Mend | None, *, is_fix: bool = True) -> bool:
        """Tell of a slip, once, and make its mend, if there is one; say whether that changes a line.

        Where it is no fix, it is made here alone: to read on.
        """
        told = self.in_file(problem, mend)
        self._told.setdefault((told.message, told.place), told if is_fix else told._replace(fix=None))
        if mend is None:
            return False
        self.are_certain = self.are_certain and mend.safe and told.fix is not None
        made = [
            self._make(one.line - 1, one.column - 1, one.end_column - 1, one.text) for one in sorted(mend.what)[::-1]
        ]
        return any(made)

    def _make(self, number: int, start: int, end: int, text: str) -> bool:
        line = self.lines[number]
        if line[start:end] == text:
            return False
        columns = self._columns.get(number)
        if columns is None:  # for each edit of a long line such a list would take too long to make
            columns = self._columns[number] = [*range(len(line) + 1)]
        columns[start:end] = columns[start : start + 1] * len(text)
        self.lines[number] = line[:start] + text + line[end:]
        return True

    def _column(self, line: int, column: int) -> int:
        columns = self._columns.get(line - 1)
        return columns[min(column, len(columns)) - 1] + 1 if columns else column

    def _is_as_written(self, edit: Edit, made: Edit) -> bool:
        """Say whether what an edit of these lines takes away is what that of the file does."""
        if edit.line != edit.end_line:
            return self._columns.keys().isdisjoint(range(edit.line - 1, edit.end_line))
        here, there = self.lines[edit.line - 1], self._written[edit.line - 1]
        return here[edit.column - 1 : edit.end_column - 1] == there[made.column - 1 : made.end_column - 1]
