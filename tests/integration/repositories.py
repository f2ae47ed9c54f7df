"""Git repositories that a test makes, with nothing in force of whoever runs it."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
_ISOLATED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Taro Yamada",
    "GIT_AUTHOR_EMAIL": "taro@example.org",
    "GIT_COMMITTER_NAME": "Taro Yamada",
    "GIT_COMMITTER_EMAIL": "taro@example.org",
}
_OF_THE_MACHINE = ("ASPIRE_", "GIT_", "GITHUB_", "LC_", "PRE_COMMIT", "VIRTUALENV_")


def blocks(page, language):
    """Return what a page of the documentation shows in one language of code."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def hooks():
    """Return the hooks that this project offers, by id."""
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def isolated(home, path=os.environ["PATH"]):
    """Return the variables of a process that knows nothing of who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_MACHINE)}
    return {**kept, **_ISOLATED, "HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}


def git(folder, environment, *arguments):
    """Run git in a folder and return what it says, both streams together, in order."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def must_git(folder, environment, *arguments):
    """Run git in a folder, and fail where it does."""
    found = git(folder, environment, *arguments)
    assert found.returncode == 0, found.stdout
    return found.stdout


def tracked_files():
    """Return the paths of this project's files, those not yet committed included; skip where it is no checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    names = listed.stdout.decode().split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]
