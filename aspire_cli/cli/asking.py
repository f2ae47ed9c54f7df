"""Questions to a person at a terminal: on standard error, asked again until the answer can be taken."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from aspire_cli.cli import arguments as budget_options
from aspire_cli.cli import streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.planning import start as starting
from aspire_cli.programme.load import joint_calls
from aspire_cli.programme.model import JointCall, Programme, Scheme
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Lang, Text

Answer = TypeVar("Answer")


def scheme_and_call(programme: Programme, lang: Lang) -> tuple[Scheme, JointCall | None]:
    """Return the scheme that a person chooses and, of a joint one, the call, if it is known already."""
    schemes = {scheme.id: scheme.name for scheme in programme.schemes.values()}
    scheme = _asked("init-ask-scheme", lang, lambda text: _scheme(programme, text), schemes)
    if scheme.form != "joint":
        return scheme, None
    calls = {call.id: call.name for call in joint_calls(programme).values()}
    return scheme, _asked("init-ask-call", lang, lambda text: _call(programme, scheme, text), calls)


def first_day(lang: Lang, scheme: Scheme, call: JointCall | None) -> str:
    """Return the first day of support that a person names; just Enter takes the one offered."""
    offered = str(starting.next_start(date.today()))

    def taken(text: str) -> str:
        budget_options.period(text or offered, None, starting.longest_years(scheme, call))
        return text or offered

    return _asked("init-ask-start", lang, taken, default=offered)


def _scheme(programme: Programme, text: str) -> Scheme:
    scheme, _ = budget_options.scheme_and_call(programme, text, None)
    assert scheme is not None  # one was named
    return scheme


def _call(programme: Programme, scheme: Scheme, text: str) -> JointCall | None:
    return budget_options.scheme_and_call(programme, scheme.id, text)[1] if text else None


def _asked(
    question: str, lang: Lang, take: Callable[[str], Answer], choices: dict[str, Text] | None = None, **values: object
) -> Answer:
    """Ask until `take` does not object to the answer, and return what it makes of it."""
    width = max(map(len, choices), default=0) if choices else 0
    for name, told in (choices or {}).items():
        _write(f"  {name:{width}}  {words.spoken(told, lang)}\n")
    while True:
        _write(words.report_words(question, lang, values) + " ")
        try:
            return take(_line())
        except UsageError as error:
            streams.complain(lang, error.key, **error.values)


def _line() -> str:
    line = sys.stdin.buffer.readline()
    if not line:  # the person has closed the terminal: as if interrupted
        _write("\n")
        raise KeyboardInterrupt
    return line.decode(sys.stdin.encoding or "utf-8", "replace").strip()


def _write(text: str) -> None:
    sys.stderr.write(streams.escaped(text, sys.stderr))
    sys.stderr.flush()
