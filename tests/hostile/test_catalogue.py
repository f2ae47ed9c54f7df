"""Every small case of the catalogue: what it gets, by both parsers, and what each format says of it."""

from decimal import Decimal

import pytest
from hostile import attacks, catalogue
from hostile.cases import ACCEPT, BASE, EITHER, REJECT
from hostile.safety import faults_of
from report_cases import PROGRAMME, TODAY, shown

from aspire_cli.checking.checker import Options, check_bytes, check_document
from aspire_cli.document import compose
from aspire_cli.document import document as source
from aspire_cli.problem import Severity
from aspire_cli.reports import FORMATS

READERS = {"fastest": compose.FASTEST, "pure": compose.PURE}


@pytest.fixture(params=catalogue.SMALL)
def case(request):
    return catalogue.SMALL[request.param]


def checked(case, reader="fastest"):
    document = source.read(case.data, "p.yaml", READERS[reader])
    return check_document(document, "0" * 64, PROGRAMME, Options(TODAY))


@pytest.mark.parametrize("reader", READERS)
def test_gets_what_it_must(case, reader):
    report = checked(case, reader)
    assert report.failures == ()
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    assert case.must == EITHER or bool(errors) is (case.must == REJECT)
    if case.rule:
        assert case.rule in {one.rule for one in errors}
    if case.line and errors:
        assert case.line in {one.line for one in errors}
    lines = source.lines_of(source.read(case.data, "p.yaml", READERS[reader]).text)
    for one in report.findings:
        assert is_inside(one.place, lines)
        assert one.message_in("en") != one.message_in("ja")


def is_inside(place, lines):
    """Say whether a place begins in a line that there is, and ends in it or in a later one."""
    last = max(len(lines) - (not lines[-1]), 1)
    if not 1 <= place.line <= place.end_line <= last:
        return False
    width = len(lines[place.line - 1])
    return 1 <= place.column <= width + 1 and (
        place.end_line > place.line or place.column <= place.end_column <= width + 1
    )


@pytest.mark.parametrize("reader", READERS)
def test_what_is_accepted_means_what_its_author_means(case, reader):
    if not case.means or checked(case, reader).verdict == "does-not-fit":
        return
    data = source.read(case.data, "p.yaml", READERS[reader]).data
    for path, value in case.means:
        found = data
        for step in path:
            found = found[step]
        if isinstance(found, Decimal):
            found = int(found)
        if isinstance(found, str) and isinstance(value, int):
            from aspire_cli import money

            found = money.read(found)
        assert found == value
        assert isinstance(found, str) is isinstance(value, str)


def test_no_format_passes_on_what_would_do_harm(case):
    report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
    for form in FORMATS:
        assert (form, faults_of(form, shown(form, [report], lang="both", several=True), case.never)) == (form, [])


@pytest.mark.parametrize("name", attacks.NAMES, ids=ascii)
def test_nor_in_a_file_s_name(name):
    data = BASE.replace("field: quantum", "field: alchemy").encode()
    report = check_bytes(data, name, PROGRAMME, Options(TODAY))
    for form in FORMATS:
        narrow = shown(form, [report], lang="ja", several=True, width=40)
        assert (form, faults_of(form, narrow, ["\udcff"])) == (form, [])


@pytest.mark.parametrize("width", [1, 20, 30, 79])
def test_a_narrow_terminal_is_wide_enough(width):
    for case in list(catalogue.SMALL.values())[::7]:
        report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
        assert faults_of("full", shown("full", [report], width=width, ascii_only=width == 20)) == []


def test_the_catalogue_has_cases_of_every_kind():
    musts = {case.must for case in catalogue.SMALL.values()}
    assert musts == {ACCEPT, REJECT, EITHER}
    assert len(catalogue.SMALL) > 300
