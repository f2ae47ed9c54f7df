"""Readable proposals with slips of a Japanese keyboard or a word processor put into them."""

import re

KINDS = ("colon", "space", "no-space", "tab", "wide", "sign", "curly", "comment", "dash", "commas")
_ENTRY = re.compile(r"( *(?:- )*[A-Za-z_-]+):(?: +(?=\S)|$)")
_OF_A_LIST = re.compile(r"( *)- (?=\{|[a-z_]+[:：])")
_HEADER = re.compile(r"( *)(?:- )*[^#]*[|>][-+0-9]*\s*(?:#.*)?")
_BEGINS = re.compile(r"\s*(?:[・－•] ?|- |[A-Za-z_-]+ *[:：]|#)")


def slipped(text, kinds, chance, draw):
    """Return a text with slips of some kinds, the numbers of the lines that have any, and those inside long texts.

    `chance` is how likely each line that may have one is to have it; `draw` chooses one of several.
    """
    lines, inside = text.split("\n"), _inside_texts(text.split("\n"))
    told = set()
    for number, line in enumerate(lines):
        if number + 1 in inside or line.strip()[:1] in ("", "#"):
            continue
        for kind in kinds:
            made = _MAKERS[kind](line, draw) if draw(chance) else line
            if made != line:
                told.add(number + 1)
                line = made
        lines[number] = line
    sign = "\t" if "tab" in kinds else "\u3000" if "wide" in kinds else "  "
    for number, line in enumerate(lines, 1):
        if sign == "\t" and line.strip()[:1] == "#":
            continue
        lines[number - 1] = re.sub("^(?:  )+", lambda found: sign * (len(found[0]) // 2), line)
        if lines[number - 1] != line and number not in inside and _BEGINS.match(line):
            told.add(number)
    return "\n".join(lines), told, inside


def _inside_texts(lines):
    found, number = set(), 0
    while number < len(lines):
        header = _HEADER.fullmatch(lines[number])
        number += 1
        while header and number < len(lines) and re.match(header[1] + " |$", lines[number]):
            number += 1
            found.add(number)
    return found


def _behind_key(*signs):
    def make(line, draw):
        entry = _ENTRY.match(line)
        rest = line[entry.end() :] if entry else ""
        if not entry or (":" in signs and rest[:1] in ("", '"', "'", "[", "{", "|", ">", "&", "#")):
            return line
        return entry[1] + (draw(signs) if rest else signs[0]) + rest

    return make


_MAKERS = {
    "colon": _behind_key("：", "： ", "：\u3000"),
    "space": _behind_key(":\u3000", ":\u00a0"),
    "no-space": _behind_key(":"),
    "sign": lambda line, draw: _OF_A_LIST.sub(lambda found: found[1] + draw(("・", "－ ", "•  ")), line),
    "curly": lambda line, _: re.sub(r'(?<=: )"([^"]*: [^"]*)"$', r"“\1”", line),
    "comment": lambda line, _: re.sub(r"(?<=[\]}]) +(?=# )", "\u3000", line),
    "dash": lambda line, _: re.sub(r'(?<=[a-z]: )"-"$', "-", line),
    "commas": lambda line, _: re.sub(r"(?<=[a-z]: )([1-9][0-9]{1,2})000000(?=[,}])", r"\1,000,000", line),
    "tab": lambda line, _: line,
    "wide": lambda line, _: line,
}
