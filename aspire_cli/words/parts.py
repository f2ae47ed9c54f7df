"""What a part of a proposal is called: 1人目の相手側研究者の国・地域(`country`), the first counterpart's `country`."""

from collections.abc import Mapping
from typing import Any

from aspire_cli import fiscal, shipped_files
from aspire_cli.problem import Path
from aspire_cli.words.sentences import label
from aspire_cli.words.spelling import BRACKETS, PLACEHOLDERS, fold_name
from aspire_cli.words.text import OurWords, quoted

_IN_THE_BUDGET = ("budget", "years")
_PEOPLE = ("counterparts", "team")
_NOTHING = ("", *PLACEHOLDERS)


def named(path: Path, data: Any = None) -> OurWords:
    """Return what the part at a path is called.

    Where `data` tell it, an entry of the budget goes by its fiscal year, and by its institution where it has one.
    """
    owner: OurWords | None = None
    for number, step in enumerate(path):
        is_last = number == len(path) - 1
        if isinstance(step, int):
            owner = _entry(path[: number + 1], data, owner)
        elif is_last:
            return _key(step, owner)
        elif not isinstance(path[number + 1], int) and step in _words()["keys"]:
            owner = _of(owner, _group(step))
    return owner or OurWords(**_words()["whole"])


def owner_of(path: Path, data: Any = None) -> OurWords:
    """Return whom or what the part at a path belongs to: a person, by name, a fiscal year, or a group of keys.

    A part at the top is its own.
    """
    if len(path) < 2:
        return named(path)
    if path[:2] == _IN_THE_BUDGET and len(path) > 2:
        return named(path[:3], data)
    if path[0] in _PEOPLE:
        return _beside(named(path[:2], data), _value_of(data, path[:2], "name"))
    return _group(path[0]) if path[0] in _words()["keys"] else named(())


def _beside(called: OurWords, name: Any) -> OurWords:
    """Return what a part is called with the name beside it that the proposal has for it, alone or by language."""
    texts = name if isinstance(name, dict) else dict.fromkeys(("en", "ja"), name)
    known = {
        lang: text
        for lang, text in texts.items()
        if isinstance(text, str) and fold_name(text).strip(BRACKETS) not in _NOTHING
    }
    if not known:
        return called
    shown = [quoted(known.get(lang) or next(iter(known.values()))).replace("`", "'") for lang in ("en", "ja")]
    return OurWords(f"{called.en} ({shown[0]})", f"{called.ja}({shown[1]})")


def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = shipped_files.data("data/part_names.yaml")
    return words


def _group(key: str | int) -> OurWords:
    called = _words()["keys"][key]
    return OurWords(called.get("en", f"`{key}`"), called["ja"])


def _key(key: str, owner: OurWords | None) -> OurWords:
    called = _words()["keys"].get(key)
    code = f"`{key}`"
    return _of(owner, OurWords(code, f"{called['ja']}({code})" if called else code))


def _entry(path: Path, data: Any, owner: OurWords | None) -> OurWords:
    """Return what an entry of a list is called; one list of several in a place is named too."""
    *above, key, at = path
    if (*above, key) == _IN_THE_BUDGET and (year := fiscal_year(data, path)) is not None:
        return _beside(OurWords(*label("values.fiscal-year", first=year)), _value_of(data, path, "institution"))
    words = _words()
    known = key in words["entries"]
    called = words["entries"][key if known else "other"]
    count = int(at) + 1
    ordinals = words["ordinals"]["en"]
    nth = ordinals[count - 1] if count <= len(ordinals) else f"no. {count}"
    entry = OurWords(f"{nth} {called['en']}", called["ja"].format(number=count))
    if not known and isinstance(key, str) and key in words["keys"]:
        owner = _of(owner, _group(key))
    return _of(owner, entry) if owner else OurWords(f"the {entry.en}", entry.ja)


def _of(owner: OurWords | None, part: OurWords) -> OurWords:
    if owner is None:
        return part
    english = f"{owner.en}'{'s' * (not owner.en.endswith('s'))} {part.en}"
    if part.en.startswith("`") and (owner.en.endswith(")") or "'" in owner.en):
        english = f"{part.en} of {owner.en}"
    return OurWords(english, f"{owner.ja}の{part.ja}")


def _value_of(data: Any, path: Path, key: str) -> Any:
    """Return what stands at a key of the part at a path; None where there is none."""
    for step in (*path, key):
        try:
            data = data[step]
        except (TypeError, KeyError, IndexError):
            return None
    return data


def fiscal_year(data: Any, path: Path) -> int | None:
    """Return the fiscal year of an entry of the budget, where it is understood."""
    return fiscal.named_fiscal_year(_value_of(data, path, "fiscal_year"))
