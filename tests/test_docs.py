"""The documentation says what the product does: pages are fresh, links lead somewhere, examples work as pasted."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from rich.cells import cell_len

import aspire_cli
from aspire_cli.cli.app import COMMANDS
from aspire_cli.pages import excerpts
from aspire_cli.rules import BY_NAME
from tools import generate, generate_docs, terminal_picture

ROOT = Path(__file__).parent.parent
BY_HAND = sorted(path for pattern in generate_docs.GUIDES for path in ROOT.glob(pattern))
PAGES = [*BY_HAND, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs" / "rules").glob("*.md"))]
READMES = [ROOT / "README.md", ROOT / "README.ja.md"]
GUIDES = [ROOT / "docs" / "guide.md", ROOT / "docs" / "guide.ja.md"]


def named(paths):
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def findings(excerpt):
    return {finding.rule for finding in aspire_cli.check(excerpts.in_fitting_proposal(excerpt)).findings}


class TestSecurity:
    def test_each_promise_is_held_by_a_test_that_names_it(self):
        text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
        english, japanese = text.split("\n# セキュリティについて\n")
        promises = re.findall(r"^- \*\*(.+?)(?:\.\*\*|\*\*)", english, re.MULTILINE)
        tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
        named = re.findall(r'Holds "([^"]+)" of SECURITY\.md', tests)
        assert len(promises) == 7
        assert set(named) == set(promises)
        assert len(re.findall(r"^- \*\*", japanese, re.MULTILINE)) == len(promises)


class TestGenerated:
    def test_is_up_to_date(self, capsys):
        assert generate.main(["--check", "generate_docs"]) == 0, capsys.readouterr().out

    def test_each_rule_has_its_page_and_a_link_to_it(self):
        index = (ROOT / "docs" / "rules" / "index.md").read_text(encoding="utf-8")
        linked = re.findall(r"^\| \[`([a-z-]+)`\]\(\1\.md\) \|", index, re.MULTILINE)
        assert sorted(linked) == sorted(BY_NAME)

    def test_a_page_of_a_rule_has_both_languages(self):
        page = (ROOT / "docs" / "rules" / "period-length.md").read_text(encoding="utf-8")
        assert "## Why / 確認する理由" in page
        assert "Write `end: 2031-11-30`.\n\n`end: 2031-11-30` としてください。" in page

    def test_what_commands_print_is_replaced(self):
        text = "Before\n\n```console\n$ aspire explain xyzzy\nold\n$ aspire list nonsense\n```\n\nAfter\n"
        fresh = generate_docs.with_outputs(text, "en")
        assert fresh.startswith(
            "Before\n\n```console\n$ aspire explain xyzzy\naspire: There is no rule or topic `xyzzy`"
        )
        assert "\n$ aspire list nonsense\n" in fresh
        assert "old" not in fresh
        assert fresh.endswith("```\n\nAfter\n")

    def test_in_the_language_of_the_page(self):
        text = "```console\n$ aspire explain xyzzy\n```\n"
        assert "というルールも区分もありません" in generate_docs.with_outputs(text, "ja")

    @pytest.mark.parametrize("block", ["```console\n$ git status\nclean\n```\n", "```sh\n$ aspire list fields\n```\n"])
    def test_other_blocks_are_left_alone(self, block):
        assert generate_docs.with_outputs(block, "en") == block

    def test_nothing_of_the_machine_shows(self, monkeypatch):
        text = "```console\n$ aspire list fields\n```\n"
        expected = generate_docs.with_outputs(text, "en")
        monkeypatch.setenv("COLUMNS", "40")
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("LANG", "ja_JP.UTF-8")
        assert generate_docs.with_outputs(text, "en") == expected

    def test_what_is_stale_is_written_and_what_is_left_over_taken_away(self, tmp_path, capsys):
        files = {tmp_path / "rules" / "index.md": "new\n"}
        (tmp_path / "no-such-rule.md").write_text("old\n", encoding="utf-8")
        assert generate.bring_up_to_date(files, tmp_path.rglob("*.md"), only_check=True) == 1
        assert capsys.readouterr().out.count(": stale, ") == 2
        assert generate.bring_up_to_date(files, tmp_path.rglob("*.md")) == 0
        assert [*tmp_path.rglob("*.md")] == [*files]
        assert generate.bring_up_to_date(files, tmp_path.rglob("*.md"), only_check=True) == 0

    def test_the_difference_is_told(self, tmp_path, capsys):
        (tmp_path / "a.md").write_text("same\nold\n", encoding="utf-8")
        assert generate.bring_up_to_date({tmp_path / "a.md": "same\nnew\n"}, only_check=True) == 1
        assert "\n same\n-old\n+new\n" in capsys.readouterr().out

    def test_a_picture_is_stale_where_it_shows_another_report(self, tmp_path):
        (tmp_path / "a.svg").write_text("<svg>drawn elsewhere</svg><!-- source abc -->", encoding="utf-8")
        assert not generate.is_stale(tmp_path / "a.svg", "<svg>drawn here</svg>\n<!-- source abc -->\n")
        assert generate.is_stale(tmp_path / "a.svg", "<svg>drawn here</svg>\n<!-- source def -->\n")
        assert generate.is_stale(tmp_path / "b.svg", "<!-- source def -->")


class TestPicture:
    @pytest.mark.parametrize("path", generate_docs.PICTURES)
    def test_every_stretch_of_text_stands_inside(self, path):
        svg = ElementTree.parse(ROOT / path).getroot()
        width, height = float(svg.get("width")), float(svg.get("height"))
        stretches = [one for one in svg if one.get("textLength")]
        assert len(stretches) > 100
        for one in stretches:
            assert float(one.get("x")) > 0
            assert float(one.get("x")) + float(one.get("textLength")) <= width
            assert 0 < float(one.get("y")) < height

    def test_a_full_width_character_takes_two_cells(self):
        drawn = terminal_picture.draw("量子 ok\n\x1b[1;31mab\x1b[0m <&>", "t", 20)
        svg = ElementTree.fromstring(drawn)
        found = {one.text: one for one in svg if one.get("textLength")}
        assert float(found["量子"].get("textLength")) == pytest.approx(4 * terminal_picture.CELL, abs=0.1)
        offset = float(found["ok"].get("x")) - float(found["量子"].get("x"))
        assert offset == pytest.approx(5 * terminal_picture.CELL, abs=0.1)
        assert found["ab"].get("font-weight") == "bold"
        assert found["ab"].get("fill") == terminal_picture.COLORS[1]
        assert "<&>" in found


class TestPages:
    def test_links_lead_to_what_is_there(self):
        for path in PAGES:
            text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
            targets = re.findall(r"\]\(([^)\s]+)\)", text)
            local = [target for target in targets if not target.startswith("https://")]
            assert [target for target in local if not (path.parent / target).exists()] == [], path

    @pytest.mark.parametrize("path", named(path for path in BY_HAND if path.parent.name == "docs"))
    def test_leads_to_its_other_language_the_guide_and_the_readme(self, path):
        japanese = ".ja" if path.name.endswith(".ja.md") else ""
        other = path.with_name(path.name.removesuffix(f"{japanese}.md") + ("" if japanese else ".ja") + ".md")
        asked = {f"../README{japanese}.md", f"guide{japanese}.md", *[other.name] * other.exists()} - {path.name}
        beginning = "".join(path.read_text(encoding="utf-8").splitlines(True)[:6])
        assert asked <= set(re.findall(r"\]\(([^)\s]+)\)", beginning))

    @pytest.mark.parametrize("readme", named(READMES))
    def test_each_is_reached_from_the_readme_in_its_language(self, readme):
        japanese = readme.name.endswith(".ja.md")
        reached, waiting = set(), [readme]
        while waiting:
            path = waiting.pop()
            reached.add(path)
            linked = re.findall(r"\]\(([^)\s]+\.md)\)", path.read_text(encoding="utf-8"))
            of_language = (one for one in linked if one.endswith(".ja.md") is japanese and "README" not in one)
            waiting += {(path.parent / one).resolve() for one in of_language} - reached
        pages = {path for path in (ROOT / "docs").glob("*.md") if path.name.endswith(".ja.md") is japanese}
        assert pages <= reached

    def test_lines_are_fit_to_be_read(self):
        for path in PAGES:
            text = path.read_text(encoding="utf-8")
            assert text.endswith("\n"), path
            assert not text.endswith("\n\n"), path
            assert "\x1b" not in text, path
            assert [line for line in text.splitlines() if line != line.rstrip()] == [], path


class TestReadme:
    def test_both_give_the_same_two_commands(self):
        english, japanese = (blocks(path, "sh") for path in READMES)
        assert english == japanese
        assert len(english) == 2
        assert all(block.count("\n") == 1 for block in english)

    def test_the_commands_name_what_is_there(self):
        run, test = blocks(READMES[0], "sh")
        assert (ROOT / run.split()[-1]).is_file()
        (extra,) = re.findall(r"\[(\w+)\]", test)
        with (ROOT / "pyproject.toml").open("rb") as stream:
            assert extra in tomllib.load(stream)["project"]["optional-dependencies"]

    @pytest.mark.parametrize(("path", "picture"), [(READMES[0], "report.svg"), (READMES[1], "report.ja.svg")])
    def test_the_first_command_shows_what_the_picture_shows(self, path, picture):
        run, _ = blocks(path, "sh")
        assert run.rstrip().endswith(f"/{generate_docs.PICTURED_COMMAND}")
        assert f"docs/{picture})" in path.read_text(encoding="utf-8")
        drawn = ElementTree.parse(ROOT / "docs" / picture).getroot()
        assert f"$ {generate_docs.PICTURED_COMMAND}" in " ".join(" ".join(drawn.itertext()).split())

    @pytest.mark.parametrize("path", named(READMES))
    def test_every_command_is_in_the_table(self, path):
        table = re.findall(r"^\| `aspire (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(table) == set(COMMANDS)

    @pytest.mark.parametrize("path", named(READMES))
    def test_the_proposal_is_one(self, path):
        (excerpt,) = blocks(path, "yaml")
        assert findings(excerpt) == {"budget-year-missing"}

    @pytest.mark.parametrize("path", named(READMES))
    def test_the_python_runs(self, path, monkeypatch, capsys):
        monkeypatch.chdir(ROOT)
        (program,) = blocks(path, "python")
        exec(program, {})
        verdict = re.search(r"# ([a-z-]+)$", program, re.MULTILINE)[1]
        assert capsys.readouterr().out.startswith(f"{verdict}\n")


class TestGuide:
    def test_both_show_the_same(self):
        english, japanese = (path.read_text(encoding="utf-8") for path in GUIDES)
        commands = [re.findall(r"^\$ (.*)$", text, re.MULTILINE) for text in (english, japanese)]
        assert commands[0] == commands[1]
        assert english.count("\n## ") == japanese.count("\n## ")

    @pytest.mark.parametrize("path", named(GUIDES))
    def test_the_settings_are_settings(self, path, tmp_path, monkeypatch, capsys):
        (settings,) = blocks(path, "toml")
        (tmp_path / "aspire.toml").write_text(settings, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("ASPIRE_LANG", raising=False)
        from aspire_cli.cli.app import run

        assert run(["config", "--format", "json"]) == 0
        assert "both" in capsys.readouterr().out

    @pytest.mark.parametrize("path", named(GUIDES))
    def test_the_hook_is_one_that_there_is(self, path):
        (hooks,) = [yaml.safe_load(block) for block in blocks(path, "yaml") if block.startswith("repos:")]
        offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        used = {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]}
        assert used <= {hook["id"] for hook in offered}
        assert hooks["repos"][0]["rev"] == f"v{aspire_cli.__version__}"

    @pytest.mark.parametrize("path", named(GUIDES))
    def test_the_action_takes_what_is_given(self, path):
        (steps,) = [yaml.safe_load(block)["steps"] for block in blocks(path, "yaml") if block.startswith("steps:")]
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        assert set(steps[-1]["with"]) <= set(action["inputs"])
        assert steps[-1]["uses"].endswith(f"@v{aspire_cli.__version__}")

    @pytest.mark.parametrize("path", named(GUIDES))
    def test_the_joint_call_is_one(self, path):
        (excerpt,) = [block for block in blocks(path, "yaml") if block.startswith("scheme: joint")]
        assert {rule for rule in findings(excerpt) if not rule.startswith("call-")} == set()

    @pytest.mark.parametrize("path", named(GUIDES))
    def test_the_waiver_names_a_rule(self, path):
        assert set(re.findall(r"ignore\[([a-z-]+)\]", path.read_text(encoding="utf-8"))) <= set(BY_NAME)


class TestEveryCommand:
    """Each command of a page works where the ones before it were run, beside the examples."""

    @pytest.mark.parametrize("path", named(path for path in BY_HAND if path.parent.name == "docs"))
    def test_runs_in_the_order_of_the_page(self, path):
        pattern = r"^```(?:sh|console)\n(.*?)^```$"
        shown = re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        lines = [line.removeprefix("$ ") for block in shown for line in block.splitlines()]
        lines = [line.partition(" > ")[0] for line in lines if line.startswith("aspire ")]
        with generate_docs.scratch_folder("ja" if path.name.endswith(".ja.md") else "en") as folder:
            shutil.copytree(folder / "examples", folder / "proposals")  # as the page for offices calls its folder
            (folder / "proposal.yaml").unlink()
            (folder / "office").mkdir()
            (folder / "office" / "aspire.toml").write_text('language = "en"\n', encoding="utf-8")
            for line in lines:
                arguments = shlex.split(line.replace("../office/", "office/"), comments=True)[1:]
                status, said = generate_docs.ended(arguments)
                assert status in (0, 1), f"{line}\n{said}"


@pytest.mark.parametrize("name", ["cli.md", "cli.ja.md"])
class TestCommands:
    def test_every_command_is_there(self, name):
        page = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert re.findall(r"^## aspire (\w+)$", page, re.MULTILINE) == list(COMMANDS)
        assert re.findall(r"^\$ aspire (\w+) --help$", page, re.MULTILINE) == list(COMMANDS)

    def test_no_line_is_wider_than_a_page(self, name):
        page = (ROOT / "docs" / name).read_text(encoding="utf-8")
        printed = "".join(re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
        assert max(map(cell_len, printed.splitlines())) <= 120
