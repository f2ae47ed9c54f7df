"""Slips at the start of a line or of a value, and that no text is gone over more than a few times for them."""

from types import SimpleNamespace

import pytest

from aspire_cli.document import syntax
from tests.document.slip_cases import told
from tests.helpers import said


class TestEntriesOfList:
    @pytest.mark.parametrize("dash", "－–—―−ー‐")
    def test_another_dash(self, read, dash):
        for space in ["", " ", "\u3000"]:
            told(read, f"team:\n  {dash}{space}name: 鈴木\n    institution: 理研\n", "odd-dash", (2, 3))

    @pytest.mark.parametrize(
        ("text", "variant", "position"),
        [
            ("team:\n－ name: 鈴木\n  institution: 理研\n", "odd-dash", (2, 1)),
            ("team:\n  - name: A\n    x-a: 1\n  － name: B\n    x-a: 1\n", "odd-dash", (4, 3)),
            ("a:\n  - 講演\n  － 受賞\n  - 発表\n", "odd-dash", (3, 3)),
            ("team:  # all\n\n  # first\n  —name: A\n    # x\n    x-a: 1\n", "odd-dash", (4, 3)),
            ("team:\n  -name: 鈴木\n    institution: 理研\n", "dash-no-space", (2, 3)),
            ("team:\n  - name: A\n    x-a: 1\n  -name: B\n    x-a: 1\n", "dash-no-space", (4, 3)),
            ("a:\n  - 講演\n  -受賞\n  - 発表\n", "dash-no-space", (3, 3)),
            ("a:\n    * 基調講演\n", "bullet", (2, 5)),
            ("a:\n  *基調講演\n", "bullet", (2, 3)),
            ("a:\n  - 講演\n  * 受賞\n", "bullet", (3, 3)),
            ("a:\n  - 講演\n  ・受賞\n  - 発表\n", "bullet", (3, 3)),
            ("team:\n  ・name: 鈴木\n    institution: 理研\n", "bullet", (2, 3)),
            ("```yaml\nscheme: top\n```\n", "code-fence", (1, 1)),
            ("scheme: top\n```\n", "code-fence", (2, 1)),
        ],
    )
    def test_another_sign(self, read, text, variant, position):
        told(read, text, variant, position)

    @pytest.mark.parametrize(
        ("text", "said_of_it"),
        [
            ("a:\n  -5\nb: c: d\n", ("colon-in-text", (3, 5))),
            ("a:\n  *b\n", ("alias-unknown", (2, 3))),
            ("a: b\n  ―c\nd: e: f\n", ("colon-in-text", (3, 5))),
            ("a:\n  ― b\nd: e: f\n", ("colon-in-text", (3, 5))),
            ("a: |\n  － b: c\nd: e: f\n", ("colon-in-text", (3, 5))),
        ],
    )
    def test_another_slip_below(self, read, text, said_of_it):
        assert said(read(text))[1:] == said_of_it

    @pytest.mark.parametrize(
        ("text", "data"),
        [
            ("a:\n  － b\n", {"a": "－ b"}),
            ("a:\n  -5\n", {"a": -5}),
            ("a: &k 1\nb:\n  *k\n", {"a": 1, "b": 1}),
            ("a:\n  - ・b\n  - －c\n", {"a": ["・b", "－c"]}),
        ],
    )
    def test_others_are_read(self, read, text, data):
        assert read(text).data == data


class TestValueThatGoesOn:
    @pytest.mark.parametrize(
        ("text", "variant", "position"),
        [
            ('ja: "量子"スピン\n', "text-behind-quote", (1, 9)),
            ('a:\n  - "量子" スピン\n', "text-behind-quote", (2, 10)),
            ("en: 'Japan's joint initiative'\n", "text-behind-quote", (1, 12)),
            ('en: "The "quantum" initiative"\n', "text-behind-quote", (1, 11)),
            ('{en: "The "quantum" initiative"}\n', "text-behind-quote", (1, 12)),
            ("ja: [新規]量子\n", "text-behind-bracket", (1, 9)),
            ("ja: {量子} 研究\n", "text-behind-bracket", (1, 10)),
            ("ja: > 90%の効率\n", "text-beside-bar", (1, 5)),
            ("ja: >量子\n", "text-beside-bar", (1, 5)),
            ("a:\n  research: | スピン流\n    を測る\n", "text-beside-bar", (2, 13)),
            ("ja: & 量子\n", "start-character", (1, 5)),
            ("ja: *重要* 量子\n", "alias-unknown", (1, 5)),
        ],
    )
    def test_told_in_its_line(self, read, text, variant, position):
        told(read, text, variant, position)

    @pytest.mark.parametrize(
        "value", ["'\"Quantum\" materials'", '"Japan\'s initiative"', '"[新規]量子"', '"> 90%の効率"']
    )
    def test_mended_as_is_said_it_is_read(self, read, value):
        assert read(f"ja: {value}\n").data == {"ja": value[1:-1]}

    @pytest.mark.parametrize("text", ['["a" "b"]\n', '{a: "b" c: 1}\n', '["a""b"]\n'])
    def test_a_missing_comma_is_told_as_before(self, read, text):
        assert said(read(text))[1:] == ("unclosed-bracket", (1, 1))


LONG = (
    *("日: |\n" * 80_000, "|\n" * 100_000, "- " * 400_000, " " * 900_000 + "x", 'a: "' + "\\" * 900_000),
    *('"' * 900_001, "{" + ', "' * 300_000, "{" + ",a:b" * 200_000, "a:\n" * 100_000 + "- x", "x" * 900_000),
    *("\n" * 200_000 + "－ a", "a:\n" + " #\n" * 100_000 + "－ a", "*" + "a" * 900_000 + "!", "-" * 900_000),
    *(
        "a: 'b\n" * 60_000,
        "- " * 200_000 + '"' + "\n  a: b" * 60_000,
        "&" * 900_000,
        "a: &" + "b" * 900_000,
        "```" + "a " * 400_000,
        "-" + "1" * 900_000 + "x",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
@pytest.mark.parametrize("context", ["while scanning a simple key", "while scanning a quoted scalar", "flow"])
def test_however_long_the_text_it_is_gone_over_a_few_times_at_most(text, context):
    diagnosed(text, context)


def test_long_texts_are_diagnosed():
    for text in LONG:
        diagnosed(text[: len(text) // 20] + text[-9:], "while scanning a quoted scalar")


def diagnosed(text, context):
    lines = text.count("\n")
    mark = SimpleNamespace(line=lines, column=len(text.rpartition("\n")[2]))
    begun = SimpleNamespace(line=lines // 2, column=0)
    for problem in ("unexpected end of stream", "did not find expected key", "found unexpected ':'"):
        error = SimpleNamespace(problem=problem, problem_mark=mark, context=context, context_mark=begun)
        assert syntax.diagnose(text, error).rule == "yaml-syntax"
