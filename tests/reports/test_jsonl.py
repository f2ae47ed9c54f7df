"""The JSON Lines report: the same as the JSON report, one object a line, as soon as each file is checked."""

import json

import pytest
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.reports import jsonl
from tests.helpers import each
from tests.report_cases import CASES, HOSTILE_PATH, LANGUAGES, report, reports, shown, view


def lines_of(found, **changes):
    return [json.loads(line) for line in shown("jsonl", found, **changes).splitlines()]


def validator():
    schema = json.loads(shipped_files.schema("report"))
    return Draft202012Validator(schema).evolve(schema=schema["$defs"]["line"])


@each("lang", LANGUAGES)
@each("name", CASES)
def test_it_says_what_the_json_report_says(name, lang):
    found = reports(CASES[name])
    whole = json.loads(shown("json", found, lang=lang, **CASES[name].view))
    run, *files, summary = lines_of(found, lang=lang, **CASES[name].view)
    assert run == {"kind": "run", "version": whole["version"], "tool": whole["tool"]}
    assert files == [{"kind": "file", **entry} for entry in whole["files"]]
    assert summary == {"kind": "summary", **whole["summary"]}


@each("name", CASES)
def test_every_line_is_valid(name):
    for line in lines_of(reports(CASES[name]), **CASES[name].view):
        assert [error.message for error in validator().iter_errors(line)] == []


@each("kind", ["run", "file", "summary", "other"])
def test_the_schema_refuses_a_line_that_lacks_something(kind):
    lines = {line["kind"]: line for line in lines_of([report("clean")])}
    line = lines.get(kind, {})
    assert not validator().is_valid({"kind": kind, **dict(list(line.items())[1:-1])})


def test_a_file_is_written_before_the_next_is_checked():
    def checked_one_by_one():
        yield report("clean", "first.yaml")
        raise LookupError

    pieces = jsonl.check(checked_one_by_one(), view())
    assert json.loads(next(pieces))["kind"] == "run"
    assert json.loads(next(pieces))["path"] == "first.yaml"
    with pytest.raises(LookupError):
        next(pieces)


def test_a_hostile_file_stays_on_its_line_and_is_readable():
    text = shown("jsonl", [report("hostile", HOSTILE_PATH)])
    assert text.count("\n") == 3
    assert all(letter == "\n" or letter.isprintable() for letter in text)
    assert "##vso[" not in text
    assert lines_of([report("hostile", HOSTILE_PATH)])[1]["path"] == HOSTILE_PATH
