"""The JSON Schema of the proposal file: what it asks for, what it refuses, what it tells an editor."""

import copy
import json
import re
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aspire_cli import fiscal, money
from aspire_cli.document.document import read_document
from aspire_cli.programme import load
from aspire_cli.proposal.values import percent
from aspire_cli.proposal.written import is_placeholder, is_written
from aspire_cli.words.spelling import fold
from tests import test_money
from tools import generate_schema

ROOT = Path(__file__).parents[2]
SCHEMA_PATH = ROOT / "schemas" / "proposal.schema.json"
SCHEMA: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"), parse_float=Decimal)
DEFS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)
GONE = object()
JAPANESE = "[ぁ-んァ-ヶ一-鿿]"

EXAMPLE = """
scheme: top
stage: final
title:
  en: Joint initiative on quantum spintronics
  ja: 量子スピントロニクス国際共同研究
field: quantum
keywords: [spintronics, quantum sensing]
period:
  start: 2026-12-01
  end: 2031-11-30
principal_investigator:
  name: 山田 太郎
  institution: The University of Tokyo
  country: JP
  position: Professor
  researcher_number: "00123456"
  orcid: 0000-0002-1825-0097
  track_record:
    - Plenary lecture, International Conference on Magnetism 2024
  other_funding:
    - {agency: JSPS, programme: KAKENHI Specially Promoted Research, amount: 3億円, until: 2030-03-31}
  independent_environment: Own laboratory since 2021
team:
  - {name: 鈴木 花子, institution: RIKEN, country: JP}
counterparts:
  - name: Lucie Martin
    institution: CNRS
    country: FR
    lead: true
    support: {agency: ANR, programme: PEPR SPIN, status: receiving, from: 2024-02-01, until: 2030-01-31}
activities:
  research: |
    …
  exchange:
    - what: Three Japanese doctoral students stay in Grenoble for six months a year
  training:
    - …
budget:
  unit: yen
  indirect_rate: 30
  years:
    - fiscal_year: 2026
      goods: 12_000_000
      travel: 3,000,000
      personnel: 800万円
      other: 0.5億円
call: jp-uk-human-centred-ai-2025
"""
GOOD: dict[str, Any] = read_document(EXAMPLE.encode(), "proposal.yaml").data
INLINE_CALL: dict[str, Any] = read_document(
    b"{agency: DFG, theme: Quantum technologies, field: quantum, countries: [DE],"
    b" total_cap: 300000000, min_years: 3, max_years: 5}",
    "proposal.yaml",
).data
Steps = tuple[str | int, ...]
YEAR: Steps = ("budget", "years", 0)
SUPPORT: Steps = ("counterparts", 0, "support")
# The keys that the schema itself asks for; everything else is asked for by rules.
REQUIRED: set[Steps] = {
    ("scheme",),
    ("title",),
    ("field",),
    ("period",),
    ("period", "start"),
    ("period", "end"),
    ("principal_investigator",),
    ("principal_investigator", "name"),
    ("principal_investigator", "institution"),
    ("counterparts",),
    ("counterparts", 0, "name"),
    ("counterparts", 0, "institution"),
    ("counterparts", 0, "country"),
    (*SUPPORT, "status"),
    ("activities",),
    ("budget",),
    ("budget", "years"),
    (*YEAR, "fiscal_year"),
}


def changed(path: Steps, value: object, base: dict[str, Any] = GOOD) -> dict[str, Any]:
    proposal = copy.deepcopy(base)
    parent: Any = proposal
    for step in path[:-1]:
        parent = parent[step]
    if value is GONE:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return proposal


def faults(proposal: object) -> list[tuple[Steps, str]]:
    return [(tuple(error.absolute_path), str(error.validator)) for error in VALIDATOR.iter_errors(proposal)]


def mappings(value: Any, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, dict):
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in entries:
        yield from mappings(item, (*path, step))


