"""The checks on outputs find what they are there to find."""

import pytest

from tests.hostile.safety import faults_of
from tests.hostile.write import write


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *(
            (form, f"a{one}b")
            for form in ("full", "github")
            for one in ("\x1b", "\r", "\x08", "\x9b", "\u202e", "\u200b")
        ),
        ("full", "a\n::error::b"),
        ("concise", "a ##vso[b]"),
        ("concise", "a ##[error]b"),
        ("github", "::add-mask::b"),
        ("github", "  ::error::b"),
        ("json", "{"),
        ("json", '{"a": 1} x'),
        ("jsonl", '{"a": 1}\n{'),
        ("junit", "<a>&</a>"),
        ("junit", "<a>]]></a>"),
        ("markdown", "<img src=x onerror=alert(1)>"),
        ("markdown", "[x](http://example.invalid)"),
        ("html", "<p onclick='x'>"),
        ("html", "<a href='javascript:x'>y</a>"),
        ("html", "<script>alert(1)</script>"),
        ("concise", "x" * 1_000_001),
    ],
)
def test_finds_the_fault(form, text):
    assert faults_of(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("full", "a::b ## c 山田　太郎\n"),
        ("github", "::error file=a,line=1::b\n"),
        ("json", '{"a": "\\u001b"}'),
        ("junit", "<a>&lt;script&gt;</a>"),
        ("markdown", "`<img src=x onerror=alert(1)>` \\[x](y) &lt;b&gt;"),
        ("html", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_leaves_what_is_sound(form, text):
    assert faults_of(form, text) == []


def test_what_must_not_stand_there_is_found():
    assert faults_of("full", "abc", ["b"]) == ["raw 'b'"]


def test_the_catalogue_can_be_written_to_files(tmp_path):
    number = write(tmp_path)
    assert len(list(tmp_path.glob("*.yaml"))) == number > 300
