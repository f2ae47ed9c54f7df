"""Notes across proposals: who leads several, equal titles, one support of a counterpart in several."""

import json
import random
import re

import pytest
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.checking import together
from aspire_cli.checking.checker import Options, check_bytes
from aspire_cli.checking.together import CrossComparison
from aspire_cli.pages import excerpts, explain
from aspire_cli.programme.load import load_programme
from aspire_cli.rules import ACROSS, BY_NAME
from aspire_cli.words.sentences import rule_words
from tests.helpers import REMOVED, TODAY, each, proposal

EDITION = load_programme()
SUPPORT = {"agency": "ANR", "programme": "PEPR SPIN", "status": "planned"}
WAIVED = "# aspire: ignore[together-title] a later state of the other"
PERSON = {"name": "Marie Dupont", "institution": "CEA", "country": "FR", "support": SUPPORT}


def apart(number, **changes):
    """Return a proposal that has nothing in common with one of another number, but for what is changed."""
    mine = {
        "title": f"Title {number}",
        "principal_investigator.researcher_number": f"{20000000 + number}",
        "counterparts.0.name": f"Person {number}",
    }
    return proposal(**(mine | changes))


def compared(texts, **options):
    """Return what is found across texts, by their paths: rule, paths, whether it is waived."""
    chosen = Options(TODAY, together=True, detail=False, **options)
    comparison = CrossComparison()
    reports = (check_bytes(text.encode(), path, EDITION, chosen) for path, text in texts.items())
    assert all(report.claims == () for report in comparison.comparing(reports))
    return list(comparison)


def told(*texts, **options):
    found = compared({f"{chr(97 + number)}.yaml": text for number, text in enumerate(texts)}, **options)
    return [(one.finding.rule, "".join(spot.path[0] for spot in one.spots)) for one in found]


def test_proposals_apart_have_nothing_in_common():
    assert told(*map(apart, range(4))) == []


def test_all_that_two_have_in_common_is_told_in_order():
    assert told(proposal(), proposal("rising")) == [
        ("together-investigator", "ab"),
        ("together-title", "ab"),
        ("together-counterpart", "ab"),
    ]


class TestInvestigator:
    @each("other", ["00123456", "００１２３４５６", 123456])
    def test_one_number_however_it_is_written(self, other):
        same = {"principal_investigator.researcher_number": other, "principal_investigator.name": "Other"}
        found = told(apart(1, **{"principal_investigator.researcher_number": "00123456"}), apart(2, **same))
        assert found == [("together-investigator", "ab")]

    def test_two_persons_of_one_name_are_told_apart_by_their_numbers(self):
        assert told(apart(1), apart(2)) == []

    @each(
        ("name", "institution", "found"),
        [
            ({"en": "Taro  YAMADA", "ja": "山田太郎"}, "The University of Tokyo", 1),
            ({"ja": "山田　太郎"}, "the university of tokyo", 1),
            ("Taro Yamada", "Kyoto University", 0),
            ("Hanako Yamada", "The University of Tokyo", 0),
            ("TBD", "The University of Tokyo", 0),
        ],
    )
    def test_without_numbers_by_name_and_institution(self, name, institution, found):
        none = {"principal_investigator.researcher_number": REMOVED}
        other = {"principal_investigator.name": name, "principal_investigator.institution": institution}
        assert told(apart(1, **none), apart(2, **none, **other)) == [("together-investigator", "ab")] * found

    def test_a_number_on_one_side_alone_tells_them_apart(self):
        assert told(apart(1), apart(2, **{"principal_investigator.researcher_number": REMOVED})) == []

    @each("number", ["", None, "未定", "TBD", "-", "00000000"])
    def test_what_is_no_number_is_none_that_two_share(self, number):
        changes = {"principal_investigator.researcher_number": number}
        one, other = ({**changes, "principal_investigator.name": name} for name in ("One", "Other"))
        assert told(apart(1, **one), apart(2, **other)) == []


