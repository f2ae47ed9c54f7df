"""`aspire budget --from FILE` as a person runs it: which cells it took, what it left aside, and the plan they make."""

import datetime
import io
import json
import sys
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from openpyxl import Workbook

from aspire_cli import shipped_files
from tests.tables.test_bad_input import changed

FILES = Path(__file__).parent / "files"
TABLE = (
    "単位:千円\n費目,2026年度,2027年度,備考\n物品費,1000,2000,a\n旅費,300,400,9\n間接経費,390,720,\n合計,1690,3120,\n"
)


@pytest.fixture
def budget(aspire, tmp_path):
    Path("t.csv").write_text(TABLE, encoding="utf-8")
    return partial(aspire, "budget", "--lang", "en")


@pytest.fixture
def data(budget):
    """Return a function that runs it for JSON of the shape that its schema lays down."""

    def run(path, *arguments, status=0):
        found, said, told = budget("--from", str(path), *arguments, "--format", "json")
        document = json.loads(said)
        jsonschema.validate(document, json.loads(shipped_files.schema("budget")))
        assert (found, told) == (status, "")
        return document

    return run


def saved(name, rows, **sheets):
    made = Workbook()
    made.active.title = "予算"
    for row in rows:
        made.active.append(row)
    for title, others in sheets.items():
        sheet = made.create_sheet(title)
        for row in others:
            sheet.append(row)
    made.save(name)
    return made


class TestData:
    def test_has_the_amounts_in_yen_and_the_cells_they_stand_in(self, data):
        found = data("t.csv")
        assert (found["kind"], found["path"], found["scheme"]) == ("table", None, None)
        assert [
            {key: one[key] for key in ("fiscal_year", "goods", "personnel", "direct", "indirect", "total")}
            for one in found["years"]
        ] == [
            {
                "fiscal_year": 2026,
                "goods": 1_000_000,
                "personnel": 0,
                "direct": 1_300_000,
                "indirect": 390_000,
                "total": 1_690_000,
            },
            {
                "fiscal_year": 2027,
                "goods": 2_000_000,
                "personnel": 0,
                "direct": 2_400_000,
                "indirect": 720_000,
                "total": 3_120_000,
            },
        ]
        table = found["table"]
        assert (table["path"], table["sheet"], table["unit"], table["unit_cell"]) == (
            "t.csv",
            None,
            "thousand_yen",
            "A1",
        )
        assert table["entries"][1]["travel"] == {"yen": 400_000, "cells": ["C4"]}
        assert table["checked"] == ["B6", "C6"]
        assert table["aside"] == [{"cell": "D4", "heading": "備考", "known": True}]

    def test_keeps_institutions_apart(self, data):
        found = data(FILES / "institution-column.xlsx")
        assert [(one["fiscal_year"], one["institution"]) for one in found["years"]] == [
            (year, name) for year in (2026, 2027) for name in ("東京大学", "CNRS Japan")
        ]

    def test_a_finding_names_its_cell(self, data):
        Path("t.csv").write_text(TABLE.replace("3120", "3220") + "委託,1,2,\n", encoding="utf-8")
        found = data("t.csv", status=1)["findings"]
        assert [(one["rule"], one["severity"], one["cell"]) for one in found] == [
            ("table-sum", "error", "C6"),
            ("table-heading", "warning", "B7"),
        ]

    def test_an_amount_that_cannot_be_taken_leaves_no_budget(self, data):
        Path("t.csv").write_text(TABLE.replace("300", "?"), encoding="utf-8")
        found = data("t.csv", "--scheme", "top", status=1)
        assert (found["years"], found["total"]) == ([], None)
        assert [one["cell"] for one in found["findings"]] == ["B4"]


class TestPlan:
    def test_above_the_caps_is_shown_with_what_is_over(self, budget):
        Path("t.csv").write_text("単位:百万円\n費目,2026年度\n直接経費,600\n", encoding="utf-8")
        status, said, _ = budget("--from", "t.csv", "--scheme", "top")
        assert status == 1
        for part in ("ASPIRE for Top Scientists", "budget-direct-cap", "220,000,000", "reckoned at 30 %"):
            assert part in said

    def test_a_period_gives_months_and_finds_years_outside_it(self, data):
        found = data("t.csv", "--scheme", "rising", "--start", "2027-04-01", status=1)
        assert found["period"]["end"] == "2030-03-31"
        assert "budget-fiscal-years" in {one["rule"] for one in found["findings"]}
        assert data("t.csv", "--start", "2026-12-01", "--end", "2028-03-31")["years"][0]["months"] == 4

    @pytest.mark.parametrize("form", ["full", "html", "markdown", "csv", "yaml", "xlsx"])
    @pytest.mark.parametrize("lang", ["ja", "both"])
    def test_every_format_takes_it(self, budget, form, lang):
        status, _, told = budget("--from", "t.csv", "--format", f"{form}=out", "--lang", lang)
        assert (status, Path("out").stat().st_size > 200) == (0, True), told


