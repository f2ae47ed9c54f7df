"""`--help` in Japanese: the same parts as Typer's own page, in lines that fit by Japanese rules."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from aspire_cli.words import sentences as words
from aspire_cli.words.text import Code
from aspire_cli.words.wrapping import wrap

_WIDEST = 30  # cells of the names on the left; a longer one has a line of its own
_DEFAULT = re.compile(r"\[(?:.*; )?default: ([^;\]]*)")  # as Typer writes it


def page(ctx: Any, commands: Mapping[str, str] | None = None) -> str:
    """Return the help on the command of a Click context; `commands` are those of a group."""
    known = words.topic_words("help")
    command, width = ctx.command, ctx.make_formatter().width
    name = ctx.info_name or ""
    pieces = [known["written"].get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
    lines = wrap(" ".join((known["usage"], ctx.command_path, *pieces)), width, len("  "))
    lines += ["", *wrap("  " + known["about"][name], width, len("  "))]
    sections: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
    for parameter in command.get_params(ctx):
        row = _row(parameter, ctx, known)
        if row:
            sections["arguments" if parameter.param_type_name == "argument" else "options"].append(row)
    sections["commands"] = [(one, known["summary"][one]) for one in commands or ()]
    for heading, rows in sections.items():
        if rows:
            lines += ["", known[heading], *_rows(rows, width)]
    return "\n".join(lines)


def _row(parameter: Any, ctx: Any, known: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return how a parameter is written, and what it does; None of one that Typer does not show."""
    record = parameter.get_help_record(ctx)
    if record is None:
        return None
    written, english = record
    own = known.get(ctx.info_name, {})
    said = own.get(parameter.name) or known["parameters"][parameter.name]
    formats = (parameter.help or "").partition(";")[0].replace(", ", "、")  # how the English begins where there are any
    said = words.fill(said, {"formats": Code(formats)}, "ja")
    default = _DEFAULT.search(english)
    if default:
        said += words.fill(known["default"], {"value": Code(default[1])}, "ja")
    return written, said + (known["required"] if "[required]" in english else "")


def _rows(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    column = min(max(len(written) for written, _ in rows), _WIDEST, width * 2 // 5) + len("    ")
    for written, said in rows:
        beginning = f"  {written}"
        if len(beginning) + len("  ") > column:
            yield beginning
            beginning = ""
        yield from wrap(beginning.ljust(column) + said, width, column)
