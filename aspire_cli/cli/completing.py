"""What the shell offers while a command is typed; everything is imported only when the shell asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from aspire_cli.programme.model import Programme
    from aspire_cli.words.text import Lang

Offers = list[tuple[str, str]]  # each with what it stands for


def _beginning(incomplete: str, offers: Iterable[tuple[str, str]]) -> Offers:
    return [(value, told) for value, told in offers if value.startswith(incomplete)]


def schemes(incomplete: str) -> Offers:
    """Return the schemes that begin like what is typed."""
    return _beginning(incomplete, ((one.id, one.name.lang(_lang())) for one in _programme().schemes.values()))


def calls(incomplete: str) -> Offers:
    """Return the joint calls that begin like what is typed."""
    from aspire_cli.programme.load import known_calls

    known = known_calls(_programme()).values()
    return _beginning(incomplete, ((one.id, one.name.lang(_lang())) for one in known))


def rules(incomplete: str) -> Offers:
    """Return the rules and their topics that begin like what is typed; of a list with commas, like its last entry."""
    before, comma, last = incomplete.rpartition(",")
    return [(before + comma + name, told) for name, told in _beginning(last, [*_topics(), *_rules()])]


def explained(incomplete: str) -> Offers:
    """Return the rules, topics and clauses that begin like what is typed."""
    from aspire_cli.programme.page_texts import texts_of

    clauses = ((one.id, one.heading.lang(_lang())) for one in texts_of(_programme()).clauses.values())
    return _beginning(incomplete, [*_rules(), *_topics(), *clauses])


def formats(ctx: typer.Context, incomplete: str) -> Offers:
    """Return the formats of a command that begin like what is typed."""
    from aspire_cli.reports import formats as formats_of

    return _beginning(incomplete, ((name, "") for name in formats_of(ctx.info_name or "")))


def schemas(incomplete: str) -> Offers:
    """Return the JSON Schemas that begin like what is typed."""
    from aspire_cli.shipped_files import SCHEMAS

    return _beginning(incomplete, ((name, "") for name in SCHEMAS))


def _rules() -> Offers:
    from aspire_cli.rules import BY_NAME
    from aspire_cli.words.sentences import rule_words

    return [(name, rule_words(name)["title"][_lang()]) for name in BY_NAME]


def _topics() -> Offers:
    from aspire_cli.rules import ALL

    return [(topic, "") for topic in dict.fromkeys(rule.topic for rule in ALL)]


def _programme() -> "Programme":
    """Return the programme with the data that the settings name; where they cannot be used, as shipped."""
    from aspire_cli.cli import in_force
    from aspire_cli.cli.streams import Reader, UsageError
    from aspire_cli.programme.load import load_programme

    try:
        return in_force.programme(in_force.settings(Reader(())))
    except UsageError:
        return load_programme()


def _lang() -> "Lang":
    from aspire_cli.cli.streams import Reader

    return Reader(()).languages[0]
