"""Whatever a user wrote, and wherever, a report repeats little of it, and in the words of YAML."""

import functools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.document.tree import in_one_line
from tests.helpers import TEXT_FORMATS, proposal_data, to_yaml
from tests.report_cases import report, shown

MOST = 2048  # bytes that a value may add to a report, beyond what a short one in its place adds
LONG = 90_000


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


ALIKE = [("a ", 1), ("あ", 1), ("9", 1), ("<&\"'`|", 1), ("\u202e\x07", 4), ("- a: #", 1), ("９万", 1), ("=1+[](x)", 1)]
AROUND = [
    lambda text: text,
    lambda text: [text],
    lambda text: {"a": text},
    lambda text: {text[:180]: 1},
    lambda text: {"en": "a", "ja": text},
    lambda text: [{"b": [1, {"c": text}]}],
]


@given(place=st.sampled_from(ALL_PLACES), alike=st.sampled_from(ALIKE), around=st.sampled_from(AROUND))
def test_any_value_at_any_place_adds_little_to_any_format(place, alike, around):
    repeated, width = alike
    texts = [put(place, around(repeated * (count // width // len(repeated)))) for count in (LONG, 8)]
    for form in TEXT_FORMATS:
        long, short = (len(shown(form, [report(one + "\n# no name")], lang="both").encode()) for one in texts)
        assert long - short < MOST, form


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_reason_and_a_comment_add_little(form):
    for comment in ("ignore[field-not-listed] agreed ", "ignore[field-not-listed, ", "see ", "ignore[feild] "):
        bare = put(("field",), "quantm").replace("quantm", f"quantm  # aspire: {comment}")
        long, short = (
            len(shown(form, [report(bare.replace(comment, comment + one), "p.yaml")])) for one in ("x" * LONG, "x")
        )
        assert long - short < MOST, comment


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
