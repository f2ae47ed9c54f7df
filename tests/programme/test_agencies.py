"""The funding agencies: their data, and which of them a text names."""

import re

import pytest

from aspire_cli.programme import shipped
from aspire_cli.programme.agency_names import agencies_in, as_agencies, may_be, name_one_of
from aspire_cli.programme.load import known_calls, load_programme
from aspire_cli.programme.model import Agency, spellings
from aspire_cli.programme.shipped import may_name_agency_of
from aspire_cli.words.spelling import fold
from aspire_cli.words.text import Text

EDITION = load_programme()
AGENCIES = shipped.agencies()


def ids(text):
    return [agency.id for agency in agencies_in(text)]


class TestData:
    def test_every_country_of_the_programme_has_some_and_so_does_japan(self):
        assert {agency.country for agency in AGENCIES.values()} == {*EDITION.countries, EDITION.home}

    def test_a_parent_is_an_agency_of_the_same_country_and_has_none_itself(self):
        for agency in AGENCIES.values():
            if agency.parent is not None:
                parent = AGENCIES[agency.parent]
                assert (parent.country, parent.parent) == (agency.country, None)

    def test_no_spelling_stands_for_two(self):
        owners = {}
        for agency in AGENCIES.values():
            for spelling in spellings(agency):
                assert owners.setdefault(fold(spelling), agency.id) == agency.id

    def test_those_of_calls_are_known(self):
        for call in known_calls(EDITION).values():
            assert all(agency.id in AGENCIES for agency in (call.agencies.value if call.agencies else ()))


def test_every_agency_by_each_name_against_an_inline_call_of_each():
    for agency in AGENCIES.values():
        for spelling in (*spellings(agency), *agency.name.en.rstrip(")").split(" (")):
            assert ids(spelling) == [agency.id], spelling
            for other in AGENCIES.values():
                fits = other.id in (agency.id, agency.parent) or other.parent == agency.id
                assert name_one_of([spelling], as_agencies(other.name.en)) == fits, (spelling, other.id)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("EPSRC (UKRI)", ["epsrc"]),
        ("UKRI EPSRC", ["epsrc"]),
        ("UKRI-EPSRC", ["epsrc"]),
        ("UKRI/EPSRC", ["epsrc"]),
        ("英国工学・物理科学研究会議(EPSRC)", ["epsrc"]),
        ("ＥＰＳＲＣ", ["epsrc"]),
        ("UKRI", ["ukri"]),
        ("the Royal Society", ["royal-society"]),
        ("UK Medical Research Council", ["mrc"]),
        ("German Max Planck Society", ["mpg"]),
        ("ERC Starting Grant (European Commission)", ["erc"]),
        ("EU (Horizon Europe)", ["ec"]),
        ("CNRS/CEA through ANR", ["cnrs", "cea", "anr"]),
        ("NSF, DFG", ["nsf", "dfg"]),
        ("ANR and DFG", ["anr", "dfg"]),
        ("米国NSF", ["nsf"]),
        ("DFG, Germany / ANR, France", ["dfg", "anr"]),
        ("ANR・DFG", ["anr", "dfg"]),
        ("ANR Japan", ["anr"]),
        ("NSERC Alliance – Germany", ["nserc"]),
        ("VR", ["vr"]),
        ("NRF (KR)", ["nrf"]),
        ("NRF(韓国)", ["nrf"]),
        ("U.S. NSF", ["nsf"]),
        ("Swiss NSF", ["snsf"]),
        ("Danish National Research Foundation", ["dnrf"]),
        ("科研費(基盤研究A)", ["jsps"]),
        ("JST CREST", ["jst"]),
        ("日本学術振興会と科学技術振興機構", ["jst", "jsps"]),
    ],
)
def test_the_most_special_one_named_decides(text, named):
    assert ids(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NRF South Africa",
        "South African NRF",
        "National Research Foundation of South Africa",
        "National Research Foundation, Singapore",
        "NRF, SG",
        "南アフリカNRF",
        "韓国国立科学財団",
        "中国NSF",
        "NSFC",
        "NSF (China)",
        "NSF China",
        "Chinese National Science Foundation",
        "EPSRCX",
        "famed",
        "South African Medical Research Council",
        "Royal Society of Chemistry",
        "VR centre",
        "DFG" * 10_000,
    ],
)
def test_another_agency_s_name_is_no_known_one_s(text):
    assert ids(text) == []


class TestOfACall:
    def test_a_parent_alone_may_be_any_of_its_parts_but_one_part_is_not_another(self):
        ukri, epsrc, bbsrc = (AGENCIES[name] for name in ("ukri", "epsrc", "bbsrc"))
        assert may_be(ukri, epsrc)
        assert may_be(epsrc, ukri)
        assert not may_be(epsrc, bbsrc)
        assert name_one_of(["UKRI"], (epsrc,))
        assert not name_one_of(["BBSRC (UKRI)"], (epsrc,))

    def test_one_that_the_call_alone_describes(self):
        described = (Agency("", Text("Agency of Nowhere (AoN)", "何処機関"), ()),)
        for text in ["Agency of Nowhere", "AoN", "the agency of nowhere", "何処機関", "AoN / DFG"]:
            assert name_one_of([text], described)
        for text in ["DFG", "Nowhere", "AoNX", ""]:
            assert not name_one_of([text], described)

    def test_the_country_beside_a_name_is_no_name(self):
        described = as_agencies("National Research Foundation, Singapore")
        assert described[0].id == ""
        assert name_one_of(["National Research Foundation (Singapore)"], described)
        assert not name_one_of(["A*STAR, Singapore"], described)

    def test_an_inline_one_keeps_the_name_that_is_written(self):
        assert as_agencies("UKRI EPSRC") == (AGENCIES["epsrc"]._replace(name=Text("UKRI EPSRC", "UKRI EPSRC")),)
        assert [one.id for one in as_agencies("DFG / ANR")] == ["dfg", "anr"]
        assert as_agencies("Nowhere") == (Agency("", Text("Nowhere", "Nowhere"), ()),)

    def test_found_where_one_alone_is_named(self):
        assert agencies_in("ドイツ研究振興協会") == (AGENCIES["dfg"],)
        assert agencies_in("Nowhere") == ()


class TestMayNameOneOf:
    def test_every_name_and_half_of_one(self):
        for agency in AGENCIES.values():
            for spelling in spellings(agency):
                for text in {spelling, *re.split(r"[()]", spelling)}:
                    ways = (text, text.upper(), f"The {text}", f"{text}, {text}", f"Project of {text}", ".".join(text))
                    found = [way for way in ways if agency.country in {one.country for one in agencies_in(way)}]
                    assert all(may_name_agency_of(agency.country, way) for way in found), spelling

    def test_most_others_at_once(self):
        assert may_name_agency_of("JP", "科研費")
        assert not any(may_name_agency_of("JP", text) for text in ["European Research Council", "DFG", "NSF", "FWO"])
        assert not may_name_agency_of("XX", "JST")
