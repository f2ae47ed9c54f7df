"""Amounts and lengths of time as a person says them."""

from aspire_cli.fiscal import Span
from aspire_cli.words.sentences import say_amount, say_length


class TestAmount:
    def test_yen(self):
        for yen, english, japanese in [
            (0, "¥0", "0円"),
            (1, "¥1", "1円"),
            (9_999, "¥9,999", "9,999円"),
            (10_000, "¥10,000", "1万円"),
            (12_345, "¥12,345", "1万2,345円"),
            (20_000_000, "¥20,000,000", "2,000万円"),
            (69_230_000, "¥69,230,000", "6,923万円"),
            (90_000_000, "¥90,000,000", "9,000万円"),
            (99_999_999, "¥99,999,999", "9,999万9,999円"),
            (100_000_000, "¥100,000,000", "1億円"),
            (999_900_000_000, "¥999,900,000,000", "9,999億円"),
            (60_000_000_000_000, "¥60,000,000,000,000", "60兆円"),
            (1_234_567_890_123, "¥1,234,567,890,123", "1兆2,345億6,789万123円"),
            (100_000_001, "¥100,000,001", "1億1円"),
            (110_000_000, "¥110,000,000", "1.1億円"),
            (380_000_000, "¥380,000,000", "3.8億円"),
            (384_615_384, "¥384,615,384", "3億8,461万5,384円"),
            (385_000_000, "¥385,000,000", "3億8,500万円"),
            (400_000_000, "¥400,000,000", "4億円"),
            (123_400_000_000, "¥123,400,000,000", "1,234億円"),
            (1_234_567_890_000, "¥1,234,567,890,000", "1兆2,345億6,789万円"),
        ]:
            assert say_amount(yen, "en") == english
            assert say_amount(yen, "ja") == japanese

    def test_thousand_yen(self):
        for yen, english, japanese in [
            (0, "¥0 thousand", "0千円"),
            (1, "¥0.001 thousand", "0.001千円"),
            (1_500, "¥1.5 thousand", "1.5千円"),
            (380_000_000, "¥380,000 thousand", "380,000千円"),
            (380_000_010, "¥380,000.01 thousand", "380,000.01千円"),
        ]:
            assert say_amount(yen, "en", "thousand_yen") == english
            assert say_amount(yen, "ja", "thousand_yen") == japanese


class TestLength:
    def test_years_months_and_days(self):
        for length, english, japanese in [
            ((5, 0, 0), "5 years", "5年"),
            ((5, 0, 1), "5 years and 1 day", "5年と1日"),
            ((5, 1, 0), "5 years and 1 month", "5年1か月"),
            ((4, 11, 29), "4 years, 11 months and 29 days", "4年11か月と29日"),
            ((1, 1, 1), "1 year, 1 month and 1 day", "1年1か月と1日"),
            ((0, 2, 0), "2 months", "2か月"),
            ((0, 0, 1), "1 day", "1日"),
            ((0, 0, 0), "0 days", "0日"),
            ((3, 0, 2), "3 years and 2 days", "3年と2日"),
        ]:
            assert say_length(Span(*length), "en") == english
            assert say_length(Span(*length), "ja") == japanese
