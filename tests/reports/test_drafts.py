"""What is said of drafts: that nothing is wrong, and as a checklist by part what is not yet written."""

import re

from rich.cells import cell_len

from aspire_cli.finding import Omitted
from aspire_cli.fiscal import Period, last_day
from aspire_cli.planning.start import Start, next_start, proposal_text
from tests.helpers import REMOVED, check, each, proposal
from tests.report_cases import PROGRAMME, TODAY, shown

FOR_PEOPLE = ("full", "markdown", "html")
MOST_LINES = 30


def draft(**changes):
    return check(proposal(stage="draft", **changes))


def empty(scheme, lang):
    """Return the report on a proposal that `aspire init` has just written."""
    found = PROGRAMME.schemes[scheme]
    first = next_start(TODAY)
    start = Start(found, None, Period(first, last_day(first, found.max_years)))
    return check(proposal_text(start, PROGRAMME, lang, "p.yaml", None))


def boxes(text):
    return [line for line in text.splitlines() if "□" in line]


@each("lang", ["en", "ja"])
@each("scheme", PROGRAMME.schemes)
def test_an_empty_one_fits_on_a_screen(scheme, lang):
    said = shown("full", [empty(scheme, lang)], lang=lang)
    assert len(said.splitlines()) <= MOST_LINES
    assert all(cell_len(line) <= 100 for line in said.splitlines())


class TestVerdict:
    @each("form", [*FOR_PEOPLE, "concise", "github", "junit"])
    def test_a_draft_is_not_told_that_it_fits(self, form):
        text = shown(form, [draft(field="TBD")], lang="en")
        assert "Draft: nothing wrong in what is written · 1 not yet written" in text
        assert "Fits as far" not in text
        assert "1 note" not in text

    def test_its_sign_is_neither_that_of_good_nor_of_bad(self):
        assert "\n· 下書き:記入済みの内容に問題はありません · 未記入1件" in shown(
            "full", [draft(field="TBD")], lang="ja"
        )

    @each(
        ("changes", "said"),
        [
            ({"counterparts.0.support.until": "2026-01-31"}, "no errors in what is written · 1 warning · 0 not yet"),
            ({"counterparts.0.country": "IE", "field": ""}, "nothing wrong in what is written · 1 note · 1 not yet"),
        ],
    )
    def test_what_else_was_found_is_counted(self, changes, said):
        assert f": Draft: {said} written\n" in shown("concise", [draft(**changes)], lang="en")

    def test_one_with_an_error_does_not_fit(self):
        text = shown("concise", [draft(field="cooking", title="TBD")], lang="en")
        assert (
            "p.yaml: Does not fit: 1 error · 1 not yet written\n" in text or ": Does not fit: 1 error · 1 not" in text
        )

    def test_for_machines_the_verdict_stays(self):
        assert '"verdict": "fits"' in shown("json", [draft(field="TBD")])


class TestChecklist:
    @each(
        ("changes", "en", "ja"),
        [
            ({"title": "TBD"}, "Title  □ `title`", "研究課題名  □ 研究課題名(`title`)"),
            ({"title": {"en": "TBD"}}, "Title  □ `en`", "研究課題名  □ 英語(`en`)"),
            ({"period.end": REMOVED}, "Support period  □ `end`", "支援期間  □ 終了日(`end`)"),
            ({"counterparts.0.country": None}, "Counterparts  □ `country`", "相手側研究者  □ 国・地域(`country`)"),
            (
                {
                    "counterparts.1": {
                        "name": "A",
                        "institution": "TBD",
                        "country": "DE",
                        "support": {"agency": "DFG", "status": "planned"},
                    }
                },
                "Counterparts  □ the second counterpart's `institution`",
                "相手側研究者  □ 2人目の相手側研究者の所属機関(`institution`)",
            ),
            ({"budget.years.5": REMOVED}, "Budget  □ entries by fiscal year: 2031", "予算  □ 2031年度の予算"),
            ({"budget.years.5.direct": None}, "Budget  □ fiscal year 2031: amounts", "予算  □ 2031年度の金額"),
        ],
    )
    def test_names_the_part_and_what_of_it(self, changes, en, ja):
        for lang, said in (("en", en), ("ja", ja)):
            text = shown("full", [draft(**changes)], lang=lang)
            assert boxes(text)[0].strip().rpartition("(")[0].rstrip() == said
            assert re.search(r"\(line \d+\)|\(\d+行目\)", boxes(text)[0])

    def test_takes_no_excerpts(self):
        text = shown("full", [draft(field="TBD", title="TBD")], lang="en")
        assert "╭─" not in text
        assert len(boxes(text)) == 2

    def test_stands_behind_the_findings(self):
        text = shown("full", [draft(field="cooking", title="TBD")], lang="en")
        assert text.index("error[field-not-listed]") < text.index("Not yet written (1)")
        assert text.count("╭─") == 1

    def test_parts_stand_in_the_order_of_a_proposal_and_are_named_once(self):
        said = [line[2:24].strip() for line in boxes(shown("full", [empty("joint", "en")], lang="en"))]
        named = ["Call", "Title", "Field", "Principal investigator", "Counterparts", "Activities", "Budget"]
        assert [name for name in said if name] == named

    def test_amounts_of_years_that_follow_one_another_are_one_item(self):
        gone = {f"budget.years.{number}.direct": None for number in (0, 1, 2, 5)}
        said = boxes(shown("full", [draft(**gone)], lang="en"))
        assert [line.partition("□ ")[2] for line in said] == [
            "fiscal years 2026 to 2028: amounts (3) (line 57)",
            "fiscal year 2031: amounts (line 72)",
        ]

    def test_no_chart_of_a_budget_without_amounts(self):
        assert "<svg" not in shown("html", [empty("top", "en")])
        assert "<svg" in shown("html", [draft(**{"budget.years.5.direct": None})])

    def test_what_is_left_out_is_told(self):
        text = shown("full", [draft(field="TBD")._replace(omitted=Omitted(note=30, open=30))], lang="en")
        assert "Not yet written (31)" in text
        assert "30 more findings are counted" in text

    def test_notes_on_what_is_written_take_no_excerpts_either(self):
        changes = {"counterparts.0.country": "IE"}
        short, whole = (shown("full", [draft(**changes, **more)], lang="en") for more in ({"field": "TBD"}, {}))
        assert "note[country-through-eu]" in short
        assert "╭─" not in short
        assert "╭─" in whole
        assert "╭─" in shown("full", [draft(field="TBD", **{"counterparts.0.country": "SG"})], lang="en")

    @each("form", FOR_PEOPLE)
    def test_points_to_confirm_wait_until_all_is_written(self, form):
        later, now = (shown(form, [draft(**changes)], lang="en") for changes in ({"field": "TBD"}, {}))
        assert "once all is written: 7 points" in later
        assert "ample research funds" not in later
        assert "ample research funds" in now
