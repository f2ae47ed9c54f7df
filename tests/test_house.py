"""The house holds: who may import whom, and that figures live in data files alone."""

import ast
import functools
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import aspire_cli
from aspire_cli import shipped_files
from aspire_cli.document.document import read_document
from aspire_cli.programme import load
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.table import PROPOSAL

ROOT = Path(aspire_cli.__file__).parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}
OURS = "aspire_cli"

# The rooms of the house, the lowest first: a module imports from its own room and from those before it, nothing else,
# not even inside a function. A file at the root is a room of its own.
ROOMS = (
    "records",
    "limits",
    "characters",
    "shipped_files",
    "problem",
    "money",
    "fiscal",
    "words",
    "finding",
    "document",
    "files",
    "tables",
    "programme",
    "proposal",
    "shape",
    "rules",
    "checking",
    "api",
    "workers",
    "many",
    "planning",
    "reports",
    "settings",
    "pages",
    "cli",
    "__main__",
)
ABOVE = {name: number for number, name in enumerate(ROOMS)}
MOST_AT_THE_ROOT = 12  # files
RULES_KNOW = {
    *("characters", "fiscal", "finding", "limits", "money", "problem", "programme", "proposal", "records", "words"),
}
REPORTS_DO_NOT_KNOW = {"rules", "document", "proposal", "shape", "checking", "cli"}
# Who brings in a library that is slow to load, or that belongs in one room.
LIBRARIES = {
    "typer": {"cli"},
    "click": {"cli"},
    "jsonschema": {"programme"},
    "yaml": {"document", "shipped_files"},
    "openpyxl": {"tables"},
    "xlsxwriter": {"reports"},
    "rich": {"cli", "reports", "planning", "words"},
}


@functools.cache
def tree(module):
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def room(module):
    return module.partition(".")[0]