class TestUnit:
    @pytest.mark.parametrize(
        ("unit", "yen"), [("yen", 1_000), ("千円", 1_000_000), ("man_yen", 10_000_000), ("百万円", 10**9)]
    )
    def test_is_the_one_that_is_asked_for_whatever_the_table_says(self, data, budget, unit, yen):
        assert data("t.csv", "--table-unit", unit)["years"][0]["goods"] == yen
        assert ("although A1 says another" in budget("--from", "t.csv", "--table-unit", unit).out) == (unit != "千円")

    def test_is_told_from_others_by_name(self, budget):
        status, _, told = budget("--from", "t.csv", "--table-unit", "dollars")
        assert (status, "`thousand_yen`" in told) == (2, True)

    @pytest.mark.parametrize(
        ("form", "value", "yen"),
        [
            ("#,##0,", 5_000, 5_000),
            ('#,##0"円"', 5_000, 5_000),
            ('#,##0,"千円";[Red]-#,##0', 5_000_000, 5_000_000),
            ("¥#,##0", 5, 5_000),
            ('"¥"* #,##0', 5, 5_000),
        ],
    )
    def test_the_format_of_a_cell_has_a_part_in_it(self, data, form, value, yen):
        made = saved("t.xlsx", [["単位:千円"], ["費目", "2026年度"], ["物品費", value]])
        made.active["B3"].number_format = form
        made.save("t.xlsx")
        assert data("t.xlsx")["years"][0]["goods"] == yen

    @pytest.mark.parametrize(
        ("title", "form", "unit"),
        [
            ("予算(千円)", "General", "thousand_yen"),
            ("予算", '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ', "yen"),
            ("予算", "[$¥-411]#,##0;[$¥-411]-#,##0", "yen"),
        ],
    )
    def test_may_be_said_by_the_sheet_or_shown_with_the_amounts(self, data, budget, title, form, unit):
        made = saved("t.xlsx", [["費目", "2026年度"], ["物品費", 5_000]])
        made.active.title, made.active["B2"].number_format = title, form
        made.save("t.xlsx")
        table = data("t.xlsx")["table"]
        assert (table["unit"], table["unit_cell"]) == (unit, "")
        assert "said by the name of the sheet, or shown with the amounts" in budget("--from", "t.xlsx").out

    @pytest.mark.parametrize(("unit", "form"), [("円", "#,##0,"), ("千円", "#,##0.0,,")])
    def test_is_asked_for_where_the_format_shows_another(self, data, budget, unit, form):
        made = saved("t.xlsx", [[f"単位:{unit}"], ["費目", "2026年度"], ["物品費", 5_000_000]])
        made.active["B3"].number_format = form
        made.save("t.xlsx")
        status, _, told = budget("--from", "t.xlsx")
        assert (status, "A1, B3 say different units" in told) == (2, True)
        assert data("t.xlsx", "--table-unit", "yen")["years"][0]["goods"] == 5_000_000

    @pytest.mark.parametrize("form", ["[$€-2] #,##0", '"$"#,##0', "#,##0 [$USD]"])
    def test_of_another_currency_is_no_amount_in_yen(self, data, form):
        made = saved("t.xlsx", [["単位:円"], ["費目", "2026年度"], ["物品費", 5_000]])
        made.active["B3"].number_format = form
        made.save("t.xlsx")
        assert [one["rule"] for one in data("t.xlsx", status=1)["findings"]] == ["table-amount"]


class TestYears:
    @pytest.mark.parametrize(
        ("value", "form"),
        [
            (8, '"令和"0"年度"'),
            (8, r"\R0"),
            (2026, '0"年度"'),
            (datetime.date(2026, 4, 1), 'yyyy"年度"'),
            (datetime.date(2026, 4, 1), '[$-411]ggge"年度";@'),
            (datetime.date(2026, 4, 1), "yyyy"),
        ],
    )
    def test_are_those_that_the_format_shows(self, data, value, form):
        made = saved("t.xlsx", [["単位:円"], ["費目", value], ["物品費", 5]])
        made.active["B2"].number_format = form
        made.save("t.xlsx")
        assert data("t.xlsx")["years"][0]["fiscal_year"] == 2026

    def test_counted_from_the_start_of_support_need_the_period(self, data):
        Path("t.csv").write_text("単位:円\n費目,1年目,2年目\n物品費,1,2\n", encoding="utf-8")
        years = data("t.csv", "--start", "2026-12-01", "--end", "2028-03-31")["years"]
        assert [one["fiscal_year"] for one in years] == [2026, 2027]


