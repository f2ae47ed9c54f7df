"""The same YAML as in an editor: its own parser, the YAML test suite and this reader side by side."""

import json
import random
import subprocess
from decimal import Decimal

import pytest

from aspire_cli.document import compose
from aspire_cli.document.document import read_document
from tests.document.standard_cases import READ, REFUSED
from tests.document.test_standard import DIFFERENCES
from tests.integration.repositories import ROOT

# What is YAML, and for that no proposal: several documents, keys that are no text, tags, a key twice.
OF_NO_PROPOSAL = {"yaml-documents", "yaml-duplicate-key", "yaml-key", "yaml-tag"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def parse(node, node_modules):
    """Return a function that gives what the editor's parser reads in texts; without any, in those of the suite."""
    command = [node, str(ROOT / "tests" / "integration" / "parse_yaml.mjs"), str(node_modules)]

    def run(texts=None):
        given = "" if texts is None else json.dumps(texts)
        found = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
        assert found.returncode == 0, found.stderr
        return json.loads(found.stdout, object_hook=data_of)

    return run


def data_of(made):
    """Return what one of the objects stands for that the script makes."""
    if set(made) == {"map"}:
        return {key if isinstance(key, str) else repr(key): value for key, value in made["map"]}
    if set(made) == {"integer"}:
        return int(made["integer"])
    return Decimal(made["float"].replace("Infinity", "inf")) if set(made) == {"float"} else made


def same(one, other):
    """Say whether two pieces of data are the same, in kind too; floats but for what a float cannot hold."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return float(one) == float(other)
    return type(one) is type(other) and one == other


def ours(text):
    """Return whether the text is read, its data, and the rules that say why not: with libyaml and without alike."""
    fast, pure = (read_document(text.encode(), "p", one) for one in (compose.FASTEST, compose.pure()))
    assert (bool(fast.problems), fast.data) == (bool(pure.problems), pure.data), text
    return not fast.problems, fast.data, {one.rule for one in fast.problems}


def differs(case, valid):
    """Say whether a text is read here and not there, or the other way round, or as something else."""
    is_read, data, rules = ours(case["text"])
    if rules and rules <= OF_NO_PROPOSAL:
        return False
    documents = case["documents"]
    return is_read != valid or bool(is_read and documents is not None and not same([data], documents))


def test_the_suite(parse):
    cases = parse()
    assert len(cases) > 400
    written_down = {name for one in DIFFERENCES.values() for name in one.get("suite", ())}
    assert {case["name"] for case in cases if differs(case, case["valid"])} == written_down


def test_what_is_read_is_read_there(parse):
    texts = [text for cases in READ.values() for text, _ in cases]
    for case in parse(texts):
        assert not differs(case, valid=True), case["text"]


def test_what_is_refused_is_refused_there(parse):
    for case in parse([text for text, rule, _ in REFUSED if rule == "yaml-syntax"]):
        assert case["documents"] is None, case["text"]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_is_written_down_does_differ(parse, name):
    for case in parse(DIFFERENCES[name]["texts"]):
        assert differs(case, valid=case["documents"] is not None), case["text"]


PIECES = [
    *("a", "b: ", ":", ": ", ":x", "- ", "-", "? ", "?x", ", ", ",", "[", "]", "{", "}", "(", "#", "# c", "\n", "\n"),
    *("\n  ", "\n    ", "\n\n", "\t", " ", "  ", "&n ", "*n", "&a:b ", "*a:b", "|", ">", "|-", "~", "12", "-x", "--- "),
    *("...", "!!str ", "! ", '"', "'", '"q"', "'s'", '"k":v', '"k": ', "\\n", "2026-12-01", "1_0", "0x1F", "1.5", "%"),
    *("null", "true", "あ", "@", "`", "=", "\r\n", "x y", "１", "円", "：", "　"),
]
WHOLE = [
    "scheme: top\ntitle: {ja: a, en: b}\nkeywords: [x, y]\nc:\n  - {a: b, c: [d]}\n",
    "a:\n  - b: c\n    d: |\n      x\n      y\n  - e\nf: {g: h}\n",
    'a: "x\n  y"\nb: >-\n  z\n\n  w\nc: &n\n  d: [1, 2]\ne: *n\n',
]


def generated(random, count):
    """Yield texts made of pieces of YAML, and whole ones with such pieces put in or in the place of others."""
    for number in range(count):
        if number % 2:
            yield "".join(random.choices(PIECES, k=random.randint(1, 12)))
            continue
        text = random.choice(WHOLE)
        for _ in range(random.randint(1, 3)):
            start = random.randint(0, len(text))
            text = text[:start] + random.choice(PIECES) + text[start + random.choice((0, 0, 1, 2)) :]
        yield text


def test_what_both_read_is_the_same(parse):
    both = 0
    for case in parse(list(generated(random.Random(5), 6_000))):
        is_read, data, _ = ours(case["text"])
        if is_read and case["documents"] is not None:
            assert same([data], case["documents"]), case["text"]
            both += 1
    assert both > 1_000
