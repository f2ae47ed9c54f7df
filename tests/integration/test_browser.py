"""The HTML report in a real browser: it fits the window, loads nothing, runs nothing, and prints."""

import json
import shutil
import subprocess

import pytest

from tests.report_cases import CASES, HOSTILE_PATH, report, reports, shown, view
from tests.reports.test_html_pages import PAGES

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine"),
]
# Only what is measured is added to the page; its own policy forbids every script, so this copy goes without.
MEASURE = """<script>document.body.dataset.measured = JSON.stringify({
  width: document.documentElement.scrollWidth, window: innerWidth, height: document.body.scrollHeight,
  bars: [...document.querySelectorAll('.bar')].map(bar => [bar.firstChild.clientWidth, bar.clientWidth]),
  scripts: document.querySelectorAll('script').length, ran: document.title === 'ran'})</script>"""


@pytest.fixture
def browse(tmp_path):
    """Return a function that opens a page in the browser and returns what it prints."""

    def run(page, *options):
        file = tmp_path / "report.html"
        file.write_text(page, encoding="utf-8")
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={tmp_path / 'browser'}", *options, file.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()

    return run


def measured(browse, page, width):
    policy = page.partition('<meta http-equiv="Content-Security-Policy"')
    allowed = policy[0] + policy[2].partition(">")[2]
    dom = browse(allowed.replace("</body>", f"{MEASURE}</body>"), "--dump-dom", f"--window-size={width},900")
    return json.loads(dom.partition('data-measured="')[2].partition('"')[0].replace("&quot;", '"'))


@pytest.mark.parametrize("width", [500, 1200])
@pytest.mark.parametrize("name", ["faulty", "hostile", "several"])
def test_the_page_is_as_wide_as_the_window_and_no_wider(browse, name, width):
    found = measured(browse, shown("html", reports(CASES[name]), lang="both", several=True), width)
    assert found["width"] <= found["window"]
    assert found["height"] > 300
    assert found["scripts"] == (2 if name == "several" else 1)  # that of the list, and the one that measures


@pytest.mark.parametrize("name", ["budget", "fit", "calls", "clauses", "explain"])
def test_pages_of_other_commands_fit_the_window_too(browse, name):
    for width in (500, 1200):
        found = measured(browse, "".join(PAGES[name](view("both"))), width)
        assert found["width"] <= found["window"], width


def test_bars_show_the_share_of_the_limit(browse):
    direct, total = measured(browse, shown("html", [report("clean")]), 1000)["bars"]
    assert direct[0] / direct[1] == pytest.approx(0.92, abs=0.01)
    assert total[0] / total[1] == pytest.approx(0.91, abs=0.01)


def test_nothing_that_a_user_wrote_runs(browse):
    dom = browse(shown("html", [report("hostile", HOSTILE_PATH)], lang="both"), "--dump-dom")
    assert "<script" not in dom
    assert "<img" not in dom


def test_a_script_would_not_run_even_if_it_were_there(browse):
    page = shown("html", [report("clean")]).replace("</body>", "<script>document.title = 'ran'</script></body>")
    assert "<title>ran</title>" not in browse(page, "--dump-dom")


def test_it_prints(browse, tmp_path):
    browse(
        shown("html", reports(CASES["several"]), lang="ja", several=True), f"--print-to-pdf={tmp_path / 'report.pdf'}"
    )
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") >= 3
