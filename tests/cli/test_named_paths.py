"""Which files are checked, besides by arguments: `--files-from`, `--exclude`, and what standard input is called."""

import io
import json
import os
import sys

import pytest

from aspire_cli import limits
from tests.helpers import TEXT_FORMATS, each, proposal

BAD = proposal("top", field="quantm")
NAMES = ("a.proposal.yaml", "sub/b.proposal.yaml", "sub/c.proposal.yaml", "予算 案.yaml")


@pytest.fixture
def files(repository):
    (repository / "sub").mkdir()
    for name in NAMES:
        (repository / name).write_text(BAD, encoding="utf-8")
    return repository


@pytest.fixture
def given(monkeypatch):
    """Return a function that puts bytes on standard input."""

    def put(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return put


def checked(ran):
    return [entry["path"] for entry in json.loads(ran.out)["files"]]


class TestFilesFrom:
    @each(
        "content, paths",
        [
            ("a.proposal.yaml\n予算 案.yaml\n", ["a.proposal.yaml", "予算 案.yaml"]),
            ("a.proposal.yaml\r\n\r\nsub\r\n", ["a.proposal.yaml", "sub/b.proposal.yaml", "sub/c.proposal.yaml"]),
            ("\ufeffsub/b.proposal.yaml", ["sub/b.proposal.yaml"]),
            ("予算 案.yaml\0a.proposal.yaml\0", ["予算 案.yaml", "a.proposal.yaml"]),
        ],
    )
    def test_lines_or_nul_characters_from_a_file_or_standard_input(self, aspire, files, given, content, paths):
        (files / "list").write_bytes(content.encode())
        assert checked(aspire("check", "-f", "json", "--files-from", "list")) == paths
        given(content.encode())
        assert checked(aspire("check", "-f", "json", "--files-from", "-")) == paths

    def test_beside_arguments(self, aspire, files):
        (files / "list").write_text("sub/c.proposal.yaml\n")
        ran = aspire("check", "-f", "json", "a.proposal.yaml", "--files-from", "list")
        assert checked(ran) == ["a.proposal.yaml", "sub/c.proposal.yaml"]

    @each("content", [b"", b"\n\r\n", b"\0"])
    def test_an_empty_list_checks_nothing(self, aspire, files, given, content):
        given(content)
        ran = aspire("check", "--files-from", "-")
        assert ran == (0, "", "aspire: <stdin> lists no files: nothing is checked\n")
        given(content)
        ran = aspire("check", "--files-from", "-", "-f", "json", "--lang", "ja")
        assert (ran.status, checked(ran)) == (0, [])
        assert ran.err == "aspire: 標準入力 にファイルの指定がないため、何も確認していません。\n"

    def test_a_name_in_it_is_never_standard_input(self, aspire, files):
        (files / "list").write_text("-\n")
        (files / "-").write_text(BAD, encoding="utf-8")
        assert checked(aspire("check", "-f", "json", "--files-from", "list")) == ["./-"]

    def test_of_a_name_that_is_no_text(self, aspire, files):
        (files / "list").write_bytes(b"\xff.yaml\n")
        ran = aspire("check", "--files-from", "list")
        assert (ran.status, ran.out) == (2, "")
        assert "U+DCFF.yaml" in ran.err

    @pytest.mark.skipif(os.name == "nt", reason="there is no such pipe")
    def test_a_pipe_that_the_user_names_is_read(self, aspire, files):
        read, write = os.pipe()
        os.write(write, b"a.proposal.yaml\n")
        os.close(write)
        assert checked(aspire("check", "-f", "json", "--files-from", f"/dev/fd/{read}")) == ["a.proposal.yaml"]
        os.close(read)

    def test_one_that_cannot_be_used_is_wrong_use(self, aspire, files, given, monkeypatch):
        (files / "list").write_text("a.proposal.yaml\n")
        monkeypatch.setattr(limits, "LARGEST_LIST", 16)
        assert aspire("check", "--files-from", "list").status == 1
        for source in ("nowhere", "sub", "\0"):
            ran = aspire("check", "--files-from", source)
            assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        monkeypatch.setattr(limits, "LARGEST_LIST", 15)
        assert "list: cannot be read (it is too large)" in aspire("check", "--files-from", "list").err
        given(b"a.proposal.yaml\n")
        ran = aspire("check", "-", "--files-from", "-")
        assert (ran.status, "not both" in ran.err) == (2, True)


class TestExclude:
    def test_adds_to_what_the_settings_exclude(self, aspire, files):
        (files / "aspire.toml").write_text('exclude = ["b.*"]\n')
        assert checked(aspire("check", "-f", "json")) == ["a.proposal.yaml", "sub/c.proposal.yaml"]
        ran = aspire("check", "-f", "json", "--exclude", "a.*", "--exclude", "c.*")
        assert checked(ran) == []
        assert json.loads(ran.out)["tool"]["settings"] == {"exclude": ["b.*", "a.*", "c.*"]}
        assert json.loads(ran.out)["summary"]["passed_over"] == {"settings": 3}

    def test_counts_from_the_working_directory_and_the_settings_from_their_own(self, aspire, files, monkeypatch):
        (files / "aspire.toml").write_text('exclude = ["/sub/b.*"]\n')
        monkeypatch.chdir(files / "sub")
        assert checked(aspire("check", "-f", "json", "..", "--exclude", "/c.*")) == ["../a.proposal.yaml"]
        assert checked(aspire("check", "-f", "json", "--exclude", "/b.*")) == ["c.proposal.yaml"]

    def test_what_is_named_is_checked_unless_that_is_excluded_too(self, aspire, files):
        asked = ("check", "-f", "json", "a.proposal.yaml", "sub/b.proposal.yaml", "--exclude", "sub")
        assert checked(aspire(*asked)) == ["a.proposal.yaml", "sub/b.proposal.yaml"]
        assert checked(aspire(*asked, "--force-exclude")) == ["a.proposal.yaml"]

    @each("form", TEXT_FORMATS)
    def test_is_told_and_no_warning(self, aspire, files, form):
        ran = aspire("check", ".", "-f", form, "--exclude", "sub/")
        assert "sub/" in ran.out or form == "github"
        assert "::warning" not in ran.out

    @each("text", ["", "!a", "/", "x" * 201])
    def test_what_is_no_pattern_is_wrong_use(self, aspire, files, text):
        ran = aspire("check", "--exclude", text)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert aspire("check", "--exclude", "x" * 200).status == 1


class TestStandardInput:
    @each("form", TEXT_FORMATS)
    def test_has_the_name_that_it_is_given(self, aspire, given, form):
        given(BAD.encode())
        ran = aspire("check", "-", "-f", form, "--stdin-filename", "sub/plan 1.yaml")
        assert ran.status == 1
        assert "sub/plan 1.yaml" in ran.out.replace("%20", " ")
        assert "stdin" not in ran.out.replace("<stdin>", "stdin")

    def test_is_left_out_where_that_name_is(self, aspire, given):
        given(BAD.encode())
        asked = ("check", "-", "-f", "json", "--exclude", "sub", "--force-exclude")
        assert checked(aspire(*asked, "--stdin-filename", "sub/b.yaml")) == []
        assert checked(aspire(*asked, "--stdin-filename", "b.yaml")) == ["b.yaml"]
        given(BAD.encode())
        assert checked(aspire(*asked)) == ["-"]

    def test_a_name_of_nothing_is_wrong_use(self, aspire, files):
        ran = aspire("check", "a.proposal.yaml", "--stdin-filename", "x.yaml")
        assert (ran.status, ran.out, "add `-`" in ran.err) == (2, "", True)
