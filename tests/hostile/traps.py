"""YAML: what means something else than it looks like, and what its parsers stumble over."""

from tests.hostile.cases import ACCEPT, BASE, EITHER, REJECT, case, line_of, with_line, with_value

LAST = BASE.count("\n") + 1


def cases():
    """Yield the cases of this kind."""
    yield from _keys()
    yield from _documents()
    yield from _tags_and_aliases()
    yield from _broken()
    yield from _values()
    yield from _amounts_and_dates()


def _keys():
    for name, key in (("plain", "field"), ("quoted", '"field"'), ("escaped", '"f\\u0069eld"')):
        yield case(f"key-twice-{name}", with_line(f"{key}: bio"), REJECT, "yaml-duplicate-key", LAST)
    yield case("key-twice-inside", with_line("x-a: {b: 1, 'b': 2}"), REJECT, "yaml-duplicate-key", LAST)
    yield case(
        "key-twice-by-composition", with_line("x-e\u0301: 1\nx-\u00e9: 2"), REJECT, "yaml-duplicate-key", LAST + 1
    )
    yield case("key-twice-by-alias", f"&k x-a: 1\n*k : 2\n{BASE}", REJECT, "yaml-duplicate-key")
    for name, key in (("number", "7"), ("date", "2026-11-01"), ("null", "~"), ("truth", "true"), ("fraction", "1.5")):
        yield case(f"key-no-text-{name}", with_line(f"{key}: x"), REJECT, None, LAST)
    yield case("key-a-list", with_line("? [a, b]\n: x"), REJECT, "yaml-key", LAST)
    yield case("key-a-mapping", with_line("{{name}}: x"), REJECT, "yaml-key", LAST)
    yield case("key-empty", with_line('"": x'), REJECT, "schema-unknown-key", LAST)
    yield case("key-norway", with_line("x-a: {NO: 1, on: 2, y: 3}"), ACCEPT, means=[(("x-a", "NO"), 1)])


def _documents():
    yield case("document-after-another", f"{BASE}---\n{BASE}", REJECT, "yaml-documents", LAST + 1)
    yield case("document-of-nothing-after", f"{BASE}---\n", REJECT, "yaml-documents")
    yield case("document-end", f"{BASE}...\n# signed\n", ACCEPT)
    yield case("text-behind-the-end", f"{BASE}...\nx-a: 1\n", REJECT, "yaml-syntax", LAST + 1)
    yield case("many-documents", "--- a\n" * 3000, REJECT, "yaml-documents", 2)
    yield case("directive-of-yaml-3", f"%YAML 3.1\n---\n{BASE}", REJECT, "yaml-syntax", 1)
    yield case("directive-of-a-tag", f"%TAG !! tag:example.org,2026:\n---\n{BASE}", EITHER)


def _tags_and_aliases():
    for name, value in (
        ("call", "!!python/object/apply:os.system ['touch x']"),
        ("module", "!!python/module:os ''"),
        ("new", "!!python/object/new:type {}"),
        ("ruby", "!ruby/object:Gem::Installer {}"),
        ("bytes", "!!binary aGk="),
        ("set", "!!set {a, b}"),
        ("pairs", "!!omap [a: 1]"),
        ("day", "!!timestamp 2026-11-01"),
        ("no-number", "!!int x"),
        ("no-truth", "!!bool perhaps"),
        ("hostile", "!%1b%5b2J x"),
    ):
        yield case(f"tag-{name}", with_line(f"x-a: [{value}]"), REJECT, "yaml-tag", LAST, never=["\x1b"])
    yield case("tag-of-text", with_value("field", "!!str quantum"), ACCEPT)
    yield case("alias", with_line("x-a: &a {b: 1}\nx-b: *a"), ACCEPT)
    yield case("alias-unknown", with_line("x-a: *nobody"), REJECT, "yaml-syntax", LAST)
    yield case("alias-of-itself", with_line("x-a: &a [*a]"), REJECT, "yaml-limits", LAST)
    yield case("alias-of-itself-as-value", with_line("x-a: &a {b: {c: *a}}"), REJECT, "yaml-limits")
    yield case("merge", with_line("x-a: &a {b: 1}\nx-b: {<<: *a, c: 2}"), ACCEPT, means=[(("x-b", "b"), 1)])
    yield case("merge-of-a-number", with_line("<<: 5"), REJECT, "yaml-tag", LAST)
    yield case("merge-of-itself", with_line("x-a: &a {<<: *a}"), REJECT, "yaml-limits", LAST)


