"""What counts as written: no text that stands for something yet to come."""

from aspire_cli.proposal import written
from aspire_cli.proposal.written import is_placeholder, is_written
from aspire_cli.words.spelling import PLACEHOLDERS as OF_THE_CONTRACT

PLACEHOLDERS = ["TBD", "tbd", "TODO", "Todo", "XXX", "xxx", "未定", "調整中", "○○", "〇〇", "◯◯", "△△", "…"]
TEXTS = ["T B D", "TBD.", "TBDs", "XXXX", "○", "○○大学", "未定です", "To do list", "量子", "0", "……"]


class TestPlaceholder:
    def test_whole_and_stripped(self):
        for text in PLACEHOLDERS:
            assert is_placeholder(text)
            assert is_placeholder(f"  {text}\t\n")
            assert is_placeholder(f"\u3000{text}")

    def test_full_width(self):
        for text in ["\uff34\uff22\uff24", "...", "\uff38\uff38\uff38"]:
            assert is_placeholder(text)

    def test_none(self):
        assert not any(map(is_placeholder, [*TEXTS, "", " ", None, 0, [], ["TBD"], {"en": "TBD"}]))


class TestWritten:
    def test_is(self):
        assert all(map(is_written, [*TEXTS, 0, False, True, {}, {"a": None}, ["x", None], [None, 0], [{}], [[]]]))

    def test_is_not(self):
        empty = [None, "", " ", "\u3000", "\n", [], [None], ["", "TBD", None]]
        assert not any(map(is_written, [*PLACEHOLDERS, *empty]))


def test_every_placeholder_of_the_contract_in_any_width_and_brackets():
    for text in [
        *(
            "TBD",
            "TBA",
            "TBC",
            "TODO",
            "XXX",
            "???",
            "N/A",
            "none",
            "…",
            "...",
            "-",
            "―",
            "ー",
            "－",
            "ＴＢＤ",
            "？？？",
        ),
        *("未定", "調整中", "検討中", "確認中", "要確認", "未記入", "未入力", "仮", "なし", "特になし", "該当なし"),
        *("○○", "〇〇", "◯◯", "●●", "△△", "××", "(未定)", "（調整中）", "[TBD]", "【要確認】", "<TODO>", "「 仮 」"),
    ]:
        assert is_placeholder(text), text
        assert is_placeholder(f" {text}\n"), text
        assert not is_written(text), text
        assert is_written(f"{text}x"), text
    for text in ["()", "--", "Nan", "仮説", "未定義", "(A)", "?", "○", "nil"]:
        assert not is_placeholder(text), text


def test_whatis_surely_written_is_no_placeholder():
    beginnings = [
        *map(chr, range(0x110000)),
        *(f"{one}{mark}" for one in "nNxXtT要な仮" for mark in "\u0301\u3099\uff4f"),
    ]
    sure = [one for one in beginnings if written.is_surely_written(one) and one not in ")]}>"]
    assert {"量", "オ", "A"} <= set(sure)
    for rest in ("", *OF_THE_CONTRACT, *(one[1:] for one in OF_THE_CONTRACT)):
        if len(rest) < 3:
            assert not [one for one in sure if is_placeholder(one + rest)]
