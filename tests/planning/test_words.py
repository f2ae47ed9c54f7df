"""The words of planning: in both languages, with the same values in them, and none that nothing says."""

import re
from pathlib import Path

from helpers import each

import aspire_cli
from aspire_cli.words import sentences as words

WORDS = words.topic_words("plan")
CODE = "".join(path.read_text(encoding="utf-8") for path in Path(aspire_cli.__file__).parent.rglob("*.py"))
PUT_TOGETHER = ("unit-", "fit-")  # the beginnings of keys that the reports complete


@each("key", WORDS)
def test_in_both_languages_with_the_same_values(key):
    found = WORDS[key]
    assert set(found) == {"en", "ja"}
    english, japanese = ({*re.findall(r"\{(\w+)\}", found[lang])} for lang in ("en", "ja"))
    assert english == japanese
    assert found["en"].isascii() or set("–¥") >= {one for one in found["en"] if not one.isascii()}


@each("key", WORDS)
def test_is_said_somewhere(key):
    assert f'"{key}"' in CODE or key.startswith(PUT_TOGETHER)
