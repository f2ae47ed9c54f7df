"""`aspire fit` as a person runs it."""

import json

import jsonschema
import pytest
from helpers import TODAY, proposal, years
from rich.cells import cell_len

from aspire_cli import schema_files


@pytest.fixture(autouse=True)
def fitting_proposal(repository):
    (repository / "proposal.yaml").write_text(proposal("top"))


@pytest.fixture
def fit(aspire):
    """Return a function that runs `aspire fit`: its exit status, standard output and standard error."""

    def run(*arguments):
        return aspire("fit", "--today", TODAY.isoformat(), *arguments)

    return run


class TestExitStatus:
    @pytest.mark.parametrize("scheme", ["top", "rising", "joint"])
    def test_zero_where_its_own_scheme_fits(self, fit, repository, scheme):
        (repository / "proposal.yaml").write_text(proposal(scheme))
        assert fit("proposal.yaml")[0] == 0

    def test_zero_with_warnings(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": years(*[17_300_000] * 4)}))
        status, said, _ = fit("proposal.yaml")
        assert status == 0
        assert "! ASPIRE for Rising Scientists (its own)" in said
        assert "fits, 1 warning" in said

    @pytest.mark.parametrize("text", [proposal("top", field="alchemy"), "budget: [", "- a", "a: b"])
    def test_one_where_it_does_not(self, fit, repository, text):
        (repository / "proposal.yaml").write_text(text)
        assert fit("proposal.yaml")[0] == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nowhere.yaml",), "nowhere.yaml: cannot be read"),
            (("proposal.yaml", "--format", "csv"), "There is no format `csv`; choose from full, json, markdown."),
        ],
    )
    def test_two_for_wrong_use(self, fit, arguments, said):
        status, out, told = fit(*arguments)
        assert (status, out) == (2, "")
        assert said in told

    def test_two_for_a_day_that_is_none(self, fit):
        status, _, told = fit("proposal.yaml", "--today", "tomorrow")
        assert status == 2
        assert "`--today tomorrow` is not a date" in told


class TestFull:
    def test_in_english(self, fit):
        said = fit("proposal.yaml")[1]
        lines = said.splitlines()
        assert lines[0] == "proposal.yaml"
        assert any(line.startswith("✓ ASPIRE for Top Scientists (its own)") for line in lines)
        assert "(closed on 2024-06-11)" in said
        assert "Support lasts 3 years: write `end: 2029-11-30`" in said
        assert "[budget-direct-cap, budget-total-cap]" in said

    def test_in_japanese(self, fit):
        said = fit("proposal.yaml", "--lang", "ja")[1]
        assert "トップのためのASPIRE【提案書の公募形態】" in said
        assert "直接経費を2億9,100万円減らして6,900万円にしてください" in said.replace("\n", "").replace(" ", "")
        assert "支援期間は3年間です。" in said

    def test_amounts_in_thousands(self, fit):
        assert "by ¥291,000 thousand to ¥69,000 thousand" in fit("proposal.yaml", "--unit", "thousand_yen")[1]

    @pytest.mark.parametrize("lang", ["en", "ja", "both"])
    @pytest.mark.parametrize("columns", [60, 80, 100, 120])
    def test_every_line_fits_the_terminal(self, fit, monkeypatch, lang, columns):
        monkeypatch.setenv("COLUMNS", str(columns))
        said = fit("proposal.yaml", "--lang", lang)[1]
        assert max(map(cell_len, said.splitlines())) <= columns

    def test_colour_only_where_it_is_asked_for(self, fit):
        assert "\x1b[" not in fit("proposal.yaml")[1]
        assert "\x1b[1;31m✗" in fit("proposal.yaml", "--color", "always")[1]

    def test_of_what_cannot_be_read(self, fit, repository):
        (repository / "proposal.yaml").write_text("budget: [")
        said = fit("proposal.yaml")[1]
        assert "error[yaml-syntax] proposal.yaml:" in said
        assert "ASPIRE for" not in said


class TestJson:
    @pytest.mark.parametrize("text", [proposal("top"), proposal("joint", field="alchemy"), "budget: [", "a: b"])
    def test_is_of_the_shape_of_its_schema(self, fit, repository, text):
        (repository / "proposal.yaml").write_text(text)
        document = json.loads(fit("proposal.yaml", "--format", "json")[1])
        jsonschema.validate(document, json.loads(schema_files.schema_text("fit")))

    def test_fewest_errors_first(self, fit):
        document = json.loads(fit("proposal.yaml", "--format", "json", "--lang", "ja", "--unit", "thousand_yen")[1])
        first, *others = document["alternatives"]
        assert (first["scheme"], first["own"], first["verdict"], first["changes"]) == ("top", True, "fits", [])
        rising = next(one for one in others if one["scheme"] == "rising")
        assert rising["changes"][0] == {
            "kind": "amount",
            "severity": "error",
            "rules": ["budget-direct-cap", "budget-total-cap"],
            "cut": 291_000_000,
            "direct": 69_000_000,
            "total": 89_700_000,
        }

    def test_into_a_file(self, fit, repository):
        assert fit("proposal.yaml", "--format", "json", "--output", "fit.json")[:2] == (0, "")
        assert json.loads((repository / "fit.json").read_text())["scheme"] == "top"


class TestMarkdown:
    def test_a_table_and_what_would_have_to_change(self, fit):
        said = fit("proposal.yaml", "--format", "markdown")[1]
        assert "| ASPIRE for Top Scientists (its own) | fits | ✓ | ✓ | ✓ | ✓ | ✓ |" in said
        assert "### ASPIRE for Rising Scientists" in said
        assert "(`period-length`)" in said

    def test_what_a_user_wrote_is_text(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("top", title="<i>`t`", field="<b>`x"))
        said = fit("proposal.yaml", "--format", "markdown")[1]
        assert "&lt;i&gt;\\`t\\`" in said
        assert "``<b>`x`` is not one of the programme's fields." in said
        assert said.count("<b>") == 1
