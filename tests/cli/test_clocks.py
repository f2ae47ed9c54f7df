"""Clocks and days at both ends of the calendar: nothing breaks, whatever is compared with them."""

from datetime import datetime

import pytest

from aspire_cli import fiscal
from tests.helpers import each, proposal_data, to_yaml

CALLS = """
id: {name}
scheme: top
name: {{en: A, ja: A}}
opens: {opens}
closes: {closes}
support_starts: {{from: 0001-01-01, to: 9999-12-31}}
steps: [{{what: {{en: a, ja: a}}, by: {closes}}}, {{what: {{en: a, ja: a}}, by: {opens}}}]
"""
FIRST, LAST = "0001-01-01", "9999-12-31"
INSTANTS = {
    "wide": (f"{FIRST}T00:00:00+14:00", f"{LAST}T23:59:59-12:00"),
    "early": (f"{FIRST}T00:00:00+23:59", FIRST),
    "late": (LAST, f"{LAST}T23:59:59-23:59"),
}
COMMANDS = (["check", "-f", "full"], ["check", "-f", "json"], ["fit"], ["budget"])
PERIODS = [
    (FIRST, FIRST),
    (FIRST, LAST),
    (LAST, LAST),
    (LAST, FIRST),
    ("9995-01-01", LAST),
    ("0001-04-01", "0006-03-31"),
]


class Beyond(datetime):
    """A clock beyond the year 9999."""

    @classmethod
    def now(cls, tz=None):
        raise ValueError("year 10000 is out of range")


class AtTheEnd(datetime):
    """A clock in the last hours of UTC, of which Japan has none left."""

    @classmethod
    def now(cls, tz=None):
        raise OverflowError("date value out of range")


class AtTheStart(datetime):
    """A clock that was never set."""

    @classmethod
    def now(cls, tz=None):
        return datetime(1, 1, 1, tzinfo=tz)


@pytest.fixture
def folder(tmp_path):
    for name, (opens, closes) in INSTANTS.items():
        (tmp_path / f"{name}.call.yaml").write_text(
            CALLS.format(name=name, opens=opens, closes=closes), encoding="utf-8"
        )
    return tmp_path


def write(folder, start, end, call):
    data = proposal_data("top", **{"period.start": start, "period.end": end})
    data["counterparts"][0]["support"] = {"agency": "NSF", "status": "receiving", "until": end}
    data["budget"]["years"] = [{"fiscal_year": year, "direct": 1} for year in (0, 1, 2, 9998, 9999, 10000)]
    (folder / "p.yaml").write_text(to_yaml(data | ({"call": call} if call else {})), encoding="utf-8")


@each(("start", "end"), PERIODS)
@each("call", [None, *INSTANTS])
def test_periods_and_days(aspire, folder, start, end, call):
    write(folder, start, end, call)
    calls = [f"--calls={name}.call.yaml" for name in INSTANTS]
    for command, *more in COMMANDS:
        for today in (f"{FIRST}T00:00:00+23:59", f"{LAST}T23:59:59-23:59"):
            ran = aspire(command, "p.yaml", *more, *calls, *([] if command == "budget" else ["--today", today]))
            assert (ran.status, ran.err) == (1, ""), (command, today)


@each("clock", [Beyond, AtTheEnd, AtTheStart])
def test_clocks(aspire, folder, monkeypatch, clock):
    monkeypatch.setattr(fiscal, "datetime", clock)
    write(folder, "2026-12-01", "2031-11-30", "wide")
    calls = [f"--calls={name}.call.yaml" for name in INSTANTS]
    for asked in (
        *([command, "p.yaml", *more] for command, *more in COMMANDS),
        ["check", "p.yaml", "-f", "html"],
        ["list", "calls"],
    ):
        assert aspire(*asked, *calls).status in (0, 1), asked
    ran = aspire("init", "--scheme", "top", "--force", "x.proposal.yaml")
    assert ran.status == 0 or "goes beyond the fiscal years 2000 to 2100" in ran.err


@each("day", [FIRST, LAST, "10000-01-01", "0000-01-01"])
def test_a_day_outside_all_years_is_wrong_use(aspire, folder, day):
    write(folder, "2026-12-01", "2031-11-30", None)
    ran = aspire("check", "p.yaml", "--today", day)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
