"""The command `aspire`: runs it, and turns whatever can happen around it into an exit status."""

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from aspire_cli.cli import streams

# Exit statuses; 0 and 1 come from the commands.
WRONG_USE = 2
INTERNAL_FAILURE = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and exit: 0 all well, 1 findings, 2 wrong use, 3 an internal failure, 130 interrupted."""
    # Garbage collection during the start finds nothing to free, and would take a tenth of the time of a small run.
    gc.disable()
    _open_what_is_closed()
    _wait_for_readers()
    status = 0
    reader: streams.Reader | None = None
    try:
        from aspire_cli.cli.streams import Reader

        reader = Reader(sys.argv[1:])
        from aspire_cli.cli.app import run

        status = run(sys.argv[1:], reader)
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # the program that read the output has ended, as `head` does: nobody is left to tell
    except OSError as error:
        status = _failed_to_write(error, reader)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except Exception as error:  # whatever else: one line, never a traceback
        status = _failed_inside(error, reader)
    _leave(status)


def _leave(status: int) -> NoReturn:
    """Exit without Python's own cleaning up.

    That takes 3 % of a small run, and may wait for ever for worker processes that were stopped at work.
    """
    with suppress(OSError, ValueError):
        if status == INTERRUPTED and sys.stdout.isatty():
            from aspire_cli.cli.streams import wants_color

            # With Ctrl-C a terminal throws away what it has not yet shown, and with it the end of a colour.
            sys.stdout.write("\x1b[0m" if wants_color("auto", sys.stdout) else "")
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # what cannot be written was complained of, or cannot even be complained of
            stream.flush()
    os._exit(status)


def _open_what_is_closed() -> None:
    """Replace an output stream that was closed before the start by the null device, so that writing does not fail."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _wait_for_readers() -> None:
    """Replace an output stream that does not block: Python would lose what the reader is not yet ready for."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if os.get_blocking(stream.fileno()):
                continue
        except (AttributeError, OSError):  # Windows before Python 3.12; no stream of the system's
            continue
        from aspire_cli.files.write import Patient

        patient = io.BufferedWriter(Patient(stream.fileno(), "wb", closefd=False))
        given = {"encoding": stream.encoding, "errors": stream.errors, "line_buffering": stream.line_buffering}
        setattr(sys, name, io.TextIOWrapper(patient, **given))


def _failed_to_write(error: OSError, reader: "streams.Reader | None") -> int:
    """Complain of a full or broken disk, and return the exit status; any other error is a fault of the program."""
    if error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _failed_inside(error, reader)
    from aspire_cli.cli.streams import complain
    from aspire_cli.files.find import reason
    from aspire_cli.words.sentences import label

    lang = reader.languages[0] if reader else "en"
    complain(lang, "cannot-write", path=label("standard-output").lang(lang), reason=reason(error))
    return WRONG_USE


def _failed_inside(error: Exception, reader: "streams.Reader | None") -> int:
    """Say in one line what has failed inside the program, and return the exit status; ASPIRE_DEBUG shows all of it."""
    from aspire_cli.cli.streams import complain
    from aspire_cli.words.failures import described
    from aspire_cli.words.text import Code, visible

    try:
        complain(reader.languages[0] if reader else "en", "internal-failure", error=Code(described(error)))
    except Exception:  # our own words cannot be read, for the package lacks them
        with suppress(OSError):
            print(f"aspire: {ascii(visible(described(error)))[1:-1]}", file=sys.stderr)
    if os.environ.get("ASPIRE_DEBUG"):
        raise error
    return INTERNAL_FAILURE


if __name__ == "__main__":
    main()
