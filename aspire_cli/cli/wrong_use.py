"""Complaints, in the reader's language, about arguments that the parser refuses.

The classes of the parser's exceptions and parameters are not public, so they are told apart by their attributes. If a
later version lacks one, the complaint says less, but nothing fails.
"""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from aspire_cli import shipped_files
from aspire_cli.cli.streams import UsageError, unknown
from aspire_cli.files.find import OF_YAML
from aspire_cli.words.spelling import nearest
from aspire_cli.words.text import Code, codes

_MORE_THAN_IT_TAKES = r".*extra argument.*\((.*)\)"  # as the parser says it


def of_command(name: str, rest: Sequence[str], commands: Sequence[str]) -> UsageError:
    """Return what to say of a command that there is not: a word of other tools, a file, a rule, or a slip."""
    meant = _called("commands", name)
    if meant is None and os.path.exists(name):  # noqa: PTH110
        meant, rest = "check", [name]
    elif meant is None:
        from aspire_cli.rules import BY_NAME

        meant, rest = ("explain" if name in BY_NAME else None), [name]
    if meant is not None:
        line = " ".join(("aspire", meant, *rest)) if len(rest) <= 1 else f"aspire {meant}"
        return UsageError("no-such-command-nearest", text=name, nearest=Code(line))
    near = nearest(name, commands, 1)
    return unknown("no-such-command", name, tuple(map(Code, near)), known=commands)


def _called(kind: str, name: str) -> str | None:
    """Return what a word of other tools stands for."""
    words: Mapping[str, Any] = shipped_files.data("data/other_tools.yaml")[kind]
    return next((meant for meant, others in words.items() if name in others), None)


def of_parser(error: Any, arguments: Sequence[str], commands: Sequence[str]) -> UsageError:
    """Return what to say of an exception of the parser of arguments."""
    context = getattr(error, "ctx", None)
    named = next((one for one in arguments if one in commands), None)
    command = Code(context.command_path if context else f"aspire {named}" if named else "aspire")
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    if option is not None and hasattr(error, "possibilities"):
        return _of_option(option, error.possibilities, context, command)
    if option is not None:
        takes_none = any(one.startswith(f"{option}=") for one in arguments)
        return UsageError(
            "option-with-value" if takes_none else "option-without-value", command=command, option=Code(option)
        )
    if parameter is not None:
        return _of_parameter(parameter, hasattr(error, "param_type"), command, arguments)
    more = re.fullmatch(_MORE_THAN_IT_TAKES, str(getattr(error, "message", "")), re.DOTALL)
    if more:
        return UsageError("more-arguments", command=command, text=more[1])
    return UsageError("wrong-use", command=command)


def _of_option(option: str, alike: Sequence[str] | None, context: Any, command: Code) -> UsageError:
    """Return what to say of an option that there is not: it is known from other tools, or a slip."""
    if option in shipped_files.data("data/other_tools.yaml")["waived"]:
        return UsageError("no-such-option-waived", option=Code(option))
    meant = _called("options", option)
    known = {name for one in (context.command.get_params(context) if context else ()) for name in one.opts}
    if meant is None or not (meant.startswith("aspire ") or meant.partition(" ")[0] in known):
        meant = next(iter(alike or ()), None)
    key = "no-such-option-nearest" if meant else "no-such-option"
    return UsageError(key, command=command, option=Code(option), nearest=Code(meant or ""))


def _of_parameter(parameter: Any, missing: bool, command: Code, arguments: Sequence[str]) -> UsageError:
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    name = Code(max(options, key=len, default=getattr(parameter, "metavar", None) or parameter.name))
    taken = getattr(parameter, "type", None)
    known = tuple(getattr(taken, "choices", ()))
    choices = codes(known)
    least = getattr(taken, "min", None)
    if least is not None and not missing:
        return UsageError("bad-value-least", name=name, least=least)
    if known and not options and not missing:  # the list that is to be shown
        written = next((one for one in arguments[1:] if not one.startswith("-") and one not in known), "")
        return unknown("unknown-list", written, tuple(map(Code, nearest(written, known, 1))), known=choices)
    key = ("argument-missing" if missing else "bad-value") + ("-choice" if choices else "")
    return UsageError(key, command=command, name=name, choices=choices)


def as_paths(arguments: list[str]) -> list[str]:
    """Return the arguments with the names of files that look like options written as paths.

    Whoever sends a proposal names its file, and must not say by that how it is checked.
    """

    def is_file(one: str) -> bool:
        return one.lower().endswith(OF_YAML) and os.path.isfile(one)  # noqa: PTH113

    return [f"./{one}" if one.startswith("-") and is_file(one) else one for one in arguments]
