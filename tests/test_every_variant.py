"""Every sentence of every rule: raised at least once, and filled in both languages without a gap."""

import re
from datetime import date
from itertools import product

import pytest

from aspire_cli import limits, shipped_files
from aspire_cli.programme import load
from aspire_cli.programme.model import Days, Figure
from aspire_cli.rules import ALL
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Text
from tests.helpers import JOINT_CALL, REMOVED, Plain, check, proposal, proposal_data, years

PERSON = proposal_data()["counterparts"][0]
INVESTIGATOR = "principal_investigator"
COMMENT = "# aspire: ignore"
INLINE = {"agency": "EPSRC", "countries": ["GB"]}
PLACE = Text("p. 4", "4ページ")
DAY = date(2027, 4, 1)

UNREADABLE = [
    "a:\n  b: 1  # x\n   c: 2\n",
    "a:\n  b: 1\n c: 2\n",
    *(
        text.encode()
        for text in ["", "a: 1\n---\nb: 1", "a: 1\na: 1", "a: \x07", "a: \ufeffx", 'a: "\\ud800"', "? [a]\n: 1"]
    ),
    *(
        text.encode()
        for text in ["5: 1", "{a: 1, 000}", "a: !x 1", "a: {<<: 1}", "a: b: c", "a: @", "\ta: 1", "a\uff1a1\nb: 1"]
    ),
    *(
        text.encode()
        for text in [
            "a: *x",
            "a: -",
            "a: - b",
            "%YAML 9.0\n---\na: 1",
            'a: "\\q"',
            "a: [1",
            "a: !e!x 1",
            "a: 'x",
        ]
    ),
    *(text.encode() for text in ["<<<<<<< HEAD\na: 1", "a: 1\n\u3000b: 1", "a:b\nc: 1", "- a\nb: 1", "a: 1\nbc\nd: 1"]),
    *(text.encode() for text in ["[" * 99, f"a: {'9' * 99}", "a: &x [*x]", f"{'k' * 999}: 1", f"a: {'x' * 100_001}"]),
    b"# " + b"x" * limits.LARGEST_FILE,
    b"%TAG !a! tag:a\n" * (limits.MOST_DIRECTIVES + 1),
    "\n".join(["- x"] * (limits.MOST_NODES + 1)).encode(),
    (
        "a: &a [x, x, x, x]\n"
        + "\n".join(
            f"{n}x: &{n}x [{', '.join([f'*{p}'] * 9)}]"
            for n, p in zip("bcdefgh", ["a", *(f"{m}x" for m in "bcdefg")], strict=True)
        )
    ).encode(),
    *("title: 量子科学技術".encode(codec) for codec in ("cp932", "utf-16")),
    *(text.encode() for text in ["a: 1\n...\nb: 1", "{a: 1,\u3000b: 1}", "a:\u3000b\nc: 1", "a: “b: c”", 'a: "b”']),
    *(
        text.encode()
        for text in ["a: |\nb\nc: 1", "a: あ\nい\nb: 1", "a:\n  ― b: 1\n    c: 1", "a:\n  -b: 1\n    c: 1"]
    ),
    *(
        text.encode()
        for text in ["{a: b: c}", "2026: {a: b}", "a:\n  * b", "```yaml\na: 1", "a: 'b'c", "a: [b]c", "a: > b"]
    ),
    *(b"a: \xff", "量".encode()[:-1], "量子科学".encode() + b"\xff", b"PK\x03\x04\xff"),
]