class TestTitle:
    @each(
        ("one", "other"),
        [
            ("Spin  Transport", "spin transport"),
            ("ＡＩによる創薬", "AIによる創薬"),
            ("が", "か\u3099"),
            ({"en": "Spin", "ja": "スピン"}, {"en": "Spins", "ja": "スピン"}),
            ({"en": "Spin", "ja": "スピン"}, "Spin"),
        ],
    )
    def test_equal_as_names_are(self, one, other):
        assert told(apart(1, title=one), apart(2, title=other)) == [("together-title", "ab")]

    @each("title", ["TBD", "未定", "", None, {"en": "TBD", "ja": "未定"}, {"en": "", "ja": None}, "x" * 400])
    def test_what_is_not_written_is_equal_to_nothing(self, title):
        assert told(apart(1, title=title), apart(2, title=title)) == [("together-title", "ab")] * (title == "x" * 400)

    def test_one_in_both_languages_is_told_once_in_each(self):
        (found,) = compared(
            {"b": apart(1, title={"en": "Spin", "ja": "スピン"}), "a": apart(2, title={"ja": "スピン", "en": "SPIN"})}
        )
        assert found.finding.message_in("en").startswith("2 proposals have the same title (SPIN): a:")
        assert found.finding.message_in("ja").startswith("2件の提案書の研究課題名が同じです(「スピン」)。")

    def test_three_are_one_finding_at_all_their_places(self):
        found = compared({path: apart(number, title="Spin") for number, path in enumerate("cab")})
        assert [[spot.path for spot in one.spots] for one in found] == [["a", "b", "c"]]
        assert all(
            f"{spot.path}:{spot.place.line}:{spot.place.column}" in found[0].finding.message for spot in found[0].spots
        )

    def test_many_are_counted_beyond_some(self):
        (found,) = compared({f"{number:02}": apart(number, title="Spin") for number in range(12)})
        assert len(found.spots) == 12
        assert found.finding.message.startswith("12 proposals")
        assert "09:" in found.finding.message
        assert "10:" not in found.finding.message
        assert "…" in found.finding.message


class TestCounterpart:
    @each(
        ("changes", "found"),
        [
            ({}, 1),
            ({"support": [{**SUPPORT, "agency": "AEI"}, {**SUPPORT, "agency": "Agence Nationale de la Recherche"}]}, 1),
            ({"support": {**SUPPORT, "programme": "pepr ＳＰＩＮ"}, "name": "marie  dupont"}, 1),
            ({"support": {**SUPPORT, "programme": "PRCI"}}, 0),
            ({"support": {"agency": "ANR", "status": "planned"}}, 0),
            ({"support": {**SUPPORT, "agency": "AEI"}}, 0),
            ({"institution": "CNRS"}, 0),
            ({"name": "Jean Dupont"}, 0),
        ],
    )
    def test_one_person_with_one_support(self, changes, found):
        other = apart(2, counterparts=[{**PERSON, **changes}])
        assert told(apart(1, counterparts=[PERSON]), other) == [("together-counterpart", "ab")] * found

    def test_where_neither_names_a_programme_the_agency_tells(self):
        person = {**PERSON, "support": {"agency": "ANR", "status": "planned"}}
        (found,) = compared({path: apart(number, counterparts=[person]) for number, path in enumerate("ab")})
        assert "without its programme" in found.finding.message

    @each("agency", ["TBD", "未定", None, ""])
    def test_an_agency_not_yet_written_is_shared_by_nobody(self, agency):
        person = {**PERSON, "support": {**SUPPORT, "agency": agency}}
        assert told(*(apart(number, counterparts=[person]) for number in range(2))) == []

    def test_twice_in_one_proposal_is_no_pair(self):
        assert told(apart(1, counterparts=[PERSON, PERSON]), apart(2)) == []


