"""Spreadsheets that cannot be taken: each in one line on what to do, or as a finding at the cell, never a traceback."""

import datetime
import io
import re
import struct
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from aspire_cli import limits, tables
from aspire_cli.planning import from_table
from aspire_cli.programme.load import load_programme
from aspire_cli.tables import text_file
from aspire_cli.tables.grid import Grid
from tests.helpers import unmeasured

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HEAD = "単位:千円\n費目,2026年度,2027年度\n"
ROWS = [["単位:千円"], ["費目", "2026年度", "2027年度"], ["物品費", 1, 2], ["旅費", 3, 4]]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def book(**cells):
    """Return the bytes of a small table as a workbook, with other values in these cells."""
    made = Workbook()
    for row in ROWS:
        made.active.append(row)
    for name, value in cells.items():
        made.active[name] = value
    return saved(made)


def saved(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(content, more=(), **parts):
    """Return a workbook with parts of it changed, and others beside them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(Path(name).stem, lambda data: data)(old.read(name)))
        for name, data in more:
            new.writestr(name, data)
    return stream.getvalue()


def chart_sheet(alone):
    made = Workbook()
    for row in ROWS:
        made.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(made.active, min_col=2, min_row=2, max_col=3, max_row=4), titles_from_data=True)
    made.create_chartsheet("図").add_chart(chart)
    without = (lambda data: re.sub(rb'<sheet [^>]*sheetId="1"[^>]*/>', b"", data)) if alone else (lambda data: data)
    return changed(saved(made), workbook=without)


def columns(count):
    return book(**{f"{letters(column)}3": 1 for column in range(2, count)})


def letters(number):
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def understated(content):
    """Return a workbook whose list says of its sheet that it is small."""
    data = bytearray(content)
    at = data.index(b"PK\x01\x02")
    while bytes(data[at + 46 : at + 46 + len(SHEET)]) != SHEET.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    struct.pack_into("<I", data, at + 24, 900)
    return bytes(data)


def bomb(size=200_000_000):
    return changed(book(), sheet1=lambda data: data + b"<!--" + b"a" * size + b"-->")


def many_rows(count=1_000_000):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(5, count))
    return changed(book(), sheet1=lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


def many_texts(count=11_900):
    """Return a sheet of texts that all are different and hold what headings are made of, up to as long as these are."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
        % (
            row,
            row,
            f"{row}年目の国内旅費(千円)と物品費/直接経費計 2026年度(令和8年度)の内訳:合計の額{'を含む' * 8}".encode(),
        )
        for row in range(5, 5 + count)
    )
    made = book(A2="", B2="", C2="")
    return changed(made, sheet1=lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


REFUSED = {
    "password": (OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    # A workbook that was really encrypted, with the password `secret`.
    "real password": ((Path(__file__).parent / "refused" / "protected.xlsx").read_bytes(), "protected by a password"),
    "open document": (
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
        "save it as Excel 2007-365 (.xlsx)",
    ),
    "xls": (OLD + "Workbook".encode("utf-16-le"), "old format .xls"),
    "nothing": (b"", "holds no cells"),
    "empty sheet": (saved(Workbook()), "holds no cells"),
    "chart sheet alone": (chart_sheet(alone=True), "only charts"),
    "broken zip": (book()[:2000], "cannot be read as a workbook"),
    "no zip at all": (b"PK\x03\x04 and so on", "cannot be read as a workbook"),
    "another zip": (changed(b"PK\x05\x06" + bytes(18), [("a.txt", "a")]), "is no workbook"),
    "a page": (b"<html><table></table></html>", "is no workbook"),
    "broken sheet": (changed(book(), sheet1=lambda data: data[:300]), "cannot be read as a workbook"),
    "endless number": (
        changed(book(), sheet1=lambda data: data.replace(b"<v>4<", b"<v>" + b"9" * 9999 + b"<")),
        "workbook",
    ),
    "many parts": (changed(book(), [(f"xl/media/{n}", "") for n in range(limits.MOST_PARTS)]), "too large"),
    "5,000 columns": (columns(5_000), "too large"),
    "columns of text": ((HEAD + "物品費" + ",1" * 5_000).encode(), "too large"),
    "rows of text": ((HEAD + "物品費,1\n" * 5_000).encode(), "too large"),
    "dates for years": (
        book(B2=datetime.date(2026, 4, 1), C2=datetime.date(2027, 4, 1)),
        "B2 holds 2026-04-01 where",
    ),
    "dates as text": ("単位:円\n費目,2026-04-01\n物品費,1\n".encode(), "B2 holds 2026-04-01 where"),
    "years without a value": (book(B2='="2026年度"', C2='="2027年度"'), "results of its formulas were not saved"),
    "quotation mark": ((HEAD + '物品費,"1,2\n旅費,3,4\n').encode(), "the row that begins on line 3"),
    "text behind quotation marks": ((HEAD + '物品費,"1"x,2\n').encode(), "the row that begins on line 3"),
    "zero bytes": ((HEAD + "物品費,1\0,2\n").encode(), "neither a workbook nor a table as text"),
    "no text": (bytes(range(128, 256)) * 8, "neither a workbook nor a table as text"),
    "no unit": ("費目,2026年度\n物品費,1\n".encode(), "--table-unit yen"),
    "no unit but of a price": ("費目,単価(円),2026年度\n物品費,5,1\n".encode(), "--table-unit yen"),
    "no unit but in another table": (
        "費目,2026年度,,内訳,金額\n物品費,1,,設備備品費(円),5\n".encode(),
        "--table-unit yen",
    ),
    "two units": ("単位:円\n単位:千円\n費目,2026年度\n物品費,1\n".encode(), "A1, A2 say different units"),
    "no years": ("単位:円\n費目,金額\n物品費,1\n".encode(), "no fiscal years"),
    "an amount with a point": ("単位:千円\n費目,金額\n物品費,1444.3\n".encode(), "no fiscal years"),
    "two years in one": (b"JPY,\nItem,2026-2027,2028-2029\nGoods,1,2\n", "no fiscal years"),
    "years of the support": ("単位:円\n費目,1年目\n物品費,1\n".encode(), "B2 holds 1年目, a year that is counted"),
    "two fiscal years": (
        "単位:円\n費目,2026.12~2027.11\n物品費,1\n".encode(),
        "B2 holds 2026.12~2027.11 where",
    ),
    "no table": (b"a,b\n1,2\n", "no table of a budget was found"),
    "a year twice": ("単位:円\n費目,2026年度,2026年度\n物品費,1,2\n".encode(), "B3, C3; which of them counts?"),
    "two tables": (
        (HEAD + "物品費,1,2\n旅費,1,2\n\n費目,2028年度,2029年度\n物品費,1,2\n旅費,1,2\n").encode(),
        "A2, A6",
    ),
    "totals alone": ((HEAD + "総額,1,2\n").encode(), "totals alone"),
}
AT_A_CELL = {
    "error": (book(B3="#REF!"), "B3 holds the error `#REF!`"),
    "formula without a value": (book(B3="=1+1"), "B3 holds a formula whose result was not saved"),
    "external link": (book(B3="='[other.xlsx]Sheet1'!A1"), "B3 holds a formula whose result was not saved"),
    "date": (book(B3=datetime.date(2026, 4, 1)), "B3 should hold an amount, and holds `2026-04-01`"),
    "text": (book(B3="別紙参照"), "B3 should hold an amount, and holds `別紙参照`"),
    "true": (book(B3=True), "B3 should hold an amount, and holds `True`"),
    "negative": (book(B3="▲5"), "B3 holds `▲5`, an amount below zero"),
    "in brackets": (book(B3="(5)"), "B3 holds `(5)`, an amount below zero"),
    "less than a yen": (book(B3=0.0001), "B3 holds `0.0001`, which is not whole yen"),
    "beyond measure": (book(B3=1e300), "more than any budget"),
    "escape sequence": ((HEAD + "物品費,\x1b[31m1,2\n").encode(), "holds `U+001B[31m1`"),
    "unknown heading": (
        (HEAD + "物品費,1,2\n\u202e委託,3,4\n").encode(),
        "the amounts under `U+202E委託` are not taken",
    ),
}


@pytest.fixture
def budget(aspire):
    return partial(aspire, "budget", "--from", "t.bin")


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_is_refused_in_one_line(budget, name, lang):
    content, said = REFUSED[name]
    Path("t.bin").write_bytes(content)
    status, out, told = budget("--lang", lang)
    assert (status, out, told.count("\n")) == (2, "", 1), told
    assert told.startswith("aspire: ")
    assert lang == "ja" or said in told


@pytest.mark.parametrize("name", AT_A_CELL)
def test_is_a_finding_at_the_cell(budget, name):
    content, said = AT_A_CELL[name]
    Path("t.bin").write_bytes(content)
    status, out, told = budget("--lang", "en", "--format", "markdown")
    assert (status, told) == (0 if "unknown" in name else 1, "")
    assert said in out.replace("\\", "")
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "content",
    [
        book(B5="=SUM(B3:B4)", C5="=SUM(C3:C4)"),
        chart_sheet(alone=False),
        changed(book(), [("xl/media/image1.png", bytes(50_000_000))]),
        changed(
            book(),
            sheet1=lambda data: data.replace(
                b"</sheetData>",
                b"</sheetData><mergeCells>%s</mergeCells>" % (b'<mergeCell ref="A9:XFD1048576"/>' * 5_000),
            ),
        ),
        changed(
            book(),
            sheet1=lambda data: data.replace(
                b"<sheetData>", b'<cols><col min="4" max="16384" hidden="1"/></cols><sheetData>'
            ),
        ),
        changed(
            book(),
            sheet1=lambda data: data.replace(
                b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'
            ),
        ),
    ],
    ids=[
        "formulas alone",
        "chart sheet beside it",
        "large picture",
        "endless merged cells",
        "hidden to the last column",
        "far cell",
    ],
)
def test_what_stands_beside_the_table_does_not_matter(budget, content):
    Path("t.bin").write_bytes(content)
    status, out, told = budget("--format", "yaml", "--lang", "en")
    assert (status, out.count("goods: ")) == (0, 2), told


def test_without_the_extra_one_line_says_so(aspire, monkeypatch):
    Path("t.bin").write_bytes(book())
    loaded = [name for name in sys.modules if name.partition(".")[0] in ("openpyxl", "xlsxwriter")]
    for name in {*loaded, "openpyxl", "xlsxwriter"}:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("aspire_cli.tables.workbook", "aspire_cli.reports.xlsx_report"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr(tables, "workbook", raising=False)
    for arguments in (("--from", "t.bin"), ("--scheme", "top", "--start", "2026-12-01", "-o", "plan.xlsx")):
        status, out, told = aspire("budget", *arguments, "--lang", "en")
        assert (status, out, told.count("\n")) == (2, "", 1)
        assert 'pip install "aspire-cli[excel]"' in told


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="it tells the memory of a process")
@pytest.mark.parametrize(
    "content",
    [
        bomb,
        lambda: understated(bomb()),
        many_rows,
        many_texts,
        lambda: (HEAD + "物品費,1,2\n" * 1_000_000).encode(),
    ],
)
def test_takes_little_time_and_memory(tmp_path, content):
    """Holds "No input takes long" of SECURITY.md."""
    (tmp_path / "t.bin").write_bytes(content())
    code = (
        "import re, sys, time; from aspire_cli.cli.app import run; status = run(sys.argv[1:]);"
        "print(status, time.process_time(), re.search('VmHWM:\\s+([0-9]+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", code, "budget", "--from", "t.bin", "--lang", "en"]
    done = subprocess.run(
        command, cwd=tmp_path, env=unmeasured(), capture_output=True, text=True, check=True, timeout=60
    )
    status, seconds, memory = done.stdout.split()
    assert (int(status), done.stderr.count("\n")) == (2, 1), done.stderr
    assert float(seconds) < 2
    assert int(memory) < 256_000


def test_a_sheet_too_large_to_look_into_is_named():
    """Holds "Nothing is hidden" of SECURITY.md."""
    small = text_file.grid("単位:円,2026年度,2027年度\n直接経費,1000,2000\n".encode())._replace(name="budget")
    large = Grid("large", {}, is_too_large=True)
    assert from_table.read("t.xlsx", [large, small], None, None, load_programme()).other_sheets == ("large",)