CHANGED = [
    {"scheme": REMOVED, "feild": "x", "zzzz": 1, "period.zzzz": 1, "title": {"en": ""}, "period.end": None},
    {"budget.years.0.direct": None, "keywords": "x", "period": "x", f"{INVESTIGATOR}.position": Plain("5")},
    {"field": REMOVED, "feild": "x", "orcid": "x"},
    {"budget.years": {"2026年度": {"direct": 5}}},
    {"title": Plain("{en: Quantum, Berkeley}")},
    {f"{INVESTIGATOR}.researcher_number": "e-Rad 00123456", f"{INVESTIGATOR}.orcid": "iD 0000-0002-1825-0097"},
    {f"{INVESTIGATOR}.researcher_number": "“00123456”", "budget.years.0.旅費（千円）": 5, "keywords": "a, b"},
    *({"period.end": day} for day in ("2031-11-29T15:00:00.000Z", "2031-11-30 (Mon)")),
    *({"budget.total": amount} for amount in ("1億2千", "5億12,000万円", "0,500万円", "70.000", "五12")),
    *({"budget.total": amount} for amount in ("“5億円”", "\\5,000,000", "500万円　# 初年度")),
    {"feild": "x", "activities.exchange": [{"Summer school": "every year"}], "budget.indirect_rate": "30"},
    {f"{INVESTIGATOR}.track_record": [{"Talk": "ICM 2024"}]},
    {"counterparts.0.lead": "yes", "counterparts.0.support.status": "x", "stage": "finall"},
    {"counterparts.0.support.status": Plain("true")},
    *(
        {"period.start": day}
        for day in ("2026-02-30", "2026-02", "2026-12-01T00:00", "2026/12/1", "3000-01-01", "soon")
    ),
    *({"budget.total": amount} for amount in ("much", -1, "0.5円", "9999兆円", "3 800万円")),
    *({"scheme": scheme} for scheme in ("topp", "@@@@", "top 次世代")),
    {"budget.years.0.fiscal_year": "soon", "budget.unit": "@@@@"},
    *({"budget.indirect_rate": rate} for rate in (-1, 101, 31)),
    {"counterparts": [], "budget.years": []},
    {"budget.years": years(400_000_000)},
    {"budget.years": years(380_000_001, *[0] * 5)},
    {"budget.years": years(80_000_000_000)},
    {"budget.years": years(5, *[0] * 5, indirect=99_999)},
    {"budget.years.0.goods": 1, "budget.direct": 1, "budget.indirect": 1, "budget.total": 1},
    {
        "budget.years": [
            *years(5, 5, institution="A"),
            *years(5, first=2040),
            *years(5, institution="A"),
            *years(5, first=2027),
        ]
    },
    {"period.end": "2020-01-01"},
    *({"period.end": day} for day in ("2031-12-01", "2032-03-31", "2031-03-31")),
    *({"counterparts.0.country": name} for name in ("Swizerland", "@@@@", "FR ドイツ", "SG", "IE", "JP", "RE")),
    {"counterparts": [{**PERSON, "lead": True}, {**PERSON, "country": "SG", "support": None}]},
    {"counterparts": [{**PERSON, "lead": True}, {**PERSON, "support": {"status": "planned"}}]},
    {"counterparts": [PERSON, PERSON]},
    {"counterparts": [{**PERSON, "lead": True}] * 2},
    *({"counterparts.0.support": value} for value in (None, {"status": "planned"})),
    *({"counterparts.0.support.until": day} for day in ("2020-01-01", "2028-01-01")),
    *({"field": name} for name in ("quantam", "@@@@", "quantum 材料")),
    {
        f"{INVESTIGATOR}.country": "FR",
        "team.0.country": "FR",
        f"{INVESTIGATOR}.track_record": None,
        f"{INVESTIGATOR}.orcid": "5",
    },
    {f"{INVESTIGATOR}.other_funding": None, f"{INVESTIGATOR}.researcher_number": "5", "activities.exchange": None},
    {f"{INVESTIGATOR}.other_funding.0.until": "2020-01-01", f"{INVESTIGATOR}.researcher_number": Plain("00123456")},
    {"title": "TBD", "counterparts.0.support.agency": "AMED", "call": JOINT_CALL},
    {
        "call": INLINE,
        "budget.indirect_rate": Plain("0.3"),
        "budget.years.0": {"fiscal_year": 2026, "goods": 1, "travel": "TBD"},
    },
    {"budget.indirect": 5, "budget.indirect_rate": 30},
    {"budget.indirect": 300_000_000},
    {"budget.years.0.indirect": 18_000_000, "budget.indirect": 1},
    {"budget.years": [*years(5_000_000, indirect=5_000_000, institution="A"), *years(50_000_000, institution="B")]},
    *(
        {"budget": {"years": years(*[10_000] * 6, indirect=3_000), "unit": "thousand_yen", key: amount}}
        for key, amount in (("direct", 60_001), ("indirect", 18_001), ("total", 78_001))
    ),
]
JOINT = [
    {"call": None},
    *({"call": name} for name in ("jp-uk-quantum-2025", "@@@@")),
    {"call": {**INLINE, "total_cap": "6億円", "min_years": 1, "countries": ["SG"], "field": "medicine"}},
    {"call": {**INLINE, "total_cap": 300}},
    {"call": {**INLINE, "agency": REMOVED}},
    {"call": {**INLINE, "agency": "Severn Trust"}, "counterparts.0.support.agency": "MRC"},
    *({"call": call} for call in ("beyond", "one-day", "days", "inferred", "top-2025")),
    *({"call": INLINE, "budget.indirect_rate": rate} for rate in (0, 40)),
    {"call": INLINE, "budget.years.0.indirect": 300_000_000},
    {"call": INLINE, "budget.indirect": 300_000_000},
    {"call": {"id": JOINT_CALL}},
    {"call": {**INLINE, "min_years": 5, "max_years": 3}},
    {"call": INLINE, "counterparts.0.support.agency": "MRC"},
    {"call": "jp-nsf-global-centers-2024", "counterparts.0.support": None},
    {"counterparts.0.country": "FR", "budget.years": years(400_000_000), "period.end": "2027-11-30"},
    {"call": "jp-de-quantum-2024", "period.end": "2027-11-30"},
    {"call": "jp-nsf-global-centers-2024", "period.end": "2027-11-30"},
    {"call": None, "period.end": "2027-11-30"},
    *(
        {"call": call, "period.end": end}
        for call in ("jp-de-quantum-2024", "jp-nsf-global-centers-2024")
        for end in ("2030-03-31", "2031-03-31", "2032-03-31")
    ),
]
WAIVERS = [
    f"{COMMENT}[field-not-listed]",
    f"{COMMENT}[field-not-lited] x",
    f"{COMMENT}[@@@@] x",
    f"{COMMENT}[field] x",
    f"{COMMENT} x",
    f"{COMMENT}[field-not-listed] x",
    "# aspire: ignroe[field-not-listed] x",
]

