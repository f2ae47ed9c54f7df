"""What SECURITY.md promises is held by tests that name it, in both languages as many promises."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROMISE = re.compile(r"(?m)^- \*\*(.+?)\*\*", re.DOTALL)


def test_each_promise_is_named_by_a_test():
    english, _, japanese = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("\n---\n")
    promises = [" ".join(found.split()) for found in PROMISE.findall(english)]
    assert len(promises) == len(PROMISE.findall(japanese)) > 0
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    unheld = [one for one in promises if not re.search(rf"{re.escape(one.rstrip('.')[:36])}.*of SECURITY.md", texts)]
    assert unheld == []
