"""What jsonschema finds in a proposal, as problems in plain words, one for each fault."""

import functools
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from aspire_cli import limits
from aspire_cli.characters import without_curly_quotes
from aspire_cli.fiscal import named_fiscal_year
from aspire_cli.problem import Mend, Path, Problem
from aspire_cli.proposal.reader import Missing, UnknownKey
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.proposal.values import TextOf, flag
from aspire_cli.proposal.written import is_own_key, is_written
from aspire_cli.shape import missing_key, unknown_key
from aspire_cli.shape.instance import only_written
from aspire_cli.shape.unknown_key import Suggest, name_of, one_text, quoted_line
from aspire_cli.shipped_files import schema
from aspire_cli.words.sentences import label
from aspire_cli.words.spelling import fold, fold_name, nearest, one_near, sparingly
from aspire_cli.words.text import BETWEEN, Code, Text

_STANDS_FOR_BOTH = "ja"  # the language by which the schema asks for either
_FIXED_CHOICE = {"enum", "anyOf"}  # quotation marks make no number one of these
# A text that is one entry of a list, and needs no quotation marks there.
_ONE_ENTRY = r"(?!(?i:true|false|null)$)[^\W\d_](?:[\w .-]*\w)?"
_NAMES = ("scheme", "field", "optionalField", "country", "homeCountry")
_AMOUNTS = ("wholeAmount", "thousandAmount", "millionAmount")
_KINDS = (
    "null",
    "boolean",
    "integer",
    "number",
    "string",
    "array",
    "object",
)  # by the first that fits, a value is told


def problems(data: Any, text_of: TextOf) -> list[Problem]:
    """Return what jsonschema finds in the data of a proposal, once for each fault."""
    return unknown_key.without_rivals(_found(data, sparingly(nearest), text_of))


def _found(data: Any, suggest: Suggest, text_of: TextOf) -> Iterator[Problem]:
    errors = list(_judge().iter_errors(only_written(data)))
    ill_typed = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    for error in errors:
        path = tuple(error.absolute_path)
        if not _is_unwritten(path, error) and (error.validator == "type" or path not in ill_typed):
            yield from _problems(path, error, data, suggest, text_of)


def _is_unwritten(path: Path, error: Any) -> bool:
    """Say whether an error speaks of a key that is left empty; a list as an entry of a list is a wrong entry."""
    if not path or (isinstance(error.instance, list) and isinstance(path[-1], int)):
        return False
    return not is_written(error.instance)


@functools.cache
def _judge() -> Any:
    from aspire_cli.programme.judge import judge

    return judge(judged_schema())


def judged_schema() -> dict[str, Any]:
    """Return the schema of a proposal without what an editor needs beside it.

    Here names and amounts have been read, and what is not written has been left out.
    """
    whole: dict[str, Any] = json.loads(schema("proposal"))
    of_final = whole.pop("else")  # what is not yet written in a draft is told too, as a note
    del whole["if"], whole["then"]
    whole["properties"] |= of_final["properties"]
    whole["required"] += of_final["required"]
    defs = whole["$defs"]
    for name in _NAMES:
        defs[name]["anyOf"] = [{}]
    for name in _AMOUNTS:
        defs[name] = {"type": defs[name]["type"]}
    del defs["percent"]["pattern"]
    defs["percent"]["type"] = ["number", "null"]
    found: dict[str, Any] = _for_written(whole, defs["unwritten"]["pattern"])
    return found


def _for_written(node: Any, unwritten: str) -> Any:
    """Return a schema that knows no text in the place of something yet to come."""
    if isinstance(node, list):
        return [_for_written(item, unwritten) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _for_written(item, unwritten) for key, item in node.items()}
    if made.get("pattern") == unwritten:
        del made["pattern"]
        made["type"] = [kind for kind in made.get("type", ()) if kind != "string"]
    choices = node.get("anyOf", ())
    if choices and (choices[-1].get("pattern") == unwritten or "x-understood" in node):
        made |= made.pop("anyOf")[0]
    return made


def _problems(path: Path, error: Any, data: Any, suggest: Suggest, text_of: TextOf) -> Iterator[Problem]:
    match error.validator:
        case "required" if error.validator_value == [_STANDS_FOR_BOTH]:
            yield missing_key.problem(Missing(path, str(path[-1]), one_of="language"))
        case "required":
            is_bare = error.message in _written_at(path, data)
            yield missing_key.problem(Missing(path, error.message, is_bare))
        case "additionalProperties":
            known = tuple(error.schema["properties"])
            may_be_text = "string" in error.schema.get("type", ())
            for key in error.instance:
                if key not in known and not is_own_key(key):
                    one = UnknownKey((*path, key), error.instance, known, may_be_text)
                    yield unknown_key.problem(one, suggest, text_of)
        case "type":
            yield _wrong_type(path, error, _written_at(path, data), text_of)
        case "anyOf" if "required" in error.validator_value[0]:
            yield missing_key.problem(Missing(path, "direct", one_of="amount"))
        case "minProperties":
            yield missing_key.problem(Missing(path, str(path[-1]), one_of="language"))
        case _:
            yield _bad_value(path, error, suggest, text_of)


