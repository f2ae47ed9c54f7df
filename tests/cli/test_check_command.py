"""`aspire check` as it is called: what is said of paths, of wrong use, and with which exit status it ends."""

import subprocess
import sys

import pytest

from aspire_cli import many
from aspire_cli.checking import checker
from aspire_cli.cli import running
from aspire_cli.cli.app import COMMANDS
from tests.helpers import proposal

WRONG_USE = [
    (["check", "--nosuch"], "There is no option `--nosuch`; `aspire check --help` shows them all."),
    (["check", "--lng", "ja"], "There is no option `--lng`. Did you mean `--lang`?"),
    (["chek"], "There is no command `chek`. Did you mean `check`?"),
    (["zzz"], f"There is no command `zzz`; the commands are {', '.join(COMMANDS)}."),
    (["check", "--lang", "fr"], "`--lang` must be one of `ja`, `en`, `both`."),
    (["check", "--jobs", "-1"], "`--jobs` must be a whole number from 0 up."),
    (["check", "--jobs", "many"], "`--jobs` must be a whole number from 0 up."),
    (["check", "-o"], "`-o` needs a value; `aspire check --help` shows which."),
    (["check", "--isolated=yes"], "`--isolated` takes no value; write it alone."),
    (["fit"], "Say for what: `aspire fit PROPOSAL`; `aspire fit --help` tells more."),
    (["fit", "a", "b"], "`aspire fit` cannot take this too: `b`. `aspire fit --help` shows what it takes."),
    (["list"], "Say what to show: `rules`, `schemes`, `countries`, `fields`, `calls`, `clauses`, `facts`, `agencies`."),
    (
        ["list", "dogs"],
        "There is no list of `dogs`; choose from "
        "`rules`, `schemes`, `countries`, `fields`, `calls`, `clauses`, `facts`, `agencies`.",
    ),
    (["list", "filds"], "There is no list of `filds`. Did you mean `fields`?"),
    (["-x"], "There is no option `-x`; `aspire --help` shows them all."),
    (["check", "--today", "soon"], "`--today soon` is not a date; write year-month-day, such as 2026-12-01."),
    (["check", "nosuch.yaml"], "nosuch.yaml: cannot be read (no such file or folder)"),
    (["check", "--select", "bugdet"], "There is no rule or topic `bugdet`. Did you mean `budget`?"),
]


def test_wrong_use_is_one_sentence(aspire):
    for arguments, said in WRONG_USE:
        assert aspire(*arguments) == (2, "", f"aspire: {said}\n")


