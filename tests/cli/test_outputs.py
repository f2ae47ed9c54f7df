"""Where reports go: several in one run, to files and standard output; what cannot be written; inside GitHub Actions."""

import errno
import io
import json
import os
import sys
from collections import deque
from xml.etree import ElementTree

import pytest

from aspire_cli.cli import outputs, spreading, step_summary, suffixes
from aspire_cli.cli.streams import UsageError
from aspire_cli.files import write
from aspire_cli.reports import FORMATS, formats
from aspire_cli.rules import ALL
from tests.helpers import each, proposal
from tests.report_cases import report, view

FAULTY = proposal("top", **{"field": "quantm", "period.end": "2031-12-01"})


@pytest.fixture
def files(tmp_path):
    (tmp_path / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def in_actions(files, monkeypatch):
    """Set what GitHub sets, and return the file of the step's summary."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(files / "summary.md"))
    return files / "summary.md"


def many_faults(number):
    """Return a proposal with that many findings."""
    return proposal("top", **{f"unknown_{index}": 1 for index in range(number)})


class TestUsual:
    """The format where none is asked for, on a terminal or not."""

    def test_one_named_file_gets_the_full_report(self, aspire, files, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode()), "utf-8"))
        for path in ("proposal.yaml", "-"):
            ran = aspire("check", path)
            assert ran.status == 1
            assert "╭─" in ran.out
            assert "✗ Does not fit: 2 errors" in ran.out

    @pytest.mark.parametrize("paths", [(".",), (), ("proposal.yaml", "other.proposal.yaml")])
    def test_many_files_or_a_folder_get_the_short_one(self, aspire, files, paths):
        (files / "other.proposal.yaml").write_text(proposal("top"), encoding="utf-8")
        ran = aspire("check", *paths)
        assert "other.proposal.yaml: Fits as far as a machine can tell\n" in ran.out
        assert "proposal.yaml: Does not fit: 2 errors\n" in ran.out
        assert "2 errors · 2 files: 1 fits · 1 does not fit\n" in ran.out

    def test_in_actions_both_get_annotations(self, aspire, in_actions):
        for path in ("proposal.yaml", "."):
            assert "::error file=proposal.yaml" in aspire("check", path).out


class TestQuiet:
    def test_the_hook_shows_nothing_of_files_that_pass(self, aspire, files):
        (files / "other.proposal.yaml").write_text(proposal("top"), encoding="utf-8")
        ran = aspire("check", "--force-exclude", "--format", "full", "-q", "other.proposal.yaml", "proposal.yaml")
        assert ran.status == 1
        assert "error[field-not-listed]" in ran.out
        assert "other.proposal.yaml" not in ran.out
        assert aspire("check", "--quiet", "other.proposal.yaml").out.startswith("1 file checked, no findings")

    def test_what_fails_is_what_is_asked_for(self, aspire, files):
        for more, told in (((), True), (("--fail-on", "never"), False)):
            assert ("proposal.yaml:" in aspire("check", "-q", ".", *more).out) is told


class TestSeveral:
    def test_each_goes_where_it_is_sent(self, aspire, files):
        ran = aspire("check", "-f", "sarif=out.sarif", "-f", "concise", "-f", "junit=j.xml", "-f", "jsonl=o.jsonl")
        assert ran.status == 1
        assert "proposal.yaml" in ran.out
        assert "field-not-listed" in ran.out
        (run,) = json.loads((files / "out.sarif").read_text("utf-8"))["runs"]
        assert {result["ruleId"] for result in run["results"]} == {"field-not-listed", "period-length"}
        (suite,) = ElementTree.parse(files / "j.xml").getroot()
        assert suite.get("failures") == "2"
        assert [json.loads(line)["kind"] for line in (files / "o.jsonl").read_text("utf-8").splitlines()] == [
            "run",
            "file",
            "summary",
        ]

    @pytest.mark.parametrize("form", ["sarif", "github", "junit", "markdown", "jsonl"])
    def test_each_alone_on_standard_output(self, aspire, files, form):
        ran = aspire("check", "-f", form)
        assert ran.status == 1
        assert "period-length" in ran.out
        assert ran.err == ""

    def test_a_file_is_the_same_as_standard_output(self, aspire, files):
        shown = aspire("check", "-f", "markdown").out
        aspire("check", "-f", "markdown", "-o", "out.md")
        assert (files / "out.md").read_text("utf-8") == shown

    @pytest.mark.parametrize(
        "asked",
        [
            ["-f", "sarif", "-f", "junit"],
            ["-f", "sarif=a", "-f", "junit=./a"],
            ["-f", "json=a", "-f", "full", "-o", "a"],
        ],
    )
    def test_two_in_one_place_is_wrong_use(self, aspire, files, asked):
        ran = aspire("check", *asked)
        assert ran.status == 2
        assert not (files / "a").exists()

    def test_an_unknown_format_is_wrong_use(self, aspire, files):
        ran = aspire("check", "-f", "sariff")
        assert (ran.status, ran.out) == (2, "")
        assert "sarif" in ran.err

    def test_a_format_with_no_file_behind_its_sign_is_wrong_use(self, aspire, files):
        for command in ("check", "fit", "budget"):
            ran = aspire(command, "proposal.yaml", "-f", "json=")
            assert (ran.status, ran.out) == (2, "")
            assert "`json=`" in ran.err


class TestSuffix:
    """`-o FILE` means what its suffix says; a pair that does not go together is refused, with the right one named."""

    @each(
        "command, name, begins",
        [
            ("check", "o.html", "<!doctype html>"),
            ("check", "o.json", '{\n  "version": 2'),
            ("check", "o.jsonl", '{"kind": "run"'),
            ("check", "o.sarif", '{\n  "$schema"'),
            ("check", "o.xml", "<?xml"),
            ("check", "o.md", "## `proposal.yaml`"),
            ("check", "o.txt", "proposal.yaml   ASPIRE"),
            ("check", "O.HTML", "<!doctype html>"),
            ("check", "o.htm", "<!doctype html>"),
            ("check", "o.log", "proposal.yaml   ASPIRE"),
            ("check", "folder.json/o", "proposal.yaml   ASPIRE"),
            ("fit", "o.json", '{\n  "version": 2'),
            ("fit", "o.html", "<!doctype html>"),
            ("budget", "o.csv", "\ufefffiscal year,"),
            ("budget", "o.md", "# "),
        ],
    )
    def test_without_a_format_it_names_one(self, aspire, files, command, name, begins):
        (files / "folder.json").mkdir(exist_ok=True)
        ran = aspire(command, "proposal.yaml", "-o", name)
        assert (ran.status, ran.out) == (1, "")
        assert (files / name).read_text("utf-8").lower().startswith(begins.lower())

    def test_what_was_written_is_said_in_both_languages(self, aspire, files):
        assert aspire("fit", "proposal.yaml", "-o", "o.json").err == "aspire: o.json: report written (json)\n"
        said = aspire("check", "proposal.yaml", "-f", "full", "-f", "sarif=o.json", "--lang", "ja").err
        assert said == "aspire: o.json:レポートを書き込みました(形式:sarif)。\n"

    @each("form, name", [("sarif", "o.json"), ("gitlab", "o.json"), ("concise", "o.txt"), ("markdown", "o.txt")])
    def test_one_that_suits_several_formats_suits_each(self, aspire, files, form, name):
        assert aspire("check", "-f", form, "-o", name).status == 1
        assert aspire("check", "-f", "full", "-f", f"{form}={name}").status == 1

    @each(
        "asked, named",
        [
            (("check", "-f", "html", "-o", "o.json"), ("`json`, `sarif`, `gitlab`", "`o.html`")),
            (("check", "-f", "full", "-o", "o.html"), ("`html`", "`o.txt`")),
            (("check", "-f", "json", "-o", "o.sarif"), ("`sarif`", "`o.json`")),
            (("check", "-f", "gitlab=O.XML"), ("`junit`", "`O.json`")),
            (("check", "-f", "concise", "-f", "html=o.txt"), ("`full`", "`o.html`")),
            (("fit", "proposal.yaml", "-f", "markdown", "-o", "o.html"), ("`html`", "`o.md`")),
            (("fit", "proposal.yaml", "-f", "json", "-o", "o.csv"), ("`json`", "`o.json`")),
            (("budget", "proposal.yaml", "-f", "yaml=o.json"), ("`json`", "`o.yaml`")),
            (("budget", "proposal.yaml", "-f", "csv=o.json"), ("`json`", "`o.csv`")),
            (("fit", "proposal.yaml", "-o", "o.sarif"), ("`.html`, `.json`, `.md`, `.txt`",)),
            (("fit", "proposal.yaml", "-o", "o.pdf"), ("`.html`, `.json`, `.md`, `.txt`",)),
            (("check", "-f", "html", "-o", "o.DOCX"), ("`.DOCX`", "`o.html`")),
            (("check", "-f", "csv=o.ods"), ("`o.csv`",)),
        ],
    )
    def test_a_wrong_pair_is_wrong_use_and_the_right_one_is_named(self, aspire, files, asked, named):
        for lang in ("en", "ja"):
            ran = aspire(*asked, "--lang", lang)
            assert (ran.status, ran.out) == (2, "")
            assert all(name.replace(", ", {"en": ", ", "ja": "、"}[lang]) in ran.err for name in named)
        assert [path.name for path in files.iterdir() if path.is_file()] == ["proposal.yaml"]

    def test_the_settings_give_way_to_it(self, aspire, files):
        (files / "aspire.toml").write_text('format = "jsonl"\n', encoding="utf-8")
        aspire("check", "-o", "o.html")
        aspire("check", "-o", "o.out")
        assert (files / "o.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert (files / "o.out").read_text("utf-8").startswith('{"kind": "run"')

    def test_beside_formats_with_files_of_their_own_it_is_one_more(self, aspire, files):
        ran = aspire("check", "-f", "sarif=o.sarif", "-o", "o.html")
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (1, "", 2)
        assert (files / "o.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert json.loads((files / "o.sarif").read_text("utf-8"))["runs"]

    def test_each_of_several_is_written(self, aspire, files):
        for command in (("check",), ("fit", "proposal.yaml"), ("list", "fields")):
            ran = aspire(*command, "-o", "o.html", "-o", "o.json", "-o", "o.md")
            assert (ran.out, len(ran.err.splitlines())) == ("", 3)
            assert (files / "o.html").read_text("utf-8").startswith("<!DOCTYPE html>")
            assert json.loads((files / "o.json").read_text("utf-8"))
            assert (files / "o.md").read_text("utf-8") == aspire(*command, "-f", "markdown").out

    def test_one_of_several_may_be_standard_output(self, aspire, files):
        assert aspire("check", "-o", "o.html", "-o", "-", "-f", "sarif=o").out == aspire("check").out
        assert sorted(path.name for path in files.iterdir() if path.is_file()) == ["o", "o.html", "proposal.yaml"]
        assert aspire("check", "-f", "json=o.json", "-o", "-").out == aspire("check").out

    def test_a_format_goes_to_none_of_several_unless_it_is_told_to_which(self, aspire, files):
        for given in (("-o", "o.html", "-o", "o.html"), ("-o", "o.json", "-o", "o.html", "-f", "gitlab")):
            assert aspire("check", *given).status == 2
        ran = aspire("check", "-o", "o.csv", "-o", "o.html", "-f", "concise", "--lang", "ja")
        assert (ran.status, ran.out) == (2, "")
        assert "`--format concise=report.txt`" in ran.err
        assert [path.name for path in files.iterdir() if path.is_file()] == ["proposal.yaml"]

    def test_every_format_has_one(self):
        without = {"yaml", "github"}  # a part of a proposal; lines for a log
        assert {first for first, *_ in filter(None, suffixes.SUFFIXES.values())} <= set(FORMATS)
        assert {one for ones in suffixes.SUFFIXES.values() for one in ones} | without >= set(FORMATS)


class TestFileByFile:
    @pytest.mark.parametrize("form", [name for name in formats("check") if name not in ("html", "xlsx")])
    def test_no_format_keeps_reports_or_lets_others_wait(self, files, monkeypatch, form):
        def found():
            for number in range(30):
                yield report("clean" if number % 2 else "faulty", f"{number}.yaml")
                assert [reader.count for reader in readers] == [number + 1] * 2, number

        readers, made = [], spreading.readers
        monkeypatch.setattr(spreading, "readers", lambda *given: readers.extend(made(*given)) or readers)
        asked = [outputs.Output(form, "out"), outputs.Output("jsonl", "other")]
        outputs.write_reports(found(), asked, view(several=True))
        assert "28.yaml" in (files / "out").read_text("utf-8")

    def test_a_long_report_is_whole(self, files):
        found = [report("faulty", f"{number}.yaml") for number in range(80)]
        for form in ("json", "full"):
            outputs.write_reports(iter(found), [outputs.Output(form, "out")], view(several=True))
            whole = "".join(outputs.written("check", found, form, view(several=True)))
            assert len(whole) > 300_000
            assert (files / "out").read_text("utf-8") == whole

    def test_nothing_is_left_where_it_breaks_off(self, files):
        def found():
            yield report("faulty")
            raise KeyboardInterrupt

        (files / "out").write_text("earlier", encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            outputs.write_reports(found(), [outputs.Output("json", "out")], view())
        assert (files / "out").read_text("utf-8") == "earlier"
        assert sorted(path.name for path in files.iterdir()) == [".git", "out", "proposal.yaml"]

    def test_no_part_is_taken_for_the_whole_where_reports_cannot_be_kept(self, files):
        def found():
            yield report("faulty")
            raise OSError(errno.ENOSPC, "No space left on device")  # where what proposals claim is kept

        asked = [outputs.Output(form, form) for form in ("json", "csv", "concise")]
        with pytest.raises(OSError, match="No space"):
            outputs.write_reports(found(), asked, view())
        assert sorted(path.name for path in files.iterdir()) == [".git", "proposal.yaml"]


class TestUnwritable:
    def test_the_others_are_written_and_one_sentence_is_said(self, aspire, files):
        ran = aspire("check", "-f", "sarif=nowhere/x.sarif", "-f", "concise", "-f", "junit=j.xml")
        assert ran.status == 2
        assert "field-not-listed" in ran.out
        assert (files / "j.xml").exists()
        written, complaint = ran.err.splitlines()
        assert "j.xml: report written" in written
        assert "nowhere/x.sarif: cannot be written" in complaint

    def test_each_that_cannot_be_written_is_named(self, aspire, files):
        ran = aspire("check", "-f", "sarif=nowhere/x", "-f", "junit=nowhere/y", "-f", "concise")
        assert ran.status == 2
        first, second = ran.err.splitlines()
        assert "nowhere/x" in first
        assert "nowhere/y" in second

    @pytest.mark.parametrize("form", ["json", "full"])
    def test_what_was_ready_when_the_disk_was_full_is_shown(self, aspire, files, monkeypatch, form):
        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        shown = aspire("check", "-f", form).out
        monkeypatch.setattr(write.Path, "replace", full)
        ran = aspire("check", "-f", form, "-o", "out")
        assert (ran.status, ran.err) == (2, "aspire: out: cannot be written (no space is left on the disk)\n")
        assert ran.out == shown
        assert not (files / "out").exists()

    @pytest.mark.parametrize("target", [".", "nowhere/x", "proposal.yaml/x", "a" * 300, "\0"])
    def test_nothing_is_left_behind(self, aspire, files, target):
        before = sorted(files.iterdir())
        ran = aspire("check", "-f", "json", "-o", target)
        assert ran.status == 2
        assert len(ran.err.splitlines()) == 1
        assert sorted(files.iterdir()) == before
        assert "proposal.yaml:6:8: error field-not-listed" in ran.out  # the report is still shown
        assert ran.out.count("field-not-listed") == 1

    def test_the_settings_and_the_data_in_force_are_never_written_over(self, aspire, files):
        kept = 'fail-on = "warning"\n'
        (files / "aspire.toml").write_text(kept, encoding="utf-8")
        ran = aspire("check", "proposal.yaml", "-o", "./aspire.toml")
        assert ran.status == 2
        assert "in use" in ran.err
        assert (files / "aspire.toml").read_text("utf-8") == kept

    @pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
    def test_a_file_keeps_its_mode(self, aspire, files):
        (files / "o.json").write_text("earlier", encoding="utf-8")
        (files / "o.json").chmod(0o660)
        assert aspire("check", "-f", "json", "-o", "o.json").status == 1
        assert (files / "o.json").stat().st_mode & 0o777 == 0o660

    def test_a_file_that_may_only_be_read_stays(self, aspire, files, monkeypatch):
        (files / "o.json").write_text("earlier", encoding="utf-8")
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        ran = aspire("check", "-f", "json", "-o", "o.json")
        assert (ran.status, "no permission" in ran.err) == (2, True)
        assert (files / "o.json").read_text("utf-8") == "earlier"

    @pytest.mark.parametrize("asked", [["-o", "-"], ["-f", "full=-"]])
    def test_a_dash_is_standard_output(self, aspire, files, asked):
        ran = aspire("check", *asked)
        assert "field-not-listed" in ran.out
        assert not (files / "-").exists()

    def test_a_proposal_is_never_written_over(self, aspire, files):
        ran = aspire("check", "proposal.yaml", "-f", "full", "-o", "./proposal.yaml")
        assert ran.status == 2
        assert "proposal.yaml" in ran.err
        assert (files / "proposal.yaml").read_text("utf-8") == FAULTY

    def test_a_full_standard_output_keeps_no_file_from_being_written(self, aspire, files, monkeypatch):
        class Full(io.StringIO):
            def write(self, text):
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(sys, "stdout", Full())
        with pytest.raises(OSError, match="No space left"):
            aspire("check", "-f", "concise", "-f", "json=out.json")
        assert (files / "out.json").exists()

    def test_a_reader_that_leaves_keeps_no_file_from_being_written(self, aspire, files, monkeypatch):
        class Left(io.StringIO):
            def write(self, text):
                raise BrokenPipeError

        monkeypatch.setattr(sys, "stdout", Left())
        assert aspire("check", "-f", "concise", "-f", "json=out.json").status == 1
        assert (files / "out.json").exists()


class TestFiles:
    def test_what_a_link_names_is_written_and_the_link_stays(self, tmp_path):
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to("real")
        outputs.write_file(str(tmp_path / "link"), "新しい\n")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == "新しい\n".encode()

    def test_a_pipe_stays_a_pipe(self, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            outputs.write_file(str(pipe), "text")
            assert os.read(reader, 10) == b"text"
        finally:
            os.close(reader)
        assert pipe.is_fifo()

    def test_a_folder_is_no_file(self, tmp_path):
        with pytest.raises(UsageError):
            outputs.write_file(str(tmp_path), "text")


class TestGitHubActions:
    def test_the_format_is_chosen_by_itself(self, aspire, in_actions):
        ran = aspire("check")
        assert ran.status == 1
        assert ran.out.count("::error file=proposal.yaml,line=") == 2

    @pytest.mark.parametrize("asked", [["-f", "concise"], ["-f", "json=out.json"], ["-o", "out.txt"]])
    def test_another_that_is_asked_for_is_kept(self, aspire, in_actions, asked):
        assert "::error" not in aspire("check", *asked).out

    def test_elsewhere_it_is_not_chosen(self, aspire, files):
        assert "::error" not in aspire("check").out

    def test_paths_count_from_the_root_of_the_repository(self, aspire, in_actions, monkeypatch):
        (in_actions.parent / "sub").mkdir()
        (in_actions.parent / "sub" / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
        monkeypatch.chdir(in_actions.parent / "sub")
        assert "::error file=sub/proposal.yaml,line=" in aspire("check").out
        sarif = json.loads(aspire("check", "-f", "sarif").out)
        assert sarif["runs"][0]["artifacts"][0]["location"]["uri"] == "sub/proposal.yaml"


class TestStepSummary:
    @pytest.mark.parametrize(("findings", "summed_up"), [(10, False), (11, True)])
    def test_more_findings_than_are_shown_are_summed_up(self, aspire, in_actions, findings, summed_up):
        (in_actions.parent / "proposal.yaml").write_text(many_faults(findings), encoding="utf-8")
        ran = aspire("check")
        assert ran.out.count("::error") == findings
        assert in_actions.exists() is summed_up
        if summed_up:
            assert in_actions.read_text("utf-8").count("`schema-unknown-key`") == findings

    def test_the_log_does_not_wait_for_the_last_file(self, in_actions, capsys):
        def found():
            yield report("faulty", "first.yaml")
            shown_before.append(capsys.readouterr().out)
            yield report("faulty", "second.yaml")

        shown_before = []
        outputs.write_reports(found(), [outputs.Output("github", None)], view())
        assert "first.yaml" in shown_before[0]
        assert in_actions.read_text("utf-8").count("## `") == 2

    def test_what_has_no_room_is_not_kept(self, in_actions, monkeypatch):
        def found():
            for number in range(200):
                kept.append(sum(len(text) for one in alive for text in one._files[True]))
                yield report("faulty", f"{number}.yaml")

        kept, alive, made = [], [], step_summary._Summary
        monkeypatch.setattr(step_summary, "LARGEST", 100_000)
        monkeypatch.setattr(step_summary, "_Summary", lambda view: alive.append(made(view)) or alive[-1])
        outputs.write_reports(found(), [outputs.Output("github", None)], view(several=True))
        assert 20_000 < max(kept) < 100_000
        assert kept[-1] == kept[100]
        assert in_actions.stat().st_size < 100_000

    def test_it_is_added_to_what_is_there(self, aspire, in_actions):
        in_actions.write_text("# Before\n", encoding="utf-8")
        (in_actions.parent / "proposal.yaml").write_text(many_faults(11), encoding="utf-8")
        aspire("check", "-f", "github", "--lang", "ja")
        text = in_actions.read_text("utf-8")
        assert text.startswith("# Before\n## `proposal.yaml`\n")
        assert "不適合" in text

    def test_other_formats_leave_it_alone(self, aspire, in_actions):
        (in_actions.parent / "proposal.yaml").write_text(many_faults(11), encoding="utf-8")
        aspire("check", "-f", "concise")
        assert not in_actions.exists()

    def test_a_summary_that_cannot_be_written_is_said_and_changes_nothing_else(self, aspire, in_actions, monkeypatch):
        (in_actions.parent / "proposal.yaml").write_text(many_faults(11), encoding="utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "nowhere/summary.md")
        ran = aspire("check")
        assert ran.status == 1
        assert "nowhere/summary.md" in ran.err

    def test_it_never_outgrows_what_github_takes(self, aspire, in_actions, monkeypatch):
        monkeypatch.setattr(step_summary, "LARGEST", 20_000)
        for number in range(4):
            path = in_actions.parent / f"{number}.proposal.yaml"
            path.write_text(many_faults(12), encoding="utf-8")
        in_actions.write_text("x" * 5_000)
        aspire("check")
        text = in_actions.read_text("utf-8")
        assert len(text.encode()) <= 20_000
        assert text.count("## `") < 5
        assert "Not shown here for lack of room: " in text
        assert "50 errors" in text

    def test_what_the_settings_hide_has_room_and_files_with_findings_come_first(self, tmp_path, monkeypatch):
        monkeypatch.setattr(step_summary, "LARGEST", 20_000)
        found = [report("clean", f"{number}.yaml") for number in range(9)] + [report("faulty", "faulty.yaml")]
        off = {rule.name: "あ" * 26 for rule in ALL}
        deque(step_summary.appending(str(tmp_path / "summary.md"), found, view(rules_off=off)), maxlen=0)
        text = (tmp_path / "summary.md").read_text("utf-8")
        assert len(text.encode()) <= 20_000
        assert text.startswith("## `faulty.yaml`")
        assert "あ" * 26 in text


OF_PAGES = (
    ("list", "countries"),
    ("explain", "budget-sum"),
    ("explain", "period"),
    ("explain", "purpose"),
    ("config",),
)


class TestPagesOfTheProgramme:
    """`list`, `explain` and `config` go to files as reports do."""

    @pytest.mark.parametrize("command", OF_PAGES)
    def test_the_suffix_says_in_which_format(self, aspire, files, command):
        for name in ("a.html", "a.md", "a.json", "a.txt"):
            ran = aspire(*command, "-o", name)
            assert (ran.status, ran.out) == (0, "")
            assert f"{name}: " in ran.err
        assert (files / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert json.loads((files / "a.json").read_text(encoding="utf-8"))
        assert (files / "a.md").read_text(encoding="utf-8") == aspire(*command, "--format", "markdown").out

    def test_several_in_one_run(self, aspire, files):
        ran = aspire("explain", "budget", "--format", "html=a.html", "--format", "json")
        assert (files / "a.html").exists()
        assert {one["topic"] for one in json.loads(ran.out)} == {"budget"}

    def test_a_suffix_of_another_format_is_wrong_use(self, aspire, files):
        for given in (("-o", "a.csv"), ("-f", "json", "-o", "a.html"), ("-f", "sarif")):
            assert aspire("list", "rules", *given).status == 2
        assert [path.name for path in files.glob("a.*")] == []

    @pytest.mark.parametrize("command", OF_PAGES)
    def test_an_unknown_format_is_told_in_the_language_of_the_settings(self, aspire, files, command):
        (files / "aspire.toml").write_text('language = "ja"\n', encoding="utf-8")
        ran = aspire(*command, "--format", "pdf")
        assert (ran.status, ran.out, "形式" in ran.err) == (2, "", True)

    def test_settings_in_use_stay(self, aspire, files):
        (files / "aspire.toml").write_text('language = "en"\n', encoding="utf-8")
        assert aspire("config", "-o", "aspire.toml").status == 2
        assert (files / "aspire.toml").read_text(encoding="utf-8") == 'language = "en"\n'


@pytest.mark.parametrize("name", ["other.proposal.yaml", "Proposal.yml", "link"])
@pytest.mark.parametrize(
    "command",
    [("check", "proposal.yaml"), ("fit", "proposal.yaml"), ("budget", "--scheme", "top"), ("list", "fields")],
)
def test_no_command_writes_over_a_proposal(aspire, files, command, name):
    other = files / name
    if name == "link":
        other = files / "its.proposal.yaml"
        (files / name).symlink_to(other)
    other.write_text(proposal("top"), encoding="utf-8")
    ran = aspire(*command, "-o", name)
    assert ran.status == 2
    assert f"{name} is a proposal; name another file" in ran.err
    assert other.read_text(encoding="utf-8") == proposal("top")


@each("form, name", [("json", "draft.yaml"), ("full", "Draft.YML"), ("json", "link.txt")])
def test_a_yaml_file_that_holds_a_proposal_is_one_by_any_name(aspire, files, form, name):
    held = "scheme: top\nstage: draft\n"
    (files / ("draft.yaml" if name == "link.txt" else name)).write_text(held, encoding="utf-8")
    if name == "link.txt":
        (files / name).symlink_to("draft.yaml")
    ran = aspire("check", "proposal.yaml", "-f", form, "-o", name)
    assert ran.status == 2
    assert f"{name} is a proposal; name another file" in ran.err
    assert (files / name).read_text(encoding="utf-8") == held


@each("held", ["budget:\n  years: []\n", "a: [\n", "", "x: 1\n"])
def test_any_other_yaml_file_may_be_written_over(aspire, files, held):
    (files / "block.yaml").write_text(held, encoding="utf-8")
    assert aspire("budget", "--scheme", "top", "--start", "2026-12-01", "-f", "yaml", "-o", "block.yaml").status == 0
    assert "fiscal_year" in (files / "block.yaml").read_text(encoding="utf-8")
