"""Patterns as in a .gitignore: what they match, held against git itself."""

import os
import shutil
import subprocess
import time
import unicodedata

import pytest

from aspire_cli.files.patterns import compiled, match, match_within, steps_of

PATHS = [
    "proposal.yaml",
    "a.proposal.yaml",
    "archive/proposal.yaml",
    "archive/2025/proposal.yaml",
    "2026/archive/proposal.yaml",
    "2026/archived/proposal.yaml",
    "2026/spring/a.proposal.yaml",
    "2026/spring/deep/er/b.proposal.yaml",
    "提案書/下書き/proposal.yaml",
    "a[1]/proposal.yaml",
    "archive.d/x/archive",
]
PATTERNS = [
    "archive",
    "archive/",
    "/archive",
    "/archive/",
    "archive/proposal.yaml",
    "*.yaml",
    "/*.yaml",
    "a.*",
    "**/archive",
    "**/archive/",
    "2026/**",
    "2026/**/",
    "2026/**/proposal.yaml",
    "2026/**/**/*.yaml",
    "**",
    "**/*.proposal.yaml",
    "2026/*/proposal.yaml",
    "*/*/proposal.yaml",
    "提案書/",
    "下書き",
    "提案*/**",
    "a[[]1]",
    "[ab].proposal.yaml",
    "?.proposal.yaml",
    "202[0-5]",
    "arch*",
    "nothing",
    "2026",
    "spring/deep",
    "/2026/spring/deep/",
]


def excluded(pattern, path):
    return match_within([compiled(pattern)], steps_of(path, ""))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_leaves_out_what_git_ignores(tmp_path):
    # Only .gitignore counts: neither the user's settings of git nor a repository around the temporary folder.
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(tmp_path)}
    environment = {key: value for key, value in environment.items() if key not in ("GIT_DIR", "GIT_INDEX_FILE")}

    def git(*arguments, **options):
        return subprocess.run(["git", *arguments], cwd=tmp_path, env=environment, capture_output=True, **options)

    git("init", "-q", check=True)
    # Each pattern has a folder of its own: a .gitignore counts for the folder that it lies in.
    asked = {f"{number:02}/{path}": (pattern, path) for number, pattern in enumerate(PATTERNS) for path in PATHS}
    for path in asked:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    for number, pattern in enumerate(PATTERNS):
        (tmp_path / f"{number:02}" / ".gitignore").write_text(pattern + "\n", encoding="utf-8")
    ran = git("-c", "core.quotePath=false", "check-ignore", "--stdin", "-z", input="\0".join(asked).encode())
    ignored = {asked[path] for path in ran.stdout.decode().split("\0") if path}
    assert {(pattern, path) for pattern, path in asked.values() if excluded(pattern, path)} == ignored


def test_other_ways_to_write_a_path():
    for pattern, path in [
        ("./archive", "archive/x"),
        ("archive\\2025\\", "archive/2025/x"),
        ("archive//2025", "archive/2025/x"),
    ]:
        assert excluded(pattern, path)
        assert not excluded(pattern, "elsewhere/x")


def test_case_counts():
    assert not excluded("Archive", "archive/x")


def test_a_dakuten_may_be_stored_as_a_character_of_its_own():
    for form in ["NFC", "NFD"]:
        assert excluded(unicodedata.normalize(form, "プログラム/"), unicodedata.normalize("NFD", "プログラム/x"))
        assert excluded(unicodedata.normalize(form, "プログラム/"), unicodedata.normalize("NFC", "プログラム/x"))


def test_a_folder_is_asked_for_by_the_slash_at_the_end():
    pattern = [compiled("archive/")]
    assert match(pattern, ("archive",), is_folder=True)
    assert not match(pattern, ("archive",))


def test_a_folder_is_left_in_where_all_that_is_in_it_is_meant():
    pattern = [compiled("archive/**")]
    assert not match(pattern, ("archive",), is_folder=True)
    assert match(pattern, ("archive", "x"))


def test_steps_count_from_the_folder_of_the_settings(tmp_path, monkeypatch):
    (tmp_path / "2026").mkdir()
    monkeypatch.chdir(tmp_path / "2026")
    assert steps_of("proposal.yaml", "..") == ("2026", "proposal.yaml")
    assert steps_of("../archive/x.yaml", "..") == ("archive", "x.yaml")
    assert steps_of(str(tmp_path / "2026" / "x.yaml"), "..") == ("2026", "x.yaml")
    assert steps_of("../../x.yaml", "..") == ("..", "x.yaml")
    assert steps_of(".", "") == ()


def test_steps_on_another_drive_are_those_of_the_whole_path(monkeypatch):
    def no_way(path, start):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert steps_of("/archive/x.yaml", "") == ("archive", "x.yaml")


def test_hostile_patterns_come_to_an_end():
    for pattern in ["*a" * 100, "**/" * 66 + "x", "[" * 200, "a**" * 66, "**/*/" * 40]:
        started = time.perf_counter()
        for _ in range(20):
            excluded(pattern, "a" * 250 + "/b" * 200)
        assert time.perf_counter() - started < 20  # where each star tries every place for each other, it takes for ever
