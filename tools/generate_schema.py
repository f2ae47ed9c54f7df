"""What in schemas/proposal.schema.json follows from the programme's data, and its patterns.

The rest of the schema (keys, types, titles, descriptions) is written by hand in that same file and stays as it is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aspire_cli.money import LARGEST
from aspire_cli.programme.editor_schema import as_text, with_names
from aspire_cli.programme.load import call_ids, load_programme
from aspire_cli.programme.model import Programme
from aspire_cli.programme.name_patterns import PLACEHOLDER, SPACES, WRITTEN, exact_names, none_of
from tools.draft_schema import add_draft

SCHEMA = Path(__file__).parent.parent / "schemas" / "proposal.schema.json"


def in_any_case(letters: str) -> str:
    """Return a pattern with each letter in either case and width."""
    wide = {one: chr(ord(one) + 0xFEE0) for one in "".join((letters, letters.upper())) if one.isalpha()}
    ways = (f"[{one.upper()}{one}{wide[one.upper()]}{wide[one]}]" if one.isalpha() else one for one in letters)
    return "".join(ways)


# Every pattern means the same in ECMAScript (with the flag u) and in Python, whose $ also stands before a last line
# feed: there \s* goes first. None can read one place of a text in two ways, so all take linear time.
DIGIT = "[0-9０-９]"
NON_ZERO = "[1-9１-９]"
POINT = "[.．]"
SPACE = f"[{SPACES}]?"
NUMBER = f"(?:{NON_ZERO}{DIGIT}{{0,2}}(?:[,，]{DIGIT}{{3}})+|{DIGIT}+(?:[_＿]{DIGIT}+)*)"
LIKE_THOUSANDS = rf"(?!\s*[0-9０-９,，_＿]+{POINT}{DIGIT}{{3}}\s*$)"  # 70.000: the point may be meant for a comma
BETWEEN = "[,，_＿]?"
YEN = f"{in_any_case('jpy')}|{in_any_case('yen')}"
YEN_BEFORE = f"(?:[¥￥]|{YEN})"
YEN_AFTER = f"(?:円|{YEN})"
KANJI = "[一二三四五六七八九]"
KANJI_OR_ZERO = "[〇零一二三四五六七八九]"
ANY_DIGIT = f"0-9０-９{KANJI_OR_ZERO.strip('[]')}"
ONE = f"(?:{NON_ZERO}|{KANJI}){SPACE}"  # a digit before 千, 百 or 十
ONE_IN_KANJI = f"(?:{KANJI}{SPACE})?"  # or none, where all digits beside it are kanji
DIGITS_OF_LARGEST = len(str(LARGEST)) - 1
SMALL, BIG = {"千": 3, "百": 2, "十": 1}, {"兆": 12, "億": 8, "万": 4}  # units and their zeros
# Nothing that can be seen: spaces, and the control and format characters that a text may hold by mistake.
UNSEEN = r"\s\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
TEXT = f"^[{UNSEEN}]*[^{UNSEEN}]"
BLANK = f"^[{UNSEEN}]*$"
UNWRITTEN = rf"^\s*(?:{PLACEHOLDER}\s*)?$"
MONTH_AND_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
LEAP_YEAR = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)"
DATE = f"(?:(?:19|20|21)[0-9]{{2}}-{MONTH_AND_DAY}|{LEAP_YEAR}-02-29)"
FISCAL_YEAR = (
    rf"^\s*(?:(?:{in_any_case('fy')}{SPACE})?(?:[2２][0０]{DIGIT}{{2}}|[2２][1１][0０]{{2}})"
    rf"|(?:令和|{in_any_case('r')})[.．]?{SPACE}(?:元|[0０]?[1-9１-９]|[1-7１-７]{DIGIT}|[8８][0-2０-２])"
    rf"|(?:平成|{in_any_case('h')})[.．]?{SPACE}(?:[1１][2-9２-９]|[2-9２-９]{DIGIT}))(?:{SPACE}年度?)?\s*$"
)
PERCENT = rf"[0０]*(?:[1１][0０]{{2}}(?:{POINT}[0０]+)?|{DIGIT}{{1,2}}(?:{POINT}{DIGIT}+)?){SPACE}[%％]"


def amount() -> str:
    """Return the pattern of an amount that bears its own unit, or of a plain number without decimals.

    It may have one unit (1.2億), or several in their order, each less than one of the unit before it (1億2千5百万).
    """
    ways = "|".join((*one_unit(), *several_units(), f"{number(0)}(?:{POINT}[0０]+)?", kanji(DIGITS_OF_LARGEST)))
    a_digit = f"(?=[{ANY_DIGIT}]|[千百十][^{ANY_DIGIT}]*[{ANY_DIGIT}])"
    return rf"(?:{YEN_BEFORE}{SPACE})?{a_digit}(?:{ways})(?:{SPACE}{YEN_AFTER}(?=\s*$))?"


def one_unit() -> Iterator[str]:
    """Yield the patterns of an amount of one unit, from the largest to the smallest."""
    by_zeros: dict[int, list[str]] = {}
    both = [(f"{small}{SPACE}{big}", more + zeros) for big, zeros in BIG.items() for small, more in SMALL.items()]
    letters = [(in_any_case("m(?:illion)?"), 6), (in_any_case("k|thousand"), 3)]
    for unit, zeros in (*both, *BIG.items(), *SMALL.items(), *letters):
        by_zeros.setdefault(zeros, []).append(unit)
    for zeros in sorted(by_zeros, reverse=True):
        most = DIGITS_OF_LARGEST - zeros
        in_kanji = kanji(most, f"|一[〇零]{{{most}}}")
        yield f"(?:{number(zeros)}(?:{decimals(zeros)})?|{in_kanji}){SPACE}(?:{'|'.join(by_zeros[zeros])})"


def several_units() -> Iterator[str]:
    """Yield the patterns of an amount of several units: 2千5百万, 三億八千万, 3億8,000.5万, and 25千5百."""
    last = rf"{SPACE}(?:{YEN_AFTER})?\s*$"
    five = f"(?:[0０,，_＿]*{NON_ZERO}(?:{BETWEEN}{DIGIT}){{4}}|{KANJI}{KANJI_OR_ZERO}{{4}})"
    # Behind 兆 and 億, at most four digits before another unit; without one, five or more, or 円.
    fewer = f"(?!{five}[{ANY_DIGIT},，_＿.．]*{SPACE}[億万])"
    clear = rf"(?=.*(?:[億万]|{YEN_AFTER})|{five}|\s*$)"
    behind_unit = {"兆": fewer + clear, "億": fewer + clear, "万": f"(?!{five})"}
    most = {"兆": 3, "億": 7, "万": 11}
    parts = ""
    for unit, zeros in BIG.items():
        number_before = below(most[unit], end=f"(?:{decimals(zeros)}(?={SPACE}{unit}{last}))?")
        spoken_before = spoken("百十" if unit == "兆" else "千百十")
        more = f"(?:[{SPACES}](?=[{ANY_DIGIT}千百十]))?{behind_unit[unit]}"
        parts += f"(?:(?:{number_before}|{spoken_before}){SPACE}{unit}{more})?"
    yield f"{parts}(?:{below(8, end=f'(?:{POINT}[0０]+)?')}|{spoken('千百十')})?"
    for unit, zeros in SMALL.items():
        yield f"{number(zeros, less=True)}{SPACE}{unit}{behind(unit, ONE)}"
        yield f"{kanji(DIGITS_OF_LARGEST - zeros)}{SPACE}{unit}(?:{behind(unit, ONE)}|{behind(unit, ONE_IN_KANJI)})"


def spoken(units: str) -> str:
    """Return the pattern of a number that begins with one of the units and a digit before it, or none in kanji."""
    return "|".join(f"{one}(?:{'|'.join(unit + behind(unit, one) for unit in units)})" for one in (ONE, ONE_IN_KANJI))


def behind(unit: str, one: str) -> str:
    """Return the pattern of what may stand behind 千, 百 or 十: smaller units with a digit each, or digits alone."""
    zeros = SMALL[unit]
    smaller = [f"{one}{other}{behind(other, one)}" for other, fewer in SMALL.items() if fewer < zeros]
    tails = [f"{KANJI}{KANJI_OR_ZERO}{{0,{zeros - 1}}}"]
    tails += [f"{NON_ZERO}{DIGIT}{{0,{zeros - 1}}}"] if one == ONE else []
    return f"(?:{'|'.join((*smaller, *tails))})?"


def below(digits: int, end: str) -> str:
    """Return the pattern of a number of at most so many digits, with an end that kanji do not have."""
    figures = f"(?:{NON_ZERO}(?:{BETWEEN}{DIGIT}){{0,{digits - 1}}})?"
    return f"(?:(?=[0０,，_＿]*{figures}(?![0-9０-９,，_＿])){NUMBER}{end}|{kanji(digits)})"


def kanji(most: int, largest: str = "") -> str:
    """Return the pattern of a number in kanji of at most so many digits, or of the largest there may be."""
    figures = f"{KANJI}{KANJI_OR_ZERO}{{0,{most - 1}}}|" if most else ""
    return f"(?:{figures}[〇零]{largest})(?!{KANJI_OR_ZERO})"


def number(zeros: int, *, less: bool = False) -> str:
    """Return the pattern of a number before a unit of so many zeros: below the largest amount, or that itself."""
    most = DIGITS_OF_LARGEST - zeros
    fewer = f"(?:{NON_ZERO}(?:{BETWEEN}{DIGIT}){{0,{most - 1}}})?" if most else ""
    largest = "" if less else f"|[1１](?:{BETWEEN}[0０]){{{most}}}(?!{POINT}[0０]*{NON_ZERO})"
    return f"(?=[0０,，_＿]*(?:{fewer}{largest})(?![0-9０-９,，_＿])){NUMBER}"


def plain_in(zeros: int) -> str:
    """Return the pattern of a text that is no plain number, or one that is whole yen in a unit of so many zeros."""
    most = DIGITS_OF_LARGEST - zeros
    in_kanji = kanji(most, f"|一[〇零]{{{most}}}")
    others = rf"^(?!\s*(?:{NUMBER}(?:{decimals(6)})?|{KANJI_OR_ZERO}+)\s*$)"
    not_three = "" if zeros == len("000000") else LIKE_THOUSANDS
    return rf"{others}|^{not_three}\s*(?:{number(zeros)}(?:{decimals(zeros)})?|{in_kanji})\s*$"


def numbers_beyond(zeros: int, most_decimals: int) -> list[dict[str, Any]]:
    """Return the schemas of the numbers with too many decimals, or too large, in a unit of so many zeros."""
    least, most = 10**-most_decimals, LARGEST // 10**zeros
    return [
        {"not": {"multipleOf": least}},
        {"exclusiveMinimum": 0, "exclusiveMaximum": least},  # here an editor's floating point fails
        {"exclusiveMinimum": most, "maximum": LARGEST},
    ]


def decimals(most: int) -> str:
    """Return the pattern of a point with at most so many decimals, zeros at their end not counted."""
    return f"{POINT}{DIGIT}{{1,{most}}}[0０]*"


def written_or_not(pattern: str) -> str:
    """Return the pattern of such a text, of a placeholder, or of nothing at all."""
    return rf"^\s*(?:(?:{PLACEHOLDER}|{pattern})\s*)?$"


def generated(schema: dict[str, Any], programme: Programme, calls: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema with everything that follows from the data, and every pattern, brought up to date."""
    schema = with_names(schema, programme, calls)
    schema = renewed(schema, schema["$defs"]["unwritten"]["pattern"], UNWRITTEN)
    defs = schema["$defs"]
    for name in ("projectTitle", "personName", "institutionName"):
        defs[name]["pattern"] = TEXT
    defs["someLanguage"]["patternProperties"]["^ja$"]["pattern"] = TEXT
    for language in defs["noLanguage"]["properties"].values():
        language["pattern"] = BLANK
    defs["date"]["pattern"] = rf"^\s*{DATE}\s*$"
    defs["optionalDate"]["pattern"] = written_or_not(DATE)
    defs["amount"]["pattern"] = f"^{LIKE_THOUSANDS}{written_or_not(amount()).removeprefix('^')}"
    defs["budgetAmount"]["pattern"] = written_or_not(f"{number(0)}{decimals(6)}|{amount()}")
    defs["wholeAmount"]["pattern"] = rf"^{LIKE_THOUSANDS}(?!\s*[0-9０-９,，_＿]+{POINT}[0０]*{NON_ZERO}{DIGIT}*\s*$)"
    for name, zeros in (("thousandAmount", 3), ("millionAmount", 6)):
        defs[name]["pattern"] = plain_in(zeros)
        # Three decimals may be meant for a comma before thousands; in millions of yen six are usual.
        defs[name]["if"]["anyOf"] = numbers_beyond(zeros, most_decimals=2 if zeros == 3 else zeros)
    defs["budgetYear"]["then"]["patternProperties"]["^direct$"]["pattern"] = WRITTEN
    defs["fiscalYear"]["pattern"] = FISCAL_YEAR
    defs["percent"]["pattern"] = written_or_not(PERCENT)
    _add_other_words(schema)
    drafts = schema["properties"]["stage"]["x-understood"]["draft"]
    schema["if"]["properties"]["stage"]["pattern"] = exact_names([["draft", *drafts]])
    add_draft(schema, TEXT, UNWRITTEN)
    return schema


def _add_other_words(node: Any) -> None:
    """Write the pattern of the other words for a choice, wherever there are any: of no word of the choice itself."""
    if isinstance(node, dict) and "x-understood" in node:
        words = node["anyOf"][0]["enum"]
        others = exact_names([word, *node["x-understood"][word]] for word in words)
        node["anyOf"][1]["pattern"] = "^" + none_of(words) + others.removeprefix("^")
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _add_other_words(item)


def renewed(node: Any, before: str, after: str) -> Any:
    """Return a schema with another pattern wherever the one before stands."""
    if isinstance(node, list):
        return [renewed(item, before, after) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: after if key == "pattern" and item == before else renewed(item, before, after)
        for key, item in node.items()
    }


def files(path: Path = SCHEMA) -> dict[Path, str]:
    programme = load_programme()
    return {path: as_text(generated(json.loads(path.read_text("utf-8")), programme, call_ids(programme)))}