def _written_at(path: Path, data: Any) -> Any:
    return functools.reduce(lambda group, step: group[step], path, data)


def _kind(value: object) -> str:
    return next((kind for kind in _KINDS if _judge().is_type(value, kind)), "not-finite")


def _wrong_type(path: Path, error: Any, written: Any, text_of: TextOf) -> Problem:
    types = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    wanted = [kind for kind in types if kind != "null"]
    found = _kind(error.instance)
    values: dict[str, Any] = {
        "key": name_of(path),
        "found": _kind_in_words(str(error.instance).lower() if found == "boolean" else found),
        "wanted": tuple(map(_kind_in_words, wanted)),
    }
    mend, fix = "default", None
    if wanted == ["string"] and isinstance(error.instance, dict) and len(error.instance) == 1:
        values["line"], mend = quoted_line(path, error.instance, text_of), "colon"
        fix = Mend(one_text(path, error.instance, text_of), safe=False)
    elif "string" in wanted and found in ("integer", "number") and not _FIXED_CHOICE & error.schema.keys():
        quoted = f'"{text_of(path, error.instance)}"'
        values["line"] = Code(f"{path[-1]}: {quoted}" if isinstance(path[-1], str) else quoted)
        mend, fix = "quotes", Mend(text_of(path, error.instance))
    elif wanted == ["array"] and found == "string" and re.fullmatch(_ONE_ENTRY, written):
        values["line"], mend = Code(f"{path[-1]}: [{written}]"), "list-of-one"
        entry = PROPOSAL.at((*path, 0))
        fix = Mend([written]) if entry and entry.value else None
    elif wanted == ["array"] and found == "object" and (year := named_fiscal_year(next(iter(error.instance), ""))):
        values["line"], mend = Code(f"- fiscal_year: {year}"), "by-year"
    elif wanted == ["array"] and found in ("string", "object"):
        mend = "list"
    elif path and {"number", "integer"} & set(wanted) and (number := _number_in(error.instance)):
        values["line"], mend = Code(f"{path[-1]}: {number}"), "written"
        fix = Mend(int(number)) if number.isdigit() else None
    elif "enum" in error.schema:
        values["known"], mend = _told(_choices(error.schema)), "enum"
    elif wanted == ["boolean"]:
        mend = "boolean"
        fix = None if (meant := flag(error.instance)) is None else Mend(meant)
    if not path:
        return Problem(path, values, "root", "root", rule="schema-wrong-type")
    return Problem(path, values, mend=mend, fix=fix, rule="schema-wrong-type")


def _kind_in_words(kind: str) -> Text:
    return label(f"values.kind-{kind}")


def _number_in(value: object) -> str | None:
    """Return the number that a text is, with or without a percent sign."""
    if not isinstance(value, str) or len(value) > limits.LONGEST_NAME:
        return None
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*%?\s*", unicodedata.normalize("NFKC", value))
    return match[1] if match else None


def _choices(schema: dict[str, Any]) -> dict[str, Text]:
    """Return the words of a choice, each with what it means."""
    meanings = (meaning.split(BETWEEN) for meaning in schema["enumDescriptions"])
    return {word: Text(*meaning) for word, meaning in zip(schema["enum"], meanings, strict=False) if word}


def _chosen(path: Path, error: Any, known: dict[str, Text]) -> Mend | None:
    """Return the mend that writes the one word of a choice that is meant, or likely."""
    bare, shape = without_curly_quotes(error.instance), PROPOSAL.at(path)
    if shape is not None and shape.chosen(bare):
        return Mend(bare)
    text = fold_name(bare)
    likely = [word for word, others in error.schema["x-likely"].items() if text in map(fold, others)]
    if likely:
        return Mend(likely[0], safe=False)
    by_meaning = [word for word, meaning in known.items() if text in map(fold, meaning)]
    # In `万yen` the other letter is no slip.
    meant = by_meaning[0] if by_meaning else one_near(text, known) if text.isascii() else None
    return Mend(meant) if meant else None


def _told(known: dict[str, Text]) -> tuple[Text, ...]:
    """Return the words of a choice with what they mean, where the words themselves do not say it."""
    behind = [(word, "" if meaning.en == word else f" ({meaning.en})", meaning.ja) for word, meaning in known.items()]
    return tuple(Text(f"`{word}`{en}", f"`{word}`({ja})") for word, en, ja in behind)


def _bad_value(path: Path, error: Any, suggest: Suggest, text_of: TextOf) -> Problem:
    values: dict[str, Any] = {"key": name_of(path)}
    match error.validator:
        case "enum":
            known = _choices(error.schema)
            fix = _chosen(path, error, known)
            near = (str(fix.what),) if fix else suggest(error.instance, tuple(known), 1)
            values |= {"text": error.instance, "known": _told(known), "nearest": near}
            return Problem(path, values, "enum", "nearest" if near else "enum", fix=fix, rule="schema-bad-value")
        case "minimum" | "maximum":
            values |= {"text": text_of(path, error.instance), "limit": str(error.validator_value)}
            return Problem(path, values, error.validator, error.validator, rule="schema-bad-value")
        case _:
            values["text"] = "" if isinstance(error.instance, dict | list) else text_of(path, error.instance)
            return Problem(path, values, rule="schema-bad-value")
