"""Tuples with named fields behave as those of `typing` do."""

import copy
import inspect
import pickle
import typing
from typing import Generic, TypeVar

import pytest

from aspire_cli import records

Kind = TypeVar("Kind")


class Ours(records.NamedTuple):
    """One of ours."""

    first: int
    second: "str | None" = None
    third: tuple[int, ...] = ()

    @property
    def double(self) -> int:
        """A value worked out."""
        return self.first * 2


class Typings(typing.NamedTuple):
    """The same as typing makes it."""

    first: int
    second: "str | None" = None
    third: tuple[int, ...] = ()


class More(Ours):
    """One that only adds a method."""

    def said(self) -> str:
        """Return a text."""
        return f"{self.second}!"


class Generically(records.NamedTuple, Generic[Kind]):
    """One with a kind to be named."""

    value: Kind
    origin: str = "here"


@pytest.mark.parametrize("kind", [Ours, Typings])
class TestBothKinds:
    def test_fields_are_read_by_name_and_by_place(self, kind):
        one = kind(1, "b", (3,))
        assert (one.first, one.second, one.third) == one == (1, "b", (3,)) == tuple(one)
        assert kind(1) == kind(first=1) == (1, None, ())
        assert one._fields == kind.__match_args__ == ("first", "second", "third")
        assert one._asdict() == {"first": 1, "second": "b", "third": (3,)}

    def test_one_is_made_of_all_its_fields(self, kind):
        made = kind._make((1, "b", ()))
        assert (type(made), made) == (kind, kind(1, "b"))

    def test_a_changed_one_is_a_new_one(self, kind):
        one = kind(1)
        assert type(one._replace(second="x")) is kind
        assert (one, one._replace(second="x")) == ((1, None, ()), (1, "x", ()))

    @pytest.mark.parametrize("wrong", [(), (1, 2, 3, 4)])
    def test_too_few_or_too_many_values_are_an_error(self, kind, wrong):
        with pytest.raises(TypeError, match="argument"):
            kind(*wrong)

    def test_a_name_that_is_no_field_is_an_error(self, kind):
        with pytest.raises((TypeError, ValueError)):
            kind(1)._replace(nothing=1)
        with pytest.raises(TypeError):
            kind(1, nothing=1)

    def test_nothing_can_be_set(self, kind):
        for name in ("first", "other"):
            with pytest.raises(AttributeError):
                setattr(kind(1), name, 2)

    def test_it_travels_to_other_processes(self, kind):
        one = kind(1, "b")
        for back in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
            assert (type(back), back) == (kind, one)

    def test_it_shows_its_fields(self, kind):
        assert repr(kind(1, "b")) == f"{kind.__name__}(first=1, second='b', third=())"
        parameters = inspect.signature(kind).parameters.values()
        assert [(one.name, one.default) for one in parameters] == [
            *(("first", inspect.Parameter.empty), ("second", None), ("third", ())),
        ]
        assert inspect.get_annotations(kind)["third"] == tuple[int, ...]


def test_methods_are_its_own_and_go_on_to_a_class_below():
    more = More(2, "b")
    assert (more.double, more.said(), more) == (4, "b!", (2, "b", ()))
    assert type(more._replace(first=3)) is More


def test_it_may_be_generic():
    assert Generically[int](1) == (1, "here")
    assert Generically("x", "there").origin == "there"


def test_it_may_have_no_field_and_stand_for_itself():
    class Nothing(records.NamedTuple):
        """A mark."""

    assert (Nothing(), Nothing()._fields, repr(Nothing())) == ((), (), "Nothing()")
