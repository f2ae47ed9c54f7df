"""The schema of a proposal, or another one, as a file beside the proposals; never over a different file unasked."""

import os
from typing import Literal

from aspire_cli import shipped_files
from aspire_cli.cli import outputs
from aspire_cli.cli.streams import UsageError
from aspire_cli.files.find import FileError, read_file, reason
from aspire_cli.programme.model import Programme

OF_PROPOSAL = "proposal"
Outcome = Literal["schema-written", "schema-up-to-date", "schema-differs"]


def file_name(name: str) -> str:
    """Return the name of the file that a schema is written into."""
    return f"{name}.schema.json"


def of_proposal(edition: Programme) -> str:
    """Return the schema of a proposal, with the names of the user's own data where that is in force."""
    if not edition.is_own:
        return shipped_files.schema(OF_PROPOSAL)
    from aspire_cli.programme import editor_schema

    return editor_schema.text(edition)


def write(target: str, text: str, *, force: bool) -> Outcome:
    """Write a schema as a whole or not at all, over a different file only with `force`; return what came of it.

    Raises:
        UsageError: it cannot be written, or what is there cannot be read.
    """
    try:
        # Unlike pathlib, this reads no more than a bound, and does not wait for a pipe.
        present = read_file(target).decode("utf-8", "replace") if os.path.lexists(target) else None
    except FileError as error:
        raise UsageError("cannot-write", path=target, reason=reason(error)) from None
    if present == text:
        return "schema-up-to-date"
    if present is not None and not force:
        return "schema-differs"
    try:
        outputs.write_file(target, text, new=present is None)
    except FileExistsError:  # it has appeared meanwhile
        return "schema-differs"
    return "schema-written"
