"""Reading by the table tells well-shaped proposals by itself: against the judge, jsonschema with the schema."""

import functools
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.document.document import read_document
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.read import Reading, read_proposal
from aspire_cli.shape import judged
from aspire_cli.shape.check import check
from aspire_cli.shape.instance import only_written

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CORPUS = [path for path in sorted((ROOT / "examples").rglob("*.yaml")) if not read_document(path.read_bytes()).problems]
GOOD = read_document((ROOT / "examples" / "top-terahertz.proposal.yaml").read_bytes()).data


def read(data: object) -> Reading:
    return read_proposal(data, load_programme(), date(2026, 11, 23))


def accepts(data: object) -> bool:
    found = read(data)
    return found.notes.is_well_shaped and not (found.notes.unknown or found.notes.missing)


def judge_finds_nothing(data: object) -> bool:
    return next(judged._judge().iter_errors(only_written(data)), None) is None


def said(data: object) -> list[str]:
    """Return what the shape check says, beside the values that cannot be taken."""
    found = read(data)
    found.notes.untaken.clear()
    return sorted(map(repr, check(data, found, lambda _path, value: str(value))))


def judge_says(data: object) -> list[str]:
    return sorted(map(repr, judged.problems(data, lambda _path, value: str(value))))


def test_tells_every_fitting_example():
    for path in EXAMPLES:
        assert accepts(read_document(path.read_bytes()).data)


def test_agrees_with_the_judge_over_the_corpus():
    for path in CORPUS:
        data = read_document(path.read_bytes()).data
        assert not accepts(data) or judge_finds_nothing(data)


def paths(value, path=()):
    """Yield the path of every value."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield from paths(item, (*path, key))


def changed(value, path, new):
    """Return a copy of the data with another value, or none where `new` is `...`, at a path."""
    if not path:
        return new
    if isinstance(value, dict):
        rest = {key: item for key, item in value.items() if key != path[0]}
        if len(path) == 1 and new is ...:
            return rest
        return {**rest, path[0]: changed(value[path[0]], path[1:], new)}
    kept = [changed(item, path[1:], new) if number == path[0] else item for number, item in enumerate(value)]
    return [item for item in kept if item is not ...]


values = st.one_of(
    st.just(...),
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.sampled_from(["", "TBD", "draft", "planned", "JP", "2026-12-01", "3億円", "x"]),
    st.sampled_from([[], {}, [None], ["a"], [1], {"en": "x"}, {"x-own": 1}, {"what": "x"}, {"status": "planned"}]),
)


@given(path=st.sampled_from([path for path in paths(GOOD) if path]), value=values, extra=st.booleans())
def test_agrees_with_the_judge_on_changed_proposals(path, value, extra):
    data = changed(GOOD, path, value)
    if extra:
        data = {**data, "x-own": {"anything": [1, None]}}
    assert accepts(data) <= judge_finds_nothing(data)


KEYS = [
    *sorted({str(path[-1]) for path in paths(GOOD) if path and isinstance(path[-1], str)}),
    "feild",
    "x",
    "ja",
    "Summer",
]
GROUPS = [path for path in paths(GOOD) if isinstance(functools.reduce(lambda part, step: part[step], path, GOOD), dict)]


@given(st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from(KEYS), values), min_size=1, max_size=3))
def test_says_of_unknown_keys_what_the_judge_says(added):
    data = GOOD
    for path, key, value in added:
        if value is not ... and isinstance(functools.reduce(lambda part, step: part[step], path, data), dict):
            group = functools.reduce(lambda part, step: part[step], path, data)
            data = changed(data, path, {**group, key: value} if key not in group else group)
    assert said(data) == judge_says(data)


REQUIRED = [path for path in paths(GOOD) if path and isinstance(path[-1], str)]
nothing = st.sampled_from([..., None, "", "TBD", [], {}, {"en": ""}, {"x-own": 1}, [{}], [None]])


@given(st.lists(st.tuples(st.sampled_from(REQUIRED), nothing), min_size=1, max_size=4))
def test_says_of_missing_keys_what_the_judge_says(gone):
    data = GOOD
    for path, value in gone:
        with suppress(KeyError, IndexError, TypeError):  # a change above has taken it away
            data = changed(data, path, value)
    assert said(data) == judge_says(data)


def test_tells_a_missing_key_without_the_judge():
    for path in (("field",), ("period", "end"), ("counterparts", 0, "country"), ("budget", "years")):
        for value in (..., None, "TBD"):
            found = read(changed(GOOD, path, value))
            assert found.notes.is_well_shaped
            assert len(found.notes.missing) == 1


@pytest.mark.parametrize(
    "entry", [{"Summer school": "every year"}, {"wat": "x", "when": 2027}, {"what": "x", "who": "y"}]
)
def test_of_an_activity_too(entry):
    data = changed(GOOD, ("activities", "exchange"), [entry])
    assert said(data) == judge_says(data)


def test_the_table_is_fresh():
    command = [sys.executable, "-m", "tools.generate", "--check", "generate_table"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
