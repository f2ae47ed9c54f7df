"""Pages on a terminal, wide or narrow: all blocks but tables and what fits."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size

from aspire_cli.finding import Finding, Related
from aspire_cli.reports import DOT, View, blocks, pieces, said, terminal_fits
from aspire_cli.reports.drawing import GUTTER, STYLES, Line, drawn, hanging, packed, wrapped
from aspire_cli.words.text import BETWEEN, Text, visible
from aspire_cli.words.wrapping import wrap

_NARROWEST = 30  # cells
_STANDINGS = {"fits": "bold green", "fits-with-warnings": "bold yellow", "draft": "bold cyan"}  # of any other: red
_BOX = "□"
_CORNERS, _PLAIN_CORNERS = ("╭─", "│", "╰─"), (",-", "|", "`-")


def write(pages: Iterable[blocks.Page], view: View) -> Iterator[str]:
    """Yield pages as text for a terminal, or for a file where no colour is wanted; a file begins after two lines."""
    shown = view._replace(width=max(view.width, _NARROWEST))
    for number, page in enumerate(pages):
        if number:
            yield "\n\n" if isinstance(page.blocks[0], blocks.File) else "\n"
        elif page.closes_nothing:
            return
        yield drawn(_lines(page, shown), shown)


def _lines(page: blocks.Page, view: View) -> Iterator[Line]:
    """Yield blocks with an empty line between two of them, save where the first leads over to the second."""
    above: blocks.Block | None = None
    for block in page.in_text:
        if above is not None and not _leads_over(above, block):
            yield Line()
        yield from _block(block, view)
        above = block


def _leads_over(above: blocks.Block, block: blocks.Block) -> bool:
    if isinstance(above, blocks.Notes):
        return above.clause or isinstance(block, blocks.Notes)
    return isinstance(above, blocks.Heading) and above.level > 1


def _block(block: blocks.Block, view: View) -> Iterator[Line]:
    match block:
        case blocks.Heading():
            yield from wrapped(view.line(block.text), view, "bold underline" if block.level == 1 else "bold")
        case blocks.Paragraph():
            if block.lead:
                yield from wrapped(view.line(block.lead), view, "bold")
            yield from hanging("  " if block.lead else "", view.versions(block.text), view)
        case blocks.Snippet():
            yield from (Line((f"    {visible(line)}", "cyan")) for line in block.code.rstrip("\n").split("\n"))
        case blocks.Table() | blocks.Amounts() | blocks.Choices():
            from aspire_cli.reports import terminal_tables  # a check has none: it does without what they rest on

            yield from terminal_tables.lines(block, view)
        case blocks.Fits():
            yield from terminal_fits.lines(block, view)
        case blocks.Findings():
            yield from _findings(block, view)
        case blocks.File():
            yield from _file(block, view)
        case blocks.Notes():
            yield from hanging("", view.in_each(block.lines), view, "dim" if block.clause else "yellow")
        case blocks.Checklist():
            yield from _checklist(block, view)
        case blocks.Outcome(text, standing):
            yield from _outcome(text, standing, view)
        case blocks.Ways():
            yield from _ways(block, view)
        case blocks.Closing():
            yield from _closing(block, view)


def _file(file: blocks.File, view: View) -> Iterator[Line]:
    """Yield path and scheme in one line, or below each other where they have no room; below them title and verdict."""
    path, about = view.shown(file.path, view.lang), view.versions(file.about) if file.about else []
    beside = f"{path}   {BETWEEN.join(about)}".rstrip()
    if cell_len(beside) <= view.width:
        yield Line((path, "bold"), beside[len(path) :])
    else:
        yield from wrapped(path, view, "bold")
        yield from (line for text in about for line in wrapped(text, view, indent=2))
    for lang in view.langs if file.against else ():
        first, *others = packed((view.shown(part, lang) for part in file.against), view.width - 2)
        yield from map(Line, (first, *(f"  {other}" for other in others)))
    for title in view.versions(file.title) if file.title else ():
        yield from wrapped(title, view, "italic")
    yield Line()
    yield from _outcome(file.to_confirm, file.standing, view)


def _outcome(text: Text, standing: str, view: View) -> Iterator[Line]:
    sign = view.signs(blocks.SIGNS[standing])
    yield from hanging(f"{sign} ", view.versions(text), view, _style(standing))


def _style(standing: str) -> str:
    return _STANDINGS.get(standing, "bold red")


def _findings(findings: blocks.Findings, view: View) -> Iterator[Line]:
    """Yield findings; of those that show their sources the waived ones are told in short, below the others."""
    waived = bool(findings.found[0].reason)
    if findings.heading and (waived or not findings.sourced):
        yield Line((view.line(findings.heading), "bold" if findings.sourced else "bold underline"))
    path = view.shown(findings.path, view.lang) if findings.path else ""
    for number, finding in enumerate(findings.found):
        if number and not findings.together:
            yield Line()
        if not findings.sourced:
            yield from _in_short(finding, path, findings.said_of_a_reason, view)
        elif waived:
            yield from _waived(finding, path, view)
        else:
            yield from _with_sources(finding, path, view)


def _in_short(finding: Finding, path: str, waived: str, view: View) -> Iterator[Line]:
    """Yield severity, rule and, in a file, its place; below, what is wrong and what would mend it."""
    name = f"{view.shown(view.label(f'severity-{finding.severity}'), view.lang)}[{finding.rule}]"
    yield Line((name, STYLES[finding.severity]), f" {path}:{finding.line}:{finding.column}" if path else "")
    yield from hanging("  ", view.versions(said(finding, view.unit, waived)), view)


def _waived(finding: Finding, path: str, view: View) -> Iterator[Line]:
    reason = view.say("waived-here", reason=finding.reason)
    yield from wrapped(f"  {finding.rule}  {path}:{finding.line}:{finding.column}  {reason}", view, indent=4)
    yield from hanging("    ", view.messages(finding), view, "dim")


def _with_sources(finding: Finding, path: str, view: View) -> Iterator[Line]:
    style = STYLES[finding.severity]
    for lang, message in zip(view.langs, view.messages(finding), strict=True):
        leads = lang == view.lang
        name = view.label(f"severity-{finding.severity}").lang(lang) + (f"[{finding.rule}]" if leads else "")
        weight = "bold" if leads else ""
        first, *others = wrapped(f"{name}: {message}", view, weight)
        yield Line((first.plain[: len(name)], style), (first.plain[len(name) :], weight))
        yield from others
    top, side, bottom = _PLAIN_CORNERS if view.ascii_only else _CORNERS
    gutter = " " * len(str(max([finding.line, *(other.place.line for other in finding.related)])))
    yield Line((f"{gutter} {top} {path}:{finding.line}:{finding.column}", GUTTER))
    here, every = pieces.places(finding)
    for place in every:
        yield from _excerpt(place, f"{gutter} {side} ", *(("^", style) if place is here else ("-", GUTTER)), view)
    yield from _below(finding, f"{gutter} {bottom} ", view)


def _below(finding: Finding, lead: str, view: View) -> Iterator[Line]:
    """Yield what would mend it, and the clause that it rests on."""
    texts = [(hint, "") for hint in view.hints(finding)]
    if finding.clause:
        texts += [(clause, "dim") for clause in view.versions(view.clause(finding.clause))]
    for text, style in texts or [("", "")]:
        for line in wrap(text, view.width - cell_len(lead)):
            yield Line((lead, GUTTER), (line, style))
            lead = " " * cell_len(lead)


def _excerpt(where: Related, gutter: str, mark: str, style: str, view: View) -> Iterator[Line]:
    """Yield a source line, cut around the place where it is too long, and the marks under the place."""
    room = max(view.width - cell_len(gutter) - 1, 10)
    head, marked, tail = pieces.source_line(where, room, view.signs("…"))
    number = str(where.place.line).rjust(len(gutter) - 3)
    yield Line((number + gutter[len(number) :], GUTTER), head + marked + tail)
    yield Line((gutter, GUTTER), (" " * cell_len(head) + mark * max(cell_len(marked), 1), style))


def _checklist(checklist: blocks.Checklist, view: View) -> Iterator[Line]:
    """Yield points, the name of a group beside its first one."""
    yield from wrapped(view.line(checklist.heading), view, "bold")
    names = [view.shown(point.group, view.lang) if point.group else "" for point in checklist.points]
    width = max(map(cell_len, names), default=0)
    for above, name, point in zip(("", *names), names, checklist.points, strict=False):
        group = f"{set_cell_size('' if name == above else name, width)}  " if width else ""
        lead = f"  {group}{view.signs(_BOX)} "
        said = point.text.with_beside(point.beside) if point.beside else point.text
        yield from hanging(lead, view.versions(said), view)
    yield from hanging("  ", view.in_each(checklist.unchecked), view, "dim")


def _ways(ways: blocks.Ways, view: View) -> Iterator[Line]:
    yield Line((view.line(ways.heading), "bold underline"))
    width = max(cell_len(view.shown(kind, view.lang)) for kind in ways.kinds)
    for way in ways.ways:
        yield Line()
        yield from wrapped(view.line(way.name), view, "bold")
        for step in way.steps:
            sign = view.signs(blocks.SIGNS[step.severity])
            lead = f"  {sign} {set_cell_size(view.shown(step.kind, view.lang), width)}  "
            texts = list(dict.fromkeys(view.signs(pieces.spelt(one)) for one in step.sentences))
            texts[-1] += f" [{', '.join(step.rules)}]"
            first, *others = hanging(lead, texts, view)
            yield Line("  ", (sign, STYLES[step.severity]), first.plain[2 + len(sign) :])
            yield from others
        yield from hanging("  ", view.in_each(way.omitted), view, "yellow")


def _closing(closing: blocks.Closing, view: View) -> Iterator[Line]:
    """Yield the counts beside the edition where they have room; all of one language before the other."""
    dot = view.signs(DOT.en)
    for lang in view.langs:
        styles = {view.shown(text, lang): _style(standing) for standing, text in closing.tally}
        for line in packed(styles, view.width, dot) if styles else ():
            yield Line(*((piece, styles.get(piece, "")) for piece in re.split(f"({re.escape(dot)})", line)))
        parts = filter(None, (closing.totals, closing.edition))
        yield from (Line((line, "dim")) for line in packed((view.shown(one, lang) for one in parts), view.width, dot))
        yield from hanging("", (view.shown(text, lang) for text in closing.hidden), view, "yellow")