@functools.cache
def imports(module):
    """Return the dotted names that a module imports, inside functions too."""
    found, waiting = [], list(tree(module).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        waiting.extend(ast.iter_child_nodes(node))
    return found


def ours(module):
    """Yield the modules of the package that a module imports."""
    for name in imports(module):
        inside = name.removeprefix(f"{OURS}.") if name.startswith(f"{OURS}.") else None
        if inside is None:
            continue
        found = inside if inside in FILES else inside.rpartition(".")[0]
        if found and found != module:
            yield found


def test_the_package_gives_every_name_that_it_promises():
    assert [name for name in aspire_cli.__all__ if getattr(aspire_cli, name, None) is None] == []


class TestArrows:
    def test_every_file_has_a_room(self):
        assert {room(module) for module in FILES} - {"__init__"} == set(ROOMS)
        assert len(list(ROOT.glob("*.py"))) <= MOST_AT_THE_ROOT

    def test_no_import_runs_back_up(self):
        found = {
            (module, other)
            for module in FILES
            if module != "__init__"
            for other in ours(module)
            if ABOVE[room(other)] > ABOVE[room(module)]
        }
        assert found == set()

    def test_no_circle(self):
        below = {
            module: {other for other in ours(module) if room(other) == room(module)}
            for module in FILES
            if module != "__init__"
        }
        while below:
            free = {module for module, others in below.items() if not others & below.keys()}
            assert free, f"these import one another: {sorted(below)}"
            below = {module: others for module, others in below.items() if module not in free}

    def test_a_rule_knows_typed_values_and_no_other_rule(self):
        for module in (name for name in FILES if name.startswith("rules.") and name != "rules.rule"):
            known = {room(other) for other in ours(module) if other != "rules.rule"}
            assert known <= RULES_KNOW, module

    def test_reports_know_findings_never_rules_or_yaml(self):
        for module in (name for name in FILES if room(name) == "reports"):
            assert {room(other) for other in ours(module)} & REPORTS_DO_NOT_KNOW == set(), module
            assert "yaml" not in {name.partition(".")[0] for name in imports(module)}, module

    def test_each_library_in_its_rooms(self):
        for module in FILES:
            for library in {name.partition(".")[0] for name in imports(module)} & LIBRARIES.keys():
                assert room(module) in LIBRARIES[library], (module, library)


class TestOptions:
    def test_the_same_choices_stand_in_the_same_order(self):
        """Python takes two for one where only their order differs: the help would show whichever came first."""
        orders = {}
        for module in FILES:
            for node in ast.walk(tree(module)):
                if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
                    choices = ast.literal_eval(node.slice)
                    orders.setdefault(frozenset(choices), set()).add(choices)
        assert [found for found in orders.values() if len(found) > 1] == []


class TestData:
    def test_no_file_is_found_by_where_a_module_lies(self):
        """The package may be a zip file. `words.failures` only tells our modules from others."""
        name = ast.dump(ast.Name("__file__", ast.Load()))
        told = {module for module in FILES for node in ast.walk(tree(module)) if ast.dump(node) == name}
        assert told == {"shipped_files", "words.failures"}

    def test_shipped_data_mean_the_same_to_every_reader_of_yaml(self):
        """No plain `no` or `on` hides in them, no date, no sexagesimal: they are read without the strict reader."""
        paths = {path for path in (ROOT / "data").rglob("*.yaml") if path.parent.name != "fitting"}  # those: proposals
        for path in paths:
            strict = read_document(path.read_bytes()).data
            data = shipped_files.data(path.relative_to(ROOT).as_posix())
            assert data == yaml.safe_load(path.read_bytes()), path
            assert repr(data) == repr(strict), path  # of the same types and in the same order too

    def test_keys_of_a_proposal_are_the_schema_s(self):
        assert set(json.loads(shipped_files.schema("proposal"))["properties"]) == set(PROPOSAL.keys)

    def test_no_figure_of_the_programme_stands_in_code(self):
        schemes, calls = load_programme().schemes.values(), load.known_calls(load_programme()).values()
        figures = {figure for scheme in schemes for figure in (scheme.direct_cap, scheme.total_cap) if figure}
        figures |= {call.total_cap.value for call in calls if call.total_cap}
        figures |= {figure // 10_000 for figure in figures} | {figure // 1_000 for figure in figures}
        for module in FILES:
            numbers = {
                node.value
                for node in ast.walk(tree(module))
                if isinstance(node, ast.Constant) and isinstance(node.value, int)
            }
            assert numbers & (figures - {50_000}) == set(), module

    def test_no_name_of_a_country_or_field_stands_in_code(self):
        edition = load_programme()
        names = {name for item in (*edition.countries.values(), *edition.fields.values()) for name in item.name}
        for module in FILES:
            texts = {
                node.value
                for node in ast.walk(tree(module))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            assert texts & (names - {"EU"}) == set(), module


class TestNoFloatingPoint:
    @pytest.mark.parametrize(
        "module",
        [
            "money",
            "fiscal",
            "proposal.budget",
            "proposal.read",
            "proposal.reader",
            "proposal.values",
            "proposal.model",
            "checking.fits",
            "planning.from_table",
            "planning.plan",
            "tables.amounts",
            "tables.budget",
        ],
    )
    def test_where_yen_are_counted(self, module):
        for node in ast.walk(tree(module)):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), module
            assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), module
            assert not (isinstance(node, ast.Name) and node.id in ("float", "round")), module


class TestMutation:
    ROOT = Path(__file__).parent.parent
    ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutation"]["rooms"]

    def test_each_room_that_it_tries_has_its_tests(self):
        assert {name.replace("/", ".") for name in self.ROOMS} <= FILES.keys()
        assert [path for tests in self.ROOMS.values() for path in tests if not (self.ROOT / path).exists()] == []

    def test_of_each_room_the_measure_stands_in_the_table(self):
        page = (self.ROOT / "CONTRIBUTING.md").read_text("utf-8")
        rows = re.findall(r"^\| `(\S+)` \| (\d+) \| (\d+) \|", page, re.MULTILINE)
        assert [room for room, _, _ in rows] == list(self.ROOMS)
        assert [room for room, noticed, tried in rows if 100 * int(noticed) < 95 * int(tried)] == []
