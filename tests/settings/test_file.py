"""What may stand in a settings file, in code and in the schema alike, and what is said of what may not."""

import json
import tomllib

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli import limits, shipped_files
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.settings import file
from aspire_cli.settings.find import settings
from aspire_cli.settings.model import KEYS, ConfigError, Settings
from aspire_cli.words import spelling
from tools import generate, generate_config_schema

SCHEMA = json.loads(shipped_files.schema("config"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
REASON = "agreed with the programme office"


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def said_of(path, text, lang="en"):
    """Return what is said of a settings file that cannot be used."""
    write(path, text)
    with pytest.raises(ConfigError) as error:
        settings(str(path))
    return error.value.sentence.lang(lang)


GOOD = [
    "",
    'include = ["*.proposal.yaml", "proposals/**/*.yml"]',
    "exclude = []",
    f'exclude = ["{"x" * 200}"]',
    'exclude = ["archive/", "/old", "**/templates/**", "\\\\windows\\\\style", "提案書/下書き/"]',
    *(f'language = "{language}"' for language in ("ja", "en", "both")),
    *(f'fail-on = "{severity}"' for severity in ("error", "warning", "note", "never")),
    *(f'unit = "{unit}"' for unit in ("yen", "thousand_yen")),
    *(f'stage = "{stage}"' for stage in ("draft", "final")),
    'select = ["budget"]',
    'select = ["yaml", "schema", "waiver", "budget-sum"]',
    'format = "concise"',
    'rules-off = {budget-sum = "why"}',
    "[rules-off]",
    '[rules-off]\nbudget-sum = "why"\nwaiver-unused = "because"',
    'programme-data = "ours.yaml"',
    'calls = ["a.yaml", "b.yaml"]',
    "calls = []",
]
# The text, and what is said of it behind "aspire.toml, line ".
BAD = {
    'feild = "x"': "1: `feild` is not a setting; `aspire config` lists them.",
    'lang = "ja"': "1: `lang` is not a setting. Did you mean `language`?",
    'fail_on = "error"': "1: `fail_on` is not a setting. Did you mean `fail-on`?",
    'ignore = ["budget-sum"]': "1: `ignore` is not a setting. Did you mean `rules-off`?",
    '[tool.aspire]\nunit = "yen"': "1: `tool` is not a setting; [tool.aspire] is for pyproject.toml, in this "
    "file the settings go at the top level.",
    '\n# language\nlanguage = "fr"': '3: `language` must be one of "ja", "en", "both".',
    "language = true": '1: `language` must be one of "ja", "en", "both".',
    'language = ["ja"]': '1: `language` must be one of "ja", "en", "both".',
    'fail-on = "errors"': '1: `fail-on` must be one of "error", "warning", "note", "never".',
    "fail-on = 1": '1: `fail-on` must be one of "error", "warning", "note", "never".',
    'unit = "万円"': '1: `unit` must be one of "yen", "thousand_yen".',
    "stage = 2026-04-01": '1: `stage` must be one of "draft", "final".',
    'format = "excel"': "1: `format` must be one of ",
    'format = ["json"]': "1: `format` must be one of ",
    'include = "*.yaml"': "1: `include` must be a list of patterns of file names, such as ",
    "include = []": "1: `include` must be a list of patterns of file names, such as ",
    "include = [1]": "1: `include` must be a list of patterns of file names, such as ",
    'include = ["proposals/"]': "1: `include` must be a list of patterns of file names, such as ",
    'include = ["*.yaml", "!draft.yaml"]': "1: `include` must be a list of patterns of file names, such as ",
    'exclude = "archive"': "1: `exclude` must be a list of patterns, such as ",
    'exclude = ["archive", ""]': "1: `exclude` must be a list of patterns, such as ",
    'exclude = ["archive", "!archive/2026"]': "1: `exclude` must be a list of patterns, such as ",
    'exclude = ["/"]': "1: `exclude` must be a list of patterns, such as ",
    'exclude = ["."]': "1: `exclude` must be a list of patterns, such as ",
    'exclude = [" \\t"]': "1: `exclude` must be a list of patterns, such as ",
    f'exclude = ["{"x" * 201}"]': "1: `exclude` must be a list of patterns, such as ",
    'exclude = [["archive"]]': "1: `exclude` must be a list of patterns, such as ",
    "select = []": "1: `select` must be a list of names of rules or topics, such as ",
    'select = "budget"': "1: `select` must be a list of names of rules or topics, such as ",
    "select = [1]": "1: `select` must be a list of names of rules or topics, such as ",
    'select = ["budget", "bugdet-sum"]': "1: `bugdet-sum` is not the name of a rule. Did you mean `budget-sum`?",
    'select = ["qqqqqq"]': "1: `qqqqqq` is not the name of a rule; `aspire list rules` shows them.",
    'rules-off = ["budget-sum"]': "1: `rules-off` must be a table in which each rule has the reason why it is switched "
    'off, such as {rule-name = "reason"}.',
    '[rules-off]\nbudget-sum = ""': "2: `rules-off.budget-sum` needs a reason: a text that says why",
    '[rules-off]\nbudget-sum = " \\n"': "2: `rules-off.budget-sum` needs a reason: a text that says why",
    "[rules-off]\nbudget-sum = true": "2: `rules-off.budget-sum` needs a reason: a text that says why",
    '[rules-off]\nbudget = "why"': "2: `budget` is a topic; only single rules can be switched off",
    '[rules-off]\nbudget-sums = "why"': "2: `budget-sums` is not the name of a rule. Did you mean `budget-sum`?",
    '[rules-off]\nyaml-tag = "why"': "2: `rules-off.yaml-tag` cannot be switched off: a file that cannot be read "
    "cannot be checked.",
    "programme-data = true": "1: `programme-data` must be the path of a data file, as a text.",
    'programme-data = " "': "1: `programme-data` must be the path of a data file, as a text.",
    'calls = "a.yaml"': "1: `calls` must be a list of files or folders of calls, such as ",
    'calls = ["a.yaml", ""]': "1: `calls` must be a list of files or folders of calls, such as ",
}


class TestFaults:
    def test_good_settings(self, tmp_path):
        for text in GOOD:
            settings(str(write(tmp_path / "aspire.toml", text)))
            assert VALIDATOR.is_valid(tomllib.loads(text))

    def test_bad_settings(self, tmp_path, monkeypatch):
        for text in BAD:
            monkeypatch.chdir(tmp_path)
            assert said_of(tmp_path / "aspire.toml", text).startswith(f"aspire.toml, line {BAD[text]}")
            assert not VALIDATOR.is_valid(tomllib.loads(text))

    def test_in_japanese(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        said = said_of(tmp_path / "aspire.toml", 'stage = "draft"\nlangage = "ja"', "ja")
        assert said == "aspire.toml の2行目:`langage` という設定はありません。`language` のことでしょうか。"

    def test_pyproject_toml_s_keys_are_named_in_full(self, tmp_path):
        text = '[project]\nname = "x"\n[tool.aspire]\nunit = "yen"\n\n[tool.aspire.rules-off]\nbudget-sum = ""'
        said = said_of(tmp_path / "pyproject.toml", text)
        assert "pyproject.toml, line 7: `tool.aspire.rules-off.budget-sum` needs a reason" in said

    def test_a_table_is_asked_for(self, tmp_path):
        said = said_of(tmp_path / "pyproject.toml", "[tool]\naspire = 3")
        assert said.endswith("line 2: `tool.aspire` must be a table of settings.")

    def test_the_first_line_is_told(self, tmp_path):
        said = said_of(tmp_path / "aspire.toml", 'unit = "y"\nstage = "s"\nfail-on = "f"')
        assert "line 1: `unit`" in said

    def test_of_many_faults_few_are_looked_at(self, tmp_path, monkeypatch):
        for head in ["", "[rules-off]\n"]:
            asked = []
            monkeypatch.setattr(spelling, "nearest", lambda text, *_, asked=asked: asked.append(text) or ())
            said = said_of(tmp_path / "aspire.toml", head + "".join(f'bugdet-{n} = "x"\n' for n in range(3_000)))
            assert f"line {1 + head.count(chr(10))}: " in said
            assert len(asked) <= limits.MOST_SETTINGS_FAULTS

    def test_what_a_user_wrote_is_made_visible_and_cut(self, tmp_path):
        said = said_of(tmp_path / "aspire.toml", f'"\\u202e\\u001b[31m{"x" * 500}" = 1')
        assert "\u202e" not in said
        assert "\x1b" not in said
        assert "U+202EU+001B[31mxxx" in said
        assert len(said) < 400

    def test_byte_order_mark(self, tmp_path):
        path = tmp_path / "aspire.toml"
        path.write_bytes('\ufeffunit = "thousand_yen"\r\n'.encode())
        assert settings(str(path)).unit.value == "thousand_yen"


class TestNotToml:
    def test_is_told_where(self, tmp_path, monkeypatch):
        for text, said in [
            ("unit = yen", ", line 1, column 8: not readable as TOML"),
            ('unit = "yen"\nstage', ", line 2, column 6: not readable as TOML"),
            ('unit = "yen', ", line 1, column 12: not readable as TOML"),
            ('exclude = [\n"archive",\n', ", line 3, column 1: not readable as TOML"),
            ('exclude = ["archive\\old"]', ", line 1, column 22: in quotation marks TOML takes a backslash"),
            ("unit: yen", ", line 1, column 5: between a setting and its value TOML wants `=`, not a colon"),
            ("unit = “yen”", ", line 1, column 8: the character “ has no meaning here"),
            ('unit = "yen"\nunit = "yen"', ", line 2, column 13: this key or table is given twice"),
            ('[rules-off]\n[rules-off]\nunit = "yen"', ", line 2, column 11: this key or table is given twice"),
            (f"exclude = {'[' * 5_000}", " is not readable as TOML: it nests too deeply"),
            ("".join(f"a{n}{'.b' * 900} = 1\n" for n in range(90)), " is not readable as TOML: it nests too deeply"),
            (
                f"fail-on = {'1' * 5_000}",
                " is not readable as TOML: it nests too deeply, or a number or key in it is too long",
            ),
        ]:
            monkeypatch.chdir(tmp_path)
            assert said_of(tmp_path / "aspire.toml", text).startswith(f"aspire.toml{said}")

    def test_another_encoding(self, tmp_path):
        path = tmp_path / "aspire.toml"
        path.write_bytes('exclude = ["下書き/"]'.encode("cp932"))
        with pytest.raises(ConfigError, match="is not UTF-8 text; save it as UTF-8"):
            settings(str(path))

    def test_too_large(self, tmp_path):
        path = write(tmp_path / "aspire.toml", "#" * limits.LARGEST_SETTINGS)
        settings(str(path))
        with pytest.raises(ConfigError, match="is larger than 200000 bytes"):
            settings(str(write(path, "#" * (limits.LARGEST_SETTINGS + 1))))

    def test_a_pyproject_toml_that_may_have_settings(self, tmp_path, monkeypatch):
        write(tmp_path / "pyproject.toml", "[tool.aspire]\nunit = yen")
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ConfigError, match="line 2, column 8"):
            settings()

    def test_hostile_repetition_is_quick(self, tmp_path):
        for part in ["a.", "[", "a = [", '"', "'", "[a.b]\n", "= ", "x.a = {b.c = 1}\n"]:
            path = write(tmp_path / "aspire.toml", (part * limits.LARGEST_SETTINGS)[: limits.LARGEST_SETTINGS])
            with pytest.raises(ConfigError):
                settings(str(path))


class TestLine:
    def test_of_a_key(self):
        for text, where, line in [
            ("[a]\nx = 1\n[b]\nx = 2", ("b", "x"), 4),
            ("a.b = 1\na.c = 2", ("a", "c"), 2),
            ("# x = 1\n\n 'x' = 2", ("x",), 3),
            ('[ "a" . b ] # [c]\nx = 1', ("a", "b", "x"), 2),
            ("[a]\ny = 1\nx = [\n  'b = 1',\n]", ("a", "x"), 3),
            ("[a]\nrules = {x = 1}", ("a", "rules", "x"), 2),
            ("[a.b]\nx = 1", ("a", "c"), 1),
            ("", ("a",), 1),
        ]:
            assert file._line_of(file._keys(text), where) == line


def _texts():
    names = st.sampled_from([*BY_NAME, *{rule.topic for rule in ALL}, "budget-sums", ""])
    return st.one_of(
        names, st.sampled_from(["ja", "yen", "draft", "json", "error", "*.yaml", "!a", "a/", "."]), st.text()
    )


def _values():
    plain = st.one_of(_texts(), st.booleans(), st.integers(), st.floats(allow_nan=False))
    return st.one_of(plain, st.lists(plain, max_size=3), st.dictionaries(_texts(), plain, max_size=3))


class TestSchema:
    @given(st.dictionaries(st.sampled_from([*KEYS, "unknown", "fail_on"]), _values(), max_size=4))
    def test_code_and_schema_agree(self, table):
        assert (list(file.faults(table)) == []) == VALIDATOR.is_valid(table)

    def test_neither_takes_what_is_no_table(self):
        for table in [None, 3, [], "x"]:
            assert [fault.variant for fault in file.faults(table)] == ["table"]
            assert not VALIDATOR.is_valid(table)

    def test_every_rule_but_those_of_reading_may_be_off(self):
        for rule in BY_NAME:
            table = {"rules-off": {rule: REASON}, "select": [rule]}
            assert VALIDATOR.is_valid(table) == (not rule.startswith("yaml-"))
            assert [fault.variant for fault in file.faults(table)] == ["never-off"] * rule.startswith("yaml-")

    def test_is_valid_and_bilingual(self):
        assert set(SCHEMA["properties"]) == set(KEYS)
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        assert SCHEMA["$id"] == "urn:aspire-cli:config"
        for part in (SCHEMA, SCHEMA["$defs"]["reason"], *SCHEMA["properties"].values()):
            english, _, japanese = part["title"].partition(" / ")
            assert english.isascii()
            assert not japanese.isascii()
            english, japanese = part["description"].split("\n")
            assert english.isascii()
            assert japanese.endswith("。")

    def test_examples_are_good(self):
        for key, part in SCHEMA["properties"].items():
            for example in part.get("examples", ()):
                assert list(file.faults({key: example})) == []

    def test_defaults_are_those_in_force(self):
        defaults = {key: part["default"] for key, part in SCHEMA["properties"].items() if "default" in part}
        assert defaults == {key: getattr(Settings(), key.replace("-", "_")).value for key in defaults}
        assert set(defaults) == {"fail-on", "unit", "fix", "unsafe-fixes"}

    def test_is_up_to_date_with_rules_and_formats(self):
        assert generate.main(["--check", "generate_config_schema"]) == 0

    def test_a_stale_one_is_told_and_rewritten(self, tmp_path, capsys):
        stale = {
            **SCHEMA,
            "properties": {**SCHEMA["properties"], "format": {**SCHEMA["properties"]["format"], "enum": ["excel"]}},
        }
        write(tmp_path / "config.schema.json", json.dumps(stale))
        files = generate_config_schema.files(tmp_path)
        assert generate.bring_up_to_date(files, only_check=True) == 1
        assert capsys.readouterr().out.count(": stale, ") == 2
        assert generate.bring_up_to_date(files) == 0
        assert json.loads((tmp_path / "config.schema.json").read_text("utf-8")) == SCHEMA
