"""`aspire budget --from FILE --into PROPOSAL`: the `budget:` block alone changes; what is in it stays or is told."""

import json
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aspire_cli import fiscal
from aspire_cli.checking.checker import Options
from aspire_cli.document.document import read_document
from aspire_cli.document.replace import ReplaceError
from aspire_cli.planning import from_table, into
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import of_proposal
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.read import read_proposal
from aspire_cli.reports import View, xlsx_report
from aspire_cli.tables.read import grids
from tests.helpers import TODAY, proposal, years

ROOT = Path(__file__).parents[2]
TABLE = "単位:千円\n費目,2026年度,2027年度\n物品費,1000,2000\n旅費,300,400\n間接経費,390,720\n"
COUNTED = "単位:円\n費目,初年度,最終年度\n物品費,1000,2000\n"
BLOCK = """\
budget:                # what it costs
  indirect_rate: 30    # percent
  # by year
  years:
    # the first
    - fiscal_year: 2026    # short
      goods: 5             # aspire: ignore[budget-unit-suspect] agreed
      direct: 5            # as on the form
    - {fiscal_year: 2027年度, goods: 7}   # long
    - {fiscal_year: 2028, goods: 9}   # dropped
    # at the end
  x-note: kept  # mine
"""
EXPECTED = """\
budget:                # what it costs
  unit: yen
  # by year
  years:
    # the first
    - fiscal_year: 2026    # short  # as on the form
      goods: 1_000_000     # aspire: ignore[budget-unit-suspect] agreed
      travel: 300_000
      personnel: 0
      other: 0
      indirect: 390_000
    - fiscal_year: 2027                 # long
      goods: 2_000_000
      travel: 400_000
      personnel: 0
      other: 0
      indirect: 720_000
    # at the end
  x-note: kept  # mine
"""


@pytest.fixture
def budget(aspire, tmp_path):
    Path("t.csv").write_text(TABLE, encoding="utf-8")
    return partial(aspire, "budget", "--from", "t.csv", "--lang", "en")


def written(text, newline="\n", mark=b""):
    Path("p.yaml").write_bytes(mark + text.replace("\n", newline).encode())


def around(block):
    """Return a proposal with a block between other parts of it, which have comments of their own."""
    head, _, tail = proposal("top").partition("budget:")
    rest = "".join(line for line in tail.splitlines(True)[1:] if not line.startswith(" "))
    return f"# first\n{head}# above\n{block}# below\nx-last: 1\n{rest}"


