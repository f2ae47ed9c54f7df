"""What `aspire budget` writes: CSV, YAML, Markdown, and tables that fit the terminal."""

import csv
import io
import re
from functools import partial

import pytest
import yaml
from rich.cells import cell_len

from aspire_cli.document.document import read_document
from aspire_cli.reports.terminal_tables import bar_cells
from tests.helpers import proposal, years

START = ("--start", "2026-12-01")
WAIVER = "# aspire: ignore[budget-direct-cap, budget-total-cap] agreed with JST"
SHARES = ("--shares", "goods=40,travel=15,personnel=35,other=10")


@pytest.fixture
def budget(aspire):
    """Return a function that runs `aspire budget`: its exit status, standard output and standard error."""
    return partial(aspire, "budget")


class TestBars:
    def test_every_part_that_is_something_has_a_cell(self):
        for amounts in [(1, 1_000_000), (1, 1, 1, 1, 100), (0, 5), (1, 0, 0, 0, 10**9)]:
            for room in [8, 40]:
                for most in (sum(amounts), sum(amounts) * 1_000):
                    cells = bar_cells(amounts, most, room)
                    assert [bool(cell) for cell in cells] == [bool(amount) for amount in amounts]
                    assert sum(cells) <= room
                assert sum(bar_cells(amounts, sum(amounts), room)) == room

    def test_nothing_has_none(self):
        assert bar_cells((0, 0), 10, 8) == [0, 0]


