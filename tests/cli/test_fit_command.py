"""`aspire fit` as a person runs it."""

import json

import jsonschema
import pytest
from rich.cells import cell_len

from aspire_cli import limits, shipped_files
from tests.helpers import DATA, TODAY, proposal, proposal_data, years


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
    def test_zero_where_its_own_scheme_fits(self, fit, repository):
        for scheme in ["top", "rising", "joint"]:
            (repository / "proposal.yaml").write_text(proposal(scheme))
            assert fit("proposal.yaml")[0] == 0

    def test_zero_with_warnings(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": years(*[17_300_000] * 4)}))
        status, said, _ = fit("proposal.yaml")
        assert status == 0
        assert "! ASPIRE for Rising Scientists (its own)" in said
        assert "fits, 1 warning" in said

    @pytest.mark.parametrize(("severity", "expected"), [("warning", 1), ("error", 0)])
    def test_from_the_severity_on_that_is_asked_for(self, fit, repository, severity, expected):
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": years(*[17_300_000] * 4)}))
        assert fit("proposal.yaml", "--fail-on", severity)[0] == expected
        (repository / "aspire.toml").write_text(f'fail-on = "{severity}"\n')
        assert fit("proposal.yaml")[0] == expected

    def test_never_where_that_is_asked_for(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("top", field="alchemy"))
        assert fit("proposal.yaml", "--fail-on", "never")[0] == 0

    def test_one_where_it_does_not(self, fit, repository):
        for text in [proposal("top", field="alchemy"), "budget: [", "- a", "a: b"]:
            (repository / "proposal.yaml").write_text(text)
            assert fit("proposal.yaml")[0] == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nowhere.yaml",), "nowhere.yaml: cannot be read"),
            (("proposal.yaml", "--format", "csv"), "There is no format `csv`; choose from full, json, html, markdown."),
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
        assert "(closed on 2024-06-11)" not in said
        assert "(closed on 2024-06-11)" in fit("proposal.yaml", "--all")[1]
        assert "Support lasts 3 years: write `end: 2029-11-30`" in said
        assert "[budget-direct-cap, budget-total-cap]" in said

    def test_in_japanese(self, fit):
        said = fit("proposal.yaml", "--lang", "ja")[1]
        assert "トップのためのASPIRE【提案書の公募形態】" in said
        assert "直接経費を2億9,100万円減らして6,900万円にしてください" in said.replace("\n", "").replace(" ", "")
        assert "支援期間は3年間です。" in said

    def test_closed_calls_take_one_line(self, fit):
        said = fit("proposal.yaml")[1]
        assert (
            "\n10 calls that are closed, yet to open, or of unknown closing are left out; `--all` shows them.\n" in said
        )
        assert "joint call in" not in said
        every = fit("proposal.yaml", "--all")[1]
        assert "are left out" not in every
        assert "Japan-Germany joint call in quantum" in every
        assert "ASPIRE for Top Scientists (call of 2025) (closed" in every
        assert "(opens on 2025-03-03)" in fit("proposal.yaml", "--all", "--today", "2025-03-02")[1]

    def test_narrowed(self, fit):
        said = fit("proposal.yaml", "--scheme", "次世代")[1]
        assert "ASPIRE for Rising Scientists" in said
        assert "ASPIRE for Top Scientists" not in said
        said = fit("proposal.yaml", "--call", "rising-2025")[1]
        assert "ASPIRE for Rising Scientists (call of 2025) (closed on" in said
        status, out, told = fit("proposal.yaml", "--call", "risin-2025")
        assert (status, out) == (2, "")
        assert "Did you mean `rising-2025`?" in told
        assert fit("proposal.yaml", "--scheme", "top", "--call", "rising-2025")[0] == 2

    def test_amounts_in_thousands(self, fit):
        assert "by ¥291,000 thousand to ¥69,000 thousand" in fit("proposal.yaml", "--unit", "thousand_yen")[1]

    def test_every_line_fits_the_terminal(self, fit, monkeypatch):
        for columns, lang in [(60, "en"), (60, "ja"), (100, "both")]:
            monkeypatch.setenv("COLUMNS", str(columns))
            said = fit("proposal.yaml", "--lang", lang)[1]
            assert max(map(cell_len, said.splitlines())) <= columns

    def test_colour_only_where_it_is_asked_for(self, fit):
        assert "\x1b[" not in fit("proposal.yaml")[1]
        assert "\x1b[1;31m✗" in fit("proposal.yaml", "--color", "always")[1]

    def test_says_how_far_a_machine_can_tell(self, fit, monkeypatch):
        assert "✓ fits = fits as far as a machine can tell   ! warning" in fit("proposal.yaml")[1]
        assert "✓ 適合=機械で確認できる範囲では適合" in fit("proposal.yaml", "--lang", "ja")[1]
        monkeypatch.setenv("COLUMNS", "60")
        assert "(its own): Fits as far as a machine can tell" in " ".join(fit("proposal.yaml")[1].split())

    def test_a_call_that_there_is_not_is_named(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("joint", call="jp-moon-2030"))
        said = " ".join(fit("proposal.yaml")[1].split())
        assert "Joint call jp-moon-2030 (there is no such call) (its own)" in said

    def test_of_what_cannot_be_read(self, fit, repository):
        (repository / "proposal.yaml").write_text("budget: [")
        said = fit("proposal.yaml")[1]
        assert "error[yaml-syntax] proposal.yaml:" in said
        assert "ASPIRE for" not in said


class TestAnswer:
    """The first sentence below the title."""

    def answer(self, fit, *arguments):
        said = fit("proposal.yaml", *arguments)[1]
        return " ".join(said.split("\n\n")[2].split())

    def test_what_it_fits_and_what_is_nearest_otherwise(self, fit):
        assert self.answer(fit) == (
            "✓ As far as a machine can tell, the proposal fits ASPIRE for Top Scientists; nearest otherwise: "
            "ASPIRE for Rising Scientists (to change: amount, years)"
        )
        assert "トップのためのASPIREに適合します。" in self.answer(fit, "--lang", "ja")

    def test_where_it_fits_nothing(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("rising", field="alchemy"))
        assert self.answer(fit) == (
            "✗ As it stands, the proposal fits none of these; nearest: ASPIRE for Rising Scientists (to change: field)"
        )

    def test_with_warnings(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": years(*[17_300_000] * 4)}))
        assert self.answer(fit).startswith("! As far as a machine can tell, the proposal fits ASPIRE for Rising")
        assert "(with warnings);" in self.answer(fit)

    def test_of_a_draft_only_that_nothing_stands_in_the_way(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("top", stage="draft", field="TBD"))
        assert self.answer(fit).startswith("· Draft: nothing that is written stands in the way of ASPIRE for Top")

    def test_a_closed_call_or_one_yet_to_be_named_is_no_answer(self, fit):
        assert "call" not in self.answer(fit, "--all")

    def test_of_one_asked_for(self, fit):
        assert self.answer(fit, "--scheme", "top").endswith("the proposal fits ASPIRE for Top Scientists")
        said = self.answer(fit, "--call", "rising-2025")
        assert "the proposal does not fit ASPIRE for Rising Scientists (call of 2025) (to change: " in said
        assert "none" not in said

    def test_of_several_asked_for_nothing_is_said_of_the_others(self, fit):
        """Its own scheme, which it fits, was not asked for."""
        said = fit("proposal.yaml", "--scheme", "joint", "--all", "--lang", "ja")[1]
        assert "比べた公募形態・公募のどれにも適合しません" in "".join(said.split())

    def test_on_every_page(self, fit):
        for form in ("html", "markdown"):
            said = fit("proposal.yaml", "--format", form)[1]
            assert said.index("the proposal fits ASPIRE for Top Scientists; nearest") < said.index("its own")


WAIVED = proposal("top", **{"budget.years": years(*[70_000_000] * 6)}).replace(
    "budget:", "budget:  # aspire: ignore[budget-direct-cap, budget-total-cap] agreed with JST"
)
DRAFT = "scheme: top\nstage: draft\n"


class TestWaived:
    def test_an_error_leaves_a_warning_and_is_listed_with_its_reason(self, fit, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        status, said, _ = fit("proposal.yaml")
        assert status == 0
        assert "! ASPIRE for Top Scientists (its own)  fits with warnings," in said
        assert "reason: agreed with JST · Direct costs come to ¥420,000,000" in said
        said = fit("proposal.yaml", "--format", "markdown")[1]
        assert "| Fits as far as a machine can tell, with warnings · 2 waived | ! | ✓ |" in said
        assert "reason: agreed with JST" in said

    def test_under_another_scheme_it_is_not(self, fit, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        document = json.loads(fit("proposal.yaml", "--format", "json")[1])
        assert [one["reason"] for one in document["waived"]] == ["agreed with JST"] * 2
        for other in document["alternatives"]:
            assert other["waived"] == (2 if other["own"] else 0)
            assert other["own"] or {"budget-total-cap"} <= {one["rule"] for one in other["findings"]}

    def test_no_waivers_shows_everything(self, fit, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        assert fit("proposal.yaml", "--no-waivers")[0] == 1


class TestDraft:
    def test_what_is_not_yet_written_is_no_fit(self, fit, repository, monkeypatch):
        (repository / "proposal.yaml").write_text(DRAFT)
        status, said, _ = fit("proposal.yaml")
        assert status == 0
        own = next(line for line in said.splitlines() if "(its" in line)
        assert own.startswith("· ")
        assert "✓" not in own
        assert "draft, 7 not yet written" in " ".join(said.split())
        for width in ("120", "40"):
            monkeypatch.setenv("COLUMNS", width)
            said = fit("proposal.yaml")[1]
            choices = said[: said.index("fits = fits")].split()[1:]
            assert "fits" not in choices
        document = json.loads(fit("proposal.yaml", "--format", "json")[1])
        assert document["open"] == document["alternatives"][0]["open"] == 7


class TestOmitted:
    def test_findings_beyond_those_shown_are_counted(self, fit, repository):
        other = {"name": "A", "institution": "B", "country": "SG", "support": {"agency": "NRF", "status": "planned"}}
        people = [*proposal_data("top")["counterparts"], *[other] * (limits.MOST_FINDINGS + 5)]
        (repository / "proposal.yaml").write_text(proposal("top", counterparts=people))
        for form in ("full", "markdown"):
            said = " ".join(fit("proposal.yaml", "--format", form)[1].split())
            assert said.count("are counted and not shown") > 1


class TestSettings:
    def test_what_they_narrow_or_widen_is_named(self, fit, repository):
        call = (DATA / "calls" / "jp-de-quantum-2024.yaml").read_text(encoding="utf-8")
        (repository / "ours.yaml").write_text(call, encoding="utf-8")
        lines = ('stage = "draft"', 'fail-on = "never"', 'select = ["period"]', 'calls = ["ours.yaml"]')
        (repository / "aspire.toml").write_text("\n".join(lines), encoding="utf-8")
        named = {"stage": ["draft"], "fail-on": ["never"], "calls": ["ours.yaml"]}
        assert json.loads(fit("proposal.yaml", "--format", "json")[1])["tool"]["settings"] == named
        assert "ours.yaml" in fit("proposal.yaml", "--format", "full")[1]

    def test_why_a_file_cannot_be_read_is_said_as_by_the_check(self, fit):
        status, out, err = fit("nope.yaml", "--lang", "ja")
        assert (status, out) == (2, "")
        assert "ファイルまたはフォルダがありません" in err


class TestJson:
    def test_is_of_the_shape_of_its_schema(self, fit, repository):
        for text in [proposal("top"), proposal("joint", field="alchemy"), "budget: [", "a: b"]:
            (repository / "proposal.yaml").write_text(text)
            document = json.loads(fit("proposal.yaml", "--format", "json")[1])
            jsonschema.validate(document, json.loads(shipped_files.schema("fit")))

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
        assert "| ASPIRE for Top Scientists (its own) | Fits as far as a machine can tell | ✓ | ✓ | ✓ | ✓ | ✓ |" in said
        assert "write `end: 2029-11-30`, and spread" in said
        assert "### ASPIRE for Rising Scientists" in said
        assert "(`period-length`)" in said

    def test_what_a_user_wrote_is_text(self, fit, repository):
        (repository / "proposal.yaml").write_text(proposal("top", title="<i>`t`", field="<b>`x"))
        said = fit("proposal.yaml", "--format", "markdown")[1]
        assert "&lt;i&gt;\\`t\\`" in said
        assert "``<b>`x`` (`field`) is not one of the programme's fields." in said
        assert said.count("<b>") == 1