def test_and_in_japanese(aspire, monkeypatch):
    for arguments in [one for one, _ in WRONG_USE]:
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        ran = aspire(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert any("ぁ" <= letter <= "ん" for letter in ran.err)


def test_no_command_at_all_is_shown_what_there_is(aspire):
    ran = aspire()
    assert ran.status == 2
    assert "Check proposals against the programme." in ran.err


def test_a_folder_without_proposals(aspire, repository):
    (repository / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    ran = aspire("check")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("aspire: No proposal found in .: looked for proposal.yaml and *.proposal.yaml")


@pytest.mark.parametrize(
    "text", ["kind: Workflow", "title: x", "x-title: x", "Title: x", "a: {title: x}", "- title: x"]
)
def test_a_found_file_with_fewer_than_two_known_keys_is_passed_over(aspire, repository, text):
    (repository / "a.proposal.yaml").write_text(f"{text}\n", encoding="utf-8")
    (repository / "b.proposal.yaml").write_text(proposal(), encoding="utf-8")
    ran = aspire("check")
    assert (ran.status, ran.out.splitlines()[-2]) == (0, "1 file checked, no findings")
    assert ran.out.splitlines()[-1] == "Found by the search and not checked: fewer than two known keys: 1"
    assert ran.err == "aspire: a.proposal.yaml: passed over, not a proposal (fewer than two known keys in it)\n"
    assert aspire("check", "a.proposal.yaml").status == 1  # it is checked where it is named


@pytest.mark.parametrize(
    "text", ["title: x\nfield: ai", "TITLE: x\nx-field: ai", "a: {title: x, field: ai}", "- {title: x, field: ai}"]
)
def test_a_found_file_with_two_known_keys_is_checked(aspire, repository, text):
    (repository / "a.proposal.yaml").write_text(f"{text}\n", encoding="utf-8")
    ran = aspire("check", ".")
    assert ran.status == 1
    assert ran.out.startswith("a.proposal.yaml: Does not fit")


def test_one_file_by_two_names_is_checked_once(aspire, repository):
    (repository / "proposal.yaml").write_text(proposal(), encoding="utf-8")
    ran = aspire("check", "proposal.yaml", str(repository / "proposal.yaml"), ".")
    assert (ran.status, ran.out.splitlines()[-1], ran.err) == (0, "1 file checked, no findings", "")


def test_a_file_whose_name_looks_like_an_option_is_a_file(aspire, repository):
    (repository / "x.proposal.yaml").write_text('fail-on = "never"\n', encoding="utf-8")
    (repository / "--config=x.proposal.yaml").write_text("", encoding="utf-8")
    (repository / "proposal.yaml").write_text(proposal(field="quantm"), encoding="utf-8")
    ran = aspire("check", "--force-exclude", "--config=x.proposal.yaml", "proposal.yaml")
    assert ran.status == 1
    assert "./--config=x.proposal.yaml:1:1: error yaml-documents" in ran.out


class TestWithoutARepository:
    """A checkout without git leaves no `.git`: paths are then from where GitHub says it has put the files."""

    @pytest.mark.parametrize(
        ("workspace", "told"), [(".", "in/x.proposal.yaml"), ("", "x.proposal.yaml"), ("elsewhere", "x.proposal.yaml")]
    )
    def test_paths_are_from_the_workspace(self, aspire, repository, monkeypatch, workspace, told):
        (repository / ".git").rmdir()
        (repository / "in").mkdir()
        (repository / "in" / "x.proposal.yaml").write_text(proposal(field="quantm"), encoding="utf-8")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / workspace) if workspace else "")
        monkeypatch.chdir(repository / "in")
        assert f"file={told}," in aspire("check", "x.proposal.yaml", "--format", "github").out

    def test_the_root_of_a_repository_goes_before_it(self, aspire, repository, monkeypatch):
        (repository / "in").mkdir()
        (repository / "in" / "x.proposal.yaml").write_text(proposal(field="quantm"), encoding="utf-8")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.parent))
        monkeypatch.chdir(repository / "in")
        assert "file=in/x.proposal.yaml," in aspire("check", "x.proposal.yaml", "--format", "github").out


class TestIgnoredByGit:
    @pytest.fixture
    def scratch(self, repository):
        (repository / ".git").rmdir()
        subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
        (repository / ".gitignore").write_text("scratch/\n", encoding="utf-8")
        (repository / "scratch").mkdir()
        (repository / "scratch" / "proposal.yaml").write_text(proposal(field="quantm"), encoding="utf-8")
        (repository / "proposal.yaml").write_text(proposal(), encoding="utf-8")

    def test_a_search_passes_it_over_and_says_so(self, aspire, scratch):
        said = "aspire: 1 file that git ignores was passed over; name it to have it checked\n"
        ran = aspire("check")
        assert (ran.status, ran.out.splitlines()[-2], ran.err) == (0, "1 file checked, no findings", said)
        assert ran.out.splitlines()[-1] == "Found by the search and not checked: ignored by git: 1"

    def test_named_it_is_checked(self, aspire, scratch):
        assert aspire("check", "scratch/proposal.yaml").status == 1

    def test_git_itself_is_not_needed(self, aspire, scratch, monkeypatch):
        monkeypatch.setenv("PATH", "")
        assert aspire("check").status == 0

    def test_where_all_is_wanted_it_is_checked(self, aspire, scratch):
        ran = aspire("check", "--no-gitignore")
        assert (ran.status, ran.err) == (1, "")
        assert "scratch/proposal.yaml" in ran.out

    def test_what_git_tracks_is_not_hidden_by_a_pattern(self, aspire, scratch, repository):
        """Holds "A file cannot choose what is checked" of SECURITY.md."""
        subprocess.run(["git", "add", "--force", "scratch"], cwd=repository, check=True)
        ran = aspire("check")
        assert (ran.status, ran.err) == (1, "")

    @pytest.mark.parametrize(
        ("lang", "word"), [("en", "cannot be read (it is of an unknown form)"), ("ja", "対応していない形式です")]
    )
    def test_an_index_that_cannot_be_read_is_told(self, aspire, scratch, repository, lang, word):
        (repository / ".git" / "index").write_bytes(b"DIRC")
        ran = aspire("check", "--lang", lang)
        assert ran.status == 0
        assert word in ran.err
        assert "aspire: .git/index" in ran.err

    @pytest.mark.parametrize(
        ("lang", "word"), [("en", "not read, its patterns are not applied"), ("ja", "パターンは適用しません")]
    )
    def test_patterns_that_cannot_be_read_are_told(self, aspire, scratch, repository, lang, word):
        (repository / ".gitignore").unlink()
        (repository / ".gitignore").mkdir()
        ran = aspire("check", "--lang", lang)
        assert ran.status == 1
        assert word in ran.err