class TestFormats:
    def test_csv_for_a_japanese_excel(self, budget):
        said = budget("--scheme", "rising", *START, *SHARES, "--format", "csv", "--lang", "ja")[1]
        assert said.startswith(
            "\ufeff年度,月数,物品費(円),旅費(円),人件費・謝金(円),その他(円),直接経費(円),間接経費(円),総額(円)\r\n"
        )
        assert said.count("\r\n") == said.count("\n") == 6
        rows = list(csv.reader(io.StringIO(said.removeprefix("\ufeff"))))
        assert rows[2] == ["2027", "12", "9200000", "3450000", "8050000", "2300000", "23000000", "6900000", "29900000"]
        assert rows[-1][-1] == "89700000"
        assert [sum(int(row[column]) for row in rows[1:-1]) for column in range(1, 9)] == list(map(int, rows[-1][1:]))

    def test_csv_in_a_file_is_the_same_bytes(self, budget, repository):
        said = budget("--scheme", "top", *START, "--format", "csv")[1]
        assert budget("--scheme", "top", *START, "--format", "csv", "--output", "plan.csv")[:2] == (0, "")
        assert (repository / "plan.csv").read_bytes() == said.encode()
        assert (repository / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_csv_has_thousands_where_they_are_asked_for(self, budget):
        said = budget("--scheme", "rising", *START, "--unit", "thousand_yen", "--format", "csv")[1]
        assert said.splitlines()[0].endswith("Total (thousand yen)")
        assert said.splitlines()[-1] == "All years,36,69000,20700,89700"

    def test_findings_go_beside_data(self, budget):
        for form in ["csv", "yaml"]:
            status, said, told = budget("--scheme", "top", *START, "--direct", "4億円", "--format", form)
            assert status == 1
            assert "budget-direct-cap" not in said
            assert told.startswith("aspire: error budget-direct-cap: Direct costs come to ¥400,000,000")

    @pytest.mark.parametrize("form", ["csv", "yaml"])
    def test_findings_on_a_proposal_have_their_place_and_waived_ones_their_reason(self, budget, repository, form):
        text = proposal("top", **{"period.end": "2031-12-01", "budget.years": years(*[70_000_000] * 6)})
        (repository / "proposal.yaml").write_text(text.replace("budget:", f"budget:  {WAIVER}"))
        status, _, told = budget("proposal.yaml", "--format", form)
        assert status == 1
        first, *others = told.splitlines()
        assert first.startswith("aspire: proposal.yaml:")
        assert re.search(r":\d+:\d+: error period-length: The support period", first)
        assert len(others) == 2
        assert all("waived: agreed with JST · " in other for other in others)

    def test_several_at_once(self, budget, repository):
        said = budget("--scheme", "top", *START, "--format", "json", "--format", "csv=plan.csv")[1]
        assert said.startswith("{")
        assert (repository / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_yaml_counts_in_the_unit(self, budget):
        said = budget("--scheme", "rising", *START, "--unit", "thousand_yen", "--format", "yaml", "--lang", "ja")[1]
        assert said.splitlines()[:6] == [
            "# 次世代のためのASPIRE、2026-12-01〜2029-11-30(3年、2026〜2029年度)",
            "# 直接経費 69,000千円 + 間接経費 20,700千円 = 総額 89,700千円",
            "budget:",
            "  unit: thousand_yen",
            "  years:",
            "    - fiscal_year: 2026  # 4か月",
        ]

    def test_yaml_keeps_institutions_apart(self, budget, repository):
        entries = [
            {"fiscal_year": 2026, "institution": 'UTokyo: "x"', "goods": 10_000_000},
            {"fiscal_year": 2026, "institution": "RIKEN", "direct": 5_000_000},
            *years(*[50_000_000] * 5, first=2027),
        ]
        (repository / "proposal.yaml").write_text(proposal(budget={"years": entries}))
        written = yaml.safe_load(budget("proposal.yaml", "--format", "yaml")[1])["budget"]["years"]
        assert [{key: one[key] for key in entry} for one, entry in zip(written, entries, strict=True)] == entries
        assert "direct" not in written[0]

    def test_yaml_of_a_name_can_be_read_again(self, budget, repository):
        for name in ["葛\U000e0100城大学", "\U000e0101", "a\\ud83c\\udf00b", '"\\\U000e0100"', "学\U0001f393"]:
            entries = [{"fiscal_year": 2026, "institution": name, "direct": 5}, *years(*[50_000_000] * 5, first=2027)]
            (repository / "proposal.yaml").write_text(proposal(budget={"years": entries}), encoding="utf-8")
            written = budget("proposal.yaml", "--format", "yaml")[1]
            read = read_document(written.encode())
            assert read.problems == ()
            assert read.data["budget"]["years"][0]["institution"] == name

    def test_yaml_of_a_proposal_that_is_not_whole_thousands_is_in_yen(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": years(1_000_001, 2, 3, 4)}))
        said = budget("proposal.yaml", "--unit", "thousand_yen", "--format", "yaml")[1]
        assert "unit: yen" in said
        assert "direct: 1_000_001" in said

    def test_markdown_shows_what_a_user_wrote_as_text(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(title="<b>`x`</b> | [a](b)"))
        said = budget("proposal.yaml", "--format", "markdown")[1]
        assert "&lt;b&gt;\\`x\\`&lt;/b&gt; \\| \\[a\\](b)" in said
        assert "| 2027 | 12 | 60,000,000 | 18,000,000 | 78,000,000 |" in said

    def test_nothing_of_a_title_reaches_the_terminal_as_a_command(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(title="\u202ea\u200b").replace('"', ""))
        for form in ("full", "plain", "markdown", "json"):
            said = budget("proposal.yaml", "--format", form)[1]
            assert not {"\u202e", "\u200b"} & set(said)

    def test_plain_when_piped_full_with_bars_when_asked_for(self, budget):
        plain = budget("--scheme", "top", *START)[1]
        full = budget("--scheme", "top", *START, "--format", "full")[1]
        assert "█" not in plain
        assert "█ Direct costs   ░ Indirect costs" in full

    def test_colour_only_where_it_is_asked_for(self, budget):
        assert "\x1b[" not in budget("--scheme", "top", *START)[1]
        assert "\x1b[34m█" in budget("--scheme", "top", *START, "--color", "always")[1]

    def test_every_line_fits_the_terminal(self, budget, monkeypatch):
        for arguments in [(), (*START,), (*START, *SHARES), ("--direct", "4億円", *START, *SHARES)]:
            for columns, lang in [(50, "en"), (50, "ja"), (80, "both"), (120, "both")]:
                monkeypatch.setenv("COLUMNS", str(columns))
                said = budget("--scheme", "top", *arguments, "--format", "full", "--lang", lang)[1]
                assert max(map(cell_len, said.splitlines())) <= columns
                assert "…" not in said

    def test_a_narrow_terminal_has_the_categories_below(self, budget, monkeypatch):
        monkeypatch.setenv("COLUMNS", "70")
        said = budget("--scheme", "top", *START, *SHARES, "--format", "full")[1]
        assert said.count("All years") == 2
        assert "152,000,000" in said
