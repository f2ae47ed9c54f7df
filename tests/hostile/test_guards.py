"""The benchmark of reading's guards still measures them: each that it takes away is there, and guards something."""

import pytest

from aspire_cli.document.document import read_document
from benchmarks import guards
from tests.hostile.cases import BASE, with_line


@pytest.mark.parametrize(
    "text",
    [
        with_line("x-a: b\x07"),
        with_line('x-a: "\n<<<<<<< a\n>>>>>>> b\n"'),
        with_line(f"x-a: [{'b,' * 40_000}]"),
        with_line(f"x-a: {'b' * 150_000}"),
        with_line(f'x-a: &a "{"x" * 50_000}"\nx-b: [{", ".join(["*a"] * 200)}]'),
    ],
    ids=["controls", "conflicts", "nodes", "texts", "aliases"],
)
def test_without_its_guard_a_file_is_read(text):
    assert read_document(text.encode()).problems
    with guards.without_guards():
        assert [one.rule for one in read_document(text.encode()).problems if one.rule != "yaml-syntax"] == []
    assert read_document(text.encode()).problems


def test_both_times_are_measured():
    guarded, bare = guards.measured(BASE.encode(), rounds=2)
    assert guarded > 0
    assert bare > 0
