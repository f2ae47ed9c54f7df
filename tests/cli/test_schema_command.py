"""`aspire schema`: prints a JSON Schema, or writes it beside the proposals without harm to what stands there."""

import json

import pytest
import yaml
from helpers import proposal_data
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.cli.app import run
from tests.helpers import DATA, OWN_PROGRAMME

MODELINE = "# yaml-language-server: $schema=./proposal.schema.json"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASPIRE_LANG", "en")
    return tmp_path


def schema(*arguments):
    return run(["schema", *arguments])


class TestPrint:
    @pytest.mark.parametrize("name", shipped_files.SCHEMAS)
    def test_each(self, name, capsys, folder):
        assert schema(name) == 0
        said = capsys.readouterr().out
        assert said == shipped_files.schema(name)
        assert json.loads(said)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert list(folder.iterdir()) == []

    def test_that_of_a_proposal_by_default(self, capsys):
        assert schema() == 0
        assert capsys.readouterr().out == shipped_files.schema("proposal")


class TestWrite:
    def test_into_this_folder(self, folder, capsys):
        assert schema("--write") == 0
        assert (folder / "proposal.schema.json").read_text(encoding="utf-8") == shipped_files.schema("proposal")
        said = capsys.readouterr().out.splitlines()
        assert said[0] == "proposal.schema.json: written"
        assert said[1].endswith(MODELINE)

    @pytest.mark.parametrize("arguments", [["report", "--write", "out"], ["--write", "report", "out"]])
    def test_another_into_another_folder(self, arguments, folder, capsys):
        (folder / "out").mkdir()
        assert schema(*arguments) == 0
        assert [path.name for path in (folder / "out").iterdir()] == ["report.schema.json"]
        assert "yaml-language-server" not in capsys.readouterr().out

    def test_a_folder_alone_takes_the_schema_of_a_proposal(self, folder):
        (folder / "out").mkdir()
        assert schema("--write", "out") == 0
        assert [path.name for path in (folder / "out").iterdir()] == ["proposal.schema.json"]

    def test_in_japanese(self, capsys):
        assert schema("--write", "--lang", "ja") == 0
        said = capsys.readouterr().out.splitlines()
        assert said[0] == "proposal.schema.json:書き込みました。"
        assert said[1] == f"提案書の先頭に次の行を書くと、エディタで入力の補完と確認ができます:{MODELINE}"

    def test_again_changes_nothing(self, folder, capsys):
        schema("--write")
        written = (folder / "proposal.schema.json").stat().st_mtime_ns
        capsys.readouterr()
        assert schema("--write") == 0
        assert (folder / "proposal.schema.json").stat().st_mtime_ns == written
        assert "already up to date" in capsys.readouterr().out

    def test_leaves_a_file_that_differs(self, folder, capsys):
        (folder / "proposal.schema.json").write_text("mine\n", encoding="utf-8")
        assert schema("--write") == 2
        assert (folder / "proposal.schema.json").read_text(encoding="utf-8") == "mine\n"
        said = capsys.readouterr()
        assert "`--force`" in said.err
        assert said.out == ""

    def test_replaces_it_when_told_to(self, folder):
        (folder / "proposal.schema.json").write_bytes(b"\xff\xfe not UTF-8")
        assert schema("--write", "--force") == 0
        assert json.loads((folder / "proposal.schema.json").read_text(encoding="utf-8"))["type"] == "object"
        assert [path.name for path in folder.iterdir()] == ["proposal.schema.json"]

    def test_no_such_folder(self, folder, capsys):
        assert schema("--write", "nowhere") == 2
        assert "nowhere" in capsys.readouterr().err
        assert list(folder.iterdir()) == []

    def test_a_folder_stands_in_the_way(self, folder, capsys):
        (folder / "proposal.schema.json").mkdir()
        assert schema("--write") == 2
        assert capsys.readouterr().err.count("\n") == 1

    def test_the_line_for_the_editor_leads_to_what_was_written(self, folder, capsys):
        schema("--write")
        path = capsys.readouterr().out.split("$schema=")[1].strip()
        assert (folder / path).is_file()


class TestOwnData:
    @pytest.fixture
    def own_call(self, folder):
        shipped = DATA / "joint_calls" / "jp-uk-human-centred-ai-2025.yaml"
        call = yaml.safe_load(shipped.read_text(encoding="utf-8")) | {"id": "jp-uk-ours"}
        (folder / "call.yaml").write_text(yaml.safe_dump(call, allow_unicode=True), encoding="utf-8")
        (folder / "aspire.toml").write_text('joint-calls = ["call.yaml"]\n', encoding="utf-8")
        return proposal_data("joint", joint_call="jp-uk-ours")

    def takes(self, proposal, capsys, *arguments):
        assert schema("proposal", *arguments) == 0
        return Draft202012Validator(json.loads(capsys.readouterr().out)).is_valid(proposal)

    def test_a_joint_call_of_ones_own(self, own_call, capsys):
        assert self.takes(own_call, capsys)
        assert self.takes(proposal_data("joint"), capsys)
        assert not self.takes(own_call, capsys, "--isolated")

    def test_written_beside_the_proposals(self, own_call, folder):
        assert schema("--write") == 0
        written = json.loads((folder / "proposal.schema.json").read_text(encoding="utf-8"))
        assert "jp-uk-ours" in written["$defs"]["jointCall"]["examples"]
        assert Draft202012Validator(written).is_valid(own_call)

    def test_a_programme_of_ones_own(self, folder, capsys):
        data = yaml.safe_load(OWN_PROGRAMME)
        data["fields"]["space"] = {"name": {"en": "Space science", "ja": "宇宙科学"}, "aliases": ["宇宙"]}
        data["indirect_percent"] = 20
        (folder / "ours.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        (folder / "other.toml").write_text('programme-data = "ours.yaml"\n', encoding="utf-8")
        for text in ("space", "SPACE SCIENCE", "宇宙"):
            assert self.takes(proposal_data("top", field=text), capsys, "--config", "other.toml")
            assert not self.takes(proposal_data("top", field=text), capsys)
        schema("--config", "other.toml")
        made = json.loads(capsys.readouterr().out)["$defs"]
        assert "semiconductors, space, telecommunications." in made["field"]["errorMessage"]
        assert made["budget"]["properties"]["indirect_rate"]["default"] == 20

    def test_the_schema_of_the_settings_is_had_where_they_are_wrong(self, folder, capsys):
        (folder / "aspire.toml").write_text("nonsense = 1\n", encoding="utf-8")
        assert schema("config") == 0
        assert capsys.readouterr().out == shipped_files.schema("config")
        assert schema() == 2


class TestWrongUse:
    @pytest.mark.parametrize("arguments", [["nonsense"], ["proposal", "out"], ["--write", "proposal", "out", "more"]])
    def test_is_told(self, arguments, capsys, folder):
        (folder / "out").mkdir()
        assert schema(*arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert arguments[-1] in said.err
        assert "joint-call" in said.err
