"""The schema in an editor: the real YAML language server, told nothing but our schema."""

import copy
import json
import re
from contextlib import closing

import pytest

from aspire_cli import shipped_files
from aspire_cli.document.document import read_document
from aspire_cli.programme.load import call_ids, load_programme
from tests.helpers import check, to_yaml
from tests.integration.language_server import LanguageServer
from tests.integration.repositories import ROOT, blocks

HERE = ROOT / "tests" / "integration"
GOOD = (HERE / "editor.yaml").read_text(encoding="utf-8")
_IN_BOTH_LANGUAGES = re.compile("[a-z].*[ぁ-んァ-ヶ一-龠]", re.DOTALL)
_OF_THE_SERVER_ITSELF = re.compile("[Pp]roperty|minimum|maximum")  # its own words, which a schema cannot choose

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def server_command(node, node_modules):
    """The command that starts the language server."""
    return [node, str(node_modules / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]


@pytest.fixture(scope="session")
def editor(server_command, tmp_path_factory):
    """An editor in which every document has the shipped schema."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / "schema.json").write_text(shipped_files.schema("proposal"), encoding="utf-8")
    server = LanguageServer(server_command, folder, {(folder / "schema.json").as_uri(): ["*.yaml"]})
    assert server.diagnostics(GOOD) == []  # only then has it read the schema
    yield server
    assert server.asked_for == []  # it works without a network
    server.close()


def changed(before, after):
    assert before in GOOD
    return GOOD.replace(before, after, 1)


_FAULTS = [
    ("field: quantum\n", "field: cooking\n", 7),
    ("field: quantum\n", "", 2),
    ("    institution: CNRS\n", "", 31),
    ("start: 2026-12-01", "start: 2026/12/01", 11),
    ("start: 2026-12-01", "start: 2027-02-29", 11),
    ("start: 2026-12-01", "start:", 11),
    ("scheme: top", "scheme: toop", 2),
    ("stage: final ", "stage: finish ", 3),
    ("country: FR", "country: Narnia", 33),
    ("country: FR", "country:", 33),
    ("status: receiving", "status: soon", 38),
    ("      status: receiving\n", "", 35),
    ("12_000_000", "12.5", 63),
    ("12_000_000", "-5", 63),
    ("12_000_000", "abc", 63),
    ("12_000_000", "[1]", 63),
    ("fiscal_year: 2026", "fiscal_year: 26", 62),
    ("      direct: 3億8,000万円\n", "", 67),
    ("total: 4.94億円", "total: 4.123456789億円", 71),
    ("unit: yen", "unit: dollar", 59),
    ("jp-uk-human-centred-ai-2025", "nope", 72),
    ("call: jp-uk-human-centred-ai-2025", "jointcall: x", 72),
    ("name: Lucie Martin", "name:", 31),
    ("lead: true", "lead: yes", 34),
    ("country: FR", "country: アトランティス", 33),
    ("scheme: top", "scheme: TBD", 2),
    ("keywords: [spintronics, quantum sensing]", "keywords: spintronics", 8),
    ("unit: yen", "unit: thousand_yen\n  direct: 10.0005", 60),
    ("unit: yen", "unit: thousand_yen\n  direct: 10.001", 60),
    ("unit: yen", "unit: thousand_yen\n  direct: 0.00001", 60),
    ("unit: yen", "unit: million_yen\n  direct: 0.0000001", 60),
    ("unit: yen", "unit: million_yen\n  direct: '1.0000005'", 60),
    ("12_000_000", "1001兆円", 63),
    ("12_000_000", "99999999億円", 63),
]
_OTHERWISE = [
    ("lead: true", "lead:"),
    ("position: Professor ", "position:  "),
    ("unit: yen", "unit: thousand_yen"),
    ("from: 2024-02-01", "from: 未定"),
    ("  en: Joint initiative on quantum spintronics\n", "  en:\n"),
    ("country: FR", "country: フランス"),
    ("country: FR", "country: SG"),
    ("field: quantum", "field: 量子"),
    *(
        ("field: quantum", f"field: {text}")
        for text in ("QUANTUM", "AI", "Artificial Intelligence", "ＡＩ・情報", "ﾊﾞｲｵ")
    ),
    *(("scheme: top", f"scheme: {text}") for text in ("Top", "TOP", "ﾄｯﾌﾟ")),
    *(
        ("country: FR", f"country: {text}")
        for text in ("uk", "FRANCE", "The Netherlands", "ＦＲ", "no", "UK (England)", "FR フランス", "フランス（FR）")
    ),
    ("jp-uk-human-centred-ai-2025", "JP-UK-Human-Centred-AI-2025"),
    ("jp-uk-human-centred-ai-2025", "TBD"),
    ("jp-uk-human-centred-ai-2025", "{field: TBD, countries: TBD, min_years: TBD, max_years: ''}"),
    ("jp-uk-human-centred-ai-2025", "{field: AI, countries: [uk, FRANCE]}"),
    ("keywords: [spintronics, quantum sensing]", "keywords: TBD"),
    ("country: JP                  #", "country: TBD #"),
    ("lead: true", "lead: TBD"),
    ("unit: yen", "unit: TBD"),
    ("stage: final ", "stage: TBD "),
    ("indirect_rate: 30", "indirect_rate: 未定"),
    ("unit: yen", "unit: thousand_yen\n  direct: 10.07"),
    ("unit: yen", "unit: thousand_yen\n  direct: 12.5"),
    ("12_000_000", "1000兆円"),
    *(("12_000_000", f"800{space}万円") for space in "\u00a0\u2009\u202f\u3000"),
    ("indirect_rate: 30", "indirect_rate: 30\u202f%"),
    ("fiscal_year: 2026", "fiscal_year: ＦＹ\u00a02026"),
    ("status: receiving", "status: 受給中(receiving)"),
    ("field: quantum", "field: quantum 量子"),
    ("scheme: top", "scheme: top(トップ)"),
    ('researcher_number: "00123456"', "researcher_number: 20345678.0"),
    ("when: 2027", "when: 2027.0"),
    (
        "jp-uk-human-centred-ai-2025",
        "{agency: DFG, field: quantum, countries: [DE], total_cap: 3億円, min_years: 3}",
    ),
]
_EXAMPLES = sorted((ROOT / "examples").glob("*.proposal.yaml"))


@pytest.fixture(scope="module")
def underlined(editor):
    """What is underlined in each of the texts above: the server waits a moment before it looks, here once for all."""
    texts = [GOOD, *(changed(before, after) for before, after, *_ in (*_FAULTS, *_OTHERWISE))]
    return dict(zip(texts, editor.all_diagnostics(texts), strict=True))


class TestDiagnostics:
    def test_a_good_proposal_has_none(self, underlined):
        assert underlined[GOOD] == []

    @pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.name)
    def test_an_example_has_none(self, editor, path):
        assert editor.diagnostics(path.read_text(encoding="utf-8"), path) == []

    @pytest.mark.parametrize(("before", "after", "line"), _FAULTS)
    def test_a_fault_has_one_at_its_line(self, underlined, before, after, line):
        (found,) = underlined[changed(before, after)]
        assert found.line == line
        assert _IN_BOTH_LANGUAGES.search(found.message) or _OF_THE_SERVER_ITSELF.search(found.message)

    @pytest.mark.parametrize(("before", "after"), _OTHERWISE)
    def test_what_may_be_written_otherwise_has_none(self, underlined, before, after):
        assert underlined[changed(before, after)] == []


def in_stage(text, stage):
    return text.replace("stage: final ", f"stage: {stage} ", 1)


class TestDraft:
    @pytest.mark.parametrize("scheme", load_programme().schemes)
    def test_a_fresh_proposal_has_none(self, editor, aspire, tmp_path, scheme):
        assert aspire("init", "--scheme", scheme, "--lang", "ja", "p.yaml").status == 0
        _modeline, _, text = (tmp_path / "p.yaml").read_text(encoding="utf-8").partition("\n")
        assert editor.diagnostics(text) == []
        assert len(editor.diagnostics(text.replace("stage: draft", "stage: final"))) > 5

    def test_what_is_not_yet_written_is_underlined_in_a_final_one_alone(self, editor):
        unwritten = ["field: quantum\n", "    institution: CNRS\n", "  start: 2026-12-01\n", "  end: 2031-11-30"]
        texts = [changed(part, "") for part in unwritten]
        drafts = [in_stage(text, stage) for text in texts for stage in ("draft", "下書き")]
        assert [found for found in editor.all_diagnostics(drafts) if found] == []
        assert all(editor.all_diagnostics(texts))

    def test_what_is_written_and_wrong_is_underlined_once_in_the_same_words(self, editor, underlined):
        wrong = [changed(before, after) for before, after, *_ in _FAULTS if "stage" not in before]
        for text, found in zip(wrong, editor.all_diagnostics([in_stage(one, "draft") for one in wrong]), strict=True):
            assert found in ([], underlined[text]), text

    def labels(self, editor, text):
        return [item["label"] for item in editor.completions(text)]

    def test_offers_the_same(self, editor):
        for text in ("‸", "field: ‸", "counterparts:\n  - ‸", "counterparts:\n  - country: ‸", "period:\n  ‸"):
            offered = [
                {one for one in self.labels(editor, f"stage: {stage}\n{text}") if " / " not in one}
                for stage in ("draft", "final")
            ]
            assert offered[0] >= offered[1], text

    def test_explains_the_same(self, editor):
        for before, after in (("field: quantum", "fie‸ld: quantum"), ("country: FR", "coun‸try: FR")):
            final, draft = (editor.hover(in_stage(changed(before, after), stage)) for stage in ("final", "draft"))
            assert draft.splitlines()[0] == final.splitlines()[0]


def in_their_own_order(items):
    return [item["label"].replace('"', "") for item in items]


class TestCompletion:
    def offered(self, editor, text):
        return in_their_own_order(editor.completions(text))

    def first(self, editor, text, count):
        return self.offered(editor, text)[:count]

    def test_the_fields(self, editor):
        fields = load_programme().fields
        assert len(fields) == 7
        assert set(fields) <= set(self.offered(editor, "field: ‸"))

    def test_the_schemes(self, editor):
        assert set(load_programme().schemes) <= set(self.offered(editor, "scheme: ‸"))

    def test_the_countries_of_the_programme_and_no_other(self, editor):
        countries = load_programme().countries
        assert len(countries) == 21
        offered = self.offered(editor, "counterparts:\n  - name: a\n    country: ‸")
        assert set(countries) <= set(offered)
        assert "SG" not in offered

    def test_japan_for_the_investigator(self, editor):
        offered = self.offered(editor, "principal_investigator:\n  country: ‸")
        assert "JP" in offered
        assert "FR" not in offered

    def test_the_known_joint_calls(self, editor):
        assert set(call_ids(load_programme())) <= set(self.offered(editor, "call: ‸"))

    @pytest.mark.parametrize(
        ("text", "keys"),
        [
            (
                "‸",
                "scheme stage title field keywords period principal_investigator team counterparts activities budget "
                "call",
            ),
            ("title:\n  ‸", "en ja"),
            ("period:\n  ‸", "start end"),
            (
                "principal_investigator:\n  ‸",
                "name institution country position researcher_number orcid track_record other_funding "
                "independent_environment",
            ),
            ("principal_investigator:\n  other_funding:\n    - ‸", "agency programme amount from until"),
            ("team:\n  - ‸", "name institution country position"),
            ("counterparts:\n  - ‸", "name institution country position lead support"),
            ("counterparts:\n  - name: x\n    support:\n      ‸", "agency programme status from until"),
            ("counterparts:\n  - name: x\n    support:\n      - ‸", "agency programme status from until"),
            ("activities:\n  ‸", "research exchange training"),
            ("activities:\n  exchange:\n    - ‸", "what when who"),
            ("budget:\n  ‸", "unit indirect_rate years direct indirect total"),
            (
                "budget:\n  years:\n    - ‸",
                "fiscal_year goods travel personnel other direct indirect institution",
            ),
            ("call:\n  ‸", "agency theme field countries total_cap indirect_percent min_years max_years"),
        ],
    )
    def test_every_key_of_a_section(self, editor, text, keys):
        offered = [label for label in self.offered(editor, text) if " / " not in label]
        assert sorted(offered) == sorted(keys.split())

    def test_every_key_is_explained_in_both_languages(self, editor):
        for item in editor.completions("counterparts:\n  - ‸"):
            told = item["documentation"]
            assert _IN_BOTH_LANGUAGES.search(told["value"] if isinstance(told, dict) else told)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("scheme:", "sch‸eme:", "公募形態"),
        ("title: ", "ti‸tle: ", "研究課題名"),
        ("field: quantum", "fie‸ld: quantum", "分野"),
        ("period:", "per‸iod:", "支援期間"),
        ("name: 山", "na‸me: 山", "氏名"),
        ("institution: CNRS", "insti‸tution: CNRS", "所属機関"),
        ("country: FR", "coun‸try: FR", "国・地域"),
        ("support:", "sup‸port:", "支援"),
        ("status: rec", "sta‸tus: rec", "受給状況"),
        ("activities:", "acti‸vities:", "活動計画"),
        ("budget:", "bud‸get:", "予算"),
        ("- fiscal_year: 2026", "- fis‸cal_year: 2026", "年度"),
        ("goods: 12", "go‸ods: 12", "物品費"),
        ("call: ", "ca‸ll: ", "共同公募"),
    ],
)
def test_hover_explains_in_both_languages(editor, before, after, word):
    shown = editor.hover(changed(before, after))
    assert word in shown.splitlines()[0]
    assert _IN_BOTH_LANGUAGES.search(shown)
    assert "。" in shown


def test_the_modeline_and_the_schema_beside_it_are_enough(server_command, aspire, tmp_path):
    assert aspire("init", "--scheme", "top").status == 0
    fresh = (tmp_path / "proposal.yaml").read_text(encoding="utf-8")
    modeline = fresh.splitlines()[0]
    with closing(LanguageServer(server_command, tmp_path, {})) as editor:
        assert editor.diagnostics(fresh) == []
        assert editor.diagnostics(f"{modeline}\n{GOOD}") == []
        (found,) = editor.diagnostics(f"{modeline}\n{changed('field: quantum', 'field: cooking')}")
        assert "semiconductors" in found.message


def test_a_year_without_an_amount_is_told_in_both_languages(editor):
    (found,) = editor.diagnostics(changed("      direct: 3億8,000万円\n", "      goods: TBD\n"))
    assert "goods、travel、personnel、other か、direct に金額" in found.message


def test_hover_over_a_country_is_short(editor):
    shown = editor.hover(changed("country: FR", "coun‸try: FR"))
    countries = load_programme().countries
    assert shown.count("\n* ") <= 3 * len(countries)


@pytest.mark.parametrize("page", ["editor.md", "editor.ja.md"])
def test_the_settings_in_the_documentation_are_enough(server_command, aspire, tmp_path, page):
    assert aspire("schema", "--write").status == 0
    (block,) = blocks(page, "json")
    bad = changed("field: quantum", "field: cooking")
    with closing(LanguageServer(server_command, tmp_path, json.loads(block)["yaml.schemas"])) as editor:
        for name in ("proposal.yaml", "teams/spin.proposal.yml"):
            assert len(editor.diagnostics(bad, tmp_path / name)) == 1
        assert editor.diagnostics(bad, tmp_path / "other.yaml") == []


# What a writer might put in the place of any value.
_SLIPS = [
    None,
    "",
    "TBD",
    "x",
    "uk",
    "ＡＩ",
    3,
    -1,
    2.5,
    True,
    [],
    ["x"],
    {"en": "x"},
    "2027-02-29",
    "1億円",
    "1001兆円",
]
_REMOVED = object()


def slips(data, path=()):
    """Yield the data with one value after another replaced by each of the slips, or taken away."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        for slip in (_REMOVED, *_SLIPS):
            yield (*path, key), slip
        yield from slips(value, (*path, key))


def with_slip(data, path, slip):
    data = copy.deepcopy(data)
    where = data
    for step in path[:-1]:
        where = where[step]
    if slip is _REMOVED:
        del where[path[-1]]
    else:
        where[path[-1]] = slip
    return data


def corpus():
    """Yield texts of proposals, right and wrong in every way that comes to mind."""
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        # One is in another encoding, of which an editor would know nothing.
        yield re.sub("^#.*", "#", path.read_text(encoding="utf-8", errors="replace"))
    yield from (changed(before, after) for before, after, *_ in (*_FAULTS, *_OTHERWISE))
    data = read_document(GOOD.encode()).data
    for path, slip in slips(data):
        yield to_yaml(with_slip(data, path, slip))


@pytest.mark.parametrize("stage", ["final", "draft"])
def test_the_editor_and_the_check_agree_on_the_shape(editor, stage):
    clean = underlined = 0
    texts = [re.sub("^stage: .*$", f"stage: {stage} ", text, flags=re.MULTILINE) for text in corpus()]
    if stage == "draft":
        texts = [text for text in texts if "stage: draft " in text]
    for text, marked in zip(texts, editor.all_diagnostics(texts), strict=True):
        findings = [one for one in check(text, stage=stage).findings if not one.eased]
        shape = [one.message_in("en") for one in findings if one.topic == "schema"]
        assert marked or not shape, f"clean in the editor, but {shape}:\n{text}"
        assert findings or not marked, f"nothing to find, but in the editor {marked}:\n{text}"
        clean += not marked
        underlined += bool(marked)
    assert clean > 100
    assert underlined > 500
