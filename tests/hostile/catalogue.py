"""All cases, by name."""

from tests.hostile import attacks, bounds, encodings, traps

SMALL = {case.name: case for room in (encodings, traps, attacks, bounds) for case in room.cases()}
LARGE = {case.name: case for case in bounds.large_cases()}
