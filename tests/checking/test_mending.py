"""Mends made over and over: what they leave alone, and that nothing gets worse by them."""

import re

import pytest

from aspire_cli import limits
from aspire_cli.checking import mending
from aspire_cli.checking.checker import check_bytes
from aspire_cli.rules import BY_NAME
from tests.helpers import REMOVED, Plain, each, mended, proposal, years


def safely(before, after, **changes):
    """Check that safe mends make one piece of a proposal another one, and leave nothing to find."""
    text = proposal(**changes)
    assert before in text
    made = mended(text)
    assert made.after.decode() == text.replace(before, after)
    assert [one.rule for one in made.report.findings] == []
    return made


def probably(before, after, **changes):
    """Check the same of a mend that is unsafe: the safe ones alone leave the text as it is."""
    text = proposal(**changes)
    assert before in text
    assert mended(text).after.decode() == text
    made = mended(text, unsafe=True)
    assert made.after.decode() == text.replace(before, after)
    assert [one.rule for one in made.report.findings] == []


class TestSafe:
    @each(
        ("written", "meant"),
        [
            ("2026/12/01", "2026-12-01"),
            ("2026.12.1", "2026-12-01"),
            ("令和8年12月1日", "2026-12-01"),
            ("令和八年十二月一日", "2026-12-01"),
            ("December 1, 2026", "2026-12-01"),
            (Plain("20261201"), "2026-12-01"),
        ],
    )
    def test_days(self, written, meant):
        text = proposal(**{"period.start": written})
        made = mended(text)
        assert made.after.decode().replace('"', "") == text.replace('"', "").replace(str(written), meant)
        assert (made.number, made.report.findings) == (1, ())

    def test_a_day_too_long(self):
        safely("end: 2031-12-01", "end: 2031-11-30", **{"period.end": "2031-12-01"})

    def test_a_number_that_is_text(self):
        safely(": 00123456", ': "00123456"', **{"principal_investigator.researcher_number": Plain("00123456")})
        safely("title: 2026", 'title: "2026"', title=Plain("2026"))

    def test_keys(self):
        safely("所属機関:", "institution:", counterparts=[{**_person(), "所属機関": "CNRS"}])
        safely("keyword:", "keywords:", keyword=["spin"], keywords=REMOVED)

    def test_a_list_of_one(self):
        safely("keywords: spin", "keywords: [spin]", keywords="spin")

    @each(("written", "meant"), [("はい", "true"), ("いいえ", "false"), ("yes", "true")])
    def test_true_and_false(self, written, meant):
        safely(f"lead: {written}", f"lead: {meant}", **{"counterparts.0.lead": written})

    @each(
        ("path", "written", "meant"),
        [
            ("stage", "finl", "final"),
            ("budget.unit", "thosand_yen", "thousand_yen"),
            ("counterparts.0.support.status", "recieving", "receiving"),
            ("scheme", "topp", "top"),
        ],
    )
    def test_a_misspelt_choice(self, path, written, meant):
        made = mended(proposal(**{path: written}))
        assert made.number == 1
        assert f"{path.rpartition('.')[2]}: {meant}\n" in made.after.decode()

    def test_what_a_word_processor_puts_around_an_amount(self):
        for written, meant in (("“6,000万円”", "6,000万円"), ("6,000万円\u3000# x", "6,000万円 # x")):
            safely(f": {written}\n", f": {meant}\n", **{"budget.years.0.direct": Plain(written)})

    @each("written", ["6,000万円", "¥60,000,000", "60,000 千円", "0億6,000万円", "0億2,000万 円"])
    def test_an_amount_with_commas_between_braces(self, written):
        entry = Plain(f"{{fiscal_year: 2026, direct: {written}}}")
        safely(f"direct: {written}}}", f'direct: "{written}"}}', **{"budget.years.0": entry})

    @each(
        ("path", "word"),
        [
            ("scheme", "top"),
            ("field", "量子"),
            ("stage", "final"),
            ("counterparts.0.country", "フランス"),
            ("counterparts.0.lead", "true"),
            ("budget.unit", "円"),
        ],
    )
    def test_a_word_in_curly_quotation_marks(self, path, word):
        safely(f": “{word}”\n", f": {word}\n", **{path: Plain(f"“{word}”")})

    def test_a_call_by_its_old_key(self):
        text = proposal("joint")
        assert mended(text.replace("\ncall:", "\njoint_call:")).after.decode() == text


def _person():
    return {
        "name": "Lucie Martin",
        "country": "FR",
        "support": {"agency": "ANR", "status": "receiving", "until": "2032-01-31"},
    }


