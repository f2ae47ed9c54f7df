"""What the parts of a proposal are called, in both languages."""

from aspire_cli import shipped_files
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.words.parts import named
from tests.helpers import each, proposal, the_finding

DATA = {"budget": {"years": [{"fiscal_year": 2026}, {"fiscal_year": "令和9年度"}, {}]}}


@each(
    ("path", "english", "japanese"),
    [
        ((), "the proposal", "提案書"),
        (("counterparts",), "`counterparts`", "相手側研究者(`counterparts`)"),
        (("counterparts", 0), "the first counterpart", "1人目の相手側研究者"),
        (
            ("counterparts", 0, "country"),
            "the first counterpart's `country`",
            "1人目の相手側研究者の国・地域(`country`)",
        ),
        (
            ("counterparts", 1, "support", 0, "status"),
            "the second counterpart's first support's `status`",
            "2人目の相手側研究者の1件目の支援の状況(`status`)",
        ),
        (("counterparts", 11), "the no. 12 counterpart", "12人目の相手側研究者"),
        (("period", "start"), "the support period's `start`", "支援期間の開始日(`start`)"),
        (("budget", "years", 0, "goods"), "fiscal year 2026's `goods`", "2026年度の物品費(`goods`)"),
        (("budget", "years", 2), "the budget's third entry", "予算の3件目"),
        (("keywords", 0), "the keywords' first entry", "キーワードの1件目"),
        (("period", "unheard"), "the support period's `unheard`", "支援期間の`unheard`"),
    ],
)
def test_by_its_path(path, english, japanese):
    assert tuple(named(path, DATA)) == (english, japanese)


def test_every_key_has_a_name():
    names = shipped_files.data("data/part_names.yaml")["keys"]
    assert {key for _, key in PROPOSAL.places()} <= set(names)


def test_a_sentence_begins_with_it():
    found = the_finding("schema-missing-key", proposal(**{"counterparts.0.country": None}))
    assert found.message == "The first counterpart's `country` is not yet written."
    assert found.message_in("ja") == "1人目の相手側研究者の国・地域(`country`)が未記入です。"


def test_a_date_with_a_time_names_its_part():
    found = the_finding("schema-bad-value", proposal(**{"period.start": "2026-11-30T15:00:00Z"}))
    assert "the support period's `start` takes a date alone" in found.message
    assert "支援期間の開始日(`start`)に書けるのは日付だけです" in found.message_in("ja")
