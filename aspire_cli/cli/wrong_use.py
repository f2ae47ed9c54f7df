"""Wrong use of the command line, as the parser of arguments finds it: what to say of it in the reader's language."""

import os
from collections.abc import Mapping
from typing import Any

from aspire_cli.cli.streams import UsageError
from aspire_cli.words.text import Code


def of_parser(error: Any) -> UsageError:
    """Return what to say of an exception of the parser of arguments; its classes are told by their names."""
    context = getattr(error, "ctx", None)
    values: dict[str, object] = {"command": Code(context.command_path if context else "aspire")}
    match type(error).__name__:
        case "NoSuchOption":
            near = tuple(map(Code, error.possibilities or ()))[:1]
            named = {"option": Code(error.option_name), "nearest": near}
            return UsageError("no-such-option-nearest" if near else "no-such-option", **values, **named)
        case "BadOptionUsage":
            return UsageError("option-without-value", **values, option=Code(error.option_name))
        case "MissingParameter" | "BadParameter" as kind:
            return _of_parameter(error, kind == "MissingParameter", values)
    return UsageError("wrong-use", **values)


def _of_parameter(error: Any, missing: bool, values: Mapping[str, object]) -> UsageError:
    parameter = error.param
    named = max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.human_readable_name
    choices = tuple(Code(f"`{choice}`") for choice in getattr(parameter.type, "choices", ()))
    least = getattr(parameter.type, "min", None)
    if least is not None and not missing:
        return UsageError("bad-value-least", name=Code(named), least=least)
    key = ("argument-missing" if missing else "bad-value") + ("-choice" if choices else "")
    return UsageError(key, **values, name=Code(named), choices=choices)


def as_paths(arguments: list[str]) -> list[str]:
    """Return the arguments with the names of files that look like options written as paths.

    Whoever sends a proposal names its file, and must not say by that how it is checked.
    """
    return [f"./{one}" if one.startswith("-") and _is_a_file(one) else one for one in arguments]


def _is_a_file(argument: str) -> bool:
    return argument.lower().endswith((".yaml", ".yml")) and os.path.isfile(argument)  # noqa: PTH113
