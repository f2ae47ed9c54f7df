"""Sentences of the product in both languages: taken from the data files, and filled with values made safe to show."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from aspire_cli import fiscal, limits, money, shipped_files
from aspire_cli.fiscal import Span
from aspire_cli.money import Unit
from aspire_cli.words.text import LONGEST_VALUE, Code, Lang, Shown, Text, quoted, visible

_SEPARATOR = {"en": ", ", "ja": "、"}
_OF_REPORTS = ("counts", "report", "complaints")
_PLACEHOLDER = r"\{(\w+)\}"
SIGN = "¥"
_LAST_MOMENT = time(23, 59, 59)  # of a day, to the second


def topic_words(topic: str) -> Mapping[str, Any]:
    """Return the words of one topic: the mapping in `data/words/<topic>.yaml`."""
    words: Mapping[str, Any] = shipped_files.data(f"data/words/{topic}.yaml")
    return words


def rule_words(rule: str) -> Mapping[str, Any]:
    """Return all the words of a rule: `title`, `why`, `messages` and `mends`, each with `en` and `ja`."""
    words: Mapping[str, Any] = topic_words(rule.partition("-")[0])[rule]
    return words


def sentence(rule: str, part: str, variant: str, values: Mapping[str, Any], lang: Lang, unit: Unit = "yen") -> str:
    """Return one filled sentence of a rule; `part` is `messages` or `mends`, `variant` one of its entries."""
    return fill(rule_words(rule)[part][variant][lang], values, lang, unit)


def label(key: str, unit: Unit = "yen", /, **values: Any) -> Text:
    """Return a word or sentence in both languages, filled.

    A key stands in `counts.yaml` (the few that all reports need), `report.yaml` or `complaints.yaml`, and is looked for
    in this order; one of any other topic is written with it, as `plan.months` is.
    """
    topic, _, name = key.rpartition(".")
    if topic:
        return filled(topic_words(topic)[name], values, unit)
    words = next((one for one in map(topic_words, _OF_REPORTS) if key in one), {})
    return filled(words[key], values, unit)


def counted(key: str, count: int) -> str:
    """Return the key of a counted word or sentence: `count-errors-one` for 1, else `count-errors-many`."""
    return f"{key}-{'one' if count == 1 else 'many'}"


def fill(template: str, values: Mapping[str, Any], lang: Lang, unit: Unit = "yen") -> str:
    """Return the template with each `{name}` replaced once by its value, spoken in the reader's language."""
    return re.sub(_PLACEHOLDER, lambda match: spoken(values[match[1]], lang, unit), template)


def filled(templates: Mapping[str, str], values: Mapping[str, Any], unit: Unit = "yen") -> Text:
    """Return a word or sentence in both languages, filled."""
    return Text(fill(templates["en"], values, "en", unit), fill(templates["ja"], values, "ja", unit))


def uncut(sentence: Text) -> Text:
    """Return a filled sentence so that it stands whole inside another one, where a name would be cut."""
    return Text(*map(Shown, sentence))


class SentenceError(Exception):
    """What keeps a command from going on; `key` and `values` make the sentence that says what to do."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


# Characters of what is to be written into the file: a longer line is cut, for nobody would copy it from a report.
_LONGEST_LINE = 240


def spoken(value: object, lang: Lang, unit: Unit = "yen") -> str:
    """Return one value as a person says it: amounts, spans, dates, names and lists in the reader's language."""
    match value:
        case Shown():
            return str(value)
        case Code():
            return visible(value) if len(value) <= _LONGEST_LINE else visible(value[:LONGEST_VALUE]) + "…"
        case str():
            return quoted(value)
        case money.Over():
            return say_amount(value, lang, unit).removeprefix(SIGN)
        case money.Yen():
            return say_amount(value, lang, unit)
        case Text():
            said = value.lang(lang)
            return spoken(said, lang) if isinstance(said, Code) else _name(said)
        case fiscal.Span():
            return say_length(value, lang)
        case datetime():
            return say_instant(value, lang)
        case date():
            return value.isoformat()
        case _ if isinstance(value, Iterable):
            return _SEPARATOR[lang].join(spoken(item, lang, unit) for item in value)
        case _:
            return str(value)


def spoken_in_both(value: object, unit: Unit = "yen") -> Text:
    """Return one value as a person says it, in both languages."""
    return Text(spoken(value, "en", unit), spoken(value, "ja", unit))


def _name(text: str) -> str:
    """Return a name as a sentence bears it: whole where it is one of ours, cut where a user made it very long."""
    if len(text) <= limits.LONGEST_SHOWN:
        return visible(text)
    return visible(text[:LONGEST_VALUE])[:LONGEST_VALUE] + "…"


def number(amount: int, unit: Unit) -> str:
    """Return an amount in yen as a bare number in a unit, for a column of them."""
    if unit == "yen":
        return f"{amount:,}"
    thousands, rest = divmod(amount, 1_000)
    return f"{thousands:,}" + (f".{rest:03d}".rstrip("0") if rest else "")


def say_amount(amount: int, lang: Lang, unit: Unit = "yen") -> str:
    """Return an amount as a person says it: ¥400,000,000 or 4億円; in thousands where `unit` asks for that."""
    if unit == "thousand_yen":
        return f"{number(amount, unit)}千円" if lang == "ja" else f"{SIGN}{number(amount, unit)} thousand"
    return _in_japanese(amount) if lang == "ja" else f"{SIGN}{amount:,}"


def _in_japanese(amount: int) -> str:
    """Return an amount in 兆, 億 and 万, with one decimal of 億 where that says it exactly: 3.8億円."""
    whole, tenth = divmod(amount // 10**7, 10)
    return f"{whole:,}.{tenth}億円" if tenth and 0 < whole < 10**4 and amount % 10**7 == 0 else money.by_units(amount)


def say_instant(instant: datetime, lang: Lang) -> str:
    """Return an instant as a person says it: 2025-05-12 12:00 (Japan time); where it bounds a day there, the day."""
    offset = instant.strftime("%z")
    in_japan = instant.utcoffset() == fiscal.JAPAN.utcoffset(None)
    if in_japan and instant.time().replace(microsecond=0) in (time.min, _LAST_MOMENT):
        return instant.date().isoformat()
    zone = topic_words("values")["japan-time"][lang] if in_japan else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{instant:%Y-%m-%d %H:%M}" + (f"({zone})" if lang == "ja" else f" ({zone})")


def say_length(length: Span, lang: Lang) -> str:
    """Return a length as a person says it: 5 years and 1 day, 5年と1日."""
    if lang == "ja":
        whole = (f"{length.years}年" if length.years else "") + (f"{length.months}か月" if length.months else "")
        days = f"{length.days}日" if length.days or not whole else ""
        return "と".join(filter(None, (whole, days)))
    named = ((length.years, "year"), (length.months, "month"), (length.days, "day"))
    parts = [f"{number} {unit}{'s' * (number > 1)}" for number, unit in named if number] or ["0 days"]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
