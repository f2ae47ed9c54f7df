"""What people write in the tables of budgets, as data, and how it may stand in brackets."""

import functools
from typing import Any

from aspire_cli import shipped_files

BRACKETED = r"\s*[(\[【〔<＜][^()\[\]【】〔〕<>＜＞]*[)\]】〕>＞]\s*"


@functools.cache
def known() -> dict[str, Any]:
    """Return the words of `data/table_headings.yaml`."""
    found: dict[str, Any] = shipped_files.data("data/table_headings.yaml")
    return found