# Rules whose messages name no part of a proposal, and why.
WITHOUT_A_PART = {
    "waiver": "a comment at the line that is shown",
    "yaml": "a line of a file in which no part is known yet",
    "budget-fiscal-years": "the fiscal year itself",
    "counterpart-lead": "the one who is taken for the lead, and all the others",
}
# What else the amounts of a budget, a day and the like are called, beside the words for keys.
ALSO_CALLED = {
    "budget": ("direct costs", "indirect costs", "total", "whole budget", "直接経費", "間接経費", "総額"),
    "call": ("call",),
    "years": ("fiscal year",),
    "scheme": ("scheme",),
    "field": ("field",),
    "start": ("support starts",),
    "other_funding": ("other funding",),
    "counterparts": ("counterpart",),
}

# Sentences for figures that no shipped call has, and for faults that the schema cannot raise today.
OUT_OF_REACH = {
    ("schema-bad-value", "default"),
}


def texts():
    yield from UNREADABLE
    yield from (proposal(**changes) for changes in CHANGED)
    yield from (proposal("joint", **changes) for changes in JOINT)
    yield proposal("rising", **{f"{INVESTIGATOR}.independent_environment": None})
    yield from (proposal().replace("field: quantum", f"field: quantum  {comment}") for comment in WAIVERS)
    yield "5"


