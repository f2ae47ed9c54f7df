"""`--help`, and what a shell shows beside what it offers, in the reader's language.

The page has the parts of Typer's own, which ends lines within an option, but not between the words of Japanese.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

import typer

from aspire_cli.cli.streams import prepare
from aspire_cli.shipped_files import SCHEMAS
from aspire_cli.words.sentences import fill, topic_words
from aspire_cli.words.text import Code, Lang

_WIDEST = 30  # cells of the names on the left; a longer one has a line of its own
_DEFAULT = re.compile(r"\[(?:.*; )?default: ([^;\]]*)")  # as Typer writes it


def page(ctx: typer.Context) -> str:
    """Return the page on the command of a context."""
    from aspire_cli.words.wrapping import wrap

    tell(ctx)
    prepare(sys.stdout, machine=False)
    known, lang, width = topic_words("help"), _lang(ctx), ctx.make_formatter().width
    written = (piece.strip("{}") for piece in ctx.command.collect_usage_pieces(ctx))  # Typer's, around what must be
    usage = (known["usage"][lang], ctx.command_path, *(known["written"].get(one, {}).get(lang, one) for one in written))
    lines = wrap(" ".join(usage), width, len("  "))
    for paragraph in (ctx.command.help or "").split("\n\n"):
        lines += ["", *wrap(f"  {paragraph}", width, len("  "))]
    for heading, rows in _sections(ctx, lang).items():
        if rows:
            lines += ["", known[heading][lang], *_rows(rows, width)]
    return "\n".join(lines)


def tell(ctx: typer.Context) -> None:
    """Give the command of a context, and each of its parameters, its text."""
    known, command, of_command, lang = topic_words("help"), ctx.command, ctx.info_name or "", _lang(ctx)
    command.help = known["about"][of_command][lang]
    own, values = known.get(of_command, {}), _formats(of_command) if ctx.parent else {}
    for parameter in command.get_params(ctx):
        name = parameter.name or ""
        choices = tuple(map(Code, getattr(parameter.type, "choices", ())))
        text = fill((own.get(name) or known["parameters"][name])[lang], {**values, "choices": choices}, lang)
        setattr(parameter, "help", text)  # noqa: B010  # arguments and options have it, their common class has not


def _lang(ctx: typer.Context) -> Lang:
    lang: Lang = ctx.obj.languages[0]
    return lang


def _formats(of_command: str) -> dict[str, object]:
    from aspire_cli.cli.suffixes import PLAIN_TEXT, suffixes_of  # which the help on all commands does not name
    from aspire_cli.reports import formats

    named = tuple(map(Code, (one for one in suffixes_of(of_command) if one != PLAIN_TEXT)))
    known = {"formats": formats(of_command), "schemas": SCHEMAS}
    return {**{key: tuple(map(Code, names)) for key, names in known.items()}, "suffixes": named}


def summaries(ctx: typer.Context) -> list[tuple[str, str]]:
    """Return each command, with one line on it."""
    return [(name, told[_lang(ctx)]) for name, told in topic_words("help")["summary"].items()]


def _sections(ctx: typer.Context, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Return what stands under each heading: what may be typed, or given back, and what it means."""
    parameters = ctx.command.get_params(ctx)
    found: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
    for parameter in parameters:
        if record := parameter.get_help_record(ctx):
            section = found["arguments" if parameter.param_type_name == "argument" else "options"]
            section.append((record[0], _said(parameter, record[1], lang)))
    # Where exit statuses follow from no findings, they need no words.
    checks = ctx.parent is None or any(one.name == "fail_on" for one in parameters)
    statuses = [(status, told[lang]) for status, told in topic_words("help")["statuses"].items()] if checks else []
    return {**found, "commands": [] if ctx.parent else summaries(ctx), "exit": statuses}


def _said(parameter: Any, of_typer: str, lang: Lang) -> str:
    """Return the text on a parameter, with what Typer adds to it in English: its default, and that it is required."""
    if lang == "en":
        return of_typer
    known, default = topic_words("help"), _DEFAULT.search(of_typer)
    added = fill(known["default"], {"value": Code(default[1])}, lang) if default else ""
    return f"{parameter.help}{added}" + (known["required"] if "[required]" in of_typer else "")


def _rows(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    from aspire_cli.words.wrapping import wrap

    column = min(max(len(written) for written, _ in rows), _WIDEST, width * 2 // 5) + len("    ")
    for written, said in rows:
        beginning = f"  {written}"
        if len(beginning) + len("  ") > column:
            yield beginning
            beginning = ""
        yield from wrap(beginning.ljust(column) + said, width, column)
