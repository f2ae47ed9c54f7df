"""Whatever a user wrote, and wherever, a report repeats little of it, and in the words of YAML."""

import functools
import json
import random

import pytest

from aspire_cli.document.tree import in_one_line
from aspire_cli.reports import formats
from tests.helpers import proposal_data, to_yaml
from tests.report_cases import report, shown

MOST = 2048  # bytes that a value may add to a report, beyond what a short one in its place adds
LONG = 90_000
LONG_VALUES = {
    "text": "a " * (LONG // 2),
    "one word": "あ" * LONG,
    "a number": "9" * LONG,
    "group": {"a": "a " * (LONG // 2)},
    "key": {"k" * 200: 1},
    "list": ["a: b"] * (LONG // 10),
    "groups": [{"b": [1, {"c": "x" * 5000}]}] * 10,
}
SHORT_VALUES = {"text": "a a", "one word": "あ", "a number": "9", "group": {"a": "a"}, "key": {"k": 1}}
SHORT_VALUES |= {"list": ["a: b"] * 2, "groups": [{"b": [1, {"c": "x"}]}]}


def places(data, before=()):
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*before, key)
        yield from places(value, (*before, key))


def put(place, value):
    data = proposal_data("top")
    where = functools.reduce(lambda inner, key: inner[key], place[:-1], data)
    where[place[-1]] = value
    return to_yaml(data)


ALL_PLACES = list(places(proposal_data("top")))


@pytest.mark.parametrize("kind", ["text", "one word", "group", "key"])
def test_any_value_at_any_place_adds_little(kind):
    for place in random.Random(kind).sample(ALL_PLACES, 12):
        text, bare = put(place, LONG_VALUES[kind]), put(place, SHORT_VALUES[kind])
        for form in formats("check"):
            long, short = (len(shown(form, [report(one + "\n# no name")]).encode()) for one in (text, bare))
            assert long - short < MOST, (place, form, long - short)


def test_a_hint_is_yaml():
    data = proposal_data("top", **{"principal_investigator.position": {"b": [1, {"c": None, "d": True}]}})
    hint = json.loads(shown("json", [report(to_yaml(data).replace("null", ""))]))["files"][0]["findings"][0]["hint"]
    assert "{'" not in hint
    assert "None" not in hint


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": [1, {"c": "NO"}]}, "{b: [1, {c: NO}]}"),
        (None, "null"),
        ([True, False], "[true, false]"),
        ("text", "text"),
        ([], "[]"),
    ],
)
def test_values_are_written_as_yaml(value, written):
    assert in_one_line(value) == written


def test_of_a_long_value_only_the_beginning_is_written():
    assert len(in_one_line([[["x" * 1000] * 1000] * 1000] * 1000)) < 200