class TestSheets:
    ROWS = (["単位:円"], ["費目", "2026年度"], ["物品費", 5_000_000])

    def test_the_one_with_the_table_is_taken_and_the_others_are_named(self, data):
        saved("t.xlsx", self.ROWS, メモ=[["a"]])
        table = data("t.xlsx")["table"]
        assert (table["sheet"], table["other_sheets"]) == ("予算", ["メモ"])

    def test_of_several_one_must_be_named(self, budget, data):
        saved("t.xlsx", self.ROWS, 案2=[*self.ROWS[:2], ["物品費", 7]])
        status, _, told = budget("--from", "t.xlsx")
        assert (status, "`予算`, `案2`" in told) == (2, True)
        assert data("t.xlsx", "--sheet", "案2")["years"][0]["goods"] == 7
        assert data("t.xlsx", "--sheet", "案２")["years"][0]["goods"] == 7
        assert "there are `予算`, `案2`" in budget("--from", "t.xlsx", "--sheet", "案").err
        assert "has no sheets" in budget("--from", "t.csv", "--sheet", "案").err

    def test_a_hidden_one_counts_only_where_no_other_has_a_table(self, data):
        made = saved("t.xlsx", self.ROWS, 案2=[*self.ROWS[:2], ["物品費", 7]])
        made["案2"].sheet_state = "hidden"
        made.save("t.xlsx")
        assert data("t.xlsx")["table"]["sheet"] == "予算"
        made["予算"]["B2"] = ""
        made.save("t.xlsx")
        assert data("t.xlsx")["table"]["sheet"] == "案2"

    def test_hidden_rows_and_columns_count_and_are_named(self, data, budget):
        made = saved("t.xlsx", [["単位:円"], ["費目", "2026年度", "2027年度"], ["物品費", 1, 2], ["旅費", 3, 4]])
        made.active.row_dimensions[3].hidden = True
        made.active.column_dimensions["C"].hidden = True
        made.save("t.xlsx")
        found = data("t.xlsx")
        assert (found["table"]["hidden_rows"], found["table"]["hidden_columns"]) == (["3"], ["C"])
        assert found["direct"] == 10
        assert "1 hidden row counts too: 3" in budget("--from", "t.xlsx").out

    def test_one_beyond_all_bounds_is_passed_over(self, data):
        saved("t.xlsx", self.ROWS, 実績=[[1]])
        content = changed(Path("t.xlsx").read_bytes(), sheet2=lambda data: data + b"<!--" + bytes(7_000_000) + b"-->")
        Path("t.xlsx").write_bytes(content)
        assert data("t.xlsx")["years"][0]["goods"] == 5_000_000

    def test_a_workbook_with_macros_is_read_by_its_kept_values(self, data):
        saved("t.xlsx", self.ROWS)
        plain, macros = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        kind = {"[Content_Types]": lambda data: data.replace(b"vnd." + plain, b"vnd." + macros)}
        Path("t.xlsm").write_bytes(changed(Path("t.xlsx").read_bytes(), [("xl/vbaProject.bin", b"\0" * 99)], **kind))
        assert data("t.xlsm")["years"][0]["goods"] == 5_000_000


def test_standard_input_and_a_file_that_is_not_there(budget, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode("cp932"))))
    status, said, _ = budget("--from", "-", "--format", "yaml")
    assert (status, "goods: 1_000_000" in said) == (0, True)
    assert budget("--from", "none.xlsx").status == 2
    assert budget("--from", "t.csv", "-o", "t.csv", "--format", "csv").status == 2
    assert Path("t.csv").read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sheet", "a", "--scheme", "top"), "`--sheet` is for a spreadsheet"),
        (("--table-unit", "yen", "--scheme", "top"), "`--table-unit` is for a spreadsheet"),
        (("--from", "t.csv", "--total", "5億円"), "`--total` plans a new budget"),
        (("--from", "t.csv", "--end", "2028-03-31"), "--start"),
        (("--from", "t.csv", "--start", "2026-12-01"), "--scheme"),
    ],
)
def test_wrong_use_is_one_sentence(budget, arguments, said):
    status, out, told = budget(*arguments)
    assert (status, out, told.count("\n"), said in told) == (2, "", 1, True), told


def test_what_is_found_in_a_table_is_told_from_a_rule(aspire):
    for name in shipped_files.data("data/words/table.yaml"):
        status, _, told = aspire("explain", name, "--lang", "en")
        assert (status, "`aspire budget --from`" in told) == (2, True)
