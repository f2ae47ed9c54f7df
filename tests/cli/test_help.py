"""`--help`: every text in both languages; in Japanese everything that the English says, in lines that fit."""

import re

import pytest
from rich.cells import cell_len
from typer.main import get_command

from aspire_cli import reports
from aspire_cli.cli import app as cli
from aspire_cli.cli.app import COMMANDS
from aspire_cli.words import sentences as words
from tests.helpers import each

HELP = words.topic_words("help")
NOT_OF_A_COMMAND = {
    *("usage", "arguments", "options", "commands", "default", "required", "written"),
    *("about", "summary", "parameters", "statuses", "exit"),
}


def contexts():
    group = get_command(cli.app)
    whole = group.make_context("aspire", [], resilient_parsing=True)
    yield whole
    for name in COMMANDS:
        yield group.get_command(whole, name).make_context(name, [], parent=whole, resilient_parsing=True)


CONTEXTS = {context.info_name: context for context in contexts()}


@pytest.fixture
def japanese(monkeypatch):
    monkeypatch.setenv("ASPIRE_LANG", "ja")


def test_every_command_and_parameter_has_its_text_in_both_languages():
    for name in CONTEXTS:
        parameters = CONTEXTS[name].command.get_params(CONTEXTS[name])
        told = [HELP.get(name, {}).get(one.name) or HELP["parameters"][one.name] for one in parameters]
        for text in (HELP["about"][name], *told):
            assert set(text) == {"en", "ja"}
            assert text["en"].isascii() or "円" in text["en"]
            assert not text["ja"].isascii()


def test_there_is_no_text_of_what_is_not_there():
    assert tuple(HELP["summary"]) == COMMANDS
    assert set(HELP["about"]) == set(CONTEXTS)
    assert set(HELP) - NOT_OF_A_COMMAND <= set(COMMANDS)
    named = {name: {one.name for one in context.command.get_params(context)} for name, context in CONTEXTS.items()}
    for name in set(HELP) - NOT_OF_A_COMMAND:
        assert set(HELP[name]) <= named[name]
    shared = {one for name, found in named.items() for one in found - set(HELP.get(name, ()))}
    assert set(HELP["parameters"]) == shared


@each("lang", ["en", "ja"])
def test_lines_fit(aspire, monkeypatch, lang):
    monkeypatch.setenv("ASPIRE_LANG", lang)
    for name in CONTEXTS:
        for width in [52, 200]:
            monkeypatch.setenv("COLUMNS", str(width))
            status, out, _ = aspire(*([name] if name in COMMANDS else []), "--help")
            assert status == 0
            for line in out.splitlines():
                names_alone = re.fullmatch(r"  [^\u3000-\uffff]*", line)  # what is to be typed is never cut
                assert names_alone or cell_len(line) <= min(width, 80), line


def test_names_what_the_english_names(aspire, monkeypatch):
    for name in CONTEXTS:
        asked = [*([name] if name in COMMANDS else []), "--help"]
        monkeypatch.setenv("ASPIRE_LANG", "en")
        english = aspire(*asked)[1]
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        japanese = aspire(*asked)[1]
        assert "使い方: aspire" in japanese
        for option in re.findall(r"(?<![\w-])--?[a-z-]+", english):
            assert option in japanese
        assert english.count("[required]") == japanese.count("(必須)")
        assert english.count("[default: ") == japanese.count("(既定値:") - japanese.count("1とします(既定値:")


def test_no_option_is_broken_on_a_narrow_screen(aspire, monkeypatch):
    monkeypatch.setenv("COLUMNS", "52")
    for name in CONTEXTS:
        shown = aspire(*([name] if name in COMMANDS else []), "--help").out
        assert [line for line in shown.splitlines() if re.search(r"\s-[a-z-]*-$", line)] == []


def test_says_which_formats_there_are(aspire, japanese):
    said = re.sub(r"\s+", "", aspire("check", "--help")[1])
    assert "、".join(reports.formats("check")) + "のいずれか" in said


def test_the_command_help_shows_the_same(aspire, japanese):
    assert aspire("help") == aspire("--help")
    for name in COMMANDS:
        assert aspire("help", name) == aspire(name, "--help")
    ran = aspire("help", "chek")
    assert (ran.status, ran.out, "`check`" in ran.err) == (2, "", True)
    assert aspire("help", "check", "fit").status == 2


def test_says_what_the_exit_statuses_mean_where_findings_decide(aspire, monkeypatch):
    for lang, heading in (("en", "Exit status:"), ("ja", "終了ステータス:")):
        monkeypatch.setenv("ASPIRE_LANG", lang)
        for name in CONTEXTS:
            shown = aspire(*([name] if name in COMMANDS else []), "--help").out
            told = shown.partition(f"{heading}\n")[2].splitlines()
            expected = [f"  {status}  {text[lang]}" for status, text in HELP["statuses"].items()]
            assert told == (expected if name in ("aspire", "check", "budget", "fit") else []), name


class TestLanguage:
    def test_of_the_command_line(self, aspire, monkeypatch):
        assert aspire("check", "--lang", "ja", "--help")[1].startswith("使い方")
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        assert aspire("check", "--lang", "en", "--help")[1].startswith("Usage")

    def test_of_the_locale(self, aspire, monkeypatch):
        monkeypatch.delenv("ASPIRE_LANG", raising=False)
        monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
        assert aspire("--help")[1].startswith("使い方")
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        assert aspire("--help")[1].startswith("Usage")

    def test_without_a_command(self, aspire, japanese):
        status, out, err = aspire()
        assert (status, out) == (2, "")
        assert err.startswith("使い方")


def test_what_is_to_be_filled_in_is_named_in_one_style():
    word = r"\[?[A-Z]+\]?(?:\.\.\.)?"
    for name, context in CONTEXTS.items():
        for parameter in context.command.get_params(context):
            shown = (parameter.get_help_record(context) or ("",))[0]
            values = re.sub(r"(?:^|, | / | )-[\w-]+", "", shown).strip()
            assert re.fullmatch(rf"(?:{word}(?: {word})?|<[a-z_]+(?:\|[a-z_]+)+>)?", values), (name, shown)
