"""The wheel, built and installed as users install it, into an environment of its own; and the same in one zip file."""

import json
import os
import subprocess
import venv
import zipfile
from pathlib import Path

import pytest

from aspire_cli import __version__, shipped_files

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "top-spintronics.proposal.yaml"

pytestmark = pytest.mark.slow


def ran(*command, cwd, **more):
    """Run a command that knows nothing of this checkout; `more` is what stands in its environment besides."""
    hidden = ("PYTHON", "ASPIRE_", "COVERAGE", "COV_", "GITHUB_ACTIONS", "COLUMNS", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment = {**kept, "LC_ALL": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def python(folder):
    """The interpreter of a fresh environment; without a package index nothing can be built there."""
    venv.create(folder / "venv", with_pip=True)
    found = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    reached = ran(found, "-m", "pip", "download", "-q", "--no-deps", "-d", folder / "index", "hatchling", cwd=folder)
    if reached.returncode != 0:
        pytest.skip(f"pip reaches no package index: {reached.stderr.strip().splitlines()[-1:]}")
    return found


@pytest.fixture(scope="module")
def wheel(python, folder):
    built = ran(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder / "dist", ROOT, cwd=folder)
    assert built.returncode == 0, built.stderr
    (found,) = (folder / "dist").iterdir()
    return found


@pytest.fixture(scope="module")
def aspire(python, wheel, folder):
    """Return a function that runs the installed command in another folder."""
    installed = ran(python, "-m", "pip", "install", "-q", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "proposal.yaml").write_bytes(EXAMPLE.read_bytes())
    command = python.with_name("aspire")
    return lambda *arguments: ran(command, *arguments, cwd=elsewhere)


class TestContents:
    def test_holds_code_data_schemas_and_the_mark_of_types(self, wheel):
        tracked = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "aspire_cli").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        schemas = {f"aspire_cli/schemas/{name}.schema.json" for name in shipped_files.SCHEMAS}
        held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
        assert tracked | schemas <= held
        assert "aspire_cli/py.typed" in held
        assert all(name.startswith("aspire_cli/") for name in held)

    def test_says_what_it_is(self, wheel):
        assert wheel.name == f"aspire_cli-{__version__}-py3-none-any.whl"
        archive = zipfile.ZipFile(wheel)
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        said = archive.read(metadata).decode()
        assert "Requires-Python: >=3.11" in said
        assert "License-Expression: MIT" in said
        assert f"\n{(ROOT / 'README.md').read_text(encoding='utf-8').strip()}" in said


class TestInstalled:
    def test_checks_a_proposal(self, aspire):
        outcome = aspire("check", "proposal.yaml", "--format", "json")
        assert (outcome.returncode, outcome.stderr) == (0, "")
        said = json.loads(outcome.stdout)
        assert said["tool"]["version"] == __version__
        assert said["files"][0]["verdict"] == "fits"

    @pytest.mark.parametrize("form", ["full", "concise", "sarif"])
    def test_reports_in_every_kind_of_format(self, form, aspire):
        outcome = aspire("check", "--format", form, "--lang", "both")
        assert (outcome.returncode, outcome.stderr) == (0, "")
        assert "counterpart-support-gap" in outcome.stdout

    @pytest.mark.parametrize("name", shipped_files.SCHEMAS)
    def test_prints_its_schemas(self, name, aspire):
        outcome = aspire("schema", name)
        assert (outcome.returncode, outcome.stdout) == (0, shipped_files.schema(name))

    @pytest.mark.parametrize(
        "arguments", [["explain", "period-length"], ["list", "calls"], ["--version"], ["init", "-"]]
    )
    def test_finds_its_data(self, arguments, aspire):
        if arguments[0] == "init":
            arguments = [*arguments, "--scheme", "top"]
        outcome = aspire(*arguments)
        assert (outcome.returncode, outcome.stderr) == (0, "")
        assert outcome.stdout

    def test_is_a_library_with_types(self, python, aspire, folder):
        program = "import aspire_cli as a; print(a.check('scheme: top').verdict, a.__file__)"
        outcome = ran(python, "-c", program, cwd=folder / "elsewhere")
        assert outcome.stdout.startswith("does-not-fit ")
        assert str(ROOT) not in outcome.stdout


class TestZipped:
    """In one file, from which Python runs it: its data lie in the archive too."""

    def test_by_zipapp(self, python, wheel, aspire, folder):
        unpacked = ran(python, "-m", "pip", "install", "-q", "--no-deps", "--target", "app", wheel, cwd=folder)
        assert unpacked.returncode == 0, unpacked.stderr
        main = "aspire_cli.__main__:main"
        assert ran(python, "-m", "zipapp", "app", "--main", main, "--output", "aspire.pyz", cwd=folder).returncode == 0
        program = "import sys; sys.path[0] = 'aspire.pyz'; import aspire_cli; print(aspire_cli.__file__)"
        assert "aspire.pyz" in ran(python, "-c", program, cwd=folder).stdout
        for arguments in (
            ["check", "proposal.yaml", "--format", "html"],
            ["fit", "proposal.yaml", "--format", "json"],
            ["schema", "programme"],
            ["explain", "period-length"],
            ["init", "-", "--scheme", "top"],
            ["--version"],
        ):
            zipped = ran(python, folder / "aspire.pyz", *arguments, cwd=folder / "elsewhere")
            installed = aspire(*arguments)
            assert zipped.stdout == installed.stdout, arguments
            assert (zipped.returncode, zipped.stderr) == (installed.returncode, installed.stderr), arguments
            assert zipped.returncode == 0, zipped.stderr

    def test_by_shiv_with_all_it_depends_on(self, python, wheel, aspire, folder):
        assert ran(python, "-m", "pip", "install", "-q", "shiv", cwd=folder).returncode == 0
        built = ran(python, "-m", "shiv", "--console-script", "aspire", "--output-file", "all.pyz", wheel, cwd=folder)
        assert built.returncode == 0, built.stderr
        bare = folder / "bare"
        venv.create(bare, with_pip=False)
        arguments = ["check", "proposal.yaml", "--format", "json"]
        command = [bare / python.relative_to(folder / "venv"), folder / "all.pyz", *arguments]
        zipped = ran(*command, cwd=folder / "elsewhere", SHIV_ROOT=str(folder / "unpacked"))
        assert (zipped.returncode, zipped.stdout) == (0, aspire(*arguments).stdout), zipped.stderr
