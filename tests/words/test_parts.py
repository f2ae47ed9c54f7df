"""What the parts of a proposal are called, in both languages."""

import json

from aspire_cli import shipped_files
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.words.parts import named, owner_of
from tests.helpers import each, proposal, the_finding

DATA = {
    "budget": {"years": [{"fiscal_year": 2026}, {"fiscal_year": "令和9年度", "institution": "RIKEN"}, {}]},
    "counterparts": [{"name": "Lucie Martin"}, {"name": {"ja": "李 明"}}, {"name": "【未定】"}, {"name": 5}, "x"],
    "team": [{"name": {"en": "Hanako `Suzuki`", "ja": "鈴木 花子"}}],
}


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
            "`status` of the second counterpart's first support",
            "2人目の相手側研究者の1件目の支援の受給状況(`status`)",
        ),
        (("counterparts", 11), "the no. 12 counterpart", "12人目の相手側研究者"),
        (("period", "start"), "the support period's `start`", "支援期間の開始日(`start`)"),
        (("budget", "years", 0, "goods"), "fiscal year 2026's `goods`", "2026年度の物品費(`goods`)"),
        (
            ("budget", "years", 1, "goods"),
            "`goods` of fiscal year 2027 (RIKEN)",
            "2027年度(RIKEN)の物品費(`goods`)",
        ),
        (("budget", "years", 2), "the budget's third entry", "予算の3件目"),
        (("keywords", 0), "the keywords' first entry", "キーワードの1件目"),
        (("period", "unheard"), "the support period's `unheard`", "支援期間の`unheard`"),
    ],
)
def test_by_its_path(path, english, japanese):
    assert tuple(named(path, DATA)) == (english, japanese)


@each(
    ("path", "english", "japanese"),
    [
        ((), "the proposal", "提案書"),
        (("title",), "`title`", "研究課題名(`title`)"),
        (("period", "start"), "the support period", "支援期間"),
        (("counterparts",), "`counterparts`", "相手側研究者(`counterparts`)"),
        (("counterparts", 0), "the first counterpart (Lucie Martin)", "1人目の相手側研究者(Lucie Martin)"),
        (("counterparts", 1, "support", 0), "the second counterpart (李 明)", "2人目の相手側研究者(李 明)"),
        (("counterparts", 2), "the third counterpart", "3人目の相手側研究者"),
        (("counterparts", 3), "the fourth counterpart", "4人目の相手側研究者"),
        (("counterparts", 4, "name"), "the fifth counterpart", "5人目の相手側研究者"),
        (("team", 0, "country"), "the first team member (Hanako 'Suzuki')", "1人目の日本側研究者(鈴木 花子)"),
        (("budget", "direct"), "the budget", "予算"),
        (("budget", "years", 1, "direct"), "fiscal year 2027 (RIKEN)", "2027年度(RIKEN)"),
        (("feild",), "`feild`", "`feild`"),
        (("feild", "x"), "the proposal", "提案書"),
    ],
)
def test_to_whom_or_what_it_belongs(path, english, japanese):
    assert tuple(owner_of(path, DATA)) == (english, japanese)


def test_the_editor_and_the_report_call_a_key_alike():
    names = shipped_files.data("data/part_names.yaml")["keys"]
    waiting, titles = [json.loads(shipped_files.schema("proposal"))], set()
    while waiting:
        node = waiting.pop()
        properties = node.get("properties", {}) if isinstance(node, dict) else {}
        titles |= {
            (key, one["title"].split(" / ")[-1])
            for key, one in properties.items()
            if isinstance(one, dict) and "title" in one
        }
        waiting += [*node.values()] if isinstance(node, dict) else node if isinstance(node, list) else []
    apart = {(key, title) for key, title in titles if title not in names[key]["ja"] and names[key]["ja"] not in title}
    assert apart == set()


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
