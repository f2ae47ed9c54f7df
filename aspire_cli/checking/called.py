"""The call that a proposal was checked against: its closing, what it asks of a person, and what of it is not known."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from aspire_cli.finding.detail import Asked, CallShown
from aspire_cli.money import Yen
from aspire_cli.programme.model import FIGURES, INFERRED, Days, Paper, Programme, Scheme
from aspire_cli.proposal.model import Proposal
from aspire_cli.words.sentences import counted, label
from aspire_cli.words.text import Text, same


def call(proposal: Proposal) -> CallShown | None:
    """Return the call that a proposal was checked against; None where that was the programme page only."""
    bounds = proposal.limits
    if bounds is None or bounds.call is None:
        return None
    found, now = bounds.call, proposal.now
    steps = [Asked(one.what, (one.who,) if one.who else (), one.by, days_left(one.by, now)) for one in found.steps]
    papers = [Asked(label("report.document", name=one.name), laid_down(one)) for one in found.documents]
    figures = {key: getattr(found, key) for key in FIGURES if _concerns(key, bounds.scheme)}
    return CallShown(
        id=found.id or None,
        name=found.name,
        revision=found.revision,
        closes=found.closes,
        days_left=days_left(found.closes, now),
        asked=(*steps, *papers, *map(Asked, found.confirm)),
        unseen=tuple(key for key, figure in figures.items() if figure is None),
        inferred={
            key: _value(key, figure.value, proposal.programme)
            for key, figure in figures.items()
            if figure is not None and figure.basis == INFERRED
        },
    )


def days_left(by: datetime | None, now: datetime) -> int | None:
    """Return how many days are left, one that has begun not counted; below 0 once the instant is past."""
    return None if by is None else math.floor((by - now) / timedelta(days=1))


def _concerns(key: str, scheme: Scheme) -> bool:
    """Say whether a figure is one that calls of a scheme have."""
    if key == "direct_cap":
        return scheme.direct_cap is not None
    return key != "agencies" or scheme.is_joint


def _value(key: str, value: Any, programme: Programme) -> dict[str, Any]:
    """Return what a figure comes to, by the names that its words have for it."""
    match value:
        case Days():
            return {"first": value.first, "last": value.last}
        case tuple():
            named: dict[str, Mapping[str, Any]] = {"fields": programme.fields, "countries": programme.countries}
            known = named.get(key, {})
            return {
                "names": tuple(
                    known[one].name if one in known else getattr(one, "name", same(str(one))) for one in value
                )
            }
        case _:
            return {"value": Yen(value) if key.endswith("_cap") else value}


def laid_down(paper: Paper) -> tuple[Text, ...]:
    """Return what is laid down for a document: how many pages it may have, and its form."""
    most = paper.max_pages
    pages = label(counted("report.pages-at-most", most), count=most) if most else None
    return tuple(filter(None, (pages, paper.format)))
