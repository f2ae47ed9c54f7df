"""Rules on joint calls: what the two sides agreed, inside what the programme allows."""

from collections.abc import Iterator
from datetime import date

from aspire_cli.money import Yen
from aspire_cli.problem import Path, Problem, Severity
from aspire_cli.programme import load
from aspire_cli.programme.agency_names import name_one_of
from aspire_cli.programme.model import Call, Programme, Scheme, binding
from aspire_cli.proposal.model import CallText, Counterpart, FieldText, Limits
from aspire_cli.rules.rule import rule
from aspire_cli.words.text import Code

JOINT = "joint"
_CALL: Path = ("call",)


@rule("call-missing", Severity.ERROR, "call-forms", eased_in_draft=True, change="unnamed")
def joint_scheme_without_call(scheme: Scheme, call_text: CallText | None) -> Iterator[Problem]:
    """Find a proposal to a joint call that does not say which."""
    if scheme.form == JOINT and call_text is None:
        yield Problem(("scheme",), {"key": "call"})


@rule("call-scheme", Severity.ERROR, "call-forms")
def call_with_a_single_scheme(scheme: Scheme, call_text: CallText) -> Iterator[Problem]:
    """Find a joint call in a proposal to a single call."""
    if scheme.form != JOINT and call_text.text is not None:
        yield Problem(call_text.path, {"scheme": scheme.name}, at_key=True)


@rule("call-unknown", Severity.ERROR, "joint.theme")
def no_such_call(joint_scheme: Scheme, call_text: CallText, programme: Programme) -> Iterator[Problem]:
    """Find the id of a joint call that no known call bears."""
    if call_text.text is not None and call_text.found is None:
        nearest = load.call_suggestions(call_text.text, programme)
        values = {"text": call_text.text, "nearest": tuple(Code(f"`{one}`") for one in nearest)}
        fix = nearest[0] if nearest else None
        yield Problem(call_text.path, values, mend="nearest" if nearest else "default", fix=fix)


@rule("call-outside-programme", Severity.ERROR, "scale.joint")
def call_allows_more_than_the_programme(
    joint_scheme: Scheme, call_text: CallText, call: Call, programme: Programme
) -> Iterator[Problem]:
    """Find an inline call, or one in a file of the user's own, that goes beyond what the programme allows."""
    if call.origin == "shipped":
        return
    inline = call.origin == "inline"
    for key, beyond in call.beyond(joint_scheme):
        figure = beyond.value
        path = (*_CALL, key) if inline else _CALL
        if key == "total_cap":
            yield Problem(path, {"value": Yen(figure), "cap": Yen(joint_scheme.total_cap)}, "cap", "cap")
        else:
            bounds = {"value": figure, "min": joint_scheme.min_years, "max": joint_scheme.max_years}
            yield Problem(path, bounds, "years", "years")
    for path, text in call_text.outside:
        yield Problem(path, {"text": text}, str(path[1]), str(path[1]))
    # Of an inline call the names are known as they are written, each with its path.
    for code in () if inline else binding(call.countries) or ():
        if code not in programme.countries:
            yield Problem(_CALL, {"text": code}, "countries", "countries")
    for field in () if inline else binding(call.fields) or ():
        if field not in programme.fields:
            yield Problem(_CALL, {"text": field}, "field", "field")


@rule("call-closed", Severity.NOTE, "joint.selection")
def call_already_closed(joint_scheme: Scheme, call: Call, today: date) -> Iterator[Problem]:
    """Find a joint call whose closing date is past."""
    closed = call.closes.date() if call.closes is not None else None
    if closed is not None and closed < today:
        yield Problem(_CALL, {"call": call.name, "closed": closed, "today": today})


@rule("call-country", Severity.ERROR, "joint.selection", about="country")
def country_not_in_the_call(
    joint_scheme: Scheme, call: Call, lead: Counterpart, programme: Programme
) -> Iterator[Problem]:
    """Find a lead counterpart in a country of the programme that does not take part in the joint call."""
    country = lead.researcher.country
    countries = binding(call.countries)
    if country is None or country.found is None or not countries:
        return
    of_another_rule = country.found.code == programme.home or not (country.found.listed or country.found.eu_member)
    known = tuple(programme.countries[code].name for code in countries if code in programme.countries)
    through_eu = country.found.eu_member and programme.eu in countries  # whether that counts, a person must say
    if known and not of_another_rule and not through_eu and country.found.code not in countries:
        yield Problem(country.path, {"country": country.found.name, "call": call.name, "countries": known})


@rule("call-agency", Severity.ERROR, "joint.selection", change="agency", hidden_by=("support", "agency"))
def no_counterpart_with_an_agency_of_the_call(
    joint_scheme: Scheme, call: Call, counterparts: tuple[Counterpart, ...], stage: str
) -> Iterator[Problem]:
    """Find a joint proposal in which no counterpart is supported by, or applies to, an agency of the call."""
    supports = [support for person in counterparts for support in person.support]
    written = [support.agency for support in supports if support.agency]
    ill_typed = any(support.ill_typed for support in supports)
    agencies = binding(call.agencies)
    if not counterparts or not agencies or ill_typed or (stage == "draft" and not written):
        return
    if not name_one_of(dict.fromkeys(written), agencies):
        values = {"agencies": tuple(agency.name for agency in agencies), "call": call.name}
        yield Problem(("counterparts",), values, "default" if written else "none-written")


@rule("call-field", Severity.ERROR, "joint.theme", about="field", change="field")
def field_not_that_of_the_call(
    joint_scheme: Scheme, call: Call, field: FieldText, programme: Programme
) -> Iterator[Problem]:
    """Find a field of the programme that is not the joint call's."""
    fields = binding(call.fields)
    if field.found is not None and fields and field.found.id not in fields:
        known = tuple(programme.fields[one].name for one in fields if one in programme.fields)
        fix = fields[0] if len(fields) == 1 else None
        values = {"field": field.found.name, "call": call.name, "fields": known}
        yield Problem(field.path, values, fix=fix)


@rule("call-limit-unknown", Severity.WARNING, "scale.joint", eased_in_draft=True, about="total", change="limit-unknown")
def agreed_limit_not_stated(limits: Limits, call_text: CallText) -> Iterator[Problem]:
    """Find a joint call of which the agreed limit is not stated anywhere."""
    if limits.call is not None and limits.call.total_cap is None and not call_text.states_cap:
        values = {"call": limits.call.name, "cap": Yen(limits.scheme.total_cap), "key": "total_cap"}
        yield Problem(_CALL, values, mend="inline" if limits.call.origin == "inline" else "default", at_key=True)
