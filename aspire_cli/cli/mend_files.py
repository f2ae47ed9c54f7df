"""`--diff` and `--fix` of `aspire check`: mends shown, or written to the files, as the reports come."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from aspire_cli.cli import streams
from aspire_cli.cli.streams import complain
from aspire_cli.files.find import STANDARD_INPUT, FileError, read_file, reason
from aspire_cli.files.write import ChangedError, LeadsOutError, write_whole
from aspire_cli.finding import Report
from aspire_cli.words.sentences import counted, label
from aspire_cli.words.text import Code, Lang

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Change

_PIECE = 1024 * 1024  # bytes


class Mending:
    """What is done with the mends of a run.

    Args:
        lang: the language of what is said on standard error.
        root: the root of the repository: a link that stays inside it is followed.
        writes: whether the mends are written; else they are shown as a diff on standard output.
        unsafe: whether the unsafe ones are among them.
        color: what `--color` says.
        of_input: what standard input is called.
    """

    def __init__(self, lang: Lang, root: str, *, writes: bool, unsafe: bool, color: str, of_input: str | None) -> None:
        self._lang = lang
        self._root = root
        self._writes = writes
        self._takes_unsafe = unsafe
        self._output = sys.stdout  # while the report goes to standard error, `sys.stdout` is that
        self._color = color
        self._of_input = of_input or STANDARD_INPUT
        self._is_read = True  # somebody reads the diff
        self._input: Change | None = None
        self._findings = self._files = self._unsafe = 0
        self.status = 0  # 1 where there is a diff, 2 where a file cannot be written

    def settle(self, report: Report) -> Report:
        """Do what is asked for with the mends of one file, and return the report that counts: on what is there now."""
        change, report = report.change, report._replace(change=None)
        stays = report
        if change is not None:
            if change.too_many:
                complain(self._lang, "mends-endless", path=report.path)
            elif change.left:
                complain(self._lang, counted("mends-left", change.left), path=report.path, count=change.left)
            if report.path == STANDARD_INPUT:
                self._input = change
            make = self._write if self._writes else self._show
            if change.number and make(report.path, change):
                self._findings += change.number
                self._files += 1
                stays = change.report
        self._unsafe += sum(1 for one in stays.findings if one.fix and not one.fix.safe)
        # Of what is written, the report is that of the mended text; of a mere diff, that of the file as it is.
        return stays if self._writes else report

    def end(self) -> None:
        """Write what becomes of standard input, and say how many findings were mended, and how many more could be."""
        if self._writes and self._input is not None:
            self._write_input(self._input)
        if self._findings:
            done = "mended" if self._writes else "would-mend"
            files = label(counted("count-files", self._files), count=self._files)
            option = Code("`--fix --unsafe-fixes`" if self._takes_unsafe else "`--fix`")
            complain(self._lang, counted(done, self._findings), count=self._findings, files=files, option=option)
        if self._unsafe and not self._takes_unsafe:
            complain(self._lang, counted("unsafe-left", self._unsafe), count=self._unsafe)

    def _show(self, path: str, change: "Change") -> bool:
        self.status = max(self.status, 1)
        name = self._of_input if path == STANDARD_INPUT else path
        if self._is_read:
            try:
                streams.write_diff(self._output, change.before, change.after, name, self._color)
            except BrokenPipeError:  # as `head` does; the exit status still covers all files
                self._is_read = False
        return True

    def _write(self, path: str, change: "Change") -> bool:
        """Write the mended text to its file, and say whether it stands there now; where it must not, say why."""
        if path == STANDARD_INPUT:
            return True
        place = self._followed(path)
        try:
            if read_file(place) != change.after:  # which it is where two names of one file were given
                write_whole(place, change.after, known=change.before)
        except (FileError, ChangedError):
            complain(self._lang, "changed-meanwhile", path=path)
            return False
        except LeadsOutError:
            complain(self._lang, "mend-leads-out", path=path)
            return False
        except (OSError, ValueError) as error:
            self.status = 2
            complain(self._lang, "cannot-write", path=path, reason=reason(error))
            return False
        return True

    def _followed(self, path: str) -> str:
        """Return where a file really lies, if that is inside the repository; else the path as it is."""
        with suppress(OSError, ValueError):  # another drive
            real, root = os.path.realpath(path), os.path.realpath(self._root)
            if self._root and os.path.commonpath((real, root)) == root:
                return real
        return path

    def _write_input(self, change: "Change") -> None:
        streams.write_bytes(self._output, change.after)
        while rest := sys.stdin.buffer.read(_PIECE) if sys.stdin else b"":  # what is too large was read in part
            streams.write_bytes(self._output, rest)
        self._output.flush()
