"""Rewrites in schemas/proposal.schema.json what follows from the programme's data, and its patterns.

    python -m tools.generate_schema           write the file
    python -m tools.generate_schema --check   only say whether it is up to date

The rest of the schema (keys, types, titles, descriptions) is written by hand in that same file and stays as it is.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from aspire_cli import source
from aspire_cli.building import country
from aspire_cli.programme import DATA, Country, Field, Programme, Scheme, joint_call_ids, load_programme

SCHEMA = Path(__file__).parent.parent / "schemas" / "proposal.schema.json"

# Every pattern means the same in ECMAScript (with the flag u) and in Python, whose $ also stands before a last line
# feed: there \s* goes first. None can read one place of a text in two ways, so all take linear time.
DIGIT = "[0-9０-９]"
NON_ZERO = "[1-9１-９]"
POINT = "[.．]"
SPACE = "[ 　]?"
NUMBER = f"(?:{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+|{DIGIT}+(?:[_＿]{DIGIT}+)*)"
YEN_BEFORE = "(?:[¥￥]|[Jj][Pp][Yy]|[Yy][Ee][Nn])"
YEN_AFTER = "(?:円|[Jj][Pp][Yy]|[Yy][Ee][Nn])"
# From the largest to the smallest: a unit and its zeros, which is how many decimals still make whole yen.
UNITS = (
    ("兆", 12),
    ("億", 8),
    ("千万", 7),
    ("百万|[Mm](?:illion)?", 6),
    ("十万", 5),
    ("万", 4),
    ("千|[Kk]|[Tt]housand", 3),
    ("百", 2),
)
# What stands where something is yet to come; it counts as not written.
PLACEHOLDER = r"(?:[Tt][Bb][Dd]|[Tt][Oo][Dd][Oo]|[Xx]{3}|未定|調整中|○○|〇〇|◯◯|△△|…|\.{3})"

TEXT = r"^\s*\S"
UNWRITTEN = rf"^\s*(?:{PLACEHOLDER}\s*)?$"
WRITTEN = rf"^(?!\s*(?:{PLACEHOLDER}\s*)?$)"
MONTH_AND_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
LEAP_YEAR = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)"
DATE = f"(?:(?:19|20|21)[0-9]{{2}}-{MONTH_AND_DAY}|{LEAP_YEAR}-02-29)"
FISCAL_YEAR = (
    rf"^\s*(?:(?:[Ff][Yy]{SPACE})?(?:[2２][0０]{DIGIT}{{2}}|[2２][1１][0０]{{2}})"
    rf"|(?:令和|[Rr])[.．]?{SPACE}(?:元|[0０]?[1-9１-９]|[1-7１-７]{DIGIT}|[8８][0-2０-２])"
    rf"|(?:平成|[Hh])[.．]?{SPACE}(?:[1１][2-9２-９]|[2-9２-９]{DIGIT}))(?:{SPACE}年度?)?\s*$"
)


class Name(NamedTuple):
    """A spelling that is accepted, and what an editor says of it."""

    spelling: str
    meaning: str


def amount() -> str:
    """Return the pattern of an amount that bears its own unit, or of a plain number without decimals."""
    more = f"(?:[ 　](?={DIGIT}))?"
    parts = "".join(f"(?:{NUMBER}(?:{decimals(zeros)})?{SPACE}(?:{unit}){more})?" for unit, zeros in UNITS)
    plain = f"(?:{NUMBER}(?:{POINT}[0０]+)?)?"
    some_digit = f"(?={YEN_BEFORE}?{SPACE}{DIGIT})"
    decimals_only_last = f"(?![^.．]*{POINT}{DIGIT}*[^0-9０-９]+{DIGIT})"
    all_have_units = rf"(?!.*[兆億]{SPACE}(?:{DIGIT}{{1,4}}|{DIGIT}[,，]{DIGIT}{{3}})\s*$)"  # 3億8000: 万 is missing
    return (
        f"{some_digit}{decimals_only_last}{all_have_units}(?:{YEN_BEFORE}{SPACE})?{parts}{plain}(?:{SPACE}{YEN_AFTER})?"
    )


def decimals(most: int) -> str:
    """Return the pattern of a point with at most so many decimals, zeros at their end not counted."""
    return f"{POINT}{DIGIT}{{1,{most}}}[0０]*"


def written_or_not(pattern: str) -> str:
    """Return the pattern of such a text, of a placeholder, or of nothing at all."""
    return rf"^\s*(?:(?:{PLACEHOLDER}|{pattern})\s*)?$"


def alternatives(texts: Iterable[str]) -> str:
    """Return a pattern that matches one of the texts, whole."""
    return "^(?:" + "|".join("".join(f"\\{c}" if c in r"\^$.*+?()[]{}|" else c for c in text) for text in texts) + ")$"


def names(entries: Iterable[Scheme | Field | Country]) -> list[Name]:
    """Return every spelling of the entries, the ids before all names and aliases."""
    meanings: dict[str, str] = {}
    found = [(entry, entry.code if isinstance(entry, Country) else entry.id) for entry in entries]
    for entry, key in found:
        meanings[key] = f"{entry.name.en} / {entry.name.ja}"
    for entry, key in found:
        for spelling in (*entry.name, *entry.aliases):
            meanings.setdefault(spelling, f"{key}: {meanings[key]}")
    return [Name(spelling, meaning) for spelling, meaning in meanings.items()]


def enumeration(accepted: Iterable[Name]) -> dict[str, Any]:
    """Return the keywords that let an editor offer the names and say what each means."""
    found = list(accepted)
    return {"enum": [name.spelling for name in found], "enumDescriptions": [name.meaning for name in found]}


def generated(schema: dict[str, Any], programme: Programme, calls: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema with everything that follows from the data brought up to date."""
    defs = schema["$defs"]
    set_names(defs, programme)
    set_countries(defs, programme)
    defs["jointCall"] |= {"pattern": alternatives(calls), "examples": list(calls)}
    for name in ("projectTitle", "personName", "institutionName"):
        defs[name]["pattern"] = TEXT
    defs["someLanguage"]["patternProperties"]["^ja$"]["pattern"] = TEXT
    defs["date"]["pattern"] = f"^{DATE}$(?!\\n)"
    defs["optionalDate"]["pattern"] = written_or_not(DATE)
    defs["amount"]["pattern"] = written_or_not(amount())
    defs["budgetAmount"]["pattern"] = written_or_not(f"{NUMBER}{decimals(6)}|{amount()}")
    defs["wholeAmount"]["pattern"] = rf"^(?!\s*[0-9０-９,，_＿]+{POINT}[0０]*{NON_ZERO}{DIGIT}*\s*$)"
    defs["unwrittenAmount"]["pattern"] = UNWRITTEN
    defs["budgetYear"]["then"]["patternProperties"]["^direct$"]["pattern"] = WRITTEN
    defs["fiscalYear"]["pattern"] = FISCAL_YEAR
    percent = programme.indirect_percent
    defs["budget"]["properties"]["indirect_rate"] |= {"default": percent, "examples": [percent]}
    return schema


