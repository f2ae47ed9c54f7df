"""Rules on calls: what a year's call asks for, inside what the programme allows.

Only what a call states itself is held against a proposal; what was not seen, or is inferred, is told as not checked.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from aspire_cli.money import Yen
from aspire_cli.problem import Path, Problem, Severity
from aspire_cli.programme.load import call_ids
from aspire_cli.programme.model import Call, Figure, Programme, Scheme, binding
from aspire_cli.proposal.model import CallText, Counterpart, FieldText
from aspire_cli.rules.rule import by_scheme, rule
from aspire_cli.words.sentences import label
from aspire_cli.words.spelling import nearest
from aspire_cli.words.text import Code, codes

INLINE, OWN = "inline", "own"
_CALL: Path = ("call",)
_CAPS = ("total_cap", "direct_cap")
# The keys of a joint call besides its limit, as they are written inline; each is a figure of a call.
_OF_JOINT_CALLS = {
    "agency": "agencies",
    "countries": "countries",
    "field": "fields",
    "indirect_percent": "indirect_percent",
}


def _is_inline(call: Call) -> bool:
    return call.origin == INLINE


def _variant(call: Call) -> str:
    """Return the variant of what is said of a call, and of its mend: only in the proposal can its writer change it."""
    return "inline" if _is_inline(call) else "default"


def _states(call: Call, figure: Figure[Any]) -> bool:
    """Say whether an own file says of one of its figures that the call states it."""
    return call.origin == OWN and binding(figure) is not None


@rule("call-missing", Severity.ERROR, "call-forms", eased_in_draft=True, change="unnamed")
def joint_scheme_without_call(scheme: Scheme, call_text: CallText | None) -> Iterator[Problem]:
    """Find a proposal to a joint call that does not say which."""
    if scheme.is_joint and call_text is None:
        yield Problem(("scheme",), {"key": "call"})


@rule("call-scheme", Severity.ERROR, "call-forms")
def call_of_another_scheme(scheme: Scheme, call_text: CallText, programme: Programme) -> Iterator[Problem]:
    """Find a call of another scheme, and one that is described in a proposal to a single call."""
    call = call_text.found
    if call is None or call.scheme == scheme.id:
        return
    other = programme.schemes.get(call.scheme)
    values = {
        "scheme": scheme.name,
        "call": call.name,
        "other": other.name if other else Code(call.scheme),
        "line": Code(f"scheme: {call.scheme}"),
    }
    variant = _variant(call)
    yield Problem(call_text.path, values, variant, variant, at_key=_is_inline(call))


@rule("call-unknown", Severity.ERROR, "call-forms")
def no_such_call(call_text: CallText, programme: Programme) -> Iterator[Problem]:
    """Find the id of a call that no known call bears."""
    if call_text.text is not None and call_text.found is None:
        # The nearest one is likely the call of another year: which is meant, no machine can tell.
        near = nearest(call_text.text, call_ids(programme))
        values = {"text": call_text.text, "nearest": codes(near)}
        yield Problem(call_text.path, values, mend="nearest" if near else "default")


def _beyond(call: Call, scheme: Scheme, programme: Programme) -> Iterator[tuple[str, Figure[Any], Problem]]:
    """Yield each figure of a call that allows more than the page does, by its key, with what is said of it."""
    for key, figure in call.beyond(scheme):
        what = "cap" if key in _CAPS else "years"
        values: dict[str, Any] = {"figure": label(f"figure-{key}"), "figure_key": key, "value": figure.value}
        if what == "cap":
            values |= {"value": Yen(figure.value), "cap": Yen(getattr(scheme, key))}
        else:
            values |= {"min": scheme.min_years, "max": scheme.max_years}
        yield key, figure, Problem(_CALL, values, what, what)
    if _is_inline(call):
        return  # there the names are known as they are written, each with its path
    for key, names, known in (
        ("countries", call.countries, programme.countries),
        ("field", call.fields, programme.fields),
    ):
        if names is not None:
            beyond = (name for name in names.value if name not in known)
            yield from ((key, names, Problem(_CALL, {"text": name}, key, key)) for name in beyond)


@rule("call-outside-programme", Severity.ERROR, *by_scheme("scale"))
def call_allows_more_than_the_programme(
    scheme: Scheme, call_text: CallText, call: Call, programme: Programme
) -> Iterator[Problem]:
    """Find an inline call, or a figure without its place in an own file, that goes beyond what the programme allows."""
    for key, figure, problem in _beyond(call, scheme, programme):
        if _is_inline(call):
            yield problem._replace(path=(*_CALL, key))
        elif _states(call, figure) and figure.place is None:
            yield problem
    for path, text in call_text.outside:
        yield Problem(path, {"text": text}, str(path[1]), str(path[1]))


@rule("call-beyond-page", Severity.WARNING, *by_scheme("scale"))
def call_states_more_than_the_page(scheme: Scheme, call: Call, programme: Programme) -> Iterator[Problem]:
    """Find a figure in an own file that the guidelines are said to state, and that goes beyond the page."""
    for _, figure, problem in _beyond(call, scheme, programme):
        if _states(call, figure) and figure.place is not None:
            yield problem._replace(values={**problem.values, "call": call.name, "place": figure.place}, mend="default")


@rule("call-closed", Severity.NOTE, "call-forms")
def call_already_closed(call: Call, now: datetime) -> Iterator[Problem]:
    """Find a call whose closing instant is past, by its own clock."""
    if call.closes is not None and now > call.closes:
        yield Problem(_CALL, {"call": call.name, "closed": call.closes, "now": now})


@rule("call-start", Severity.WARNING, *by_scheme("period"), about="years")
def start_not_between_the_days_of_the_call(call: Call, start: date) -> Iterator[Problem]:
    """Find a support that starts on a day on which that of the call does not."""
    days = binding(call.support_starts)
    if days is not None and not days.first <= start <= days.last:
        values = {"start": start, "first": days.first, "last": days.last, "call": call.name}
        message = "one-day" if days.first == days.last else "default"
        yield Problem(("period", "start"), values, message, message)


@rule("call-country", Severity.ERROR, "joint.selection", about="country")
def country_not_in_the_call(call: Call, lead: Counterpart, programme: Programme) -> Iterator[Problem]:
    """Find a lead counterpart in a country of the programme that does not take part in the call."""
    country, of_call = lead.researcher.country, binding(call.countries)
    if country is None or country.found is None or not of_call:
        return
    found = country.found
    of_another_rule = found.code == programme.home or not (programme.lists(found) or found.code in programme.eu_members)
    known = tuple(programme.countries[code].name for code in of_call if code in programme.countries)
    through_eu = found.code in programme.eu_members and programme.eu in of_call
    if known and not of_another_rule and not through_eu and found.code not in of_call:
        yield Problem(country.path, {"country": found.name, "call": call.name, "countries": known})


def _none_of_the_call(call: Call, counterparts: tuple[Counterpart, ...]) -> Iterator[tuple[Problem, bool]]:
    """Yield that no agency of the call is written, and whether one that is may be the call's by another name."""
    of_call = binding(call.agencies)
    supports = [support for person in counterparts for support in person.support]
    # An agency that cannot be read may be the call's.
    if not of_call or not counterparts or any(support.ill_typed for support in supports):
        return
    written = tuple(dict.fromkeys(support.agency for support in supports if support.agency))
    from aspire_cli.programme.agency_names import agencies_in, name_one_of

    if name_one_of(written, of_call):
        return
    values = {"agencies": tuple(agency.name for agency in of_call), "call": call.name, "written": written}
    if not written:
        yield Problem(("counterparts",), values, "none-written"), False
    else:
        # Where none that is written is known, or one of the call's is not, nobody can tell them apart.
        may_be_the_same = any(not agency.id for agency in of_call) or not any(map(agencies_in, written))
        yield Problem(("counterparts",), values, is_unwritten=False), may_be_the_same


