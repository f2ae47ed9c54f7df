"""Each format says of each case what is kept in `tests/corpus/reports`, to the letter."""

from aspire_cli.finding import Omitted
from tests.helpers import each
from tests.report_cases import CASES, CORPUS, FORMATS, SHOWN, kept_in, report, reports, shown, written

FOR_MACHINES = {"json", "jsonl", "sarif", "junit", "gitlab"}


@each("name, lang, form", SHOWN)
def test_as_kept(name, lang, form):
    expected = kept_in(name, lang, form).read_text(encoding="utf-8")
    assert written(name, lang, form) == expected, "if that is right: python -m tools.generate"


def test_nothing_else_is_kept():
    kept = {kept_in(*one).name for one in SHOWN}
    assert {path.name for path in CORPUS.iterdir() if path.suffix != ".yaml"} == kept


@each("form", FORMATS)
def test_a_format_is_a_function_of_the_reports(form):
    found = [report for case in CASES.values() for report in reports(case)]
    assert shown(form, found, several=True) == shown(form, iter(found), several=True)


@each("form", FORMATS)
def test_machines_read_yen_whatever_unit_people_read(form):
    found = reports(CASES["faulty"])
    in_thousands = shown(form, found, unit="thousand_yen")
    assert (in_thousands == shown(form, found)) is (form in FOR_MACHINES)


@each("form", FORMATS)
def test_what_is_counted_and_not_shown_is_said(form):
    one = report("clean")
    assert "4321" not in shown(form, [one])
    text = shown(form, [one._replace(omitted=Omitted(error=4321))])
    assert "4321" in text.replace(",", "")


@each("form", FORMATS)
def test_no_report_at_all(form):
    assert "None" not in shown(form, [], several=True)


@each("form", FORMATS)
@each("lang", ["en", "ja"])
def test_both_languages_are_in_a_report_in_both(form, lang):
    found = reports(CASES["faulty"])
    both = shown(form, found, lang="both")
    one = "5 years and 1 day" if lang == "en" else "5年と1日"
    assert one in both
    assert one in shown(form, found, lang=lang)


@each("form", FORMATS)
def test_what_is_waived_is_said(form):
    text = shown(form, reports(CASES["waived"]), lang="ja")
    assert "2027年4月に着任予定" in text
    assert "country-extra-not-listed" in text


@each("form", FORMATS)
def test_what_the_settings_hide_is_said(form):
    case = CASES["settings"]
    text = shown(form, reports(case), lang="ja", **case.view)
    for part in ("country-through-eu", "表計算で確認済み", "data", "budget"):
        assert part in text
