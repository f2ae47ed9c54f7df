"""Yen: what people write, read to the yen."""

import contextlib
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import from_regex

from aspire_cli import money
from aspire_cli.money import AmountError, Yen
from aspire_cli.words.sentences import say_amount

FULL_WIDTH = str.maketrans("0123456789,.", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0c\uff0e")

SPELLINGS = [
    ("12_000_000", 12_000_000),
    ("3,000,000", 3_000_000),
    ("3,000", 3_000),
    ("800万円", 8_000_000),
    ("800万", 8_000_000),
    ("0.5億円", 50_000_000),
    ("3.8億円", 380_000_000),
    ("3.80億円", 380_000_000),
    ("3億8,000万円", 380_000_000),
    ("3億8000万円", 380_000_000),
    ("3億8千万円", 380_000_000),
    ("1千万円", 10_000_000),
    ("1千万", 10_000_000),
    ("5十万円", 500_000),
    ("6,900万円", 69_000_000),
    ("6,923万円", 69_230_000),
    ("69000千円", 69_000_000),
    ("380百万円", 380_000_000),
    ("3百円", 300),
    ("1兆円", 10**12),
    ("1億2,345万6,789円", 123_456_789),
    ("1億1円", 100_000_001),
    ("¥380,000,000", 380_000_000),
    ("¥ 380,000,000", 380_000_000),
    ("\uffe5380,000,000", 380_000_000),
    ("\uffe5\uff13\uff18\uff10,000,000", 380_000_000),
    ("JPY 380,000,000", 380_000_000),
    ("yen 5", 5),
    ("380,000,000 yen", 380_000_000),
    ("380,000,000 JPY", 380_000_000),
    ("380M", 380_000_000),
    ("380m", 380_000_000),
    ("380 million", 380_000_000),
    ("380 million yen", 380_000_000),
    ("¥380M", 380_000_000),
    ("1.5K", 1_500),
    ("2 thousand yen", 2_000),
    ("5円", 5),
    ("5 円", 5),
    ("0円", 0),
    ("0", 0),
    ("007", 7),
    ("  5  ", 5),
    ("5.0", 5),
    ("5.000円", 5),
    ("0.0001億円", 10_000),
    ("12.5万円", 125_000),
    ("1.2345万円", 12_345),
    ("1,234.5千円", 1_234_500),
    ("8,000万0.0円", 80_000_000),
    ("1億2.5万円", 100_025_000),
    ("3億8000.25万円", 380_002_500),
    ("3億8000円", 300_008_000),
    ("3億10,000", 300_010_000),
    ("3万8000", 38_000),
    ("2千5百万円", 25_000_000),
    ("2千5百万", 25_000_000),
    ("2千500万円", 25_000_000),
    ("3億2千5百万円", 325_000_000),
    ("2千5百万5千円", 25_005_000),
    ("1兆3億10,000", 1_000_300_010_000),
    ("1兆3万8000", 1_000_000_038_000),
    ("1.5百万円", 1_500_000),
    ("1億2千万", 120_000_000),
    ("1億2千円", 100_002_000),
    ("9千9百9十9万円", 99_990_000),
    ("25千5百円", 25_500),
    ("三億円", 300_000_000),
    ("三億八千万円", 380_000_000),
    ("三千五百二十万円", 35_200_000),
    ("千五百万円", 15_000_000),
    ("二五〇万円", 2_500_000),
    ("十二億円", 1_200_000_000),
    ("5億9,999万円", 599_990_000),
    ("三億8,000万円", 380_000_000),
    ("2千五百万円", 25_000_000),
    ("二千500万円", 25_000_000),
    ("十億五千万円", 1_050_000_000),
    ("三億千万円", 310_000_000),
    ("5千億円", 500_000_000_000),
    ("5 千 万円", 50_000_000),
    ("3億 5千 万", 350_000_000),
    ("零円", 0),
    ("三八〇〇〇〇〇〇〇円", 380_000_000),
]

UNREADABLE = [
    "",
    " ",
    "円",
    "¥",
    "万円",
    "abc",
    "3,00",
    "3,0000",
    ",300",
    "1,23,456",
    "1234,567",
    "1__000",
    "_1",
    "1_",
    "12_",
    "1.",
    "5.億円",
    "1億万円",
    ".5億円",
    "1..5",
    "1.2.3",
    "1e6",
    "0x10",
    "$5",
    "5 USD",
    "5円円",
    "¥¥5",
    "5万3億円",
    "5万5万円",
    "3.5億2万円",
    "5  万円",
    "5-10",
    "約5億円",
    "5億円程度",
    "億円",
    "百万円",
    "千万円",
    "2千3千万円",
    "2千5000万円",
    "2百5千万円",
    "12千5百万円",
    "12千5百3十万円",
    "3億25千5百円",
    "2千千円",
    "2千1000円",
    "2.5千5百万円",
    "2千5.5百万円",
    "1㎡",
    "1ᵏ",
    "1㎏",
    "1①",
    "2⁶",
    "½億円",
    "9" * 61,
    "5\n6",
    "〇五",
    "1億20千",
    "3億12百万",
    "12千万5円",
    "2千05",
    "2千1,000",
    "2千12十",
    "5 千 5百",
    "12M300",
    "3億5M",
    "5千k",
    "1k k",
    "五12x",
]
# What is refused with the amount that was probably meant.
MEANT = {
    "lacks-unit": {
        "3億8000": "3億8000万円",
        "1億9,999": "1億9,999万円",
        "1兆3億8000": "1兆3億8000万円",
        "1兆8000": "1兆8000万円",
        "12345億9": "12345億9万円",
        "1億2千": "1億2千万円",
        "1億２千": "1億2千万円",
        "¥1億2千": "¥1億2千万円",
        "三億五百": "三億五百万円",
    },
    "overflow": {
        "5億12,000万円": "6億2,000万円",
        "5億10,000万円": "6億円",
        "5千億12,000万円": "5,001億2,000万円",
        "1兆12,000万円": "1兆1億2,000万円",
        "999兆10,000億円": "1,000兆円",
        "999兆10,001億円": "",
        "5億1万10,000円": "5億2万円",
        "3万12,000円": "4万2,000円",
        "1兆10,000億5円": "2兆5円",
        "5億12,000万0.5円": "",
    },
    "mixed": {
        "五12": "512",
        "12五": "125",
        "1〇": "10",
        "五12万円": "512万円",
        "３五億": "35億",
        "三.5億円": "3.5億円",
        "三,〇〇〇": "3,000",
        "2千五12": "2千512",
        "百20": "120円",
        "千5百万円": "1,500万円",
        "5千百": "5,100円",
        "1億千2百万": "1億1,200万円",
    },
    "leading-zero": {
        "0,500万円": "500万円",
        "0,500": "500",
        "00,500": "500",
        "012,345円": "12345円",
        "0,000": "0",
        "1億0,500万円": "1億500万円",
    },
    "point": {"70.000": "70,000", "1.500": "1,500", "1,234.567": "1,234,567", "0.500": "", "5.000": "5,000"},
}


def reason(value, unit="yen"):
    """Return why a value is no amount; None where it is one."""
    try:
        money.read(value, unit)
    except AmountError as error:
        return error.reason
    return None


class TestReadText:
    def test_spellings(self):
        for text, yen in SPELLINGS:
            assert money.read(text) == money.read(text.translate(FULL_WIDTH)) == yen
            assert isinstance(money.read(text), Yen)

    def test_refused(self):
        negative = ["-5", "-5円", "−5", "▲5", "△5万円", "\uff0d5", "¥-5", "¥ -5", "-0.5億円"]
        fractions = ["0.5", "1.5円", "1.23456万円", "0.000000001億円", "0.0005千円", "12.3456789M"]
        too_large = [str(10**15 + 1), "1000.1兆円", "10000001億円", "9" * 60]
        for expected, texts in (
            ("unreadable", UNREADABLE),
            ("negative", negative),
            ("fraction", fractions),
            ("too-large", too_large),
        ):
            assert {text: reason(text) for text in texts} == dict.fromkeys(texts, expected)

    def test_refused_with_what_was_meant(self):
        for expected, texts in MEANT.items():
            for text, meant in texts.items():
                with pytest.raises(AmountError) as caught:
                    money.read(text)
                assert (text, caught.value.reason, caught.value.meant) == (text, expected, meant)

    def test_three_decimals_are_sure_in_million_yen_and_with_a_unit(self):
        assert money.read("70.125", "million_yen") == money.read("70.125百万円") == 70_125_000
        assert money.read(Decimal("70.125"), "million_yen") == 70_125_000
        assert money.read("70.00") == money.read("70.0000") == money.read("70.000円") == 70
        for unit in ("yen", "thousand_yen"):
            assert reason("70.000", unit) == reason(Decimal("70.000"), unit) == "point"
            assert money.read("70.0000", unit) == 70 * money.UNITS[unit]

    def test_no_sign_is_taken_for_letters_or_digits(self):
        letters = {"Lo", "Cn", "Co", "Cs"}  # of scripts without widths, and what is no character
        signs = [one for one in map(chr, range(0x80, 0x110000)) if unicodedata.category(one) not in letters]
        read = {one for one in signs if reason(f"1{one}") is None and not one.isspace()}
        assert read == {chr(code + 0xFEE0) for code in map(ord, "0123456789MmKk")} | {"\u212a"}  # of Kelvin: K

    def test_most_are_read_without_the_pattern(self, monkeypatch):
        plain = ["0", "5", "12_000_000", "0" * 59 + "5", str(10**15)]
        usual = ["5億円", "3.8億円", "1.2345万円", "800万円", "10000000億円", "0" * 57 + "5万円"]
        by_pattern = [money._read_text(text.replace("_", ","), "yen") for text in (*plain, *usual)]
        monkeypatch.setattr(money, "_read_text", None)
        assert [money.read(text) for text in (*plain, *usual)] == by_pattern

    def test_exactly_the_largest(self):
        assert money.read(str(10**15)) == 10**15
        assert money.read("1000兆円") == 10**15

    def test_sixty_characters(self):
        assert money.read("0" * 59 + "5") == 5
        assert money.read("0" * 58 + "5円") == 5
        assert reason("0" * 60 + "5") == reason("0" * 59 + "5円") == "unreadable"


class TestReadNumber:
    def test_whole(self):
        for number, yen in [
            (0, 0),
            (5, 5),
            (380_000_000, 380_000_000),
            (Decimal("5.0"), 5),
            (Decimal("1E+6"), 10**6),
            (Decimal("1E+15"), 10**15),
            (Decimal("0E-60"), 0),
        ]:
            assert money.read(number) == yen
            assert isinstance(money.read(number), Yen)

    def test_refused(self):
        for number, expected in [
            (-1, "negative"),
            (Decimal("-0.5"), "negative"),
            (Decimal("-1E+30"), "negative"),
            (Decimal("0.5"), "fraction"),
            (Decimal("1E-70"), "fraction"),
            (Decimal("-1E-70"), "negative"),
            (Decimal("-5.000"), "negative"),
            (Decimal("1E-999999999"), "fraction"),
            (Decimal("0E-61"), "fraction"),
            (10**15 + 1, "too-large"),
            (Decimal("1E+16"), "too-large"),
            (Decimal("1E+999999999"), "too-large"),
            (Decimal("NaN"), "unreadable"),
            (Decimal("Infinity"), "unreadable"),
            (Decimal("-Infinity"), "unreadable"),
            (True, "unreadable"),
            (None, "unreadable"),
            ([5], "unreadable"),
            ({}, "unreadable"),
        ]:
            assert reason(number) == expected, number


class TestUnit:
    def test_plain_numbers_count_in_the_unit(self):
        for value, unit, yen in [
            (3_000, "thousand_yen", 3_000_000),
            (3, "million_yen", 3_000_000),
            ("3,000", "thousand_yen", 3_000_000),
            ("12_000", "thousand_yen", 12_000_000),
            ("1.5", "million_yen", 1_500_000),
            (Decimal("1.5"), "thousand_yen", 1_500),
            (Decimal("0.0010"), "thousand_yen", 1),
            ("5円", "thousand_yen", 5),
            ("¥5", "million_yen", 5),
            ("800万", "thousand_yen", 8_000_000),
            ("3億5円", "thousand_yen", 300_000_005),
            ("3億12,345", "thousand_yen", 300_012_345),
            ("69000千円", "million_yen", 69_000_000),
        ]:
            assert money.read(value, unit) == yen

    def test_fraction_of_a_yen(self):
        assert reason("1.0005", "thousand_yen") == reason(Decimal("1.0005"), "thousand_yen") == "fraction"


class TestWholeNumber:
    def test_what_is_one(self):
        for number, whole in [(5, 5), (0, 0), (-5, -5), (Decimal("2026.0"), 2026), (Decimal("2E+3"), 2000)]:
            assert money.whole_number(number) == whole

    def test_what_is_none(self):
        numbers = map(Decimal, ["0.5", "1.5", "NaN", "Infinity", "1E+60", "1E+61"])
        for value in [*numbers, True, None, "5", [5], {}]:
            assert money.whole_number(value) is None, value
        assert money.whole_number(Decimal("1E+59")) == 10**59


class TestPercent:
    def test_share_of_a_limit(self):
        shares = [(0, 100, 0), (99, 100, 99), (100, 100, 100), (1999, 2000, 99), (2001, 2000, 101), (300, 100, 300)]
        for amount, cap, share in shares:
            assert money.share_of(amount, cap) == share

    def test_rounded_down(self):
        for amount, percent, share in [
            (100, 30, 30),
            (99, 30, 29),
            (1, 30, 0),
            (384_615_384, 30, 115_384_615),
            (1000, Decimal("12.5"), 125),
            (7, Decimal("12.5"), 0),
            (8, Decimal("12.5"), 1),
            (100, 0, 0),
            (100, 100, 100),
        ]:
            assert money.percent_of(amount, percent) == share


AMOUNTS = st.integers(0, money.LARGEST)


class TestRoundTrips:
    @given(AMOUNTS)
    def test_what_is_written_is_read(self, yen):
        for lang in ("en", "ja"):
            assert money.read(say_amount(yen, lang)) == yen
        assert money.read(say_amount(yen, "ja", "thousand_yen")) == yen
        assert money.read(say_amount(yen, "en", "thousand_yen")) == yen

    @given(AMOUNTS, st.sampled_from(["{:,}", "{:_}", "{}", "{:,}円", "¥{:,}", "JPY {}", " {:,} yen ", "\uffe5{}"]))
    def test_spellings_in_yen(self, yen, spelling):
        text = spelling.format(yen)
        assert money.read(text) == money.read(text.translate(FULL_WIDTH)) == money.read(yen) == yen

    @given(st.integers(0, 10**6), st.sampled_from([("千円", 10**3), ("万円", 10**4), ("百万円", 10**6), ("億", 10**8)]))
    def test_spellings_with_a_factor(self, number, named):
        name, factor = named
        assert money.read(f"{number:,}{name}") == number * factor
        assert money.read(f"{number}.5{name}") == number * factor + factor // 2

    @given(st.text(max_size=70))
    def test_any_text_is_an_amount_or_an_amount_error(self, text):
        with contextlib.suppress(AmountError):
            assert money.read(text) >= 0


@given(text=from_regex(r"[0-9_,]{0,6}\.?[0-9]{0,9}[億万千兆]?円?", fullmatch=True))
def test_the_quick_way_of_usual_amounts_agrees_with_the_pattern(text: str) -> None:
    def outcome(spelt: str) -> object:
        try:
            return money.read(spelt)
        except money.AmountError as error:
            return error.reason

    # A space before an amount means nothing, and the quick way does not take it.
    assert outcome(text) == outcome(f" {text}")
