"""Proposals that fit, to be changed key by key, and the short ways to check them."""

import copy
import functools
import inspect
import os
import re
from datetime import date
from pathlib import Path

import aspire_cli
from aspire_cli.checking import mending
from aspire_cli.checking.checker import Options, check_bytes
from aspire_cli.document.document import read_document
from aspire_cli.problem import Problem
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.read import read_proposal
from aspire_cli.reports import FORMATS, formats

DATA = Path(aspire_cli.__file__).parent / "data"
# What a user may write as an own data file: the shipped data in one.
OWN_PROGRAMME = "\n".join((DATA / name).read_text(encoding="utf-8") for name in ("programme.yaml", "page.yaml"))
TODAY = date(2026, 11, 1)
TEXT_FORMATS = tuple(form for form in formats("check") if not FORMATS[form].is_binary)
REMOVED = object()  # as a change: the key, or the list's entry, is taken away
JOINT_CALL = "jp-uk-human-centred-ai-2025"

_ACTIVITIES = {
    "research": "Spin transport at interfaces, measured on both sides",
    "exchange": [{"what": "Three doctoral students stay in Grenoble for six months a year", "when": 2027}],
    "training": ["A summer school each year, led by the young members"],
}
_SINGLE = {
    "stage": "final",
    "title": {"en": "Joint initiative on quantum spintronics", "ja": "量子スピントロニクス国際共同研究"},
    "field": "quantum",
    "keywords": ["spintronics", "quantum sensing"],
    "principal_investigator": {
        "name": {"en": "Taro Yamada", "ja": "山田 太郎"},
        "institution": "The University of Tokyo",
        "country": "JP",
        "position": "Professor",
        "researcher_number": "00123456",
        "orcid": "0000-0002-1825-0097",
        "track_record": ["Plenary lecture, International Conference on Magnetism 2024"],
        "other_funding": [{"agency": "JSPS", "programme": "KAKENHI", "amount": "3億円", "until": "2030-03-31"}],
        "independent_environment": "Own laboratory since 2021",
    },
    "team": [{"name": "鈴木 花子", "institution": "RIKEN", "country": "JP"}],
    "counterparts": [
        {
            "name": "Lucie Martin",
            "institution": "CNRS",
            "country": "FR",
            "support": {"agency": "ANR", "status": "receiving", "from": "2024-02-01", "until": "2032-01-31"},
        }
    ],
    "activities": _ACTIVITIES,
}


def years(*direct, first=2026, **shared):
    """Budget entries of consecutive fiscal years, one for each amount of direct costs."""
    return [{"fiscal_year": first + number, "direct": amount, **shared} for number, amount in enumerate(direct)]


_FITTING = {
    "top": {
        "scheme": "top",
        **_SINGLE,
        "period": {"start": "2026-12-01", "end": "2031-11-30"},
        "budget": {"years": years(*[60_000_000] * 6)},
    },
    "rising": {
        "scheme": "rising",
        **_SINGLE,
        "period": {"start": "2026-12-01", "end": "2029-11-30"},
        "budget": {"years": years(*[17_000_000] * 4)},
    },
    "joint": {
        "scheme": "joint",
        **_SINGLE,
        "call": JOINT_CALL,
        "field": "ai",
        "period": {"start": "2026-12-01", "end": "2031-11-30"},
        "counterparts": [
            {
                "name": "Ada King",
                "institution": "University of Edinburgh",
                "country": "GB",
                "support": {"agency": "EPSRC", "status": "planned"},
            }
        ],
        "budget": {"years": years(*[30_000_000] * 6)},
    },
}


def proposal_data(scheme="top", /, **changes):
    """Return the data of a fitting proposal with changes by dotted path; each is made on a copy."""
    data = copy.deepcopy(_FITTING[scheme])
    for path, value in changes.items():
        *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        where = data
        for step in parents:
            where = where.setdefault(step, {}) if isinstance(where, dict) else where[step]
        if value is REMOVED:
            del where[last]
        elif isinstance(where, list) and last == len(where):
            where.append(copy.deepcopy(value))
        else:
            where[last] = copy.deepcopy(value)
    return data


def proposal(scheme="top", /, **changes):
    """Return the YAML text of a fitting proposal with changes: `proposal("top", **{"period.end": "2031-12-01"})`."""
    return to_yaml(proposal_data(scheme, **changes))


INLINE = {
    "agency": "DFG",
    "theme": "Quantum technologies",
    "field": "quantum",
    "countries": ["DE"],
    "total_cap": "3億円",
    "indirect_percent": 30,
    "min_years": 3,
    "max_years": 5,
}


def inline(*changes, **call):
    """Return a proposal that fits an inline call, with changes to the call and, as pairs, to the proposal."""
    written = {key: value for key, value in {**INLINE, **call}.items() if value is not REMOVED}
    person = proposal_data("joint")["counterparts"][0]
    german = {**person, "country": "DE", "support": {"agency": "DFG", "status": "planned"}}
    fitting = {"call": written, "field": "quantum", "counterparts": [german]}
    return proposal("joint", **{**fitting, **dict(changes)})


