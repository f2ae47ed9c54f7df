"""Changes to keys and comments, and damage that makes a file unreadable."""

from __future__ import annotations

from random import Random

from tests.oracle import page
from tests.oracle.change import change, need
from tests.oracle.facts import Facts, Typo, Unknown, entries

# Misspelt keys by the group they stand in; each is nearest to the key it was meant for.
TYPOS = {
    "": {
        "sceme": "scheme", "titel": "title", "feild": "field", "perriod": "period", "counterpart": "counterparts",
        "activites": "activities", "bugdet": "budget", "principal_investigater": "principal_investigator",
    },
    "period": {"strat": "start", "ende": "end"},
    "principal_investigator": {
        "nmae": "name", "institutoin": "institution", "track_recrod": "track_record",
        "other_fundng": "other_funding", "independent_enviroment": "independent_environment",
    },
    "counterparts": {"nmae": "name", "institutoin": "institution", "contry": "country", "suport": "support"},
    "activities": {"reserch": "research", "exchagne": "exchange", "trainning": "training"},
    "budget": {"yeras": "years"},
    "years": {"fiscal_yaer": "fiscal_year", "travell": "travel", "goodss": "goods", "dirrect": "direct"},
    "support": {"staus": "status", "agnecy": "agency"},
}  # fmt: skip


def _groups(facts: Facts) -> list[tuple[str, Facts]]:
    """Every group of keys with the name of its kind."""
    everyone = [one for one in entries(facts, "counterparts") if isinstance(one, dict)]
    budget = facts.get("budget")
    found = [("", facts), *((key, facts.get(key)) for key in ("period", "principal_investigator", "activities"))]
    found += [("budget", budget), *(("years", one) for one in entries(budget, "years"))]
    found += [("counterparts", one) for one in everyone]
    found += [("support", support) for one in everyone for support in entries(one, "support")]
    return [(kind, group) for kind, group in found if isinstance(group, dict)]


def _rename(facts: Facts, key: str, new: object) -> None:
    """Renames a key and keeps its place."""
    items = [(new if old == key else old, value) for old, value in facts.items()]
    facts.clear()
    facts.update(items)


@change("shape")
def a_misspelt_key(rng: Random, facts: Facts) -> None:
    """A key with a letter wrong; it explains that the right one is missing, in its own group alone."""
    kind, group = rng.choice(_groups(facts))
    typo = rng.choice(list(TYPOS[kind]))
    need(TYPOS[kind][typo] in group)
    _rename(group, TYPOS[kind][typo], Typo(typo, TYPOS[kind][typo]))


@change("shape")
def a_misspelt_key_and_another_missing(rng: Random, facts: Facts) -> None:
    """A misspelt key in one group while a key of another is missing: each has its finding."""
    a_misspelt_key(rng, facts)
    groups = [(kind, group) for kind, group in _groups(facts) if kind in ("period", "principal_investigator")]
    need(groups)
    kind, group = rng.choice(groups)
    group.pop(rng.choice(list(TYPOS[kind].values())), None)


@change("shape")
def a_key_of_ones_own(rng: Random, facts: Facts) -> None:
    """A key that begins with x-, and one that is like none."""
    _, group = rng.choice(_groups(facts))
    if rng.random() < 0.6:
        group["x-memo"] = "社内用"
    else:
        group[Typo("zzqqzz", "")] = "1"


# Comments that waive, each with what it does where its rule has a finding on the line.
REASON = "agreed with JST on 2026-09-03"


def waivable(facts: Facts) -> list[tuple[tuple, list[str]]]:
    """Places of one value on a line of its own, with the rules that a finding there may have."""
    places: list[tuple[tuple, list[str]]] = []
    if facts.get("field") in page.FIELDS or isinstance(facts.get("field"), Unknown):
        places.append((("field",), ["field-not-listed"]))
    everyone = entries(facts, "counterparts")
    for index, one in enumerate(everyone):
        if isinstance(one, dict) and isinstance(one.get("country"), str | Unknown):
            rules = ["country-unknown", "country-japan", "country-not-listed", "country-extra-not-listed"]
            places.append((("counterparts", index, "country"), rules))
    return places


def comment(rng: Random, rules: list[str]) -> tuple[str, str]:
    """A comment and what it is: `waives`, or the rule that is told of it."""
    kinds = ["waives", "waives", "waives", "waiver-reason-missing", "waiver-unknown-rule"]
    kind = rng.choice([*kinds, "misspelt", "nothing"])
    names = rng.choice([", ", "、"]).join(rules)
    return {
        "waives": (f"# aspire: ignore[{names}] {REASON}", "waives"),
        "waiver-reason-missing": (f"# aspire: ignore[{names}]", "waiver-reason-missing"),
        "waiver-unknown-rule": (f"# aspire: ignore[{rules[0]}x-no-rule] {REASON}", "waiver-unknown-rule"),
        "nothing": (f"# aspire: ignore[] {REASON}", "waiver-unknown-rule"),
        "misspelt": (f"# aspire: ignroe[{names}] {REASON}", "waiver-unknown-rule"),
    }[kind]


def damage(rng: Random, text: str) -> tuple[str | bytes, str] | None:
    """The text made unreadable, and the one rule that says so."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith(("scheme:", "title:", "field:", "period:", "stage:")):
        return None
    kind = rng.choice(["yaml-duplicate-key", "yaml-tag", "yaml-documents", "yaml-syntax", "yaml-control-character",
                       "yaml-encoding", "yaml-key", "empty"])  # fmt: skip
    if kind == "yaml-encoding":
        body = "# 量子もつれの国際共同研究の提案書である\n" + text
        try:
            return body.encode(rng.choice(["cp932", "euc-jp"])), kind
        except UnicodeEncodeError:
            return None
    damaged = {
        "yaml-duplicate-key": f"{text}x-memo: a\nx-memo: b\n",
        "yaml-tag": f"{text}x-note: !python/name:os.system a\n",
        "yaml-documents": f"{text}---\nscheme: top\n",
        "yaml-syntax": f"{text}x-memo: [1, 2\n",
        "yaml-control-character": f"{text}x-memo: a\x07b\n",
        "yaml-key": f"{text}[a, b]: 1\n",
        "empty": rng.choice(["", "# nothing\n", "---\n"]),
    }[kind]
    return damaged, "yaml-documents" if kind == "empty" else kind
