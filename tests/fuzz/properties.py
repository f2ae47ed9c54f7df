"""What holds of every input whatever: the properties that fuzzing looks for a counterexample to."""

import zlib

from aspire_cli.checking.checker import Options, check_document
from aspire_cli.document import compose
from aspire_cli.document.document import read_document
from aspire_cli.document.edits import applied
from aspire_cli.document.tree import lines_of
from aspire_cli.problem import Severity
from aspire_cli.rules import BY_NAME
from tests.hostile.safety import faults_of
from tests.report_cases import FORMATS, PROGRAMME, TODAY, shown

NAMES = tuple(FORMATS)
MOST_MENDS = 20
LANGUAGES = ("en", "ja", "both")


def hold(data):
    """Check bytes and hold all properties; an AssertionError says which does not."""
    document = read_document(data, "p.yaml")
    pure = read_document(data, "p.yaml", compose.pure())
    assert_read(document)
    assert_read(pure)
    if not document.problems and not pure.problems:
        assert repr(document.data) == repr(pure.data), "the two parsers read different values"
    if document.problems != pure.problems:
        assert_sound(check_document(pure, "0" * 64, PROGRAMME, Options(TODAY)), pure)
    report = check_document(document, "0" * 64, PROGRAMME, Options(TODAY))
    assert_sound(report, document)
    assert_mends(report, document, data)
    # Which format and language is a matter of the input, so that a failing one fails again.
    chosen = zlib.crc32(data)
    form, lang = NAMES[chosen % len(NAMES)], LANGUAGES[chosen // 16 % len(LANGUAGES)]
    width = 20 + chosen // 64 % 100
    text = shown(form, [report], lang=lang, several=bool(chosen & 1), width=width, ascii_only=bool(chosen & 2))
    assert faults_of(form, text) == [], form
    return report


def assert_read(document):
    """Hold what holds of a document: it has data or problems, and the problems are of reading."""
    assert document.data is None or not document.problems
    assert all(BY_NAME[problem.rule].topic == "yaml" for problem in document.problems)


def assert_mends(report, document, data):
    """Hold that a mend can be made, and that of what can be read it changes what it speaks of and nothing else."""
    for finding in [one for one in report.findings if one.fix][:MOST_MENDS]:
        mended = read_document(applied(data, finding.fix.edits))
        if document.problems:
            continue
        assert mended.problems == (), finding
        changed, mend = set(differences(document.data, mended.data)), finding.mend
        key = (*mend.path[:-1], mend.what) if mend.kind == "key" else None
        assert changed <= ({mend.path, key} if mend.kind != "text" else set()), finding
        if key is not None:
            assert repr(value_at(mended.data, key)) == repr(value_at(document.data, mend.path)), finding


def differences(one, other, path=()):
    """Yield the path of each value that two data do not have in common."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from differences(one.get(key, ...), other.get(key, ...), (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (item, beside) in enumerate(zip(one, other, strict=True)):
            yield from differences(item, beside, (*path, number))
    elif repr(one) != repr(other):
        yield path


def value_at(data, path):
    for step in path:
        data = data[step]
    return data


def assert_sound(report, document):
    """Hold what holds of a report: nothing broke inside, and every finding is inside the file, once, in order."""
    assert report.failures == ()
    lines = lines_of(document.text)
    last = max(len(lines) - (not lines[-1]), 1)
    for finding in (*report.findings, *report.waived):
        place = finding.place
        assert 1 <= place.line <= place.end_line <= last, finding
        width = len(lines[place.line - 1])
        assert 1 <= place.column <= width + 1, finding
        assert place.end_line > place.line or place.column <= place.end_column <= width + 1, finding
        assert finding.message_in("en")
        assert finding.message_in("ja")
        assert BY_NAME[finding.rule].severity is finding.severity or finding.eased
    said = [(one.rule, one.pointer, one.place, repr(one.values)) for one in report.findings]
    assert len(set(said)) == len(said), "a fault is told twice"
    ranks = [one.severity.rank for one in report.findings]
    assert ranks == sorted(ranks)
    errors = report.count(Severity.ERROR)
    assert (report.verdict in ("does-not-fit", "unreadable")) is (errors > 0)
