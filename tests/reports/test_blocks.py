"""Pages on terminals of any width, and as Markdown."""

from rich.cells import cell_len

from aspire_cli.reports import View, markdown, terminal
from aspire_cli.reports.blocks import Checklist, Heading, Page, Paragraph, Point, Snippet, Table
from aspire_cli.words.text import Text, same
from tests.helpers import each

NAME, CODE, NOTE = Text("Name", "名称"), Text("Code", "記号"), Text("Note", "備考")
ROWS = (
    (same("AT"), Text("Austria", "オーストリア"), Text("a country in the middle", "欧州の中ほどにある国です")),
    (same("US"), Text("United States", "米国"), same("")),
)
TABLE = Table((CODE, NAME, NOTE), ROWS)
EN, JA, BOTH = ("en",), ("ja",), ("ja", "en")


def on_terminal(*page, langs=EN, width=100, **options):
    return "".join(terminal.write([Page(page, same("title"))], View(langs, width=width, **options)))


def as_markdown(*page, langs=EN):
    return "".join(markdown.write([Page(page, same("title"), our_words=True)], View(langs)))


class TestTable:
    def test_columns_are_as_wide_as_what_they_hold(self):
        assert on_terminal(TABLE) == (
            "Code  Name           Note\n"
            "────────────────────────────────────────────\n"
            "AT    Austria        a country in the middle\n"
            "US    United States\n"
        )

    def test_full_width_characters_count_twice(self):
        lines = on_terminal(TABLE, langs=JA).splitlines()
        starts = {
            cell_len(line.split("オ")[0].split("名")[0].split("米")[0]) for line in (lines[0], lines[2], lines[3])
        }
        assert starts == {6}
        assert cell_len(lines[1]) == max(map(cell_len, lines))

    def test_both_languages_stand_below_each_other(self):
        lines = on_terminal(TABLE, langs=BOTH).splitlines()
        assert lines[:2] == ["記号  名称           備考", "Code  Name           Note"]
        assert lines[3] == "AT    オーストリア   欧州の中ほどにある国です"
        assert lines[4] == "      Austria        a country in the middle"

    def test_running_text_is_wrapped_in_its_column(self):
        lines = on_terminal(TABLE, width=42).splitlines()
        assert lines[2:4] == ["AT    Austria        a country in the", "                     middle"]

    def test_spare_columns_go_first(self):
        said = on_terminal(TABLE._replace(spare=(2,)), width=30)
        assert said == "Code  Name\n───────────────────\nAT    Austria\nUS    United States\n"

    def test_headings_are_broken_before_a_table_becomes_a_list(self):
        heads = ("Fiscal year", "Direct costs", "Indirect costs", "Total costs")
        table = Table(tuple(map(same, heads)), (tuple(map(same, ("2026", "B4", "C4", "D4"))),))
        assert on_terminal(table, width=54).splitlines()[0] == "  ".join(heads)
        for width in (53, 31):
            *broken, row = on_terminal(table, width=width).splitlines()
            assert row.split() == ["2026", "B4", "C4", "D4"]
            assert max(map(cell_len, broken)) <= width
        assert "Direct costs: B4" in on_terminal(table, width=30)

    def test_without_room_each_row_is_a_list(self):
        said = on_terminal(TABLE, width=30)
        assert said == ("AT\n  Name: Austria\n  Note: a country in the\n    middle\n\nUS\n  Name: United States\n")

    def test_lists_in_japanese_have_no_space_after_the_colon(self):
        assert "  名称:オーストリア\n" in on_terminal(TABLE, langs=JA, width=30)

    def test_a_table_that_compares_columns_becomes_lists_of_its_columns(self):
        said = on_terminal(TABLE._replace(compares_columns=True), width=30)
        assert said == "Name\n  AT: Austria\n  US: United States\n\nNote\n  AT: a country in the middle\n"

    @each("width", range(1, 120, 7))
    @each("langs", [EN, JA, BOTH])
    def test_never_wider_than_the_terminal(self, width, langs):
        lines = on_terminal(TABLE, Paragraph(ROWS[0][2], lead=NAME), langs=langs, width=width).splitlines()
        assert max(map(cell_len, lines)) <= max(width, 30)

    def test_plain_signs_where_the_terminal_has_no_others(self):
        assert on_terminal(TABLE, ascii_only=True).isascii()


class TestBlocks:
    def test_a_blank_line_parts_blocks_save_after_the_heading_of_a_section(self):
        page = (Heading(same("rule"), level=1), Paragraph(same("one")), Heading(same("Why")), Snippet("a: 1\n\nb: 2\n"))
        assert on_terminal(*page) == "rule\n\none\n\nWhy\n    a: 1\n\n    b: 2\n"

    def test_what_stands_below_a_lead_goes_in(self):
        assert on_terminal(Paragraph(same("word " * 8 + "end"), lead=NOTE), width=30) == (
            "Note\n  word word word word word\n  word word word end\n"
        )

    def test_what_is_to_be_ticked_off_has_a_box_on_every_terminal(self):
        points = Checklist(NAME, (Point(same("word " * 8 + "end")),))
        assert on_terminal(points, width=30) == "Name\n  □ word word word word word\n    word word word end\n"
        assert on_terminal(points, width=30, ascii_only=True) == (
            "Name\n  [ ] word word word word word\n      word word word end\n"
        )

    def test_a_point_that_is_the_same_in_both_languages_is_told_once(self):
        assert on_terminal(Checklist(NAME, (Point(same("one")),)), langs=BOTH) == "名称 / Name\n  □ one\n"

    def test_colour_only_where_it_is_wanted(self):
        page = (Heading(same("Why")), Snippet("a: 1\n"), TABLE)
        assert "\x1b[1mWhy" in on_terminal(*page, color=True)
        assert "\x1b" not in on_terminal(*page)

    def test_what_cannot_be_seen_is_written_out(self):
        page = (Heading(same("a\x1b[2J")), Paragraph(same("b\u202e")), Snippet("c: \x07"), Table((same("d\x00"),), ()))
        for said in (on_terminal(*page), as_markdown(*page)):
            assert not {"\x1b", "\u202e", "\x07", "\x00"} & set(said)


class TestMarkdown:
    def test_blocks(self):
        page = (Heading(NAME, level=1), Paragraph(NOTE, lead=CODE), Snippet("a: 1\n"), TABLE)
        assert as_markdown(*page, langs=BOTH) == (
            "# 名称 / Name\n\n**記号 / Code**\n\n備考\n\nNote\n\n```yaml\na: 1\n```\n\n"
            "| 記号<br>Code | 名称<br>Name | 備考<br>Note |\n|---|---|---|\n"
            "| AT | オーストリア<br>Austria | 欧州の中ほどにある国です<br>a country in the middle |\n"
            "| US | 米国<br>United States |  |\n"
        )

    def test_nothing_is_markup_but_code(self):
        for text, written in (
            ("a ` <img> b", r"a \` &lt;img&gt; b"),
            ("`a` <img> `b`", "`a` &lt;img&gt; `b`"),
            ("``<img>``", r"\`\`&lt;img&gt;\`\`"),
            ("a_b* <i> [x] `c_d*`", r"a\_b\* &lt;i&gt; \[x\] `c_d*`"),
        ):
            assert as_markdown(Paragraph(same(text))) == f"{written}\n"

    def test_a_bar_does_not_part_cells(self):
        said = as_markdown(Table((same("a|b"),), ((same("`c|d`"),),)))
        assert said == "| a\\|b |\n|---|\n| `c\\|d` |\n"
