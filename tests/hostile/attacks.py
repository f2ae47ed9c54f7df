"""Values, keys and names of files that would do something to whoever looks at the report."""

from tests.hostile.cases import BASE, EITHER, REJECT, case, line_of, with_line, with_value

LAST = BASE.count("\n") + 1
# What each would do is done by the text as it is, never by the text written out.
TEXTS = {
    "clears-the-screen": "\x1b[2J",
    "sets-the-title": "\x1b]0;owned\x07",
    "writes-the-clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "links": "\x1b]8;;http://example.invalid\x1b\\rising\x1b]8;;\x1b\\",
    "one-character-csi": "\x9b2J",
    "device-control": "\x90q\x9c",
    "writes-over-the-line": "bad\rrising",
    "takes-back-letters": "bad\x08\x08\x08rising",
    "turns-the-text": "\u202egnisir\u202c",
    "isolates": "\u2066rising\u2069",
    "hides-in-it": "ri\u200bsing",
    "joins-it": "ri\u2060si\u200dng",
    "tags-it": "rising\U000e0041\U000e007f",
    "private-signs": "ri\ue000si\ue001ng",
    "our-own-signs": "\ufdd0`rising`\ufdd1",
    "never-characters": "rising\U0001ffff\U000cfffe",
    "fills-it": "rising\u3164",
    "piles-up": "r" + "\u0336\u0489" * 300,
    "looks-like-it": "r\u0456sing",
    "begins-a-line": "x\n::error file=x::owned",
    "adds-a-mask": "\n::add-mask::e",
    "stops-commands": "\n::stop-commands::0",
    "sets-a-variable": "\n##vso[task.setvariable variable=x]y",
    "old-command": "##[error]owned",
    "other-machine": "##teamcity[buildProblem description='x']",
    "script": "<script>alert(1)</script>",
    "ends-the-script": "</script><img src=x onerror=alert(1)>",
    "ends-the-attribute": '" onmouseover="alert(1)" x=\'',
    "ends-the-comment": "--><svg onload=alert(1)>",
    "ends-the-section": "]]>\x00\x01\uffff",
    "markup": "[bold red]x[/]",
    "closing-markup": "[/]",
    "link-markup": "[link=http://example.invalid]x[/link]",
    "emoji-code": ":smiley:",
    "format-codes": "{0.__class__.__mro__} %s %n ${HOME} $(id) `id` {{7*7}}",
    "placeholder": "{text} {nearest} {known}",
    "markdown": "[x](javascript:alert(1)) ![x](http://example.invalid/p.png)",
    "ends-the-code": "`` `x` ```",
    "ends-the-table": "| a | b |\n|---|---|",
    "calls-somebody": "@everyone #1 https://example.invalid",
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "quotes": "\"'`\\",
    "long": "x" * 90_000,
}
NEVER_RAW = {
    **{name: (TEXTS[name],) for name in ("turns-the-text", "isolates", "hides-in-it", "joins-it", "tags-it")},
    **dict.fromkeys(("clears-the-screen", "sets-the-title", "one-character-csi"), ("\x1b", "\x07", "\x9b", "\x90")),
    "private-signs": ("\ue000", "\ue001"),
    "our-own-signs": ("\ufdd0", "\ufdd1"),
    "never-characters": ("\U0001ffff", "\U000cfffe"),
    "writes-over-the-line": ("\r",),
    "takes-back-letters": ("\x08",),
    "looks-like-it": (),
    "sets-a-variable": ("##vso[",),
    "old-command": ("##[",),
    "other-machine": ("##teamcity[",),
    "begins-a-line": ("\n::error file=x",),
    "adds-a-mask": ("\n::add-mask",),
    "stops-commands": ("\n::stop-commands",),
}
NAMES = (
    *(
        "new\nline.yaml",
        "x\n::error::owned.yaml",
        "::error::owned.yaml",
        "##vso[x]y.yaml",
        "-dash.yaml",
        "--format=x.yaml",
    ),
    *("[red]x[-red].yaml", "close[/x].yaml", "\x1b[2J.yaml", "\u202elmay.yaml", "日本語.yaml", "カ\u3099.yaml"),
    *("%0A::error::.yaml", "a" * 250 + ".yaml", "a b.yaml", "quote'\".yaml", "<img src=x onerror=alert(1)>.yaml"),
    *("comma,colon:.yaml", "|pipe`tick`.yaml", "\udcff\udcfe.yaml", "](x).yaml", "&amp;.yaml", " .yaml", "{path}.yaml"),
)


def escaped(text):
    """Return the text between double quotation marks, each character that is not plain ASCII by its number."""
    plain = "".join(
        one
        if " " <= one <= "~" and one not in '"\\'
        else f"\\x{ord(one):02x}"
        if one < "\x80"
        else f"\\U{ord(one):08x}"
        for one in text
    )
    return f'"{plain}"'


def cases():
    """Yield the cases of this kind: each text as a value, as a key, and in a comment's waiver."""
    for name, text in TEXTS.items():
        never = NEVER_RAW.get(name, ())
        yield case(f"value-{name}", with_value("scheme", escaped(text)), REJECT, None, 1, never)
        yield case(f"title-{name}", BASE.replace("Error-corrected sensing", escaped(text)), EITHER, never=never)
        if len(text) < 100:
            yield case(f"key-{name}", with_line(f"{escaped(text)}: 1"), REJECT, "schema-unknown-key", LAST, never)
            yield case(f"country-{name}", with_value("country", escaped(text)), REJECT, "country-unknown", None, never)
        if text.isprintable() and len(text) < 100:
            waiver = with_value("field", f"quantum  # aspire: ignore[{text}] {text}")
            yield case(f"waiver-{name}", waiver, EITHER, None, None, never)
    yield case("at-a-fault-of-yaml", with_line('x-a: "x" #\x01#vso[task.x]y'), REJECT, None, LAST, ["##vso["])
    paths = "x-a: [../../../etc/passwd, 'file:///etc/passwd', 'http://example.invalid/x']"
    yield case("paths-nobody-opens", with_line(paths), EITHER)
    schema = "# yaml-language-server: $schema=http://example.invalid/x\n"
    yield case("schema-nobody-opens", schema + with_line('x-$schema: "file:///etc/passwd"'), EITHER)
    yield case("line-of-the-scheme", BASE, EITHER, None, line_of("scheme"))
