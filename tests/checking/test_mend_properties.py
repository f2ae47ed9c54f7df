"""What holds of the mends of any proposal: generated ones and every example, in every style, any subset of them."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.checking.checker import Options, check_bytes, check_document
from aspire_cli.document.document import read_document
from aspire_cli.document.edits import applied
from aspire_cli.problem import Edit
from aspire_cli.programme.load import load_programme
from tests.fuzz.properties import assert_mends
from tests.helpers import TODAY, Plain, mended, proposal_data, to_yaml
from tests.oracle.generate import generate
from tests.report_cases import shown
from tools import mend_pages

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(
    path
    for folder in ("examples", "examples/faults", "tests/corpus/reports")
    for path in (ROOT / folder).glob("*.yaml")
)
LISTED = {(case.rule, case.safe) for case in mend_pages.cases()}  # in docs/mends.md
EDITION, OPTIONS = load_programme(), Options(TODAY)

# Wrong values with what a mend makes of each; a key that is misspelt stands in for the right one.
VALUES = {
    "scheme": [("topp", "top")],
    "stage": [("fnal", "final"), ("Finall", "final")],
    "field": [("quantam", "quantum"), ("Quantun", "quantum")],
    "keywords": [("spintronics", ["spintronics"])],
    "period.start": [
        ("2026/12/01", "2026-12-01"),
        ("令和8年12月1日", "2026-12-01"),
        ("2026-12-01T00:00", "2026-12-01"),
    ],
    "period.end": [
        ("2031.11.30", "2031-11-30"),
        ("令和十三年十一月三十", "2031-11-30"),
        ("2031-12-01", "2031-11-30"),
    ],
    "principal_investigator.institution": [(Plain("2026"), "2026")],
    "principal_investigator.country": [("Jappan", "JP")],
    "principal_investigator.researcher_number": [(Plain("00123456"), "00123456"), (Plain("123456"), "00123456")],
    "principal_investigator.orcid": [("ORCID iD 0000-0002-1825-0097", "0000-0002-1825-0097")],
    "principal_investigator.other_funding.0.until": [("2032/3/31", "2032-03-31")],
    "counterparts.0.country": [("Swizerland", "CH")],
    "counterparts.0.lead": [("はい", True), ("no", False)],
    "counterparts.0.support.status": [("recieving", "receiving")],
    "counterparts.0.support.until": [("R14.1.31", "2032-01-31")],
    "budget.unit": [("yenn", "yen")],
    "budget.indirect_rate": [(Plain("0.3"), 30), (Plain("0.25"), 25)],
    "budget.years.0.fiscal_year": [("令和8(2026)年度", 2026), ("二〇二六年度", 2026), ("2026/12/01", 2026)],
}
KEYS = {
    "title": "研究課題名",
    "field": "feild",
    "period.end": "終了日",
    "principal_investigator.institution": "所属機関",
    "principal_investigator.track_record": "trak_record",
    "counterparts": "counterpart",
    "counterparts.0.support.agency": "資金配分機関",
    "activities.exchange": "exchnage",
    "budget": "予算",
    "budget.years.1.direct": "直接経費",
}


def at(data, path):
    """Return the group that a path ends in, and the last step of it."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        data = data[step]
    return data, last


def written(values, keys):
    """Return the data of a proposal with values by path and names of keys by path."""
    data = proposal_data("top")
    for path, value in values.items():
        group, key = at(data, path)
        group[key] = value
    for path in sorted(keys, key=lambda one: -one.count(".")):
        group, key = at(data, path)
        entries = [(keys[path] if one == key else one, value) for one, value in group.items()]
        group.clear()
        group.update(entries)
    return data


def in_flow(value):
    """Return data as YAML in flow style."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {in_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_flow, value))}]"
    return to_yaml(value).strip() if isinstance(value, Plain) or not isinstance(value, str) else json.dumps(value)


def sprinkled(text):
    """Return a text in block style with comments behind some of its lines, and blank lines."""
    lines = text.splitlines()
    made = [
        f"{line}  # “a: b” ：" if not number % 3 and line[-1:] not in "-|>" else line
        for number, line in enumerate(lines)
    ]
    return "\n".join(made).replace("\nbudget", "\n\n# the budget\nbudget") + "\n"


STYLES = {"block": to_yaml, "flow": in_flow, "comments": lambda data: sprinkled(to_yaml(data))}


@st.composite
def slips(draw):
    """Wrong values and keys, none of which hides another's path."""
    values = {
        path: draw(st.sampled_from(VALUES[path])) for path in draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=4))
    }
    keys = draw(st.sets(st.sampled_from(sorted(KEYS)), max_size=2))
    return values, {path for path in keys if not any(other.startswith(path) for other in (*values, *(keys - {path})))}


def faulty(values, keys, style):
    """Return the text of a proposal with wrong values and keys."""
    wrong = {path: value for path, (value, _) in values.items()}
    return STYLES[style](written(wrong, {path: KEYS[path] for path in keys}))


def counted(report):
    return Counter((one.rule, one.pointer) for one in (*report.findings, *report.waived))


def checked(data):
    report = check_bytes(data, "p.yaml", EDITION, OPTIONS)
    assert report.failures == ()
    assert {(one.rule, one.fix.safe) for one in report.findings if one.fix} <= LISTED
    return report