class TestInternalFailure:
    @pytest.fixture
    def broken(self, monkeypatch, repository):
        """A proposal of two on which the checker itself breaks."""

        def check(data, *arguments):
            if data["field"] == "broken":
                raise RuntimeError("a fault of ours")
            return read(data, *arguments)

        read = checker.read_proposal
        monkeypatch.setattr(checker, "read_proposal", check)
        for name, field in (("a", "broken"), ("b", "quantm")):
            (repository / f"{name}.proposal.yaml").write_text(proposal(field=field), encoding="utf-8")

    def test_the_other_files_are_still_checked_and_the_status_says_so(self, aspire, broken):
        """Holds "Nothing is hidden" of SECURITY.md."""
        ran = aspire("check")
        assert ran.status == 3
        assert "b.proposal.yaml:6:8: error field-not-listed" in ran.out
        assert "internal failure: a.proposal.yaml: check: RuntimeError: a fault of ours" in ran.err

    @pytest.mark.parametrize("command", ["check", "budget", "fit"])
    def test_one_rule_that_breaks_keeps_no_other_from_speaking(self, aspire, repository, monkeypatch, command):
        def broken(*_arguments):
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(checker, "check_shape", broken)
        (repository / "proposal.yaml").write_text(proposal(**{"budget.years.0.direct": "9億円"}), encoding="utf-8")
        ran = aspire(command, "proposal.yaml")
        assert ran.status == 3
        assert "schema: RuntimeError: a fault of ours" in ran.err
        assert command == "fit" or "budget-direct-cap" in ran.out

    def test_whatever_else_breaks_is_one_line(self, repository):
        code = (
            "import sys\n"
            "from aspire_cli import __main__\n"
            "from aspire_cli.cli import app\n"
            "def run(*_):\n"
            "    raise RuntimeError('a fault of ours')\n"
            "app.run = run\n"
            "__main__.main()\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == 3
        assert done.stderr.startswith(b"aspire: internal failure: RuntimeError: a fault of ours")
        assert done.stderr.count(b"\n") == 1


class TestColour:
    def test_option_then_environment_then_terminal(self, aspire, repository, monkeypatch):
        for form in ["full", "concise"]:
            for environment, options, coloured in [
                ({}, [], False),
                ({"FORCE_COLOR": "1"}, [], True),
                ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
                ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
                ({"NO_COLOR": "1"}, ["--color", "always"], True),
            ]:
                (repository / "proposal.yaml").write_text(proposal(field="quantm"), encoding="utf-8")
                for name in ("FORCE_COLOR", "NO_COLOR"):
                    monkeypatch.setenv(name, environment.get(name, ""))
                assert ("\x1b[" in aspire("check", "proposal.yaml", "-f", form, *options).out) is coloured


def test_many_files_are_all_shown_while_progress_is(aspire, repository, monkeypatch):
    monkeypatch.setattr(running, "FILES_FOR_A_PROCESS", dict.fromkeys(running.FILES_FOR_A_PROCESS, 5))
    monkeypatch.setattr(many, "processors", lambda: 2)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for number in range(40):
        (repository / f"p{number:02}.proposal.yaml").write_text(proposal(field=f"quantm{number:02}"), encoding="utf-8")
    shown = [line.partition(":")[0] for line in aspire("check").out.splitlines() if "field-not-listed" in line]
    assert shown == [f"p{number:02}.proposal.yaml" for number in range(40)]


@pytest.mark.parametrize(
    ("now", "is_past"),
    [
        ("2025-05-12", False),
        ("2025-05-12T12:00+09:00", False),
        ("2025-05-12T12:01+09:00", True),
        ("2025-05-12T03:01Z", True),
        ("2025-05-12T12:01", True),
        ("2025-05-13", True),
    ],
)
def test_today_is_a_day_from_its_first_moment_in_japan_or_an_instant(aspire, tmp_path, now, is_past):
    (tmp_path / "p.yaml").write_text(proposal(call="top-2025"), encoding="utf-8")
    ran = aspire("check", "--today", now, "--format", "concise", "p.yaml")
    assert ("call-closed" in ran.out) == is_past
