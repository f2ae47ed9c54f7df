"""Names of rules as people write them: one that a rule had before, or a misspelt one."""

from collections.abc import Callable, Iterable

from aspire_cli import shipped_files
from aspire_cli.words.spelling import nearest

Suggest = Callable[[str, tuple[str, ...], int], tuple[str, ...]]


def meant(name: str, known: Iterable[str], suggest: Suggest = nearest) -> tuple[str, ...]:
    """Return the one of the known names that an unknown one stands for, if any: its new name before the nearest."""
    names = tuple(known)
    renamed = shipped_files.data("data/renamed_rules.yaml").get(name)
    return (renamed,) if renamed in names else suggest(name, names, 1)
