"""The schema of a draft, from that of a final proposal: the same keys and values, but nothing has to be there yet.

An editor knows the stage of a file, and underlines in a draft only what is written and wrong.
"""

from typing import Any

PREFIX = "draft"
# Of these there is a definition that takes them where they may be left out.
_OPTIONAL = {
    "field": "optionalField",
    "date": "optionalDate",
    "personName": "optionalPersonName",
    "institutionName": "optionalInstitutionName",
    "languages": "optionalLanguages",
}
# Each is one value: its draft is that value, or nothing yet.
_SINGLE = ("country", "fiscalYear", "supportStatus")
_ASKS = ("required", "minItems", "minProperties")
_DEFS = "#/$defs/"


def add_draft(schema: dict[str, Any], text: str, unwritten: str) -> None:
    """Write into a schema what it says of a draft, from what it says of a final proposal.

    `text` is the pattern of a text with anything in it, `unwritten` that of a placeholder or of nothing at all.
    """
    defs = schema["$defs"]
    for name in [name for name in defs if name.startswith(PREFIX)]:
        del defs[name]
    made: dict[str, Any] = {}
    keys = schema["else"]["properties"]
    schema["then"]["properties"] = {key: _Draft(defs, made, text, unwritten).of(keys[key]) for key in keys}
    defs |= made


class _Draft:
    """The definitions of a final proposal, and those of a draft that were made from them so far."""

    def __init__(self, defs: dict[str, Any], made: dict[str, Any], text: str, unwritten: str) -> None:
        self._defs, self._made, self._text, self._unwritten = defs, made, text, unwritten

    def of(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return what a draft may have in the place of a part of the schema."""
        if "$ref" in node:
            return node | {"$ref": self._referred(node["$ref"])}
        found = {key: value for key, value in node.items() if key not in _ASKS}
        if found.get("pattern") == self._text:
            del found["pattern"], found["patternErrorMessage"]
        if "required" in node.get("anyOf", [{}])[0]:  # one of several keys, and it has something in it
            del found["anyOf"], found["if"], found["then"]
        elif "then" in found and "$ref" in found["then"]:
            found["then"] = self.of(found["then"])
        if "properties" in node:
            found["properties"] = {key: self.of(value) for key, value in node["properties"].items()}
        if "items" in node:
            found["items"] = self.of(node["items"])
        return self._or_nothing(found) if {"object", "array"} & {*_types(node)} else found

    def _referred(self, reference: str) -> str:
        name, *inside = reference.removeprefix(_DEFS).split("/")
        if name in _OPTIONAL:
            return _DEFS + _OPTIONAL[name]
        draft = PREFIX + name[0].upper() + name[1:]
        if draft not in self._made:
            self._made[draft] = {}  # a definition may lead to itself
            self._made[draft] = self._single(name) if name in _SINGLE else self.of(self._defs[name])
        if self._made[draft] == self._defs[name]:
            del self._made[draft]
            return reference
        return "/".join([_DEFS + draft, *inside])

    def _single(self, name: str) -> dict[str, Any]:
        told = {
            key: self._defs[name][key] for key in ("title", "description", "errorMessage") if key in self._defs[name]
        }
        return {**told, "anyOf": [{"$ref": _DEFS + name}, {"$ref": f"{_DEFS}unwritten"}]}

    def _or_nothing(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return a group or list that may also be a bare key or a placeholder."""
        types = _types(node)
        found = node | {"type": [*types, *(kind for kind in ("null", "string") if kind not in types)]}
        if "string" not in types:
            said = {"patternErrorMessage": node["errorMessage"]} if "errorMessage" in node else {}
            found |= {"pattern": self._unwritten, **said}
        return found


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("type", [])
    return [types] if isinstance(types, str) else types
