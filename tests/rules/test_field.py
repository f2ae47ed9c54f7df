"""The field through the whole check: each of the seven by every official spelling, and what is near it."""

from aspire_cli.programme.load import load_programme
from aspire_cli.words.text import Text
from tests.helpers import REMOVED, check, each, mended, proposal, rules_of, the_finding, would_write

FIELDS = load_programme().fields
IDS = ["ai", "bio", "energy", "materials", "quantum", "semiconductors", "telecommunications"]


def test_the_seven_are_the_page_s():
    assert list(FIELDS) == IDS


@each("field", IDS)
def test_by_every_official_spelling(field):
    names = FIELDS[field].name
    for spelling in (field, field.upper(), names.en, names.ja):
        report = check(proposal(field=spelling))
        assert report.findings == ()
        assert (report.fits.field.id, report.fits.field.listed) == (field, True)


@each("text", ["quantum (量子)", "量子(quantum)", "quantum、量子", "Quantum / 量子技術"])
def test_by_two_names_of_the_same(text):
    report = check(proposal(field=text))
    assert (report.findings, report.fits.field.id) == ((), "quantum")


@each("lang", ["en", "ja"])
def test_as_the_mend_names_it(lang):
    for named in the_finding("field-not-listed", proposal(field="@@@@")).values["fields"]:
        assert rules_of(proposal(field=named.lang(lang))) == []


@each("scheme", ["top", "rising"])
@each(
    "text",
    [
        "quantum (AI)",
        "quantum (physics)",
        "quantum/ai",
        "medicine",
        "医療",
        "feild",
        "chemistry",
        "AI and medicine",
        "quantum, ai",
    ],
)
def test_not_one_of_them(scheme, text):
    assert rules_of(proposal(scheme, field=text)) == ["field-not-listed"]


def test_several_fields_are_all_named_and_none_is_chosen():
    found = the_finding("field-not-listed", proposal(field="quantum 材料"))
    assert found.values["named"] == (Text("Quantum", "量子"), Text("Materials", "マテリアル"))
    assert (found.values["nearest"], would_write(found)) == (("`quantum`", "`materials`"), None)


def test_what_is_said():
    found = the_finding("field-not-listed", proposal(field="quantam"))
    assert found.values["text"] == "quantam"
    assert found.values["nearest"][0] == "`quantum`"
    assert found.values["fields"][0] == Text("ai (AI and information)", "ai(AI・情報)")
    assert len(found.values["fields"]) == 7
    assert (would_write(found), found.mend_variant) == ("quantum", "nearest")
    assert (found.pointer, found.severity, found.clause) == ("/field", "error", "fields")


def test_what_says_more_than_a_field_is_not_rewritten():
    found = the_finding("field-not-listed", proposal(field="semiconductor science"))
    assert found.values["nearest"] == ("`semiconductors`",)
    assert would_write(found) is None


def test_its_mend_may_bring_to_light_that_the_call_has_another_field():
    report = mended(proposal("joint", field="quantam"), unsafe=True).report
    assert [one.rule for one in report.findings] == ["call-field"]


def test_nothing_is_near():
    found = the_finding("field-not-listed", proposal(field="@@@@"))
    assert (found.values["nearest"], would_write(found), found.mend_variant) == ((), None, "default")


@each("value", [REMOVED, None, "", "TBD", "未定"])
def test_not_written(value):
    assert rules_of(proposal(field=value)) == ["schema-missing-key"]


@each("value", [5, True, ["quantum"], {"id": "quantum"}])
def test_ill_typed(value):
    assert rules_of(proposal(field=value)) == ["schema-wrong-type"]


def test_of_a_joint_call_it_is_said_once():
    assert rules_of(proposal("joint", field="medicine")) == ["field-not-listed"]
