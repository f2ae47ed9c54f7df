"""HTML in pieces: elements, and texts in them that are made visible and escaped."""

from collections.abc import Iterable
from html import escape

from aspire_cli.words.text import visible

_WITHOUT_END = frozenset({"br", "input", "meta"})


class Html(str):
    """What is HTML already; any other text is escaped where it is put into an element."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str) -> Html:
    """Return an element; texts in it are made visible and escaped, attributes without a value left out.

    `class_` stands for `class`, and an underscore inside a name for a hyphen.
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items() if value)
    return Html(f"<{name}{given}>" if name in _WITHOUT_END else f"<{name}{given}>{html(children)}</{name}>")


def _attribute(name: str, value: str) -> str:
    quoted = escaped(value).replace('"', "&quot;")
    return f' {name.strip("_").replace("_", "-")}="{quoted}"'


def escaped(text: str) -> str:
    """Return a text as HTML shows it: made visible, and nothing of it markup."""
    return escape(visible(text), quote=False)


def html(parts: Iterable[str]) -> Html:
    """Return parts in one; a text among them is escaped."""
    return Html("".join(part if isinstance(part, Html) else escaped(part) for part in parts))


def in_lines(texts: Iterable[str]) -> list[str]:
    """Return texts each in a line of its own."""
    content: list[str] = []
    for text in texts:
        content += [tag("br"), text] if content else [text]
    return content
