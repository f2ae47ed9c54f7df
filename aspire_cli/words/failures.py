"""One line on an error inside the program: its class, its text, and the line of this package that raised it."""

import os

_LONGEST = 200  # characters of the error's own text
_OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep  # noqa: PTH120  # pathlib costs time


def described(error: BaseException) -> str:
    """Return one line on an error that nobody expected, which a user can send to the maintainers."""
    from traceback import walk_tb

    text = str(error)
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    ours = [f"{file.removeprefix(_OURS).replace(os.sep, '/')}:{line}" for file, line in lines if file.startswith(_OURS)]
    where = f" ({ours[-1]})" if ours else ""
    return f"{type(error).__name__}: {shown}{where}" if shown else f"{type(error).__name__}{where}"
