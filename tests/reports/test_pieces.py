"""Sentences cut into text and code: our own backticks mark code, a user's do not."""

import re

from aspire_cli.reports import View, pieces
from tests.helpers import each, proposal
from tests.report_cases import report

RULE = "schema-unknown-key"


def cut(text, rule, lang="en"):
    """Return the pieces of the message and of the hint of the one finding of a rule."""
    (finding,) = [finding for finding in report(text).findings if finding.rule == rule]
    view = View((lang,))
    return pieces.messages(finding, view)[0], pieces.hints(finding, view)[0]


def written_out(match):
    return f"U+{match[1] or f'{ord(match[0]):04X}'}"


@each("lang", ["en", "ja"])
@each("written", ["plain", "a `b` c", "`", "``x", "\ue000`x`\ue001", "\\uFDD0`x`\\uFDD1", "`zzzzzz`"])
def test_a_users_text_stays_in_one_piece(written, lang):
    message, _ = cut(f'{proposal()}"{written}": 1\n', RULE, lang)
    (key,) = [piece for piece in message if piece.code]
    assert key.text == re.sub(r"\\u(....)|[\ue000\ue001]", written_out, written)


def test_code_of_our_own_is_code_within_a_list():
    _, hint = cut(proposal() + "zzzzzz: 1\n", RULE)
    codes = [piece.text for piece in hint if piece.code]
    assert codes[:3] == ["scheme", "stage", "title"]
    assert codes[-1] == "x-"
    assert "".join(piece.text for piece in hint).startswith("In the proposal, use one of these keys: scheme")


def test_nothing_to_propose():
    (finding,) = report(proposal() + "zzzzzz: 1\n").findings
    assert pieces.hints(finding._replace(mend_variant=None), View(("en",))) == []


def test_a_part_has_its_key_as_code_and_the_name_of_a_person_as_text():
    changes = {"counterparts.0.name": "https://example.org `x`", "counterparts.0.support": None}
    message, hint = cut(proposal(**changes), "counterpart-support-missing", "ja")
    assert message[0].text.startswith("1人目の相手側研究者(https://example.org 'x')への")
    assert not any(piece.address or piece.code for piece in message)
    assert [piece.text for piece in hint if piece.code][:2] == ["support", "agency"]
