"""What jsonschema says of data by a JSON Schema; imported only where there is something to judge."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators


def _required(_validator: Any, keys: list[str], data: Any, _schema: Any) -> Iterator[ValidationError]:
    """Yield an error for each lacking key, whose message is the key; jsonschema's own says it in English."""
    yield from (ValidationError(key) for key in keys if isinstance(data, dict) and key not in data)


_Judge = validators.extend(Draft202012Validator, {"required": _required})  # type: ignore[no-untyped-call]


def judge(schema: dict[str, Any]) -> Any:
    """Return the validator of a schema."""
    return _Judge(schema)
