"""Tuples with named fields, as `typing.NamedTuple` makes them, in less than half the time for each class.

Most of our plain data are such classes, and a clean check makes sixty of them before it reads a file: with typing's own
that took a third of what the start costs beyond Typer and PyYAML. Most of the time goes into compiling a constructor
anew for each class. All those with the same number of fields can share one, but for the names in it.
"""

import functools
from collections import namedtuple
from types import FunctionType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Kind(type):
        """Makes a class of tuples of the fields that its body lists, with their defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            return super().__new__(cls, name, bases, {"__slots__": (), **body})

        def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> None:
            fields = tuple(cls.__annotations__)
            if not fields:  # it only adds to another class, or tells itself from all others
                return
            defaults = tuple(body[field] for field in fields if field in body)
            like = _of_length(len(fields))
            code = like.__new__.__code__
            named = code.replace(co_varnames=(code.co_varnames[0], *fields))
            cls.__new__ = FunctionType(named, like.__new__.__globals__, "__new__", defaults)
            cls.__new__.__annotations__ = cls.__annotations__
            cls._fields = cls.__match_args__ = fields
            for field, other in zip(fields, like._fields, strict=True):
                setattr(cls, field, like.__dict__[other])

    class NamedTuple(tuple, metaclass=_Kind):
        """The base of a class of tuples with named fields."""

        _fields = ()
        # From all fields in their order, in a third of the time that a call takes: for what a check makes by dozens.
        _make = classmethod(tuple.__new__)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: Any) -> Self:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"no such fields: {', '.join(changes)}")
            return made

        def __repr__(self) -> str:
            values = (f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)


@functools.cache
def _of_length(count: int) -> Any:
    """Return a class of tuples with that many fields, of which others take what does not hang on names."""
    return namedtuple("_Fields", [f"field_{number}" for number in range(count)])  # the names do not matter