class TestUnsafe:
    def test_lost_zeros(self):
        probably(": 123456", ': "00123456"', **{"principal_investigator.researcher_number": Plain("123456")})

    def test_a_time_of_day(self):
        probably('"2026-11-30T15:00:00Z"', '"2026-12-01"', **{"period.start": "2026-11-30T15:00:00Z"})

    def test_a_country_or_field_a_letter_off(self):
        probably("country: Swizerland", "country: CH", **{"counterparts.0.country": "Swizerland"})
        probably("field: quantam", "field: quantum", field="quantam")

    def test_a_share_for_a_percent(self):
        probably("indirect_rate: 0.3", "indirect_rate: 30", **{"budget.indirect_rate": Plain("0.3")})
        probably("indirect_rate: 0.125", "indirect_rate: 12.5", **{"budget.indirect_rate": Plain("0.125")})

    def test_the_lead_of_several(self):
        other = {**_person(), "institution": "KIT", "name": "Max Muster", "country": "DE"}
        first = {**_person(), "institution": "CNRS"}
        text = proposal(counterparts=[first, other])
        assert mended(text).after.decode() == text
        made = mended(text, unsafe=True)
        assert made.after.decode() == text.replace("country: FR\n", "country: FR\n    lead: true\n", 1)
        assert made.report.findings == ()


class TestNever:
    @each(
        "changes",
        [
            {"budget": {"years": years(*[60_000_000] * 6), "direct": 300_000_000}},
            {"budget": {"years": years(*[90_000_000] * 6)}},
            {"budget.years.0.goods": "－"},
            {"budget.years.0.direct": "１億2千"},
            {"budget": {"years": [{"fiscal_year": 2026, "direct（万円）": 6000}]}},
            {"call": "jp-uk-human-centred-ai-2025"},
            {"field": "quantum and ai"},
            {"counterparts.0.country": "SG"},
            {"counterparts.0.country": "Austrlia"},
            {"period.end": "2030-11-30"},
            {"所属機関": "東京大学", "title": None},
            {"principal_investigator.name": "TBD"},
            {"counterparts": "Lucie Martin"},
            {"所属": "東京大学", "title": None},
            {"keyword": ["a"], "kewords": ["b"], "keywords": REMOVED},
        ],
    )
    def test_changed(self, changes):
        text = proposal(**changes)
        made = mended(text, unsafe=True)
        assert made.report.findings
        assert (made.after.decode(), made.number, made.left) == (text, 0, 0)


class TestLeftAlone:
    def test_what_is_waived(self):
        text = proposal(**{"period.end": Plain("2031-12-01  # aspire: ignore[period-length] agreed with JST")})
        made = mended(text)
        assert made.after.decode() == text
        assert [one.fix for one in made.report.waived] == [None]
        assert mended(text, waivers=False).number == 1

    def test_what_is_not_asked_for(self):
        text = proposal(**{"period.end": "2031-12-01"})
        assert mended(text, rules=frozenset(BY_NAME) - {"period-length"}).after.decode() == text

    def test_what_would_bring_about_another_finding(self):
        """Mended, the end would leave a fiscal year of the budget outside the period."""
        changes = {"period.start": "2026-04-01", "period.end": "2031-04-01"}
        text = proposal(**changes)
        made = mended(text)
        assert (made.after.decode(), made.number) == (text, 0)
        assert (made.left, [one.rule for one in made.report.findings if one.fix]) == (1, ["period-length"])
        text = proposal(**changes, keyword=["spin"], keywords=REMOVED)
        made = mended(text)
        assert made.after.decode() == text.replace("keyword:", "keywords:")
        assert (made.left, [one.rule for one in made.report.findings if one.fix]) == (1, ["period-length"])

    def test_all_where_there_is_no_end_to_it(self, monkeypatch):
        text = proposal(**{"period.start": "2026/12/01", "period.end": "2031-12-01"})
        monkeypatch.setattr(limits, "MOST_MENDED", len(text) + 1)
        made = mended(text)
        assert (made.after.decode(), made.number, made.too_many) == (text, 0, True)

    @each(("count", "too_many"), [(600, False), (6_000, True)])
    def test_a_misspelt_key_over_and_over(self, count, too_many, monkeypatch):
        """So many mends as a person may have made are made, and of more than that none, soon."""
        checked = []
        monkeypatch.setattr(mending, "check_bytes", lambda *asked: (checked.append(1), check_bytes(*asked))[1])
        text = "scheme: top\nteam:\n" + "  - nmae: A\n" * count
        made = mended(text)
        assert (made.after.decode(), made.too_many) == (text if too_many else text.replace("nmae", "name"), too_many)
        assert len(checked) <= 5  # 200 findings at a time are looked at


class TestUnreadable:
    @each("colon", ["：", "： ", ":\u3000"])
    def test_one_slip_after_the_other(self, colon):
        text = proposal("rising")
        # Further below, the lines of a group would be one text.
        made = mended(re.sub(r"^(\w+): ", rf"\1{colon}", text, flags=re.MULTILINE))
        assert (made.after.decode(), made.report.verdict) == (text, "fits")

    def test_what_else_cannot_be_read_is_left(self):
        made = mended("field：ai\nscheme: [top\ntitle: a\n")
        assert made.after.decode() == "field: ai\nscheme: [top\ntitle: a\n"
        assert [(one.message_variant, one.line) for one in made.report.findings] == [("unclosed-bracket", 2)]


