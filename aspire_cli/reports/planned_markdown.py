"""Markdown of `aspire budget` and `aspire fit`: whatever a user wrote is text in it, never markup."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding
from aspire_cli.reports import View, closing_lines, pieces
from aspire_cli.reports.markdown import code, escaped
from aspire_cli.reports.page import Block, Heading, Paragraph, Sheet, Table
from aspire_cli.reports.pieces import Piece
from aspire_cli.reports.planned import named
from aspire_cli.words.text import Text


def lines(blocks: Iterable[Block], sheet: Sheet) -> Iterator[str]:
    """Yield blocks as Markdown, an empty line after each; the figures of a table stand to the right."""
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * block.level} {escaped(sheet.line(block.text))}"
            case Paragraph():
                yield "\n\n".join(escaped(text) for text in sheet.versions(block.text))
            case Table():
                yield _row(block.columns, sheet)
                yield "|:--" + "|--:" * (len(block.columns) - 1) + "|"
                yield from (_row(row, sheet) for row in block.rows)
        yield ""


def _row(cells: Iterable[Text], sheet: Sheet) -> str:
    shown = ("<br>".join(escaped(text) for text in sheet.versions(cell)) for cell in cells)
    return f"| {' | '.join(shown)} |"


def findings(found: Iterable[Finding], path: str | None, view: View) -> Iterator[str]:
    """Yield findings as a list, each with its place where it stands in a file."""
    listed = [line for finding in found for line in _finding(finding, path, view)]
    yield from (*listed, "") if listed else ()


def _finding(finding: Finding, path: str | None, view: View) -> Iterator[str]:
    first, *others = [_written(message) for message in pieces.messages(finding, view)]
    shown = "" if path is None else named(path).lang(view.langs[0])
    place = f" {code(f'{shown}:{finding.line}:{finding.column}')}" if shown else ""
    yield f"- **{view.label(f'severity-{finding.severity}')}** {code(finding.rule)}{place}: {first}"
    yield from (f"  - {other}" for other in others)
    yield from (f"  - {_written(hint)}" for hint in pieces.hints(finding, view))
    if finding.reason:
        yield f"  - {escaped(view.label('waived-reason', reason=finding.reason))}"


def _written(sentence: Iterable[Piece]) -> str:
    return "".join(code(piece.text) if piece.code else escaped(piece.text) for piece in sentence)


def closing(view: View) -> Iterator[str]:
    """Yield what every report closes with."""
    yield "---"
    yield ""
    yield from (f"- {escaped(line)}" for line in closing_lines(view))
