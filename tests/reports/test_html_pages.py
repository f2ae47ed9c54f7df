"""The HTML of every command but `check`: whole, in both languages, and with whatever a user wrote as text."""

from datetime import datetime
from functools import cache

import pytest

from aspire_cli.checking.checker import Options
from aspire_cli.cli import outputs
from aspire_cli.document.document import read_document
from aspire_cli.fiscal import JAPAN
from aspire_cli.pages import config, explain
from aspire_cli.pages import list as listing
from aspire_cli.planning import comparison
from aspire_cli.planning import sheet as budget_sheet
from aspire_cli.reports import html_report
from aspire_cli.rules import BY_NAME
from aspire_cli.settings.find import settings
from tests.helpers import REMOVED, each, proposal, years
from tests.report_cases import LANGUAGES, PROGRAMME, TODAY, view
from tests.reports.test_html import Page

THEIRS = '<script>alert("1")</script> `x` https://evil.example & "<b>"'
OPTIONS = Options(TODAY)
NOW = datetime(2026, 11, 23, tzinfo=JAPAN)


def document(**changes):
    text = proposal(title=THEIRS, **changes)
    return read_document(text.encode(), "a<b>.yaml")


@cache
def budget():
    over = {"budget.years": years(*[70_000_000] * 6), "period.end": "2031-12-01"}
    return budget_sheet.of_proposal(document(**over), PROGRAMME, OPTIONS)


@cache
def clean():
    return budget_sheet.of_proposal(document(), PROGRAMME, OPTIONS)


@cache
def without_a_scheme():
    return budget_sheet.of_proposal(document(scheme=REMOVED), PROGRAMME, OPTIONS)


@cache
def limits():
    return budget_sheet.of_limits(PROGRAMME, PROGRAMME.schemes["joint"], None)


@cache
def fit():
    return comparison.compare(document(field="alchemy"), "0" * 64, PROGRAMME, OPTIONS)


def explained(name):
    return explain.rule_page(BY_NAME[name], PROGRAMME)


PAGES = {
    "budget": lambda shown: outputs.written("budget", budget(), "html", shown),
    "clean": lambda shown: outputs.written("budget", clean(), "html", shown),
    "without a scheme": lambda shown: outputs.written("budget", without_a_scheme(), "html", shown),
    "limits": lambda shown: outputs.written("budget", limits(), "html", shown),
    "fit": lambda shown: outputs.written("fit", fit(), "html", shown),
    "explain": lambda shown: html_report.write([explained("budget-direct-cap"), explained("yaml-syntax")], shown),
    "config": lambda shown: html_report.write([config.page(settings(None, isolated=True))], shown),
    **{
        what: (lambda shown, what=what: html_report.write([listing.page(what, PROGRAMME, NOW)], shown))
        for what in (*listing.LISTINGS, listing.CALLS)
    },
}


@cache
def page(name, lang):
    return Page("".join(PAGES[name](view(lang))))


@each("lang", LANGUAGES)
@each("name", PAGES)
def test_is_whole_and_loads_nothing(name, lang):
    found = page(name, lang)
    assert found.open == []
    assert found.tags.count("h1") == (2 if name == "explain" else 1)
    assert found.texts["title"].strip()
    assert not {"script", "link", "img", "iframe", "b"} & set(found.tags)
    assert all(value.startswith("https://") for value in found.values("href"))
    assert all(value.startswith("width:") for value in found.values("style"))
    assert found.values("lang") == [LANGUAGES[lang][0]]


@each("name", PAGES)
def test_in_both_languages_everything_is_said_that_is_said_in_one(name):
    both, *alone = (page(name, lang) for lang in ("both", "en", "ja"))
    for one in alone:
        assert one.said <= both.said


@each("name", PAGES.keys() - {"limits"})  # there a column has no name
def test_each_cell_has_the_name_of_its_column(name):
    found = page(name, "ja")
    assert len(found.values("data-label")) == found.tags.count("td")


def test_what_a_user_wrote_is_text():
    for name in ("budget", "fit"):
        found = page(name, "en")
        assert THEIRS[:20] in found.texts["main"]
        assert "a<b>.yaml" in found.texts["h1"]
        assert found.values("href") == [PROGRAMME.page]


def widths_of(found, kind):
    return [dict(given)["width"] for given in found.of("rect") if dict(given)["class"] == kind]


@each("name, title", [("budget", "a<b>.yaml · Budget of a proposal"), ("limits", "Joint call · Limits of a budget")])
def test_the_title_says_what_it_is(name, title):
    assert page(name, "en").texts["title"].startswith(title)


class TestBudget:
    def test_shows_what_each_year_is_made_of_and_what_is_over(self):
        found = page("budget", "en")
        widths = [float(value) for kind in ("part-0", "part-indirect") for value in widths_of(found, kind)]
        assert widths == widths[:1] * 6 + widths[-1:] * 6  # six years of the same amount
        assert widths[6] / widths[0] == pytest.approx(0.3, abs=0.01)
        assert "warning" in found.values("class") or "error" in found.values("class")
        assert "70,000,000" in found.texts["td"]
        assert "finding error" in found.values("class")

    def test_says_where_nothing_is_wrong(self):
        assert "verdict fits" in page("clean", "en").values("class")
        assert "No findings on budget and support period" in page("clean", "en").texts["main"]

    def test_without_a_scheme_there_is_nothing_to_be_over(self):
        found = page("without a scheme", "en")
        assert "–" in found.texts["td"]
        assert not {"error", "warning"} & set(found.values("class"))

    def test_code_in_our_own_words_is_code(self):
        assert "--start 2026-12-01" in page("limits", "ja").texts["code"]


class TestFit:
    def test_has_a_row_and_signs_for_each_scheme_and_call(self):
        found = page("fit", "en")
        assert found.values("class").count("own") == 1
        assert found.texts["tbody"].count("✗") + found.texts["tbody"].count("✓") >= len(fit().alternatives)
        assert "What stands in the way in every scheme" in found.texts["h2"]
        assert "What would have to change" in found.texts["h2"]


class TestList:
    def test_leads_to_the_programme_page(self):
        assert PROGRAMME.page in page("clauses", "ja").values("href")

    def test_lines_of_an_example_stay_lines(self):
        assert "\n  years:\n" in page("explain", "en").texts["pre"]
