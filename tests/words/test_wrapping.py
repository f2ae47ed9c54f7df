"""Lines that fit a terminal: where they may end, and what stays whole."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aspire_cli.words.wrapping import _pieces, wrap

WHOLE = [
    "3億8,461万5,384円",
    "¥400,000,000",
    "2030年度",
    "1年4か月",
    "30.0 %",
    "2030-01-31まで",
    "受給中",
    "超過しています",
    "予定",
    "コミュニティ",
    "`aspire budget`",
]


def test_a_word_an_amount_or_a_date_stays_whole():
    for before in ["直接経費の合計は", "ここは", "The sum of them is ", "、"]:
        for whole in WHOLE:
            for width in range(24, 60):
                lines = wrap(f"{before * 3}{whole}です。{whole}", width)
                assert "\n".join(lines).count(whole) == 2, (width, lines)
                assert all(cell_len(line) <= width for line in lines)


def test_what_follows_an_amount_stays_whole_too():
    for width in range(24, 60):
        assert "超過しています" in "\n".join(wrap("上限は9,000万円で、それを1万円超過しています。", width))


def test_no_line_begins_with():
    for sign in list("）］｝，．：；！？～”’ヵヶヽヾゝゞ゛゜‥–—、。"):
        for width in range(10, 30):
            assert not any(line.startswith(sign) for line in wrap(f"東西南北上下左右前後内外{sign}ああ" * 4, width))


def test_no_line_ends_with():
    for sign in list("（［｛“‘￥「"):
        for width in range(10, 30):
            assert not any(line.endswith(sign) for line in wrap(f"東西南北上下左右前後内外{sign}上下" * 4, width))


def test_what_is_longer_than_a_line_is_cut_all_the_same():
    lines = wrap("東西南北上下左右前後内外", 10)
    assert lines == ["東西南北上", "下左右前後", "内外"]
    assert wrap("3億8,461万5,384円", 10) == ["3億8,461万", "5,384円"]


BREAKS = [
    (24, "研究代表者の研究実績が未記入です。", ["研究代表者の研究実績が", "未記入です。"]),
    (28, "この額を事業の上限と照らし合わせました。", ["この額を事業の上限と", "照らし合わせました。"]),
    (22, "書き方はひな形で確認できます。", ["書き方はひな形で", "確認できます。"]),
    (20, "対象は「量子」という分野です。", ["対象は「量子」という", "分野です。"]),
    (16, "対象の国・地域が未記入です。", ["対象の国・地域が", "未記入です。"]),
    (20, "拡張子は.html、.json、.mdです。", ["拡張子は.html、", ".json、.mdです。"]),
]


def test_a_line_ends_between_two_phrases():
    for width, text, lines in BREAKS:
        assert wrap(text, width) == lines


LETTERS = "研究者の国・地域が「量子」です。(`country`) 2026年度まで、照らし合わせ"


@given(st.text(LETTERS, max_size=80), st.integers(20, 60), st.integers(0, 8))
def test_costs_no_line_and_loses_nothing(text, width, indent):
    lines = wrap(text, width, indent)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) <= len(as_full_as_can_be(text, width, indent))


def as_full_as_can_be(text, width, indent):
    """Return the lines of which each takes all that fits."""
    lines, line = [], ""
    for piece in _pieces(text, width - indent):
        if line.strip() and cell_len(line + piece.rstrip()) > width:
            lines.append(line)
            line = " " * indent + piece.lstrip()
        else:
            line += piece
    return [*lines, line]
