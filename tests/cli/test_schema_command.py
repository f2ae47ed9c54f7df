"""`aspire schema`: prints a JSON Schema, or writes it beside the proposals without harm to what stands there."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from tests.helpers import DATA, OWN_PROGRAMME, proposal_data

NAME = "proposal.schema.json"
MODELINE = f"# yaml-language-server: $schema=./{NAME}"


@pytest.fixture
def schema(aspire):
    return lambda *arguments: aspire("schema", *arguments)


def written(folder, name=NAME):
    return (folder / name).read_text(encoding="utf-8")


def files(folder):
    return [path.name for path in folder.iterdir() if path.name != ".git"]


class TestPrint:
    def test_each(self, schema, repository):
        for name in shipped_files.SCHEMAS:
            ran = schema(name)
            assert (ran.status, ran.out) == (0, shipped_files.schema(name))
            assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert files(repository) == []

    def test_that_of_a_proposal_by_default(self, schema):
        assert schema().out == shipped_files.schema("proposal")


class TestWrite:
    def test_into_this_folder(self, schema, repository):
        ran = schema("--write")
        assert ran.status == 0
        assert written(repository) == shipped_files.schema("proposal")
        assert ran.out.splitlines()[0] == f"{NAME}: written"
        assert ran.out.splitlines()[1].endswith(MODELINE)

    @pytest.mark.parametrize("arguments", [["report", "--write", "out"], ["--write", "report", "out"]])
    def test_another_into_another_folder(self, schema, arguments, repository):
        (repository / "out").mkdir()
        ran = schema(*arguments)
        assert ran.status == 0
        assert files(repository / "out") == ["report.schema.json"]
        assert "yaml-language-server" not in ran.out

    def test_a_folder_alone_takes_the_schema_of_a_proposal(self, schema, repository):
        (repository / "out").mkdir()
        assert schema("--write", "out").status == 0
        assert files(repository / "out") == [NAME]

    def test_in_japanese(self, schema):
        said = schema("--write", "--lang", "ja").out.splitlines()
        assert said[0] == f"{NAME}:書き込みました。"
        assert said[1] == f"提案書の先頭に次の行を書くと、エディタで入力の補完と確認ができます:{MODELINE}"

    def test_again_changes_nothing(self, schema, repository):
        schema("--write")
        before = (repository / NAME).stat().st_mtime_ns
        ran = schema("--write")
        assert ran.status == 0
        assert (repository / NAME).stat().st_mtime_ns == before
        assert "already up to date" in ran.out

    def test_leaves_a_file_that_differs(self, schema, repository):
        (repository / NAME).write_text("mine\n", encoding="utf-8")
        ran = schema("--write")
        assert (ran.status, ran.out) == (2, "")
        assert written(repository) == "mine\n"
        assert "`--force`" in ran.err

    def test_replaces_it_when_told_to(self, schema, repository):
        (repository / NAME).write_bytes(b"\xff\xfe not UTF-8")
        assert schema("--write", "--force").status == 0
        assert json.loads(written(repository))["type"] == "object"
        assert files(repository) == [NAME]

    def test_no_such_folder(self, schema, repository):
        ran = schema("--write", "nowhere")
        assert ran.status == 2
        assert "nowhere" in ran.err
        assert files(repository) == []

    def test_a_folder_stands_in_the_way(self, schema, repository):
        (repository / NAME).mkdir()
        ran = schema("--write")
        assert ran.status == 2
        assert ran.err.count("\n") == 1


class TestOwnData:
    @pytest.fixture
    def own_call(self, repository):
        call = yaml.safe_load((DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml").read_text(encoding="utf-8"))
        text = yaml.safe_dump(call | {"id": "jp-uk-ours"}, allow_unicode=True)
        (repository / "call.yaml").write_text(text, encoding="utf-8")
        (repository / "aspire.toml").write_text('calls = ["call.yaml"]\n', encoding="utf-8")
        return proposal_data("joint", call="jp-uk-ours")

    def test_a_joint_call_of_ones_own(self, schema, own_call):
        made = Draft202012Validator(json.loads(schema("proposal").out))
        assert made.is_valid(own_call)
        assert made.is_valid(proposal_data("joint"))
        assert not Draft202012Validator(json.loads(schema("proposal", "--isolated").out)).is_valid(own_call)

    def test_written_beside_the_proposals(self, schema, own_call, repository):
        assert schema("--write").status == 0
        made = json.loads(written(repository))
        assert "jp-uk-ours" in made["$defs"]["jointCall"]["examples"]
        assert Draft202012Validator(made).is_valid(own_call)

    def test_a_programme_of_ones_own(self, schema, repository):
        data = yaml.safe_load(OWN_PROGRAMME)
        data["fields"]["space"] = {"name": {"en": "Space science", "ja": "宇宙科学"}, "aliases": ["宇宙"]}
        data["indirect_percent"] = 20
        (repository / "ours.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        (repository / "other.toml").write_text('programme-data = "ours.yaml"\n', encoding="utf-8")
        ours, shipped = (json.loads(schema(*options).out) for options in (("--config", "other.toml"), ()))
        for text in ("space", "SPACE SCIENCE", "宇宙"):
            assert Draft202012Validator(ours).is_valid(proposal_data("top", field=text))
            assert not Draft202012Validator(shipped).is_valid(proposal_data("top", field=text))
        assert "semiconductors, space, telecommunications." in ours["$defs"]["field"]["errorMessage"]
        assert ours["$defs"]["budget"]["properties"]["indirect_rate"]["default"] == 20

    def test_the_schema_of_the_settings_is_had_where_they_are_wrong(self, schema, repository):
        (repository / "aspire.toml").write_text("nonsense = 1\n", encoding="utf-8")
        assert schema("config").out == shipped_files.schema("config")
        assert schema().status == 2


@pytest.mark.parametrize("arguments", [["nonsense"], ["proposal", "out"], ["--write", "proposal", "out", "more"]])
def test_wrong_use_is_told(schema, arguments, repository):
    (repository / "out").mkdir()
    ran = schema(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert arguments[-1] in ran.err
    assert "call" in ran.err


@pytest.mark.parametrize("more", [[], ["--write"]])
def test_a_misspelt_schema_is_named_and_not_the_folder_behind_it(schema, more, repository):
    ran = schema("prposal", "out", *more)
    assert (ran.status, ran.out) == (2, "")
    assert "There is no schema `prposal`" in ran.err
