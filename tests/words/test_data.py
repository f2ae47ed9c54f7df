"""The words in the data files, beside those of rules: in both languages, with the same values, and none unsaid."""

import ast
import re
from pathlib import Path

from aspire_cli import shipped_files
from aspire_cli.rules import BY_NAME

ROOT = Path(__file__).parents[2]
SHORTEST_PART = 4  # characters of a text around a value
OF_FINDINGS = {rule.topic for rule in BY_NAME.values()} | {"table"}  # that one: of spreadsheets, see tests/tables
TOPICS = {name.removesuffix(".yaml") for name in shipped_files.names("data/words")} - OF_FINDINGS
WORDS = {topic: shipped_files.data(f"data/words/{topic}.yaml") for topic in TOPICS}


def said():
    """Return a pattern of all texts in the code, whole ones and such as are put together around a value."""
    patterns = set()
    for path in (path for folder in ("aspire_cli", "tools") for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".*" for part in node.values]
                own = "".join(parts).replace(".*", "").rpartition(r"\.")[2]  # a topic alone says no key
                if len(own) >= SHORTEST_PART:
                    patterns.add("".join(parts))
    return re.compile(f"(?:{'|'.join(patterns)})(?:-one|-many|-choice|s)?")


def entries():
    return [(topic, key, entry) for topic, words in WORDS.items() for key, entry in words.items()]


def test_in_both_languages_with_the_same_values():
    for topic, key, entry in entries():
        if topic != "help":
            assert set(entry) == {"en", "ja"}, (topic, key)
            english, japanese = ({*re.findall(r"\{(\w+)\}", entry[lang])} for lang in ("en", "ja"))
            assert english == japanese, (topic, key)
            assert all(text.strip() for text in entry.values()), (topic, key)


def test_each_is_said_somewhere():
    pattern = said()
    unsaid = [(topic, key) for topic, key, _ in entries() if not pattern.fullmatch(key)]
    assert [(topic, key) for topic, key in unsaid if not pattern.fullmatch(f"{topic}.{key}")] == []
