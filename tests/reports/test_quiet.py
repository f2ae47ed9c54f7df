"""Quiet reports, the tally of many files, and the short format: the answer first, and no more than it takes."""

import re

from tests.helpers import check, each, proposal
from tests.report_cases import shown

FOR_PEOPLE = ("full", "concise", "markdown", "html")
FILES = {
    "fits.yaml": {},
    "warned.yaml": {"counterparts.0.support.until": "2026-01-31"},
    "draft.yaml": {"stage": "draft", "field": "TBD"},
    "wrong.yaml": {"field": "cooking"},
    "wrong-draft.yaml": {"stage": "draft", "field": "cooking", "title": "TBD"},
}
FOUND = [check(proposal(**changes))._replace(path=path) for path, changes in FILES.items()]
FOUND.append(check("a: [")._replace(path="unreadable.yaml"))


def named(text):
    return {one.path for one in FOUND if re.search(rf"(?<![\w-]){one.path}", text)}


class TestTally:
    def test_counts_files_by_how_they_stand(self):
        en = "1 fits · 1 fits with warnings · 1 draft · 2 do not fit · 1 cannot be read"
        ja = "適合1件 · 適合(警告あり)1件 · 下書き1件 · 不適合2件 · 読み取り不可1件"
        for form in ("full", "concise", "markdown"):
            assert en in shown(form, FOUND, lang="en")
            assert ja in shown(form, FOUND, lang="ja")

    def test_plural_and_singular(self):
        many = [FOUND[number] for number in (0, 0, 2, 2, 3, 3)]
        assert "2 fit · 2 drafts · 2 do not fit" in shown("full", many, lang="en")

    def test_of_one_file_there_is_none(self):
        for form in ("full", "concise"):
            assert "1 does not fit" not in shown(form, [FOUND[3]], lang="en")

    def test_in_colour_and_within_the_width(self):
        assert "\x1b[1;31m2 do not fit\x1b[0m" in shown("full", FOUND, lang="en", color=True)
        lines = shown("full", FOUND, lang="en", width=40).splitlines()
        assert [line for line in lines if line == "1 fits · 1 fits with warnings · 1 draft"]


class TestQuiet:
    @each(("fail_on", "left"), [("error", 3), ("warning", 4), ("note", 5), ("never", 0)])
    @each("form", FOR_PEOPLE)
    def test_leaves_out_files_that_do_not_fail(self, form, fail_on, left):
        quiet = shown(form, FOUND, lang="en", quiet=True, fail_on=fail_on, several=True)
        assert len(named(quiet)) == left
        assert len(named(shown(form, FOUND, fail_on=fail_on, several=True))) == len(FOUND)

    @each("form", ["full", "concise", "markdown"])
    def test_counts_them_all_the_same(self, form):
        text = shown(form, FOUND, lang="en", quiet=True)
        assert "2 do not fit" in text
        assert "6 files" in text

    @each("form", ["json", "jsonl", "sarif", "junit", "gitlab", "github"])
    def test_formats_for_machines_stay_whole(self, form):
        assert shown(form, FOUND, quiet=True) == shown(form, FOUND)

    @each("form", FOR_PEOPLE)
    def test_a_fault_of_the_program_is_not_left_out(self, form):
        broken = FOUND[0]._replace(failures=("check: ValueError",))
        assert named(shown(form, [broken, FOUND[2]], quiet=True, fail_on="never")) == {"fits.yaml"}

    @each(("form", "in_full"), [("full", "□"), ("markdown", "- [ ]"), ("html", "<li>")])
    def test_tells_checklists_in_one_line(self, form, in_full):
        loud, quiet = (shown(form, [FOUND[4]], lang="en", quiet=quiet) for quiet in (False, True))
        assert in_full in loud
        assert in_full not in quiet
        assert "Not yet written (1): Title" in quiet
        assert "For a person to confirm: 7 points" in shown(form, [FOUND[3]], lang="en", quiet=True)

    def test_the_short_format_tells_what_is_not_written_in_one_line(self):
        lines = shown("concise", [FOUND[4]], lang="en", quiet=True).splitlines()
        assert lines[0] == "wrong-draft.yaml: Does not fit: 1 error · 1 not yet written"
        assert lines[1].startswith("wrong-draft.yaml:4:8: error field-not-listed: ")
        assert lines[2] == "wrong-draft.yaml: Not yet written (1): Title"


class TestConcise:
    def test_one_file_has_its_verdict_too(self):
        assert shown("concise", [FOUND[0]], lang="en") == (
            "fits.yaml: Fits as far as a machine can tell\n1 file checked, no findings\n"
        )

    def test_ends_with_how_to_see_the_mends(self):
        *_, counts, last = shown("concise", [FOUND[3]], lang="en").splitlines()
        assert counts == "1 error · 1 file"
        assert last.startswith("`--format full` shows each finding")
        assert "修正案" in shown("concise", [FOUND[3]], lang="ja").splitlines()[-1]

    def test_where_there_is_none_it_does_not(self):
        assert "--format" not in shown("concise", [FOUND[0], FOUND[0]], lang="en")

    def test_failing_lines_stand_out(self):
        lines = shown("concise", FOUND, lang="en", color=True).splitlines()
        bold = {line.removeprefix("\x1b[1;31m").partition(":")[0] for line in lines if line.startswith("\x1b[1;31m")}
        assert bold == {"wrong.yaml", "wrong-draft.yaml", "unreadable.yaml"}
