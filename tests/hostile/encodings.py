"""Bytes: encodings, line ends, characters nobody sees, files that are no text."""

from tests.hostile.cases import ACCEPT, BASE, EITHER, REJECT, case, line_of, with_line, with_value

LAST = BASE.count("\n") + 1
TITLE = line_of("title")


def cases():
    """Yield the cases of this kind."""
    yield from _encodings()
    yield from _damaged()
    yield from _line_ends()
    yield from _typed_by_people()
    yield from _no_text()


def _encodings():
    yield case("utf-8", BASE, ACCEPT)
    yield case("utf-8-with-mark", b"\xef\xbb\xbf" + BASE.encode(), ACCEPT)
    yield case("utf-8-with-two-marks", b"\xef\xbb\xbf" * 2 + BASE.encode(), REJECT, "yaml-control-character", 1)
    for codec in ("cp932", "euc_jp", "iso2022_jp", "shift_jis"):
        yield case(f"encoding-{codec}", BASE.encode(codec), REJECT, "yaml-encoding", TITLE)
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield case(f"encoding-{codec}", BASE.encode(codec), REJECT, "yaml-encoding", 1)
    # The second byte of these in CP932 is a backslash, a bracket or a bar.
    yield case(
        "cp932-with-ascii-inside", with_value("institution", "表十噂構ソ").encode("cp932"), REJECT, "yaml-encoding"
    )
    yield case("cp932-half-width-kana", b"title: \xb1\xbd\xca\xdf\xb2\xb1\n", REJECT, "yaml-encoding", 1)
    yield case("latin-1", BASE.replace("Lindqvist", "Sj\xf6berg").encode("cp932", "replace"), REJECT)
    yield case("windows-1252", "name: Sj\xf6berg\n".encode("cp1252"), REJECT, "yaml-encoding", 1)
    joined = BASE.encode() + "x-a: 日本語\n".encode("cp932")
    yield case("two-encodings-in-one-file", joined, REJECT, "yaml-encoding", LAST)


def _damaged():
    yield case("cut-inside-a-character", BASE.encode() + "x-a: 量".encode()[:-1], REJECT, "yaml-encoding", LAST)
    for name, wrong in (
        ("never-a-byte", b"\xff"),
        ("continuation-alone", b"\x80"),
        ("overlong-slash", b"\xc0\xaf"),
        ("overlong-zero", b"\xc0\x80"),
        ("half-a-pair", b"\xed\xa0\xbd"),
        ("beyond-unicode", b"\xf5\x80\x80\x80"),
    ):
        yield case(f"wrong-bytes-{name}", BASE.encode() + b"x-a: " + wrong + b"\n", REJECT, "yaml-encoding", LAST)
    for code in (0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1A, 0x1B, 0x7F, 0x85, 0x9B, 0xFFFE, 0xFFFF):
        text = with_line(f"x-a: x{chr(code)}y")
        yield case(f"control-{code:04x}", text, REJECT, "yaml-control-character", LAST, never=[chr(code)])
    yield case("zeros-at-the-end", BASE.encode() + bytes(4096), REJECT, "yaml-control-character", LAST)
    yield case(
        "mark-inside", BASE.replace("field:", "\ufefffield:"), REJECT, "yaml-control-character", line_of("field")
    )
    half = with_line('x-a: "\\ud83d"')
    yield case("half-a-character-escaped", half, REJECT, "yaml-control-character", LAST)
    yield case("both-halves-escaped", with_line('x-a: "\\ud83d\\ude00"'), ACCEPT)


def _line_ends():
    for name, end in (("crlf", "\r\n"), ("cr", "\r")):
        yield case(f"line-ends-{name}", BASE.replace("\n", end), ACCEPT)
    yield case("line-ends-mixed", BASE.replace("\n", "\r\n", 3).replace("\nbudget", "\rbudget"), ACCEPT)
    yield case("line-ends-doubled", BASE.replace("\n", "\r\r\n"), ACCEPT)
    yield case("no-line-end-at-the-end", BASE.rstrip("\n"), ACCEPT)
    yield case("line-separator-in-a-text", with_value("name", "佐藤\u2028葵"), EITHER, never=["\u2028"])


