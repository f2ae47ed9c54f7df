"""Mends of hostile files: they change what they speak of and nothing else, and come to an end."""

import pytest

from aspire_cli.checking.checker import Options, check_document
from aspire_cli.document.document import read_document
from tests.fuzz.properties import assert_mends
from tests.helpers import mended
from tests.hostile import catalogue
from tests.report_cases import PROGRAMME, TODAY

OPTIONS = Options(TODAY)


def assert_safe(case):
    document = read_document(case.data, "p.yaml")
    assert_mends(check_document(document, "", PROGRAMME, OPTIONS), document, case.data)
    made = mended(case.data, unsafe=True)
    again = mended(made.after, unsafe=True)
    assert (again.after, again.number) == (made.after, 0), case.name


def test_of_some_of_the_catalogue():
    for case in list(catalogue.SMALL.values())[::6]:
        assert_safe(case)


@pytest.mark.slow
def test_of_all_of_it():
    for case in catalogue.SMALL.values():
        assert_safe(case)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["large-misspelt-institutions", "large-waivers", "large-japanese", "too-many-tabs"])
def test_of_a_large_file(name):
    """Where there is no end to the mends, none is made."""
    data = catalogue.LARGE[name].data
    made = mended(data, unsafe=True)
    assert made.after == data or not made.too_many
