"""`aspire explain`: one rule, a topic's rules, or a clause of the programme page."""

from collections.abc import Callable
from typing import Annotated

import typer

from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.streams import Reader, UsageError, unknown
from aspire_cli.pages import explain
from aspire_cli.programme.model import Programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.records import NamedTuple
from aspire_cli.reports.blocks import Page
from aspire_cli.rules import BY_NAME, TOPICS, rules_named
from aspire_cli.rules.rule import Rule
from aspire_cli.words.sentences import topic_words
from aspire_cli.words.text import Code, Text


class Asked(NamedTuple):
    """What is to be explained, and how that is shown."""

    name: Annotated[str, typer.Argument(metavar="RULE", autocompletion=completing.explained)]
    formats: options.Formats = None
    output: options.Output = None
    language: options.Language = None
    color: options.Color = "auto"
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> None:
    """Explain a rule: what it finds and why, the clause it rests on, a bad and a good example, how to mend it."""
    settings = in_force.settings(reader, asked)
    programme = in_force.programme(settings)
    chosen = outputs.parse("explain", asked.formats, asked.output, asked.color, "full")
    pages, data = _told(asked.name, programme)
    outputs.show(pages, data, chosen, settings)


def _told(name: str, programme: Programme) -> tuple[Callable[[], list[Page]], Callable[[], object]]:
    """Return what makes the pages of a rule, a topic or a clause, and what makes the data behind them."""
    clause = texts_of(programme).clauses.get(name)
    if clause is not None:
        return lambda: [explain.clause_page(clause)], lambda: clause
    rules = _rules(name, programme)

    def data() -> object:
        made = [explain.as_data(rule, programme) for rule in rules]
        return made[0] if name in BY_NAME else made  # of a topic there is a list, however short

    return lambda: [explain.rule_page(rule, programme) for rule in rules], data


def _rules(name: str, programme: Programme) -> tuple[Rule, ...]:
    rules = rules_named(name)
    if not rules:
        from aspire_cli.checking.rule_names import meant

        of_table = topic_words("table").get(name)
        if of_table is not None:
            raise UsageError("finding-of-table", rule=Code(f"`{name}`"), title=Text(**of_table["title"]))
        raise unknown("unknown-rule", name, meant(name, (*BY_NAME, *TOPICS, *texts_of(programme).clauses)))
    return rules
