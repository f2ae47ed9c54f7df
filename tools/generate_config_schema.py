"""What follows from rules, topics and formats in the schemas of the settings.

In schemas/config.schema.json, of a settings file, that is the names; the rest is written by hand. The whole of
schemas/settings.schema.json, of what `aspire config --format json` gives, is made from it.
"""

import json
from pathlib import Path
from typing import Any, get_args

from aspire_cli import reports
from aspire_cli.programme.editor_schema import as_text
from aspire_cli.rules import BY_NAME, TOPICS
from aspire_cli.settings.file import NEVER_OFF
from aspire_cli.settings.model import KEYS, Look, Origin

SCHEMAS = Path(__file__).parent.parent / "schemas"


def generated(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a settings file, with the names brought up to date."""
    properties = schema["properties"]
    properties["select"]["items"] = {"enum": [*TOPICS, *(rule.name for rule in BY_NAME.values())]}
    properties["rules-off"]["properties"] = {
        rule.name: {"$ref": "#/$defs/reason"} for rule in BY_NAME.values() if rule.topic != NEVER_OFF
    }
    properties["format"]["enum"] = list(reports.formats("check"))
    return schema


def of_output(of_file: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what `aspire config --format json` gives: each setting of the file with its origin."""
    kinds, outcomes = (get_args(one.__annotations__[key]) for one, key in ((Origin, "kind"), (Look, "outcome")))
    path = {"type": ["string", "null"]}
    return {
        "$schema": of_file["$schema"],
        "$id": "urn:aspire-cli:settings",
        "title": "Output of aspire config",
        "description": "What `aspire config --format json` writes: the settings in force, and where each came from. "
        "`aspire config --format json` の出力です。有効な設定と、それぞれの由来を示します。",
        **_group(
            file={**path, "description": "The settings file in force. 使用している設定ファイルです。"},
            looked_at={
                "description": "Where a settings file was looked for. 設定ファイルを探した場所です。",
                "type": "array",
                "items": _group(path={"type": "string"}, outcome={"enum": [*outcomes]}),
            },
            passed_over={
                **path,
                "description": "A pyproject.toml whose settings do not count beside an aspire.toml. "
                "aspire.tomlがあるために使われないpyproject.tomlです。",
            },
            settings=_group(**{key: _setting(of_file["properties"][key]) for key in KEYS}),
        ),
        "$defs": {
            **of_file["$defs"],
            "origin": {
                **_group(kind={"enum": [*kinds]}, name={"type": "string"}),
                "description": "Where the value comes from; `name` is the key of the file, the variable or the option. "
                "値の由来です。nameは、ファイルの項目、環境変数、オプションのいずれかの名前です。",
            },
        },
    }


def _group(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [*properties],
        "additionalProperties": False,
        "properties": properties,
    }


def _setting(in_file: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one setting: its value as in a file, or null where nothing is set."""
    told = {key: in_file[key] for key in ("title", "description")}
    value = {key: item for key, item in in_file.items() if key not in told}
    return {**told, **_group(value={"anyOf": [value, {"type": "null"}]}, origin={"$ref": "#/$defs/origin"})}


def files(folder: Path = SCHEMAS) -> dict[Path, str]:
    of_file = generated(json.loads((folder / "config.schema.json").read_text("utf-8")))
    schemas = {"config": of_file, "settings": of_output(of_file)}
    return {folder / f"{name}.schema.json": as_text(schema) for name, schema in schemas.items()}