def _broken():
    for name, line in (
        ("list", "x-a: [1, 2"),
        ("braces", "x-a: {b: 1"),
        ("quote", 'x-a: "b'),
        ("single-quote", "x-a: 'b"),
        ("escape", 'x-a: "\\q"'),
        ("reserved", "x-a: @b"),
        ("backtick", "x-a: `b`"),
        ("percent", "x-a: %b"),
        ("two-colons", "x-a: b: c"),
        ("bracket-alone", "]"),
    ):
        yield case(f"broken-{name}", with_line(line), REJECT, "yaml-syntax")
    yield case("broken-indentation", BASE.replace("  institution", "   institution"), REJECT, "yaml-syntax")


def _values():
    country = ("counterparts", 0, "country")
    person = ("counterparts", 0, "name")
    for text in ("NO", "No", "no"):
        yield case(f"norway-{text}", with_value("country", text), ACCEPT, means=[(country, text)])
    for name, text in (
        ("clock", "5:30"),
        ("base-60", "190:20:30"),
        ("switch", "off"),
        ("letter", "y"),
        ("equals", "="),
    ):
        value = BASE.replace("Nora Lindqvist", text)
        yield case(f"text-{name}", value, ACCEPT, means=[(person, text)])
    for name, text in (("version", "3.10"), ("power", "1e7"), ("hex", "0x1F"), ("zeros", "007"), ("infinity", ".inf")):
        yield case(f"number-for-a-name-{name}", BASE.replace("Nora Lindqvist", text), REJECT, "schema-wrong-type")
    yield case("lost-zeros", with_value("researcher_number", "00345678"), REJECT, "investigator-number")
    yield case("nobody-called-null", BASE.replace("Nora Lindqvist", "Null"), REJECT, "schema-missing-key")
    for name, text in (("nan", ".nan"), ("infinity", "-.INF")):
        for key in ("scheme", "field", "goods"):
            yield case(f"{name}-for-{key}", with_value(key, text), REJECT)


def _amounts_and_dates():
    goods = ("budget", "years", 0, "goods")
    for name, text in (
        *(("zero-in-front", "04000000"), ("underscores", "4_000_000"), ("power", "4.0e6"), ("point-zero", "4000000.0")),
        *(("man-yen", "400万円"), ("yen-sign", "¥4000000"), ("full-width", "４００００００"), ("plus", "+4000000")),
    ):
        yield case(f"amount-{name}", with_value("goods", text), EITHER, means=[(goods, 4_000_000)])
    for name, text in (
        *(
            ("below-zero", "-1"),
            ("fraction", "4000000.5"),
            ("nan", ".nan"),
            ("huge", "1" + "0" * 30),
            ("base-60", "4:00:00"),
        ),
        *(("spaces", "4 000 000"), ("points", "4.000.000"), ("words", "four million"), ("backslash", "\\4000000")),
    ):
        yield case(f"amount-{name}", with_value("goods", text), REJECT, "schema-bad-value", line_of("- {fiscal_year"))
    yield case("amount-in-braces", with_value("goods", "4,000,000"), REJECT, "yaml-key", line_of("- {fiscal_year"))
    start = ("period", "start")
    yield case("date-quoted", with_value("start", '"2026-11-01"'), ACCEPT, means=[(start, "2026-11-01")])
    yield case("date-with-a-line-end", with_value("start", '"2026-11-01\\n"'), EITHER)
    for name, text in (
        *(
            ("no-such-day", "2026-02-30"),
            ("year-zero", "0000-01-01"),
            ("month-alone", "2026-11"),
            ("year-alone", "2026"),
        ),
        *(
            ("era", "令和8年11月1日"),
            ("slashes", "2026/11/01"),
            ("time", "2026-11-01T09:00:00+09:00"),
            ("far", "9999-12-31"),
        ),
        *(("arabic", "٢٠٢٦-١١-٠١"), ("words", "soon"), ("dots", "2026.11.1"), ("era-unknown", "昭和101年11月1日")),
    ):
        yield case(f"date-{name}", with_value("start", text), REJECT, "schema-bad-value", line_of("period"))
