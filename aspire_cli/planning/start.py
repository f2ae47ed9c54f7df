"""A proposal to start from: each part explained in one language, for one scheme or joint call, nothing yet written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from aspire_cli import fiscal, shipped_files
from aspire_cli.fiscal import Period, Span
from aspire_cli.money import Yen
from aspire_cli.planning import budget as plan
from aspire_cli.planning import commented
from aspire_cli.programme.model import Figure, JointCall, Programme, Scheme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.proposal.model import limits_of
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Code, Lang, visible


class Start(NamedTuple):
    """What a proposal starts from."""

    scheme: Scheme
    call: JointCall | None
    period: Period


class _Speech(NamedTuple):
    """The language of a proposal, and the short sentences it is made with."""

    lang: Lang
    phrases: Mapping[str, Any]

    def say(self, phrase: str, **values: object) -> str:
        spoken = {name: Code(value) if isinstance(value, str) else value for name, value in values.items()}
        return words.fill(self.phrases[phrase][self.lang], spoken, self.lang)

    def spoken(self, value: object) -> str:
        return words.spoken(value, self.lang)


def next_start(today: date) -> date:
    """Return the next 1 April: the first day of the fiscal year after that of `today`."""
    return date(fiscal.fiscal_year(today) + 1, 4, 1)


def longest_years(scheme: Scheme, call: JointCall | None) -> int:
    """Return the longest support period in years that the scheme, narrowed by the call, allows."""
    return limits_of(scheme, call).max_years


def proposal_text(start: Start, programme: Programme, lang: Lang, file: str) -> str:
    """Return the text of a proposal, to be kept in a file of that name."""
    template = shipped_files.data("data/templates/start.yaml")
    speech = _Speech(lang, template["phrases"])
    values = {**_clauses(start.scheme, programme, speech), **_of_call(start.call, programme, speech)}
    values |= _of_start(start, programme, speech) | {"file": visible(file)}
    lines: list[str] = []
    for part in template["parts"]:
        if start.scheme.id in part.get("schemes", (start.scheme.id,)) and part.get("call") in (None, bool(start.call)):
            for more in _years(start.period, speech) if part.get("each") == "year" else ({},):
                lines += commented.filled(part[lang], {**values, **more})
    return "\n".join(lines) + "\n"


def _clauses(scheme: Scheme, programme: Programme, speech: _Speech) -> dict[str, str]:
    """Return what each clause lays down, by `clause:` and its id; one of this scheme also as `clause:scale.*`."""
    cited = {
        f"clause:{name}": speech.say("cite", text=clause.text, clause=name)
        for name, clause in texts_of(programme).clauses.items()
    }
    own = f".{scheme.id}"
    return cited | {name.removesuffix(own) + ".*": text for name, text in cited.items() if name.endswith(own)}


def _of_start(start: Start, programme: Programme, speech: _Speech) -> dict[str, Any]:
    scheme, period = start.scheme, start.period
    todo = speech.say("todo")
    call = f" --call {start.call.id}" if start.call else ""
    width = max(map(len, programme.fields))
    return {
        "todo": todo,
        "scheme": scheme.id,
        "scheme_name": speech.spoken(scheme.name),
        "page_date": programme.page_date,
        "field_list": [f"{key:{width}}  {speech.spoken(one.name)}" for key, one in programme.fields.items()],
        "start": str(period.start),
        "end": str(period.end),
        "length": speech.spoken(fiscal.span(period)),
        "first_year": str(fiscal.fiscal_year(period.start)),
        "home": programme.home,
        "percent": str(programme.indirect_percent),
        "status": "planned" if start.call else todo,
        "budget_command": f"aspire budget --scheme {scheme.id}{call} --start {period.start}",
    }


def _of_call(call: JointCall | None, programme: Programme, speech: _Speech) -> dict[str, str]:
    """Return what the call says; where it leaves one field, country or agency, that one is written already."""
    todo = speech.say("todo")
    if call is None:
        comments = ("fields", "years", "countries", "agencies", "cap")
        return {f"call_{name}": "" for name in comments} | dict.fromkeys(("field", "country", "agency"), todo)
    fields = [speech.spoken(programme.fields[one].name) for one in call.fields if one in programme.fields]
    agencies = [speech.spoken(agency.name) for agency in call.agencies]
    return {
        "call": call.id,
        "call_name": speech.spoken(call.name),
        "call_source": visible(call.source or ""),
        "call_years": _call_years(call, speech),
        "call_cap": _call_cap(call, speech),
        "call_fields": _named("call-fields", fields, speech),
        "call_countries": _named("call-countries", call.countries, speech),
        "call_agencies": _named("call-agencies", agencies, speech),
        "field": _the_one(call.fields, todo),
        "country": _the_one(call.countries, todo),
        "agency": _the_one([_as_value(agency) for agency in agencies], todo),
    }


def _as_value(text: str) -> str:
    """Return a text as YAML takes it behind a key: in quotes where one of its characters might mean something else."""
    if re.fullmatch(r"[^\W\d](?:[\w ().,/・-]*[\w)])?", text):
        return text
    import json

    return json.dumps(text, ensure_ascii=False)


def _the_one(names: Sequence[str], todo: str) -> str:
    return names[0] if len(names) == 1 else todo


def _named(phrase: str, names: Sequence[str], speech: _Speech) -> str:
    return speech.say(phrase, names=tuple(map(Code, names))) if names else ""


def _call_cap(call: JointCall, speech: _Speech) -> str:
    cap = call.total_cap
    if cap is None:
        return speech.say("call-cap-unknown")
    return speech.say("call-cap", figure=_with_basis(speech.spoken(Yen(cap.value)), [cap], speech))


def _call_years(call: JointCall, speech: _Speech) -> str:
    """Return how long the call lets support last; nothing where it does not say both bounds."""
    shortest, longest = call.min_years, call.max_years
    if shortest is None or longest is None:
        return ""
    figure = speech.spoken(Span(longest.value, 0, 0))
    if shortest.value != longest.value:
        figure = speech.say("years-range", shortest=shortest.value, longest=longest.value)
    return speech.say("call-years", figure=_with_basis(figure, [shortest, longest], speech))


def _with_basis(text: str, figures: Sequence[Figure], speech: _Speech) -> str:
    stated = all(figure.basis == "stated" for figure in figures)
    return text if stated else speech.say("inferred", figure=text)


def _years(period: Period, speech: _Speech) -> Iterator[dict[str, str]]:
    """Yield for each fiscal year of the period its number, and how much of it the period touches."""
    for year, count in plan.months(period).items():
        yield {"year": str(year), "months": speech.spoken(Span(0, count, 0))}
