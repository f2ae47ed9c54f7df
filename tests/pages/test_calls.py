"""What a report says of the call that a proposal was checked against."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aspire_cli.checking import called
from aspire_cli.finding import Report
from aspire_cli.finding.detail import Asked, CallShown
from aspire_cli.fiscal import JAPAN
from aspire_cli.pages import calls
from aspire_cli.reports import DOT
from aspire_cli.words.text import Text, joined, same
from tests.helpers import check, each, proposal
from tests.report_cases import shown, view

NOON = datetime(2025, 5, 12, 12, tzinfo=JAPAN)
QUANTUM = {"call": "jp-uk-quantum-technologies-2025", "field": "quantum"}


def against(call, lang="en"):
    return joined(calls.against(Report("proposal.yaml", call=call), view(lang)), DOT).lang(lang)


def call(**changes):
    return CallShown("top-2030", Text("Top 2030", "トップ2030"), 3, NOON, 12)._replace(**changes)


class TestAgainst:
    @each(
        ("lang", "said"),
        [("en", "Checked against the programme page only"), ("ja", "事業ページのみに基づく確認")],
    )
    @each("form", ["full", "markdown", "html"])
    def test_without_a_call_it_was_the_page_only(self, lang, said, form):
        assert said in shown(form, [check(proposal())], lang=lang)

    def test_it_names_the_call_its_revision_and_its_closing(self):
        assert against(call()).startswith(
            "Checked against the call: Top 2030 · top-2030 · revision 3 · closes 2025-05-12"
        )
        assert against(call()).endswith(", 12 days left")
        assert against(call(), "ja").startswith(
            "確認の基準とした公募:トップ2030 · top-2030 · 改訂 第3版 · 締切 2025-05-12"
        )
        assert against(call(), "ja").endswith("、残り12日")

    @each(
        ("left", "en", "ja"),
        [(1, ", 1 day left", "、残り1日"), (0, ", less than a day left", "、残り1日未満"), (-1, "closed", "締切済み")],
    )
    def test_it_says_how_much_time_is_left(self, left, en, ja):
        assert en in against(call(days_left=left))
        assert ja in against(call(days_left=left), "ja")

    def test_a_closing_that_was_not_seen_is_not_known(self):
        assert against(call(closes=None, days_left=None)).endswith("revision 3 · closing not known")
        assert against(call(closes=None, days_left=None, revision=None), "ja").endswith("top-2030 · 締切は未確認")

    def test_a_call_inside_the_proposal_has_only_a_name(self):
        assert against(call(id=None, revision=None, closes=None)) == "Checked against the call: Top 2030"


class TestDaysLeft:
    @each(
        ("now", "left"),
        [
            (NOON - timedelta(days=2), 2),
            (NOON - timedelta(days=2) + timedelta(seconds=1), 1),
            (NOON, 0),
            (NOON + timedelta(seconds=1), -1),
            (datetime(2025, 5, 12, 3, tzinfo=UTC), 0),
            (datetime(2025, 5, 12, 3, 0, 1, tzinfo=UTC), -1),
        ],
    )
    def test_they_are_counted_on_any_clock(self, now, left):
        assert called.days_left(NOON, now) == left

    def test_of_no_day_there_are_none(self):
        assert called.days_left(None, NOON) is None


class TestAsked:
    @pytest.fixture
    def found(self):
        return check(proposal("joint", **QUANTUM), today=date(2025, 4, 20)).call

    def test_each_step_has_its_day_and_who_has_to_do_it(self, found):
        step = next(one for one in found.asked if one.by)
        assert (step.text.en, step.beside[0].ja, step.days_left) == (
            "Give notice to JST before applying",
            "日本側の研究代表者",
            4,
        )
        (checklist,) = calls.asked(found, view("en"))
        assert [one.beside.en.endswith("4 days left") for one in checklist.points if one.text == step.text] == [True]

    def test_what_is_inferred_or_not_seen_is_told_as_not_checked(self, found):
        (checklist,) = calls.asked(found, view("en"))
        inferred, unseen = (one.en for one in checklist.unchecked)
        assert "start of support (2026-01-01 to 2026-03-31)" in inferred
        assert "limit of the total" in unseen
        assert "fields" not in unseen + inferred

    def test_of_what_is_inferred_a_long_list_stands_there_whole(self, found):
        names = tuple(same(f"Council number {number} of a country") for number in range(20))
        (checklist,) = calls.asked(found._replace(inferred={"agencies": {"names": names}}), view("en"))
        assert names[-1].en in checklist.unchecked[0].en

    def test_documents_and_points_to_confirm_stand_behind_the_steps(self):
        asked = (Asked(same("step"), by=NOON, days_left=-1), Asked(same("paper"), (same("PDF"),)), Asked(same("point")))
        (checklist,) = calls.asked(call(asked=asked), view("ja"))
        assert [one.text.ja for one in checklist.points] == ["step", "paper", "point"]
        assert checklist.points[0].beside.ja.endswith("期限経過")
        assert (checklist.points[1].beside, checklist.points[2].beside) == (same("PDF"), None)

    def test_of_a_call_that_asks_and_lacks_nothing_there_is_nothing_to_tell(self):
        assert list(calls.asked(call(), view("en"))) == []

    def test_in_brief_it_says_how_much_and_what_is_due_next(self, found):
        said = calls.asked_in_brief(found, view("en"))
        assert said.en.startswith("What the call asks for: 5 points; next: Give notice to JST before applying (")
        assert said.en.endswith("4 days left)")
        assert "。次の期限:" in said.ja
        past = call(asked=(Asked(same("step"), by=NOON, days_left=-1),))
        assert calls.asked_in_brief(past, view("en")).en == "What the call asks for: 1 point"
        assert calls.asked_in_brief(call(), view("en")) is None

    @each("form", ["full", "markdown", "html"])
    def test_it_is_in_brief_while_something_is_to_be_written_and_in_a_quiet_report(self, form):
        draft = check(proposal("joint", stage="draft", title="TBD", **QUANTUM))
        quiet = check(proposal("joint", **QUANTUM))
        for text in (shown(form, [draft]), shown(form, [quiet], quiet=True, fail_on="note")):
            assert "What the call asks for: 5 points" in text

    @each("form", ["full", "markdown", "html"])
    def test_every_format_for_people_shows_it(self, found, form):
        text = shown(form, [check(proposal("joint", **QUANTUM))])
        assert "Give notice to JST before applying" in text
        assert "What the call asks for" in text

    def test_it_is_no_finding(self):
        found = check(proposal("joint", **QUANTUM), today=date(2025, 4, 20)).findings
        assert not [one for one in found if "notice" in one.message]
