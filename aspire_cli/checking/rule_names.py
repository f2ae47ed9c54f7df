"""Names of rules as people write them: one that a rule had before, or a misspelt one."""

import functools
from collections.abc import Callable, Iterable

from aspire_cli import shipped_files
from aspire_cli.rules import BY_NAME
from aspire_cli.words.spelling import nearest, one_near

Suggest = Callable[[str, tuple[str, ...], int], tuple[str, ...]]


def meant(name: str, known: Iterable[str], suggest: Suggest = nearest) -> tuple[str, ...]:
    """Return the one of the known names that an unknown one stands for, if any: its new name before the nearest."""
    names = tuple(known)
    renamed = _renamed().get(name)
    return (renamed,) if renamed in names else suggest(name, names, 1)


@functools.lru_cache(maxsize=512)  # one name may stand in thousands of waivers
def surely_meant(name: str, near: tuple[str, ...]) -> str | None:
    """Return the one name near an unknown one if no other can be meant: a new one, a misspelt one or one cut short."""
    begun = [one for one in BY_NAME if "-" in name and one.startswith(f"{name}-")]
    sure = _renamed().get(name) or one_near(name, BY_NAME) or (begun[0] if len(begun) == 1 else None)
    return sure if sure in near else None


@functools.cache  # a file may have thousands of waivers that name no rule
def _renamed() -> dict[str, str]:
    renamed: dict[str, str] = shipped_files.data("data/renamed_rules.yaml")
    return renamed
