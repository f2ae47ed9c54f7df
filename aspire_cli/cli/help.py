"""`--help` in the reader's language: in English Typer's own page, in Japanese one of ours with the same parts."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import typer

from aspire_cli.cli.streams import prepare
from aspire_cli.shipped_files import SCHEMAS
from aspire_cli.words.sentences import fill, topic_words
from aspire_cli.words.text import Code, Lang

_WIDEST = 30  # cells of the names on the left; a longer one has a line of its own
_DEFAULT = re.compile(r"\[(?:.*; )?default: ([^;\]]*)")  # as Typer writes it


def tell(ctx: typer.Context, lang: Lang) -> None:
    """Give the command of a context, and each of its parameters, its text in a language."""
    known, command, of_command = topic_words("help"), ctx.command, ctx.info_name or ""
    command.help = known["about"][of_command][lang]
    own, values = known.get(of_command, {}), _formats(of_command) if ctx.parent else {}
    for parameter in command.get_params(ctx):
        name = parameter.name or ""
        choices = tuple(map(Code, getattr(parameter.type, "choices", ())))
        text = fill((own.get(name) or known["parameters"][name])[lang], {**values, "choices": choices}, lang)
        setattr(parameter, "help", text)  # noqa: B010  # arguments and options have it, their common class has not


def _formats(of_command: str) -> dict[str, object]:
    from aspire_cli.cli.suffixes import PLAIN_TEXT, suffixes_of  # which the help on all commands does not name
    from aspire_cli.reports import formats

    named = tuple(map(Code, (one for one in suffixes_of(of_command) if one != PLAIN_TEXT)))
    known = {"formats": formats(of_command), "schemas": SCHEMAS}
    return {**{key: tuple(map(Code, names)) for key, names in known.items()}, "suffixes": named}


def summaries(lang: Lang) -> dict[str, str]:
    """Return one line on each command."""
    return {name: told[lang] for name, told in topic_words("help")["summary"].items()}


def statuses(ctx: typer.Context, lang: Lang) -> list[tuple[str, str]]:
    """Return the exit statuses of a command, each with what it means; none where they follow from no findings."""
    checks = ctx.parent is None or any(one.name == "fail_on" for one in ctx.command.get_params(ctx))
    return [(status, told[lang]) for status, told in topic_words("help")["statuses"].items()] if checks else []


def page(ctx: typer.Context, in_english: Callable[[Any], str]) -> str:
    """Return the page on the command of a context, in the reader's language; `in_english` is Typer's own way."""
    lang = ctx.obj.languages[0]
    tell(ctx, lang)
    return in_english(ctx) if lang == "en" else _in_japanese(ctx)


def _in_japanese(ctx: typer.Context) -> str:
    from aspire_cli.words.wrapping import wrap

    prepare(sys.stdout, machine=False)
    known, command, width = topic_words("help"), ctx.command, ctx.make_formatter().width
    pieces = [known["written"].get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
    lines = wrap(" ".join((known["usage"], ctx.command_path, *pieces)), width, len("  "))
    lines += ["", *wrap(f"  {command.help}", width, len("  "))]
    sections: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:  # a hidden option has none
            section = "arguments" if parameter.param_type_name == "argument" else "options"
            sections[section].append((record[0], _said(parameter, record[1], known)))
    sections |= {"commands": [] if ctx.parent else list(summaries("ja").items()), "exit": statuses(ctx, "ja")}
    for heading, rows in sections.items():
        if rows:
            lines += ["", known[heading], *_rows(rows, width)]
    return "\n".join(lines)


def _said(parameter: Any, of_typer: str, known: Mapping[str, Any]) -> str:
    """Return the text on a parameter, with what Typer adds to it (default, required) said in Japanese."""
    default = _DEFAULT.search(of_typer)
    added = fill(known["default"], {"value": Code(default[1])}, "ja") if default else ""
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