class Plain(str):
    """A text to be written into the YAML as it is."""

    __slots__ = ()


_NEEDS_NO_QUOTES = re.compile(r"[^\W\d][\w .,()・/-]*(?<! )|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONSTANTS = {"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"}


def to_yaml(value, indent=0):
    """Return plain data as YAML in block style, a text in quotes only where it needs them."""
    margin = " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{margin}{key}:{_below(item, indent)}" for key, item in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{margin}-{_below(item, indent)}" for item in value)
    return f"{margin}{_scalar(value)}\n"


def _below(item, indent):
    return f"\n{to_yaml(item, indent + 2)}" if isinstance(item, dict | list) and item else f" {_scalar(item)}\n"


def _scalar(value):
    if isinstance(value, Plain) or not isinstance(value, str):
        plain = {None: "", True: "true", False: "false"}
        return plain[value] if value is None or isinstance(value, bool) else str(value)
    if _NEEDS_NO_QUOTES.fullmatch(value) and value not in _CONSTANTS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def check(text, **options):
    """Return the report on a text, as of a day that never moves."""
    report = aspire_cli.check(text, **{"today": TODAY, **options})
    assert report.failures == ()
    return report


_checked_last = functools.lru_cache(maxsize=1)(check)


def _findings(text, options):
    """Return all findings; of the text asked about last they are known."""
    hashable = all(isinstance(value, str | date | None) for value in options.values())
    return (_checked_last if hashable else check)(text, **options).findings


def rules_of(text, **options):
    """Return the names of the rules that speak, in the order of the report."""
    return [finding.rule for finding in _findings(text, options)]


def findings_of(rule, text, **options):
    """Return the findings of one rule."""
    return [finding for finding in _findings(text, options) if finding.rule == rule]


def the_finding(rule, text, **options):
    """Return the one finding of a rule."""
    (finding,) = findings_of(rule, text, **options)
    return finding


def read(text, stage=None):
    """Return the typed proposal that a text holds."""
    return reading(text, stage).proposal


def reading(text, stage=None):
    """Return the typed proposal that a text holds, with what reading it has found."""
    document = read_document(text.encode())
    assert not document.problems
    return read_proposal(document.data, load_programme(), TODAY, stage, document.text_of)


def changed(scheme="top", /, **changes):
    """Return the typed view of a fitting proposal with changes."""
    return read(proposal(scheme, **changes))


def refused(scheme="top", /, **changes):
    """Return path, variant and fix of each value of a changed proposal that cannot be taken."""
    return [(one.path, one.message, would_write(one)) for one in untaken(scheme, **changes)]


def mended(text, *, unsafe=False, **options):
    """Return what the safe mends of a file come to, or all of them."""
    data, edition = text if isinstance(text, bytes) else text.encode(), load_programme()
    how = Options(**{"today": TODAY, **options, "mends": "all" if unsafe else "safe"})
    return mending.mended(data, check_bytes(data, "p.yaml", edition, how), edition, how)


def would_write(one):
    """Return what the mend of a problem or a finding would write; None where it has none."""
    mend = one.fix if isinstance(one, Problem) else one.mend
    return mend.what if mend else None


def untaken(scheme="top", /, **changes):
    """Return what is said of each value of a changed proposal that cannot be taken."""
    return tuple(reading(proposal(scheme, **changes)).notes.untaken)


def at(text, place):
    """Return what stands at a place of a text that lies on one line."""
    assert place.line == place.end_line
    return text.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1]


def the_problem(document):
    """Return the one problem of a document that could not be read."""
    (problem,) = document.problems
    assert document.data is None
    return problem


def said(document):
    """Return rule, variant and first position of the one problem."""
    problem = the_problem(document)
    return problem.rule, problem.message, (problem.place.line, problem.place.column)


def unmeasured():
    """The variables of a process whose imports are looked at: measuring coverage would import some itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


# One fault or more in every part that has rules.
BAD = proposal(
    field="medicine",
    team=[{"name": "x", "institution": "y", "country": "FR"}],
    **{
        "period.end": "2031-12-01",
        "counterparts.0.country": "IE",
        "counterparts.0.support.until": "2030-01-31",
        "budget.years.0.direct": 900_000_000,
        "budget.years.5.fiscal_year": 2040,
        "principal_investigator.orcid": "0",
    },
)


def said_by(rule, **parts):
    """Return what one rule says of the parts of a proposal that it takes, without a file."""
    assert set(parts) == set(rule.needs)
    return list(rule.check(**parts))


def each(names, cases):
    """Run a test for every case, as `pytest.mark.parametrize` does, but as one test: it tells one kind of thing."""
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    cases = [tuple(case) if len(names) > 1 else (case,) for case in cases]
    assert cases

    def made(test):
        @functools.wraps(test)
        def loop(*args, **fixtures):
            for case in cases:
                try:
                    test(*args, **dict(zip(names, case, strict=True)), **fixtures)
                except BaseException as error:
                    error.add_note(f"of the case {case!r}")
                    raise

        signature = inspect.signature(test)
        rest = [one for name, one in signature.parameters.items() if name not in names]
        loop.__signature__ = signature.replace(parameters=rest)
        return loop

    return made
