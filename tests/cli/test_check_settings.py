"""`aspire check` under settings: what they change, and that the report says what they hide."""

import json

import jsonschema
import pytest
import yaml

from aspire_cli import shipped_files
from tests.helpers import DATA, OWN_PROGRAMME, TODAY, proposal

REASON = "the rounding of our own accounts"
SUM_WRONG = proposal("top", **{"budget.total": 1})  # raises budget-sum alone


@pytest.fixture
def check(aspire):
    """Return a function that checks as of a day that never moves."""

    def run(*arguments):
        return aspire("check", "--today", TODAY.isoformat(), *arguments)

    return run


def put(folder, name, text=SUM_WRONG):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder, text):
    return put(folder, "aspire.toml", text)


def tool(ran):
    document = json.loads(ran.out)
    jsonschema.Draft202012Validator(json.loads(shipped_files.schema("report"))).validate(document)
    return document["tool"]


class TestRulesOff:
    def test_is_not_run_and_said(self, check, repository):
        """Holds "Nothing is hidden" of SECURITY.md."""
        put(repository, "proposal.yaml")
        assert check("proposal.yaml").status == 1
        settings(repository, f'[rules-off]\nbudget-sum = "{REASON}"')
        for form in ("concise", "full", "markdown", "github"):
            ran = check("proposal.yaml", "--format", form)
            assert ran.status == 0
            assert "budget-sum" in ran.out
            assert REASON in ran.out

    def test_in_json(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, f'[rules-off]\nbudget-sum = "{REASON}"')
        assert tool(check(".", "--format", "json"))["rules_off"] == [{"rule": "budget-sum", "reason": REASON}]

    def test_holds_for_what_is_selected_on_the_command_line_too(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, f'[rules-off]\nbudget-sum = "{REASON}"')
        ran = check("proposal.yaml", "--select", "budget-sum")
        assert ran.status == 0
        assert REASON in ran.out
        assert check("proposal.yaml", "--select", "budget-sum", "--isolated").status == 1

    def test_a_waiver_for_it_is_not_called_unused(self, check, repository):
        waived = SUM_WRONG.replace("  total: 1", "  total: 1  # aspire: ignore[budget-sum] rounding")
        assert waived != SUM_WRONG
        put(repository, "proposal.yaml", waived)
        settings(repository, f'[rules-off]\nbudget-sum = "{REASON}"')
        assert "waiver-unused" not in check("proposal.yaml").out


class TestSelect:
    def test_of_the_file_and_of_the_command_line_which_replaces_it(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, 'select = ["period", "country-japan"]')
        ran = check("proposal.yaml")
        assert ran.status == 0
        assert ran.out.endswith("Only these rules or topics were checked: period, country-japan\n")
        ran = check("proposal.yaml", "--select", "budget,field", "--select", "period")
        assert ran.status == 1
        assert ran.out.endswith("Only these rules or topics were checked: budget, field, period\n")

    def test_in_json(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, 'select = ["period"]')
        assert tool(check("--format", "json"))["settings"] == {"select": ["period"]}
        assert tool(check("--format", "json", "--isolated"))["settings"] == {}

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("bugdet", "There is no rule or topic `bugdet`. Did you mean `budget`?"),
            ("budget-summ", "There is no rule or topic `budget-summ`. Did you mean `budget-sum`?"),
            ("qqqq", "There is no rule or topic `qqqq`; `aspire list rules` shows them all."),
            ("", "There is no rule or topic ``; `aspire list rules` shows them all."),
        ],
    )
    def test_unknown_on_the_command_line(self, check, name, said):
        assert check("--select", name) == (2, "", f"aspire: {said}\n")

    def test_unreadable_is_told_whatever_is_selected(self, check, repository):
        put(repository, "proposal.yaml", "a: [")
        settings(repository, 'select = ["period"]')
        assert check("proposal.yaml").status == 1


