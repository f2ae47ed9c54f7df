"""What settings leave unchecked and a search passes over is told everywhere ("Nothing is hidden" of SECURITY.md)."""

import json
import subprocess

import pytest

from tests.helpers import TEXT_FORMATS, proposal

FAULTY = proposal("top", field="quantm")
NARROWINGS = {
    "exclude": 'exclude = ["**"]\n',
    "include": 'include = ["nowhere/*"]\n',
    "select": 'select = ["budget"]\n',
    "rules-off": '[rules-off]\nfield-not-listed = "no reason that counts"\n',
}
TOLD = {
    "exclude": ("exclude", "**"),
    "include": ("include", "nowhere/*"),
    "select": ("select", "budget"),
    "rules-off": ("field-not-listed", "no reason"),
}


@pytest.fixture
def here(tmp_path):
    (tmp_path / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", NARROWINGS)
@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_every_format_tells_what_settings_leave_unchecked(aspire, here, kind, form):
    (here / "aspire.toml").write_text(NARROWINGS[kind], encoding="utf-8")
    shown = aspire("check", ".", "-f", form).out.replace("\\*", "*")
    assert any(word in shown for word in TOLD[kind])


@pytest.mark.parametrize("kind", NARROWINGS)
def test_on_github_it_is_a_warning(aspire, here, kind):
    (here / "aspire.toml").write_text(NARROWINGS[kind], encoding="utf-8")
    assert aspire("check", ".", "-f", "github").out.count("::warning title=aspire::") == 1


def test_what_the_user_has_asked_for_is_no_warning(aspire, here):
    assert "::warning" not in aspire("check", ".", "-f", "github", "--select", "budget").out


@pytest.mark.parametrize("command", ["budget", "fit"])
def test_what_only_a_check_does_is_not_told_of_others(aspire, here, command):
    before = aspire(command, "proposal.yaml", "-f", "json").out
    (here / "aspire.toml").write_text('select = ["budget"]\nfix = true\n', encoding="utf-8")
    assert aspire(command, "proposal.yaml", "-f", "json").out == before


@pytest.fixture
def passed_over(here):
    (here / ".git").rmdir()
    subprocess.run(["git", "init", "--quiet", str(here)], check=True)
    (here / ".gitignore").write_text("ignored.*\n", encoding="utf-8")
    (here / "aspire.toml").write_text('exclude = ["left/"]\n', encoding="utf-8")
    (here / "left").mkdir()
    for name in ("ignored.proposal.yaml", "._x.proposal.yaml", ".#x.proposal.yaml"):
        (here / name).write_text("field: x\n", encoding="utf-8")
    (here / "other.proposal.yaml").write_text("services: 1\n", encoding="utf-8")
    (here / "link.proposal.yaml").symlink_to("/dev/null")
    return here


def test_every_reason_is_counted(aspire, passed_over):
    ran = aspire("check", ".", "-f", "json")
    counts = {"ignored": 1, "link": 1, "no_key": 1, "settings": 1, "side_file": 2}
    assert json.loads(ran.out)["summary"]["passed_over"] == counts
    assert json.loads(aspire("check", ".", "-f", "jsonl").out.splitlines()[-1])["passed_over"] == counts


@pytest.mark.parametrize("form", [name for name in TEXT_FORMATS if not name.startswith("json")])
def test_and_in_every_format(aspire, passed_over, form):
    shown = " ".join(aspire("check", ".", "-f", form).out.split())
    assert "side files and links to nowhere: 2" in shown
    assert form != "github" or "::notice title=aspire::Found by the search and not checked: " in shown
