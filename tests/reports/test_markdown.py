"""The Markdown report, as a page shows it: our headings, tables and lists, and of a user nothing but text."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aspire_cli.reports import markdown
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import visible
from tests.helpers import each
from tests.report_cases import CASES, HOSTILE_PATH, LANGUAGES, report, reports, shown

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS_OF_A_PAGE = ["&lt;b&gt;", "&amp;", "&#64;octocat", "<b>", "<https://evil.example>", "a & b", "\\&lt;"]
HEADINGS = {"Findings", "Waived", "For a person to confirm", "指摘", "承知済み", "人による確認が必要な事項"}
HEADINGS |= {"What the call asks for", "公募で求められる手続き・書類・確認事項"}
HEADINGS |= {"未記入(7件)", "Not yet written (7)"}  # by the case that is a draft
HEADINGS |= {"What of the call is not checked", "公募のうち確認していない事項"}
MARKUP = st.text(st.sampled_from("\\`*_[]()<>&|~$@#:/.-+=1! a\nw")) | st.text()


def tokens(text):
    """Yield the tokens of a page, those inside a line after the line's own."""
    for token in PAGE.parse(text):
        yield token
        yield from token.children or ()


def text_of(written):
    """Return what a page shows of one line."""
    return "".join(token.content for token in tokens(written) if token.type in ("text", "code_inline", "text_special"))


@each("lang", LANGUAGES)
@each("name", CASES)
def test_only_our_own_markup(name, lang):
    text = shown("markdown", reports(CASES[name]), lang=lang, **CASES[name].view)
    found = list(tokens(text))
    assert {token.content for token in found if token.type.startswith("html_")} <= {"<!-- -->", "<br>"}
    assert not [token.type for token in found if token.type.startswith(("link", "image", "fence", "s_"))]
    headings = [found[number + 1].content for number, token in enumerate(found) if token.type == "heading_open"]
    paths = [markdown.code(path) for path in CASES[name].proposals]
    assert {part for heading in headings if heading not in paths for part in heading.split(" / ")} <= HEADINGS
    assert [heading for heading in headings if heading in paths] == paths


@each("name", CASES)
def test_every_row_of_the_table_has_three_cells(name):
    for one in reports(CASES[name]):
        found = [token.type for token in tokens(shown("markdown", [one]))]
        assert found.count("td_open") == 3 * (found.count("tr_open") - found.count("th_open") // 3)


def test_a_report_in_full():
    text = shown("markdown", [report("faulty", "提案/faulty.yaml")])
    lines = text.splitlines()
    assert lines[0] == "## `提案/faulty.yaml`"
    assert lines[2].startswith("**✗ Does not fit: 10 errors, 3 warnings")
    assert "Joint initiative on quantum spintronics" in lines[4]
    assert "| Budget: direct | ¥400,000,000 · 105 % of ¥380,000,000 · ¥20,000,000 over | ✗ |" in lines
    place = "`period-length` `提案/faulty.yaml:8:8`"
    (number,) = [number for number, line in enumerate(lines) if place in line]
    assert lines[number].startswith(f"- **error** {place}: The support period is 5 years and 1 day")
    assert lines[number + 1] == "  - Write `end: 2031-11-30`."
    assert lines[number + 2].startswith("  - Clause period.top: programme page")
    assert any(line.startswith("- [ ] The principal investigator leads") for line in lines)
    assert lines[-2].startswith("- 10 errors, 3 warnings, 2 notes")


def test_what_is_waived_stands_apart_with_its_reason():
    _, waived = shown("markdown", [report("waived")]).split("### Waived")
    assert "JSTと合意(2026-09-03)" in waived
    assert "country-extra-not-listed" in waived


def test_an_unreadable_file_has_neither_fits_nor_points_to_confirm():
    text = shown("markdown", [report("unreadable")])
    assert "**✗ Cannot be read: " in text
    assert "|" not in text
    assert "- [ ]" not in text


def test_code_in_a_sentence_is_code_whatever_stands_in_it():
    text = shown("markdown", [report("hostile")])
    codes = [token.content for token in tokens(text) if token.type == "code_inline"]
    assert "`top` <script>alert(1)</script>" in codes
    assert "`<script>" in codes
    assert "scheme" in codes


def test_nobody_is_notified_and_nothing_is_linked():
    text = shown("markdown", [report("hostile", HOSTILE_PATH)])
    without_code = "".join(token.content for token in tokens(text) if token.type in ("text", "html_inline"))
    assert "octocat" in without_code
    assert not re.search(r"@\w|#\d|://|www\.", without_code)


@given(MARKUP)
def test_escaped_text_is_shown_as_it_is(text):
    written = f"a {markdown.escaped(text)} z"
    shown_text = " ".join(text_of(written).split())
    assert shown_text == " ".join(f"a {visible(text)} z".split())
    assert {token.type for token in tokens(written)} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "html_inline",
    }


@each("text", TEXTS_OF_A_PAGE)
def test_entities_and_tags_are_text(text):
    assert text_of(markdown.escaped(text)).replace(" ", "") == text.replace(" ", "")
    assert {token.content for token in tokens(markdown.escaped(text)) if "html" in token.type} <= {"<!-- -->"}


@given(MARKUP)
def test_code_is_shown_as_it_is(text):
    written = f"a {markdown.code(text)} z"
    found = [token.content for token in tokens(written) if token.type == "code_inline"]
    assert found == ([visible(text)] if text else [])


@each("text", ["1. one", "- one", "# one", "--- ", "+ one", "=", "12) a", "-"])
def test_a_sentence_begins_no_block(text):
    written = f"  - {markdown.sentence([Piece(text)])}"
    assert {token.type for token in tokens(written)} & {"ordered_list_open", "heading_open", "hr"} == set()
    assert [token.type for token in tokens(written)].count("bullet_list_open") == 1
