"""What holds for every output whatever was checked: what no format may pass on, and that machines can read theirs."""

import json
import re
from html.parser import HTMLParser
from unicodedata import category
from xml.etree import ElementTree

from markdown_it import MarkdownIt

GITHUB_LINE = re.compile(r"^\s*::(?!(?:error|warning|notice) file=)", re.MULTILINE)
ANY_COMMAND = re.compile(r"^\s*::\w|##\w*\[", re.MULTILINE)
EVENT = re.compile(r"on\w+", re.IGNORECASE)
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# Unicode calls these signs, of Arabic and other scripts, format characters, but they are seen.
SEEN = set("\n\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


def faults_of(form, text, never=()):
    """Return what is wrong with an output: characters nobody sees, commands to a machine, a form it has not."""
    found = [f"raw {raw!r}" for raw in never if raw in text]
    found += [f"raw U+{ord(one):04X}" for one in set(text) if is_unseen(one)]
    if ANY_COMMAND.search(text) if form != "github" else GITHUB_LINE.search(text) or "##[" in text:
        found.append("a command to the machine that keeps the log")
    if len(text.encode()) > 1_000_000:
        found.append("more than 1 MB")
    try:
        found += CHECKS.get(form, lambda _: [])(text)
    except Exception as error:
        found.append(f"cannot be read: {error}")
    return found


def is_unseen(character):
    """Say whether a character is none that is seen, or changes what is shown around it."""
    return category(character) in UNSEEN and character not in SEEN


def _json(text):
    json.loads(text)
    return []


def _json_lines(text):
    for line in text.splitlines():
        json.loads(line)
    return []


def _xml(text):
    ElementTree.fromstring(text)
    return []


class _Elements(HTMLParser):
    """Notes what in a page would do something, but for what the page brings along itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if EVENT.fullmatch(name):
                self.found.append(f"an event {name}={value}")
            if name in ("href", "src") and re.match(
                r"\s*(?:javascript|data|http://example)", value or "", re.IGNORECASE
            ):
                self.found.append(f"a link to {value}")
        if tag in ("img", "iframe", "object", "embed", "form", "base"):
            self.found.append(f"an element {tag}")


def _html(text):
    page = _Elements()
    page.feed(text)
    return [*page.found, *(f"raw {raw}" for raw in ("<script>alert", "<svg onload") if raw in text)]


def _markdown(text):
    return _html(MarkdownIt("commonmark").enable("table").render(text))


CHECKS = {
    "json": _json,
    "jsonl": _json_lines,
    "sarif": _json,
    "junit": _xml,
    "markdown": _markdown,
    "html": _html,
}
