"""Checks grant proposals against the rules of JST's ASPIRE programme.

    >>> from aspire_cli import check
    >>> report = check("scheme: top")
    >>> report.verdict
    'does-not-fit'
    >>> report.findings[0].rule
    'schema-missing-key'

Nothing is printed and no state is kept; every value of a report is plain data that can be pickled.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "FileError",
    "Finding",
    "Programme",
    "Report",
    "Severity",
    "__version__",
    "check",
    "check_many",
    "load_programme",
]

if TYPE_CHECKING:
    from aspire_cli.api import check
    from aspire_cli.files.find import FileError
    from aspire_cli.finding import Finding, Report
    from aspire_cli.many import check_many
    from aspire_cli.problem import Severity
    from aspire_cli.programme.load import load_programme
    from aspire_cli.programme.model import DataError, Programme

_HOMES = {
    "check": "aspire_cli.api",
    "check_many": "aspire_cli.many",
    "Finding": "aspire_cli.finding",
    "Report": "aspire_cli.finding",
    "Severity": "aspire_cli.problem",
    "FileError": "aspire_cli.files.find",
    "DataError": "aspire_cli.programme.model",
    "Programme": "aspire_cli.programme.model",
    "load_programme": "aspire_cli.programme.load",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: the command pays only for what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
