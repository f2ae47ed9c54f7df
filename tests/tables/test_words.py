"""What is said of tables: findings at their cells and refusals, in both languages with the same values."""

import re

from aspire_cli import shipped_files
from aspire_cli.tables import headings, units


def test_findings_have_both_languages_with_the_same_values():
    for rule, words in shipped_files.data("data/words/table.yaml").items():
        texts = [words["title"], *words["messages"].values(), *words.get("mends", {}).values()]
        for text in texts:
            assert set(text) == {"en", "ja"}, rule
            english, japanese = ({*re.findall(r"\{(\w+)\}", text[lang])} for lang in ("en", "ja"))
            assert english == japanese, (rule, text)


def test_every_known_heading_is_read_as_what_it_stands_for():
    known = shipped_files.data("data/table_headings.yaml")
    for key, names in known["items"].items():
        for name in names["whole"]:
            assert headings.read(name)[:2] == ("item", key), name
        for name in names.get("parts", ()):
            found = headings.read(name)
            assert (found.kind, found.key, found.is_part) == ("item", key, True), name
    for name in known["aside"]:
        assert headings.read(name).kind == "aside", name
    for unit, multiples in known["multiples"].items():
        for joined in ("({0}円)", "{0} yen", "JPY ({0})", "単位:¥{0}"):
            assert {units.said(joined.format(one)) for one in multiples} == {unit}, joined
    assert {units.said(f"({name})") for name in known["currency"]} == {"yen"}
