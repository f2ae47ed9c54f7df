"""`aspire config`: what is in force, and where each value came from."""

import json

import jsonschema

REASON = "the rounding of our own accounts"


def put(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def rows(ran):
    """Return the value and the origin of each setting, by its key, from the page as Markdown."""
    cells = [line.strip("| ").split(" | ") for line in ran.out.splitlines() if line.startswith("| ")]
    return {key: (value, origin) for key, value, origin in cells}


def test_defaults(aspire):
    ran = aspire("config", "--format", "markdown")
    assert ran.status == 0
    assert "No settings file is in force. Looked for: aspire.toml, pyproject.toml." in ran.out
    origins = {origin for _, origin in rows(ran).values()} - {"Where it comes from"}
    assert origins == {"default"}
    assert list(rows(ran)) == [
        "Setting",
        "include",
        "exclude",
        "language",
        "fail-on",
        "select",
        "rules-off",
        "format",
        "unit",
        "stage",
        "fix",
        "unsafe-fixes",
        "programme-data",
        "calls",
    ]


def test_where_each_value_came_from(aspire, repository, monkeypatch):
    put(repository, "pyproject.toml", f'[tool.aspire]\nunit = "yen"\nrules-off = {{budget-sum = "{REASON}"}}')
    monkeypatch.setenv("ASPIRE_LANG", "en")
    found = rows(aspire("config", "--format", "markdown"))
    assert found["unit"] == ('"yen"', "pyproject.toml: tool.aspire.unit")
    assert found["rules-off.budget-sum"] == (f'"{REASON}"', "pyproject.toml: tool.aspire.rules-off.budget-sum")
    assert found["language"] == ('"en"', "environment variable ASPIRE\\_LANG")
    assert found["stage"] == ("as each proposal says", "default")
    assert rows(aspire("config", "--format", "markdown", "--lang", "en"))["language"][1] == "command line, --lang"


def test_in_japanese_on_a_terminal(aspire, repository):
    put(repository, "aspire.toml", 'language = "ja"\nexclude = ["下書き/"]')
    lines = aspire("config").out.splitlines()
    assert lines[0] == "aspire.toml の設定を使用しています。"
    (exclude,) = (line.split() for line in lines if line.startswith("exclude"))
    assert exclude == ["exclude", '["下書き/"]', "aspire.toml:exclude"]


def test_json(aspire, repository, monkeypatch):
    put(repository, "pyproject.toml", '[tool.aspire]\nexclude = ["archive/"]\nformat = "json"')
    (repository / "spring").mkdir()
    monkeypatch.chdir(repository / "spring")
    data = json.loads(aspire("config", "--format", "json").out)
    assert data["file"] == "../pyproject.toml"
    assert data["looked_at"][0] == {"path": "aspire.toml", "outcome": "absent"}
    assert data["looked_at"][-1] == {"path": "../pyproject.toml", "outcome": "read"}
    assert data["settings"]["exclude"] == {
        "value": ["archive/"],
        "origin": {"kind": "file", "name": "tool.aspire.exclude"},
    }
    assert data["settings"]["format"]["value"] == "json"
    assert data["settings"]["stage"] == {"value": None, "origin": {"kind": "default", "name": ""}}


EVERY_SETTING = f"""
include = ["*.yaml"]
exclude = ["archive/"]
language = "ja"
fail-on = "never"
select = ["budget", "period-length"]
rules-off = {{budget-sum = "{REASON}"}}
format = "concise"
unit = "thousand_yen"
stage = "draft"
fix = true
unsafe-fixes = true
calls = ["calls"]
"""


def test_json_is_of_the_shape_of_its_schema(aspire, repository):
    shape = jsonschema.Draft202012Validator(json.loads(aspire("schema", "settings").out))
    (repository / "calls").mkdir()
    for text in ("", EVERY_SETTING):
        put(repository, "aspire.toml", text)
        data = json.loads(aspire("config", "--format", "json").out)
        shape.validate(data)
        assert {one["origin"]["kind"] for one in data["settings"].values()} <= {"default", "file", "environment"}
    del data["settings"]["unit"]
    assert not shape.is_valid(data)
    shape.validate(json.loads(aspire("config", "--isolated", "--format", "json").out))


def test_settings_beside_an_aspire_toml_do_not_count(aspire, repository):
    put(repository, "aspire.toml", "")
    put(repository, "pyproject.toml", '[tool.aspire]\nunit = "yen"')
    said = "The settings in pyproject.toml are not used, because aspire.toml is in the same folder."
    assert said in aspire("config").out
    assert json.loads(aspire("config", "--format", "json").out)["passed_over"] == "pyproject.toml"
    put(repository, "pyproject.toml", "[tool.aspire]\nunit = ¥")  # broken, but there
    assert said in aspire("config").out
    put(repository, "pyproject.toml", "[tool]")
    assert said not in aspire("config").out


def test_a_named_file_and_none(aspire, repository):
    put(repository, "office/aspire.toml", 'unit = "thousand_yen"')
    found = aspire("config", "--config", "office/aspire.toml", "--format", "markdown")
    assert rows(found)["unit"] == ('"thousand\\_yen"', "office/aspire.toml: unit")
    put(repository, "aspire.toml", 'unit = "thousand_yen"')
    ran = aspire("config", "--isolated", "--format", "markdown")
    assert ran.out.startswith("No settings file is read.")
    assert rows(ran)["unit"] == ('"yen"', "default")


def test_broken(aspire, repository):
    put(repository, "aspire.toml", 'unit = "dollar"')
    said = 'aspire.toml, line 1: `unit` must be one of "yen", "thousand_yen".'
    assert aspire("config") == (2, "", f"aspire: {said}\n")


def test_what_a_user_wrote_is_made_visible(aspire, repository):
    put(repository, "aspire.toml", '[rules-off]\nbudget-sum = "\\u001b[31m\\u202e"')
    for form in ("full", "markdown"):
        out = aspire("config", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "U+202E" in out


def test_schema_is_printed(aspire):
    ran = aspire("schema", "config")
    assert ran.status == 0
    assert json.loads(ran.out)["$id"] == "urn:aspire-cli:config"
