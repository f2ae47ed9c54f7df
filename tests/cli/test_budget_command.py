"""`aspire budget` as a person runs it: limits, plans, a proposal's own budget."""

import io
import json
from functools import partial

import jsonschema
import pytest

from aspire_cli import shipped_files
from tests.helpers import DATA, each, proposal, years

START = ("--start", "2026-12-01")
SHARES = ("--shares", "goods=40,travel=15,personnel=35,other=10")
UK_CALL = "jp-uk-human-centred-ai-2025"
WAIVED = proposal(budget={"years": years(*[70_000_000] * 6)}).replace(
    "budget:", "budget:  # aspire: ignore[budget-direct-cap,budget-total-cap] agreed with JST"
)


@pytest.fixture
def budget(aspire):
    """Return a function that runs `aspire budget`: its exit status, standard output and standard error."""
    return partial(aspire, "budget")


@pytest.fixture
def budget_data(budget):
    """Return a function that runs it for JSON of the shape that its schema lays down."""

    def run(*arguments, status=0):
        found, said, _ = budget(*arguments, "--format", "json")
        document = json.loads(said)
        jsonschema.validate(document, json.loads(shipped_files.schema("budget")))
        assert found == status
        return document

    return run


class TestLimits:
    @pytest.mark.parametrize(
        ("scheme", "caps", "most", "headroom"),
        [
            ("top", (380_000_000, 500_000_000), (380_000_000, 494_000_000), (0, 6_000_000)),
            ("rising", (69_000_000, 90_000_000), (69_000_000, 89_700_000), (0, 300_000)),
            ("joint", (None, 500_000_000), (384_615_384, 499_999_999), (0, 1)),
        ],
    )
    def test_of_each_scheme(self, budget_data, scheme, caps, most, headroom):
        found = budget_data("--scheme", scheme)
        assert (found["kind"], found["scheme"], found["indirect_rate"]) == ("limits", scheme, 30)
        assert (found["direct_cap"], found["total_cap"]) == caps
        assert (found["max_direct"], found["max_total"]) == most
        assert (found["direct"], found["total"]) == most
        assert (found["headroom"]["direct"], found["headroom"]["total"]) == headroom
        assert found["clauses"] == [f"scale.{scheme}", f"period.{scheme}"]
        assert (found["years"], found["findings"]) == ([], [])

    @pytest.mark.parametrize("arguments", [("--call", UK_CALL), ("--scheme", "joint", "--call", UK_CALL)])
    def test_of_a_call(self, budget_data, arguments):
        found = budget_data(*arguments)
        assert (found["scheme"], found["call"], found["max_direct"]) == ("joint", UK_CALL, 215_384_615)
        assert (found["min_years"], found["max_years"]) == (5, 5)

    def test_say_why_the_largest_is_that(self, budget):
        status, said, _ = budget("--scheme", "top")
        assert status == 0
        for part in ("¥380,000,000", "¥384,615,384 (¥500,000,000 / 1.3)", "Clause scale.top", "¥6,000,000"):
            assert part in said

    def test_do_not_claim_that_a_yen_must_stay_free(self, budget):
        said = " ".join(budget("--scheme", "joint")[1].split())
        assert "Largest plan at 30 % indirect costs" in said
        assert "¥1 below the limit of the total; `--total` plans a total to the yen" in said
        assert "stays free" not in said
        assert "Largest plan without any finding" in budget("--scheme", "top")[1]

    def test_in_thousands_have_nothing_free_that_cannot_be_planned(self, budget_data, budget):
        for arguments in (("--call", UK_CALL), ("--scheme", "joint", *START)):
            found = budget_data(*arguments, "--unit", "thousand_yen")
            assert found["headroom"]["direct"] == 0
        assert "No direct costs are left" in budget("--scheme", "joint", *START, "--unit", "thousand_yen")[1]

    def test_say_what_depends_on_the_call(self, budget):
        said = budget("--scheme", "共同公募", "--lang", "ja")[1]
        assert "相手側資金配分機関が公募ごとに取り決めます" in "".join(said.split())
        assert UK_CALL in said
        assert "2.8億円" in said

    def test_say_which_figures_of_a_call_are_not_known(self, budget):
        said = " ".join(budget("--call", "jp-uk-engineering-biology-2024")[1].split())
        assert "only the programme's general limit of ¥500,000,000 is applied" in said
        assert "only the programme's general 3 to 5 years are applied" in said

    def test_of_a_single_call_that_says_little_are_those_of_the_page(self, budget, budget_data):
        said = " ".join(budget("--call", "rising-2023")[1].split())
        assert "not all its own limits and years are known here" in said
        assert "its own limits" not in budget("--call", "top-2025")[1]
        found = budget_data("--call", "rising-2023")
        assert (found["scheme"], found["call"], found["total_cap"]) == ("rising", "rising-2023", 90_000_000)

    def test_show_no_rate_of_the_page_for_joint_calls(self, budget):
        assert "no rate on the programme page" in budget("--scheme", "joint")[1]
        assert "no rate on the programme page" in budget("--call", "jp-de-quantum-2024")[1]
        assert "no rate on the programme page" not in budget("--call", "jp-uk-human-centred-ai-2025")[1]
        assert "no rate on the programme page" not in budget("--scheme", "top")[1]

    def test_mark_in_the_list_of_calls_what_is_inferred(self, budget):
        said = budget("--scheme", "joint")[1]
        assert "(inferred from a" in said

    @each(
        ("figures", "said"),
        [
            ("max_years: 4", "at most 4 years"),
            ("min_years: {value: 3, basis: inferred}", "3 years or more (inferred from a funded project)"),
        ],
    )
    def test_say_in_the_list_of_calls_what_is_known_of_their_length(self, budget, tmp_path, figures, said):
        call = tmp_path / "ours.yaml"
        call.write_text(f"id: ours\nscheme: joint\nname: {{en: Ours, ja: 当方}}\n{figures}\n", encoding="utf-8")
        page = budget("--scheme", "joint", "--calls", str(call), "--format", "markdown")[1]
        (row,) = (line for line in page.splitlines() if line.startswith("| Ours | ours |"))
        assert f"| {said} |" in row

    def test_say_which_figures_of_a_call_are_inferred(self, budget):
        assert "only inferred, not stated by the call" in " ".join(budget("--call", "jp-de-quantum-2024")[1].split())


