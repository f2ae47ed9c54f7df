"""A line that is indented like none of the lines that it could stand beside: how deep those are."""

import re

from aspire_cli.document import slips
from aspire_cli.problem import Problem

_LINE = re.compile(r"( *+)((?:- ++)*+)(?:([^\s:#\"'\[\]{}]++:)(?=\s|$)[ \t]*+(.?)|(.?))")
_Levels = list[tuple[int, bool]]  # the groups that are open: how deep, and whether they are lists


def uneven(lines: list[str], number: int) -> Problem | None:
    """Return what to say of the line where the reading came to a halt, if no group above is as deep as it."""
    match = _LINE.match(lines[number])
    if match is None or not (match[2] or match[3]):
        return None
    deep, is_entry = len(match[1]), bool(match[2])
    levels, opens = _levels_above(lines, number)
    depths = sorted({depth for depth, is_list in levels if is_list == is_entry})
    if deep in depths or not depths or (opens and deep > levels[-1][0]):
        return None
    near = [*[depth for depth in depths if depth < deep][-1:], *[depth for depth in depths if depth > deep][:1]]
    variant = "uneven" if len(near) == 1 else "uneven-two"
    return slips.problem(variant, number, deep, found=deep, wanted=near[0], or_wanted=near[-1])


def _levels_above(lines: list[str], number: int) -> tuple[_Levels, bool]:
    """Return the groups that are open above a line, and whether the last line there may have one below it."""
    levels: _Levels = []
    opens = False
    for above in slips.outside_texts(lines):
        if above >= number:
            break
        if slips.is_passed_over(lines[above]):
            continue
        match = _LINE.match(lines[above])
        if match is None or not (match[2] or match[3]):
            opens = False  # it goes on with the value above
            continue
        deep, hyphens = len(match[1]), match[2]
        while levels and (levels[-1][0] > deep or (levels[-1] == (deep, True) and not hyphens)):
            levels.pop()
        inside = [(deep + at, True) for at, sign in enumerate(hyphens) if sign == "-"]
        if match[3]:
            inside.append((deep + len(hyphens), False))
        levels += [level for level in inside if level not in levels]
        opens = (match[4] if match[3] else match[5]) in ("", "#", "&", "!", None)
    return levels, opens
