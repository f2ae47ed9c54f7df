"""The diff of `aspire check --diff`: what `patch` makes of it is the mended text, and it shows no more than it must."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.reports import diff

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "x", "# ::error::\n", "- a\n"]), max_size=30).map(
    "".join
)


def lines(before, after, path="p.yaml"):
    return list(diff.lines(before.encode(), after.encode(), path))


def applied(before, hunks):
    """Return what a diff makes of a text: each hunk is held against its lines."""
    old, new, done = diff._lines(before), [], 0
    for line in hunks:
        sign, text = line[0], line[1:].removesuffix(diff._NO_END)
        if line.startswith("@@"):
            start, _, count = line.split()[1].removeprefix("-").partition(",")
            at = int(start) - (count != "0")
            new += old[done:at]
            done = at
        elif sign in " -":
            assert old[done] == text
            new += [text] if sign == " " else []
            done += 1
        else:
            new.append(text)
    return "".join((*new, *old[done:]))


@given(TEXTS, TEXTS)
def test_makes_one_text_of_another(before, after):
    found = lines(before, after)
    assert found[:2] == ["--- p.yaml\n", "+++ p.yaml\n"]
    assert applied(before, found[2:]) == after
    assert before != after or found[2:] == []


def test_shows_three_lines_around_and_no_more_in_whatever_file():
    alike = "# x\n" * 5_000
    before = f"a: 1\n{alike}b: 2\n{alike}c: 3"
    found = lines(before, before.replace("a: 1", "a: 4").replace("b: 2", "b: 2\nd: 5").replace("c: 3", "c: 6"))
    assert "".join(found[2:]) == (
        "@@ -1,4 +1,4 @@\n-a: 1\n+a: 4\n # x\n # x\n # x\n"
        "@@ -5000,6 +5000,7 @@\n # x\n # x\n b: 2\n+d: 5\n # x\n # x\n # x\n"
        "@@ -10000,4 +10001,4 @@\n # x\n # x\n # x\n"
        "-c: 3\n\\ No newline at end of file\n+c: 6\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("between", ["b\n", "b\nb\n", "\n", "a\n"])
def test_lines_between_two_changes_stay_as_they_are(between):
    before, after = (f"{one}: 1\n{between}{two}: 2\nx\ny\n" for one, two in (("a", "c"), ("A", "C")))
    same = "".join(f" {line}" for line in between.splitlines(keepends=True))
    assert "".join(lines(before, after)[3:]) == f"-a: 1\n+A: 1\n{same}-c: 2\n+C: 2\n x\n y\n"


def test_a_stretch_longer_than_any_mend_is_shown_to_the_end():
    before, after = ("\n".join(["a", *(f"{sign}{number}" for number in range(70)), "b\n"]) for sign in "xy")
    found = lines(before, after)
    assert found[2] == "@@ -1,72 +1,72 @@\n"
    assert applied(before, found[2:]) == after


def test_is_visible_where_people_see_it():
    (line,) = [one for one in lines("a: \x1b[2J\u202e\r\n", "b\r\n") if one.startswith("-a")]
    assert diff.shown(line, colored=False) == "-a: U+001B[2JU+202E\n"
    assert diff.shown("-a\n", colored=True) == "\x1b[31m-a\x1b[0m\n"
    assert lines("a\n", "b\n", "x\n+++ y")[0] == "--- xU+000A+++ y\n"


@pytest.mark.slow
@given(TEXTS, TEXTS)
def test_patch_makes_the_same_of_it(tmp_path_factory, before, after):
    file = tmp_path_factory.mktemp("patched") / "p.yaml"
    if before == after or not before or not after:  # patch makes and removes files then
        return
    made = "".join(lines(before, after)).encode()
    for asked in (["patch", "--binary", "--no-backup-if-mismatch", "-p0"], ["git", "apply", "-p0"]):
        file.write_bytes(before.encode())
        done = subprocess.run(asked, input=made, cwd=file.parent, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert file.read_bytes() == after.encode()
