"""An office's list: a row a proposal, as CSV and as a workbook, in which nothing is ever a formula."""

import csv
import io
import json
import sys

import openpyxl
import pytest

from aspire_cli.cli import outputs
from tests.helpers import JOINT_CALL, REMOVED, check, each, proposal, years
from tests.report_cases import report, shown, view

HEADINGS = (
    *("File", "Title", "Principal investigator", "Researcher number", "Institution", "Scheme", "Call", "Field"),
    *("Lead counterpart researcher", "Countries and regions", "Start", "End"),
    *("Direct costs (yen)", "Indirect costs (yen)", "Total (yen)"),
)
COUNTS = ("Errors", "Warnings", "Notes", "Not yet written", "Verdict")
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "－1",
    "＠A",
    "\t=1",
    "\r=1",
    '",\r\n"=1',
    "a\n=1",
    "\u202e=1",
    "\ufeff=1",
)


def as_csv(reports, **changes):
    """Return the rows of the list as CSV, the headings first."""
    text = shown("csv", reports, several=True, **changes)
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in found} == {len(found[0])}
    return found


def as_workbook(reports, **changes):
    changed = view(several=True, **changes)
    content = b"".join(outputs.written("check", reports, "xlsx", changed))
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_rows(book):
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def by_heading(rows):
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


FITTING = check(proposal("joint", **{"budget.years": [*years(30_000_001), *years(5_000_000, first=2029)]}))
BROKEN = check("scheme: [")._replace(path="broken.yaml")


class TestCsv:
    def test_a_row_says_what_an_office_asks_for(self):
        (row,) = by_heading(as_csv([FITTING._replace(path="a/proposal.yaml")]))
        assert tuple(row) == (*HEADINGS, "Fiscal year 2026 (yen)", "Fiscal year 2029 (yen)", *COUNTS)
        told = {
            "File": "a/proposal.yaml",
            "Title": "Joint initiative on quantum spintronics",
            "Principal investigator": "Taro Yamada",
            "Researcher number": "00123456",
            "Institution": "The University of Tokyo",
            "Scheme": "Joint call",
            "Field": "AI and information",
            "Lead counterpart researcher": "Ada King, University of Edinburgh",
            "Countries and regions": "United Kingdom",
            "Start": "2026-12-01",
            "End": "2031-11-30",
            "Direct costs (yen)": "35000001",
            "Indirect costs (yen)": "10500000",
            "Total (yen)": "45500001",
            "Fiscal year 2026 (yen)": "39000001",
            "Fiscal year 2029 (yen)": "6500000",
            "Not yet written": "0",
        }
        assert {key: row[key] for key in told} == told
        assert row["Call"]
        assert JOINT_CALL not in row["Call"]

    def test_amounts_are_in_yen_whatever_unit_people_read(self):
        assert as_csv([FITTING]) == as_csv([FITTING], unit="thousand_yen")

    @each(
        ("lang", "title", "total"),
        [
            ("ja", "研究課題名", "総額(円)"),
            ("en", "Title", "Total (yen)"),
            ("both", "研究課題名 / Title", "総額(円) / Total (yen)"),
        ],
    )
    def test_headings_are_in_the_language_asked_for(self, lang, title, total):
        headings = as_csv([FITTING], lang=lang)[0]
        assert headings[1] == title
        assert headings[14] == total

    def test_what_cannot_be_read_has_a_row_too(self):
        row = by_heading(as_csv([BROKEN, FITTING]))[0]
        assert (row["File"], row["Verdict"], row["Errors"]) == ("broken.yaml", "cannot be read", "1")
        assert {row[key] for key in HEADINGS[1:]} == {row["Fiscal year 2026 (yen)"]} == {""}

    def test_a_draft_without_errors_counts_as_a_draft(self):
        texts = (proposal(stage="draft", title=REMOVED), proposal(stage="draft", field="nothing"), proposal())
        rows = by_heading(as_csv(map(check, texts)))
        assert [(row["Verdict"], row["Not yet written"]) for row in rows] == [
            ("draft", "1"),
            ("does not fit", "0"),
            ("fits", "0"),
        ]

    def test_a_year_that_is_not_known_has_a_column_of_its_own(self):
        entries = [{"direct": 1_000_000}, *years(2_000_000)]
        row = by_heading(as_csv([check(proposal(**{"budget.years": entries}))]))[0]
        assert row["Fiscal year not known (yen)"] == "1300000"
        assert row["Fiscal year 2026 (yen)"] == "2600000"
        assert list(row)[-6:] == ["Fiscal year not known (yen)", *COUNTS]

    def test_titles_are_whole(self):
        title = "長い課題名" * 40
        assert by_heading(as_csv([check(proposal(title=title))]))[0]["Title"] == title

    def test_no_proposal_at_all_is_a_list_without_rows(self):
        assert as_csv([]) == [[*HEADINGS, *COUNTS]]

    def test_what_is_left_unchecked_is_told_below(self):
        rows = as_csv([FITTING], rules_off={"budget-sum": "=reason"}, passed_over={"ignored": 3})
        assert [row[0] for row in rows[2:]] == [
            "Rules switched off: budget-sum (=reason)",
            "Found by the search and not checked: ignored by git: 3",
        ]


