"""What the shell offers while a command is typed; everything is imported only when the shell asks.

Of what is offered, Typer shows the shell what begins like what is typed.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from aspire_cli.programme.model import Programme
    from aspire_cli.words.text import Text

Offer = tuple[str, "Text | None"]  # a value, and what it stands for


def schemes() -> list[tuple[str, str]]:
    """Return the schemes."""
    return _told((one.id, one.name) for one in _programme().schemes.values())


def calls() -> list[tuple[str, str]]:
    """Return the calls."""
    from aspire_cli.programme.load import known_calls

    return _told((one.id, one.name) for one in known_calls(_programme()).values())


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Return the rules and their topics, behind what stands before the last comma already."""
    before, comma, _ = incomplete.rpartition(",")
    return [(before + comma + name, told) for name, told in _told([*_topics(), *_rules()])]


def explained() -> list[tuple[str, str]]:
    """Return the rules, topics and clauses."""
    from aspire_cli.programme.page_texts import texts_of

    clauses = ((one.id, one.heading) for one in texts_of(_programme()).clauses.values())
    return _told([*_rules(), *_topics(), *clauses])


def formats(ctx: typer.Context) -> list[str]:
    """Return the formats of a command."""
    from aspire_cli.reports import formats as formats_of

    return list(formats_of(ctx.info_name or ""))


def commands(ctx: typer.Context) -> list[tuple[str, str]]:
    """Return the commands."""
    from aspire_cli.cli.help import summaries

    return summaries(ctx)


def schemas() -> list[str]:
    """Return the names of the JSON Schemas."""
    from aspire_cli.shipped_files import SCHEMAS

    return list(SCHEMAS)


def _told(offers: Iterable[Offer]) -> list[tuple[str, str]]:
    """Return what is offered, with what it stands for in the reader's language."""
    from aspire_cli.cli.streams import Reader

    lang = Reader(()).languages[0]
    return [(value, told.lang(lang) if told else "") for value, told in offers]


def _rules() -> list[Offer]:
    from aspire_cli.rules import BY_NAME
    from aspire_cli.words.sentences import rule_words
    from aspire_cli.words.text import Text

    return [(name, Text(**rule_words(name)["title"])) for name in BY_NAME]


def _topics() -> list[Offer]:
    from aspire_cli.rules import TOPICS

    return [(topic, None) for topic in TOPICS]


def _programme() -> "Programme":
    """Return the programme with the data that the settings name; where they cannot be used, the shipped one."""
    from aspire_cli.cli import in_force
    from aspire_cli.cli.streams import Reader, UsageError
    from aspire_cli.programme.load import load_programme

    try:
        return in_force.programme(in_force.settings(Reader(())))
    except UsageError:
        return load_programme()
