"""The HTML report: one page that loads nothing, says all that was found, and takes everything a user wrote as text."""

from html.parser import HTMLParser

from tests.helpers import each
from tests.report_cases import CASES, HOSTILE_PATH, LANGUAGES, report, reports, shown

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
}
EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its elements with what stands in them, and whether each that is opened is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.texts, self.said = [], [], [], {}, set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said |= {part.strip(" ✓!✗") for part in data.split(" / ")} if "main" in self.open else set()
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data

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
        *("class", "id", "href", "lang", "scope", "style", "charset", "name", "content", "http-equiv")
    }
    assert all(value.startswith("#file-") for value in page.values("href"))
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


def test_the_bar_is_as_long_as_the_share_of_the_limit_and_never_longer():
    widths = Page(shown("html", [report("faulty"), report("clean")])).values("style")
    assert widths[:2] == ["width:100%", "width:100%"]
    assert widths[2:] == ["width:92%", "width:91%"]


def test_several_files_have_an_overview_that_leads_to_each():
    page = Page(shown("html", reports(CASES["several"]), several=True))
    assert page.values("href") == ["#file-1", "#file-2", "#file-3"]
    assert [value for value in page.values("id") if value in ("file-1", "file-2", "file-3")] == page.values("id")
    assert "href" not in str(Page(shown("html", [report("clean")])).attributes)


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
