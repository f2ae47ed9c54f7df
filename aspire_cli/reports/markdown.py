"""Pages as Markdown, to paste into a mail or an issue.

Whatever a user wrote is text in it: no markup, no HTML, no link, and nobody is notified by a name after `@`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from aspire_cli.finding import Finding
from aspire_cli.reports import DOT, View, blocks, pieces
from aspire_cli.reports.pieces import Piece
from aspire_cli.words.text import COLON, Text, bracketed, joined, same, visible

_MARKUP = r"([\\`*_\[\]~$|])"
_ENTITY = r"&(?=#?\w)"
_BLOCK = r"^(\d{0,9})([-+#=.)])(?=[\s#=-]|$)"  # what would begin a list, a heading or a rule
_SEPARATED = "<!-- -->"  # takes apart, unseen, what a page would turn into a link
_LINKED = r"@(?=\w)|#(?=\d)|://|\bwww(?=\.)"


_Show = Callable[[str], str]  # a text to Markdown


def write(pages: Iterable[blocks.Page], view: View) -> Iterator[str]:
    """Yield pages one after the other, an empty line between blocks."""
    for number, page in enumerate(pages):
        if number:
            yield "\n"
        elif page.closes_nothing:
            return
        show = _in_our_words if page.our_words else escaped
        yield "\n\n".join("\n".join(_lines(block, view, show)) for block in page.in_text) + "\n"


def escaped(text: str, *, ours: bool = False) -> str:
    """Return a text as Markdown that shows it as it is; one of our own may lead to an address."""
    text = re.sub(_ENTITY if ours else "&", "&amp;", visible(text)).replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(_MARKUP, r"\\\1", text)
    return text if ours else re.sub(_LINKED, lambda match: match[0][0] + _SEPARATED + match[0][1:], text)


def _in_our_words(text: str) -> str:
    """Return a text of our own, in which code is code."""
    return "".join(
        code(one.text).replace("|", "\\|") if one.code else escaped(one.text, ours=True)
        for one in pieces.of_our_words(text)
    )


def code(text: str) -> str:
    """Return a text as Markdown's code, fenced by more backticks than stand in it."""
    text = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    ends = text[:1] + text[-1:]
    gap = " " if "`" in ends or (ends == "  " and text.strip()) else ""
    return f"{fence}{gap}{text}{gap}{fence}" if text else ""


def sentence(said: Iterable[Piece]) -> str:
    """Return a sentence as Markdown for the beginning of a line, where it begins no list and no heading."""
    text = "".join(code(piece.text) if piece.code else escaped(piece.text) for piece in said)
    return re.sub(_BLOCK, r"\1\\\2", text)


def _lines(block: blocks.Block, view: View, show: _Show) -> Iterator[str]:
    match block:
        case blocks.Heading():
            yield f"{'#' * block.level} {show(view.line(block.text))}"
        case blocks.Paragraph():
            if block.lead:
                yield f"**{show(view.line(block.lead))}**\n"
            yield _paragraphs(block.text, view, show)
        case blocks.Snippet():
            yield from ("```yaml", *map(visible, block.code.rstrip("\n").split("\n")), "```")
        case blocks.Table():
            yield from _table(block, view, show)
        case blocks.Amounts():
            yield from _table(block.table._replace(figures=True), view, show)
            if block.unit:
                yield f"\n{_paragraphs(block.unit, view, show)}"
        case blocks.File():
            yield from _file(block, view)
        case blocks.Fits():
            yield from _fits(block, view)
        case blocks.Findings():
            if block.heading:
                yield f"{'###' if block.sourced else '##'} {escaped(view.line(block.heading))}\n"
            yield from (line for one in block.found for line in _finding(one, block, view))
        case blocks.Notes():
            yield "\n\n".join(map(_in_our_words if block.marks_code else escaped, view.in_each(block.lines)))
        case blocks.Outcome():
            yield _paragraphs(block.text, view, show)
        case blocks.Checklist():
            yield from _checklist(block, view)
        case blocks.Choices():
            yield from _table(block.table, view, escaped)
            yield f"\n{_paragraphs(block.meanings, view, escaped)}"
        case blocks.Ways():
            yield f"## {escaped(view.line(block.heading))}"
            yield from (line for way in block.ways for line in _way(way, view))
        case blocks.Closing():
            yield from _closing(block, view)


