"""The names in the schema for editors: every spelling that `aspire check` takes, in any case; typos stand out."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.programme import names, shipped
from aspire_cli.programme.load import call_ids, load_programme
from aspire_cli.programme.model import spellings
from aspire_cli.words.spelling import fold

EDITION = load_programme()
SCHEMA: dict[str, Any] = json.loads(shipped_files.schema("proposal"))
COUNTRIES = [spelling for country in shipped.countries().values() for spelling in spellings(country)]
FIELDS = [spelling for field in EDITION.fields.values() for spelling in spellings(field)]
SCHEMES = [spelling for scheme in EDITION.schemes.values() for spelling in spellings(scheme)]
CALLS = [*call_ids(EDITION)]
CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title, str.swapcase]
JAPANESE = "[ぁ-んァ-ヶー一-鿿]"


def accepts(definition: str, text: str) -> bool:
    schema = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{definition}"}
    return bool(Draft202012Validator(schema).is_valid(text))


def full_width(text: str) -> str:
    return re.sub("[!-~]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


def spaced(text: str) -> str:
    return f" {text} ".replace(" ", "　 ")


def set_apart(text: str) -> str:
    """Return the text with a space before and after each Japanese character."""
    return re.sub(f"({JAPANESE})", r" \1 ", text)


BETWEEN = st.sampled_from(["", " ", "(", "（", " / ", "・", "､", "：", " - ", "－", "【", "|", "と", "."])
KNOWN = {"scheme": SCHEMES, "field": FIELDS, "country": COUNTRIES}
FIND: dict[str, Callable[[str], object]] = {
    "scheme": lambda text: names.find(EDITION.schemes, text),
    "field": lambda text: names.find(EDITION.fields, text),
    "country": lambda text: names.find_country(EDITION, text),
    "jointCall": lambda text: fold(text) in CALLS,
}
WAYS = st.lists(st.sampled_from([*CASES, full_width, spaced, set_apart]), max_size=3)


@given(
    st.one_of(
        st.tuples(st.just("scheme"), st.sampled_from(SCHEMES)),
        st.tuples(st.just("field"), st.sampled_from(FIELDS)),
        st.tuples(st.just("country"), st.sampled_from(COUNTRIES)),
        st.tuples(st.just("jointCall"), st.sampled_from(CALLS)),
    ),
    WAYS,
)
def test_every_way_to_write_a_name_is_clean_where_the_check_takes_it(name: tuple[str, str], ways: list[Any]) -> None:
    kind, text = name
    for way in ways:
        text = way(text)
    if FIND[kind](text):
        assert accepts(kind, text)
        assert kind not in ("field", "country") or accepts({"field": "optionalField"}.get(kind, "homeCountry"), text)


@given(st.data(), WAYS, st.sampled_from(["", ")", "）", "】", " "]))
def test_several_names_are_clean_where_the_check_takes_them(data: Any, ways: list[Any], end: str) -> None:
    kind = data.draw(st.sampled_from([*KNOWN]))
    things = {"scheme": EDITION.schemes, "field": EDITION.fields, "country": shipped.countries()}[kind]
    thing = data.draw(st.sampled_from([*things.values()]))
    known = st.sampled_from([*spellings(thing), *spellings(thing), *KNOWN[kind]])
    text = data.draw(known)
    for _ in range(data.draw(st.integers(1, 2))):
        text += data.draw(BETWEEN) + data.draw(known)
    text += end
    for way in ways:
        text = way(text)
    is_taken = FIND[kind](text) is not None
    if kind == "scheme":
        assert accepts(kind, text) == is_taken
    elif is_taken:
        assert accepts(kind, text)
        assert accepts({"field": "optionalField"}.get(kind, "homeCountry"), text)


def test_every_spelling_of_a_country_in_every_case() -> None:
    for spelling in COUNTRIES:
        for case in CASES:
            text = case(spelling)
            assert accepts("country", text) or names.find_country(EDITION, text) is None


def test_what_people_write() -> None:
    for definition, texts in [
        ("scheme", ["Top", "TOP", "ﾄｯﾌﾟ", "ｔｏｐ", "次世代 の ための ASPIRE"]),
        ("field", ["AI", "Ai", "QUANTUM", "Artificial Intelligence", "ＡＩ・情報", "AI ・ 情報", "ﾊﾞｲｵ"]),
        ("country", ["uk", "usa", "fr", "FRANCE", "The Netherlands", "korea", "ＦＲ", "no", "フ ラ ン ス"]),
        ("country", ["欧州連合(EU)", "UK (England)", "U.S.A", "Netherlands (the)", "Korea (the Republic of)"]),
        ("country", ["FR フランス", "FRフランス", "France フランス", "FR - France", "US USA", "フランス・FR"]),
        ("field", ["quantum 量子", "量子(quantum)", "量子 / Quantum", "AI・情報 (ai)"]),
        ("scheme", ["top トップ", "トップ（top）", "top: ASPIRE for Top Scientists"]),
        ("jointCall", ["JP-DE-Quantum-2024", " jp-de-quantum-2024 ", "TBD"]),
    ]:
        for text in texts:
            assert accepts(definition, text), text


def test_what_nobody_takes_is_underlined() -> None:
    for definition, texts in [
        ("scheme", ["toop", "TBD", "", "トップ級", "○○", "top.", "top 次世代", "トップ(joint)", "top top top top"]),
        ("field", ["cooking", "量子(cooking)", "AI/cooking", "量 子 学", "TBD", "未定", "", "○○"]),
        (
            "country",
            ["Atlantis", "アトランティス", "Frnace", "F R", "FR Frnace", "NORWAT", "TBD", "...", "．．．", " "],
        ),
        ("homeCountry", ["Atlantis", "アトランティス"]),
        ("jointCall", ["jp-fr-cheese-2026", "共同公募", "jp de quantum 2024"]),
    ]:
        for text in texts:
            assert not accepts(definition, text), text
