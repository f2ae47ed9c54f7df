"""Whatever stands in a file or in its name, no format passes on what a terminal or a build's log would obey."""

import re

from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.words.text import visible
from tests.helpers import each
from tests.report_cases import FORMATS, HOSTILE_PATH, LANGUAGES, report, shown

# How GitHub's and Azure's machines find a command in the log of a build.
GITHUB_COMMAND = re.compile(
    r"^\s*::(?:add-mask|debug|error|group|notice|set-output|stop-commands|warning)[ :]", re.MULTILINE
)
OLD_COMMAND = re.compile(r"##(?:vso)?\[")


@each("lang", LANGUAGES)
@each("form", FORMATS)
def test_nothing_unseen_and_no_command(form, lang):
    for path in (HOSTILE_PATH, "::error::x", "  ::stop-commands::x", "\u202e.yaml"):
        text = shown(form, [report("hostile", path)], lang=lang, several=True, width=40)
        assert [letter for letter in text if letter != "\n" and not letter.isprintable()] == []
        assert not OLD_COMMAND.search(text)
        commands = GITHUB_COMMAND.findall(text)
        assert len(commands) == (10 if form == "github" else 0)


@each(
    ("text", "safe"),
    [
        ("::error file=x::y", "U+003A:error file=x::y"),
        ("::ADD-MASK::y", "U+003A:ADD-MASK::y"),
        ("a ::warning::b ::debug::c", "a U+003A:warning::b U+003A:debug::c"),
        ("##vso[task.setvariable]x", "U+0023#vso[task.setvariable]x"),
        ("##[error]x", "U+0023#[error]x"),
        ("###[error]x", "#U+0023#[error]x"),
        ("std::vector, std::error_code", "std::vector, std::error_code"),
        ("## heading", "## heading"),
    ],
)
def test_what_begins_a_command_is_written_out(text, safe):
    assert visible(text) == safe


@given(st.text(st.sampled_from(":#[v so]er]\n") | st.characters()))
def test_what_is_visible_stays_as_it_is(text):
    assert visible(visible(text)) == visible(text)