class TestFiles:
    def names(self, ran):
        return [entry["path"] for entry in json.loads(ran.out)["files"]]

    def test_exclude(self, check, repository):
        for name in ("proposal.yaml", "archive/2025/proposal.yaml", "spring/old.proposal.yaml", "spring/proposal.yaml"):
            put(repository, name)
        settings(repository, 'exclude = ["archive/", "old.*"]')
        ran = check("--format", "json")
        assert self.names(ran) == ["proposal.yaml", "spring/proposal.yaml"]
        assert tool(ran)["settings"] == {"exclude": ["archive/", "old.*"]}
        assert "\nLeft out (`exclude`): archive/, old.*\n" in check().out

    def test_include(self, check, repository):
        for name in ("proposal.yaml", "2026/a.yml", "2026/sub/b.yaml", "2026/sub/c.txt"):
            put(repository, name)
        settings(repository, 'include = ["2026/**/*.y*ml"]')
        ran = check("--format", "json")
        assert self.names(ran) == ["2026/a.yml", "2026/sub/b.yaml"]
        assert tool(ran)["settings"] == {"include": ["2026/**/*.y*ml"]}
        assert "\nIn folders, only files that match 2026/**/*.y*ml were looked for\n" in check().out

    def test_patterns_count_from_the_folder_of_the_settings(self, check, repository, monkeypatch):
        for name in ("spring/archive/proposal.yaml", "spring/proposal.yaml"):
            put(repository, name)
        settings(repository, 'exclude = ["/spring/archive/"]')
        monkeypatch.chdir(repository / "spring")
        assert self.names(check("--format", "json")) == ["proposal.yaml"]

    def test_a_named_file_is_checked_though_excluded(self, check, repository):
        put(repository, "archive/proposal.yaml")
        settings(repository, 'exclude = ["archive/"]')
        ran = check("archive/proposal.yaml", "--format", "json")
        assert self.names(ran) == ["archive/proposal.yaml"]
        assert tool(ran)["settings"] == {}

    def test_a_named_folder_is_searched_though_excluded(self, check, repository):
        put(repository, "archive/proposal.yaml")
        put(repository, "archive/archive/proposal.yaml")
        settings(repository, 'exclude = ["archive/"]')
        assert self.names(check("archive", "--format", "json")) == ["archive/proposal.yaml"]

    def test_force_exclude(self, check, repository):
        put(repository, "archive/proposal.yaml")
        put(repository, "proposal.yaml")
        settings(repository, 'exclude = ["archive/"]')
        ran = check("--force-exclude", "archive/proposal.yaml", "proposal.yaml", "--format", "json")
        assert self.names(ran) == ["proposal.yaml"]
        assert tool(ran)["settings"] == {"exclude": ["archive/"]}
        ran = check("--force-exclude", "archive/proposal.yaml", "--format", "concise")
        assert (ran.status, ran.out) == (0, "Left out (`exclude`): archive/\n")
        assert ran.err.startswith("aspire: Nothing to check in archive/proposal.yaml: the settings choose which files")

    def test_force_exclude_without_settings(self, check, repository):
        put(repository, "archive/proposal.yaml")
        assert check("--force-exclude", "archive/proposal.yaml").status == 1

    def test_nothing_left(self, check, repository):
        put(repository, "archive/proposal.yaml")
        settings(repository, 'exclude = ["archive/"]')
        ran = check()
        assert ran.status == 0
        assert ran.err.startswith("aspire: Nothing to check in .: the settings choose which files")


class TestOtherKeys:
    def test_language_of_report_and_complaints(self, check, repository, monkeypatch):
        put(repository, "proposal.yaml")
        settings(repository, 'language = "ja"')
        assert "エラー1件" in check("proposal.yaml").out
        assert "読み取れません" in check("absent.yaml").err
        assert "形式はありません" in check("--format", "excel").err
        assert "1 error" in check("proposal.yaml", "--lang", "en").out
        monkeypatch.setenv("ASPIRE_LANG", "en")
        assert "1 error" in check("proposal.yaml").out
        assert "cannot be read" in check("absent.yaml").err

    def test_fail_on(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, 'fail-on = "never"')
        assert check("proposal.yaml").status == 0
        assert check("proposal.yaml", "--fail-on", "error").status == 1

    def test_format(self, check, repository):
        put(repository, "proposal.yaml")
        settings(repository, 'format = "json"')
        assert json.loads(check("proposal.yaml").out)["version"] == 2
        assert check("proposal.yaml", "--format", "concise").out.startswith("proposal.yaml:")

    def test_unit(self, check, repository):
        put(repository, "proposal.yaml")
        yen = check("proposal.yaml").out
        settings(repository, 'unit = "thousand_yen"')
        assert check("proposal.yaml").out != yen
        assert check("proposal.yaml", "--unit", "yen").out == yen

    def test_stage(self, check, repository):
        put(repository, "proposal.yaml", "scheme: top\n")
        assert check("proposal.yaml").status == 1
        settings(repository, 'stage = "draft"')
        ran = check("proposal.yaml")
        assert ran.status == 0
        assert ran.out.endswith("Stage set for every file by the settings: draft\n")
        assert check("proposal.yaml", "--stage", "final").status == 1

    def test_not_from_the_folder_of_the_proposal(self, check, repository):
        """Holds "A file cannot choose what is checked" of SECURITY.md."""
        put(repository, "incoming/proposal.yaml")
        settings(repository / "incoming", 'fail-on = "never"')
        assert check("incoming/proposal.yaml").status == 1
        assert check("incoming").status == 1


