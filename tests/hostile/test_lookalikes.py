"""Nothing passes by looking nearly right, and nothing fails for what programs put beside a file."""

import os
import re

import pytest

from aspire_cli.characters import skeleton
from aspire_cli.files.find import takes_proposals
from tests.helpers import proposal

if os.name == "nt":
    pytest.skip("needs names and links of POSIX", allow_module_level=True)

FAULTY = proposal("top", field="quantm")
KEYED = {
    "a letter of Cyrillic": re.sub(r"(?m)^([a-z]*)e", "\\1\u0435", FAULTY),
    "unseen": re.sub(r"(?m)^([a-z])", "\\1\u200b", FAULTY),
    "full-width": re.sub(r"(?m)^([a-z])", lambda found: chr(ord(found[1]) + 0xFEE0), FAULTY),
    "x-": re.sub(r"(?m)^([a-z])", r"x-\1", FAULTY),
    "capitals": re.sub(r"(?m)^([a-z_]+):", lambda found: found[0].upper(), FAULTY),
    "a key around all": "proposal:\n" + re.sub("(?m)^", "  ", FAULTY),
    "a list": "- " + FAULTY.replace("\n", "\n  "),
}


@pytest.mark.parametrize("kind", KEYED)
def test_keys_that_are_nearly_right_are_checked(aspire, tmp_path, kind):
    (tmp_path / "proposal.yaml").write_text(KEYED[kind], encoding="utf-8")
    ran = aspire("check", ".")
    assert (ran.status, "passed over" in ran.err) == (1, False)


@pytest.mark.parametrize(
    "text", ["services: {web: {image: x}}\n", "- name: x\n  title: y\n", "x-a: 1\n", "[]\n", "1\n"]
)
def test_what_is_something_else_is_passed_over(aspire, tmp_path, text):
    (tmp_path / "proposal.yaml").write_text(text, encoding="utf-8")
    ran = aspire("check", ".")
    assert (ran.status, "passed over" in ran.err) == (0, True)


@pytest.mark.parametrize(
    "name",
    [
        *("pr\u043eposal.yaml", "proposal\uff0eyaml", "proposal.yaml ", "PROPOSAL.YML", "pro\u200bposal.yaml"),
        *("x.\u03c1roposal.yml", "\uff50roposal.yaml", "\u7814\u7a76.proposal\u3002yaml", "prop\u200dosal.ya\u2060ml"),
    ],
)
def test_names_that_are_nearly_right_are_checked(aspire, tmp_path, name):
    (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    assert aspire("check", ".").status == 1


@pytest.mark.parametrize(
    ("include", "name", "taken"),
    [
        ("grants/*.yaml", "grants/x.y\u0430ml", True),
        ("grants/*.yaml", "gr\u0430nts/x.yaml", True),
        ("grants/*.yaml", "grants/x.yaml\u200b", True),
        ("grants/*.yaml", "grants/x.YAML", True),
        ("Grants/*.yaml", "Grants/\uff58.yaml", True),
        ("提案/*.yaml", "提案/x.yam\uff4c", True),
        ("grants/*.yaml", "other/x.yaml", False),
        ("grants/*.yaml", "grants/x.yml", False),
    ],
)
def test_so_it_is_with_the_names_that_settings_choose(aspire, tmp_path, include, name, taken):
    (tmp_path / "aspire.toml").write_text(f'include = ["{include}"]\n', encoding="utf-8")
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    assert aspire("check", ".").status == int(taken)


@pytest.mark.parametrize("name", ["proposal.yaml.bak", "proposals.yaml", "myproposal.yaml", "proposal.json"])
def test_other_names_are_not(name):
    assert not takes_proposals(name, False)


def test_side_files_and_links_to_nowhere_are_left_out(aspire, tmp_path):
    (tmp_path / "spin.proposal.yaml").write_text(proposal("top"), encoding="utf-8")
    (tmp_path / "._spin.proposal.yaml").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        \0\2\xe8")
    (tmp_path / ".#spin.proposal.yaml").symlink_to("somebody@machine.123:456")
    (tmp_path / "old.proposal.yaml").symlink_to("nowhere")
    ran = aspire("check", ".")
    assert (ran.status, ran.err) == (0, "")
    assert aspire("check", "old.proposal.yaml").status == 2  # whoever names it is told


def test_what_looks_alike_has_one_skeleton():
    assert {skeleton(text) for text in ("title", "TITLE", "t\u0456tle", "ti\u200btle", "\uff54itle", " title ")} == {
        "title"
    }
    assert skeleton("提案") == "提案"
