"""The hooks, run by the real `pre-commit` at real commits."""

import json
import os
import re
import subprocess
import sys

import pytest
import yaml

from tests.helpers import proposal
from tests.integration.repositories import blocks, git, hooks, must_git

GOOD = proposal("top")
BAD = proposal("top", field="cooking")
pytestmark = pytest.mark.slow
_FINDING = (
    r"^(?P<severity>\w+)\[(?P<rule>[a-z-]+)\]: [^╭]*\n *╭─ (?P<path>[^:\n]+):(?P<line>[0-9]+):(?P<column>[0-9]+)$"
    r"[^╰]*\^[^╰]*╰─ (?P<mend>(?:.*\n +)+?)(?:Clause|根拠) "
)


class Repository:
    """A git repository in which the hook is installed."""

    def __init__(self, folder, environment, config):
        self.folder, self.environment = folder, environment
        folder.mkdir()
        self.git("init", "--quiet")
        self.write(".pre-commit-config.yaml", json.dumps(config))
        self.pre_commit("install")

    def git(self, *arguments):
        return must_git(self.folder, self.environment, *arguments)

    def pre_commit(self, *arguments):
        command = [sys.executable, "-m", "pre_commit", *arguments]
        found = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert found.returncode == 0, found.stdout + found.stderr

    def write(self, name, text, stage=True):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if stage:
            self.git("add", "--", name)

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def commit(self):
        """Commit what is staged and return whether it went through, and what was said."""
        found = git(self.folder, self.environment, "commit", "--quiet", "--message", "A commit")
        return found.returncode == 0, found.stdout


def of_this_checkout(hook):
    """A configuration that runs a hook of the manifest with the command on the path."""
    return {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}


@pytest.fixture
def repository(tmp_path, environment):
    """A repository with the hook for the staged proposals."""
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    return Repository(tmp_path / "repository", environment, of_this_checkout(hooks()["aspire-check"]))


def findings(said):
    return [match.groupdict() for match in re.finditer(_FINDING, said, re.MULTILINE)]


def test_a_good_first_commit_passes_in_silence(repository):
    repository.write("proposal.yaml", GOOD)
    passed, said = repository.commit()
    assert passed
    assert re.fullmatch(r"aspire check\.+Passed\n", said)


def test_a_bad_one_is_stopped_with_excerpt_mend_and_clause_and_nothing_of_those_that_pass(repository):
    repository.write("proposal.yaml", GOOD)
    repository.write("draft.proposal.yaml", proposal("top", stage="draft", field="TBD"))
    assert repository.commit()[0]
    before = repository.git("rev-parse", "HEAD")
    repository.write("teams/spin/quantum dots.proposal.yaml", BAD)
    repository.write("proposal.yaml", f"{GOOD}# changed\n")
    repository.write("draft.proposal.yaml", proposal("top", stage="draft", field=None))
    passed, said = repository.commit()
    assert not passed
    assert repository.git("rev-parse", "HEAD") == before
    (finding,) = findings(said)
    assert (finding["severity"], finding["rule"]) == ("error", "field-not-listed")
    assert "ai (AI and information), bio" in finding["mend"]
    assert "For a person to confirm: 7 points" in said
    assert "\nproposal.yaml " not in said
    assert "draft.proposal.yaml" not in said
    lines = repository.read(finding["path"]).splitlines()
    assert lines[int(finding["line"]) - 1].startswith("cooking", int(finding["column"]) - 1)


def test_says_it_in_the_language_asked_for_by_args(tmp_path, environment):
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    hook = {**hooks()["aspire-check"], "args": ["--lang", "ja"]}
    repository = Repository(tmp_path / "repository", environment, of_this_checkout(hook))
    repository.write("提案書/山田 太郎.proposal.yml", BAD)
    passed, said = repository.commit()
    assert not passed
    assert "提案書/山田 太郎.proposal.yml:" in said
    assert "エラー[field-not-listed]:" in said


def test_what_is_certain_is_mended_to_be_staged_again(tmp_path, environment):
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    repository = Repository(tmp_path / "repository", environment, of_this_checkout(hooks()["aspire-fix"]))
    repository.write("a.proposal.yaml", GOOD)
    repository.write("b.proposal.yaml", GOOD.replace("end: 2031-11-30", "end: 2031/11/30"))
    passed, said = repository.commit()
    assert not passed
    assert "aspire: 1 finding mended in 1 file\n" in said
    assert "files were modified by this hook" in said
    assert [repository.read(name) for name in ("a.proposal.yaml", "b.proposal.yaml")] == [GOOD, GOOD]
    repository.git("add", "--all")
    passed, said = repository.commit()
    assert passed, said
    assert re.fullmatch(r"aspire fix\.+Passed\n", said)


