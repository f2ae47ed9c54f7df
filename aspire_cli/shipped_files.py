"""The files that come with the package: its data and its JSON Schemas."""

import functools
import os
from itertools import takewhile
from typing import Any

SCHEMAS = ("proposal", "programme", "call", "report", "config", "settings", "budget", "fit")
_PACKAGE = os.path.dirname(__file__)  # noqa: PTH120  # pathlib costs time, here and below
_STRING = "tag:yaml.org,2002:str"
_MAY_BE_OTHER = frozenset(("", *"0123456789+-.~=<nNtTfFyYoO"))  # first letters of numbers, dates, null, true, merges


def content(path: str) -> bytes:
    """Return the bytes of a file of the package, such as `data/world.yaml`.

    The loader that found this module reads it, from a folder or from a zip file: `importlib.resources` does the same,
    but takes longer to import than a clean check takes altogether.
    """
    found: bytes = __loader__.get_data(os.path.join(_PACKAGE, *path.split("/")))  # type: ignore[name-defined]  # noqa: PTH118
    return found


def text(path: str) -> str:
    """Return the text of a file of the package."""
    return content(path).decode()


def schema(name: str) -> str:
    """Return the text of one of the `SCHEMAS`: a wheel has them in the package, a checkout beside it."""
    file = f"schemas/{name}.schema.json"
    try:
        return text(file)
    except OSError:
        return text(f"../{file}")


@functools.cache
def names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of the package, sorted."""
    path = os.path.join(_PACKAGE, *folder.split("/"))  # noqa: PTH118
    if os.path.isdir(path):  # noqa: PTH112
        return tuple(sorted(os.listdir(path)))  # noqa: PTH208
    from importlib import resources

    return tuple(sorted(file.name for file in resources.files("aspire_cli").joinpath(folder).iterdir()))


@functools.cache
def data(path: str) -> Any:
    """Return the plain data of a YAML file of the package, which is known to be valid and needs no diagnosis.

    The file is read once: the data are shared, and nobody's to change.
    """
    return _data(content(path))


def part(path: str, key: str) -> Any:
    """Return what stands below a key at the left edge of a YAML file of the package, of which no more is read."""
    lines = text(path).splitlines()
    start = next((number for number, line in enumerate(lines, 1) if line in (f"{key}:", f'"{key}":')), None)
    if start is None:
        return None
    below = takewhile(lambda line: line[:1].isspace(), lines[start:])
    return _data("\n".join(below).encode())


def _data(yaml_text: bytes) -> Any:
    loader = _loader_class()(yaml_text)
    try:
        return _plain(loader.get_single_node(), loader.construct_object)
    finally:
        loader.dispose()


@functools.cache
def _loader_class() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        """PyYAML's loader, asked for the type of a plain text only where it can be another than text."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            """Return the tag of a node."""
            is_text = kind is yaml.ScalarNode and implicit[0] and value[:1] not in _MAY_BE_OTHER
            return _STRING if is_text else super().resolve(kind, value, implicit)

    return Loader


def _plain(node: Any, constructed: Any) -> Any:
    """Return the plain data of a node."""
    # PyYAML's own way takes four times as long, since it allows for lists that hold themselves.
    if node.id == "mapping":
        return {_plain(key, constructed): _plain(value, constructed) for key, value in node.value}
    if node.id == "sequence":
        return [_plain(item, constructed) for item in node.value]
    return node.value if node.tag == _STRING else constructed(node)
