"""Settings: where they are looked for, and which value wins."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aspire_cli.files.repository import as_seen
from aspire_cli.settings.find import settings
from aspire_cli.settings.model import KEYS, ConfigError, Look, Origin, Settings
from tests.helpers import unmeasured

REASON = "agreed with the programme office"


@pytest.fixture(autouse=True)
def _without_a_language(monkeypatch):
    monkeypatch.delenv("ASPIRE_LANG", raising=False)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a folder two levels down, which is the working directory."""
    root = tmp_path / "outside" / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "2026" / "spring").mkdir(parents=True)
    monkeypatch.chdir(root / "2026" / "spring")
    return root


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def project(path, text):
    return write(path, f'[project]\nname = "proposals"\n\n[tool.aspire]\n{text}')


class TestSearch:
    def test_nothing_there(self, repository):
        found = settings()
        assert found == Settings(looked_at=found.looked_at)
        assert [look.path for look in found.looked_at] == [
            "aspire.toml",
            "pyproject.toml",
            "../aspire.toml",
            "../pyproject.toml",
            "../../aspire.toml",
            "../../pyproject.toml",
        ]
        assert {look.outcome for look in found.looked_at} == {"absent"}

    def test_from_the_working_directory_up_to_the_root_of_the_repository(self, repository):
        write(repository / "aspire.toml", 'unit = "thousand_yen"')
        found = settings()
        assert found.unit == ("thousand_yen", Origin("file", "unit"))
        assert found.file == "../../aspire.toml"
        assert found.looked_at[-1] == Look("../../aspire.toml", "read")

    def test_never_above_the_root_of_the_repository(self, repository):
        write(repository.parent / "aspire.toml", 'unit = "thousand_yen"')
        assert settings().file is None

    def test_a_worktree_s_root_is_marked_by_a_file(self, repository):
        write(repository / "2026" / ".git", "gitdir: elsewhere\n")
        write(repository / "aspire.toml", 'unit = "thousand_yen"')
        assert settings().file is None

    def test_outside_a_repository_only_in_the_working_directory(self, tmp_path, monkeypatch):
        if any((folder / ".git").exists() for folder in tmp_path.parents):
            pytest.skip("the temporary folder lies inside a repository")
        write(tmp_path / "aspire.toml", 'unit = "thousand_yen"')
        (tmp_path / "below").mkdir()
        monkeypatch.chdir(tmp_path / "below")
        assert settings().file is None
        monkeypatch.chdir(tmp_path)
        assert settings().file == "aspire.toml"

    def test_the_nearest_wins_and_nothing_is_merged(self, repository):
        write(repository / "aspire.toml", 'unit = "thousand_yen"\nstage = "draft"')
        project(repository / "2026" / "pyproject.toml", 'unit = "yen"')
        found = settings()
        assert found.file == "../pyproject.toml"
        assert found.unit == ("yen", Origin("file", "tool.aspire.unit"))
        assert found.stage.value is None

    def test_aspire_toml_goes_before_pyproject_toml(self, repository):
        write(repository / "aspire.toml", 'unit = "yen"')
        project(repository / "pyproject.toml", 'unit = "thousand_yen"')
        assert settings().file == "../../aspire.toml"

    def test_an_empty_aspire_toml_is_one_too(self, repository):
        write(repository / "2026" / "aspire.toml", "")
        write(repository / "aspire.toml", 'unit = "thousand_yen"')
        assert settings().unit.value == "yen"
        assert settings().file == "../aspire.toml"

    def test_a_pyproject_toml_without_settings_is_passed_over(self, repository):
        for text in [
            '[project]\nname = "proposals"',
            '[project]\nname = "aspire-proposals"',
            '[project]\ndependencies = ["aspire-cli"]',
            "[tool]\naspirin = 1",
            "this is = no = toml",
        ]:
            write(repository / "2026" / "pyproject.toml", text)
            write(repository / "aspire.toml", 'unit = "thousand_yen"')
            found = settings()
            assert found.file == "../../aspire.toml"
            assert Look("../pyproject.toml", "no-table") in found.looked_at

    def test_a_folder_of_that_name_is_passed_over(self, repository):
        (repository / "aspire.toml").mkdir()
        (repository / "pyproject.toml").mkdir()
        assert settings().file is None

    def test_settings_are_found_however_their_table_is_written(self, repository):
        for text in [
            "[tool.aspire]\n{0}",
            "[ tool . aspire ]\n{0}",
            "[tool.'aspire'\t]\n{0}",
            '[tool]\n"aspire".{0}',
            "[tool]\naspire={{{0}}}",
            "tool.aspire . {0}",
            "tool = {{ aspire = {{ {0} }} }}",
        ]:
            write(repository / "pyproject.toml", text.format('unit = "thousand_yen"'))
            assert settings().unit.value == "thousand_yen"

    def test_dots_in_texts_and_comments_are_no_parts_of_keys(self, repository):
        pins = ", ".join(f'"package{number}==1.2.3"' for number in range(400))
        text = f"[project]\ndependencies = [{pins}]\n# {'.' * 400}\n[tool.aspire]\nunit = 'thousand_yen'"
        write(repository / "pyproject.toml", text)
        assert settings().unit.value == "thousand_yen"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_named_pipe_is_passed_over(self, repository):
        os.mkfifo(repository / "aspire.toml")
        assert settings().file is None

    def test_working_directory_that_is_gone(self, tmp_path, monkeypatch):
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        assert settings() == Settings()
        with pytest.raises(ConfigError):
            settings("aspire.toml")

    @pytest.mark.parametrize("text", ['name = "proposals"', 'dependencies = ["aspire-cli"]'])
    def test_a_file_without_settings_costs_no_parser(self, tmp_path, text):
        (tmp_path / ".git").mkdir()
        write(tmp_path / "pyproject.toml", f"[project]\n{text}")
        code = (
            "import sys; from aspire_cli.settings.find import settings; settings(); "
            "late = {'jsonschema', 'aspire_cli.settings.file', 'aspire_cli.files.patterns', 'aspire_cli.rules'}; "
            "print(late & sys.modules.keys() or 'none')"
        )
        command = [sys.executable, "-c", code]
        ran = subprocess.run(command, cwd=tmp_path, env=unmeasured(), capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == "none"


class TestNamedFile:
    def test_takes_the_place_of_a_search(self, repository, tmp_path):
        write(repository / "aspire.toml", 'unit = "thousand_yen"')
        office = write(tmp_path / "office.toml", 'stage = "draft"')
        found = settings(str(office))
        assert found.stage == ("draft", Origin("file", "stage"))
        assert found.unit.value == "yen"

    def test_pyproject_toml_has_its_settings_in_a_table(self, repository):
        project(repository / "pyproject.toml", 'unit = "thousand_yen"')
        assert settings("../../pyproject.toml").unit.value == "thousand_yen"

    def test_pyproject_toml_without_settings(self, repository):
        write(repository / "pyproject.toml", '[project]\nname = "proposals"')
        with pytest.raises(ConfigError, match=r"^\.\./\.\./pyproject\.toml has no settings: it needs a table"):
            settings("../../pyproject.toml")

    def test_no_such_file(self, repository, monkeypatch):
        for name in ["absent.toml", "-", "", "a\0b", "2026"]:
            monkeypatch.chdir(repository)
            with pytest.raises(ConfigError, match="cannot be read"):
                settings(name)

    def test_isolated_reads_none(self, repository):
        write(repository / "aspire.toml", 'unit = "thousand_yen"')
        assert settings(isolated=True) == Settings()


def test_a_path_on_another_drive_stays_as_it_is(monkeypatch):
    def no_way(path):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert as_seen("/data/ours.yaml") == "/data/ours.yaml"


class TestLayers:
    def test_command_line_over_file(self, repository):
        write(repository / "aspire.toml", 'unit = "thousand_yen"\nfail-on = "note"\nselect = ["budget"]')
        found = settings(unit="yen", select=("period",), fail_on=None)
        assert found.unit == ("yen", Origin("command-line", "--unit"))
        assert found.select == (("period",), Origin("command-line", "--select"))
        assert found.fail_on == ("note", Origin("file", "fail-on"))

    def test_language(self, repository, monkeypatch):
        assert settings().language == (None, Origin("default"))
        write(repository / "aspire.toml", 'language = "both"')
        assert settings().language == ("both", Origin("file", "language"))
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        assert settings().language == ("ja", Origin("environment", "ASPIRE_LANG"))
        assert settings(isolated=True).language == ("ja", Origin("environment", "ASPIRE_LANG"))
        assert settings(language="en").language == ("en", Origin("command-line", "--lang"))
        monkeypatch.setenv("ASPIRE_LANG", "")
        assert settings().language == ("both", Origin("file", "language"))

    def test_every_key_reaches_its_field(self, repository):
        written = {
            "include": ["*.yaml"],
            "exclude": ["archive/"],
            "language": "ja",
            "fail-on": "warning",
            "select": ["budget", "period-order"],
            "rules-off": {"budget-sum": REASON},
            "format": "json",
            "unit": "thousand_yen",
            "stage": "draft",
            "fix": True,
            "unsafe-fixes": True,
            "programme-data": "data/ours.yaml",
            "calls": ["calls/a.yaml", "../b.yaml"],
        }
        assert set(written) == set(KEYS)
        lines = (f"{key} = {json.dumps(value)}" for key, value in written.items() if key != "rules-off")
        table = f'[tool.aspire.rules-off]\nbudget-sum = "{REASON}"\n'
        project(repository / "pyproject.toml", "\n".join((*lines, table)))
        found = settings()
        assert found.include.value == ("*.yaml",)
        assert found.exclude.value == ("archive/",)
        assert found.language.value == "ja"
        assert found.fail_on.value == "warning"
        assert found.select.value == ("budget", "period-order")
        assert found.rules_off.value == {"budget-sum": REASON}
        assert found.format.value == "json"
        assert found.unit.value == "thousand_yen"
        assert found.stage.value == "draft"
        assert (found.fix.value, found.unsafe_fixes.value) == (True, True)
        # Paths count from the folder of the file, and are given as the working directory sees them.
        assert found.programme_data.value == "../../data/ours.yaml"
        assert found.calls.value == ("../../calls/a.yaml", "../../../b.yaml")
        for key in KEYS:
            assert getattr(found, key.replace("-", "_")).origin == Origin("file", f"tool.aspire.{key}")

    def test_paths_that_are_absolute_stay_so(self, repository, tmp_path):
        elsewhere = tmp_path / "data.yaml"
        write(repository / "aspire.toml", f"programme-data = '{elsewhere.as_posix()}'")
        assert Path(settings().programme_data.value).resolve() == elsewhere.resolve()
