"""The page, whole and in its words: each of its statements is held by data, a list, a rule or a point for a person."""

import functools
from pathlib import Path

import pytest

from aspire_cli.document.document import read_document
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.rules import BY_NAME

PROGRAMME = load_programme()
PAGE = texts_of(PROGRAMME)
FACTS = {fact.id: fact for fact in PAGE.facts}
POINTS = {item.id: item for item in PAGE.confirm}
STATEMENTS = read_document(Path(__file__).with_name("page_statements.yaml").read_bytes()).data
HELD_BY = {"ja", "en", "value", "names", "fact", "person", "rule"}


def value_of(path):
    """The value of the data at a path such as `schemes.top.total_cap`."""
    return functools.reduce(
        lambda part, key: part[key] if isinstance(part, dict) else getattr(part, key), path.split("."), PROGRAMME
    )


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: f"{one['clause']}: {one['says']}")
def test_every_statement_is_held(statement):
    clause = statement["clause"]
    assert statement.keys() <= {"clause", "says"} | HELD_BY
    assert statement.keys() & HELD_BY
    for lang in ("ja", "en"):
        for words in statement.get(lang, ()):
            assert words in PAGE.clauses[clause].text.lang(lang)
    for path, value in statement.get("value", {}).items():
        assert value_of(path) == value
    for table, names in statement.get("names", {}).items():
        assert [one.name.ja for one in getattr(PROGRAMME, table).values()] == names
    for name in statement.get("fact", ()):
        assert FACTS[name].clause == clause
    for name in statement.get("person", ()):
        assert clause in POINTS[name].clauses.values()
    for name in statement.get("rule", ()):
        assert clause in BY_NAME[name].clauses


def test_nothing_of_ours_is_left_over():
    """Each clause, fact and point is asked for by a statement of the page: nothing is invented."""
    assert {one["clause"] for one in STATEMENTS} == PAGE.clauses.keys()
    for key, known in (("fact", FACTS), ("person", POINTS)):
        assert {name for one in STATEMENTS for name in one.get(key, ())} == known.keys()
    cited = {(rule.name, clause) for rule in BY_NAME.values() for clause in rule.clauses}
    held = {one["clause"] for one in STATEMENTS}
    assert {clause for _, clause in cited} <= held


def test_a_word_of_the_page_is_said_in_both_languages():
    said = {lang: " ".join(clause.text.lang(lang) for clause in PAGE.clauses.values()) for lang in ("ja", "en")}
    for ja, en in [
        ("国際頭脳循環", "international brain circulation"),
        ("潤沢", "ample"),
        ("何らかの支援", "support of some kind"),
        ("共同で公募", "issued by JST together with"),
        ("単独で公募", "JST alone calls"),
        ("研究領域", "research areas"),
        ("最先端の研究開発につながるネットワーク", "networks that lead to the most advanced research and development"),
        ("次世代のトップ研究者", "next generation of top researchers"),
        ("Call for Japan based researchers", "Call for Japan based researchers"),
    ]:
        assert ja in said["ja"]
        assert en in said["en"]