class TestGenerated:
    @given(slips(), st.sampled_from(sorted(STYLES)), st.sampled_from(["\n", "\r\n"]), st.data())
    def test_any_subset_of_the_mends_makes_of_each_fault_what_was_meant(self, drawn, style, end, data):
        values, keys = drawn
        text = STYLES[style](
            written({path: wrong for path, (wrong, _) in values.items()}, {one: KEYS[one] for one in keys})
        )
        before = text.replace("\n", end).encode()
        fixes = {one.pointer[1:].replace("/", "."): one.fix for one in checked(before).findings if one.fix}
        chosen = {path for path in sorted(fixes) if data.draw(st.booleans(), label=path)}
        after = applied(before, [edit for path in chosen for edit in fixes[path].edits])
        meant = {path: right if path in chosen else wrong for path, (wrong, right) in values.items()}
        left = {one: KEYS[one] for one in keys if ".".join((*one.split(".")[:-1], KEYS[one])) not in chosen}
        assert read_document(after).data == read_document(to_yaml(written(meant, left)).encode()).data
        assert_only_edits(before, after, [edit for path in chosen for edit in fixes[path].edits])

    @given(slips(), st.sampled_from(sorted(STYLES)), st.booleans())
    def test_made_over_and_over_they_leave_nothing_and_a_second_time_changes_nothing(self, drawn, style, unsafe):
        values, keys = drawn
        text = STYLES[style](
            written({path: wrong for path, (wrong, _) in values.items()}, {one: KEYS[one] for one in keys})
        )
        made = mended(text, unsafe=unsafe)
        again = mended(made.after, unsafe=unsafe)
        assert (again.after, again.number) == (made.after, 0)
        assert not any(one.fix and (one.fix.safe or unsafe) for one in made.report.findings) or made.left
        other = mended(text.replace("\n", "\r\n"), unsafe=unsafe)
        assert other.after == made.after.replace(b"\n", b"\r\n")
        if unsafe:
            whole = read_document(to_yaml(written({path: right for path, (_, right) in values.items()}, {})).encode())
            assert read_document(made.after).data == whole.data


def assert_only_edits(before, after, edits):
    """Check that a text is the other one but for the edits, which an editor makes from its end to its beginning."""
    lines = before.decode().split("\n")
    for line, column, end_line, end_column, text in sorted(set(edits), reverse=True):
        piece = lines[line - 1][: column - 1] + text + lines[end_line - 1][end_column - 1 :]
        lines[line - 1 : end_line] = piece.split("\n")
    assert "\n".join(lines) == after.decode()


@pytest.mark.slow
def test_of_proposals_around_the_bounds_of_every_rule():
    """Only what had no meaning, once mended, may bring to light what no rule could see before."""
    for number in range(400):
        case = generate(11, number, ())
        data, options = case.text.encode(), Options(case.today)
        document = read_document(data, "p.yaml")
        report = check_document(document, "", EDITION, options)
        assert_mends(report, document, data)
        made = mended(data, unsafe=True, today=case.today)
        again = mended(made.after, unsafe=True, today=case.today)
        assert (again.after, again.number) == (made.after, 0), case.name
        hiding = [one for one in report.findings if one.fix and one.topic in ("yaml", "schema", "country", "field")]
        assert hiding or counted(made.report) <= counted(report), case.name
        assert report.scheme in (None, made.report.scheme)


SLIPS = ("：", "： ", "：\u3000", ":\u3000", ":\u00a0 ", ":")
ENTRY = re.compile(r"( *(?:- )?[a-z_]+): (?=[^ ])")


class TestUnreadable:
    @given(st.sampled_from(["top", "rising", "joint"]), st.data())
    def test_signs_of_a_japanese_keyboard_are_all_mended(self, scheme, data):
        lines = to_yaml(proposal_data(scheme)).splitlines(keepends=True)
        entries = [number for number, line in enumerate(lines) if ENTRY.match(line)]
        for number in data.draw(st.sets(st.sampled_from(entries), min_size=1, max_size=5)):
            colon = data.draw(st.sampled_from(SLIPS))
            if colon != ":" or not lines[number].rstrip().endswith('"'):
                lines[number] = ENTRY.sub(rf"\1{colon}", lines[number])
        made = mended("".join(lines))
        assert made.after.decode() == to_yaml(proposal_data(scheme))

    @given(st.sampled_from(["top", "rising", "joint"]), st.sampled_from(["\t", "\u3000", "\u00a0"]), st.data())
    def test_and_so_is_the_indentation_of_a_part(self, scheme, sign, data):
        text = to_yaml(proposal_data(scheme))
        part = data.draw(st.sampled_from(re.findall(r"^\w+:\n(?: .*\n)+", text, re.MULTILINE)))
        slipped = re.sub(r"^(?:  )+", lambda found: sign * (len(found[0]) // 2), part, flags=re.MULTILINE)
        made = mended(text.replace(part, slipped))
        assert made.after.decode() == text


def test_each_mend_of_an_example_takes_its_finding_away_and_brings_no_other():
    """As a reader of JSON makes them: one by one, and all at once."""
    made = 0
    for path in EXAMPLES:
        data = path.read_bytes()
        report = checked(data)
        (file,) = json.loads(shown("json", [report]))["files"]
        told = [(one["rule"], one["pointer"], one["fix"]) for one in file["findings"] if one["fix"]]
        for chosen in (*([one] for one in told), told) if told else ():
            edits = [Edit(**edit) for _, _, fix in chosen for edit in fix["edits"]]
            fixed = applied(data, edits)
            assert_only_edits(data, fixed, edits)
            after, gone = checked(fixed), Counter((rule, pointer) for rule, pointer, _ in chosen)
            assert report.verdict == "unreadable" or counted(after) <= counted(report) - gone, path
            assert report.verdict != "unreadable" or after.verdict != "unreadable", path
            made += 1
    assert made > 10
