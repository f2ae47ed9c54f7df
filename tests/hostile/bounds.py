"""Files that grow, nest, repeat or count beyond all measure; small ones here, and large ones of their own."""

from aspire_cli import limits
from tests.hostile.cases import ACCEPT, BASE, EITHER, REJECT, case, with_line, with_value

LAST = BASE.count("\n") + 1


def cases():
    """Yield the cases of this kind that are small enough to be tried in every format."""
    yield from _nested()
    yield from _repeated()
    yield case("digits-of-hex", with_value("goods", "0x" + "f" * 5000), REJECT, "yaml-limits")
    yield case("digits-of-decimals", with_value("goods", "1" * 5000), REJECT, "yaml-limits")
    yield case("digits-of-base-60", with_value("goods", "1" + ":59" * 1000), REJECT, "schema-bad-value")
    yield case("digits-written-out", with_value("goods", "1e999999999"), REJECT, "yaml-limits")
    yield case("digits-behind-the-point", with_value("goods", "1e-999999999"), REJECT, "yaml-limits")
    directives = "".join(f"%TAG !a{n}! tag:example.org,2026:{n}\n" for n in range(21))
    yield case("directives", f"# draft\n{directives}---\n{BASE}", REJECT, "yaml-limits", 22)
    yield case("long-key", with_line("x" * 1000 + ": 1"), REJECT, "yaml-limits", LAST)
    yield case("long-text", with_line("x-a: " + "x" * 100_001), REJECT, "yaml-limits", LAST)
    yield case("slow-pattern-of-an-orcid", with_value("name", "x\n  orcid: '" + "0000-" * 2000 + "!'"), REJECT)
    yield case("slow-pattern-of-an-amount", with_value("goods", "'" + "1," * 5000 + "x'"), REJECT)
    yield case("slow-pattern-of-spaces", with_line("x-a: b" + " " * 50_000 + "# aspire: ignore" + " " * 20_000), EITHER)


def _nested():
    for name, text in (
        ("lists", "[" * 300 + "]" * 300),
        ("mappings", "{a: " * 300 + "}" * 300),
        ("open", "[" * 5000),
        ("dashes", "\n  " + "- " * 2000 + "x"),
        ("questions", "\n  " + "? " * 500 + "x"),
    ):
        yield case(f"nested-{name}", with_line(f"x-a: {text}"), REJECT, "yaml-limits")
    yield case("nested-blocks", "".join(" " * n + "a:\n" for n in range(200)), REJECT, "yaml-limits")
    chain = "".join(f"x-{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200))
    yield case("nested-by-aliases", f"x-0: &a0 [1]\n{chain}{BASE}", REJECT, "yaml-limits")


def _repeated():
    laughs = "x-0: &a0 ha\n" + "".join(f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 12)}]\n" for n in range(1, 9))
    yield case("repeated-laughs", laughs + BASE, REJECT, "yaml-limits")
    yield case("repeated-laughs-in-a-value", laughs + with_value("scheme", "*a8"), REJECT, "yaml-limits")
    merges = "m0: &m0 {a: 1}\n" + "".join(
        f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 7)
    )
    yield case("repeated-merges", merges + BASE, REJECT, "yaml-limits")
    text = f'x-a: &a "{"x" * 20_000}"\nx-b: [{", ".join(["*a"] * 1000)}]\n'
    yield case("repeated-text", text + BASE, REJECT, "yaml-limits")
    yield case("many-anchors", with_line(f"x-a: [{', '.join(f'&n{n} a' for n in range(3000))}]"), ACCEPT)
    yield case("many-faults", with_line(f"keywords: [{'[],' * 3000}]"), REJECT, "schema-wrong-type", LAST)
    yield case("many-keys-of-one-hash", "x-a:\n" + "".join(f"  {n * (2**61 - 1)}: 0\n" for n in range(1, 2000)), REJECT)


