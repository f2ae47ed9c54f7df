"""What a package index and a source distribution have: scripts, Pythons, links, and all that the tests read."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = WHOLE["project"]
NAMES = ("action.yml", ".pre-commit-hooks.yaml", "requirements-ci.txt", ".gitattributes", ".ci", ".github")
READ = re.compile(f"""["'/ ]({"|".join(map(re.escape, NAMES))})\\b""")


def test_the_source_distribution_has_what_the_tests_read():
    included = WHOLE["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")]
    read = {found for text in tests for found in READ.findall(text)}
    assert read
    assert {f"/{name}" for name in read} <= set(included)


def test_there_are_two_names_for_one_command():
    assert PROJECT["scripts"]["aspire"] == PROJECT["scripts"]["aspire-cli"]


def test_every_python_that_is_tried_is_named():
    named = {one.rpartition(" ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one}
    assert named == {"3.11", "3.12", "3.13", "3.14"}
    assert PROJECT["urls"]
