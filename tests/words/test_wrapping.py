"""Lines that fit a terminal: where they may end, and what stays whole."""

from rich.cells import cell_len

from aspire_cli.words.wrapping import wrap

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
