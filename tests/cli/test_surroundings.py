"""What the surroundings of a run say: the language of the machine, and streams that are not there."""

import os
import sys

import pytest

from tests.helpers import proposal


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "Fits"),
        ({"LANG": "fr_FR.UTF-8"}, "Fits"),
        ({"LANG": "ja_JP.UTF-8"}, "機械で確認できる範囲では適合"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "Fits"),
        ({"LC_MESSAGES": "ja_JP.UTF-8"}, "機械で確認できる範囲では適合"),
        ({"LANG": "ja_JP.UTF-8", "ASPIRE_LANG": "en"}, "Fits"),
    ],
)
def test_the_language_is_that_of_the_machine(aspire, tmp_path, monkeypatch, variables, said):
    monkeypatch.delenv("LANG")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "proposal.yaml").write_text(proposal(), encoding="utf-8")
    assert f": {said}" in aspire("check").out


def test_a_language_that_there_is_not_is_told(aspire, monkeypatch):
    monkeypatch.setenv("ASPIRE_LANG", "fr")
    ran = aspire("check")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "ASPIRE_LANG" in ran.err


def test_standard_input_that_was_closed_cannot_be_read(aspire, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    ran = aspire("check", "-")
    assert ran.status == 2
    assert ran.err.startswith("aspire: -: cannot be read (")


def test_a_folder_that_cannot_be_listed_is_told(aspire, tmp_path, monkeypatch):
    """Root may list every folder, so the system is asked to refuse."""
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refused(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    ran = aspire("check", ".")
    assert ran.status == 2
    assert "closed: cannot be read (no permission)" in ran.err
