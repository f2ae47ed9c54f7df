"""The page on settings says what is so: its examples work, and it names every key."""

import re
import tomllib
from pathlib import Path

import pytest

from aspire_cli import limits
from aspire_cli.files.patterns import compiled, match_within
from aspire_cli.settings.file import faults
from aspire_cli.settings.find import settings
from aspire_cli.settings.model import KEYS, ConfigError

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "configuration.md", "ja": DOCS / "configuration.ja.md"}


@pytest.fixture(params=PAGES)
def lang(request):
    return request.param


@pytest.fixture
def page(lang):
    return PAGES[lang].read_text(encoding="utf-8")


def blocks(page, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_examples_of_settings_are_good(page):
    found = [tomllib.loads(block) for block in blocks(page, "toml")]
    assert len(found) == 4
    for table in found:
        assert list(faults(table.get("tool", {}).get("aspire", table))) == []


def test_the_two_ways_to_write_settings_say_the_same(page):
    own, project, *_ = (tomllib.loads(block) for block in blocks(page, "toml"))
    assert project == {"tool": {"aspire": own}}


def test_names_every_key_in_order(page):
    assert tuple(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == KEYS


def test_example_of_a_complaint(page, lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aspire.toml").write_text('language = "ja"\n\nfail_on = "never"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        settings("aspire.toml")
    assert blocks(page, "text") == [f"aspire: {error.value.sentence.lang(lang)}\n"]


def test_patterns_of_the_table(page):
    for pattern, matched, not_matched in [
        ("archive/", "2025/archive/x.yaml", "2025/archived/x.yaml"),
        ("/archive/", "archive/x.yaml", "2025/archive/x.yaml"),
        ("old-*.yaml", "2025/old-1.yaml", "2025/old.yaml"),
        ("2026/spring/*.yaml", "2026/spring/x.yaml", "2026/spring/late/x.yaml"),
        ("2026/**/*.yaml", "2026/spring/late/x.yaml", "2025/x.yaml"),
        ("templates/**", "templates/a/b.txt", "2025/templates/b.txt"),
    ]:
        assert f"| `{pattern}` |" in page
        patterns = [compiled(pattern)]
        assert match_within(patterns, matched.split("/"))
        assert not match_within(patterns, not_matched.split("/"))


def test_longest_pattern(page):
    assert str(limits.LONGEST_PATTERN) in page
