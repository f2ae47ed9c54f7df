"""The figures of the programme, typed in again by hand from the page, each with the clause it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

# scale.top, scale.rising, scale.joint: 支援規模. The page gives a direct figure for the single calls alone.
DIRECT_CAPS = {"top": 380_000_000, "rising": 69_000_000}
TOTAL_CAPS = {"top": 500_000_000, "rising": 90_000_000, "joint": 500_000_000}

# scale.top, scale.rising: 直接経費の30%にあたる間接経費. For joint calls the page gives no rate.
INDIRECT_PERCENT = 30
PAGE_RATES = {"top": INDIRECT_PERCENT, "rising": INDIRECT_PERCENT}

# period.top, period.rising, period.joint: 支援期間, the fewest and the most years.
YEARS = {"top": (5, 5), "rising": (3, 3), "joint": (3, 5)}

# call-forms: 実施形態.
SCHEMES = ("top", "rising", "joint")
SINGLE = ("top", "rising")

# fields: 分野, in the order of the page.
FIELDS = ("ai", "bio", "energy", "materials", "quantum", "semiconductors", "telecommunications")

# countries: 対象国・地域, in the order of the page; EU is an entry of its own.
LISTED = (
    "AU", "AT", "BE", "CA", "CZ", "DK", "EU", "FI", "FR", "DE", "IT",
    "NL", "NO", "PL", "PT", "KR", "ES", "SE", "CH", "GB", "US",
)  # fmt: skip

# Members of the EU that the list does not name by themselves (the 27 without the 13 that it names).
OTHER_EU = ("BG", "HR", "CY", "EE", "GR", "HU", "IE", "LV", "LT", "LU", "MT", "RO", "SK", "SI")
LISTED_EU = ("AT", "BE", "CZ", "DK", "FI", "FR", "DE", "IT", "NL", "PL", "PT", "ES", "SE")
EU_MEMBERS = (*LISTED_EU, *OTHER_EU)

# Territories with a code of their own that belong to a listed state.
TERRITORIES = {
    "RE": "FR", "PF": "FR", "NC": "FR", "GP": "FR",
    "PR": "US", "GU": "US",
    "AX": "FI",
    "SJ": "NO",
    "AW": "NL", "CW": "NL",
    "GL": "DK", "FO": "DK",
    "BM": "GB", "GI": "GB",
}  # fmt: skip

# activities: all three are compulsory.
ACTIVITIES = ("research", "exchange", "training")

# The cost categories of the forms: 物品費, 旅費, 人件費・謝金, その他.
CATEGORIES = ("goods", "travel", "personnel", "other")

# Rounding to 万円 of each written amount of indirect costs, and to 千円 of each year of a form.
MAN = 10_000
THOUSAND = 1_000

# budget-unit-suspect: a whole proposal below this is most likely written in the wrong unit.
SUSPECT = 1_000_000


@dataclass(frozen=True)
class Call:
    """What a call lays down: only figures that are stated; an inferred one counts as not known."""

    scheme: str
    agencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    total_cap: int | None = None
    indirect_percent: int | None = None
    min_years: int | None = None
    max_years: int | None = None
    closes: datetime | None = None
    # The agencies of the call are ids of the data; a name that the data does not know stands here.
    unknown_agencies: tuple[str, ...] = ()
    inferred: tuple[str, ...] = field(default=())


def _japan(text: str) -> datetime:
    """An instant in Japan."""
    return datetime.fromisoformat(text + "+09:00")


# The calls of the facts, one a row; a closing day alone ends with that day in Japan.
CALLS = {
    "top-2025": Call("top", closes=_japan("2025-05-12T12:00")),
    "rising-2025": Call("rising", closes=_japan("2025-05-12T12:00")),
    "top-2024": Call("top"),
    "top-2023": Call("top"),
    "rising-2023": Call("rising"),
    "jp-uk-engineering-biology-2024": Call(
        "joint", ("bbsrc",), ("GB",), ("bio",), closes=_japan("2024-04-16T23:59:59")
    ),
    "jp-nsf-global-centers-2024": Call(
        "joint",
        ("nsf", "neh", "nserc", "sshrc", "rcf", "business-finland", "nrf", "msit", "bbsrc"),
        ("US", "CA", "FI", "KR", "GB"),
        ("bio",),
        min_years=4,
        max_years=5,
        # "17:00 at the submitter's own clock": the generator keeps away from that day and its neighbours.
        closes=_japan("2024-06-11T17:00"),
    ),
    "jp-de-quantum-2024": Call("joint", ("dfg",), ("DE",), ("quantum",), inferred=("min_years", "max_years")),
    "jp-uk-human-centred-ai-2025": Call(
        "joint",
        ("epsrc",),
        ("GB",),
        ("ai",),
        total_cap=280_000_000,
        indirect_percent=30,
        min_years=5,
        max_years=5,
    ),
    "jp-uk-quantum-technologies-2025": Call("joint", ("epsrc",), ("GB",), ("quantum",), min_years=5, max_years=5),
}

# Agencies of the data that a proposal of the generator may name, with the one above them.
AGENCIES: dict[str, str | None] = {
    "arc": None, "fwf": None, "fwo": None, "nserc": None, "sshrc": None, "cihr": None, "gacr": None, "dff": None,
    "ec": None, "erc": "ec", "msca": "ec", "rcf": None, "business-finland": None, "anr": None, "cnrs": None,
    "dfg": None, "bmftr": None, "mur": None, "nwo": None, "rcn": None, "ncn": None, "fct": None, "nrf": None,
    "msit": None, "aei": None, "vr": None, "snsf": None, "ukri": None, "epsrc": "ukri", "bbsrc": "ukri",
    "mrc": "ukri", "nsf": None, "neh": None, "doe": None,
}  # fmt: skip

# counterpart-support-from-japan: agencies of Japan, which are not the counterpart's own.
JAPANESE_AGENCIES = ("jst", "jsps", "nedo", "mext", "kakenhi")
