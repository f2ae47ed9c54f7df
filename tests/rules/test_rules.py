"""What every rule has: a record, a function that takes the parts it names, and its words in both languages."""

import functools
import inspect
import operator
import re
import types
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from aspire_cli import rules
from aspire_cli.document.document import read_document
from aspire_cli.money import Yen
from aspire_cli.problem import Problem, Severity
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.proposal.model import Proposal
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.rules import ACROSS, ALL, BY_NAME
from aspire_cli.rules.rule import Rule
from aspire_cli.words import sentences as words
from tests.helpers import each

PARTS = typing.get_type_hints(Proposal)


def taken_as(part, *, may_be_none):
    """Return the type in which a rule takes a part of a proposal: that of the part, without None unless it runs so."""
    if part == "return":
        return Iterator[Problem]
    found = getattr(Proposal, part)
    kind = typing.get_type_hints(found.fget)["return"] if isinstance(found, property) else PARTS[part]
    kinds = [one for one in typing.get_args(kind) if may_be_none or one is not types.NoneType]
    return functools.reduce(operator.or_, kinds) if isinstance(kind, types.UnionType) else kind


# What the page does not carry cites none of its clauses.
NOT_OF_THE_PAGE = {"budget-indirect-institution", "text-placeholder", "agency-amed", "investigator-number"}


class TestRules:
    def test_names_are_unique(self):
        assert len(BY_NAME) == len(ALL) + len(ACROSS)

    def test_all_rules_of_the_files_are_in_the_table(self):
        names = [file.stem for file in Path(rules.__file__).parent.glob("*.py") if file.stem != "__init__"]
        modules = [import_module(f"aspire_cli.rules.{name}") for name in names]
        found = {value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)}
        assert found == {rule.name for rule in ALL if rule.check is not None}

    def test_a_topic_s_rules_stand_together(self):
        declared = {"yaml", "schema", "waiver"}
        assert {rule.topic for rule in ALL if rule.check is None} == declared
        assert declared.isdisjoint(rule.topic for rule in ALL if rule.check is not None)

    @each("rule", ALL)
    def test_each_is_complete(self, rule):
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.name)
        assert rule.topic == rule.name.split("-")[0]
        assert isinstance(rule.severity, Severity)
        assert set(rule.clauses) <= set(texts_of(load_programme()).clauses)
        assert bool(rule.clauses) == (rule.check is not None and rule.name not in NOT_OF_THE_PAGE)
        parts = set(Proposal._fields) | {name for name, value in vars(Proposal).items() if isinstance(value, property)}
        assert set(rule.needs) <= parts

    @each("rule", [rule for rule in ALL if rule.check])
    def test_a_function_takes_what_its_rule_needs(self, rule):
        assert list(inspect.signature(rule.check).parameters) == list(rule.needs)
        assert rule.required <= set(rule.needs)
        for part, kind in typing.get_type_hints(rule.check).items():
            assert kind == taken_as(part, may_be_none=part not in rule.required), part
        assert inspect.isgeneratorfunction(rule.check)
        assert inspect.getdoc(rule.check).startswith("Find ")

    @each("rule", ALL)
    def test_what_others_must_know_of_it_is_known_to_them(self, rule):
        assert rule.about in {"", "direct", "indirect", "total", "years", "country", "field"}
        assert not rule.change or f"fit-do-{rule.change}" in words.topic_words("plan")
        known = {key for _, key in PROPOSAL.places()}
        assert {*rule.hidden_by, *rule.hidden_by_beside} <= known

    def test_only_what_has_no_meaning_hides_what_others_find(self):
        hiding = {rule.name for rule in BY_NAME.values() if rule.hides_others}
        assert hiding == {"country-unknown", "field-not-listed"}

    def test_a_clause_of_a_scheme_is_that_scheme_s(self):
        for rule in (rule for rule in ALL if rule.clauses):
            for scheme in load_programme().schemes:
                clause = rule.clause(scheme)
                assert clause in rule.clauses
                assert clause.endswith(f".{scheme}") or not any(one.endswith(f".{scheme}") for one in rule.clauses)
            assert rule.clause(None) == rule.clauses[0]

    def test_names_and_severities_are_the_stable_interface(self):
        """A change here is a change for everybody who waives, selects or counts; it belongs in the change log."""
        agreed = read_document((Path(__file__).parents[1] / "corpus" / "severities.yaml").read_bytes()).data
        assert {rule.name: rule.severity for rule in ALL} == {name: one["severity"] for name, one in agreed.items()}
        eased = {name for name, one in agreed.items() if one.get("eased")}
        assert {rule.name for rule in ALL if rule.eased_in_draft} == eased


PLACEHOLDER = re.compile(r"\{(\w+)\}")


class TestWords:
    @each("rule", BY_NAME.values())
    def test_in_both_languages_with_the_same_placeholders(self, rule):
        found = words.rule_words(rule.name)
        sentences = {("title",): found["title"], ("why",): found["why"]}
        sections = (part for part, told in found.items() if isinstance(told, dict) and part not in ("title", "why"))
        sentences |= {(part, key): one for part in sections for key, one in found[part].items()}
        assert found["messages"]
        for where, one in sentences.items():
            assert set(one) == {"en", "ja"}, where
            assert one["en"].strip(), where
            assert one["ja"].strip(), where
            english, japanese = ({*PLACEHOLDER.findall(one[lang])} for lang in ("en", "ja"))
            assert english == japanese, where
            assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", one["ja"]), where

    def test_a_why_repeats_no_figure_of_the_programme(self):
        """It is written by hand: a figure or a count of the page in it would stay when the page changes."""
        schemes = load_programme().schemes.values()
        caps = {Yen(cap) for scheme in schemes for cap in (scheme.direct_cap, scheme.total_cap) if cap}
        counts = r"[0-9]+ ?(?:(?:to [0-9]+ )?years|年間|countries|の対象国|分野)|thirteen|seven|13か国"
        for rule in BY_NAME.values():
            for lang, why in words.rule_words(rule.name)["why"].items():
                assert not [written for cap in caps if (written := words.spoken(cap, lang)) in why], rule.name
                assert not re.search(counts, why), rule.name

    def test_of_no_rule_that_does_not_exist(self):
        for topic in {rule.topic for rule in BY_NAME.values()}:
            assert set(words.topic_words(topic)) == {rule.name for rule in BY_NAME.values() if rule.topic == topic}
