"""Every small case of the catalogue: what it gets, by both parsers, and what each format says of it."""

from decimal import Decimal
from itertools import product

import pytest

from aspire_cli import money
from aspire_cli.checking.checker import Options, check_bytes, check_document
from aspire_cli.checking.together import CrossComparison
from aspire_cli.document import compose
from aspire_cli.document.document import read_document
from aspire_cli.document.tree import lines_of
from aspire_cli.problem import Severity
from aspire_cli.words.text import visible
from tests.hostile import attacks, catalogue
from tests.hostile.cases import ACCEPT, BASE, EITHER, REJECT
from tests.hostile.safety import faults_of
from tests.report_cases import FORMATS, PROGRAMME, TODAY, shown

READERS = (compose.FASTEST, compose.pure())
NUMBERED = {name: number for number, name in enumerate(catalogue.SMALL)}


@pytest.fixture(params=catalogue.SMALL)
def case(request):
    return catalogue.SMALL[request.param]


def test_gets_what_it_must_by_both_parsers(case):
    for reader in READERS:
        document = read_document(case.data, "p.yaml", reader)
        report = check_document(document, "0" * 64, PROGRAMME, Options(TODAY))
        assert report.failures == ()
        errors = [one for one in report.findings if one.severity is Severity.ERROR]
        assert case.must == EITHER or bool(errors) is (case.must == REJECT)
        assert not case.rule or case.rule in {one.rule for one in errors}
        assert not (case.line and errors) or case.line in {one.line for one in errors}
        lines = lines_of(document.text)
        for one in report.findings:
            assert is_inside(one.place, lines)
            assert one.message_in("en") != one.message_in("ja")
        if report.verdict != "does-not-fit":
            for path, value in case.means:
                assert_means(document.data, path, value)


def is_inside(place, lines):
    """Say whether a place begins in a line that there is, and ends in it or in a later one."""
    last = max(len(lines) - (not lines[-1]), 1)
    if not 1 <= place.line <= place.end_line <= last:
        return False
    width = len(lines[place.line - 1])
    return 1 <= place.column <= width + 1 and (
        place.end_line > place.line or place.column <= place.end_column <= width + 1
    )


def assert_means(data, path, value):
    """Hold that what stands at a path was read as its author means it."""
    for step in path:
        data = data[step]
    if isinstance(data, Decimal):
        data = int(data)
    if isinstance(data, str) and isinstance(value, int):
        data = money.read(data)
    assert data == value
    assert isinstance(data, str) is isinstance(value, str)


def assert_harmless(case, forms):
    report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
    for form in forms:
        assert (form, faults_of(form, shown(form, [report], lang="both", several=True), case.never)) == (form, [])


def test_no_format_passes_on_what_would_do_harm(case):
    """Each harmful text is tried in every format as a value; in other places, and odd YAML, in two formats by turns."""
    begin = NUMBERED[case.name] % len(FORMATS)
    assert_harmless(case, FORMATS if case.name.startswith("value-") else [*FORMATS, *FORMATS][begin : begin + 2])


@pytest.mark.slow
def test_no_format_passes_on_any_of_it():
    """Holds "Output is never an attack" of SECURITY.md."""
    for case in catalogue.SMALL.values():
        assert_harmless(case, FORMATS)


def test_nor_in_a_file_s_name():
    """Holds "Output is never an attack" of SECURITY.md."""
    data = BASE.replace("field: quantum", "field: alchemy").encode()
    for name, form in product(attacks.NAMES, FORMATS):
        report = check_bytes(data, name, PROGRAMME, Options(TODAY))
        narrow = shown(form, [report], lang="ja", several=True, width=40)
        assert (name, form, faults_of(form, narrow, ["\udcff"])) == (name, form, [])


@pytest.mark.parametrize("width", [1, 20, 30, 79])
def test_a_narrow_terminal_is_wide_enough(width):
    for case in list(catalogue.SMALL.values())[::7]:
        report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
        assert faults_of("full", shown("full", [report], width=width, ascii_only=width == 20)) == []


def test_the_catalogue_has_cases_of_every_kind():
    musts = {case.must for case in catalogue.SMALL.values()}
    assert musts == {ACCEPT, REJECT, EITHER}
    assert len(catalogue.SMALL) > 300


def test_two_of_each_are_compared_in_safety():
    options = Options(TODAY, together=True, detail=False, edits=False)
    for case in catalogue.SMALL.values():
        comparison = CrossComparison()
        reports = (check_bytes(case.data, f"{name}\x1b[31m.yaml", PROGRAMME, options) for name in "ab")
        assert [report.failures for report in comparison.comparing(reports)] == [(), ()]
        for one in comparison:
            said = [one.finding.message_in(lang) + (one.finding.hint_in(lang) or "") for lang in ("en", "ja")]
            assert all(text == visible(text) and len(text) < 2_000 for text in said)