class TestOverAndOver:
    def test_what_a_mend_brings_to_light(self):
        text = proposal(**{"period.start": "2026/12/01", "period.end": "令和13年12月1日"})
        made = mended(text)
        assert (made.number, made.report.findings) == (3, ())
        again = mended(made.after)
        assert (again.after, again.number) == (made.after, 0)

    def test_a_value_below_a_mended_key_may_be_wrong_too(self):
        text = proposal().replace("budget:\n", "budget:\n  indirct_rate: many\n")
        made = mended(text)
        assert made.after.decode() == text.replace("indirct_rate", "indirect_rate")
        assert [one.rule for one in made.report.findings] == ["schema-wrong-type"]

    def test_a_mended_key_may_bring_to_light_what_a_rule_finds(self):
        text = proposal().replace("field: quantum", "feild: medicine")
        made = mended(text)
        assert made.after.decode() == text.replace("feild", "field")
        assert [one.rule for one in made.report.findings] == ["field-not-listed"]

    def test_what_stays_unreadable_is_mended_as_far_as_it_comes(self):
        text = "scheme：top\nfield：ai\ntitle: [\n"
        made = mended(text)
        assert made.after.decode() == text.replace("：", ": ")
        assert made.report.verdict == "unreadable"

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("end", [b"\n", b"\r\n"])
    def test_line_ends_and_a_byte_order_mark_stay(self, mark, end):
        text = proposal(**{"period.start": "2026/12/01"})
        made = mended(mark + text.encode().replace(b"\n", end))
        assert made.after == mark + text.replace('"2026/12/01"', '"2026-12-01"').encode().replace(b"\n", end)
        assert made.report.path == "p.yaml"
        assert made.report.verdict == "fits"


PERIOD = "  end: 2031-11-30"
WAIVED = "  end: 2032-03-31  # aspire: ignore[{}] agreed with JST\n"


class TestWaivers:
    @each("name", ["period-fiscal-year", "period-fiscal-yera-end", "Period-Fiscal-Year-End"])
    def test_a_misspelt_rule(self, name):
        alone = proposal().replace(f"{PERIOD}\n", WAIVED.format(name))
        made = mended(alone)
        assert made.after.decode() == alone.replace(name, "period-fiscal-year-end")
        assert [one.rule for one in (*made.report.findings, *made.report.waived)][1:] == ["period-fiscal-year-end"]

    def test_a_renamed_one(self):
        text = proposal("joint").replace("\ncall:", "\n# aspire: ignore[joint-agency] agreed with JST\ncall:")
        assert mended(text, rules=frozenset(BY_NAME) - {"call-agency"}).after.decode() == text.replace(
            "joint-agency", "call-agency"
        )

    @each("name", ["joint", "period", "zzzz", "budget-direct", "period-length-fiscal"])
    def test_what_may_be_another_one_is_left(self, name):
        text = proposal().replace(f"{PERIOD}\n", WAIVED.format(name))
        assert mended(text, unsafe=True).after.decode() == text

    def test_one_that_would_waive_nothing_is_left(self):
        beside = WAIVED.format("period-fiscal-year, budget-sum")
        for line in (f"{PERIOD}  # aspire: ignore[period-lenght] agreed with JST\n", beside):
            text = proposal().replace(f"{PERIOD}\n", line)
            made = mended(text, unsafe=True)
            assert (made.after.decode(), made.left) == (text, 0)
            assert {one.fix for one in made.report.findings} == {None}

    @each(
        ("waiver", "left"),
        [
            ("{}  # aspire: ignore[period-length] agreed\n", "{}\n"),
            ("{}  # aspire: ignore[period-length, period-order] agreed\n", "{}\n"),
            ("{}  # aspire: ignore[period-length] agreed # aspire: ignore[period-order] so\n", "{}\n"),
            ("  # aspire: ignore[period-length] agreed\n{}\n", "{}\n"),
        ],
    )
    def test_one_that_waives_nothing(self, waiver, left):
        text = proposal().replace(f"{PERIOD}\n", waiver.format(PERIOD))
        assert mended(text).after.decode() == text
        made = mended(text, unsafe=True)
        assert made.after.decode() == proposal().replace(f"{PERIOD}\n", left.format(PERIOD))
        assert made.report.findings == ()

    @each("rules", ["period-fiscal-year-end, period-length", "period-length"])
    def test_where_its_line_has_a_finding_it_is_left(self, rules):
        text = proposal().replace(f"{PERIOD}\n", WAIVED.format(rules))
        assert mended(text, unsafe=True).after.decode() == text

    def test_at_the_end_of_a_file(self):
        text = proposal() + "# aspire: ignore[period-length] agreed"
        assert mended(text, unsafe=True).after.decode() == proposal()