class TestInto:
    def test_the_block_alone_is_replaced_and_its_comments_stay_or_are_listed(self, budget):
        written(around(BLOCK))
        _, said, told = budget("--into", "p.yaml")
        assert Path("p.yaml").read_text(encoding="utf-8") == around(EXPECTED)
        lines = [line.partition(": ")[2] for line in told.splitlines() if "no place left" in line]
        assert [line.rpartition(": # ")[2] for line in lines] == ["percent", "dropped"]
        assert "Where the amounts stand" in said

    def test_a_comment_behind_the_sign_of_a_text_of_several_lines_is_listed_too(self, budget):
        written(around("budget:\n  x-note: |  # why\n    a # b\n  years: []\n"))
        lines = [line for line in budget("--into", "p.yaml")[2].splitlines() if "no place left" in line]
        assert [line.rpartition("left: ")[2] for line in lines] == ["# why", "x-note: …"]

    @pytest.mark.parametrize(("newline", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf")])
    def test_line_ends_and_the_byte_order_mark_stay(self, budget, newline, mark):
        written(around(BLOCK), newline, mark)
        budget("--into", "p.yaml")
        assert Path("p.yaml").read_bytes() == mark + around(EXPECTED).replace("\n", newline).encode()

    def test_years_counted_from_the_start_of_support_are_those_of_the_proposal(self, budget):
        written(proposal("top"))
        Path("t.csv").write_text(COUNTED, encoding="utf-8")
        budget("--into", "p.yaml")
        after = yaml.safe_load(Path("p.yaml").read_text(encoding="utf-8"))
        touched = (after["period"]["start"], after["period"]["end"])
        assert [one["fiscal_year"] for one in after["budget"]["years"]] == list(map(fiscal.fiscal_year, touched))

    def test_a_second_time_changes_nothing(self, budget):
        written(around(BLOCK))
        budget("--into", "p.yaml")
        before = Path("p.yaml").read_bytes()
        assert "has this budget already" in budget("--into", "p.yaml")[2]
        assert Path("p.yaml").read_bytes() == before

    @pytest.mark.parametrize(
        "block",
        [
            "budget: TBD  # to do\n",
            "budget:\n",
            "budget: {unit: yen, years: [{fiscal_year: 2026, direct: 1}]}\n",
            "budget:\n  years: [\n    {fiscal_year: 2026, direct: 1},\n  ]\n",
            "",
            '"budget" : {}\n',
        ],
        ids=["placeholder", "empty", "braces", "brackets", "missing", "quoted"],
    )
    def test_whatever_stood_there_the_rest_stays(self, budget, block):
        written(around(block))
        before = yaml.safe_load(Path("p.yaml").read_text(encoding="utf-8"))
        budget("--into", "p.yaml")
        text = Path("p.yaml").read_text(encoding="utf-8")
        after = yaml.safe_load(text)
        assert after.pop("budget")["years"][0] == {
            "fiscal_year": 2026,
            "goods": 1_000_000,
            "travel": 300_000,
            "personnel": 0,
            "other": 0,
            "indirect": 390_000,
        }
        before.pop("budget", None)
        assert after == before
        assert "# to do" in text or "to do" not in block

    def test_a_budget_that_comes_from_elsewhere_stays_there(self, budget):
        base = "x-base: &base\n  budget: {years: [{fiscal_year: 2026, direct: 1}]}\n<<: *base\n"
        written(around(base))
        budget("--into", "p.yaml")
        text = Path("p.yaml").read_text(encoding="utf-8")
        assert text.startswith(around(base))
        assert text.removeprefix(around(base)).startswith("\nbudget:\n  unit: yen\n")

    def test_a_proposal_between_braces_stays_between_them(self, budget):
        data = yaml.safe_load(proposal("top"))
        for kept in (data, {key: value for key, value in data.items() if key != "budget"}):
            written(json.dumps(kept, ensure_ascii=False, default=str))
            budget("--into", "p.yaml")
            after = json.loads(Path("p.yaml").read_text(encoding="utf-8"))
            assert [one["goods"] for one in after["budget"]["years"]] == [1_000_000, 2_000_000]
            assert after["title"] == data["title"]

    def test_the_unit_of_the_proposal_is_kept_where_amounts_are_whole_in_it(self, budget):
        written(around("budget:\n  unit: thousand_yen\n  years:\n    - {fiscal_year: 2026, direct: 1}\n"))
        budget("--into", "p.yaml")
        assert "  unit: thousand_yen\n  years:\n    - fiscal_year: 2026\n      goods: 1_000\n" in Path(
            "p.yaml"
        ).read_text(encoding="utf-8")

    def test_above_the_caps_it_is_written_and_shown_with_what_is_over(self, budget):
        Path("t.csv").write_text(
            "単位:億円\n費目,2026年度\n".replace("億", "百万") + "直接経費,600\n", encoding="utf-8"
        )
        written(around(BLOCK))
        status, said, _ = budget("--into", "p.yaml")
        assert (status, "budget-direct-cap" in said) == (1, True)
        assert "direct: 600_000_000" in Path("p.yaml").read_text(encoding="utf-8")


class TestRefused:
    def test_a_name_that_is_used_elsewhere(self, budget):
        written(around("budget: &money\n  years: [{fiscal_year: 2026, direct: 1}]\n") + "x-copy: *money\n")
        self._is_refused(budget, "cannot be replaced without a change to something else")

    @pytest.mark.parametrize(
        ("text", "said"), [("scheme: [", "`aspire check` says why"), ("- 1\n", "`aspire check` says why")]
    )
    def test_what_is_no_proposal(self, budget, text, said):
        written(text)
        self._is_refused(budget, said)

    def test_a_table_that_contradicts_itself(self, budget):
        Path("t.csv").write_text(TABLE + "合計,1690,3121\n", encoding="utf-8")
        written(around(BLOCK))
        self._is_refused(budget, "the findings say where", status=1)

    @pytest.mark.parametrize("left", ["scheme: top\n", None])
    def test_one_that_changed_meanwhile_or_is_gone(self, budget, monkeypatch, left):
        written(around(BLOCK))
        put = into.put

        def and_somebody_writes(*given):
            Path("p.yaml").unlink()
            if left is not None:
                Path("p.yaml").write_text(left, encoding="utf-8")
            return put(*given)

        monkeypatch.setattr(into, "put", and_somebody_writes)
        found = budget("--into", "p.yaml")
        assert (found.status, "changed" in found.err) == (2, True), found.err
        assert (Path("p.yaml").read_text(encoding="utf-8") if Path("p.yaml").exists() else None) == left

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--into", "-"), "not standard input"),
            (("--into", "none.yaml"), "cannot be read"),
            (("--diff",), "name the proposal"),
            (("--into", "p.yaml", "-o", "p.yaml"), "p.yaml"),
            (("p.yaml",), "not both"),
            (("--direct", "1億円"), "plans a new budget"),
            (("--into", "p.yaml", "--start", "2026-12-01"), "plans a new budget"),
        ],
    )
    def test_wrong_use(self, budget, arguments, said):
        written(around(BLOCK))
        self._is_refused(budget, said, *arguments)

    def _is_refused(self, budget, said, *arguments, status=2):
        before = Path("p.yaml").read_bytes()
        found = budget(*(arguments or ("--into", "p.yaml")))
        assert (found.status, said in found.err) == (status, True), found.err
        assert found.err.count("\n") == 1
        assert Path("p.yaml").read_bytes() == before


