"""A page of what the product explains: blocks of words in both languages, and the page as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aspire_cli.words.sentences import filled, report_words, topic_words
from aspire_cli.words.text import BETWEEN, Lang, Text, plain, visible


class Heading(NamedTuple):
    """A heading; level 1 is the page's own."""

    text: Text
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph; `lead` is what is set off before it."""

    text: Text
    lead: Text | None = None


class Snippet(NamedTuple):
    """Lines of a proposal."""

    code: str


class Table(NamedTuple):
    """A table; on a narrow terminal the columns in `spare` are left out.

    On a very narrow one the rows become lists or, of a table that compares its columns, the columns.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    spare: tuple[int, ...] = ()
    compares_columns: bool = False

    def turned(self) -> "Table":
        """Return the table with its rows as columns."""
        columns, *rows = zip(self.columns, *self.rows, strict=True)
        return Table(columns, tuple(rows))


Block = Heading | Paragraph | Snippet | Table
Page = Sequence[Block]


class Sheet(NamedTuple):
    """What a page is put on: the languages (the first one leads) and, for a terminal, its width in cells."""

    langs: tuple[Lang, ...]
    width: int = 100
    color: bool = False
    ascii_only: bool = False

    def versions(self, text: Text) -> list[str]:
        """Return the text in each language of the sheet, once where they are the same, made visible."""
        shown = dict.fromkeys(visible(text.lang(lang)) for lang in self.langs)
        return list(dict.fromkeys(map(plain, shown))) if self.ascii_only else list(shown)

    def line(self, text: Text) -> str:
        """Return the text in one line, whatever the languages."""
        return BETWEEN.join(self.versions(text))

    def code(self, snippet: Snippet) -> list[str]:
        """Return the lines of a snippet, made visible."""
        return [visible(line) for line in snippet.code.rstrip("\n").split("\n")]


def same(text: str) -> Text:
    """Return a text that is the same in both languages."""
    return Text(text, text)


def label(key: str, **values: object) -> Text:
    """Return a word or sentence in both languages, from `data/words/pages.yaml` or those of the reports."""
    own = topic_words("pages").get(key)
    if own is None:
        return Text(report_words(key, "en", values), report_words(key, "ja", values))
    return filled(own, values)


def markdown(page: Page, sheet: Sheet) -> str:
    """Return the page as Markdown."""
    return "\n".join(line for block in page for line in (*_markdown_block(block, sheet), "")).rstrip("\n") + "\n"


def _markdown_block(block: Block, sheet: Sheet) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {markdown_text(sheet.line(block.text))}"
        case Paragraph():
            if block.lead:
                yield f"**{markdown_text(sheet.line(block.lead))}**"
                yield ""
            yield from _with_blank_lines(markdown_text(text) for text in sheet.versions(block.text))
        case Snippet():
            yield from ("```yaml", *sheet.code(block), "```")
        case Table():
            yield _markdown_row(block.columns, sheet)
            yield "|" + "---|" * len(block.columns)
            yield from (_markdown_row(row, sheet) for row in block.rows)


def _with_blank_lines(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield from ("", line) if number else (line,)


def _markdown_row(cells: Iterable[Text], sheet: Sheet) -> str:
    shown = ("<br>".join(markdown_text(text) for text in sheet.versions(cell)) for cell in cells)
    return "| " + " | ".join(text.replace("|", "\\|") for text in shown) + " |"


def markdown_text(text: str) -> str:
    """Return a text in which nothing but what stands between backticks is taken for Markdown or HTML.

    Where they do not come in single pairs, which ours do, they are text as well.
    """
    if text.count("`") % 2 or "``" in text:
        text = text.replace("`", "\0")
    parts = text.split("`")
    for number in range(0, len(parts), 2):
        for sign in "\\*_<>[]#":
            parts[number] = parts[number].replace(sign, f"\\{sign}")
    return "`".join(parts).replace("\0", "\\`")
