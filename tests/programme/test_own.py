"""The shipped data against their schemas, and own data files with what is said of them."""

import json
import pickle
import re
import textwrap
from functools import partial

import jsonschema
import pytest
import yaml

from aspire_cli import shipped_files
from aspire_cli.document.document import read_document
from aspire_cli.programme import edition, load, own
from aspire_cli.programme.edition import sha256_of
from aspire_cli.programme.load import load_programme, with_calls
from aspire_cli.programme.model import Call, DataError, Figure, binding
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.words.text import Text
from tests.helpers import DATA, OWN_PROGRAMME, each

EDITION = load_programme()
CALL_FILES = sorted((DATA / "calls").glob("*.yaml"))


def data_of(path):
    document = read_document(path.read_bytes(), path.name)
    assert document.problems == ()
    return document.data


def write(tmp_path, data, name="own.yaml"):
    path = tmp_path / name
    path.write_text(
        yaml.dump(data, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    return path


def refused(tmp_path, change):
    """Return the file of a changed programme, and the error with which it is refused."""
    data = read_document(OWN_PROGRAMME.encode()).data
    change(data)
    path = write(tmp_path, data)
    with pytest.raises(DataError) as raised:
        load_programme(path)
    return path, raised.value


class TestSchemas:
    def test_schema_is_valid_strict_and_bilingual(self):
        for name in ["programme", "call"]:
            schema = json.loads(shipped_files.schema(name))
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
            assert schema["$id"] == f"urn:aspire-cli:{name}"

            def walk(part):
                if isinstance(part, dict):
                    if "properties" in part:
                        assert part["additionalProperties"] is False
                    for key in ("title", "description"):
                        if isinstance(part.get(key), str):
                            assert re.search(r"[A-Za-z]{2}", part[key])
                            assert re.search(r"[ぁ-ヿ一-鿿]", part[key]), part[key]
                for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
                    walk(value)

            walk(schema)

    def test_programme_file(self):
        assert list(own.faults(read_document(OWN_PROGRAMME.encode()).data, "programme", own.parts_of_programme)) == []

    def test_inline_call_file(self):
        for path in CALL_FILES:
            data = data_of(path)
            assert list(own.faults(data, "call", partial(own.parts_of_call, edition=EDITION))) == []
            assert data["id"] == path.stem
            # What is not known is said, not left out.
            assert set(data) == set(json.loads(shipped_files.schema("call"))["properties"])

    def test_world_file(self):
        schema = json.loads(shipped_files.schema("programme"))
        countries = {"$ref": "#/$defs/countries", "$defs": schema["$defs"]}
        jsonschema.Draft202012Validator(countries).validate(data_of(DATA / "world.yaml"))


class TestOwnProgramme:
    def test_shipped_files_given_as_one_of_the_user_s(self, tmp_path):
        path = tmp_path / "own.yaml"
        path.write_text(OWN_PROGRAMME, encoding="utf-8")
        given, shipped = load_programme(path), load_programme()
        assert given._replace(own_content=None) == shipped
        assert texts_of(given) == texts_of(shipped)
        assert sha256_of(given) == sha256_of(shipped) == edition.stated()[1]

    def test_changed_file_is_read_again(self, tmp_path):
        data = read_document(OWN_PROGRAMME.encode()).data
        path = write(tmp_path, data)
        before = load_programme(path)
        data["schemes"]["top"]["total_cap"] = 600_000_000
        write(tmp_path, data)
        assert load_programme(path).schemes["top"].total_cap == 600_000_000
        assert sha256_of(load_programme(path)) != sha256_of(before)
        assert load_programme(str(path)) is load_programme(path)

    def test_ill_shaped(self, tmp_path):
        for change, said in [
            (lambda d: d.pop("home"), "the file lacks the key `home`."),
            (
                lambda d: d["schemes"]["top"].update(totalcap=d["schemes"]["top"].pop("total_cap")),
                "`schemes.top.totalcap` is not a key of this file; perhaps `total_cap` is meant.",
            ),
            (lambda d: d.update(page_date="2026-02-30"), "`page_date` names a day that does not exist."),
            (lambda d: d["schemes"]["joint"].update(form="single"), "`schemes.joint.form` must be `joint`."),
            (lambda d: d["schemes"]["top"].update(form="joint"), "`schemes.top.form` must be `single`."),
            (lambda d: d["clauses"].pop("scale.top"), "`clauses` lacks the key `scale.top`."),
            (
                lambda d: d["schemes"]["top"].update(totalcap=1),
                "`schemes.top.totalcap` is not a key of this file; perhaps `total_cap` is meant.",
            ),
            (lambda d: d["schemes"]["top"].update(zzz=1), "`schemes.top.zzz` is not a key of this file."),
            (
                lambda d: d["schemes"]["top"].update(total_cap="5億円"),
                "`schemes.top.total_cap` must be a whole number.",
            ),
            (
                lambda d: d["schemes"]["top"].update(direct_cap=[]),
                "`schemes.top.direct_cap` must be a whole number or null.",
            ),
            (
                lambda d: d["schemes"]["top"].update(total_cap=0),
                "`schemes.top.total_cap` has the wrong form. Asked for: a whole number of yen, 1 or more,"
                " indirect costs included.",
            ),
            (
                lambda d: d["schemes"]["top"].update(direct_cap=600_000_000),
                "`schemes.top.direct_cap` is above `total_cap`.",
            ),
            (lambda d: d["schemes"]["joint"].update(min_years=6), "`schemes.joint.min_years` is above `max_years`."),
            (lambda d: d["schemes"]["top"].update(form="both"), "`schemes.top.form` must be one of single, joint."),
            (lambda d: d["fields"].clear(), "`fields` must not be empty."),
            (
                lambda d: d["fields"]["bio"]["aliases"].append("QUANTUM"),
                "`fields.quantum` shares the name “quantum” with `fields.bio`.",
            ),
            (
                lambda d: d["fields"]["bio"]["aliases"].append("biology"),
                "`fields.bio.aliases` names the same thing twice.",
            ),
            (
                lambda d: d["countries"].update(SGP={"en": "Singapore", "ja": "シンガポール", "aliases": []}),
                "`countries.SGP` has the wrong form. Asked for: two capital letters of ISO 3166-1, or EU.",
            ),
            (
                lambda d: d["countries"].update(JP={"en": "Japan", "ja": "日本", "aliases": []}),
                "`countries.JP` shares the name “JP” with `home`.",
            ),
            (
                lambda d: d["clauses"]["purpose"].update(heading="why"),
                "`clauses.purpose.heading` is not among `headings`.",
            ),
            (lambda d: d["clauses"]["purpose"].update(row="why"), "`clauses.purpose.row` is not among `rows`."),
            (lambda d: d["facts"]["pd"].update(clause="nowhere"), "`facts.pd.clause` is not among `clauses`."),
            (
                lambda d: d["confirm"]["eu-entry"]["clauses"].update(top="nowhere"),
                "`confirm.eu-entry.clauses.top` is not among `clauses`.",
            ),
            (lambda d: d["eu_members"].insert(1, 7), "`eu_members[1]` must be text."),
        ]:
            path, error = refused(tmp_path, change)
            match = re.fullmatch(re.escape(str(path)) + r", line (\d+): (.*)", str(error))
            assert match[2] == said
            last = re.split(r"[.\[]", said.split("`")[1])[-1] if said.startswith("`") else "id"
            if last != "1]":
                assert path.read_text(encoding="utf-8").splitlines()[int(match[1]) - 1].strip().startswith(last)

    def test_a_member_of_the_eu_that_is_nowhere(self, tmp_path):
        data = read_document(OWN_PROGRAMME.encode()).data
        data["eu_members"].insert(0, "XX")
        with pytest.raises(DataError, match=r"`eu_members\[0\]` is not among `countries`\.$"):
            load_programme(write(tmp_path, data))

    def test_not_a_mapping(self, tmp_path):
        path = write(tmp_path, ["aspire"])
        with pytest.raises(DataError, match="line 1: the file must consist of keys with values, such as"):
            load_programme(path)

    def test_not_yaml(self, tmp_path):
        path = tmp_path / "own.yaml"
        path.write_text("id: aspire\nname: {en: [\n", encoding="utf-8")
        with pytest.raises(DataError, match=r"own\.yaml, line \d+: \S"):
            load_programme(path)

    def test_no_file(self, tmp_path):
        with pytest.raises(DataError, match=r"absent\.yaml cannot be read \(no such file or folder\)\.$") as raised:
            load_programme(tmp_path / "absent.yaml")
        assert raised.value.sentence.ja.endswith("absent.yaml を読み取れません(ファイルまたはフォルダがありません)。")


IN_JAPANESE = [
    (lambda d: d.pop("home"), "ファイルに項目 `home` がありません。"),
    (
        lambda d: d["schemes"]["top"].update(totalcap=1),
        "`schemes.top.totalcap` という項目はありません。`total_cap` のことでしょうか。",
    ),
    (lambda d: d["schemes"]["top"].update(zzz=1), "`schemes.top.zzz` という項目はありません。"),
    (
        lambda d: d["schemes"]["top"].update(direct_cap=[]),
        "`schemes.top.direct_cap` には整数またはnullを書いてください。",
    ),
    (
        lambda d: d["schemes"]["top"].update(total_cap=0),
        "`schemes.top.total_cap` の書き方が正しくありません。書き方:間接経費を含む総額で、1以上の整数の円です。",
    ),
    (
        lambda d: d["schemes"]["joint"].update(min_years=6),
        "`schemes.joint.min_years` が `max_years` を上回っています。",
    ),
    (
        lambda d: d["schemes"]["top"].update(form="both"),
        "`schemes.top.form` には single、joint のいずれかを書いてください。",
    ),
    (lambda d: d["fields"].clear(), "`fields` は空にできません。"),
    (
        lambda d: d["fields"]["bio"]["aliases"].append("QUANTUM"),
        "`fields.quantum` の表記「quantum」が `fields.bio` にも使われています。",
    ),
    (lambda d: d["fields"]["bio"]["aliases"].append("biology"), "`fields.bio.aliases` に同じものが2回書かれています。"),
    (
        lambda d: d["facts"]["pd"].update(clause="nowhere"),
        "`facts.pd.clause` に書かれたIDが `clauses` にありません。",
    ),
]


class TestSentences:
    def test_in_japanese(self, tmp_path):
        for change, said in IN_JAPANESE:
            path, error = refused(tmp_path, change)
            beginning, _, rest = error.sentence.ja.partition("行目:")
            assert beginning.startswith(f"{path} の")
            assert rest == said

    def test_of_what_is_no_yaml(self, tmp_path):
        path = tmp_path / "own.yaml"
        path.write_text("　id: aspire\n", encoding="utf-8")
        with pytest.raises(DataError) as raised:
            load_programme(path)
        assert "全角スペース" in raised.value.sentence.ja
        assert "full-width space" in raised.value.sentence.en

    def test_a_day_that_there_is_not(self, tmp_path):
        with pytest.raises(DataError) as raised:
            own.read_call(str(write(tmp_path, data_of(CALL_FILES[0]) | {"closes": "2026-02-30"})), EDITION)
        assert raised.value.sentence.ja.endswith(":`closes` に存在しない日付が書かれています。")

    def test_a_long_path_is_not_cut(self, tmp_path):
        folder = tmp_path.joinpath(*["long-name-of-a-folder" * 5] * 6)
        folder.mkdir(parents=True)
        with pytest.raises(DataError) as raised:
            load_programme(write(folder, []))
        assert str(folder / "own.yaml") in raised.value.sentence.en

    def test_the_error_can_travel(self, tmp_path):
        with pytest.raises(DataError) as raised:
            load_programme(tmp_path / "absent.yaml")
        travelled = pickle.loads(pickle.dumps(raised.value))
        assert (str(travelled), travelled.sentence) == (str(raised.value), raised.value.sentence)


class TestWrittenDown:
    def test_the_example_has_every_key(self):
        path = DATA.parents[1] / "examples" / "calls" / "joint-example-2027.yaml"
        call = own.read_call(str(path), EDITION)
        keys = json.loads(shipped_files.schema("call"))["properties"]
        assert set(data_of(path)) == set(keys) == {*Call._fields} - {"origin"}
        assert all(getattr(call, key) for key in keys)
        assert call.countries == Figure(("FR", "AT"))
        assert [agency.id for agency in call.agencies.value] == ["anr", "fwf", ""]
        assert call.agencies.value[2].country == "FR"
        assert call.total_cap == Figure(300_000_000, "stated", Text("section 2.3", "2.3節"))
        assert binding(call.max_years) is None
        assert call.steps[0].by.isoformat() == "2027-06-15T23:59:59+09:00"
        assert call.closes.isoformat() == "2027-06-30T12:00:00+09:00"
        assert (call.documents[0].max_pages, call.documents[0].format) == (10, Text("PDF", "PDF"))

    def test_what_the_pages_show_can_be_used(self, tmp_path):
        for page in ("calls.md", "calls.ja.md"):
            text = (DATA.parents[1] / "docs" / page).read_text(encoding="utf-8")
            (written,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
            path = tmp_path / "call.yaml"
            path.write_text(textwrap.dedent(written), encoding="utf-8")
            call = own.read_call(str(path), EDITION)
            assert (call.id, call.scheme, call.total_cap) == ("top-2027", "top", Figure(500_000_000))
            assert all(f"`{key}`" in text for key in Call._fields if key not in ("id", "origin"))


class TestOwnJointCall:
    @each(
        ("name", "country", "known"),
        [
            ("DFG", "DE", "dfg"),
            ("Deutsche Forschungsgemeinschaft", "ドイツ", "dfg"),
            ({"en": "German Research Foundation", "ja": "ドイツ研究振興協会"}, "Germany", "dfg"),
            ("EPSRC (UKRI)", "GB", "epsrc"),
            ("NRF", "SG", ""),
            ("DFG", "AT", ""),
            ("Example Foundation for Research", "DE", ""),
        ],
    )
    def test_an_agency_that_is_described_and_known_is_the_known_one(self, tmp_path, name, country, known):
        data = {**data_of(CALL_FILES[0]), "agencies": [{"name": name, "country": country}]}
        (agency,) = own.read_call(str(write(tmp_path, data)), EDITION).agencies.value
        assert agency.id == known

    def test_what_is_not_known_may_be_left_out(self, tmp_path):
        data = data_of(CALL_FILES[0])
        for key in ("theme", "total_cap", "min_years", "max_years", "opens", "closes", "source"):
            del data[key]
        call = own.read_call(str(write(tmp_path, data)), EDITION)
        assert call.origin == "own"
        assert (call.theme, call.total_cap, call.min_years, call.closes) == (None, None, None, None)

    @each("source", ["https://example.org/guidelines.pdf", "Call guidelines 2027, p. 3", "公募要領(第2版)3.2節"])
    def test_the_source_may_be_an_address_or_a_document_by_name(self, tmp_path, source):
        data = {**data_of(CALL_FILES[0]), "source": source}
        assert own.read_call(str(write(tmp_path, data)), EDITION).source == source

    def test_whole(self):
        shipped = load.known_call(CALL_FILES[3].stem, EDITION)
        assert own.read_call(str(CALL_FILES[3]), EDITION) == shipped._replace(origin="own")

    def test_ill_shaped(self, tmp_path):
        for change, said in [
            ({"min_years": {"value": 6, "basis": "stated"}}, "`min_years` is above `max_years`."),
            ({"min_years": {"value": 5, "basis": "guessed"}}, "`min_years.basis` must be one of stated, inferred."),
            ({"direct_cap": 2, "total_cap": 1}, "`direct_cap` is above `total_cap`."),
            ({"opens": "2025-01-02", "closes": "2025-01-01"}, "`opens` is later than `closes`."),
            ({"support_starts": {"from": "2025-01-02", "to": "2025-01-01"}}, "`support_starts` is later than `to`."),
            ({"scheme": "topp"}, "`scheme` is not among `aspire list schemes`."),
            ({"steps": [{"what": "x", "by": "2025-02-29"}]}, "`steps[0].by` names a day that does not exist."),
            ({"documents": [{"max_pages": 3}]}, "`documents[0]` lacks the key `name`."),
            ({"agencies": ["Agency of Nowhere"]}, "`agencies[0]` is not among `aspire list agencies`."),
            (
                {"closes": "soon"},
                "`closes` has the wrong form. Asked for: a day as YYYY-MM-DD, or an instant with its zone such as"
                " 2026-05-12T12:00+09:00; null where it is not known.",
            ),
        ]:
            path = write(tmp_path, data_of(CALL_FILES[0]) | change)
            with pytest.raises(DataError) as raised:
                own.read_call(str(path), EDITION)
            assert str(raised.value).endswith(": " + said)

    def test_a_plain_figure_is_stated(self, tmp_path):
        path = write(tmp_path, data_of(CALL_FILES[0]) | {"total_cap": 300_000_000})
        assert own.read_call(str(path), EDITION).total_cap == Figure(300_000_000)

    def test_a_figure_that_is_none(self, tmp_path):
        for value in ["3億円", []]:
            path = write(tmp_path, data_of(CALL_FILES[0]) | {"total_cap": value})
            with pytest.raises(DataError, match="`total_cap` must be a whole number or null"):
                own.read_call(str(path), EDITION)

    def test_can_travel_to_another_process(self, tmp_path):
        edition = with_calls(EDITION, [str(path) for path in CALL_FILES])
        assert pickle.loads(pickle.dumps(edition)) == edition

    def test_the_same_file_twice(self, tmp_path):
        path = write(tmp_path, data_of(CALL_FILES[0]))
        with pytest.raises(DataError, match=r"own\.yaml is named twice\.$"):
            with_calls(load_programme(), [path, path])
