"""A proposal to start from: each part explained in one language, for one scheme or call, nothing yet written."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rich.cells import cell_len

from aspire_cli import fiscal, shipped_files
from aspire_cli.fiscal import Period, Span
from aspire_cli.money import Yen
from aspire_cli.planning import plan
from aspire_cli.planning.entries import in_quotes
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import Call, Figure, Programme, Scheme, binding
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import fill, spoken
from aspire_cli.words.text import Code, Lang, visible
from aspire_cli.words.wrapping import wrap

_WIDTH = 100  # cells of a line
_BEHIND = 34  # cells before a comment that stands behind a key
_NAME = r"\{([\w:.*-]+)\}"
_RUNNING_COMMENT = r"( *# )(\S.*)"  # a comment further in is an example, and stays as it is
_KEY_AND_COMMENT = r"( *(?:# )?\S.*?)  (# .*)"


class Start(NamedTuple):
    """What a proposal starts from."""

    scheme: Scheme
    call: Call | None
    period: Period


class _Speech(NamedTuple):
    """The language of a proposal, and the short sentences it is made with."""

    lang: Lang
    phrases: Mapping[str, Any]

    def say(self, phrase: str, **values: object) -> str:
        named = {name: Code(value) if isinstance(value, str) else value for name, value in values.items()}
        return fill(self.phrases[phrase][self.lang], named, self.lang)

    def spoken(self, value: object) -> str:
        return spoken(value, self.lang)

    def based(self, text: str, *figures: Figure[Any]) -> str:
        """Return what the figures of a call come to in words, marked where one of them is only inferred."""
        return text if all(one.basis == "stated" for one in figures) else self.say("inferred", figure=text)


def next_start(today: date, call: Call | None = None) -> date:
    """Return the next 1 April, the first day of a fiscal year; where the call states other days, the first of them."""
    next_april = date(min(fiscal.fiscal_year(today) + 1, fiscal.LAST_YEAR), 4, 1)
    days = binding(call.support_starts) if call else None
    return next_april if days is None or days.first <= next_april <= days.last else days.first


def proposal_text(start: Start, programme: Programme, lang: Lang, file: str, schema: str | None) -> str:
    """Return the text of a proposal, to be kept in a file of that name, with that of its schema beside it or none."""
    template = shipped_files.data("data/templates/start.yaml")
    speech = _Speech(lang, template["phrases"])
    values = {**_clauses(start.scheme, programme, speech), **_of_call(start.call, programme, speech)}
    modeline = f"yaml-language-server: $schema=./{schema}" if schema else ""
    values |= _of_start(start, programme, speech) | {"file": visible(file), "modeline": modeline}
    years = [
        {"year": str(year), "months": speech.spoken(Span(0, count, 0))}
        for year, count in plan.months(start.period).items()
    ]
    lines: list[str] = []
    for part in template["parts"]:
        if start.scheme.id in part.get("schemes", (start.scheme.id,)) and part.get("call") in (None, bool(start.call)):
            for more in years if part.get("each") == "year" else ({},):
                lines += _filled(part[lang], {**values, **more})
    return "\n".join(lines) + "\n"


def _filled(template: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a template with each `{name}` replaced by its value.

    A comment line that is one name alone is left out where its value is empty, and repeated for each of several.
    """
    for line in template.splitlines():
        alone = re.fullmatch(rf"( *# *){_NAME}", line)
        if alone is None:
            yield from _laid_out(re.sub(_NAME, lambda match: str(values[match[1]]), line))
            continue
        value = values[alone[2]]
        for text in [value] if isinstance(value, str) else value:
            if text:
                yield from _laid_out(alone[1] + text)


def _laid_out(line: str) -> Iterator[str]:
    """Yield a line: a long comment in several, and one behind a key under the others of its kind."""
    behind = re.fullmatch(_KEY_AND_COMMENT, line)
    comment = re.fullmatch(_RUNNING_COMMENT, line)
    if behind is not None:
        yield behind[1] + " " * max(_BEHIND - cell_len(behind[1]), 2) + behind[2]
    elif comment is not None and cell_len(line) > _WIDTH:
        yield from (comment[1] + text for text in wrap(comment[2], _WIDTH - cell_len(comment[1])))
    else:
        yield line


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
    calls = [known.id for known in known_calls(programme).values() if known.scheme == scheme.id]
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
        "status": "planned" if start.call and scheme.is_joint else todo,
        "call_example": max(calls, default=todo),  # that of the latest year, as far as their ids tell
        "budget_command": f"aspire budget --scheme {scheme.id}{call} --start {period.start}",
    }


def _of_call(call: Call | None, programme: Programme, speech: _Speech) -> dict[str, str]:
    """Return what the call says; where it leaves one field, country or agency, that one is written already."""
    todo = speech.say("todo")
    if call is None:
        comments = ("fields", "years", "countries", "agencies", "cap", "closes")
        return {f"call_{name}": "" for name in comments} | dict.fromkeys(("field", "country", "agency"), todo)
    field_ids, countries = (figure.value if figure else () for figure in (call.fields, call.countries))
    agencies = call.agencies.value if call.agencies else ()
    fields = [speech.spoken(programme.fields[one].name) for one in field_ids if one in programme.fields]
    agency_names = [speech.spoken(agency.name) for agency in agencies]
    named = {"fields": fields, "countries": countries, "agencies": agency_names}
    written = {"field": field_ids, "country": countries, "agency": [_as_value(name) for name in agency_names]}
    return {
        "call": call.id,
        "call_name": speech.spoken(call.name),
        "call_source": visible(call.source or ""),
        "call_years": _call_years(call, speech),
        "call_closes": speech.say("call-closes", instant=call.closes) if call.closes else "",
        "call_cap": _call_cap(call, programme.schemes[call.scheme], speech),
        **{
            f"call_{key}": speech.say(f"call-{key}", names=tuple(map(Code, names))) if names else ""
            for key, names in named.items()
        },
        **{key: names[0] if len(names) == 1 else todo for key, names in written.items()},
    }


def _call_cap(call: Call, scheme: Scheme, speech: _Speech) -> str:
    """Return how much the call pays; of a single call that says nothing the limit of the page holds."""
    cap = call.total_cap
    if cap is None:
        return speech.say("call-cap-unknown") if scheme.is_joint else ""
    return speech.say("call-cap", figure=speech.based(speech.spoken(Yen(cap.value)), cap))


def _as_value(text: str) -> str:
    """Return a text as YAML takes it behind a key: in quotes where one of its characters might mean something else."""
    is_plain = re.fullmatch(r"[^\W\d](?:[\w ().,/・-]*[\w)])?", text)
    return text if is_plain else in_quotes(text)


def _call_years(call: Call, speech: _Speech) -> str:
    """Return how long the call lets support last; nothing where it does not say both bounds."""
    shortest, longest = call.min_years, call.max_years
    if shortest is None or longest is None:
        return ""
    figure = speech.spoken(Span(longest.value, 0, 0))
    if shortest.value != longest.value:
        figure = speech.say("years-range", shortest=shortest.value, longest=longest.value)
    return speech.say("call-years", figure=speech.based(figure, shortest, longest))
