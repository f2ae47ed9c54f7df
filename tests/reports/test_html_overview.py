"""The HTML page on many files: a list to sort and filter, sums, and the report of each file behind its row."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from aspire_cli.reports.listing import Listed
from tests.helpers import REMOVED, check, each, proposal, years
from tests.report_cases import HOSTILE_PATH, report, shown
from tests.reports.test_html import Page

FRANCE_AND_GERMANY = {
    "counterparts.1": {
        "name": "Uwe Vogt",
        "institution": "Jena",
        "country": "DE",
        "support": {"agency": "DFG", "status": "planned"},
    }
}
OVER = proposal(**{"budget.years": years(*[70_000_000] * 6)})
SEVERAL = {
    "a/fits.yaml": proposal(),
    "b/draft.yaml": proposal(stage="draft", title=REMOVED, budget=REMOVED),
    "c/over.yaml": OVER,
    "d/broken.yaml": "scheme: [",
    "e/rising.yaml": proposal("rising", **FRANCE_AND_GERMANY),
    "f/over.yaml": OVER,
}


@cache
def found():
    return tuple(check(text)._replace(path=path) for path, text in SEVERAL.items())


def overview(reports=None, **view):
    return shown("html", found() if reports is None else reports, several=True, **view)


def rows(text, part="tbody"):
    """Return the rows of the list: the text of each cell by the key of its column."""
    table = text[text.index('<table class="list"') :]
    body = table[table.index(f"<{part}>") : table.index(f"</{part}>")]
    lines = re.findall(r"<tr.*?</tr>", body)
    keys = ("path", "verdict", *(key for key in Listed._fields if key not in ("path", "verdict", "number")))
    cells = [[re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in lines]
    return [dict(zip(keys, line, strict=True)) for line in cells]


class TestList:
    def test_failing_files_come_first_then_in_the_order_of_the_check(self):
        expected = ["d/broken.yaml", "c/over.yaml", "f/over.yaml", "b/draft.yaml", "e/rising.yaml", "a/fits.yaml"]
        assert [row["path"] for row in rows(overview())] == expected
        reports = re.findall(r'<article id="file-\d"><p class="about"><code>(.*?)</code>', overview())
        assert reports == expected

    def test_each_row_leads_to_the_report_of_its_file(self):
        text = overview()
        page = Page(text)
        for path, number in zip(SEVERAL, range(1, 7), strict=True):
            assert f'<a href="#file-{number}">{path}</a>' in text
            assert re.search(rf'<article id="file-{number}"><p class="about"><code>{path}</code>', text)
        inside = {value.removeprefix("#") for value in page.values("href") if value.startswith("#")}
        assert inside <= set(page.values("id"))
        assert len(page.values("id")) == len(set(page.values("id")))

    def test_a_row_says_what_an_office_asks_for(self):
        (row,) = [row for row in rows(overview()) if row["path"] == "a/fits.yaml"]
        assert row == {
            "path": "a/fits.yaml",
            "verdict": "✓ fits",
            "title": "Joint initiative on quantum spintronics",
            "investigator": "Taro Yamada",
            "institution": "The University of Tokyo",
            "scheme": "ASPIRE for Top Scientists",
            "call": "",
            "field": "Quantum",
            "lead": "Lucie Martin, CNRS",
            "countries": "France",
            "start": "2026-12-01",
            "end": "2031-11-30",
            "direct": "360,000,000",
            "indirect": "108,000,000",
            "total": "468,000,000",
            "errors": "0",
            "warnings": "0",
            "notes": "0",
            "open": "0",
        }

    def test_what_is_not_written_is_empty(self):
        broken, _, _, draft, rising, _ = rows(overview())
        assert {value for key, value in broken.items() if key not in ("path", "verdict")} == {"", "0", "1"}
        assert (draft["title"], draft["direct"], draft["total"]) == ("", "", "")
        assert draft["verdict"] == "· draft"
        assert int(draft["open"]) == 2
        assert rising["countries"] == "France, Germany"

    def test_the_call_is_named(self):
        (row, _) = rows(overview([check(proposal("joint")), *found()[:1]]))
        assert row["call"] == "Japan-UK joint call in human-centred AI (2025)"

    def test_below_stand_the_sums(self):
        (foot,) = rows(overview(), "tfoot")
        direct = 2 * 420_000_000 + 360_000_000 + 68_000_000
        assert (foot["path"], foot["direct"], foot["errors"]) == ("Shown Total", f"{direct:,}", "5")

    def test_amounts_are_in_the_unit_asked_for(self):
        assert rows(overview(unit="thousand_yen"))[-1]["direct"] == "360,000"

    def test_in_japanese_and_in_both(self):
        assert rows(overview(lang="ja"))[0]["verdict"] == "✗ 読み取り不可"
        assert rows(overview(lang="both"))[0]["verdict"] == "✗ 読み取り不可cannot be read"
        for lang, heading in (("en", "6 grant proposals"), ("ja", "提案書6件")):
            assert heading in Page(overview(lang=lang)).texts["h1"]


class TestAbove:
    def test_a_heading_the_tally_and_the_totals(self):
        page = Page(overview())
        assert page.texts["h1"] == "6 grant proposals"
        text = overview()
        tally = re.search(r'<p class="tally">.*?</p>', text)[0]
        said = [re.sub("<.*?>", "", one) for one in re.findall("<span.*?</span>", tally)]
        assert said == ["✗ 1 cannot be read", "✗ 2 do not fit", "· 1 draft", "! 1 fits with warnings", "✓ 1 fits"]
        assert text.index("5 errors") < text.index('<table class="list"')

    def test_sums_by_scheme_field_and_country(self):
        text = overview()
        sums = text[text.index('<details class="sums">') : text.index("</details>")]
        lines = [re.sub("<.*?>", " ", line).split("  ") for line in re.findall("<tr.*?</tr>", sums)]
        said = [[cell.strip() for cell in line if cell.strip()] for line in lines]
        top = ["ASPIRE for Top Scientists", "4", "1,200,000,000", "360,000,000", "1,560,000,000"]
        assert top in said
        assert ["not known", "1", "0", "0", "0"] in said
        assert ["Total", "6", "1,268,000,000", "380,400,000", "1,648,400,000"] in said
        assert ["Germany", "1", "68,000,000", "20,400,000", "88,400,000"] in said
        assert ["France", "5", "1,268,000,000", "380,400,000", "1,648,400,000"] in said


class TestReports:
    def test_what_is_common_to_several_stands_once(self):
        text = overview()
        assert text.count("leads the international joint research") == 2  # once for each scheme
        first, second = set(re.findall(r'href="#(common-\d+)"', text))
        assert text.count(f'id="{first}"') == text.count(f'id="{second}"') == 1
        joint = overview([check(proposal("joint"))._replace(path=path) for path in ("a.yaml", "b.yaml")])
        assert joint.count("What the call asks for</h3>") == 1
        assert joint.count("What the call asks for (") == 2
        alone = shown("html", found()[:1])
        assert "common-" not in alone

    def test_a_budget_by_year_is_told_in_a_line(self):
        years = "2026: 78,000,000 · 2027: 78,000,000 · 2028: 78,000,000 · 2029: 78,000,000 · 2030: 78,000,000"
        assert f"<p>Budget by fiscal year · {years} · 2031: 78,000,000</p>" in overview()
        assert "<svg" not in overview()

    def test_where_a_clause_stands_is_said_once(self):
        assert overview().count("Amount of support, ASPIRE for Top Scientists") == 1

    def test_one_heading_for_the_page(self):
        assert overview().count("<h1") == 1
        assert Page(overview()).texts["h4"].startswith("error")

    def test_one_file_alone_needs_no_list(self):
        text = overview(found()[:1])
        assert '<table class="list"' not in text
        assert "<script" not in text
        assert "<svg" in text
        assert "sums" not in Page(text).values("class")

    def test_a_quiet_report_lists_those_that_fail(self):
        assert [row["path"] for row in rows(overview(quiet=True))] == ["d/broken.yaml", "c/over.yaml", "f/over.yaml"]
        assert "✓ 1 fits" in overview(quiet=True)

    def test_reports_are_taken_one_after_the_other(self):
        assert overview(iter(found())) == overview()

    def test_many_are_as_whole_as_few(self):
        text = overview([report("faulty")] * 12, lang="ja")
        assert len(text.encode()) > 2 * 65_536  # what is packed comes back in stretches of that
        assert "\ufffd" not in text
        reports = re.findall(r'<article id="file-\d+">(.*?)</article>', text, re.DOTALL)
        assert (len(reports), len(set(reports))) == (12, 1)
        assert Page(text).open == []

    def test_of_none_at_all_nothing_is_listed(self):
        assert "None" not in overview([])


class TestSafety:
    def test_only_the_script_of_the_product_may_run(self):
        """Holds "Output is never an attack" of SECURITY.md."""
        text = overview()
        (script,) = re.findall("<script>(.*?)</script>", text, re.DOTALL)
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in text
        assert "default-src 'none'" in text
        assert "://" not in script

    @each("lang", ["en", "ja", "both"])
    def test_what_a_user_wrote_is_text(self, lang):
        hostile = report("hostile", HOSTILE_PATH)
        theirs = "</script><script>alert(1)</script>"
        faulty = check(proposal(title=theirs, field=theirs))._replace(path=theirs)
        text = overview([hostile, faulty, *found()], lang=lang)
        page = Page(text)
        assert page.open == []
        assert text.count("<script") == text.count("</script") == 1
        assert not {"img", "b", "iframe", "link"} & set(page.tags)
        assert set(page.tags) >= {"details", "summary", "table", "script"}
