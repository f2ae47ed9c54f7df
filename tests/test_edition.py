"""The edition told without YAML is the one that the programme states."""

from aspire_cli.programme import edition
from aspire_cli.programme.load import load_programme
from tests.helpers import OWN_PROGRAMME


def test_edition_and_digest_are_those_of_the_programme():
    """A new edition is written into `edition.txt` too, which is read where YAML would take too long to import."""
    programme = load_programme()
    assert edition.stated() == (programme.edition, edition.sha256_of(programme))
    assert edition.sha256_of(programme) == edition.sha256(OWN_PROGRAMME.encode())