def _typed_by_people():
    yield case("tab-indent", BASE.replace("  years", "\tyears"), REJECT, "yaml-syntax", line_of("budget") + 1)
    yield case("tab-after-colon", BASE.replace("field: ", "field:\t"), ACCEPT, means=[(("field",), "quantum")])
    yield case("tab-in-braces", BASE.replace("{fiscal_year", "{\tfiscal_year"), ACCEPT)
    for code in (0x3000, 0xA0, 0x2003):
        space = chr(code)
        indented = BASE.replace("  name", f"{space}{space}name")
        yield case(f"space-{code:04x}-indent", indented, REJECT, "yaml-syntax", line_of("name"))
        text = BASE.replace("field: ", f"field:{space}")
        yield case(f"space-{code:04x}-after-colon", text, REJECT, "yaml-syntax", line_of("field"))
    yield case("full-width-colon", BASE.replace("field:", "field："), REJECT, "yaml-syntax", line_of("field"))
    line = line_of("counterparts") + 1
    for name, old, new in (
        ("colon", "country: SE", "country：SE"),
        ("space-after-colon", "country: SE", "country:　SE"),
        ("space-after-comma", ", country: SE", ",　country: SE"),
    ):
        yield case(f"full-width-{name}-in-braces", BASE.replace(old, new), REJECT, "yaml-syntax", line)
    for name, text in (("comment", "30　# 物品"), ("end", "30　")):
        yield case(f"full-width-space-before-the-{name}", with_line(f"x-a: {text}"), REJECT, "yaml-syntax", LAST)
    yield case("full-width-everything", BASE.replace("field: quantum", "ｆｉｅｌｄ：　ｑｕａｎｔｕｍ"), REJECT)
    yield case("full-width-brackets", BASE.replace("[Stays of three months]", "［Stays］"), EITHER)
    yield case("no-space-after-colon", BASE.replace("field: ", "field:"), REJECT, "yaml-syntax", line_of("field"))
    yield case("curly-quotes-around-a-date", with_value("end", "“2029-10-31”"), REJECT, "schema-bad-value")
    yield case("curly-quotes-around-a-colon", with_line("x-a: “one: two”"), REJECT, "yaml-syntax", LAST)
    yield case("curly-quote-at-the-end", with_line('x-a: "one”'), REJECT, "yaml-syntax", LAST)
    yield case("no-space-after-colon-in-braces", BASE.replace("country: SE", "country:SE"), REJECT, "yaml-syntax", line)
    yield case("text-not-indented", with_line("x-a: |\n目的：一\n方法：二\nx-b: 1"), REJECT, "yaml-syntax", LAST + 1)
    yield case("quote-left-open", with_line('x-a: "one\nx-b: two\nx-c: "three"'), REJECT, "yaml-syntax", LAST)
    for name, sign in (("dash", "－ "), ("hyphen", "-"), ("bullet", "・"), ("star", "* ")):
        text = f"x-a:\n  {sign}name: one\n    x-b: two"
        yield case(f"entry-begun-with-a-{name}", with_line(text), REJECT, "yaml-syntax", LAST + 1)
    yield case("code-fence", f"```yaml\n{BASE}```\n", REJECT, "yaml-syntax", 1)
    for name, text in (("quote", '"one" two'), ("bracket", "[one] two"), ("bar", "> 90 %"), ("apostrophe", "'one's'")):
        yield case(f"text-behind-a-{name}", with_line(f"x-a: {text}"), REJECT, "yaml-syntax", LAST)
    marks = BASE.replace("field: quantum\n", "<<<<<<< ours\nfield: quantum\n=======\nfield: bio\n>>>>>>> theirs\n")
    yield case("conflict", marks, REJECT, "yaml-syntax", line_of("field"))
    inside = with_line('x-a: "one\n<<<<<<< ours\ntwo\n=======\nthree\n>>>>>>> theirs\n"')
    yield case("conflict-between-quotes", inside, REJECT, "yaml-syntax", LAST + 1)


def _no_text():
    beginnings = {
        "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "word": b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        "old-word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "rtf": b"{\\rtf1\\ansi{\\fonttbl}",
        "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
        "program": b"\x7fELF\x02\x01\x01\x00",
    }
    for name, start in beginnings.items():
        yield case(f"no-text-{name}", start + bytes(range(256)) * 8, REJECT, "yaml-encoding", 1)
    yield case("no-text-noise", bytes(range(256)) * 8, REJECT, "yaml-encoding", 1)
    for name, data in (
        ("empty", b""),
        ("mark-alone", b"\xef\xbb\xbf"),
        ("comment-alone", b"# later\n"),
        ("lines", b"\n\n"),
    ):
        yield case(f"nothing-{name}", data, REJECT, "yaml-documents", 1)
    for name, text in (
        ("web-page", "<!DOCTYPE html>\n<html><body>no</body></html>\n"),
        ("table", "scheme,title\nrising,x\n"),
        ("settings", '[project]\nname = "x"\n'),
        ("script", "#!/bin/sh\nrm -rf x\n"),
        ("list", "- scheme: rising\n- field: quantum\n"),
        ("separator", "---\n"),
        ("json", '{"scheme": "rising"}'),
    ):
        yield case(f"other-text-{name}", text, REJECT)
