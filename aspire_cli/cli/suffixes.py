"""What the suffix of a file says of the format in which a report is written to it."""

import os

from aspire_cli.cli.streams import UsageError
from aspire_cli.reports import FORMATS, formats
from aspire_cli.words.text import Code, codes

PLAIN_TEXT = ".txt"
_NO_PLAIN_TEXT = ("html", "xlsx")
# What other programs could not open, whatever of ours stood in it.
_OF_OTHER_PROGRAMS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsm", ".ods", ".pptx", ".png")
# The formats that suit a suffix, first the one that it means by itself. Any other suffix says nothing.
SUFFIXES: dict[str, tuple[str, ...]] = {
    ".html": ("html",),
    ".htm": ("html",),
    ".json": ("json", "sarif", "gitlab"),
    ".jsonl": ("jsonl",),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".md": ("markdown",),
    ".csv": ("csv",),
    ".xlsx": ("xlsx",),
    PLAIN_TEXT: tuple(name for name in FORMATS if name not in _NO_PLAIN_TEXT),
    **dict.fromkeys(_OF_OTHER_PROGRAMS, ()),
}


def format_for(command: str, form: str | None, path: str, usual: str) -> str:
    """Return the format of a command for a file: the one asked for, else that of its suffix, else the usual one.

    Raises:
        UsageError: the suffix is that of another format, or of one that the command does not have.
    """
    stem, suffix = os.path.splitext(path)  # noqa: PTH122
    meant = SUFFIXES.get(suffix.lower())
    if meant is None:
        return form or usual
    suited = [one for one in meant if one in formats(command)]
    if form is None and suited:
        return suited[0]
    if form in suited:
        return form
    said = {"path": path, "suffix": Code(f"`{suffix}`"), "right": codes(suited)}
    if form is None:
        raise UsageError("suffix-without-format", **said, known=codes(suffixes_of(command)))
    key = "suffix-contradicts" if suited else "suffix-contradicts-alone"
    raise UsageError(key, **said, format=Code(f"`{form}`"), better=Code(f"`{stem}{suffix_of(form)}`"))


def suffixes_of(command: str) -> tuple[str, ...]:
    """Return the suffixes that mean a format of a command."""
    meant = {one: forms[0] for one, forms in SUFFIXES.items() if forms}
    return tuple(one for one, form in meant.items() if form in formats(command) and suffix_of(form) == one)


def suffix_of(form: str) -> str:
    """Return the suffix that goes best with a format: one that means it by itself, else one that suits it."""
    if form == "yaml":  # a part of a proposal: a file of that suffix may hold anything, so it means no format
        return ".yaml"
    suiting = [one for one, forms in SUFFIXES.items() if form in forms]
    return next((one for one in suiting if SUFFIXES[one][0] == form), suiting[0])
