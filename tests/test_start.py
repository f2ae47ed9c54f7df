"""What a run imports: nothing before it is needed, so that it stays unnoticed on every commit."""

import subprocess
import sys

import pytest

from benchmarks import proposals
from tests.helpers import proposal, unmeasured

NEVER_FOR_A_CLEAN_CHECK = (
    "attr",
    "bisect",
    "concurrent.futures",
    "dataclasses",
    "decimal",
    "encodings.utf_8_sig",
    "hashlib",
    "json",
    "jsonschema",
    "multiprocessing",
    "openpyxl",
    "pydantic",
    "referencing",
    "rich",
    "tomllib",
    "xlsxwriter",
    "xml",
    "zipfile",
)
# Of the house itself, these do the work of a clean check; a new one here makes every commit wait for it.
ROOMS_OF_A_CLEAN_CHECK = {
    "",
    ".api",
    ".characters",
    ".checking",
    ".checking.checker",
    ".checking.waivers",
    ".cli",
    ".cli.app",
    ".cli.commands",
    ".cli.commands.check",
    ".cli.completing",
    ".cli.in_force",
    ".cli.options",
    ".cli.outputs",
    ".cli.running",
    ".cli.streams",
    ".document",
    ".document.compose",
    ".document.construct",
    ".document.document",
    ".document.tree",
    ".files",
    ".files.find",
    ".files.repository",
    ".files.write",
    ".finding",
    ".fiscal",
    ".limits",
    ".money",
    ".problem",
    ".records",
    ".programme",
    ".programme.edition",
    ".programme.load",
    ".programme.model",
    ".programme.names",
    ".programme.shipped",
    ".proposal",
    ".proposal.budget",
    ".proposal.model",
    ".proposal.read",
    ".proposal.reader",
    ".proposal.table",
    ".proposal.values",
    ".proposal.written",
    ".reports",
    ".reports.concise",
    ".rules",
    ".rules.budget",
    ".rules.counterpart",
    ".rules.country",
    ".rules.field",
    ".rules.investigator",
    ".rules.call",
    ".rules.period",
    ".rules.plan",
    ".rules.rule",
    ".settings",
    ".settings.find",
    ".settings.model",
    ".shape",
    ".shape.check",
    ".shipped_files",
    ".words",
    ".words.sentences",
    ".words.spelling",
    ".words.text",
}


RUN = """
import sys
from aspire_cli.cli.app import run
status = run(sys.argv[1:])
print(*sys.modules, sep="\\n", file=sys.stderr)
sys.exit(status)
"""


def imported(*arguments, cwd, code=0):
    """Return the names of all modules that a run imports; `-X importtime` misses those that are imported by name."""
    command = [sys.executable, "-c", RUN, *arguments]
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=unmeasured(), check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return set(done.stderr.splitlines())


def of_python_itself():
    """Return what an interpreter imports that is asked for nothing; newer ones import other modules."""
    command = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    return set(subprocess.run(command, env=unmeasured(), capture_output=True, text=True, check=True).stdout.split())


def within(modules, names):
    return {module for module in modules if any(module == name or module.startswith(f"{name}.") for name in names)}


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.proposal.yaml"
    path.write_text(proposal("top"), encoding="utf-8")
    return path


@pytest.mark.parametrize("text", [proposal("top"), proposals.clean()], ids=["shortest", "with comments and amounts"])
def test_a_clean_check_imports_nothing_it_does_not_need(clean, text):
    clean.write_text(text, encoding="utf-8")
    modules = imported("check", "--format", "concise", clean.name, cwd=clean.parent)
    assert within(modules - of_python_itself(), NEVER_FOR_A_CLEAN_CHECK) == set()
    rooms = {module.removeprefix("aspire_cli") for module in within(modules, ("aspire_cli",))}
    assert rooms == ROOMS_OF_A_CLEAN_CHECK


def test_looking_for_mends_of_a_clean_file_makes_no_diff(clean):
    modules = imported("check", "--format", "concise", "--diff", clean.name, cwd=clean.parent)
    assert within(modules - of_python_itself(), ("tempfile", "aspire_cli.reports.diff")) == set()


def test_findings_of_a_rule_need_no_schema_validator(clean):
    clean.write_text(proposal("top").replace("field: quantum", "field: alchemy"), encoding="utf-8")
    modules = imported("check", "--format", "concise", clean.name, cwd=clean.parent, code=1)
    assert within(modules, ("jsonschema", "rich")) == set()


@pytest.mark.parametrize(
    ("option", "too"), [("--version", "rich"), ("--version", "yaml"), ("--help", "aspire_cli.document")]
)
def test_version_and_help_need_no_rules(option, too, tmp_path):
    modules = imported(option, cwd=tmp_path)
    others = ("jsonschema", "rich.console", "rich.text", "aspire_cli.rules", "aspire_cli.checking.checker")
    assert within(modules, (too, *others)) == set()


def test_a_report_on_a_terminal_draws_without_a_library(clean):
    clean.write_text(proposal("top").replace("field: quantum", "field: alchemy"), encoding="utf-8")
    modules = imported("check", "--format", "full", clean.name, cwd=clean.parent, code=1)
    assert within(modules, ("rich.console", "rich.text", "aspire_cli.planning", "jsonschema")) == set()


def test_only_the_format_asked_for_is_imported(clean):
    modules = imported("check", "--format", "json", clean.name, cwd=clean.parent)
    formats = within(modules, ("aspire_cli.reports",)) - {"aspire_cli.reports"}
    assert "aspire_cli.reports.json_report" in formats
    others = {f"aspire_cli.reports.{name}" for name in ("terminal", "sarif", "junit", "markdown", "github")}
    assert formats & others == set()


def test_a_plan_needs_no_library_of_spreadsheets(tmp_path):
    modules = imported("budget", "--scheme", "top", cwd=tmp_path)
    assert within(modules, ("openpyxl", "xlsxwriter", "csv", "zipfile")) == set()