class TestPlan:
    def test_the_largest_by_months(self, budget_data):
        found = budget_data("--scheme", "top", *START)
        assert found["kind"] == "plan"
        assert found["period"] == {"start": "2026-12-01", "end": "2031-11-30", "months": 60}
        assert [(year["fiscal_year"], year["months"]) for year in found["years"]] == [
            (2026, 4),
            (2027, 12),
            (2028, 12),
            (2029, 12),
            (2030, 12),
            (2031, 8),
        ]
        assert found["years"][0]["direct"] == 25_333_333
        assert sum(year["total"] for year in found["years"]) == found["total"] == 494_000_000
        assert {year["goods"] for year in found["years"]} == {None}

    def test_by_shares(self, budget_data):
        found = budget_data("--scheme", "rising", *START, "--shares", "物品費=40%,travel=15,Personnel and honoraria=45")
        for year in found["years"]:
            assert sum(year[key] for key in ("goods", "travel", "personnel", "other")) == year["direct"]
            assert year["other"] == 0
        assert found["years"][1]["goods"] == 9_200_000

    def test_by_weights(self, budget_data):
        found = budget_data("--scheme", "top", *START, "--direct", "1.2億円", "--weights", "3,2.5,2、2,1,1.5")
        assert [year["direct"] // 1_000_000 for year in found["years"]] == [30, 25, 20, 20, 10, 15]

    def test_by_a_total_to_the_yen(self, budget_data):
        found = budget_data("--scheme", "top", *START, "--total", "4億円")
        assert found["total"] == sum(year["total"] for year in found["years"]) == 400_000_000
        assert found["headroom"]["total"] == 100_000_000

    def test_in_thousands_every_amount_is_whole(self, budget_data):
        found = budget_data("--scheme", "rising", *START, *SHARES, "--total", "8,000万円", "--unit", "thousand_yen")
        keys = ("direct", "indirect", "total", "goods", "travel", "personnel", "other")
        assert all(year[key] % 1_000 == 0 for year in found["years"] for key in keys)
        assert found["total"] == 80_000_000

    @pytest.mark.parametrize(("profile", "falls"), [("front", True), ("back", False)])
    def test_more_at_one_end(self, budget_data, profile, falls):
        found = budget_data("--scheme", "top", "--start", "2026-04-01", "--profile", profile)
        amounts = [year["direct"] for year in found["years"]]
        assert amounts == sorted(amounts, reverse=falls)
        assert abs(max(amounts) - 2 * min(amounts)) <= 2

    def test_without_years_the_sums_alone(self, budget_data):
        found = budget_data("--scheme", "top", "--direct", "3.2億円")
        assert (found["kind"], found["years"], found["total"]) == ("plan", [], 416_000_000)
        assert found["headroom"] == {"direct": 60_000_000, "total": 84_000_000}

    def test_above_the_cap_is_shown_with_what_is_over(self, budget_data, budget):
        found = budget_data("--scheme", "top", *START, "--direct", "4億円", status=1)
        assert found["headroom"]["direct"] == -20_000_000
        assert [one["rule"] for one in found["findings"]] == ["budget-direct-cap"]
        status, said, _ = budget("--scheme", "top", *START, "--total", "5.2億円")
        assert status == 1
        assert "¥20,000,000 over" in said

    def test_above_the_printed_figure_alone_is_a_warning(self, budget_data):
        found = budget_data("--scheme", "top", *START, "--direct", "380000001")
        assert [one["rule"] for one in found["findings"]] == ["budget-direct-rounding"]

    def test_of_another_length_is_shown_with_the_finding(self, budget_data):
        found = budget_data("--scheme", "top", *START, "--end", "2030-11-30", status=1)
        assert [one["rule"] for one in found["findings"]] == ["period-length"]
        assert found["findings"][0].keys() == {"rule", "severity", "topic", "message", "hint", "clause"}
        assert len(found["years"]) == 5

    def test_to_the_end_of_a_fiscal_year_is_a_warning(self, budget_data):
        found = budget_data("--scheme", "top", "--start", "2024-02-01", "--end", "2029-03-31")
        assert (found["period"]["months"], len(found["years"])) == (62, 6)
        assert [one["rule"] for one in found["findings"]] == ["period-fiscal-year-end"]

    @pytest.mark.parametrize(
        ("arguments", "cut"),
        [
            (("--scheme", "joint", "--direct", "6億円"), (215_384_616, 384_615_384)),
            (("--call", UK_CALL, "--direct", "3億円"), (84_615_385, 215_384_615)),
        ],
    )
    def test_what_would_bring_it_inside_counts_the_indirect_costs_in_full(self, budget_data, budget, arguments, cut):
        assert budget_data(*arguments, status=1)["headroom"]["direct"] == -cut[0]
        said = " ".join(budget(*arguments)[1].split())
        assert f"lower the direct costs by ¥{cut[0]:,} to ¥{cut[1]:,}; with 30 %" in said

    def test_months_are_those_begun_and_no_sum_belies_them(self, budget_data, budget):
        plan = ("--scheme", "top", "--start", "2026-12-15")
        found = budget_data(*plan)
        assert found["period"] == {"start": "2026-12-15", "end": "2031-12-14", "months": 60}
        assert sum(year["months"] for year in found["years"]) == 61
        assert budget(*plan, "--format", "csv")[1].splitlines()[-1].startswith("All years,,")
        assert budget("--scheme", "top", *START, "--format", "csv")[1].splitlines()[-1].startswith("All years,60,")

    def test_inside_one_year_names_that_year(self, budget):
        said = budget("--scheme", "top", "--start", "2026-05-01", "--end", "2026-08-31")[1]
        assert "4 months, fiscal year 2026\n" in said

    def test_indirect_costs_held_down_by_the_cap_are_told(self, budget):
        said = " ".join(budget("--call", UK_CALL, "--direct", "2.5億円")[1].split())
        assert "Indirect costs are held at ¥30,000,000, less than 30 %" in said
        assert "held at" not in budget("--scheme", "rising", "--total", "9000万円")[1]


class TestMends:
    """What would mend a plan is an option: no file holds it; and who asks `aspire budget` is not told to ask it."""

    @each(
        ("options", "rule", "mend"),
        [
            (["--end", "2031-12-01"], "period-length", "Write `--end 2031-11-30`."),
            (["--end", "2032-03-31"], "period-fiscal-year-end", "for exactly 5 years write `--end 2031-11-30`."),
            (["--direct", "4億円"], "budget-direct-cap", "Lower the direct costs by ¥20,000,000."),
            (["--total", "800億円"], "budget-total-cap", "Check the digits and the unit of the amount; if they"),
            (["--direct", "800億円"], "budget-direct-cap", "Check the digits and the unit of the amount; if they"),
            (
                ["--direct", "5000"],
                "budget-unit-suspect",
                "Check the digits and the unit of the amount, as in `1200万円`; for a spreadsheet name its unit with",
            ),
        ],
    )
    def test_of_a_plan(self, aspire, options, rule, mend):
        asked = ("budget", "--scheme", "top", "--start", "2026-12-01", *options)
        found = json.loads(aspire(*asked, "--format", "json").out)["findings"]
        hints = [one["hint"] for one in found]
        assert any(one["rule"] == rule and mend in one["hint"] for one in found), hints
        assert not any("aspire budget" in hint or "`end:" in hint or "`budget`" in hint for hint in hints), hints

    def test_of_a_proposal(self, aspire, repository):
        (repository / "proposal.yaml").write_text(
            proposal(**{"budget.years": years(400_000_000), "period.end": "2031-12-01"})
        )
        found = json.loads(aspire("budget", "proposal.yaml", "--format", "json").out)["findings"]
        assert {one["rule"]: one["hint"] for one in found if one["rule"] != "budget-year-missing"} == {
            "budget-direct-cap": "Lower the direct costs by ¥20,000,000.",
            "budget-total-cap": "Lower the total by ¥20,000,000.",
            "period-length": "Write `end: 2031-11-30`.",
        }


class TestSoFar:
    """While something is to be written, the sums of a proposal are those so far."""

    @each(
        ("stage", "budget", "so_far"),
        [
            ("draft", {"years": years(10_000_000)}, True),
            ("draft", {"years": years(*[10_000_000] * 6)}, False),
            ("final", {"years": [{"fiscal_year": 2026, "goods": 5_000_000, "travel": "TBD"}]}, True),
            ("final", {"years": years(10_000_000)}, False),
        ],
    )
    def test_of_a_proposal(self, aspire, repository, stage, budget, so_far):
        (repository / "proposal.yaml").write_text(proposal(stage=stage, budget=budget), encoding="utf-8")
        english, japanese = (aspire("budget", "proposal.yaml", "--lang", lang).out for lang in ("en", "ja"))
        assert (english.count("So far"), japanese.count("これまで ")) == ((2, 1) if so_far else (0, 0))


class TestRound:
    KEYS = ("direct", "indirect", "total", "goods", "travel", "personnel", "other")

    @pytest.mark.parametrize(("unit", "step"), [("万円", 10_000), ("千円", 1_000)])
    def test_every_amount_is_round_and_the_sums_are_inside(self, budget_data, unit, step):
        for arguments in (("--scheme", "top"), ("--scheme", "rising"), ("--scheme", "joint"), ("--call", UK_CALL)):
            found = budget_data(*arguments, *START, *SHARES, "--round", unit)
            assert all(year[key] % step == 0 for year in found["years"] for key in self.KEYS)
            assert sum(year["total"] for year in found["years"]) == found["total"]
            assert found["total"] <= found["total_cap"]
            assert found["findings"] == []
            # One step more and a limit is passed.
            more = found["direct"] + step
            assert more > (found["direct_cap"] or 0) if found["direct_cap"] else more * 130 > found["total_cap"] * 100

    def test_the_largest_is_rounded_down(self, budget_data):
        for unit, direct, indirect in (("万円", 215_380_000, 64_610_000), ("千円", 215_384_000, 64_615_000)):
            found = budget_data("--call", UK_CALL, "--round", unit)
            assert (found["direct"], found["indirect"]) == (direct, indirect)
            assert found["headroom"]["direct"] == 0

    def test_its_unit_however_it_is_written(self, budget_data):
        for step, names in {
            10_000: ("万円", "1万円", "10000", "１０，０００", "ten_thousand_yen", "Ten thousand yen"),
            1_000: ("千円", "1千円", "1000", "1,000", "thousand_yen", "thousand yen"),
        }.items():
            first = [budget_data("--scheme", "top", *START, "--round", one)["years"][0]["direct"] for one in names]
            assert set(first) == {25_333_333 // step * step}

    def test_the_larger_of_it_and_the_unit_holds(self, budget_data):
        for unit in ("yen", "thousand_yen"):
            found = budget_data("--scheme", "top", *START, "--round", "万円", "--unit", unit)
            assert found["years"][0]["direct"] == 25_330_000
        found = budget_data("--scheme", "top", *START, "--round", "千円", "--unit", "thousand_yen")
        assert found["years"][0]["direct"] == 25_333_000

    def test_a_total_is_kept_to_the_yen(self, budget_data):
        found = budget_data("--scheme", "joint", *START, "--total", "5億円", "--round", "万円")
        assert (found["direct"], found["total"], found["findings"]) == (384_620_000, 500_000_000, [])
        assert "held at" not in str(found)

    def test_indirect_costs_that_are_rounded_are_not_told_as_held_down(self, budget):
        for unit in ("万円", "千円"):
            said = " ".join(budget("--scheme", "joint", *START, "--total", "5億円", "--round", unit)[1].split())
            assert "held at" not in said
        said = " ".join(budget("--call", UK_CALL, "--direct", "2.5億円", "--round", "万円")[1].split())
        assert "Indirect costs are held at ¥30,000,000" in said


class TestProposal:
    def test_the_funded_project(self, budget_data, repository):
        entries = [{"fiscal_year": 2026, "direct": "6,923万円", "indirect": "2,077万円"}]
        entries += years(0, 0, 0, first=2027)
        (repository / "proposal.yaml").write_text(proposal("rising", budget={"years": entries}))
        found = budget_data("proposal.yaml")
        assert (found["kind"], found["direct"], found["indirect"]) == ("proposal", 69_230_000, 20_770_000)
        assert found["total"] == 90_000_000
        assert found["headroom"] == {"direct": -230_000, "total": 0}
        assert [(one["rule"], one["severity"]) for one in found["findings"]] == [("budget-direct-rounding", "warning")]
        assert found["findings"][0]["line"] > 1

    def test_institutions_of_one_year_are_taken_together(self, budget_data, repository):
        entries = [
            {"fiscal_year": 2026, "goods": 10_000_000, "institution": "UTokyo"},
            {"fiscal_year": 2026, "travel": 5_000_000, "institution": "RIKEN"},
            *years(*[50_000_000] * 5, first=2027),
        ]
        (repository / "proposal.yaml").write_text(proposal(budget={"years": entries}))
        found = budget_data("proposal.yaml")
        first, second = found["years"][:2]
        assert (first["direct"], first["goods"], first["travel"], first["other"]) == (
            15_000_000,
            10_000_000,
            5_000_000,
            0,
        )
        assert second["goods"] is None
        assert found["findings"] == []

    def test_what_would_bring_it_inside(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(budget={"years": years(*[70_000_000] * 6)}))
        status, said, _ = budget("proposal.yaml")
        assert status == 1
        said = " ".join(said.split())
        assert "lower the direct costs by ¥40,000,000 to ¥380,000,000" in said
        assert "error[budget-direct-cap] proposal.yaml:" in said

    def test_indirect_costs_alone_at_fault_are_what_to_lower(self, budget, budget_data, repository):
        entries = [{"fiscal_year": 2026, "direct": 350_000_000, "indirect": 160_000_000}, *years(*[0] * 5, first=2027)]
        (repository / "proposal.yaml").write_text(proposal(budget={"years": entries}))
        assert budget_data("proposal.yaml", status=1)["headroom"] == {"direct": 0, "total": -10_000_000}
        said = " ".join(budget("proposal.yaml")[1].split())
        assert "lower the indirect costs by ¥55,000,000 to ¥105,000,000, 30 % of the direct costs" in said
        assert "Indirect costs (45.7 %) ¥160,000,000 ¥105,000,000 152 % ¥55,000,000 over" in said
        coloured = budget("proposal.yaml", "--color", "always")[1]
        assert any("\x1b[31m" in line and "Indirect costs (45.7" in line for line in coloured.splitlines())

    def test_indirect_costs_have_their_limit(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(**{"budget.indirect_rate": 10}))
        said = " ".join(budget("proposal.yaml")[1].split())
        assert "Indirect costs (10.0 %) ¥36,000,000 ¥108,000,000 33 % ¥72,000,000" in said

    def test_its_own_call_stays_where_the_scheme_is_named_again(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(proposal("joint"))
        assert budget_data("proposal.yaml", "--scheme", "joint")["call"] == UK_CALL
        assert budget_data("proposal.yaml", "--call", UK_CALL)["call"] == UK_CALL

    def test_its_own_single_call_is_named(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(proposal(call="top-2025"), encoding="utf-8")
        assert budget_data("proposal.yaml")["call"] == "top-2025"

    def test_waivers_hold_for_its_own_scheme_alone(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        assert len(budget_data("proposal.yaml", "--scheme", "top")["waived"]) == 2
        found = budget_data("proposal.yaml", "--call", UK_CALL, status=1)
        assert ([one["rule"] for one in found["findings"]], found["waived"]) == (["budget-total-cap"], [])
        assert budget_data("proposal.yaml", "--no-waivers", status=1)["waived"] == []

    def test_waived_findings_are_not_told_as_none(self, budget, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        said = budget("proposal.yaml")[1]
        assert "! No findings on budget and support period but those waived" in said
        assert "✓" not in said
        assert "waived: agreed with JST · Direct costs come to" in said
        assert "but those waived" in budget("proposal.yaml", "--format", "markdown")[1]

    def test_the_stage_asked_for_overrides_the_file_s(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(budget={"years": years(50_000_000)}))
        assert budget("proposal.yaml", "--fail-on", "warning")[0] == 1
        assert budget("proposal.yaml", "--fail-on", "warning", "--stage", "draft")[0] == 0

    def test_how_much_is_free_once_its_indirect_costs_are_counted(self, budget, repository):
        (repository / "proposal.yaml").write_text(proposal(budget={"years": years(*[60_000_000] * 6)}))
        said = " ".join(budget("proposal.yaml")[1].split())
        assert (
            "¥20,000,000 of direct costs is left; together with the indirect costs on it that is ¥26,000,000." in said
        )

    def test_other_findings_are_left_to_check(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(proposal(field="alchemy", activities={"research": "a"}))
        assert budget_data("proposal.yaml")["findings"] == []

    def test_a_warning_fails_where_that_is_asked_for(self, budget):
        assert budget("--scheme", "top", "--direct", "380000001")[0] == 0
        assert budget("--scheme", "top", "--direct", "380000001", "--fail-on", "warning")[0] == 1
        assert budget("--scheme", "top", "--direct", "4億円", "--fail-on", "never")[0] == 0

    def test_a_rule_that_is_switched_off_is_told(self, budget, repository):
        (repository / "aspire.toml").write_text('[rules-off]\nbudget-year-missing = "planned later"\n')
        (repository / "proposal.yaml").write_text(proposal(budget={"years": years(50_000_000)}))
        status, said, _ = budget("proposal.yaml")
        assert status == 0
        assert "budget-year-missing (planned later)" in said
        assert "warning[" not in said

    def test_a_waived_finding_stays_in_sight(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(WAIVED)
        found = budget_data("proposal.yaml")
        assert found["findings"] == []
        assert [(one["rule"], one["reason"]) for one in found["waived"]] == [
            ("budget-direct-cap", "agreed with JST"),
            ("budget-total-cap", "agreed with JST"),
        ]

    def test_standard_input(self, budget, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(proposal("rising").encode())))
        status, said, _ = budget("-")
        assert status == 0
        assert said.startswith("<stdin>\n\nASPIRE for Rising Scientists · Joint initiative on quantum spintronics\n")

    def test_an_own_call_beyond_the_programme_is_told(self, budget, repository):
        call = (DATA / "calls" / "jp-uk-human-centred-ai-2025.yaml").read_text(encoding="utf-8")
        call = call.replace("280000000", "900000000").replace("id: jp-uk-human-centred-ai-2025", "id: ours")
        (repository / "ours.yaml").write_text(call.replace("max_years: 5", "max_years: 9"), encoding="utf-8")
        (repository / "aspire.toml").write_text('calls = ["ours.yaml"]\n', encoding="utf-8")
        _, _, told = budget("--call", "ours", "--start", "2026-12-01")
        assert (
            "`ours` states a limit of ¥900,000,000, beyond what the programme allows; its own limit of ¥500,000,000"
            in told
        )
        told = budget("--call", "ours", "--start", "2026-12-01", "--lang", "ja")[2]
        assert "`ours` の年数9年は事業の範囲外のため、事業の支援期間(3〜5年間)を適用しました。" in told
        assert "`ours` の上限額9億円は事業の範囲を超えているため、事業の上限5億円を適用しました。" in told
        assert budget("--call", "jp-uk-human-centred-ai-2025", "--start", "2026-12-01")[2] == ""

    def test_for_another_scheme(self, budget_data, repository):
        (repository / "proposal.yaml").write_text(proposal("top"))
        found = budget_data("proposal.yaml", "--scheme", "rising", status=1)
        assert (found["scheme"], found["headroom"]["direct"]) == ("rising", -291_000_000)

    @pytest.mark.parametrize(
        ("text", "rules"),
        [
            ("scheme: top\nbudget: [", {"yaml-syntax"}),
            ("- a\n", {"schema-wrong-type"}),
            ("title: a\n", {"schema-missing-key"}),
            (
                "scheme: summit\nbudget: {years: [{fiscal_year: 2026, direct: much}]}",
                {"schema-bad-value", "schema-missing-key"},
            ),
        ],
    )
    def test_what_cannot_be_read_is_a_finding(self, budget_data, budget, repository, text, rules):
        (repository / "proposal.yaml").write_text(text)
        found = budget_data("proposal.yaml", status=1)
        assert {one["rule"] for one in found["findings"]} == rules
        assert (found["direct"], found["headroom"]) == (None, None)
        status, said, _ = budget("proposal.yaml", "--format", "full")
        assert status == 1
        assert "cannot be summed up" in said
