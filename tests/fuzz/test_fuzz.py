"""A short run of the fuzzing, and everything that it has kept; `python tests/fuzz/nightly.py` is the long one."""

import pytest
from hypothesis import example, given, settings

from tests.fuzz.properties import hold
from tests.fuzz.strategies import CORPUS, INPUTS


@settings(max_examples=settings.default.max_examples * 10)
@given(INPUTS)
@example(b"")
def test_what_holds_of_everything_holds_of_anything(data):
    hold(data)


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("[!.]*")))
def test_what_was_once_a_counterexample_is_none_any_more(name):
    hold((CORPUS / name).read_bytes())
