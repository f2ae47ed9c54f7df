"""Proposals named like options are files all the same ("A file cannot choose what is checked" of SECURITY.md)."""

import pytest

from aspire_cli.cli.streams import Reader
from tests.helpers import each, proposal

NAMES = ("-o.proposal.yaml", "--lang.proposal.yaml", "--fail-on=never.proposal.yaml", "-.proposal.yml")


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_text(proposal("top", field="quantm"), encoding="utf-8")
    return tmp_path


@each("asked", [["."], [], list(NAMES), ["--", *NAMES], [f"./{name}" for name in NAMES]])
def test_each_is_checked_and_named(aspire, folder, asked):
    ran = aspire("check", "-f", "concise", *asked)
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.count(": error field-not-listed") == len(NAMES)
    assert all(name in ran.out for name in NAMES)
    assert len(list(folder.glob("*"))) == len(NAMES)


@each("command", ["fit", "budget"])
@each("before", [[], ["--"]])
def test_by_other_commands_too(aspire, folder, command, before):
    ran = aspire(command, *before, NAMES[0])
    assert (ran.err, NAMES[0] in ran.out) == ("", True)


@each("asked", [["-o", NAMES[1]], ["--output", NAMES[0]], ["-f", f"json={NAMES[0]}"]])
def test_no_report_goes_over_one(aspire, folder, asked):
    ran = aspire("check", *asked)
    assert ran.status == 2
    assert (folder / NAMES[0]).read_text(encoding="utf-8") == proposal("top", field="quantm")


def test_none_chooses_the_language(monkeypatch):
    monkeypatch.delenv("ASPIRE_LANG", raising=False)
    assert Reader(["check", "--lang.proposal.yaml", "ja"]).languages == ("en",)
    assert Reader(["check", "--lang.proposal.yaml", "--lang", "ja"]).languages == ("ja",)
