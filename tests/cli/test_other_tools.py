"""Words of other tools lead to the command or the option that is meant."""

import pytest

from aspire_cli import shipped_files
from aspire_cli.cli.app import COMMANDS
from tests.cli.test_help import CONTEXTS
from tests.helpers import each

OTHERS = shipped_files.data("data/other_tools.yaml")
OPTIONS = {
    name: {option for one in context.command.get_params(context) for option in one.opts}
    for name, context in CONTEXTS.items()
}


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["lint", "p.yaml"], "aspire check p.yaml"),
        (["validate"], "aspire check"),
        (["rule", "budget-sum"], "aspire explain budget-sum"),
        (["rules"], "aspire list rules"),
        (["period-length"], "aspire explain period-length"),
        (["mine.yaml"], "aspire check mine.yaml"),
        (["version"], "aspire --version"),
        (["check", "--silent"], "--quiet"),
        (["check", "--list-rules"], "aspire list rules"),
        (["check", "--json"], "--format json"),
        (["list", "rules", "--json"], "--format json"),
        (["fit", "--japanese", "p.yaml"], "--lang ja"),
        (["check", "--strict"], "--fail-on warning"),
    ],
)
def test_lead_to_what_is_meant(aspire, repository, arguments, meant):
    (repository / "mine.yaml").write_text("scheme: top\n", encoding="utf-8")
    ran = aspire(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert f"Did you mean `{meant}`?" in ran.err


@each("option", ["--ignore", "--disable", "--skip"])
def test_to_leave_a_rule_out_is_to_waive_it(aspire, option):
    assert "write `# aspire: ignore[RULE] reason` at its line" in aspire("check", option, "budget-sum").err


def test_an_option_that_the_command_has_not_is_not_offered(aspire):
    assert "`aspire list --help` shows them all" in aspire("list", "rules", "--silent").err


def test_each_word_stands_once():
    commands, options = (
        [word for others in OTHERS[kind].values() for word in others] for kind in ("commands", "options")
    )
    for words in (commands, [*options, *OTHERS["waived"]]):
        assert len(words) == len(set(words))
    assert set(COMMANDS).isdisjoint(commands)


def test_what_is_meant_is_there(aspire):
    for meant in OTHERS["commands"]:
        command = meant.split()[0]
        assert command in COMMANDS or command in OPTIONS["aspire"], meant
