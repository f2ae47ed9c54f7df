"""Pages on a terminal, wide or narrow."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size

from aspire_cli.reports import DOT, View, blocks, terminal_findings, terminal_fits
from aspire_cli.reports.drawing import Line, drawn, signed, signs, wrapped
from aspire_cli.reports.pieces import spelt
from aspire_cli.words.text import Lang, bracketed, joined, visible
from aspire_cli.words.wrapping import wrap

_NARROWEST = 30  # cells
_STYLES = {"fits": "bold green", "fits-with-warnings": "bold yellow", "draft": "bold cyan"}  # of any other: red
_BOX = "□"


def write(pages: Iterable[blocks.Page], view: View, *, bars: bool = True) -> Iterator[str]:
    """Yield pages as text for a terminal, or for a file where no colour is wanted; a file begins after two lines.

    Without bars, for another program to read on, tables of amounts are never folded.
    """
    shown = view._replace(width=max(view.width, _NARROWEST))
    for number, page in enumerate(pages):
        if number:
            yield "\n\n" if isinstance(page.blocks[0], blocks.File) else "\n"
        elif isinstance(page.blocks[0], blocks.Closing) and page.blocks[0].closes_nothing:
            return
        yield drawn(_lines(page, shown, bars), shown)


def _lines(page: blocks.Page, view: View, bars: bool) -> Iterator[Line]:
    """Yield blocks with an empty line between two of them, save where the first leads over to the second."""
    above: blocks.Block | None = None
    for block in page.in_text:
        if above is not None and not _leads_over(above, block):
            yield Line()
        yield from _block(block, view, bars)
        above = block


def _leads_over(above: blocks.Block, block: blocks.Block) -> bool:
    is_heading = isinstance(above, blocks.Heading) and above.level > 1
    both_notes = isinstance(above, blocks.Notes) and isinstance(block, blocks.Notes)
    return is_heading or both_notes or isinstance(above, blocks.Clauses)


def _block(block: blocks.Block, view: View, bars: bool) -> Iterator[Line]:
    match block:
        case blocks.Heading():
            yield from wrapped(view.line(block.text), view, "bold underline" if block.level == 1 else "bold")
        case blocks.Paragraph():
            if block.lead:
                yield from wrapped(view.line(block.lead), view, "bold")
            indent = 2 if block.lead else 0
            for version in view.versions(block.text):
                yield from wrapped(" " * indent + version, view, indent=indent)
        case blocks.Snippet():
            yield from (Line((f"    {visible(line)}", "cyan")) for line in block.code.rstrip("\n").split("\n"))
        case blocks.Table() | blocks.Amounts() | blocks.Choices():
            from aspire_cli.reports import terminal_tables  # a check has none: it does without what they rest on

            yield from terminal_tables.lines(block, view, bars)
        case blocks.Fits():
            yield from terminal_fits.lines(block, view)
        case blocks.Findings():
            yield from terminal_findings.lines(block, view)
        case blocks.File():
            yield from _file(block, view)
        case blocks.Notes():
            for line in view.in_each(block.lines):
                yield from wrapped(line, view, "yellow")
        case blocks.Checklist():
            yield from _checklist(block, view)
        case blocks.Outcome():
            lead = signs(blocks.SIGNS[block.standing], view)
            for said in view.versions(block.text):
                yield from wrapped(f"{lead} {said}", view, _style(block.standing), 2)
                lead = " " * len(lead)
        case blocks.Ways():
            yield from _ways(block, view)
        case blocks.Clauses():
            for text in block.texts:
                yield from (line for one in view.versions(text) for line in wrapped(one, view, "dim"))
        case blocks.Closing():
            yield from _closing(block, view)


def _file(file: blocks.File, view: View) -> Iterator[Line]:
    """Yield path and scheme in one line, or below each other where they have no room; below them title and verdict."""
    path, about = view.shown(file.path, view.lang), view.in_each((file.about,) if file.about else ())
    beside = f"{path}   {' / '.join(about)}".rstrip()
    if cell_len(beside) <= view.width:
        yield Line((path, "bold"), beside[len(path) :])
    else:
        yield from wrapped(path, view, "bold")
        yield from (line for text in about for line in wrapped(text, view, indent=2))
    for lang in view.langs if file.against else ():
        first, *others = terminal_fits.packed((view.shown(part, lang) for part in file.against), view.width - 2)
        yield from map(Line, (first, *(f"  {other}" for other in others)))
    for title in view.versions(file.title) if file.title else ():
        yield from wrapped(title, view, "italic")
    yield Line()
    lead = signs(blocks.SIGNS[file.standing], view)
    for verdict in view.in_each((file.to_confirm,)):
        yield from wrapped(f"{lead} {verdict}", view, _style(file.standing), 2)
        lead = " " * len(lead)


def _style(standing: str) -> str:
    return _STYLES.get(standing, "bold red")


def _checklist(checklist: blocks.Checklist, view: View) -> Iterator[Line]:
    """Yield points, the name of a group beside its first one."""
    yield from wrapped(view.line(checklist.heading), view, "bold")
    names = [view.versions(point.group)[0] if point.group else "" for point in checklist.points]
    width = max(map(cell_len, names), default=0)
    for above, name, point in zip(("", *names), names, checklist.points, strict=False):
        group = f"{set_cell_size('' if name == above else name, width)}  " if width else ""
        lead = f"  {group}{signs(_BOX, view)} "
        for lang in view.langs:
            beside = view.shown(bracketed(point.beside), lang) if point.beside else ""
            yield from wrapped(f"{lead}{view.shown(point.text, lang)}{beside}", view, indent=cell_len(lead))
            lead = " " * cell_len(lead)
    for text in view.in_each(checklist.unchecked):
        yield from wrapped(f"  {text}", view, "dim", 2)


def _ways(ways: blocks.Ways, view: View) -> Iterator[Line]:
    yield Line((view.line(ways.heading), "bold underline"))
    width = max(cell_len(view.versions(kind)[0]) for kind in ways.kinds)
    for way in ways.ways:
        yield Line()
        yield from wrapped(view.line(way.name), view, "bold")
        yield from _steps(way, width, view)
        for text in view.in_each(way.omitted):
            yield from wrapped(f"  {text}", view, "yellow", 2)


def _steps(way: blocks.Way, width: int, view: View) -> Iterator[Line]:
    for step in way.steps:
        sign = signed(step.severity, view)
        lead = f"  {sign.plain} {set_cell_size(view.versions(step.kind)[0], width)}  "
        texts = list(dict.fromkeys(signs(spelt(step.sentences[lang]), view) for lang in view.langs))
        texts[-1] += f" [{', '.join(step.rules)}]"
        for number, text in enumerate(texts):
            room = " " * cell_len(lead) if number else lead
            first, *others = wrap(room + text, view.width, cell_len(lead))
            yield Line(first) if number else Line("  ", sign, first[len("  ") + len(sign.plain) :])
            yield from map(Line, others)


def _tally(tally: blocks.Tally, lang: Lang, view: View) -> Iterator[Line]:
    """Yield how many files there are of each standing, each in its colour, in one line where that has room."""
    line = Line()
    for standing, _, text in tally.counts:
        said = (view.shown(text, lang), _style(standing))
        if line.parts and cell_len(line.plain) + cell_len(f"{DOT.en}{said[0]}") > view.width:
            yield line
            line = Line()
        line = Line(line, *([view.shown(DOT, lang)] if line.parts else []), said)
    yield line


def _closing(closing: blocks.Closing, view: View) -> Iterator[Line]:
    """Yield the counts beside the edition where they have room; all of one language before the other."""
    for lang in view.langs:
        yield from _tally(closing.tally, lang, view) if closing.tally else ()
        parts = [*([closing.totals] if closing.totals else []), closing.edition]
        in_one_line = view.shown(joined(parts, DOT), lang)
        texts = [in_one_line]
        if cell_len(in_one_line) > view.width:
            texts = [view.shown(part, lang) for part in parts]
        yield from (line for text in texts for line in wrapped(text, view, "dim"))
        yield from (line for text in closing.hidden for line in wrapped(view.shown(text, lang), view, "yellow"))
