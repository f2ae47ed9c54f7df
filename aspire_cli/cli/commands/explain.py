"""`aspire explain`: one rule, a topic's rules, or a clause of the programme page."""

from typing import Annotated

import typer

from aspire_cli.cli import completing, in_force, options, outputs
from aspire_cli.cli.streams import unknown
from aspire_cli.pages import explain
from aspire_cli.programme.model import Programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.rules import BY_NAME, TOPICS


def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="RULE", autocompletion=completing.explained)],
    form: options.Format = "full",
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Explain a rule: what it finds and why, the clause it rests on, a bad and a good example, how to mend it."""
    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    programme = in_force.programme(settings)
    clause = texts_of(programme).clauses.get(name)
    if clause is not None:
        outputs.show(lambda: [explain.clause_page(clause)], lambda: clause, form, ctx.obj.languages, color)
        return
    explanations = _explanations(name, programme)
    pages = (explain.rule_page(one, programme) for one in explanations)
    data = (explain.as_data(one, programme) for one in explanations)
    of_topic = name not in BY_NAME
    outputs.show(lambda: pages, lambda: list(data) if of_topic else next(data), form, ctx.obj.languages, color)


def _explanations(name: str, programme: Programme) -> list[explain.Explanation]:
    rules = explain.explained_rules(name)
    if not rules:
        from aspire_cli.checking.rule_names import meant

        raise unknown("unknown-rule", name, meant(name, (*BY_NAME, *TOPICS, *texts_of(programme).clauses)))
    return [explain.explanation(rule, programme) for rule in rules]
