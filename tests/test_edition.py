"""The edition told without YAML is the one that the programme states."""

import hashlib

from aspire_cli.programme import edition
from aspire_cli.programme.model import load_programme


def test_edition_and_digest_are_those_of_the_programme():
    programme = load_programme()
    assert edition.stated() == (programme.edition, programme.sha256)
    assert programme.sha256 == hashlib.sha256(edition.SHIPPED_FILE.read_bytes()).hexdigest()
