"""The HTML report: one page that loads nothing, says all that was found, and takes everything a user wrote as text."""

from html.parser import HTMLParser

from tests.helpers import REMOVED, check, each, proposal, years
from tests.report_cases import CASES, HOSTILE_PATH, LANGUAGES, PROGRAMME, report, reports, shown

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "section", "footer", "h1", "h2", "h3"),
    *(
        "p",
        "code",
        "strong",
        "span",
        "i",
        "a",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "ul",
        "li",
        "pre",
        "mark",
        "br",
    ),
    *("desc", "rect", "svg", "text", "thead"),
    *("button", "details", "input", "label", "output", "script", "summary", "tfoot", "h4"),  # of a page on many files
}
EMPTY = {"meta", "br", "input"}


class Page(HTMLParser):
    """Reads a page: its elements with what stands in them, and whether each that is opened is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.given, self.texts, self.said = [], [], [], [], {}, set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        self.given.append((tag, attributes))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said |= {part.strip(" ✓!✗") for part in data.split(" / ")} if "main" in self.open else set()
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data

    def of(self, tag):
        return [attributes for name, attributes in self.given if name == tag]

    def values(self, name):
        return [value for _, attribute, value in self.attributes if attribute == name]


@each("lang", LANGUAGES)
@each("name", CASES)
def test_only_our_own_elements(name, lang):
    case = CASES[name]
    page = Page(shown("html", reports(case), lang=lang, several=len(case.proposals) > 1, **case.view))
    assert page.open == []
    assert set(page.tags) <= TAGS
    assert {attribute for _, attribute, _ in page.attributes} <= {
        *("class", "id", "href", "lang", "scope", "style", "charset", "name", "content", "http-equiv"),
        *("aria-label", "data-every", "data-filter", "data-kind", "data-least", "data-shown", "hidden", "type"),
        *("data-label", "height", "role", "tabindex", "text-anchor", "viewbox", "width", "x", "y"),
    }
    assert all(
        value.startswith(("#file-", "#common-", "#list")) for value in page.values("href") if value != PROGRAMME.page
    )
    assert all(value.startswith("width:") for value in page.values("style"))


def test_it_loads_nothing_and_says_so():
    text = shown("html", [report("faulty")])
    assert "default-src 'none'" in text
    for part in ("<script", "<link", "<img", "@import", "url("):
        assert part not in text


def test_a_report_in_full():
    page = Page(shown("html", [report("faulty", "提案/faulty.yaml")]))
    said = page.texts["main"]
    assert page.texts["title"].startswith("提案/faulty.yaml · Does not fit: 10 errors, 3 warnings")
    assert "Joint initiative on quantum spintronics" in page.texts["h1"]
    for part in (
        "¥400,000,000",
        "105 % of ¥380,000,000",
        "The support period is 5 years and 1 day",
        "提案/faulty.yaml:8:8",
        "Clause period.top: programme page",
        "For a person to confirm",
        "10 errors, 3 warnings, 2 notes · 1 file",
        "the call's own guidelines prevail",
    ):
        assert part in said
    assert "end: 2031-11-30" in page.texts["code"]
    assert "2031-12-01" in page.texts["mark"]


def test_says_what_it_is_and_when_made_by_which_version_and_leads_to_the_programme():
    for lang, parts in (
        ("en", ("Check of a grant proposal", "made 2026-11-23 09:30 (Japan time)", "aspire 1.2.3", "programme page")),
        ("ja", ("提案書の確認結果", "2026-11-23 09:30(日本時間)作成", "aspire 1.2.3", "事業ページ")),
    ):
        page = Page(shown("html", [report("clean")], lang=lang))
        assert page.values("href") == [PROGRAMME.page]
        for part in parts:
            assert part in page.texts["p"]
        assert report("clean").sha256 in page.texts["code"]
        assert len(report("clean").sha256) == 64


def test_without_a_time_or_an_address_none_is_said():
    page = Page(shown("html", [report("clean")], made=None, programme_page=""))
    assert page.values("href") == []
    assert "Check of a grant proposal · aspire 1.2.3" in page.texts["p"]
    assert "made" not in page.texts["p"]


def test_what_is_to_be_typed_is_code():
    assert "--stage final" in Page(shown("html", [report("draft")], lang="ja")).texts["code"]
    assert "(`--stage final` " in shown("markdown", [report("draft")], lang="ja")


def test_a_file_without_a_title_is_headed_by_its_path():
    assert Page(shown("html", [report("unreadable", "a.yaml")])).texts["h1"] == "a.yaml"
    assert "a.yaml" not in Page(shown("html", [report("clean", "a.yaml")])).texts["h1"]


class TestByYear:
    def test_a_bar_for_each_year_and_the_figures_behind_it(self):
        page = Page(shown("html", [report("clean")]))
        assert "Budget by fiscal year" in page.texts["title"]
        assert "2027: Direct costs: 70,000,000, Indirect costs: 21,000,000, Total: 91,000,000; " in page.texts["desc"]
        assert page.values("class").count("part-indirect") == 6 + 1  # and the legend
        assert "350,000,000" in page.texts["td"]

    def test_the_bars_are_as_long_as_the_amounts(self):
        amounts = [20_000_000, 40_000_000, 0, 10_000_000, 30_000_000, 5_000_000]
        page = Page(shown("html", [check(proposal(**{"budget.years": years(*amounts)}))]))
        widths = [float(dict(given)["width"]) for given in page.of("rect") if dict(given)["class"] == "part-0"]
        assert [round(width / max(widths), 2) for width in widths] == [0.5, 1, 0.25, 0.75, 0.12]
        ends = [float(dict(given)["x"]) + float(dict(given)["width"]) for given in page.of("rect")]
        assert max(ends) <= 420 - 104

    def test_text_says_nothing_of_it(self):
        for form in ("full", "markdown"):
            assert "91,000,000" not in shown(form, [report("clean")])
            assert report("clean").sha256 not in shown(form, [report("clean")])

    def test_there_is_none_without_a_budget(self):
        assert "svg" not in Page(shown("html", [check(proposal(budget=REMOVED))])).tags
        assert "svg" not in Page(shown("html", [check(proposal(**{"budget.years": []}))])).tags


def test_the_bar_is_as_long_as_the_share_of_the_limit_and_never_longer():
    widths = Page(shown("html", [report("faulty"), report("clean")])).values("style")
    assert widths[:2] == ["width:100%", "width:100%"]
    assert widths[2:] == ["width:92%", "width:91%"]


def test_several_files_have_an_overview_that_leads_to_each():
    page = Page(shown("html", reports(CASES["several"]), several=True))
    assert page.values("href")[1:4] == ["#file-2", "#file-3", "#file-1"]


def test_the_page_says_in_which_language_it_is():
    for lang, expected in (("en", "en"), ("ja", "ja"), ("both", "ja")):
        assert Page(shown("html", [report("clean")], lang=lang)).values("lang") == [expected]


def test_what_a_user_wrote_is_text():
    page = Page(shown("html", [report("hostile", HOSTILE_PATH)], lang="both"))
    assert "<script>alert(1)</script>" in page.texts["code"]
    assert "<b>" in page.texts["title"]
    assert "b" not in page.tags


def test_of_a_broken_file_there_is_no_table():
    page = Page(shown("html", [report("unreadable")]))
    assert "table" not in page.tags
    assert "Cannot be read" in page.texts["main"]
