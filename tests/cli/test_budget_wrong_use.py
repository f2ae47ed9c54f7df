"""What `aspire budget` cannot take: one sentence on what to write instead."""

from functools import partial

import pytest

from tests.helpers import proposal

START = ("--start", "2026-12-01")
SHARES = ("--shares", "goods=40,travel=15,personnel=35,other=10")
UK_CALL = "jp-uk-human-centred-ai-2025"
TOP = ("--scheme", "top")


@pytest.fixture
def budget(aspire):
    """Return a function that runs `aspire budget`: its exit status, standard output and standard error."""
    return partial(aspire, "budget")


class TestWrongUse:
    def test_is_one_sentence_on_what_to_write(self, budget):
        for arguments, said in [
            ((), "Say which scheme with `--scheme` (`top`, `rising`, `joint`), or name a proposal."),
            (("--scheme", "tip"), "There is no scheme `tip`. Did you mean `top`?"),
            (("--scheme", "everest"), "There is no scheme `everest`; write one of `top`, `rising`, `joint`."),
            (("--call", "jp-uk-human-centered-ai"), f"Did you mean `{UK_CALL}`?"),
            (("--scheme", "joint", "--call", "nowhere"), "There is no known call `nowhere`; write one of `jp-de"),
            ((*TOP, "--call", UK_CALL), "is a call of Joint call: leave out `--scheme`"),
            ((*TOP, "--direct", "1億", "--total", "1億"), "Give `--direct` or `--total`, not both"),
            ((*TOP, "--direct", "plenty"), "`--direct plenty` is not an amount; write whole yen"),
            ((*TOP, "--total", "-5億円"), "`--total -5億円` is below zero"),
            ((*TOP, "--total", "0.5"), "`--total 0.5` is not a whole number of yen"),
            ((*TOP, "--total", "9" * 20), "is too large for a budget"),
            ((*TOP, "--direct", "1234", "--unit", "thousand_yen"), "write ¥1,000 or ¥2,000."),
            (
                (*TOP, "--direct", "10001", "--round", "万円"),
                "of the ¥10,000 that `--round` asks for; write ¥10,000 or",
            ),
            ((*TOP, "--direct", "9999", "--round", "万円"), "write ¥0 or ¥10,000."),
            ((*TOP, "--round", "百万円"), "`--round 百万円` is no unit to round to; choose from `万円`, `千円`."),
            ((*TOP, "--round", ""), "choose from `万円`, `千円`."),
            ((*TOP, "--start", "2026/12/1"), "write `--start 2026-12-01`."),
            ((*TOP, "--start", "soon"), "`--start soon` is not a date; write year-month-day"),
            ((*TOP, "--start", "2026-02-30"), "`--start 2026-02-30` is not a date"),
            ((*TOP, "--start", "1850-01-01"), "goes beyond the fiscal years"),
            (
                (*TOP, "--start", "2098-01-01"),
                "5 years from `--start 2098-01-01` end on 2102-12-31, which goes beyond the",
            ),
            (
                (*TOP, "--start", "1950-01-01", "--end", "2030-03-31"),
                "`--start 1950-01-01` goes beyond the fiscal years",
            ),
            ((*TOP, *START, "--end", "2150-03-31"), "`--end 2150-03-31` goes beyond the fiscal years"),
            (
                (*TOP, "--start", "2026-05-01", "--end", "2026-08-31", "--weights", "1,2"),
                "touches fiscal year 2026 alone, but 2 weights are given; write one, such as `4`.",
            ),
            ((*TOP, *START, "--end", "2026-11-30"), "for the longest period write `--end 2031-11-30`."),
            ((*TOP, "--end", "2031-11-30"), "`--end` needs the fiscal years: add the first day"),
            ((*TOP, "--profile", "flat"), "`--profile` needs the fiscal years"),
            ((*TOP, "--weights", "1,2"), "`--weights` needs the fiscal years"),
            ((*TOP, *SHARES), "`--shares` needs the fiscal years"),
            (
                (*TOP, *START, "--weights", "1,2,3"),
                "but 3 weights are given; write 6, such as `4,12,12,12,12,8`.",
            ),
            ((*TOP, *START, "--weights", "1,2,3,4,5,x"), "is not a list of numbers; write 6 of them"),
            ((*TOP, *START, "--weights", "0,0,0,0,0,0"), "The weights are all zero"),
            ((*TOP, *START, "--weights", "1,1,1,1,1,1", "--profile", "flat"), "not both"),
            (
                (*TOP, *START, "--shares", "goods=40,travel=50"),
                "The shares add up to 90 %; they must add up to 100 %",
            ),
            ((*TOP, *START, "--shares", "goods=50,goods=50"), "write each category once"),
            ((*TOP, *START, "--shares", "goods"), "cannot be read"),
            ((*TOP, *START, "--shares", "goods=all"), "cannot be read"),
            ((*TOP, *START, "--shares", "salary=100"), "There is no category `salary`"),
            ((*TOP, "--format", "docx"), "There is no format `docx`"),
            ((*TOP, "--format", "xlsx"), "A workbook needs the fiscal years"),
            ((*TOP, "--format", "yaml"), "A `budget:` block needs the fiscal years"),
            (("proposal.yaml", "--direct", "1億円"), "`--direct` plans a new budget: leave it out"),
            (("nowhere.yaml",), "nowhere.yaml: cannot be read"),
            ((*TOP, "--output", "no/such/repository/plan.txt"), "cannot be written"),
        ]:
            status, out, told = budget(*arguments)
            assert (status, out) == (2, "")
            assert told.startswith("aspire: ")
            assert told.count("\n") == 1
            assert said in told

    def test_in_japanese(self, budget, monkeypatch):
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        status, _, told = budget(*TOP, *START, "--weights", "1,2,3")
        assert status == 2
        assert told == (
            "aspire: 支援期間は2026年度から2031年度までの6年度にかかりますが、重みは3個です。"
            "`4,12,12,12,12,8` のように6個を指定してください。\n"
        )

    @pytest.mark.parametrize(
        ("text", "place"), [("scheme: top\n", "1:1: error schema-missing-key"), ("budget: [", "1:9: error yaml-syntax")]
    )
    def test_yaml_of_what_cannot_be_read_says_why(self, budget, repository, text, place):
        (repository / "proposal.yaml").write_text(text)
        status, out, told = budget("proposal.yaml", "--format", "yaml")
        assert (status, out) == (1, "")
        assert "so no `budget:` block is written; the findings say why" in told
        assert f"aspire: proposal.yaml:{place}: " in told

    @pytest.mark.parametrize("command", ["budget", "fit"])
    @pytest.mark.parametrize("target", ["proposal.yaml", "./proposal.yaml", "link.yaml"])
    def test_the_proposal_is_not_written_over(self, aspire, repository, command, target):
        (repository / "proposal.yaml").write_text(proposal())
        (repository / "link.yaml").symlink_to("proposal.yaml")
        status, out, told = aspire(command, "proposal.yaml", "--format", "json", "--output", target)
        assert (status, out) == (2, "")
        assert "is one of the proposals being checked" in told
        assert aspire(command, "link.yaml", "--format", f"json={target}")[0] == 2
        assert (repository / "proposal.yaml").read_text() == proposal()

    def test_two_formats_for_one_place(self, aspire, repository):
        for command in ["budget", "fit"]:
            (repository / "proposal.yaml").write_text(proposal())
            status, out, told = aspire(command, "proposal.yaml", "--format", "json", "--format", "markdown")
            assert (status, out) == (2, "")
            assert "Two formats would go to the same place" in told
