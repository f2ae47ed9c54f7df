"""The command `aspire`: runs it, and turns whatever can happen around it into an exit status."""

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from aspire_cli.cli import streams

WRONG_USE = 2
INTERNAL_FAILURE = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and exit: 0 all well, 1 findings, 2 wrong use, 3 an internal failure, 130 interrupted."""
    # Nothing that starting makes is ever garbage: looking for some would cost a tenth of the time of a small run.
    gc.disable()
    _open_what_is_closed()
    status = 0
    reader: streams.Reader | None = None
    try:
        from aspire_cli.cli.streams import Reader

        reader = Reader(sys.argv[1:])
        from aspire_cli.cli.app import run

        status = run(sys.argv[1:], reader)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_standard_output()  # the reader has gone, as `head` does: nobody is left to tell
    except OSError as error:
        _give_up_standard_output()
        status = _failed_to_write(error, reader)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except Exception as error:  # whatever else: one line, never a traceback
        status = _failed_inside(error, reader)
    if status >= INTERNAL_FAILURE:
        _leave_at_once(status)
    # The system takes the memory back as a whole: Python's last look for garbage would cost a fifth of a small run.
    gc.freeze()
    sys.exit(status)


def _leave_at_once(status: int) -> NoReturn:
    """Exit without Python's last steps, in which it may wait for ever for processes that were ended in mid-sentence."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _open_what_is_closed() -> None:
    """Give a stream that was closed before the start somewhere to go: what is written there is for nobody."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _give_up_standard_output() -> None:
    """Keep Python from writing once more, at exit, what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _failed_to_write(error: OSError, reader: "streams.Reader | None") -> int:
    """Say that the disk is full or broken, which is nobody's fault in here; any other error is ours."""
    if error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EIO):
        return _failed_inside(error, reader)
    from aspire_cli.cli.streams import complain
    from aspire_cli.files.find import reason
    from aspire_cli.words.sentences import label

    lang = reader.languages[0] if reader else "en"
    complain(lang, "cannot-write", path=label("standard-output").lang(lang), reason=reason(error))
    return WRONG_USE


def _failed_inside(error: Exception, reader: "streams.Reader | None") -> int:
    from aspire_cli.cli.streams import complain
    from aspire_cli.failures import described
    from aspire_cli.words.text import Code

    complain(reader.languages[0] if reader else "en", "internal-failure", error=Code(described(error)))
    if os.environ.get("ASPIRE_DEBUG"):
        raise error
    return INTERNAL_FAILURE


if __name__ == "__main__":
    main()
