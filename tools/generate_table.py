"""Boils the proposal schema down to the table in aspire_cli/proposal/table.py, by which a proposal is read.

Importing jsonschema costs as much as the whole rest of a run, and most proposals are well-shaped: reading by the table
tells those, and leaves every doubt to jsonschema. It may be stricter than the schema, never laxer; a test holds the two
together. Where amounts, dates and names are read, the schema's patterns for editors are not needed.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from aspire_cli.shape.judged import judged_schema
from aspire_cli.words.spelling import fold

TARGET = Path(__file__).parent.parent / "aspire_cli" / "proposal" / "table.py"
# What stands above this line in the file is written by hand: the class of which the table is made.
MARK = "# Generated from here on.\n"
# How single values are read that the schema defines by name; all others by their type.
KINDS = {
    "scheme": "scheme",
    "field": "field",
    "optionalField": "field",
    "country": "country",
    "homeCountry": "country",
    "date": "date",
    "optionalDate": "date",
    "amount": "amount",
    "budgetAmount": "budget-amount",
    "fiscalYear": "fiscal-year",
    "percent": "percent",
    "projectTitle": "name",
    "personName": "name",
    "institutionName": "name",
    "optionalPersonName": "name",
    "optionalInstitutionName": "name",
    "jointCall": "call",
}
# The fragments that bear another name than the schema's, since they are the same for several of its definitions.
NAMES = {"PROJECT_TITLE": "NAME", "OPTIONAL_PERSON_NAME": "OPTIONAL_NAME", "HOME_COUNTRY": "COUNTRY"}
BLANK = ("support", "supportEntry")  # what nobody takes for written when nothing stands in it
SCHEMA = judged_schema()
# What is not written has been left out, so every text has something in it.
ANY_TEXT = SCHEMA["$defs"]["projectTitle"]["pattern"]


class Fragments:
    """The shapes that are written once and bear a name: those of the schema's definitions."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}  # by their text, in the order in which they are needed

    def of(self, node: dict[str, Any]) -> str:
        """Return the shape of a part of the schema as Python text; what it cannot express is never accepted."""
        if "$ref" not in node:
            return self._shape(node, "")
        *_, parent, name = node["$ref"].split("/")
        target = _referred(node)
        if "$ref" in target or parent != "$defs":
            return self.of(target)
        text = self._shape(target, name)
        fragment = re.sub("(?<=[a-z])(?=[A-Z])", "_", name).upper()
        return self.names.setdefault(text, NAMES.get(fragment, fragment))

    def _shape(self, node: dict[str, Any], name: str) -> str:
        types = node.get("type", "string")
        parts = {"value": repr(KINDS[name])} if name in KINDS else self._single(types, node)
        parts |= {"entry": self.of(node["items"])} if "array" in types else {}
        parts |= self._group(node) if "object" in types else {}
        if name == "percent":
            parts |= _bounds(node)
        if name in BLANK:
            parts["may_be_blank"] = "True"
        alone = self.names.get(_constructed({key: text for key, text in parts.items() if key != "entry"}))
        if "keys" in parts and alone and parts.get("entry") == alone:
            return f"{alone}._replace(entry={alone})"  # one such group, or a list of them
        return _constructed(parts)

    def _single(self, types: str | list[str], node: dict[str, Any]) -> dict[str, str]:
        """Return how a single value is read."""
        text = "string" in types and node.get("pattern", ANY_TEXT) == ANY_TEXT
        choices = [value for value in node.get("enum", ()) if isinstance(value, str)]
        if choices:
            ways = {way: word for word in choices for way in (word, *map(fold, node["x-understood"].get(word, ())))}
            return {"value": "'choice'", "choices": repr(ways)}
        if text:
            return {"value": "'numeral'" if "integer" in types else "'text'"}
        for kind, value in (("boolean", "flag"), ("integer", "whole"), ("number", "number")):
            if kind in types:
                return {"value": repr(value), **_bounds(node)}
        return {}

    def _group(self, node: dict[str, Any]) -> dict[str, str]:
        """Return the keys of a group; texts by language stand behind a condition on the type."""
        if "properties" not in node:
            node = _referred(node["then"])
        keys = ", ".join(f"{key!r}: {self.of(value)}" for key, value in node["properties"].items())
        one_of = [key for choice in node.get("anyOf", ()) for key in choice["required"]]
        if "minProperties" in node:
            one_of = list(node["properties"])
        found = {"keys": f"{{{keys}}}", "required": _set(node.get("required", ())), "one_of": _set(one_of)}
        return {key: text for key, text in found.items() if text}


def _constructed(parts: dict[str, str]) -> str:
    return f"Shape({', '.join(f'{key}={text}' for key, text in parts.items())})"


def _bounds(node: dict[str, Any]) -> dict[str, str]:
    return {"bounds": f"({node['minimum']}, {node['maximum']})"} if "minimum" in node else {}


def _referred(node: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference leads to, which may be another reference."""
    found: Any = SCHEMA
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _set(texts: Any) -> str:
    return f"frozenset({[*texts]!r})" if texts else ""


def files() -> dict[Path, str]:
    fragments = Fragments()
    whole = fragments.of(SCHEMA)
    shapes = "".join(f"{name} = {text}\n" for text, name in fragments.names.items())
    head = TARGET.read_text(encoding="utf-8").partition(MARK)[0]
    text = f"{head}{MARK}{shapes}PROPOSAL = {whole}\n"
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", TARGET.name, "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    return {TARGET: done.stdout}
