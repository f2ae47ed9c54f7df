"""Names of rules as people write them: one that a rule had before, or a misspelt one."""

import functools
from collections.abc import Callable, Iterable

from aspire_cli import shipped_files
from aspire_cli.words.spelling import nearest

Suggest = Callable[[str, tuple[str, ...], int], tuple[str, ...]]


def meant(name: str, known: Iterable[str], suggest: Suggest = nearest) -> tuple[str, ...]:
    """Return the one of the known names that an unknown one stands for, if any: its new name before the nearest."""
    names = tuple(known)
    renamed = _renamed().get(name)
    return (renamed,) if renamed in names else suggest(name, names, 1)


@functools.cache  # a file may have thousands of waivers that name no rule
def _renamed() -> dict[str, str]:
    renamed: dict[str, str] = shipped_files.data("data/renamed_rules.yaml")
    return renamed
