"""What the shell offers while a command is typed; everything is imported only when the shell asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from aspire_cli.programme.model import Programme
    from aspire_cli.words.text import Text

Offer = tuple[str, "Text | None"]  # a value, and what it stands for


def schemes(incomplete: str) -> list[tuple[str, str]]:
    """Return the schemes that begin like what is typed."""
    return _beginning(incomplete, ((one.id, one.name) for one in _programme().schemes.values()))


def calls(incomplete: str) -> list[tuple[str, str]]:
    """Return the calls that begin like what is typed."""
    from aspire_cli.programme.load import known_calls

    return _beginning(incomplete, ((one.id, one.name) for one in known_calls(_programme()).values()))


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Return the rules and their topics that begin like what is typed; of a list with commas, like its last entry."""
    before, comma, last = incomplete.rpartition(",")
    return [(before + comma + name, told) for name, told in _beginning(last, [*_topics(), *_rules()])]


def explained(incomplete: str) -> list[tuple[str, str]]:
    """Return the rules, topics and clauses that begin like what is typed."""
    from aspire_cli.programme.page_texts import texts_of

    clauses = ((one.id, one.heading) for one in texts_of(_programme()).clauses.values())
    return _beginning(incomplete, [*_rules(), *_topics(), *clauses])


def formats(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the formats of a command that begin like what is typed."""
    from aspire_cli.reports import formats as formats_of

    return _beginning(incomplete, ((name, None) for name in formats_of(ctx.info_name or "")))


def commands(incomplete: str) -> list[tuple[str, str]]:
    """Return the commands that begin like what is typed."""
    from aspire_cli.words.sentences import topic_words
    from aspire_cli.words.text import Text

    return _beginning(incomplete, ((name, Text(**told)) for name, told in topic_words("help")["summary"].items()))


def schemas(incomplete: str) -> list[tuple[str, str]]:
    """Return the JSON Schemas that begin like what is typed."""
    from aspire_cli.shipped_files import SCHEMAS

    return _beginning(incomplete, ((name, None) for name in SCHEMAS))


def _beginning(incomplete: str, offers: Iterable[Offer]) -> list[tuple[str, str]]:
    """Return the offers that begin like what is typed, with what they stand for in the reader's language."""
    from aspire_cli.cli.streams import Reader

    lang = Reader(()).languages[0]
    return [(value, told.lang(lang) if told else "") for value, told in offers if value.startswith(incomplete)]


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
