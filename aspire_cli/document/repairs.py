"""Mends of what keeps a file from being read: signs of a Japanese keyboard or a word processor in place of YAML's."""

from aspire_cli.document.document import Document
from aspire_cli.problem import Mend, Place


def mend(document: Document, rule: str, variant: str, place: Place) -> Mend | None:
    """Return what would mend a file at the place of a finding; None where that is not certain."""
    return None
