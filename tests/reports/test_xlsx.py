"""The workbook of `aspire budget`: live sums with their values, limits beside them, print set-up, and a round trip."""

import io
import json
import shutil
import subprocess
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import yaml

from aspire_cli.cli import app
from tests.helpers import proposal, years

START = ("--scheme", "top", "--start", "2026-12-01", "--shares", "goods=40,travel=15,personnel=35,other=10")
BY_INSTITUTION = [
    {"fiscal_year": 2026, "institution": "=1+1 大学", "goods": 1_000_001, "travel": 0, "personnel": 5, "other": 7},
    {"fiscal_year": 2026, "institution": "理化学研究所", "direct": 2_500_000, "indirect": 123_456},
    {"fiscal_year": 2027, "institution": "=1+1 大学", "goods": 1, "travel": 2, "personnel": 3, "other": 4},
]


@pytest.fixture
def budget(aspire, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return partial(aspire, "budget")


def sheet_of(path, values=True):
    return openpyxl.load_workbook(path, data_only=values).active


def rows(path, values=True):
    return [list(row) for row in sheet_of(path, values).iter_rows(values_only=True)]


@pytest.mark.parametrize(("lang", "heading"), [("ja", "物品費"), ("en", "Goods"), ("both", "物品費 / Goods")])
def test_headings_are_in_the_language_asked_for_and_are_read_back(budget, lang, heading):
    status, said, _ = budget(*START, "-o", "plan.xlsx", "--lang", lang)
    assert (status, said) == (0, "")
    assert heading in rows("plan.xlsx")[4]
    plan = json.loads(budget(*START, "--format", "json")[1])["years"]
    found = json.loads(budget("--from", "plan.xlsx", "--start", "2026-12-01", "--scheme", "top", "--format", "json")[1])
    assert found["years"] == plan
    assert found["findings"] == []


def test_sums_are_formulas_with_their_values(budget):
    budget(*START, "-o", "plan.xlsx", "--lang", "en")
    formulas, values = rows("plan.xlsx", values=False), rows("plan.xlsx")
    assert formulas[5][6:9] == ["=SUM(C6:F6)", 7600, "=G6+H6"]
    assert formulas[11] == ["All years", None, *(f"=SUM({letter}6:{letter}11)" for letter in "CDEFGHI")]
    assert values[11][6:9] == [380_000, 114_000, 494_000]
    assert values[12][6:9] == [380_000, 114_000, 500_000]
    assert (values[13][6:9], formulas[13][8]) == ([0, 0, 6_000], "=I13-I12")


def test_it_prints_on_one_page_across_and_has_a_chart(budget):
    budget(*START, "-o", "plan.xlsx")
    page = sheet_of("plan.xlsx")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToWidth) == (True, None)
    assert page.freeze_panes == "B6"
    (chart,) = page._charts
    assert (chart.grouping, len(chart.series)) == ("stacked", 5)


def test_institutions_stay_apart_and_a_text_is_never_a_formula(budget, tmp_path):
    (tmp_path / "mine.yaml").write_text(proposal(budget={"years": BY_INSTITUTION}), encoding="utf-8")
    budget("mine.yaml", "-o", "mine.xlsx", "--lang", "ja")
    cell = sheet_of("mine.xlsx", values=False)["B6"]
    assert (cell.value, cell.data_type) == ("=1+1 大学", "s")
    entries = yaml.safe_load(budget("--from", "mine.xlsx", "--format", "yaml")[1])["budget"]["years"]
    own = yaml.safe_load(budget("mine.yaml", "--format", "yaml")[1])["budget"]["years"]
    assert entries == own
    assert [
        {key: one[key] for key in given} for one, given in zip(entries, BY_INSTITUTION, strict=True)
    ] == BY_INSTITUTION


def test_what_is_over_is_below_zero_beside_its_limit(budget, tmp_path):
    (tmp_path / "mine.yaml").write_text(proposal(budget={"years": years(*[70_000_000] * 6)}), encoding="utf-8")
    status, _, told = budget("mine.yaml", "-o", "mine.xlsx", "--lang", "en")
    assert status == 1
    assert "budget-direct-cap" in told
    assert next(row for row in rows("mine.xlsx") if row[0] == "Left")[2:] == [-40_000, 0, -46_000]


def test_standard_output_takes_the_bytes_unless_it_is_a_terminal(budget, monkeypatch):
    for is_terminal, status in ((False, 0), (True, 2)):
        stream = io.TextIOWrapper(io.BytesIO())
        stream.isatty = lambda shown=is_terminal: shown
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", stream)
            assert app.run(["budget", *START, "--format", "xlsx"]) == status
        assert stream.buffer.getvalue().startswith(b"PK") == (status == 0)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_without_years_there_is_none(budget, lang):
    status, _, told = budget("--scheme", "top", "-o", "plan.xlsx", "--lang", lang)
    assert (status, "--start 2026-12-01" in told) == (2, True)
    assert not Path("plan.xlsx").exists()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_comes_to_the_same_values(budget, tmp_path):
    (tmp_path / "mine.yaml").write_text(proposal(budget={"years": BY_INSTITUTION}), encoding="utf-8")
    budget("mine.yaml", "-o", "mine.xlsx")
    budget(*START, "-o", "plan.xlsx", "--lang", "ja")
    for name in ("mine.xlsx", "plan.xlsx"):
        book = openpyxl.load_workbook(name)  # without the values of its formulas
        stream = io.BytesIO()
        book.save(stream)
        Path("bare.xlsx").write_bytes(stream.getvalue())
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", "out", "bare.xlsx"], check=True, capture_output=True, timeout=120)
        assert rows("out/bare.xlsx") == rows(name)