def test_a_draft_passes(repository):
    repository.write("proposal.yaml", "scheme: top\nstage: draft\ntitle: TBD\n")
    assert repository.commit()[0]


def test_another_yaml_file_is_never_touched(repository):
    others = {
        "settings.yaml": "a: [\n",
        "my-proposal.yaml": "no: proposal\n",
        "proposal.yaml.bak": BAD,
        "proposals/index.yml": "title: 3\n",
        "proposal.yaml/notes.txt": "a folder of that name",
    }
    for name, text in others.items():
        repository.write(name, text)
    passed, said = repository.commit()
    assert passed
    assert re.fullmatch(r"aspire check\.+\(no files to check\)Skipped\n", said)
    assert {name: repository.read(name) for name in others} == others


@pytest.mark.parametrize(("staged", "after", "passes"), [(GOOD, BAD, True), (BAD, GOOD, False)])
def test_a_partly_staged_file_is_judged_by_what_is_staged(repository, staged, after, passes):
    repository.write("proposal.yaml", staged)
    repository.write("proposal.yaml", after, stage=False)
    assert repository.commit()[0] == passes
    assert repository.read("proposal.yaml") == after


def test_renamed_and_deleted_files_are_no_error(repository):
    for name in ("old.proposal.yaml", "gone.proposal.yaml"):
        repository.write(name, GOOD)
    assert repository.commit()[0]
    repository.git("mv", "old.proposal.yaml", "new.proposal.yaml")
    repository.git("rm", "--quiet", "gone.proposal.yaml")
    passed, said = repository.commit()
    assert passed, said
    assert repository.git("ls-files").split() == [".pre-commit-config.yaml", "new.proposal.yaml"]


def test_what_the_settings_exclude_is_left_out_though_it_is_named(repository):
    repository.write("aspire.toml", 'exclude = ["faults/"]\n')
    repository.write("faults/proposal.yaml", BAD)
    assert repository.commit()[0]
    repository.write("real/proposal.yaml", BAD)
    passed, said = repository.commit()
    assert not passed
    assert {finding["path"] for finding in findings(said)} == {"real/proposal.yaml"}


def test_every_proposal_is_checked_whatever_is_staged(tmp_path, environment):
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    repository = Repository(tmp_path / "repository", environment, of_this_checkout(hooks()["aspire-check-all"]))
    repository.write("README.md", "Nothing here yet")
    assert repository.commit()[0]
    repository.write("left behind/proposal.yaml", BAD, stage=False)
    repository.write("README.md", "More")
    passed, said = repository.commit()
    assert not passed
    assert [finding["rule"] for finding in findings(said)] == ["field-not-listed"]


@pytest.mark.parametrize("page", ["hook.md", "hook.ja.md"])
def test_the_configurations_in_the_documentation_work(tmp_path, environment, page):
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    downloaded, installed = (yaml.safe_load(block) for block in blocks(page, "yaml"))
    assert {hook["id"] for repo in downloaded["repos"] for hook in repo["hooks"]} <= set(hooks())
    (hook,) = installed["repos"][0]["hooks"]
    assert {**hooks()["aspire-check"], **hook, "language": "python"} == hooks()["aspire-check"]
    repository = Repository(tmp_path / "repository", environment, installed)
    repository.write("proposal.yaml", BAD)
    assert [finding["rule"] for finding in findings(repository.commit()[1])] == ["field-not-listed"]


def test_pre_commit_installs_it_from_a_repository_by_itself(tmp_path, environment, copied_project, package_index):
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    # The command has to come from the environment that pre-commit builds.
    environment["PATH"] = environment["PATH"].partition(os.pathsep)[2]
    revision = must_git(copied_project, environment, "rev-parse", "HEAD").strip()
    chosen = [{"id": name} for name in hooks()]
    config = {"repos": [{"repo": str(copied_project), "rev": revision, "hooks": chosen}]}
    repository = Repository(tmp_path / "repository", environment, config)
    repository.write("proposal.yaml", GOOD)
    passed, said = repository.commit()
    assert passed, said
    assert [line.rpartition(".")[2] for line in said.splitlines() if line.startswith("aspire check")] == ["Passed"] * 2
    repository.write("proposal.yaml", BAD)
    passed, said = repository.commit()
    assert not passed
    assert {finding["rule"] for finding in findings(said)} == {"field-not-listed"}
