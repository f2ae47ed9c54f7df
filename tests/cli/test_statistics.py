"""`aspire check --statistics`: files by verdict and findings by rule; what machines read stays as it is."""

import json
import re

import pytest

from aspire_cli import limits
from tests.helpers import TODAY, proposal

ROW = r"(?m)^{}\s+{}$"
TEXTS = {
    "good": proposal("top"),
    "bad": proposal("top", field="quantm", **{"period.end": "2031-12-01"}),
    "worse": proposal("top", field="quantm", team=[{"name": "x", "institution": "y", "country": "FR"}]),
    "draft": proposal("top", stage="draft", keywords=["TODO"], title="TODO"),
    "faulty-draft": proposal("top", stage="draft", field="quantm"),
    "unreadable": "a: [",
    "waived": proposal("top", field="quantm").replace("quantm", "quantm  # aspire: ignore[field-not-listed] agreed"),
}


@pytest.fixture
def check(aspire, tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.proposal.yaml").write_text(text, encoding="utf-8")
    return lambda *arguments: aspire("check", "--today", TODAY.isoformat(), *arguments)


def rows(text):
    """Return the numbers behind each name of the two tables, by what stands before them."""
    found = re.findall(r"(?m)^(\S.*?)((?:\s{2,}[\d,]+)+)$", text)
    return {re.sub(r"\s+", " ", name): [int(one) for one in numbers.split()] for name, numbers in found}


def test_counts_stand_behind_the_report(check):
    plain, ran = check("."), check(".", "--statistics")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith(plain.out + "\n")
    assert rows(ran.out[len(plain.out) :]) == {
        "Fits as far as a machine can tell": [1],
        "Fits as far as a machine can tell, with warnings": [1],
        "Draft without errors": [1],
        "Does not fit": [3],
        "Cannot be read": [1],
        "field-not-listed error": [3, 1, 4],
        "text-placeholder note": [1, 0, 1],
        "period-length error": [1, 0, 1],
        "team-not-in-japan warning": [1, 0, 1],
        "yaml-syntax error": [1, 0, 1],
    }


def test_in_japanese_by_processes_and_of_one_file(check):
    assert rows(check(".", "--statistics", "--lang", "ja", "-j", "2").out)["field-not-listed エラー"] == [3, 1, 4]
    counted = rows(check("bad.proposal.yaml", "--statistics", "-f", "full", "--lang", "ja").out)
    assert (counted["不適合"], counted["period-length エラー"]) == ([1], [1, 0, 1])


@pytest.mark.parametrize("asked", [["-f", "json"], ["-f", "concise=o.txt", "-f", "json"], ["-f", "json=/dev/stdout"]])
def test_what_a_machine_reads_stays_alone_on_standard_output(check, asked):
    ran = check(".", *asked, "--statistics")
    assert "/dev/" in asked[-1] or json.loads(ran.out)["version"] == 2
    assert rows(ran.err)["field-not-listed error"] == [3, 1, 4]


def test_a_report_in_a_file_leaves_the_counts_on_standard_output(check):
    ran = check(".", "-o", "o.html", "--statistics")
    assert rows(ran.out)["Does not fit"] == [3]


def test_findings_left_out_of_the_report_are_told(check, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FINDINGS", 1)
    assert "1 more finding is counted" in check("bad.proposal.yaml", "-f", "json", "--statistics").err


def test_of_no_files_there_are_no_counts(aspire):
    assert aspire("check", ".", "--statistics").out == ""