@rule(
    "call-agency",
    Severity.ERROR,
    "joint.selection",
    eased_in_draft=True,
    change="agency",
    hidden_by=("support", "agency"),
)
def no_counterpart_with_an_agency_of_the_call(call: Call, counterparts: tuple[Counterpart, ...]) -> Iterator[Problem]:
    """Find a proposal in which no counterpart is supported by, or applies to, an agency of the call."""
    yield from (problem for problem, may_be_the_same in _none_of_the_call(call, counterparts) if not may_be_the_same)


@rule("call-agency-unknown", Severity.WARNING, "joint.selection", change="agency", hidden_by=("support", "agency"))
def no_agency_that_is_known_to_be_of_the_call(call: Call, counterparts: tuple[Counterpart, ...]) -> Iterator[Problem]:
    """Find agencies of which nobody can tell whether one of them is the call's: either may go by another name."""
    yield from (problem for problem, may_be_the_same in _none_of_the_call(call, counterparts) if may_be_the_same)


@rule("call-field", Severity.ERROR, "joint.theme", about="field", change="field")
def field_not_that_of_the_call(call: Call, field: FieldText, programme: Programme) -> Iterator[Problem]:
    """Find a field of the programme that is not the call's."""
    fields = binding(call.fields)
    if field.found is not None and fields and field.found.id not in fields:
        known = tuple(programme.fields[one].name for one in fields if one in programme.fields)
        yield Problem(field.path, {"field": field.found.name, "call": call.name, "fields": known})


@rule("call-limit-unknown", Severity.NOTE, "scale.joint", about="total", change="limit-unknown")
def agreed_limit_not_stated(scheme: Scheme, call: Call, call_text: CallText) -> Iterator[Problem]:
    """Find a joint call of which the agreed limit is not stated anywhere."""
    if scheme.is_joint and binding(call.total_cap) is None and "total_cap" not in call_text.written:
        values = {"call": call.name, "cap": Yen(scheme.total_cap), "key": "total_cap"}
        inferred = call.total_cap.value if call.total_cap else None
        message = "default" if inferred is None else "inferred"
        values |= {"figure": Yen(inferred)} if inferred else {}
        yield Problem(_CALL, values, message, _variant(call), at_key=True)


@rule("call-incomplete", Severity.NOTE, "joint.theme")
def call_leaves_open_what_it_should_state(scheme: Scheme, call: Call, call_text: CallText) -> Iterator[Problem]:
    """Find a joint call of which agency, countries, field or rate of indirect costs are not stated anywhere."""
    if not scheme.is_joint:
        return
    lacking = tuple(
        key
        for key, figure in _OF_JOINT_CALLS.items()
        if not binding(getattr(call, figure)) and key not in call_text.written
    )
    if lacking:
        values = {"call": call.name, "lacking": tuple(label(f"values.call-{key}") for key in lacking), "keys": lacking}
        yield Problem(_CALL, values, mend=_variant(call), at_key=True)
