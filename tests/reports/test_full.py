"""The full report: in both languages, on narrow terminals, and what the rows say where something is missing."""

import re

import pytest
from helpers import REMOVED, check, proposal
from report_cases import LANGUAGES, report, shown, view
from rich.cells import cell_len

from aspire_cli.reports import fits

JOINT = {"joint_call": "jp-uk-human-centred-ai-2025"}


def full(text, lang="ja", width=100, **changes):
    return shown("full", [check(text)], lang=lang, width=width, **changes)


def row(text, label, lang="ja"):
    """Return the parts and the severity of the first row of that label."""
    (found, *_) = [one for one in fits.rows(check(text), view(lang)) if one.label == label]
    return found.parts, found.severity


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

    @pytest.mark.parametrize("form", ["markdown", "html"])
    def test_of_a_page_too(self, form):
        text = shown(form, [check(proposal(field="x"))], lang="both")
        for said in ("Does not fit: 1 error", "Budget", "Period", "clause eligibility.top", "For a person to confirm"):
            assert said in text
        assert "Based on edition" in text
        assert "時点の事業ページ" in text


@pytest.mark.parametrize("width", [50, 64, 80, 100, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bar_is_there_and_every_line_fits(lang, width):
    years = [{"fiscal_year": year, "direct": 76_923_077} for year in range(2026, 2032)]
    for text in (proposal(**{"budget.years": years}), proposal("joint"), proposal(title="量" * 200)):
        said = full(text, lang, width)
        rows = [line for line in said.splitlines() if "━" in line]
        assert len(rows) == (1 if "joint_call" in text else 2)
        assert all("%" in line and len(re.findall("[━╌]", line)) >= 12 for line in rows)
        assert all(cell_len(line) <= width for line in said.splitlines() if "╭─" not in line)


def test_a_row_breaks_between_its_parts():
    text = proposal(**{"counterparts.0.support.status": "receiving", "counterparts.0.support.until": "2031-12-31"})
    for width in range(50, 100):
        assert re.search(r"受給中 2031-12-31まで$", full(text, "ja", width), re.MULTILINE)


class TestMissingOrUnreadable:
    @pytest.mark.parametrize(
        ("changes", "label", "said"),
        [
            ({"period.end": "2020-03-31"}, "period", "2026-12-01 → 2020-03-31"),
            ({"period.start": "令和8年12月1日"}, "period", "令和8年12月1日 → 2031-11-30"),
            ({"period.start": REMOVED}, "period", "未記入 → 2031-11-30"),
            ({"period": REMOVED}, "period", "未記入"),
            ({"period": "2026年12月から5年間"}, "period", "2026年12月から5年間"),
            ({"field": REMOVED}, "field", "未記入"),
            ({"field": "TBD"}, "field", "未記入"),
            ({"field": ["quantum"]}, "field", "読み取れません"),
            ({"field": 5}, "field", "5"),
            ({"budget": REMOVED}, "budget", "未記入"),
            ({"budget.years.0.direct": "たくさん"}, "budget", "読み取れません"),
            ({"counterparts": REMOVED}, "countries", "未記入"),
            ({"principal_investigator": REMOVED}, "applicant", "未記入"),
            ({"activities": REMOVED}, "plans", "未記入"),
        ],
    )
    def test_has_a_row_with_what_is_written(self, changes, label, said):
        assert row(proposal(**changes), label) == ((said,), "error")

    def test_in_a_draft_it_is_a_note(self):
        assert row(proposal(stage="draft", field=REMOVED), "field") == (("未記入",), "note")

    def test_of_what_is_no_proposal_there_is_none(self):
        assert not list(fits.rows(check("- a"), view()))

    def test_of_a_counterpart(self):
        assert row(proposal(**{"counterparts.0.support": REMOVED}), "countries")[0][-1] == "支援:未記入"
        assert "support: not yet written" in row(proposal(**{"counterparts.0.support": REMOVED}), "countries", "en")[0]
        assert "氏名:未記入" in row(proposal(**{"counterparts.0.name": REMOVED}), "countries")[0][1]
        parts, severity = row(proposal(**{"counterparts.0.country": REMOVED}), "countries")
        assert (parts[0], severity) == ("国・地域:未記入", "error")

    def test_a_joint_call_asks_for_no_support(self):
        parts, _ = row(proposal("joint", **{"counterparts.0.support": REMOVED}), "countries")
        assert not [part for part in parts if "支援" in part]


class TestApplicantAndPlans:
    @pytest.mark.parametrize(
        ("changes", "label", "ja", "en"),
        [
            ({}, "plans", ("研究活動 · 研究交流 · 人材育成",), ("research · exchange · development of people",)),
            (
                {"activities.training": REMOVED},
                "plans",
                ("人材育成:未記入", "研究活動 ✓", "研究交流 ✓"),
                ("development of people: not yet written", "research ✓", "exchange ✓"),
            ),
            (
                {"activities.research": "TBD", "activities.training": None},
                "plans",
                ("研究活動:未記入", "人材育成:未記入", "研究交流 ✓"),
                ("research: not yet written", "development of people: not yet written", "exchange ✓"),
            ),
            (
                {"activities.exchange": [{"when": 5, "what": ["x"]}]},
                "plans",
                ("研究交流 ✗", "研究活動 ✓", "人材育成 ✓"),
                ("exchange ✗", "research ✓", "development of people ✓"),
            ),
            (
                {"principal_investigator.other_funding": REMOVED},
                "applicant",
                ("他の研究資金:未記入", "国内機関 ✓", "研究実績 ✓"),
                ("own funds: not yet written", "based in Japan ✓", "record ✓"),
            ),
            (
                {"principal_investigator.country": "FR"},
                "applicant",
                ("国外機関", "研究実績 ✓", "他の研究資金 ✓"),
                ("not based in Japan", "record ✓", "own funds ✓"),
            ),
            (
                {"principal_investigator.other_funding.0.until": "2020-03-31"},
                "applicant",
                ("他の研究資金 !", "国内機関 ✓", "研究実績 ✓"),
                ("own funds !", "based in Japan ✓", "record ✓"),
            ),
            (
                {"principal_investigator.researcher_number": "1"},
                "applicant",
                ("その他の項目 ✗", "国内機関 ✓", "研究実績 ✓", "他の研究資金 ✓"),
                ("other entries ✗", "based in Japan ✓", "record ✓", "own funds ✓"),
            ),
        ],
    )
    def test_what_is_missing_stands_first_and_what_is_there_is_ticked(self, changes, label, ja, en):
        assert row(proposal(**changes), label)[0] == ja
        assert row(proposal(**changes), label, "en")[0] == en

    def test_what_is_missing_elsewhere(self):
        text = proposal(stage="draft", **{"principal_investigator.name": REMOVED})
        parts = ("その他の項目:未記入", "国内機関 ✓", "研究実績 ✓", "他の研究資金 ✓")
        assert row(text, "applicant") == (parts, "note")

    def test_in_a_draft_too(self):
        text = proposal(stage="draft", **{"activities.training": REMOVED})
        assert row(text, "plans") == (("人材育成:未記入", "研究活動 ✓", "研究交流 ✓"), "note")


class TestPeriod:
    @pytest.mark.parametrize("end", ["2031-11-30", "2031-12-01", "2032-03-31"])
    def test_stands_beside_the_years_it_must_have(self, end):
        assert row(proposal(**{"period.end": end}), "period")[0][-1] == "規定は5年間"
        assert row(proposal(**{"period.end": end}), "period", "en")[0][-1] == "must be 5 years"

    def test_of_a_joint_call_a_range(self):
        text = proposal("joint", joint_call={"agency": "EPSRC", "countries": ["GB"]})
        assert row(text, "period")[0][-1] == "規定は3〜5年間"
        assert row(text, "period", "en")[0][-1] == "must be 3 to 5 years"

    def test_without_a_scheme_nothing(self):
        assert row(proposal(scheme=REMOVED), "period", "en")[0][-1] == "5 years, fiscal years 2026–2031"


class TestBudget:
    def total(self, text, lang="ja"):
        return fits.budget_rows(check(text), view(lang))[-1]

    def test_an_agreed_limit_that_is_not_stated_is_no_limit_of_the_call(self):
        text = proposal("joint", joint_call={"agency": "EPSRC", "field": "ai", "countries": ["GB"], "theme": "x"})
        assert self.total(text).severity == "warning"
        assert self.total(text).limit == "事業全体の上限5億円"
        assert self.total(text, "en").limit == "of the general ¥500,000,000"

    def test_a_limit_that_is_stated_is_the_limit(self):
        assert self.total(proposal("joint")).limit.startswith("上限")
        assert self.total(proposal()).limit == "上限5億円"

    def test_what_is_over_by_a_yen_is_more_than_all(self):
        years = [{"fiscal_year": year, "direct": 1} for year in range(2027, 2032)]
        years += [{"fiscal_year": 2026, "direct": 379_999_996}]
        direct, *_ = fits.budget_rows(check(proposal(**{"budget.years": years})), view())
        assert (direct.amount, direct.percent) == (380_000_001, "101 %")

    @pytest.mark.parametrize(
        ("indirect", "said", "amounts"),
        [
            (None, ("未記入", "未記入", "未記入"), (0, 0, 0)),
            (5_000_000, ("未記入", "1,000万円", "1,000万円"), (0, 10_000_000, 10_000_000)),
        ],
    )
    def test_what_is_not_yet_written_is_no_sum_of_nothing(self, indirect, said, amounts):
        years = [{"fiscal_year": year, "direct": None, "indirect": indirect} for year in (2026, 2027)]
        for stage, severity in (("draft", "note"), ("final", "error")):
            text = proposal(stage=stage, **{"budget.years": years})
            assert fits.budget_rows(check(text), view("en"))[0].beside == ("limit ¥380,000,000",)
            rows = fits.budget_rows(check(text), view("ja"))
            assert tuple(one.spoken for one in rows) == said
            assert tuple(one.amount for one in rows) == amounts
            assert (rows[0].severity, rows[0].cap, rows[0].beside) == (severity, None, ("上限3.8億円",))
            assert rows[1].severity == (None if indirect else severity)

    @pytest.mark.parametrize("width", [50, 60, 80, 120])
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_what_is_not_yet_written_leaves_no_empty_line(self, lang, width):
        said = full(proposal(stage="draft", **{"budget.years": [{"fiscal_year": 2026}]}), lang, width)
        above, below = re.search(r"\n  (?:予算|Budget)[^\n]*\n(.*?)\n  (支援期間|Period)", said, re.DOTALL).groups()
        assert all(line.strip() for line in above.splitlines()), above
        assert below
        assert not [line for line in said.splitlines() if line.endswith(" ")]

    def test_nothing_at_all_may_well_be_what_is_written(self):
        years = [{"fiscal_year": year, "direct": 0} for year in range(2026, 2032)]
        rows = fits.budget_rows(check(proposal(**{"budget.years": years})), view("ja"))
        assert [one.spoken for one in rows] == ["0円", "0円", "0円"]

    def test_without_a_scheme_there_is_no_limit_to_name(self):
        assert self.total(proposal(scheme=REMOVED)).limit == "公募形態不明"


class TestHeading:
    @pytest.mark.parametrize("form", ["full", "markdown", "html"])
    def test_names_the_joint_call(self, form):
        text = shown(form, [check(proposal("joint", **JOINT))], lang="en")
        assert "Joint call · Japan-UK joint call in human-centred AI (2025) · final" in text

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

    @pytest.mark.parametrize("form", ["full", "concise", "markdown"])
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


@pytest.mark.parametrize(("lang", "name"), [("en", "<stdin>"), ("ja", "標準入力"), ("both", "標準入力")])
def test_standard_input_has_a_name_for_people_and_a_dash_for_machines(lang, name):
    found = [check(proposal(field="x"))._replace(path="-")]
    for form in ("full", "concise"):
        assert f"{name}:" in shown(form, found, lang=lang)
    assert shown("full", found, lang=lang).splitlines()[0].split("   ")[0] == name
    assert '"path": "-"' in shown("json", found, lang=lang)
