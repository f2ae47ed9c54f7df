"""Complaints, in the reader's language, about arguments that the parser refuses.

The classes of the parser's exceptions and parameters are not public, so they are told apart by their attributes. If a
later version lacks one, the complaint says less, but nothing fails.
"""

import os
from typing import Any

from aspire_cli.cli.streams import UsageError
from aspire_cli.words.text import Code


def of_parser(error: Any) -> UsageError:
    """Return what to say of an exception of the parser of arguments."""
    context = getattr(error, "ctx", None)
    command = Code(context.command_path if context else "aspire")
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    if option is not None and hasattr(error, "possibilities"):
        near = tuple(map(Code, error.possibilities or ()))[:1]
        key = "no-such-option-nearest" if near else "no-such-option"
        return UsageError(key, command=command, option=Code(option), nearest=near)
    if option is not None:
        return UsageError("option-without-value", command=command, option=Code(option))
    if parameter is not None:
        return _of_parameter(parameter, hasattr(error, "param_type"), command)
    return UsageError("wrong-use", command=command)


def _of_parameter(parameter: Any, missing: bool, command: Code) -> UsageError:
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    name = Code(max(options, key=len, default=getattr(parameter, "metavar", None) or parameter.name))
    taken = getattr(parameter, "type", None)
    choices = tuple(Code(f"`{choice}`") for choice in getattr(taken, "choices", ()))
    least = getattr(taken, "min", None)
    if least is not None and not missing:
        return UsageError("bad-value-least", name=name, least=least)
    key = ("argument-missing" if missing else "bad-value") + ("-choice" if choices else "")
    return UsageError(key, command=command, name=name, choices=choices)


def as_paths(arguments: list[str]) -> list[str]:
    """Return the arguments with the names of files that look like options written as paths.

    Whoever sends a proposal names its file, and must not say by that how it is checked.
    """

    def is_file(one: str) -> bool:
        return one.lower().endswith((".yaml", ".yml")) and os.path.isfile(one)  # noqa: PTH113

    return [f"./{one}" if one.startswith("-") and is_file(one) else one for one in arguments]
