"""The JSON report, version 2: what it says of a proposal beside its findings."""

import json

from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.finding import KILLED
from aspire_cli.reports import json_report
from tests.helpers import REMOVED, check, each, proposal
from tests.report_cases import report, shown

VALIDATOR = Draft202012Validator(json.loads(shipped_files.schema("report")))


def entry(scheme="top", stage="final", **changes):
    document = json.loads(shown("json", [check(proposal(scheme, stage=stage, **changes))]))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    assert document["version"] == 2
    return document["files"][0]


class TestTitle:
    @each(
        ("written", "said"),
        [
            ("Spin", {"en": "Spin", "ja": "Spin"}),
            ({"en": "Spin"}, {"en": "Spin", "ja": None}),
            ({"ja": "量子", "en": None}, {"en": None, "ja": "量子"}),
            ({"ja": "量子", "en": "TBD"}, {"en": None, "ja": "量子"}),
            ({"ja": "量子", "en": "Spin"}, {"en": "Spin", "ja": "量子"}),
            ("TBD", None),
            ({"en": None}, None),
            (["Spin"], None),
            (REMOVED, None),
        ],
    )
    def test_it_is_given_in_the_languages_it_is_written_in(self, written, said):
        assert entry(title=written)["title"] == said

    def test_people_read_it_in_the_language_there_is(self):
        report = check(proposal(title={"ja": "量子"}))
        assert (report.title.en, report.title.ja) == ("量子", "量子")
        assert check(proposal(title="TBD")).title is None

    def test_of_an_endless_one_the_beginning_is_given(self):
        assert len(entry(title="x" * 100_000)["title"]["en"]) < 500


class TestInvestigator:
    def test_name_institution_and_number_are_given_as_written(self):
        person = {"name": {"ja": "山田 太郎"}, "institution": "RIKEN", "researcher_number": "00123456"}
        found = entry(**{f"principal_investigator.{key}": value for key, value in person.items()})["investigator"]
        assert found == {
            "name": {"en": None, "ja": "山田 太郎"},
            "institution": {"en": "RIKEN", "ja": "RIKEN"},
            "researcher_number": "00123456",
        }

    def test_what_is_not_written_is_null(self):
        assert entry(principal_investigator=REMOVED)["investigator"] is None
        found = entry(**{"principal_investigator.name": "未定", "principal_investigator.researcher_number": REMOVED})
        assert (found["investigator"]["name"], found["investigator"]["researcher_number"]) == (None, None)


class TestCall:
    def test_without_one_it_is_null(self):
        assert entry()["call"] is None
        assert entry("joint", call="no-such-call")["call"] is None

    def test_a_known_one_is_given_with_its_revision_and_closing(self):
        found = entry("joint", call="jp-uk-engineering-biology-2024")["call"]
        assert found["id"] == "jp-uk-engineering-biology-2024"
        assert found["closes"].startswith("2024-04-16T")

    def test_one_in_the_proposal_has_no_id(self):
        found = entry("joint", call={"agency": "DFG", "countries": ["DE"], "field": "quantum"})["call"]
        assert found == {"id": None, "revision": None, "closes": None}


def test_the_summary_counts_every_note_of_a_draft_also_what_is_not_yet_written():
    draft = proposal(
        stage="draft", title=REMOVED, **{"counterparts.0.support": REMOVED, "counterparts.0.country": "IE"}
    )
    document = json.loads(shown("json", [check(draft)]))
    found = [one["severity"] for one in document["files"][0]["findings"]]
    assert (found, document["files"][0]["open"]) == (["note"] * 3, 2)
    assert document["summary"]["notes"] == 3


class TestYears:
    def test_the_entries_of_one_year_stand_together_in_order(self):
        years = [
            {"fiscal_year": 2027, "direct": 1000, "institution": "A"},
            {"fiscal_year": 2026, "direct": 2000, "indirect": 100},
            {"fiscal_year": 2027, "direct": 3000, "institution": "B"},
        ]
        found = entry(**{"budget.years": years})["fits"]["budget"]["years"]
        assert found == [
            {"fiscal_year": 2026, "direct": 2000, "indirect": 100},
            {"fiscal_year": 2027, "direct": 4000, "indirect": 1200},
        ]

    def test_what_is_not_written_is_null(self):
        years = [{"fiscal_year": 2026, "direct": 1000}, {"fiscal_year": 2027}, {"direct": 500}]
        found = entry(stage="draft", **{"budget.years": years})["fits"]["budget"]["years"]
        assert found == [
            {"fiscal_year": 2026, "direct": 1000, "indirect": 300},
            {"fiscal_year": 2027, "direct": None, "indirect": None},
            {"fiscal_year": None, "direct": 500, "indirect": 150},
        ]


@each("names", [[], ["clean"], ["clean", "faulty", "unreadable"]])
def test_written_file_by_file_it_is_what_is_written_at_once(names):
    for form in ("json", "sarif"):
        text = shown(form, [report(name) for name in names])
        assert text == json_report.dumped(json.loads(text), indent=2) + "\n"


def test_what_has_failed_inside_is_told_in_the_reader_s_language():
    found = report("clean")._replace(failures=(f"check: {KILLED}", "budget-sum: KeyError: 'x'"))
    for lang, said in (("en", "killed, twice"), ("ja", "強制終了")):
        (file,) = json.loads(shown("json", [found], lang=lang))["files"]
        assert said in file["failures"][0]
        assert file["failures"][1] == "budget-sum: KeyError: 'x'"
        assert said in shown("junit", [found], lang=lang)
        assert said in shown("sarif", [found], lang=lang)


class TestFix:
    def test_its_edits_are_made_as_an_editor_makes_them(self):
        changes = {"field": "quantam", "period.end": "2031-12-01"}
        text = proposal("top", stage="final", **changes)
        found = {one["rule"]: one["fix"] for one in entry(**changes)["findings"]}
        assert found == {
            "field-not-listed": {"safe": False, "edits": [edit(text, "quantam", "quantum")]},
            "period-length": {"safe": True, "edits": [edit(text, "2031-12-01", "2031-11-30")]},
        }

    def test_none_where_there_is_no_mend(self):
        (found,) = entry(field="medicine")["findings"]
        assert found["fix"] is None


def edit(text, before, after):
    """Return the edit that writes one text in the place of another, which stands in it once."""
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if before in line]
    column = text.splitlines()[line - 1].index(before) + 1
    end = {"end_line": line, "end_column": column + len(before)}
    return {"line": line, "column": column, **end, "text": after}
