"""HTML documents: elements, texts in them made visible and escaped, and the frame that all pages have."""

from collections.abc import Iterable
from html import escape

from aspire_cli import shipped_files
from aspire_cli.reports import DOT, View, blocks
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.words.text import Text, visible

_NOTHING_IS_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
_WITHOUT_END = frozenset({"br", "input", "meta"})
END = "</main>\n</body>\n</html>\n"


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
    return _parted(texts, tag("br"))


def _parted(texts: Iterable[str], between: str) -> list[str]:
    content: list[str] = []
    for text in texts:
        content += [between, text] if content else [text]
    return content


def begin(title: str, page: blocks.Page, view: View, script: str = "") -> str:
    """Return the head of a document and what it says of itself; `script` is the digest of that of a list."""
    policy = f"{_NOTHING_IS_LOADED}; script-src 'sha256-{script}'" if script else _NOTHING_IS_LOADED
    style = "".join(shipped_files.text(f"data/{name}.css") for name in ("report", *(("list",) if script else ())))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="generator", content=f"aspire {view.version}"),
        tag("title", title),
        Html(f"\n<style>\n{style}</style>\n"),
    )
    main = '<main class="many">' if script else "<main>"
    return f'<!DOCTYPE html>\n<html lang="{view.lang}">\n{head}\n<body>\n{main}\n{_about(page, view)}\n'


def _about(page: blocks.Page, view: View) -> Html:
    """Return what a page is, when it was made and by which version, and where the programme's own page is."""
    lines = []
    for lang in view.langs:
        parts: list[str] = [view.shown(page.title, lang)]
        if view.made:
            parts.append(view.shown(view.label("page-made", instant=view.made), lang))
        parts.append(f"aspire {view.version}".rstrip())
        if view.programme_page:
            parts.append(tag("a", view.label("programme-page").lang(lang), href=view.programme_page))
        lines.append(html(_parted(parts, DOT.en)))
    return tag("p", *in_lines(dict.fromkeys(lines)), class_="about")


def closing(block: blocks.Closing, view: View) -> Html:
    """Return the closing lines."""
    lines = (*view.in_each(filter(None, (block.totals,))), *view.in_each((block.edition, *block.hidden)))
    counts = [tally(block.tally, view)] if block.tally else []
    return Html(tag("footer", *counts, *(tag("p", line) for line in lines)) + "\n")


def tally(counts: Iterable[tuple[str, Text]], view: View) -> Html:
    """Return how many files there are of each standing, the worst first."""
    shown = (
        tag("span", f"{SIGNS[standing]} {view.line(text)}", class_=f"standing {standing}")
        for standing, text in reversed(tuple(counts))
    )
    return tag("p", *shown, class_="tally")
