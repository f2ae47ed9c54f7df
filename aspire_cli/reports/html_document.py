"""The frame of an HTML document: its head, what it says of itself, and its closing lines."""

from aspire_cli import shipped_files
from aspire_cli.reports import DOT, View, blocks
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.reports.html_tags import Html, html, in_lines, tag

_NOTHING_IS_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
END = "</main>\n</body>\n</html>\n"


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
        lines.append(html(one for number, part in enumerate(parts) for one in ((DOT.en, part) if number else (part,))))
    return tag("p", *in_lines(dict.fromkeys(lines)), class_="about")


def closing(block: blocks.Closing, view: View) -> Html:
    """Return the closing lines."""
    totals = (block.totals,) if block.totals else ()
    lines = (*view.in_each(totals), *view.in_each((block.edition, *block.hidden)))
    return Html(
        tag("footer", *([tally(block.tally, view)] if block.tally else []), *(tag("p", line) for line in lines)) + "\n"
    )


def tally(block: blocks.Tally, view: View) -> Html:
    """Return how many files there are of each standing, the worst first."""
    counts = (
        tag("span", f"{SIGNS[standing]} {view.line(text)}", class_=f"standing {standing}")
        for standing, _, text in reversed(block.counts)
    )
    return tag("p", *counts, class_="tally")
