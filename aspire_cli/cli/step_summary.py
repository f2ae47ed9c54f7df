"""GitHub's summary of a step: the whole report, where GitHub shows only some findings as annotations."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from aspire_cli.cli.streams import complain
from aspire_cli.files.find import reason
from aspire_cli.finding import Report
from aspire_cli.pages.check import pages
from aspire_cli.reports import View, markdown

ANNOTATIONS_SHOWN = 10  # GitHub shows that many of each severity for one step
LARGEST = 1024 * 1024  # bytes; GitHub shows no larger summary
_ROOM_FOR_THE_REST = 1024  # bytes for the line that says how much is left out


class _Summary:
    """The report in Markdown as it grows: of no more files than there may be room for, those with findings apart."""

    def __init__(self, view: View) -> None:
        self.findings = 0
        self.closing = ""
        self._view = view
        self._last: Report | None = None  # the one of which the next page is; None: the next page is the last
        self._files: dict[bool, list[str]] = {True: [], False: []}  # by whether there are findings
        self._room = dict.fromkeys(self._files, LARGEST)
        self._left_out = 0

    def growing(self, reports: Iterable[Report]) -> Iterator[None]:
        """Take in reports, with a pause after each."""
        for page in pages(self._passing(reports), self._view):
            text = "".join(markdown.write([page], self._view))
            if self._last is None:
                self.closing = text
            else:
                self._add(text, has_findings=bool(self._last.findings))
            yield
        self.findings += sum(1 for _ in self._view.together or ())

    def _passing(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.findings += len(report.findings) + len(report.waived)
            self._last = report
            yield report
        self._last = None

    def _add(self, text: str, *, has_findings: bool) -> None:
        self._room[has_findings] -= _size(text)
        if self._room[has_findings] < 0:
            self._left_out += 1
        else:
            self._files[has_findings].append(text)

    def fitting(self, room: int) -> str:
        """Return the report on as many files as `room` bytes hold, those with findings first, and how many it lacks."""
        files = [*self._files[True], *self._files[False]]
        room -= _size(self.closing)
        shown: list[str] = []
        for text in files:
            room -= _size(text) + 1
            if room < 0:
                break
            shown.append(text)
        left_out = self._left_out + len(files) - len(shown)
        if left_out:
            said = self._view.say("summary-cut", files=self._view.counted("count-files", left_out))
            shown.append(f"{said}\n")
        return "\n".join([*shown, self.closing])


def appending(path: str, reports: Iterable[Report], view: View) -> Iterator[None]:
    """Append the Markdown report to the summary where there are more findings than annotations are shown."""
    growing = _Summary(view)
    yield from growing.growing(reports)
    if growing.findings <= ANNOTATIONS_SHOWN:
        return
    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            written = os.fstat(stream.fileno()).st_size  # by steps before, or other commands of this one
            stream.write(growing.fitting(LARGEST - _ROOM_FOR_THE_REST - written))
    except (OSError, ValueError) as error:
        complain(view.lang, "cannot-write", path=path, reason=reason(error))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