class TestOwnData:
    def test_programme(self, check, repository, monkeypatch):
        data = yaml.safe_load(OWN_PROGRAMME)
        data["schemes"]["top"]["total_cap"] -= 200_000_000
        data["schemes"]["top"]["direct_cap"] -= 200_000_000
        put(repository, "data/ours.yaml", yaml.safe_dump(data, allow_unicode=True))
        put(repository, "spring/proposal.yaml", proposal("top"))
        monkeypatch.chdir(repository / "spring")
        assert check("proposal.yaml").status == 0
        settings(repository, 'programme-data = "data/ours.yaml"')
        ran = check("proposal.yaml")
        assert ran.status == 1
        assert "budget-total-cap" in ran.out
        assert "../data/ours.yaml" in ran.out.splitlines()[-1]
        shipped = tool(check("--isolated", "--format", "json", "proposal.yaml"))
        own = tool(check("--format", "json", "proposal.yaml"))
        assert (shipped["own_data"], own["own_data"]) == (None, "../data/ours.yaml")
        assert shipped["data_sha256"] != own["data_sha256"]

    def test_inline_call(self, check, repository):
        path = DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml"
        call = yaml.safe_load(path.read_text(encoding="utf-8")) | {"id": "jp-uk-ours"}
        put(repository, "calls/ours.yaml", yaml.safe_dump(call, allow_unicode=True))
        put(repository, "proposal.yaml", proposal("joint", call="jp-uk-ours"))
        ran = check("proposal.yaml")
        assert (ran.status, "call-unknown" in ran.out) == (1, True)
        settings(repository, 'calls = ["calls/ours.yaml"]')
        ran = check("proposal.yaml")
        assert (ran.status, "call-unknown" in ran.out) == (0, False)
        assert "Calls known besides those shipped with aspire: calls/ours.yaml" in ran.out
        assert tool(check("--format", "json"))["settings"] == {"calls": ["calls/ours.yaml"]}

    def test_inline_call_in_the_place_of_a_shipped_one(self, check, repository):
        path = DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml"
        call = yaml.safe_load(path.read_text(encoding="utf-8"))
        call["total_cap"] = 100_000_000
        put(repository, "ours.yaml", yaml.safe_dump(call, allow_unicode=True))
        put(repository, "proposal.yaml", proposal("joint"))
        assert check("proposal.yaml").status == 0
        settings(repository, 'calls = ["ours.yaml"]')
        assert "budget-total-cap" in check("proposal.yaml").out

    def test_a_misspelt_own_call_is_suggested(self, check, repository):
        path = DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml"
        call = yaml.safe_load(path.read_text(encoding="utf-8")) | {"id": "zz-robotics-9"}
        put(repository, "ours.yaml", yaml.safe_dump(call, allow_unicode=True))
        put(repository, "proposal.yaml", proposal("joint", call="zz-robotic-9"))
        settings(repository, 'calls = ["ours.yaml"]')
        assert "zz-robotics-9" in check("proposal.yaml", "--format", "full").out

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('programme-data = "absent.yaml"', "absent.yaml cannot be read (no such file or folder)."),
            ('calls = ["absent.yaml"]', "absent.yaml cannot be read (no such file or folder)."),
            ('programme-data = "proposal.yaml"', "proposal.yaml, line 1: "),
            ('calls = ["proposal.yaml"]', "proposal.yaml, line 1: "),
            ('programme-data = "."', ". cannot be read (it is a folder)."),
        ],
    )
    def test_that_cannot_be_used(self, check, repository, text, said):
        put(repository, "proposal.yaml")
        settings(repository, text)
        ran = check("proposal.yaml")
        assert (ran.status, ran.out) == (2, "")
        key = text.partition(" ")[0]
        assert ran.err.startswith(f"aspire: aspire.toml: the data that `{key}` names cannot be used: {said}")
        assert ran.err.count("\n") == 1

    def test_that_cannot_be_used_in_japanese(self, check, repository):
        put(repository, "proposal.yaml")
        put(repository, "calls/ours.yaml", "id: Ours\n")
        settings(repository, 'calls = ["calls/ours.yaml"]')
        ran = check("proposal.yaml", "--lang", "ja")
        said = "calls/ours.yaml の1行目:ファイルに項目 `scheme` がありません。"
        assert ran.err == f"aspire: aspire.toml の `calls` に指定されたデータを使用できません。{said}\n"

    def test_a_folder_of_calls_on_the_command_line(self, check, repository):
        call = (DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml").read_text(encoding="utf-8")
        put(repository, "calls/ours.yaml", call.replace("id: jp-uk-human-centred-ai-2025", "id: ours-2027"))
        put(repository, "calls/notes.txt", "no call")
        put(repository, "proposal.yaml", proposal("joint", call="ours-2027"))
        assert "call-unknown" in check("proposal.yaml").out
        assert check("proposal.yaml", "--calls", "calls").status == 0
        assert check("proposal.yaml", "--calls", "calls/ours.yaml").status == 0

    def test_a_bad_file_on_the_command_line(self, check, repository):
        put(repository, "proposal.yaml")
        put(repository, "calls/ours.yaml", "id: ours\nname: Ours\nscheme: top\ntotal_cup: 5\n")
        said = "calls/ours.yaml, line 4: `total_cup` is not a key of this file; perhaps `total_cap` is meant."
        assert check("proposal.yaml", "--calls", "calls") == (2, "", f"aspire: `--calls`: {said}\n")
        said = "calls/ours.yaml の4行目:`total_cup` という項目はありません。`total_cap` のことでしょうか。"
        assert check("proposal.yaml", "--calls", "calls", "--lang", "ja") == (2, "", f"aspire: `--calls`:{said}\n")
        (repository / "empty").mkdir()
        said = "empty is a folder without a file that ends in .yaml or .yml."
        assert check("proposal.yaml", "--calls", "empty") == (2, "", f"aspire: `--calls`: {said}\n")

    def test_two_calls_of_one_id(self, check, repository):
        text = (DATA / "calls" / "jp-de-quantum-2024.yaml").read_text(encoding="utf-8")
        put(repository, "a.yaml", text)
        put(repository, "b.yaml", text)
        settings(repository, 'calls = ["a.yaml", "b.yaml"]')
        said = "b.yaml: the id `jp-de-quantum-2024` is that of another call of your own."
        assert check() == (2, "", f"aspire: aspire.toml: the data that `calls` names cannot be used: {said}\n")


class TestBroken:
    def test_is_wrong_use_told_in_one_line(self, check, repository):
        put(repository, "proposal.yaml")
        put(repository, "pyproject.toml", '[tool.aspire]\nfail_on = "never"')
        said = "pyproject.toml, line 2: `tool.aspire.fail_on` is not a setting. Did you mean `fail-on`?"
        assert check("proposal.yaml") == (2, "", f"aspire: {said}\n")

    def test_in_the_language_asked_for(self, check, repository):
        settings(repository, 'fail_on = "never"')
        said = "aspire.toml の1行目:`fail_on` という設定はありません。`fail-on` のことでしょうか。"
        assert check("--lang", "ja") == (2, "", f"aspire: {said}\n")

    def test_is_not_looked_at_with_isolated(self, check, repository):
        put(repository, "proposal.yaml", proposal("top"))
        settings(repository, 'fail_on = "never"')
        assert check("--isolated").status == 0

    def test_config_and_isolated(self, check, repository):
        path = settings(repository, "")
        ran = check("--isolated", "--config", str(path))
        said = "`--config` and `--isolated` contradict each other; give one of the two."
        assert ran == (2, "", f"aspire: {said}\n")

    def test_config_that_is_not_there(self, check):
        assert check("--config", "absent.toml") == (
            2,
            "",
            "aspire: absent.toml cannot be read (no such file or folder).\n",
        )


@pytest.mark.parametrize("form", ["full", "concise", "markdown"])
def test_where_nothing_is_checked_there_is_no_report(form, check):
    ran = check("nosuch.yaml", "--format", form)
    assert (ran.status, ran.out) == (2, "")
    assert "nosuch.yaml" in ran.err
