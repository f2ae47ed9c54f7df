"""`aspire check --diff`, `--fix` and `--unsafe-fixes`: on files, folders and standard input, and what is left alone."""

import io
import json
import os
import subprocess
import sys

import pytest

from aspire_cli import limits
from aspire_cli.checking import mending
from tests.helpers import TEXT_FORMATS, TODAY, each, proposal

GOOD = proposal("top")
SLASHED = GOOD.replace("end: 2031-11-30", "end: 2031/11/30")  # has a safe mend
SHORT = GOOD.replace('researcher_number: "00123456"', "researcher_number: 123456")  # has an unsafe one
FIRST, MENDED = "-  end: 2031/11/30\n", "+  end: 2031-11-30\n"


@pytest.fixture
def check(aspire):
    """Return a function that checks as of a day that never moves."""
    return lambda *arguments: aspire("check", "--today", TODAY.isoformat(), *arguments)


@pytest.fixture
def put(repository):
    """Return a function that writes a proposal, and returns its path."""

    def write(text, name="proposal.yaml"):
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def given(monkeypatch):
    """Return a function that puts bytes on standard input."""

    def put(content):
        content = content if isinstance(content, bytes) else content.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return put


def patched(diff, folder):
    """Apply a diff as `patch` does."""
    done = subprocess.run(
        ["patch", "-p0", "--binary"], cwd=folder, input=diff.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


class TestDiff:
    def test_stands_alone_on_standard_output_and_nothing_is_written(self, check, put):
        path = put(SLASHED)
        ran = check("--diff", "proposal.yaml", "-f", "concise")
        assert ran.status == 1
        assert ran.out.startswith("--- proposal.yaml\n+++ proposal.yaml\n@@ -")
        assert FIRST + MENDED in ran.out
        assert "proposal.yaml:53:8: error schema-bad-value" in ran.err
        assert ran.err.endswith("aspire: 1 finding would be mended in 1 file; `--fix` does it\n")
        assert path.read_text("utf-8") == SLASHED

    def test_makes_the_file_what_fix_makes_it(self, check, put, repository):
        for text in (SLASHED, SLASHED.replace("\n", "\r\n"), "\ufeff" + SLASHED, SLASHED.rstrip("\n")):
            path = put(text)
            patched(check("--diff", ".").out, repository)
            by_diff = path.read_bytes()
            put(text)
            check("--fix", ".")
            assert path.read_bytes() == by_diff == text.replace("2031/11/30", "2031-11-30").encode()

    def test_fails_where_there_is_one_or_a_finding_that_fails(self, check, put):
        put(GOOD)
        assert check("--diff", ".")[:2] == (0, "")
        put(SLASHED)
        assert check("--diff", ".", "--fail-on", "never").status == 1
        put(proposal("top", field="medicine"))
        ran = check("--diff", ".")
        assert (ran.status, ran.out) == (1, "")
        assert "field-not-listed" in ran.err

    def test_a_report_for_machines_is_of_the_file_as_it_is(self, check, put, repository):
        put(SLASHED)
        ran = check("--diff", ".", "-f", "concise", "-f", "json=o.json")
        assert MENDED in ran.out
        (file,) = json.loads((repository / "o.json").read_text("utf-8"))["files"]
        assert [(one["rule"], one["fix"]["safe"]) for one in file["findings"]] == [("schema-bad-value", True)]

    def test_is_coloured_and_visible_where_people_see_it(self, check, put, monkeypatch):
        put(SLASHED.replace("period:", "# ::error::x \u202e\nperiod:"))
        assert "# ::error::x \u202e\n" in check("--diff", ".").out
        ran = check("--diff", ".", "--color", "always")
        assert "\x1b[31m-  end: 2031/11/30\x1b[0m\n\x1b[32m+  end: 2031-11-30\x1b[0m\n" in ran.out
        assert "\x1b[1m--- proposal.yaml\x1b[0m\n" in ran.out
        monkeypatch.setenv("CI", "true")
        shown = check("--diff", ".").out
        assert " # U+003A:error::x U+202E\n" in shown

    def test_a_reader_that_leaves_changes_no_exit_status(self, check, put, monkeypatch):
        class Left(io.StringIO):
            def write(self, text):
                raise BrokenPipeError

        for name in ("a.proposal.yaml", "b.proposal.yaml"):
            put(SLASHED, name)
        monkeypatch.setattr(sys, "stdout", Left())
        assert check("--diff", ".").status == 1


class TestFix:
    def test_writes_what_is_mended_and_reports_what_stays(self, check, put):
        path = put(SLASHED.replace("field: quantum", "field: medicine"))
        ran = check("--fix", ".")
        assert ran.status == 1
        assert "field-not-listed" in ran.out
        assert "2031/11/30" not in ran.out
        assert ran.err == "aspire: 1 finding mended in 1 file\n"
        assert path.read_text("utf-8") == GOOD.replace("field: quantum", "field: medicine")
        before = path.stat()
        ran = check("--fix", ".")
        assert (ran.status, ran.err, path.stat().st_mtime_ns) == (1, "", before.st_mtime_ns)

    @each("form", TEXT_FORMATS)
    def test_in_every_format_the_report_is_that_of_the_mended_text(self, check, put, form):
        path = put(SLASHED.replace("field: quantum", "field: medicine"))
        first = check("--fix", "proposal.yaml", "-f", form)
        assert path.read_text("utf-8") == GOOD.replace("field: quantum", "field: medicine")
        assert first[:2] == check("proposal.yaml", "-f", form)[:2]

    def test_unsafe_ones_only_where_they_are_asked_for(self, check, put):
        path = put(SHORT)
        ran = check("--fix", ".")
        assert path.read_text("utf-8") == SHORT
        assert (
            ran.err == "aspire: 1 finding has an unsafe mend, to be looked at first: `--diff --unsafe-fixes` shows it\n"
        )
        ran = check("--diff", "--unsafe-fixes", ".", "--lang", "ja")
        assert '+  researcher_number: "00123456"\n' in ran.out
        assert ran.err.endswith("aspire: 1ファイルの1件の指摘を修正できます(`--fix --unsafe-fixes` で適用)。\n")
        ran = check("--fix", "--unsafe-fixes", ".", "--lang", "ja")
        assert (ran.status, path.read_text("utf-8")) == (0, GOOD)
        assert ran.err == "aspire: 1ファイルの1件の指摘を修正しました。\n"

    def test_unsafe_alone_is_wrong_use(self, check, put):
        put(SHORT)
        ran = check("--unsafe-fixes", ".")
        assert (ran.status, ran.out) == (2, "")
        assert "`--fix`" in ran.err

    def test_with_diff_nothing_is_written(self, check, put):
        path = put(SLASHED)
        assert MENDED in check("--fix", "--diff", ".").out
        assert path.read_text("utf-8") == SLASHED

    def test_neither_what_is_waived_nor_what_is_not_selected(self, check, put):
        path = put(SHORT.replace("123456\n", "123456  # aspire: ignore[investigator-number] as printed\n"))
        text = path.read_text("utf-8")
        check("--fix", "--unsafe-fixes", ".")
        assert path.read_text("utf-8") == text
        put(SHORT)
        check("--fix", "--unsafe-fixes", ".", "--select", "budget")
        assert path.read_text("utf-8") == SHORT

    def test_a_file_that_is_no_proposal_is_left_alone(self, check, put):
        path = put("start: 2026/12/01\n")
        assert check("--fix", ".").status == 0
        assert path.read_text("utf-8") == "start: 2026/12/01\n"

    def test_many_by_processes(self, check, put):
        paths = [put(SLASHED if number % 2 else GOOD, f"{number}.proposal.yaml") for number in range(40)]
        ran = check("--fix", ".", "-j", "2")
        assert ran.status == 0
        assert ran.err == "aspire: 20 findings mended in 20 files\n"
        assert {path.read_text("utf-8") for path in paths} == {GOOD}

    @pytest.mark.slow
    def test_a_thousand_files(self, check, put):
        paths = [put(SLASHED if number % 4 == 0 else GOOD, f"{number}.proposal.yaml") for number in range(1000)]
        diff = check("--diff", ".")
        assert diff.out.count(MENDED) == 250
        ran = check("--fix", ".")
        assert (ran.status, ran.err) == (0, "aspire: 250 findings mended in 250 files\n")
        assert {path.read_text("utf-8") for path in paths} == {GOOD}
        assert check("--diff", ".")[:2] == (0, "")


class TestSettings:
    def test_ask_for_it_and_every_report_says_so(self, check, put):
        put("fix = true\nunsafe-fixes = true\n", "aspire.toml")
        for form in TEXT_FORMATS:
            path = put(SHORT)
            ran = check(".", "-f", form)
            assert path.read_text("utf-8") == GOOD
            assert "safe,unsafe" in "".join(ran.out.split()).replace('"', "")
            assert form != "github" or "::warning title=aspire::" in ran.out

    def test_give_way_to_the_command_line(self, check, put):
        put("fix = true\n", "aspire.toml")
        path = put(SLASHED)
        assert check("--no-fix", ".").status == 1
        assert MENDED in check("--diff", ".").out
        assert check("--isolated", ".").status == 1
        assert path.read_text("utf-8") == SLASHED
        assert check(".").status == 0

    def test_of_unsafe_ones_ask_for_nothing_by_themselves(self, check, put):
        put("unsafe-fixes = true\n", "aspire.toml")
        path = put(SHORT)
        assert (check(".").err, path.read_text("utf-8")) == ("", SHORT)
        assert check("--no-unsafe-fixes", "--diff", ".").out == ""
        assert '+  researcher_number: "00123456"\n' in check("--diff", ".").out

    def test_are_shown_with_their_origin(self, aspire, put):
        put("fix = true\n", "aspire.toml")
        shown = json.loads(aspire("config", "-f", "json").out)["settings"]
        assert shown["fix"] == {"value": True, "origin": {"kind": "file", "name": "fix"}}
        assert shown["unsafe-fixes"]["value"] is False
        assert "fix             true " in aspire("config").out

    def test_that_are_neither_true_nor_false_are_wrong_use(self, check, put):
        put('fix = "yes"\n', "aspire.toml")
        ran = check(".")
        assert (ran.status, ran.out) == (2, "")
        assert "line 1: `fix` must be true or false" in ran.err


class TestLeftAlone:
    """Holds "Files are written whole or not at all" of SECURITY.md."""

    def test_a_file_that_changed_meanwhile(self, check, put, monkeypatch):
        path, make = put(SLASHED), mending.mended

        def slowly(*arguments, **options):
            path.write_text("somebody: else\n", encoding="utf-8")
            return make(*arguments, **options)

        monkeypatch.setattr(mending, "mended", slowly)
        ran = check("--fix", "proposal.yaml", "-f", "concise")
        assert ran.err == "aspire: proposal.yaml: changed meanwhile, and left as it is; run again\n"
        assert (ran.status, "schema-bad-value" in ran.out) == (1, True)
        assert path.read_text("utf-8") == "somebody: else\n"

    def test_one_that_is_gone_meanwhile(self, check, put, monkeypatch):
        path, make = put(SLASHED), mending.mended
        monkeypatch.setattr(mending, "mended", lambda *given, **options: path.unlink() or make(*given, **options))
        ran = check("--fix", "proposal.yaml", "--lang", "ja")
        assert (
            ran.err == "aspire: proposal.yaml:確認中に変更されたため、そのままにしました。もう一度実行してください。\n"
        )
        assert not path.exists()

    def test_a_link_that_leads_out_of_the_repository(self, check, put, repository, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside") / "proposal.yaml"
        outside.write_text(SLASHED, encoding="utf-8")
        (repository / "proposal.yaml").symlink_to(outside)
        ran = check("--fix", "proposal.yaml")
        assert ran.status == 1
        assert ran.err.startswith("aspire: proposal.yaml: a link that leads out of the repository")
        assert outside.read_text("utf-8") == SLASHED

    def test_what_a_link_inside_it_leads_to_is_mended_once(self, check, put, repository):
        path = put(SLASHED, "real/a.yaml")
        (repository / "linked").mkdir()
        (repository / "linked/proposal.yaml").symlink_to(path)
        os.link(path, repository / "other.yaml")
        ran = check("--fix", "real/a.yaml", "linked/proposal.yaml", "other.yaml")
        assert ran.status == 0
        assert (repository / "linked/proposal.yaml").is_symlink()
        assert path.read_text("utf-8") == GOOD
        assert path.stat().st_nlink == 2

    def test_a_file_that_may_only_be_read(self, check, put, monkeypatch):
        path = put(SLASHED)
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        ran = check("--fix", "proposal.yaml", "-f", "concise")
        assert (ran.status, ran.err) == (2, "aspire: proposal.yaml: cannot be written (no permission)\n")
        assert "schema-bad-value" in ran.out
        assert path.read_text("utf-8") == SLASHED

    @pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
    def test_the_mode_of_a_file(self, check, put):
        path = put(SLASHED)
        path.chmod(0o640)
        check("--fix", ".")
        assert (path.stat().st_mode & 0o777, path.read_text("utf-8")) == (0o640, GOOD)

    @each("said, made", [("1 mend was not made", {"left": 1}), ("too much to mend", {"too_many": True})])
    def test_what_would_get_worse_is_told(self, check, put, monkeypatch, said, made):
        path, make = put(SLASHED), mending.mended

        def unmade(data, *given, **options):
            return make(data, *given, **options)._replace(after=data, number=0, **made)

        monkeypatch.setattr(mending, "mended", unmade)
        ran = check("--fix", "proposal.yaml")
        assert said in ran.err
        assert path.read_text("utf-8") == SLASHED
        monkeypatch.undo()
        os.chdir(path.parent)

    def test_a_failure_inside_mends_nothing_and_ends_with_3(self, check, put, given, monkeypatch):
        def broken(*_, **__):
            raise RuntimeError("broken")

        path = put(SLASHED)
        monkeypatch.setattr(mending, "mended", broken)
        ran = check("--fix", "proposal.yaml", "-f", "concise")
        assert (ran.status, "broken" in ran.err, "schema-bad-value" in ran.out) == (3, True, True)
        assert path.read_text("utf-8") == SLASHED
        given(SLASHED)
        assert check("--fix", "-")[:2] == (3, SLASHED)


class TestStandardInput:
    def test_the_mended_text_alone_goes_to_standard_output(self, check, put, given, repository):
        for text in (SLASHED, SLASHED.replace("\n", "\r\n"), "\ufeff" + SLASHED, SHORT):
            given(text)
            ran = check("--fix", "--unsafe-fixes", "-", "-f", "concise")
            path = put(text)
            check("--fix", "--unsafe-fixes", ".")
            assert ran.out.encode() == path.read_bytes()
            assert ran.status == 0
            assert "<stdin>: Fits" in ran.err
            assert "1 finding mended" in ran.err

    @each("text", [GOOD, "a: [", "", "field: medicine\n", b"\xff\xfe\x00", SLASHED.encode("utf-16")])
    def test_what_has_no_mend_comes_out_as_it_went_in(self, check, given, monkeypatch, text):
        given(text)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
            check("--fix", "-")
            assert sys.stdout.buffer.getvalue() == (text if isinstance(text, bytes) else text.encode())

    def test_what_is_too_large_comes_out_whole(self, check, given):
        text = GOOD + "# \n" * (limits.LARGEST_FILE // 2)
        given(text)
        ran = check("--fix", "-")
        assert ran.status == 1
        assert ran.out == text

    def test_a_diff_of_it_has_its_name(self, check, given):
        given(SLASHED)
        ran = check("--diff", "-", "--stdin-filename", "sub/plan.yaml")
        assert ran.out.startswith("--- sub/plan.yaml\n+++ sub/plan.yaml\n@@")
        assert "sub/plan.yaml" in ran.err

    def test_an_output_that_is_refused_keeps_no_text_back(self, check, put, given):
        put(GOOD)
        given(SLASHED)
        ran = check("--fix", "-", "proposal.yaml", "-f", "full=./proposal.yaml")
        assert (ran.status, ran.out) == (2, GOOD)
