"""Proposals and views that every format is tried on; what each format says of them is kept beside the proposals.

`python -m tools.generate` writes those files anew.
"""

import functools
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from aspire_cli.checking.checker import Options, check_bytes
from aspire_cli.cli import outputs
from aspire_cli.fiscal import JAPAN
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.reports import View, formats
from aspire_cli.rules import ALL

CORPUS = Path(__file__).parent / "corpus" / "reports"
TODAY = date(2026, 11, 23)
EXTENSIONS = {
    "sarif": "sarif",
    "github": "github.txt",
    "junit": "junit.xml",
    "gitlab": "gitlab.json",
    "html": "html",
    "markdown": "md",
    "jsonl": "jsonl",
}
PROGRAMME = load_programme()
LISTS = ("csv", "xlsx")  # a row a proposal: they count findings, and tell none
FORMATS = tuple(name for name in formats("check") if name not in LISTS)
HOSTILE_PATH = "a,b:c%/<b>|`@x`](y) ##[z]\n::error::\u202e\x1b[31m&]]>.yaml"
SETTINGS = {
    "rules_off": {"country-through-eu": "agreed with <JST> | see #12", "budget-sum": "表計算で確認済み"},
    "own_data": "own/`data`.yaml",
    "settings": {"select": ("budget", "country")},
}


class Case(NamedTuple):
    """Proposals by the paths they are checked under, the languages of the reports, and what else is set."""

    proposals: dict[str, str]  # path -> file in the corpus
    langs: tuple[str, ...]
    view: Mapping[str, object] = {}
    options: Mapping[str, object] = {}


CASES = {
    "clean": Case({"proposals/clean.yaml": "clean"}, ("en",)),
    "faulty": Case({"提案/faulty.yaml": "faulty"}, ("en", "ja", "both")),
    "waived": Case({"waived.yaml": "waived"}, ("ja",)),
    "not-waived": Case({"waived.yaml": "waived"}, ("en",), options={"waivers": False}),
    "draft": Case({"draft.yaml": "draft"}, ("ja",), {"unit": "thousand_yen"}),
    "unreadable": Case({"unreadable.yaml": "unreadable"}, ("en",)),
    "several": Case({f"{name}.yaml": name for name in ("clean", "unreadable", "waived")}, ("both",)),
    "hostile": Case({HOSTILE_PATH: "hostile"}, ("en", "ja")),
    "settings": Case(
        {"faulty.yaml": "faulty"},
        ("ja",),
        SETTINGS,
        {"rules": frozenset({rule.name for rule in ALL} - SETTINGS["rules_off"].keys())},
    ),
}
LANGUAGES = {"en": ("en",), "ja": ("ja",), "both": ("ja", "en")}
SHOWN = [(name, lang, form) for name, case in CASES.items() for lang in case.langs for form in EXTENSIONS]


@functools.cache
def report(proposal, path="p.yaml", **options):
    """Return the report on a file of the corpus, or on a proposal's own text."""
    data = (CORPUS / f"{proposal}.yaml").read_bytes() if proposal.isalpha() else proposal.encode()
    return check_bytes(data, path, PROGRAMME, Options(TODAY, **options))


def reports(case):
    """Return the reports of a case."""
    return [report(name, path, **case.options) for path, name in case.proposals.items()]


def view(lang="en", **changes):
    """Return a view that is the same on every day and with every edition of tool and data."""
    given = {
        "langs": LANGUAGES[lang],
        "version": "1.2.3",
        "edition": "2026-11",
        "page_date": "2026-11-23",
        "made": datetime(2026, 11, 23, 9, 30, tzinfo=JAPAN),
        "programme_page": PROGRAMME.page,
        "data_sha256": "0" * 64,
        "clause_places": {name: clause.place for name, clause in texts_of(PROGRAMME).clauses.items()},
        "rules": {rule.name: rule.severity for rule in ALL},
    }
    return View(**(given | changes))


def shown(form, found, **changes):
    """Return what a format says of reports."""
    return "".join(outputs.written("check", found, form, view(**changes)))


def written(name, lang, form):
    """Return what a format says of a case, as it is kept: without SARIF's help and HTML's style, always the same."""
    case = CASES[name]
    text = shown(form, reports(case), lang=lang, several=len(case.proposals) > 1, **case.view)
    if form == "html":
        return re.sub("<style>.*</style>", "<style></style>", text, flags=re.DOTALL)
    if form != "sarif":
        return text
    log = json.loads(text)
    driver = log["runs"][0]["tool"]["driver"]
    driver["rules"] = [rule["id"] for rule in driver["rules"]]
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def kept_in(name, lang, form):
    """Return the file that keeps it."""
    return CORPUS / f"{name}.{lang}.{EXTENSIONS[form]}"