def _paragraphs(text: Text, view: View, show: _Show) -> str:
    return "\n\n".join(map(show, view.versions(text)))


def _table(table: blocks.Table, view: View, show: _Show) -> Iterator[str]:
    """Yield the lines of a table; figures stand to the right."""
    heading, *rows = (
        f"| {' | '.join('<br>'.join(map(show, view.versions(cell))) for cell in row)} |"
        for row in (table.columns, *table.rows)
    )
    yield heading
    others = len(table.columns) - 1
    yield "|:--" + "|--:" * others + "|" if table.figures else "|---" + "|---" * others + "|"
    yield from rows


def _file(file: blocks.File, view: View) -> Iterator[str]:
    lines = [f"## {code(view.shown(file.path, view.lang))}"]
    lines.append(f"**{blocks.SIGNS[file.standing]} {escaped(view.line(file.said))}**")
    if file.about:
        lines.append(escaped(DOT.en.join((view.line(file.about), *(view.versions(file.title) if file.title else ())))))
    if file.against:
        lines.append(escaped(view.line(joined(file.against, DOT))))
    yield "\n\n".join(lines)


def _fits(fits: blocks.Fits, view: View) -> Iterator[str]:
    yield f"| | {view.say('column-proposal')} | |"
    yield "|:--|:--|:-:|"
    for row in fits.lines:
        label = view.versions(joined(map(view.label, row.labels), COLON))
        texts = dict.fromkeys(escaped(" ".join(text.split())) for text in view.versions(joined(row.parts, DOT)))
        yield f"| {'<br>'.join(label)} | {'<br>'.join(texts)} | {blocks.SIGNS[row.severity]} |"


def _finding(finding: Finding, block: blocks.Findings, view: View) -> Iterator[str]:
    first, *others = map(sentence, pieces.messages(finding, view))
    path = view.shown(block.path, view.lang) if block.path else None
    place = f" {code(f'{path}:{finding.line}:{finding.column}')}" if path else ""
    yield f"- **{view.say(f'severity-{finding.severity}')}** {code(finding.rule)}{place}: {first}"
    below = [*others, *map(sentence, pieces.hints(finding, view))]
    if finding.reason:
        below.append(escaped(view.say(block.said_of_a_reason, reason=finding.reason)))
    if finding.clause and block.sourced:
        below.append(escaped(view.line(view.clause(finding.clause))))
    yield from (f"  - {text}" for text in below)


def _checklist(checklist: blocks.Checklist, view: View) -> Iterator[str]:
    yield f"### {escaped(view.line(checklist.heading))}\n"
    for point in checklist.points:
        beside = bracketed(same(escaped(view.line(point.beside)))).lang(view.lang) if point.beside else ""
        text = escaped(view.line(point.text))
        if point.group:  # our own words alone: code in them is code
            text = escaped(view.line(joined((point.group, same("")), COLON))) + _in_our_words(view.line(point.text))
        yield f"- [ ] {text}{beside}"
    yield from (f"\n{escaped(text)}" for text in view.in_each(checklist.unchecked))


def _way(way: blocks.Way, view: View) -> Iterator[str]:
    yield f"\n### {escaped(view.line(way.name))}\n"
    for step in way.steps:
        text = "<br>".join(dict.fromkeys(map(sentence, step.sentences)))
        rules = ", ".join(map(code, step.rules))
        yield f"- {blocks.SIGNS[step.severity]} **{escaped(view.line(step.kind))}** {text} ({rules})"
    yield from (f"- {escaped(line)}" for line in view.in_each(way.omitted))


def _closing(closing: blocks.Closing, view: View) -> Iterator[str]:
    yield "---\n"
    tally = joined((text for _, text in closing.tally), DOT)
    lines = view.in_each(text for text in (tally, closing.totals) if text and any(text))
    lines += view.in_each((closing.edition, *closing.hidden))
    yield from (f"- {escaped(line)}" for line in lines)