@each("key", ["title", "principal_investigator.name", "principal_investigator.institution", "counterparts.0.name"])
def test_no_text_of_a_user_is_a_formula_or_breaks_a_row(key):
    """Holds "Output is never an attack" of SECURITY.md."""
    found = [check(proposal(**{key: text}))._replace(path=text) for text in HOSTILE]
    rows = as_csv(found)
    assert len(rows) == len(HOSTILE) + 1
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@＝＋－＠\t\r"))] == []
    for row in as_workbook(found).worksheets[0].iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n"}


def test_a_number_of_a_row_is_no_formula():
    (row,) = by_heading(as_csv([check(proposal(**{"principal_investigator.researcher_number": "-1234567"}))]))
    assert row["Researcher number"] == "'-1234567"


class TestWorkbook:
    def test_has_the_rows_of_the_csv_as_texts_and_numbers(self):
        found = [FITTING, BROKEN, report("draft")]
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet_rows(as_workbook(found))]
        assert rows == as_csv(found)
        total = by_heading(sheet_rows(as_workbook(found)))[0]["Total (yen)"]
        assert total == 45_500_001

    def test_is_ready_to_be_sorted_and_filtered(self):
        page = as_workbook([FITTING, BROKEN]).worksheets[0]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions == "A1:V3"
        assert page.column_dimensions["B"].width >= len("Joint initiative on quantum spintronics")
        assert page.row_dimensions[1].height is None

    def test_each_verdict_has_its_colour(self):
        warned = proposal(**{"period.end": "2032-03-31"})
        texts = (proposal(), proposal(stage="draft"), proposal(field="nothing"), "a: [", warned)
        page = as_workbook(map(check, texts)).worksheets[0]
        colors = {row[-1].value: row[-1].fill.start_color.rgb for row in page.iter_rows(min_row=2)}
        assert list(colors) == ["fits", "draft", "does not fit", "cannot be read", "fits with warnings"]
        assert len(set(colors.values())) == 4

    @each(("lang", "names"), [("ja", ["提案一覧", "この一覧について"]), ("en", ["Proposals", "About this list"])])
    def test_a_second_sheet_says_what_it_rests_on_and_what_was_left_unchecked(self, lang, names):
        book = as_workbook([FITTING], lang=lang, rules_off={"budget-sum": "=reason"})
        assert book.sheetnames == names
        told = [cell.value for (cell,) in book.worksheets[1].iter_rows()]
        assert "2026-11-23" in told[0]
        assert "budget-sum" in told[1]

    def test_a_cell_takes_no_more_than_it_can_hold(self):
        person = {"name": "N" * 400, "institution": "I", "country": "c" * 400}
        found = check(proposal(counterparts=[{**person, "country": f"{n}{'c' * 390}"} for n in range(120)]))
        cell = by_heading(sheet_rows(as_workbook([found])))[0]["Countries and regions"]
        assert len(cell) == 32_767


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path):
        for name in ("b", "a"):
            (tmp_path / f"{name}.proposal.yaml").write_text(proposal(), encoding="utf-8")
        (tmp_path / "c.proposal.yaml").write_text("scheme: top\nfield: [", encoding="utf-8")
        return tmp_path

    @each("name", ["list.csv", "list.xlsx"])
    def test_the_suffix_says_the_format(self, aspire, folder, name):
        assert aspire("check", ".", "-o", name).status == 1
        ran = aspire("check", ".", "-f", "json")
        files = [one["path"] for one in json.loads(ran.out)["files"]]
        if name == "list.csv":
            content = (folder / name).read_bytes()
            assert content.startswith(b"\xef\xbb\xbf")
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        else:
            rows = sheet_rows(openpyxl.load_workbook(folder / name))
        assert [row[0] for row in rows[1:]] == files == [f"{name}.proposal.yaml" for name in "abc"]

    @each("form", ["csv", "xlsx"])
    def test_one_named_file_has_its_row(self, aspire, folder, form):
        assert aspire("check", "a.proposal.yaml", "-o", f"list.{form}").status == 0
        assert (folder / f"list.{form}").stat().st_size > 400

    def test_a_workbook_is_nothing_for_a_terminal(self, aspire, folder, monkeypatch):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        ran = aspire("check", ".", "-f", "xlsx")
        assert (ran.status, ran.out) == (2, "")
        assert "`-o aspire.xlsx`" in ran.err

    def test_a_workbook_without_its_library_is_one_line(self, aspire, folder, monkeypatch):
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        for module in ("xlsx_report", "xlsx_list"):
            monkeypatch.delitem(sys.modules, f"aspire_cli.reports.{module}", raising=False)
        ran = aspire("check", ".", "-o", "list.xlsx")
        assert ran.status == 2
        assert "aspire-cli[excel]" in ran.err
        assert len(ran.err.splitlines()) == 1
        assert aspire("check", ".", "-f", "csv").status == 1

    def test_a_workbook_is_made_while_other_reports_are_written(self, folder, monkeypatch):
        monkeypatch.chdir(folder)
        seen = []

        def found():
            for number in range(20):
                yield report("clean", f"{number}.yaml")
                seen.append(max(len(one.waiting) for one in readers))

        from aspire_cli.cli import spreading

        forms = ("xlsx", "jsonl")
        readers = spreading.readers(found(), len(forms))
        made = (outputs.written("check", reader, form, view()) for form, reader in zip(forms, readers, strict=True))
        assert spreading.write_all(dict(zip(readers, made, strict=True))) == []
        assert max(seen) <= 1
