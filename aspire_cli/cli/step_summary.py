"""GitHub's summary of a step: the whole report, where GitHub shows only some findings as annotations."""

from collections.abc import Sequence
from pathlib import Path

from aspire_cli.cli.streams import complain
from aspire_cli.files.find import reason
from aspire_cli.finding import Report
from aspire_cli.pages.check import pages
from aspire_cli.reports import View, markdown

ANNOTATIONS_SHOWN = 10  # GitHub shows that many of each severity for one step
LARGEST = 1024 * 1024  # bytes; GitHub shows no larger summary
_ROOM_FOR_THE_REST = 1024  # bytes for the line that says how much is left out


def append(path: str, found: Sequence[Report], view: View) -> None:
    """Append the Markdown report to the summary where there are more findings than annotations are shown."""
    if sum(len(report.findings) + len(report.waived) for report in found) <= ANNOTATIONS_SHOWN:
        return
    summary = Path(path)
    try:
        room = LARGEST - _ROOM_FOR_THE_REST - (summary.stat().st_size if summary.exists() else 0)
        with summary.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(_fitting(found, view, room))
    except (OSError, ValueError) as error:
        complain(view.langs[0], "cannot-write", path=path, reason=reason(error))


def _fitting(found: Sequence[Report], view: View, room: int) -> str:
    """Return the report on as many files as fit in `room` bytes, those with findings first, and how many it lacks."""
    ordered = sorted(found, key=lambda report: not report.findings)
    *files, closing = markdown.write(pages(ordered, view), view)
    room -= len(_encoded(closing))
    shown: list[str] = []
    for text in files:
        room -= len(_encoded(text))
        if room < 0:
            break
        shown.append(text)
    left_out = len(files) - len(shown)
    if left_out:
        shown.append(f"\n{view.say('summary-cut', files=view.counted('count-files', left_out))}\n")
    return "".join([*shown, closing])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
