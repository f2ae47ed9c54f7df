"""One word for one thing, in every sentence of the product, and sentences that a Japanese administrator would write."""

import functools
import re
from pathlib import Path

import pytest
import yaml

from aspire_cli import shipped_files
from tests.helpers import DATA

CODE = re.compile(r"`[^`]*`|\{[^}]*\}|--[a-z-]+|「[^」]*」|\([^)]*(?:TBD|未定)[^)]*\)|https?://\S+")
# How a sentence ends: politely, or with a noun, as those on options do.
POLITE = re.compile(r"(?:です|ます|ません|でした|ました|ください|でしょうか|ますか|ましょう)(?:\([^)]*\))?$")
PLAIN = re.compile(r"(?:だ|である|する|した|ない|いる|ある|った|れる|える|せる|なる|べき)$")
OTHERS = ("programme", "page", "part_names", "templates/start")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@functools.cache
def sentences():
    """Return every word and sentence of the product, by where it stands."""
    found = {}

    def walk(where, node):
        inner = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
        if isinstance(node, dict) and isinstance(node.get("en"), str) and isinstance(node.get("ja"), str):
            found[where] = node
            return
        for key, one in inner:
            walk(f"{where} {key}", one)

    paths = [*sorted((DATA / "words").glob("*.yaml")), *(DATA / f"{name}.yaml" for name in OTHERS)]
    for path in paths:
        name = path.relative_to(DATA).as_posix()
        walk(name, shipped_files.data(f"data/{name}"))
    return found


def of_the_schemas():
    """Return what schemas say to an editor: both languages in one text."""
    for name in shipped_files.SCHEMAS:
        for text in re.findall(r'"(?:title|description)": "((?:[^"\\]|\\.)*)"', shipped_files.schema(name)):
            yield f"schema {name}", {"en": "", "ja": text}


def bare(text):
    return CODE.sub("◇", text)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_one_word_for_one_thing(lang):
    terms = yaml.safe_load(Path(__file__).with_name("terms.yaml").read_bytes())[lang]
    other = {right: re.compile("|".join(others), re.IGNORECASE) for right, others in terms.items()}
    ours = [one for one in sentences().items() if lang == "ja" or not one[0].startswith(("page", "programme"))]
    wrong = [
        (where, said[lang], f"{match[0]} -> {right}")
        for where, said in (*ours, *of_the_schemas())
        for right, pattern in other.items()
        for match in pattern.finditer(bare(said[lang]))
    ]
    assert wrong == []


def test_japanese_sentences_are_polite():
    rude = [
        (where, sentence)
        for where, said in sentences().items()
        for sentence in re.split("。", bare(said["ja"]))
        if PLAIN.search(sentence.strip()) and not POLITE.search(sentence.strip())
    ]
    assert rude == []


def test_each_placeholder_stands_in_both_languages():
    apart = [
        (where, said)
        for where, said in sentences().items()
        if where.startswith("words/") and set(PLACEHOLDER.findall(said["en"])) != set(PLACEHOLDER.findall(said["ja"]))
    ]
    assert apart == []