class TestDiff:
    def test_is_all_that_standard_output_gets_and_nothing_is_written(self, budget):
        written(around(BLOCK))
        status, said, told = budget("--into", "p.yaml", "--diff")
        assert (status, said.splitlines()[:2]) == (1, ["--- p.yaml", "+++ p.yaml"])
        assert "-    - {fiscal_year: 2028, goods: 9}   # dropped\n" in said
        assert "+      goods: 1_000_000     # aspire: ignore[budget-unit-suspect] agreed\n" in said
        assert "Where the amounts stand" in told
        assert Path("p.yaml").read_text(encoding="utf-8") == around(BLOCK)

    def test_every_character_is_visible_in_the_log_of_a_build(self, budget, monkeypatch):
        written(around(BLOCK).replace("# mine", "# ::error::x \u202e"))
        assert "# ::error::x \u202e\n" in budget("--into", "p.yaml", "--diff").out
        monkeypatch.setenv("CI", "true")
        assert "# U+003A:error::x U+202E\n" in budget("--into", "p.yaml", "--diff").out

    def test_without_a_difference_there_is_none(self, budget):
        written(around(EXPECTED))
        assert budget("--into", "p.yaml", "--diff").out == ""


_AMOUNTS = st.integers(0, 10**9)
_SPLIT = st.fixed_dictionaries(dict.fromkeys(("goods", "travel", "personnel", "other"), _AMOUNTS))


@st.composite
def _entries(draw):
    """Return entries of a few years, with or without institutions, split or not."""
    institutions = draw(st.sampled_from([(None,), ("東京大学", "理化学研究所"), ("A & B", '"=1', "計測自動制御機構")]))
    found = []
    for year in range(2026, 2026 + draw(st.integers(1, 6))):
        for institution in institutions:
            categories = draw(st.one_of(st.just({}), _SPLIT))
            direct = sum(categories.values()) if categories else draw(_AMOUNTS)
            found.append(YearPlan(year, None, direct, draw(_AMOUNTS), categories, institution))
    return found


@given(_entries(), st.sampled_from(["ja", "en"]))
@settings(max_examples=10)
def test_a_round_trip_gives_the_same_amounts_to_the_yen(entries, lang):
    programme, options, view = load_programme(), Options(TODAY), View((lang,))
    text = proposal("top", budget={"years": years(1, 2)}).encode()
    for _ in range(2):  # into the proposal, out of it as a workbook, and in again
        document = read_document(text, "p.yaml")
        own = read_proposal(document.data, programme, options.now, None, document.text_of).proposal.budget
        text = into.put(document, text, own.years, entries, "thousand_yen").data
        sheet = of_proposal(read_document(text, "p.yaml"), programme, options)
        read = from_table.read("p.xlsx", grids(b"".join(xlsx_report.budget(sheet, view))), None, None, programme)
        assert read.findings == ()
        made = from_table.of_table(read, programme, (None, None), None, options)
        assert [one._replace(months=None) for one in made.entries] == entries
        entries = list(made.entries)


def test_every_example_keeps_all_but_its_budget():
    programme, options = load_programme(), Options(TODAY)
    entries = [YearPlan(2026, None, 10, 3, {"goods": 10, "travel": 0, "personnel": 0, "other": 0}, None)]
    done = 0
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        data = path.read_bytes()
        document = read_document(data, path.name)
        if document.problems or not isinstance(document.data, dict) or "budget" not in document.data:
            continue
        own = read_proposal(document.data, programme, options.now, None, document.text_of).proposal.budget
        try:
            made = into.put(document, data, own.years if own else (), entries, "yen")
        except ReplaceError:
            assert "&" in document.text or "}" in document.text.splitlines()[-1], path
            continue
        before, after = data.decode().split("budget:", 1), made.data.decode().split("budget:", 1)
        assert before[0] == after[0], path
        rest = [line for line in before[1].splitlines(True)[1:] if not line.startswith((" ", "\n"))]
        assert [line for line in after[1].splitlines(True)[1:] if not line.startswith((" ", "\n"))] == rest, path
        comments = {line.partition("#")[2].strip() for line in before[1].splitlines() if "#" in line}
        kept = made.data.decode() + "\n".join(text for _, text in made.left)
        assert all(comment in kept for comment in comments), path
        done += 1
    assert done > 60