def set_names(defs: dict[str, Any], programme: Programme) -> None:
    schemes, fields = enumeration(names(programme.schemes.values())), enumeration(names(programme.fields.values()))
    defs["scheme"] |= {**schemes, "errorMessage": one_of("schemes", "公募形態", programme.schemes)}
    defs["field"] |= {**fields, "errorMessage": one_of("fields", "分野", programme.fields)}
    defs["optionalField"] |= {
        "enum": [*fields["enum"], None],
        "enumDescriptions": [*fields["enumDescriptions"], "not written / 未記入"],
        "errorMessage": one_of("fields", "分野", programme.fields),
    }


def one_of(english: str, japanese: str, ids: Iterable[str]) -> str:
    known = list(ids)
    return f"Write one of the {english}: {', '.join(known)}. {japanese}({'、'.join(known)})のいずれかを書いてください。"


def set_countries(defs: dict[str, Any], programme: Programme) -> None:
    """Let an editor offer the programme's countries (on the Japanese side: Japan), and accept every other."""
    listed, home = names(programme.countries.values()), names([programme.home_country])
    others = names(rest_of_the_world())
    offer(defs["country"], listed, [*home, *others])
    offer(defs["homeCountry"], home, [*listed, *others])


def rest_of_the_world() -> list[Country]:
    path = DATA / "world.yaml"
    entries = source.read(path.read_bytes(), path.name).data.items()
    return [country(code, entry, listed=False, eu_member=False) for code, entry in entries]


def offer(definition: dict[str, Any], offered: list[Name], accepted: list[Name]) -> None:
    definition["anyOf"][0] |= enumeration(offered)
    definition["anyOf"][1]["pattern"] = alternatives(name.spelling for name in accepted)


def main(arguments: list[str] | None = None, path: Path = SCHEMA) -> int:
    parser = argparse.ArgumentParser(description="Bring proposal.schema.json up to date with the programme's data.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the file is stale")
    check = parser.parse_args(arguments).check
    present = path.read_text(encoding="utf-8")
    schema = generated(json.loads(present), load_programme(), joint_call_ids())
    fresh = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if fresh == present:
        return 0
    if check:
        print(f"{path.name} is stale: run python -m tools.generate", file=sys.stderr)
        return 1
    path.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
