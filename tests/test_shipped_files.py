"""The files that come with the package, from a folder and from a zip file."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import aspire_cli
from aspire_cli import shipped_files
from tests.helpers import DATA, unmeasured

PACKAGE = Path(aspire_cli.__file__).parent
PROGRAM = """
import json, sys
sys.path.insert(0, "aspire.zip")
import aspire_cli
from aspire_cli import shipped_files
print(json.dumps({
    "from": aspire_cli.__file__,
    "calls": shipped_files.names("data/calls"),
    "schemas": {name: shipped_files.schema(name) for name in shipped_files.SCHEMAS},
    "verdict": aspire_cli.check("scheme: joint\\ncall: jp-de-quantum-2024").verdict,
}))
"""


def test_text_and_data():
    assert shipped_files.text("data/edition.txt") == (DATA / "edition.txt").read_text(encoding="utf-8")
    assert shipped_files.data("data/world.yaml")["SG"]["ja"] == "シンガポール"
    assert shipped_files.names("data/templates") == ("pre-commit.yaml", "start.yaml")


def test_a_file_of_data_is_read_once():
    """A proposal may ask for one thousands of times: what of each counterpart's `lead: はい` is meant, say."""
    assert shipped_files.data("data/flag_names.yaml") is shipped_files.data("data/flag_names.yaml")


def test_every_schema_is_told():
    lying = {path.name.removesuffix(".schema.json") for path in (PACKAGE.parent / "schemas").glob("*.schema.json")}
    assert set(shipped_files.SCHEMAS) == lying
    for name in shipped_files.SCHEMAS:
        assert json.loads(shipped_files.schema(name))["$id"] == f"urn:aspire-cli:{name}"


def test_from_a_zip_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "aspire.zip", "w") as archive:
        for path in (path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            archive.write(path, path.relative_to(PACKAGE.parent))
        for path in (PACKAGE.parent / "schemas").iterdir():
            archive.write(path, Path("aspire_cli/schemas", path.name))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=unmeasured(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert Path(said["from"]).parent.parent.name == "aspire.zip"
    assert tuple(said["calls"]) == shipped_files.names("data/calls")
    assert said["schemas"] == {name: shipped_files.schema(name) for name in shipped_files.SCHEMAS}
    assert said["verdict"] == "does-not-fit"
