"""The target of atheris: bytes, led by what of the product they reach. `python tests/fuzz/nightly.py` starts it."""

import os
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

with atheris.instrument_imports(include=["aspire_cli", "yaml"]):
    from tests.fuzz.properties import hold

if __name__ == "__main__":
    # What to keep of the inputs is found by processes that this one starts under its own name.
    atheris.Setup([os.environ.get("FUZZ_PROGRAM", sys.argv[0]), *sys.argv[1:]], lambda data: hold(data) and None)
    atheris.Fuzz()