def large_cases():
    """Yield large files, most of them near a bound: each is tried once, by the command itself."""
    people = "".join(f"  - {{name: A, institution: B, country: Zz{n}}}\n" for n in range(2_800))
    yield case("large-countries", BASE.replace("activities:", f"{people}activities:"), REJECT)
    team = "team:\n" + "  - {name: TBD, institution: TBD, country: US}\n" * 2_800
    yield case("large-team", with_line(team), EITHER)
    years = "".join(f"    - {{fiscal_year: 2027, goods: zz{n}}}\n" for n in range(3_800))
    yield case("large-budget", BASE + years, REJECT)
    waivers = "".join(f"# aspire: ignore[budget-{n}] x\n" for n in range(25_000))
    yield case("large-waivers", BASE + waivers, REJECT)
    names = ",".join(f"bugdet{n}" for n in range(60_000))
    yield case("large-waiver", BASE + f"# aspire: ignore[{names}] x\n", REJECT)
    quoted = "".join(f"x-{n}: 'a # aspire: ignore[x] y'\n" for n in range(9_500))
    yield case("large-texts-with-signs", BASE + quoted, EITHER)
    yield case("large-unknown-keys", BASE + "".join(f"feild{n}: 1\n" for n in range(9_500)), REJECT)
    size = limits.LONGEST_MENDED - 20
    for name, begins, piece in (
        ("colons-in-a-line", "a： {", "a：b, "),
        ("colons", "", "a：b\n"),
        ("tabs", "a:\n", "\tb： 1\n"),
        ("signs", "a：\n", "  ・b：1\n"),
        ("spaces-before-comments", "a：\n", "  - {b: c}　# x\n"),
        ("blanks", "", "\t"),
        ("quotes", "a：\n", "  - {b: “c: d”}\n"),
    ):
        yield case(f"large-slips-{name}", begins + piece * (size // len(piece)), REJECT)
    yield case("large-twice-the-same", BASE + "x-a:\n" + "  b: 1\n" * 9_500, REJECT, "yaml-duplicate-key")
    yield case("large-wrong-entries", with_line(f"keywords: [{'[],' * 19_000}]"), REJECT, "schema-wrong-type")
    yield case("large-tags", with_line(f"x-a: [{'!a b,' * 19_000}]"), REJECT, "yaml-tag")
    yield case("large-title", BASE.replace("Error-corrected sensing", '"' + "\\u202e" * 99_000 + '"'), EITHER)
    yield case("large-comment", BASE + "#" * 900_000 + "\n", ACCEPT)
    yield from _large_names()
    yield from _large_ligatures()
    yield from _large_supports()
    yield from _large_misspelt()
    yield from _large_waivers()
    yield case("large-lines", BASE + "\n" * 900_000, ACCEPT)
    yield case("large-lines-before-a-slip", BASE + "\n" * 1_000_000 + "a: [\n", REJECT, "yaml-syntax")
    yield case("large-lines-before-a-tab", BASE + "\n" * 1_000_000 + "\tx: 'a\n", REJECT, "yaml-syntax")
    yield case("large-waivers-of-a-topic", BASE + "# aspire: ignore[field] x\n" * 40_000, REJECT)
    yield case("large-japanese", f"x-a: {'日本語の文章です、' * 40_000}\n".encode("cp932"), REJECT, "yaml-encoding")
    yield case("too-large", BASE + "# " + "x" * 5_000_000 + "\n", REJECT, "yaml-limits", 1)
    yield case("too-many-brackets", "[" * 900_000, REJECT, "yaml-limits", 1)
    yield case("too-many-entries", with_line("x-a: [" + "a," * 400_000 + "]"), REJECT, "yaml-limits", LAST)
    yield case("too-many-keys", BASE + "".join(f"k{n}: 1\n" for n in range(80_000)), REJECT, "yaml-limits")
    yield case("too-many-dashes", with_line("x-a:\n" + ("- " * 29 + "a\n") * 9_700), REJECT, "yaml-limits")
    yield case("too-many-questions", with_line("x-a:\n" + (" " + "? " * 9 + "a\n") * 9_700), REJECT)
    yield case("too-many-tabs", with_line("x-a:\n" + ("-\t" * 29 + "a\n") * 9_700), REJECT)
    directives = "".join(f"%TAG !a{n}! tag:example.org,2026:{n}\n" for n in range(20_000))
    yield case("too-many-directives", f"{directives}---\n{BASE}", REJECT, "yaml-limits", 21)
    yield case("too-many-digits", with_value("goods", "0x" + "f" * 900_000), REJECT, "yaml-limits")


def _large_names():
    """Yield names and texts over which each step of a comparison could begin anew."""
    marks = "a" + "\u0300\u0316" * 33_000
    yield case("large-marks-of-a-title", BASE.replace("Error-corrected sensing", marks), EITHER)
    yield case("large-marks-of-words", with_line(f"keywords: [{marks}]"), EITHER)
    yield case("large-marks-of-a-field", with_value("field", marks), REJECT, "field-not-listed")
    yield case("large-marks-of-an-agency", with_value("agency", marks), EITHER)
    yield case("large-marks-of-a-reason", with_line(f"# aspire: ignore[budget-sum] {marks}"), EITHER)
    named = "".join("  - {name: *a, institution: B, country: US}\n" for _ in range(38))
    shared = f"x-a: &a '{'n' * 99_000}'\n" + BASE.replace("activities:", f"{named}activities:")
    yield case("large-names-by-alias", shared, EITHER)
    yield case("large-country-in-parts", with_value("country", "'x" + "(the)" * 1_500 + "'"), REJECT)
    years = "".join(f"    - {{fiscal_year: 2026, direct: 1, institution: {'機関' * 100}{n}}}\n" for n in range(1_300))
    yield case("large-year-of-many", BASE + years, EITHER)
    joint = BASE.replace("scheme: rising", "scheme: joint\ncall: jp-nsf-global-centers-2024", 1)
    people = "".join(
        f"  - {{name: A{n}, country: US, institution: B, support: {{agency: *a, status: planned}}}}\n"
        for n in range(38)
    )
    text = f"x-a: &a '{'a,' * 49_000}'\n" + joint.replace("activities:", f"{people}activities:")
    yield case("large-agencies", text, REJECT)


def _large_ligatures():
    """Yield texts of which NFKC makes eighteen times as many characters, and others over which it takes long."""
    wide, marks = "\ufdfa", "a" + "\u0300\u0316" * 33_000
    shared = f"x-a: &t '{wide * 99_000}'\n"
    joint = BASE.replace("scheme: rising", "scheme: joint", 1)
    keys = ", ".join(f"k{n}: *t" for n in range(38))
    yield case("large-ligatures-of-a-call", f"{shared}{joint}call: {{agency: DFG, {keys}}}\n", REJECT)
    entry = "    - {fiscal_year: 2026, direct: 1, institution: *t}\n"
    yield case("large-ligatures-of-institutions", shared + BASE + entry * 38, REJECT, "budget-fiscal-years")
    entries = "".join(f"    - {{fiscal_year: 2026, direct: 1, institution: {wide * 70}{n}}}\n" for n in range(4_000))
    yield case("large-ligatures-of-many-institutions", BASE + entries, EITHER)
    named = f"? &k {wide * 200}\n: 1\n{BASE}team:\n" + "  - {*k : 1}\n" * 6_000
    yield case("large-ligatures-of-keys", named, REJECT, "schema-unknown-key")
    people = "".join(f"  - {{name: A, institution: B, country: {wide * 120}{n}}}\n" for n in range(2_800))
    yield case("large-ligatures-of-countries", BASE.replace("activities:", f"{people}activities:"), REJECT)
    yield case("large-marks-of-a-rate", f"{BASE}  indirect_rate: {marks}\n", REJECT, "schema-wrong-type")
    orcid = BASE.replace('"00345678"', f"{marks[:49_000]}\n  orcid: {marks[:49_000]}")
    yield case("large-marks-of-numbers", orcid, REJECT, "investigator-number")


def _large_supports():
    """Yield supports and agencies in such numbers that each asked of each would take very long."""
    for agencies, supports in ((600, 300), (3_000, 1_500), (6_000, 2_000)):
        call = f"scheme: joint\ncall: {{agency: [{', '.join(f'AG{n}X' for n in range(agencies))}], theme: T}}"
        entries = ", ".join(f"{{agency: S{n}, status: planned}}" for n in range(supports))
        text = BASE.replace("scheme: rising", call, 1).replace("{agency: VR, status: planned}", f"[{entries}]", 1)
        yield case(f"large-agencies-of-a-call-{agencies}", text, REJECT, "call-agency-unknown")
    days = [f"20{26 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(308, 3_008)]
    for name, untils in (("days", days), ("a-day", ["2027-03-31"] * 2_700)):
        entries = ", ".join(f"{{agency: V, status: receiving, until: {until}}}" for until in untils)
        text = BASE.replace("{agency: VR, status: planned}", f"[{entries}]", 1).replace("2029-10-31", "2035-10-31")
        yield case(f"large-supports-until-{name}", text, REJECT)


def _large_misspelt():
    """Yield keys that are misspelt, each beside what may be told only because of it."""
    years = "".join(f"    - {{fiscal_year: 2026, direct: 1, institutoin: A{n}}}\n" for n in range(2_700))
    yield case("large-misspelt-institutions", BASE + years, REJECT, "schema-unknown-key")


def _large_waivers():
    """Yield waivers with many heads, many names or long reasons."""
    yield case("large-signs-in-a-text", with_line(f"x-a: '{'#aspire:ignore[' * 6_000}'"), EITHER)
    yield case("large-signs-in-a-comment", with_line(f"# {'#aspire:ignore[' * 75_000}"), EITHER)
    yield case("large-waiver-of-one-name", with_line(f"# aspire: ignore[{'a,' * 580_000}] x"), REJECT)
    known = "field-not-listed," * 66_000
    yield case("large-waiver-of-a-known-name", with_line(f"# aspire: ignore[{known}] x"), EITHER)
    person = "{name: B, country: SG, institution: M}"
    line = f"counterparts: [{', '.join([person] * 250)}] # aspire: ignore[country-not-listed] "
    start, end = BASE.index("counterparts:"), BASE.index("activities:")
    yield case("large-reason", BASE[:start] + line + "r" * 1_000_000 + "\n" + BASE[end:], EITHER)
