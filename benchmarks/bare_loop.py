"""The least that could be done: libyaml's load and a compiled schema, for each file, in one process.

usage: bare_loop.py FOLDER VALIDATOR.py
"""

import importlib.util
import re
import sys
from pathlib import Path

import yaml

spec = importlib.util.spec_from_file_location("validator", sys.argv[2])
assert spec is not None
assert spec.loader is not None
validator = importlib.util.module_from_spec(spec)
spec.loader.exec_module(validator)


class Loader(yaml.CSafeLoader):
    """libyaml's loader, with dates left as text as the schema wants them, and `NO` as Norway."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}

Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])  # type: ignore[no-untyped-call]

number = 0
for file in sorted(Path(sys.argv[1]).rglob("*.proposal.yaml")):
    validator.validate(yaml.load(file.read_bytes(), Loader=Loader))
    number += 1
print(number, "files")