def test_one_file_under_several_names_is_no_pair(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("b.yaml")
    (tmp_path / "hard.yaml").hardlink_to("b.yaml")
    assert compared(dict.fromkeys(("b.yaml", "link.yaml", "./b.yaml", "hard.yaml"), proposal())) == []
    found = compared(dict.fromkeys(("link.yaml", "copy.yaml", "b.yaml"), apart(1, title="Spin")))
    assert {tuple(spot.path for spot in one.spots) for one in found} == {("b.yaml", "copy.yaml")}


def test_the_order_of_the_files_makes_no_difference():
    texts = {f"{number}.yaml": apart(number // 2, title=f"T {number % 3}") for number in range(9)}
    paths, found = list(texts), compared(texts)
    assert len(found) == 11
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert compared({path: texts[path] for path in paths}) == found


@each(("name", "value"), [("_mark", lambda _: 7), ("_mark", len), ("_AT_ONCE", 2)])
def test_neither_equal_marks_nor_the_parts_that_are_compared_at_once_make_a_difference(monkeypatch, name, value):
    texts = {f"{number}.yaml": apart(number // 2, title=f"T {number % 3}") for number in range(9)}
    found = compared(texts)
    with monkeypatch.context() as patched:
        patched.setattr(together, name, value)
        assert compared(texts) == found


def test_what_is_found_can_be_gone_through_more_than_once():
    comparison = CrossComparison()
    reports = (check_bytes(proposal().encode(), path, EDITION, Options(TODAY, together=True)) for path in "ab")
    assert len(list(comparison.comparing(reports))) == 2
    assert list(comparison) == list(comparison) != []


def test_only_what_is_asked_for_is_compared():
    assert told(proposal(), proposal(), rules=frozenset({"together-title"})) == [("together-title", "ab")]
    assert told(proposal(), proposal(), rules=frozenset()) == []


class TestWaivers:
    def waived(self, number):
        line = f'title: "Spin"   # aspire: ignore[together-title] another state of {number}'
        return apart(number, title=REMOVED) + line + "\n"

    def test_a_proposal_that_waives_it_stands_apart(self):
        texts = {"a": self.waived(1), "b": apart(2, title="Spin"), "c": apart(3, title="Spin")}
        found = [(one.finding.reason, "".join(spot.path for spot in one.spots)) for one in compared(texts)]
        assert found == [("", "bc"), ("another state of 1", "abc")]
        assert [one.finding.reason for one in compared(texts, waivers=False)] == [""]

    def test_each_of_many_names_some_of_the_others_and_counts_all(self):
        found = compared({f"{number:02}": self.waived(number) for number in range(14)})
        assert [one.spots[0].path for one in found] == [f"{number:02}" for number in range(14)]
        assert {len(one.spots) for one in found} == {11}
        assert all(one.finding.message.startswith("14 proposals") for one in found)

    def test_of_a_pair_nothing_stands(self):
        found = compared({"a": apart(1, title="Spin"), "b": self.waived(2)})
        assert [(one.finding.reason, one.spots[0].path) for one in found] == [("another state of 2", "b")]

    def test_within_one_proposal_nobody_knows_whether_it_is_used(self):
        report = check_bytes(self.waived(1).encode(), "p.yaml", EDITION, Options(TODAY))
        assert report.findings == ()


@each("rule", ACROSS)
def test_two_bad_examples_raise_it_and_a_good_one_does_not(rule):
    one = rule_words(rule.name)
    assert explain.finding(rule, EDITION).rule == rule.name
    texts = {path: excerpts.in_fitting_proposal(text) for path, text in (("a", one["bad"]), ("b", one["good"]))}
    assert rule.name not in {found.finding.rule for found in compared(texts)}


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path):
        for number, name in enumerate("cab"):
            (tmp_path / f"{name}.proposal.yaml").write_text(apart(number, title="Spin"), encoding="utf-8")
        return tmp_path

    def run(self, aspire, *arguments):
        return aspire("check", ".", "--together", *arguments)

    def test_notes_fail_only_where_that_is_asked_for(self, aspire, folder):
        assert self.run(aspire).status == 0
        assert self.run(aspire, "--fail-on", "note").status == 1
        assert self.run(aspire, "--fail-on", "note", "--select", "budget").status == 0
        assert aspire("check", ".", "--fail-on", "note").status == 0

    def test_json_has_a_list_of_its_own_with_both_places(self, aspire, folder):
        (one,) = json.loads(self.run(aspire, "-f", "json").out)["together"]
        assert (one["rule"], one["severity"], one["topic"], one["clause"]) == (
            "together-title",
            "note",
            "together",
            None,
        )
        assert (one["path"], one["pointer"]) == ("a.proposal.yaml", "/title")
        assert [other["path"] for other in one["related"]] == ["b.proposal.yaml", "c.proposal.yaml"]
        lines = self.run(aspire, "-f", "jsonl").out.splitlines()
        assert json.loads(lines[-2]) == {"kind": "together", **one}
        assert "together" not in json.loads(aspire("check", ".", "-f", "json").out)
        assert json.loads(aspire("check", "a.proposal.yaml", "--together", "-f", "json").out)["together"] == []

    def test_json_is_what_its_schema_says(self, aspire, folder):
        schema = json.loads(shipped_files.schema("report"))
        validator = Draft202012Validator(schema)
        assert list(validator.iter_errors(json.loads(self.run(aspire, "-f", "json").out))) == []
        of_lines = validator.evolve(schema=schema["$defs"]["line"])
        for text in self.run(aspire, "-f", "jsonl").out.splitlines():
            assert list(of_lines.iter_errors(json.loads(text))) == []

    @each("form", ["full", "concise", "markdown", "html", "sarif", "github", "gitlab", "junit", "csv"])
    def test_every_format_tells_it_with_all_places(self, aspire, folder, form):
        said = self.run(aspire, "-f", form).out
        assert "together-title" in said
        if form != "csv":
            assert all(f"{name}.proposal.yaml:" in said for name in "abc")
        assert "together-title" not in aspire("check", ".", "-f", form).out

    def waive(self, folder, names):
        for name in names:
            path = folder / f"{name}.proposal.yaml"
            path.write_text(path.read_text(encoding="utf-8").replace("title: Spin", f"title: Spin {WAIVED}"), "utf-8")

    @each("form", ["full", "markdown", "html"])
    def test_of_what_is_waived_the_first_is_told_to_be_so_too(self, aspire, folder, form):
        self.waive(folder, "abc")
        said = self.run(aspire, "-f", form).out
        assert (said.count("waived: a later state"), "reason: a later state" in said) == (3, False)

    @each("paths", [(".",), ("a.proposal.yaml", "b.proposal.yaml")])
    def test_in_html_all_stand_one_level_below_their_heading(self, aspire, folder, paths):
        self.waive(folder, "a")
        said = aspire("check", *paths, "--together", "-f", "html").out
        headings = re.findall("<h([1-3])>(?=Across|<strong>note)", said)
        assert headings == ["2", *["3"] * (len(headings) - 1)] != ["2"]

    @each(
        ("form", "said"),
        [
            ("json", '"notes": 1,'),
            ("jsonl", '"notes": 1,'),
            ("sarif", '"notes": 1,'),
            ("concise", "1 note · 3 files"),
            ("full", "1 note · 3 files"),
            ("markdown", "1 note · 3 files"),
            ("html", "1 note · 3 files"),
        ],
    )
    def test_the_closing_counts_hold_it(self, aspire, folder, form, said):
        assert said in self.run(aspire, "-f", form).out
        assert said not in aspire("check", ".", "-f", form).out

    def test_the_closing_counts_hold_what_is_waived(self, aspire, folder):
        self.waive(folder, "ab")
        summary = json.loads(self.run(aspire, "-f", "json").out)["summary"]
        assert (summary["notes"], summary["waived"]) == (0, 2)
        assert self.run(aspire, "--fail-on", "note").status == 0

    def test_statistics_count_it(self, aspire, folder):
        (line,) = [
            one for one in self.run(aspire, "--statistics").out.splitlines() if one.startswith("together-title ")
        ]
        assert line.split()[1:] == ["note", "1", "0", "3"]
        assert "together-title" not in aspire("check", ".", "--statistics").out

    def test_sarif_relates_the_other_places(self, aspire, folder):
        (one,) = json.loads(self.run(aspire, "-f", "sarif").out)["runs"][0]["results"]
        related = [other["physicalLocation"]["artifactLocation"]["uri"] for other in one["relatedLocations"]]
        assert related == ["b.proposal.yaml", "c.proposal.yaml"]
        assert one["level"] == "note"

    def test_the_list_names_what_a_proposal_has_in_common_with_others(self, aspire, folder):
        first, *rows = self.run(aspire, "-f", "csv").out.splitlines()
        assert first.endswith(",In common with others")
        assert rows[1].endswith('"together-title: a.proposal.yaml, c.proposal.yaml"')

    def test_of_many_the_list_names_the_first_ten_others(self, aspire, tmp_path):
        for number in range(13):
            (tmp_path / f"{number:02}.proposal.yaml").write_text(apart(number, title="Spin"), encoding="utf-8")
        rows = [one.rpartition("together-title: ")[2] for one in self.run(aspire, "-f", "csv").out.splitlines()[1:]]
        named = [[int(other[:2]) for other in row.removesuffix(', …"').split(", ")] for row in rows]
        first = list(range(11))
        assert named == [[*first[:number], *first[number + 1 :]] for number in first] + [first[:10]] * 2
        assert all(row.endswith(', …"') for row in rows)

    @pytest.mark.slow
    def test_processes_make_no_difference(self, aspire, folder):
        for number in range(3, 200):
            path = folder / f"{number}.proposal.yaml"
            path.write_text(apart(number // 2, title=f"T {number % 7}"), encoding="utf-8")
        one, two = (json.loads(self.run(aspire, "-f", "json", "-j", jobs).out)["together"] for jobs in ("1", "2"))
        assert one == two
        assert len(one) == 8 + 2 * 99  # titles; persons, each with a number and a counterpart

    def test_rules_across_proposals_are_rules(self, aspire):
        listed = json.loads(aspire("list", "rules", "--format", "json").out)
        assert {rule.name for rule in ACROSS} <= {one["rule"] for one in listed}
        assert "Several proposals have the same title" in aspire("explain", "together-title").out
        assert len(json.loads(aspire("explain", "together", "--format", "json").out)) == len(ACROSS)
        assert {rule.name for rule in ACROSS} <= BY_NAME.keys()