def value_at(path: Steps) -> Any:
    value: Any = GOOD
    for step in path:
        value = value[step]
    return value


def keys() -> list[Steps]:
    return [(*path, key) for path in mappings(GOOD) for key in value_at(path)]


def subschemas(node: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield where, node
        for key, item in node.items():
            yield from subschemas(item, f"{where}/{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from subschemas(item, f"{where}/{number}")


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what it refers to; its own title, description and examples win."""
    if "$ref" not in schema:
        return schema
    target: Any = SCHEMA
    for step in schema["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**resolved(target), **{key: item for key, item in schema.items() if key != "$ref"}}


def choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a value may be, each way with what it refers to."""
    ways = [resolved(one) for one in schema.get("anyOf", [])]
    return [*ways, *(inner for one in ways for inner in choices(one))]


def properties() -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Return every key that a proposal may bear, with the schema it stands in; `if` blocks only look at keys.

    A key of which a draft and a final proposal say different things stands in the two.
    """
    of_stage = [(f"/{key}", SCHEMA[key]) for key in ("then", "else")]
    return [
        (f"{where}/{key}", key, parent, resolved(schema))
        for where, parent in (*subschemas(SCHEMA), *of_stage)
        if "additionalProperties" in parent or (where, parent) in of_stage
        for key, schema in parent["properties"].items()
        if schema is not True
    ]


def test_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:aspire-cli:proposal"


def test_says_nothing_of_a_good_proposal() -> None:
    assert faults(GOOD) == []
    assert faults(changed(("call",), INLINE_CALL)) == []


def test_asks_for_exactly_the_keys_of_the_file_format() -> None:
    for path in keys():
        assert faults(changed(path, GONE)) == ([(path[:-1], "required")] if path in REQUIRED else [])


def test_takes_a_bare_key_exactly_where_it_may_be_left_out() -> None:
    for path in keys():
        found = faults(changed(path, None))
        assert {where for where, _ in found} == ({path} if path in REQUIRED else set())


def test_refuses_unknown_keys_save_the_users_own() -> None:
    for path in [*mappings(GOOD)]:
        assert faults(changed((*path, "unknown"), 1)) == [(path, "additionalProperties")]
        assert faults(changed((*path, "x-own"), {"anything": [1]})) == []


def test_refuses_unknown_keys_of_an_inline_call() -> None:
    assert faults(changed(("call",), {**INLINE_CALL, "agencies": ["DFG"]})) == [(("call",), "additionalProperties")]


def test_finds_one_fault_where_it_is() -> None:
    for path, value, keyword in [
        (("scheme",), "toop", "anyOf"),
        (("stage",), "finished", "anyOf"),
        (("field",), "cooking", "anyOf"),
        (("title",), "", "pattern"),
        (("title",), " \n", "pattern"),
        (("title",), 2026, "type"),
        (("title",), {}, "minProperties"),
        (("title", "en"), 2026, "type"),
        (("keywords",), "spintronics", "pattern"),
        (("keywords", 0), {"en": "spintronics"}, "type"),
        (("period",), "2026-12-01/2031-11-30", "type"),
        (("period", "start"), "2026/12/01", "pattern"),
        (("period", "start"), "2026-13-01", "pattern"),
        (("period", "start"), "2026-00-01", "pattern"),
        (("period", "start"), "2026-04-31", "pattern"),
        (("period", "start"), "2027-02-29", "pattern"),
        (("period", "start"), "２０２６-12-01", "pattern"),
        (("period", "end"), 20311130, "type"),
        (("principal_investigator", "country"), "Nihonia", "anyOf"),
        (("principal_investigator", "researcher_number"), ["00123456"], "type"),
        (("principal_investigator", "other_funding"), {"agency": "JSPS"}, "type"),
        (("principal_investigator", "other_funding", 0, "amount"), "3億ドル", "pattern"),
        (("principal_investigator", "other_funding", 0, "amount"), 0.5, "type"),
        (("principal_investigator", "other_funding", 0, "until"), "令和12年3月31日", "pattern"),
        (("principal_investigator", "track_record", 0), {"what": "lecture"}, "type"),
        (("team",), {"name": "鈴木 花子"}, "type"),
        (("counterparts",), [], "minItems"),
        (("counterparts", 0), "Lucie Martin", "pattern"),
        (("counterparts", 0, "country"), "Narnia", "anyOf"),
        (("counterparts", 0, "country"), "アトランティス", "anyOf"),
        (("counterparts", 0, "lead"), "yes", "pattern"),
        (SUPPORT, "ANR", "pattern"),
        ((*SUPPORT, "status"), "soon", "anyOf"),
        (SUPPORT, [[]], "type"),
        (SUPPORT, [{"agency": "ANR"}], "required"),
        (("activities",), ["research"], "type"),
        (("activities", "exchange", 0), ["stay"], "type"),
        (("activities", "exchange", 0, "what"), 3, "type"),
        (("budget", "unit"), "dollar", "anyOf"),
        (("budget", "indirect_rate"), 101, "maximum"),
        (("budget", "indirect_rate"), "30円", "pattern"),
        (("budget", "years"), [], "minItems"),
        (("budget", "total"), -1, "minimum"),
        (("budget", "total"), 10**15 + 1, "maximum"),
        (("budget", "total"), "4.123456789億円", "pattern"),
        (("budget", "total"), 12.5, "type"),
        (("budget", "total"), "1,234.5", "pattern"),
        (("budget", "total"), True, "type"),
        ((*YEAR, "fiscal_year"), 1999, "minimum"),
        ((*YEAR, "fiscal_year"), "26年度", "pattern"),
        ((*YEAR, "goods"), "12,00", "pattern"),
        ((*YEAR, "goods"), "-5", "pattern"),
        ((*YEAR, "goods"), "1億2千", "pattern"),
        ((*YEAR, "goods"), "5億12,000万円", "pattern"),
        ((*YEAR, "goods"), "0,500万円", "pattern"),
        ((*YEAR, "goods"), "70.000", "pattern"),
        ((*YEAR, "goods"), 12.5, "type"),
        (YEAR, {"fiscal_year": 2026, "indirect": 1}, "anyOf"),
        (("call",), "jp-fr-cheese-2026", "pattern"),
        (("call",), ["jp-de-quantum-2024"], "type"),
    ]:
        found = [(where, name) for where, name in faults(changed(path, value)) if where[: len(path)] == path]
        assert found == faults(changed(path, value))
        assert [name for _, name in found] == [keyword]


def test_takes_every_way_to_write_it() -> None:
    for path, value in [
        (("scheme",), "次世代のためのASPIRE"),
        (("scheme",), "next"),
        (("field",), "量子"),
        (("title",), "量子スピントロニクス国際共同研究"),
        (("title",), {"ja": "量子スピントロニクス国際共同研究", "en": None}),
        (("principal_investigator", "researcher_number"), 10234567),
        (("principal_investigator", "name"), {"en": "Taro Yamada", "ja": "山田 太郎"}),
        (("principal_investigator", "institution"), {"en": "The University of Tokyo", "ja": "東京大学"}),
        (("principal_investigator", "track_record"), "Plenary lecture"),
        (("principal_investigator", "independent_environment"), ["Own laboratory since 2021"]),
        (("principal_investigator", "other_funding"), ["KAKENHI until 2030"]),
        (("principal_investigator", "other_funding", 0, "from"), "2024-02-29"),
        (("counterparts", 0, "country"), "英国"),
        (("counterparts", 0, "country"), "NO"),
        (("counterparts", 0, "country"), "SG"),
        (("counterparts", 0, "country"), "Ireland"),
        (("counterparts", 0, "country"), "日本"),
        (("counterparts", 0, "country"), "UK (England)"),
        (("period", "start"), "2026-12-01\n"),
        ((*SUPPORT, "status"), "受給中"),
        (("stage",), "下書き"),
        ((*YEAR, "goods"), "2千5百万円"),
        ((*YEAR, "goods"), "三億円"),
        ((*YEAR, "goods"), "1億2千万円"),
        ((*YEAR, "goods"), "三千五百二十万円"),
        (("budget", "unit"), "千円"),
        (("budget", "indirect_rate"), "12.5 %"),
        (("call",), "JP-DE-Quantum-2024"),
        (SUPPORT, [{"agency": "ANR", "status": "planned"}, {"agency": "ERC", "status": "receiving"}]),
        ((*SUPPORT, "until"), "未定"),
        (("activities", "training"), ["summer school", {"what": "stay", "when": 2028, "who": "students"}, None]),
        ((*YEAR, "fiscal_year"), "令和8年度"),
        (YEAR, {"fiscal_year": 2026, "direct": 0}),
        (YEAR, {"fiscal_year": "FY2026", "institution": "RIKEN", "other": "3億8,000万円", "goods": None}),
    ]:
        assert faults(changed(path, value)) == []


def test_takes_plain_decimals_in_larger_units() -> None:
    for value in [Decimal("12.5"), Decimal("10.01"), Decimal(0), "1,234.5", "1.5000", 10**9]:
        for unit in ["thousand_yen", "million_yen"]:
            larger = changed(("budget", "unit"), unit)
            for path in (("budget", "total"), (*YEAR, "goods")):
                assert faults(changed(path, value, larger)) == []


def test_asks_for_an_amount_that_is_written() -> None:
    for empty in [None, "", "  ", "TBD", "未定"]:
        assert {path for path, _ in faults(changed(YEAR, {"fiscal_year": 2026, "goods": empty}))} == {YEAR}
        for amounts in ({"direct": empty}, {"goods": None, "direct": empty}):
            found = faults(changed(YEAR, {"fiscal_year": 2026, **amounts}))
            assert found
            assert {path for path, _ in found} <= {YEAR, (*YEAR, "direct")}


def test_asks_for_one_language() -> None:
    for empty in [{"en": None}, {"ja": ""}, {"en": " ", "ja": None}]:
        assert {path[0] for path, _ in faults(changed(("title",), empty))} == {"title"}


def test_every_key_speaks_both_languages() -> None:
    for where, schema in [(entry[0], entry[3]) for entry in properties()]:
        title, description = schema["title"], schema["description"]
        assert title == "ORCID iD" or re.fullmatch(rf"[^/]+ / .*{JAPANESE}.*", title), where
        assert re.fullmatch(rf"[A-Za-z].*[A-Za-z0-9)円]\. .*{JAPANESE}.*。", description), where


def test_every_key_for_text_or_numbers_has_examples_or_names() -> None:
    for where, schema in [(entry[0], entry[3]) for entry in properties()]:
        types = schema.get("type", "string")
        branches = choices(schema)
        only_placeholders = schema.get("pattern") == DEFS["unwritten"]["pattern"]
        told = {"integer", "number", "boolean"} if only_placeholders else {"string", "integer", "number", "boolean"}
        if told & {*([types] if isinstance(types, str) else types)}:
            listed = [
                *schema.get("examples", []),
                *schema.get("enum", []),
                *(name for b in branches for name in b.get("enum", [])),
            ]
            assert listed or where.endswith(("/en", "/ja")), where
        for example in schema.get("examples", []):
            assert VALIDATOR.evolve(schema=schema).is_valid(example), (where, example)


def test_every_key_may_be_bare_unless_it_is_asked_for() -> None:
    for where, key, parent, schema in properties():
        bare = VALIDATOR.evolve(schema=schema).is_valid(None)
        assert bare == (key not in parent.get("required", [])), where


def test_messages_speak_both_languages() -> None:
    messages = [
        schema[key]
        for _, schema in subschemas(SCHEMA)
        for key in ("errorMessage", "patternErrorMessage")
        if isinstance(schema.get(key), str)
    ]
    assert messages
    assert all(re.fullmatch(rf"[A-Z].*\. .*{JAPANESE}.*。", message) for message in messages)


def test_refers_to_each_definition_and_adds_only_words() -> None:
    refs = [schema for _, schema in subschemas(SCHEMA) if isinstance(schema.get("$ref"), str)]
    assert {ref["$ref"].split("/")[2] for ref in refs} == DEFS.keys()
    assert {key for ref in refs for key in ref} <= {"$ref", "title", "description", "examples", "default"}


def test_a_support_and_an_entry_of_a_list_bear_the_same_keys() -> None:
    assert DEFS["support"]["properties"].keys() == DEFS["supportEntry"]["properties"].keys()
    assert DEFS["support"]["required"] == DEFS["supportEntry"]["required"]


def test_names_come_from_the_data() -> None:
    edition = load.load_programme()
    for name, ids in (("scheme", edition.schemes), ("field", edition.fields), ("country", edition.countries)):
        assert DEFS[name]["anyOf"][0]["enum"][: len(ids)] == [*ids]
    assert DEFS["jointCall"]["examples"] == [*load.call_ids(load.load_programme())]
    for schema in (DEFS[name]["anyOf"][0] for name in ("scheme", "field", "optionalField", "country")):
        assert len(schema["enum"]) == len({*schema["enum"]}) == len(schema["enumDescriptions"])


def test_is_up_to_date_with_the_data() -> None:
    assert generate_schema.files() == {generate_schema.SCHEMA: SCHEMA_PATH.read_text(encoding="utf-8")}


def test_the_tool_mends_a_stale_file(tmp_path: Path) -> None:
    stale = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    stale["$defs"]["field"]["anyOf"][0]["enum"].remove("quantum")
    path = tmp_path / "proposal.schema.json"
    path.write_text(json.dumps(stale), encoding="utf-8")
    assert generate_schema.files(path) == {path: SCHEMA_PATH.read_text(encoding="utf-8")}


def test_a_new_country_is_an_edit_of_the_data_alone() -> None:
    edition = load.load_programme()
    country = edition.countries["FR"]._replace(code="QZ", name=edition.name, aliases=("Q.Z. (new)",))
    countries = {**edition.countries, "QZ": country}
    schema = generate_schema.generated(copy.deepcopy(SCHEMA), edition._replace(countries=countries), ("one", "two"))
    validator = Draft202012Validator(schema)
    for name in ("QZ", "Q.Z. (new)"):
        assert validator.is_valid(changed(("call",), "two", changed(("counterparts", 0, "country"), name)))
        assert validator.is_valid(changed(("call",), "two", changed(("team", 0, "country"), name)))
        assert not validator.is_valid(changed(("counterparts", 0, "country"), name))


def test_words_for_a_choice_that_are_only_likely_are_underlined_and_stand_for_one() -> None:
    for _, schema in subschemas(SCHEMA):
        for word, texts in schema.get("x-likely", {}).items():
            assert word in schema["x-understood"]
            for text in texts:
                assert not VALIDATOR.evolve(schema=schema).is_valid(text), text
                assert [fold(text) in map(fold, others) for others in schema["x-likely"].values()].count(True) == 1


PATTERNS = sorted(
    {schema["pattern"] for _, schema in subschemas(SCHEMA) if isinstance(schema.get("pattern"), str)}
    | {key for _, schema in subschemas(SCHEMA) for key in schema.get("patternProperties", {})}
)


def test_patterns_mean_the_same_everywhere() -> None:
    for pattern in PATTERNS:
        re.compile(pattern)
        assert pattern.startswith("^")
        assert not re.search(r"\\(?!u[0-9a-f]{4})[^sSn^$*+?.()\[\]{}|\\]", pattern), (
            "an escape that ECMAScript or Python reads otherwise"
        )
        assert not re.search(r"\(\?(?![:=!])", pattern), "a group that ECMAScript or Python does not have"


def test_patterns_take_linear_time() -> None:
    for pattern in PATTERNS:
        compiled = re.compile(pattern)
        pieces = [
            "1",
            "1,",
            "1,111",
            "1_",
            ".",
            "1.1",
            ".1",
            "0",
            " ",
            "　",
            "億",
            "1億",
            "1万",
            "¥",
            "TBD",
            "令和",
            "a",
            "F",
            "フ",
            "中 ",
        ]
        started = time.perf_counter()
        for piece in pieces:
            for end in ("", "x", "円"):
                compiled.search(piece * (20_000 // len(piece)) + end)
        assert time.perf_counter() - started < 10  # a quadratic pattern takes minutes


NUMBERS = st.sampled_from(
    [
        *("1", "12", "300", "3,000", "10_000", "0", "１２", "3,00", "_1", "", "12345", "1" + "0" * 15),
        *("五", "十", "千", "三百", "二五〇", "〇", "〇五", "五1", "1千", "2千5", "千2", "九千九百"),
    ]
)
DECIMALS = st.sampled_from(["", "", "", ".5", ".25", ".125000", "．5", ".0", "."])
MULTIPLES = st.sampled_from(
    [
        *("", "兆", "億", "千万", "百万", "十万", "万", "万", "億", "千", "百", "十"),
        *("k", "M", "Million", "ＴＨＯＵＳＡＮＤ", "円"),
    ]
)
SPACE = st.sampled_from(["", "", "", " ", "\u00a0", "\u2009", "\u202f", "　", "\t", "\u200b"])
SEGMENTS = st.tuples(NUMBERS, DECIMALS, SPACE, MULTIPLES).map("".join)
AMOUNTS = st.tuples(
    st.sampled_from(["", "", "¥", "￥", "JPY", "-"]),
    SPACE,
    st.lists(SEGMENTS, min_size=1, max_size=4).map("".join),
    SPACE,
    st.sampled_from(["", "", "円", "yen", "ドル"]),
).map("".join)


def reason_of(text: str, unit: str) -> str | None:
    try:
        money.read(text, unit)
    except money.AmountError as error:
        return error.reason
    return None


# Of a fund; and of a budget in yen, thousands and millions.
AMOUNT_IN = (
    (("amount",), "yen"),
    (("budgetAmount", "wholeAmount"), "yen"),
    (("budgetAmount", "thousandAmount"), "thousand_yen"),
    (("budgetAmount", "millionAmount"), "million_yen"),
)


@given(text=AMOUNTS)
def test_an_amount_is_clean_in_the_editor_exactly_if_it_can_be_read(text: str) -> None:
    for definitions, unit in AMOUNT_IN:
        is_clean = all(re.search(DEFS[name]["pattern"], text) for name in definitions)
        assert is_clean == (not is_written(text) or reason_of(text, unit) is None), unit


def test_every_amount_of_the_tests_of_money_is_judged_alike() -> None:
    refused = [*test_money.UNREADABLE, *(text for texts in test_money.MEANT.values() for text in texts)]
    for text in [*refused, *(text for text, _ in test_money.SPELLINGS)]:
        is_clean = re.search(DEFS["amount"]["pattern"], text) is not None
        assert is_clean == (not is_written(text) or reason_of(text, "yen") is None), text


PIECES = [*"()[]{}<>（）［］｛｝＜＞【】「」『』 　", "tbd", "ＴＢＤ", "未定", "-", "なし", "x"]
BRACKETED = st.lists(st.sampled_from(PIECES), max_size=6)


@given(text=BRACKETED.map("".join))
def test_a_text_is_unwritten_in_the_editor_exactly_if_it_is_in_the_check(text: str) -> None:
    assert (re.search(DEFS["unwritten"]["pattern"], text) is not None) == (not is_written(text))


def test_an_amount_that_cannot_be_read_is_underlined_once() -> None:
    for unit, value in [
        ("thousand_yen", Decimal("10.0005")),
        ("thousand_yen", Decimal("0.00001")),
        ("thousand_yen", 10**12 + 1),
        ("thousand_yen", "1.0005"),
        ("thousand_yen", "1,000,000,000,001"),
        ("million_yen", Decimal("0.0000001")),
        ("million_yen", "1.0000005"),
        ("million_yen", 10**9 + 1),
        ("yen", "1001兆円"),
        ("yen", "9,999兆円"),
        ("yen", "99999999億円"),
        ("yen", "1000.5兆円"),
    ]:
        with pytest.raises(money.AmountError):
            money.read(value, unit)
        in_unit = changed(("budget", "unit"), unit)
        for path in (("budget", "total"), (*YEAR, "goods")):
            assert [where for where, _ in faults(changed(path, value, in_unit))] == [path]


def test_the_largest_amounts_are_clean_in_the_editor() -> None:
    for text in ["1000兆円", "1,000兆", "1000.0兆円", "10000000億円", "999兆円", "0999兆円"]:
        money.read(text)
        assert faults(changed((*YEAR, "goods"), text)) == []


SPELLINGS = """
    380 12_000_000 5000円 １，０００円 ￥5 5k 380M 1千万円 3十万 6,900万円 69000千円 380百万円 ¥380,000,000
    3.8億円 3億8,000万円 1億2千万 ３．８億円 0.12345678億 1.5000万円
"""


def test_every_spelling_of_an_amount_is_clean_in_the_editor() -> None:
    for text in [*SPELLINGS.split(), "5 yen", "JPY 5"]:
        money.read(text)
        assert VALIDATOR.evolve(schema=DEFS["amount"]).is_valid(text)
        assert faults(changed((*YEAR, "direct"), text)) == []


@given(st.dates().map(str) | st.from_regex(r"(1[89]|2[012])[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True))
def test_a_date_is_clean_in_the_editor_exactly_if_it_can_be_read(text: str) -> None:
    try:
        fiscal.read_date(text)
        readable = True
    except fiscal.DateError:
        readable = False
    for name in ("date", "optionalDate"):
        assert VALIDATOR.evolve(schema=DEFS[name]).is_valid(text) == readable


PERCENTS = st.tuples(
    SPACE,
    st.sampled_from(["0", "00", "５", "30", "３０", "99", "100", "１００", "101", "0030", "00100", "1000", "-5", "三"]),
    st.sampled_from(["", "", ".5", "．０", ".0", ".", ".05"]),
    SPACE,
    st.sampled_from(["%", "％", "%", "", "﹪", "円"]),
    SPACE,
).map("".join)


@given(text=PERCENTS)
def test_a_percent_is_clean_in_the_editor_exactly_if_it_can_be_read(text: str) -> None:
    number = percent(text)
    assert VALIDATOR.evolve(schema=DEFS["percent"]).is_valid(text) == (number is not None and 0 <= number <= 100)


def test_a_fiscal_year_that_can_be_read_is_clean_in_the_editor() -> None:
    for text in ["2026", "2026年度", "2026年", "令和8年度", "令和元年度", "FY2026", "fy 2026", "R8", "２０２６年度"]:
        assert 2019 <= fiscal.read_fiscal_year(text) <= 2026
        assert faults(changed((*YEAR, "fiscal_year"), text)) == []


def test_a_placeholder_is_clean_in_the_editor_where_the_key_may_be_left_out() -> None:
    for text in ["TBD", "todo", "XXX", "未定", "調整中", "○○", "〇〇", "◯◯", "△△", "…", "..."]:
        assert is_placeholder(text)
        assert faults(changed((*SUPPORT, "until"), text)) == []
        assert faults(changed((*YEAR, "goods"), text)) == []
        assert faults(changed(("period", "start"), text)) == [(("period", "start"), "pattern")]


UNWRITTEN_WAYS = [None, "", " ", "TBD", "未定", "…"]
OPTIONAL: list[Steps] = [
    ("stage",),
    ("keywords",),
    ("team",),
    ("team", 0),
    ("team", 0, "country"),
    ("principal_investigator", "country"),
    ("principal_investigator", "other_funding"),
    ("counterparts", 0, "lead"),
    SUPPORT,
    ("budget", "unit"),
    ("budget", "indirect_rate"),
    ("call",),
]


def test_not_written_is_one_thing_everywhere() -> None:
    for path in OPTIONAL:
        for empty in UNWRITTEN_WAYS:
            assert not is_written(empty)
            assert faults(changed(path, empty)) == []


def test_so_it_is_in_an_inline_call() -> None:
    for key in INLINE_CALL:
        for empty in UNWRITTEN_WAYS:
            assert faults(changed(("call",), {**INLINE_CALL, key: empty})) == []


ERAS = [f"{era}{year}{end}" for era in ("令和", "平成", "R", "h") for year in range(100) for end in ("", "年度")]


def test_a_fiscal_year_is_clean_in_the_editor_exactly_if_it_can_be_read() -> None:
    for texts in [ERAS, [str(year) for year in range(1990, 2110)]]:

        def readable(text: str) -> bool:
            try:
                return bool(fiscal.read_fiscal_year(text))
            except fiscal.FiscalYearError:
                return False

        assert [
            text for text in texts if VALIDATOR.evolve(schema=DEFS["fiscalYear"]).is_valid(text) != readable(text)
        ] == []


YEARS = st.tuples(
    SPACE,
    st.sampled_from(["", "FY", "ＦＹ", "fy", "令和", "R", "ｒ", "R.", "平成", "Ｈ．", "昭和"]),
    SPACE,
    st.sampled_from(
        ["2026", "２０２６", "2100", "2101", "1999", "8", "８", "08", "元", "82", "83", "12", "11", "99", "八"]
    ),
    SPACE,
    st.sampled_from(["", "年度", "年", "度"]),
    SPACE,
).map("".join)


@given(text=YEARS)
def test_so_it_is_with_any_space_and_width(text: str) -> None:
    try:
        fiscal.read_fiscal_year(text)
        readable = True
    except fiscal.FiscalYearError:
        readable = False
    assert VALIDATOR.evolve(schema=DEFS["fiscalYear"]).is_valid(text) == readable


class TestDraft:
    def test_each_key_stands_once_for_each_stage(self) -> None:
        of_stage = {key for key, schema in SCHEMA["properties"].items() if schema is True}
        assert SCHEMA["then"]["properties"].keys() == SCHEMA["else"]["properties"].keys() == of_stage

    def test_asks_for_no_key_but_the_scheme(self) -> None:
        for path in keys():
            draft = changed(path, GONE) | {"stage": "下書き"}
            if path == ("stage",):
                continue
            assert faults(draft) == ([((), "required")] if path == ("scheme",) else [])

    def test_takes_a_bare_key_and_a_placeholder_for_any_value_but_the_scheme(self) -> None:
        for path in keys():
            for nothing in (None, "TBD", ""):
                if path not in (("stage",), ("scheme",)):
                    assert faults(changed(path, nothing) | {"stage": "draft"}) == [], (path, nothing)

    def test_asks_the_same_of_what_is_written(self) -> None:
        for path in keys():
            for wrong in (["x", ["y"]], {"unknown": 1}, -1.5):
                if path != ("stage",):
                    final, draft = (bool(faults(changed(path, wrong) | {"stage": one})) for one in ("final", "draft"))
                    assert final == draft, (path, wrong)
