"""The full report: in both languages and on narrow terminals."""

import re

from rich.cells import cell_len

from tests.helpers import check, each, proposal
from tests.report_cases import LANGUAGES, report, shown

JOINT = {"call": "jp-uk-human-centred-ai-2025"}


def full(text, lang="ja", width=100, **changes):
    return shown("full", [check(text)], lang=lang, width=width, **changes)


class TestBothLanguages:
    def test_everything_is_said_in_both(self):
        both, *alone = (shown("full", [report("faulty")], lang=lang, width=1000) for lang in ("both", "en", "ja"))
        for said in alone:
            assert set(re.findall(r"[\w¥]+", said)) <= set(re.findall(r"[\w¥]+", both))

    def test_labels_stand_below_each_other_and_the_sign_once(self):
        lines = full(proposal(), "both").splitlines()
        (first,) = [number for number, line in enumerate(lines) if line.startswith("  支援期間")]
        assert "✓" in lines[first]
        assert lines[first + 1].startswith("  Period")
        assert "✓" not in lines[first + 1]

    def test_the_verdict_and_the_counts_once_in_each(self):
        lines = full(proposal(field="x"), "both").splitlines()
        assert [line for line in lines if line.startswith("✗ 不適合:エラー1件")]
        assert [line for line in lines if line.startswith("  Does not fit: 1 error")]
        assert [line for line in lines if line.startswith("エラー1件 · 1ファイル")]
        assert [line for line in lines if line.startswith("1 error · 1 file")]

    @each("form", ["markdown", "html"])
    def test_of_a_page_too(self, form):
        text = shown(form, [check(proposal(field="x"))], lang="both")
        for said in ("Does not fit: 1 error", "Budget", "Period", "clause eligibility.top", "For a person to confirm"):
            assert said in text
        assert "Based on edition" in text
        assert "時点の事業ページ" in text


@each("width", [50, 80, 120])
@each("lang", LANGUAGES)
def test_the_bar_is_there_and_every_line_fits(lang, width):
    years = [{"fiscal_year": year, "direct": 76_923_077} for year in range(2026, 2032)]
    for text in (proposal(**{"budget.years": years}), proposal("joint"), proposal(title="量" * 200)):
        said = full(text, lang, width)
        rows = [line for line in said.splitlines() if "━" in line]
        assert len(rows) == (1 if "call" in text else 2)
        assert all("%" in line and len(re.findall("[━╌]", line)) >= 12 for line in rows)
        assert all(cell_len(line) <= width for line in said.splitlines() if "╭─" not in line)


def test_a_row_breaks_between_its_parts():
    text = proposal(**{"counterparts.0.support.status": "receiving", "counterparts.0.support.until": "2031-12-31"})
    for width in range(50, 100, 3):
        assert re.search(r"受給中 2031-12-31まで$", full(text, "ja", width), re.MULTILINE)


@each("width", [50, 120])
@each("lang", LANGUAGES)
def test_what_is_not_yet_written_leaves_no_empty_line(lang, width):
    said = full(proposal(stage="draft", **{"budget.years": [{"fiscal_year": 2026, "indirect": 5}]}), lang, width)
    above, below = re.search(r"\n  (?:予算|Budget)[^\n]*\n(.*?)\n  (支援期間|Period)", said, re.DOTALL).groups()
    assert all(line.strip() for line in above.splitlines()), above
    assert below
    assert not [line for line in said.splitlines() if line.endswith(" ")]


class TestHeading:
    @each("form", ["full", "markdown", "html"])
    def test_names_the_joint_call(self, form):
        text = shown(form, [check(proposal("joint", **JOINT))], lang="en")
        assert "Joint call · final" in text
        assert "Checked against the call: Japan-UK joint call in human-centred AI (2025)" in text
        assert "jp-uk-human-centred-ai-2025" in text

    def test_is_wrapped(self):
        lines = full(proposal("joint", **JOINT), "en", 40).splitlines()
        assert all(cell_len(line) <= 40 for line in lines[:4])


class TestClosing:
    def test_names_the_edition(self):
        assert "edition 2026-11" in full(proposal(), "en")
        assert "2026-11版" in full(proposal())

    def test_counts_what_is_waived_as_the_short_report_does(self):
        full_report, short = (shown(form, [report("waived")], lang="en") for form in ("full", "concise"))
        assert "1 error, 2 waived · 1 file" in full_report
        assert "1 error, 2 waived · 1 file" in short

    @each("form", ["full", "concise", "markdown"])
    def test_a_report_on_nothing_says_nothing(self, form):
        assert shown(form, []) == ""


def test_places_stand_in_the_order_of_their_lines():
    text = proposal(**{"period.end": "2020-03-31"})
    for form in ("full", "html"):
        said = shown(form, [check(text)])
        numbers = [
            int(one) for one in re.findall(r'^ *(\d+) │|"number"> *(\d+) ', said, re.MULTILINE) for one in one if one
        ]
        assert numbers == sorted(numbers)


def test_the_own_place_keeps_its_marks():
    lines = full(proposal(**{"period.end": "2020-03-31"}), "en").splitlines()
    (above,) = [number for number, line in enumerate(lines) if "^" in line]
    assert "2020-03-31" in lines[above - 1]
    assert "---" in lines[above - 2]


def test_the_gutter_is_no_blue():
    said = full(proposal(**{"period.end": "2020-03-31"}), color=True)
    assert "\x1b[34m" not in said
    assert "\x1b[36m" in said


@each(("lang", "name"), [("en", "<stdin>"), ("ja", "標準入力"), ("both", "標準入力")])
def test_standard_input_has_a_name_for_people_and_a_dash_for_machines(lang, name):
    found = [check(proposal(field="x"))._replace(path="-")]
    for form in ("full", "concise"):
        assert f"{name}:" in shown(form, found, lang=lang)
    assert shown("full", found, lang=lang).splitlines()[0].split("   ")[0] == name
    assert '"path": "-"' in shown("json", found, lang=lang)