def edition():
    """Return the programme with calls of the user's own that say what no shipped one does."""
    call = load.known_call(JOINT_CALL, load.load_programme())._replace(origin="own")
    beyond = {
        "total_cap": 600_000_000,
        "max_years": 6,
        "countries": ("GB", "SG"),
        "fields": ("ai", "medicine"),
    }
    calls = (
        call._replace(id="beyond", **{key: Figure(value, place=PLACE) for key, value in beyond.items()}),
        call._replace(id="one-day", support_starts=Figure(Days(DAY, DAY))),
        call._replace(id="days", support_starts=Figure(Days(DAY, date(2027, 5, 1)))),
        call._replace(id="inferred", total_cap=Figure(5, "inferred"), fields=None),
    )
    return load.load_programme()._replace(own_calls={one.id: one for one in calls})


@pytest.fixture(scope="module")
def findings():
    programme = edition()
    return [finding for text in texts() for finding in check(text, programme=programme).findings]


def variants(part):
    return {(rule.name, variant) for rule in ALL for variant in words.rule_words(rule.name)[part]}


class TestSentences:
    def test_every_message_is_raised(self, findings):
        assert {(one.rule, one.message_variant) for one in findings} == variants("messages") - OUT_OF_REACH

    def test_every_mend_is_proposed(self, findings):
        raised = {(one.rule, one.mend_variant) for one in findings if one.mend_variant is not None}
        assert raised == variants("mends") - OUT_OF_REACH

    def test_every_sentence_is_filled(self, findings):
        gap = re.compile(r"\{[a-z_]+\}|Text\(|Decimal\(|\bNone\b(?! of)")
        for lang, unit in product(("en", "ja"), ("yen", "thousand_yen")):
            for finding in findings:
                for sentence in (finding.message_in(lang, unit), finding.hint_in(lang, unit)):
                    assert sentence is None or sentence.strip() == sentence != ""
                    assert sentence is None or not gap.search(sentence), sentence


def names_of(finding, lang):
    """Return what a message may call the part that a finding is about; an entry of a list only by which one it is."""
    steps = finding.pointer.split("/")[1:]
    if finding.rule == "schema-unknown-key" and len(steps) == 1:
        return {steps[0]}  # of the proposal itself
    found = {finding.called[name].lang(lang) for name in ("part", "owner")}
    if any(step.isdigit() for step in steps):
        return found
    keys = shipped_files.data("data/part_names.yaml")["keys"]
    found |= {keys[step].get(lang, f"`{step}`") for step in steps if step in keys}
    return found.union(*(ALSO_CALLED.get(step, ()) for step in steps))


class TestParts:
    @pytest.mark.parametrize("lang", ["en", "ja"])
    def test_every_message_names_its_part(self, findings, lang):
        silent = {
            (finding.rule, finding.message_in(lang))
            for finding in findings
            if finding.pointer
            if WITHOUT_A_PART.keys().isdisjoint((finding.rule, finding.topic))
            if not any(name.lower() in finding.message_in(lang).lower() for name in names_of(finding, lang))
        }
        assert silent == set()

    def test_every_key_stands_beside_its_word(self):
        """What a person fills in is called in Japanese by its word, with the key in brackets."""
        keys = shipped_files.data("data/part_names.yaml")["keys"]
        bare = {
            (rule.name, key, sentence)
            for rule in ALL
            for part in ("messages", "mends")
            for sentence in (said["ja"] for said in words.rule_words(rule.name)[part].values())
            for key in re.findall("`([a-z_]+)`", sentence)
            if key in keys and f"{keys[key]['ja']}(`{key}`)" not in sentence
        }
        assert bare == set()

    def test_sums_are_those_so_far(self, findings):
        """A sum that may grow says so: each sentence on one has a place for it."""
        summed = {"direct", "indirect", "sum", "total"}
        silent = {
            (rule.name, variant)
            for rule, variant in (
                (rule, variant) for rule in ALL for variant in words.rule_words(rule.name)["messages"]
            )
            for said in words.rule_words(rule.name)["messages"][variant].values()
            if summed & set(re.findall(r"\{(\w+)\}", said)) and "{so_far}" not in said
        }
        assert silent == {("budget-unit-suspect", "default")}  # which waits until the budget is complete
