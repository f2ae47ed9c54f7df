"""What holds for every proposal, looked for with many: order, places, sums, lengths, and that nothing raises."""

import random
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aspire_cli
from aspire_cli import fiscal
from aspire_cli.checking import checker
from aspire_cli.document import compose
from aspire_cli.document.document import read_document
from aspire_cli.fiscal import Period
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.budget import indirect_costs, year_of
from tests.helpers import REMOVED, TODAY, Plain, check, proposal, proposal_data, to_yaml, would_write, years

SCHEMES = ("top", "rising", "joint")
EDITION = load_programme()


def paths(data, path=()):
    """Yield the dotted path of every part of some data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, item in entries:
        yield ".".join((*path, str(step)))
        yield from paths(item, (*path, str(step)))


def without(text, names):
    """Return the findings as names and pointers, in no order."""
    return sorted((one.rule, one.pointer, one.severity) for one in check(text).findings if one.rule not in names)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**9),
    st.sampled_from(
        ["", "TBD", "x", "2026-12-01", "2031/3/31", "5億円", "SG", "フランス", "ai", "draft", "joint", "\U0001f600 量"]
    ),
    st.sampled_from([Plain(text) for text in (".nan", "1.5", "007", "1e9", "NO", "''", "[a, {b: 1}]", "2026-02-30")]),
    st.lists(st.sampled_from(["x", 5, None]), max_size=2),
    st.dictionaries(st.sampled_from(["en", "agency", "what", "x-own"]), st.sampled_from(["x", 5, None]), max_size=2),
    st.just(REMOVED),
)


@st.composite
def changed_proposals(draw):
    """Proposals with up to four parts replaced or taken away."""
    scheme = draw(st.sampled_from(SCHEMES))
    data = proposal_data(scheme)
    for _ in range(draw(st.integers(0, 4))):
        path = draw(st.sampled_from(sorted(paths(data))))
        *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        where = data
        for step in parents:
            where = where[step]
        value = draw(VALUES)
        if value is REMOVED:
            del where[last]
        else:
            where[last] = value
        if not data:
            return "{}"
    return to_yaml(data)


class TestPeriods:
    @given(st.dates(fiscal.date(1901, 1, 1), fiscal.date(2190, 12, 31)), st.sampled_from(["top", "rising"]))
    def test_exactly_as_long_as_laid_down_is_always_right(self, start, scheme):
        end = fiscal.last_day(start, EDITION.schemes[scheme].max_years)
        rules = {"period-length", "period-fiscal-year-end", "period-order"}
        text = proposal(scheme, **{"period.start": str(start), "period.end": str(end)})
        assert check(text, rules=rules).findings == ()
        for days in (-1, 1):
            other = end + timedelta(days=days)
            found = check(proposal(scheme, **{"period.start": str(start), "period.end": str(other)}), rules=rules)
            (finding,) = found.findings
            if (other.month, other.day) == (3, 31):
                assert finding.rule == "period-fiscal-year-end"
            else:
                assert (finding.rule, would_write(finding)) == ("period-length", str(end) if days == 1 else None)

    @given(st.dates(fiscal.date(1901, 1, 1), fiscal.date(2190, 12, 31)), st.integers(0, 3000))
    def test_every_fiscal_year_of_the_period_and_no_other(self, start, days):
        period = Period(start, start + timedelta(days=days))
        touched = {fiscal.fiscal_year(start + timedelta(days=day)) for day in range(days + 1)}
        assert set(fiscal.fiscal_years(period)) == touched


AMOUNTS = st.lists(st.integers(0, 10**10), min_size=1, max_size=8)


class TestIndirectCosts:
    @given(AMOUNTS)
    def test_computed_at_thirty_percent_they_are_the_floor_of_the_whole(self, amounts):
        entries = [year_of((), 2026, None, amount, {}, None) for amount in amounts]
        shares = indirect_costs(entries, 30)
        assert sum(shares) == sum(amounts) * 3 // 10
        assert all(share >= 0 for share in shares)
        assert 10 * sum(shares) <= 3 * sum(amounts)

    @given(AMOUNTS)
    def test_computed_they_are_never_above_the_rate(self, amounts):
        text = proposal(budget={"years": years(*amounts)})
        assert check(text, rules={"budget-indirect-rate"}).findings == ()

    @given(AMOUNTS, st.integers(0, 30))
    def test_each_year_rounded_to_ten_thousand_yen_is_never_above_the_rate(self, amounts, percent):
        entries = [
            {"fiscal_year": 2026 + number, "direct": amount, "indirect": -(-amount * percent // 1_000_000) * 10_000}
            for number, amount in enumerate(amounts)
        ]
        text = proposal(budget={"years": entries})
        assert check(text, rules={"budget-indirect-rate"}).findings == ()


class TestCaps:
    @given(st.integers(0, 400_000_000), st.sampled_from(["top", "rising"]))
    def test_a_direct_sum_is_told_by_one_rule_at_most(self, direct, scheme):
        text = proposal(scheme, budget={"years": years(direct)})
        found = [one.rule for one in check(text, rules={"budget-direct-cap", "budget-direct-rounding"}).findings]
        cap = EDITION.schemes[scheme].direct_cap
        assert len(found) == (direct > cap)

    @given(st.integers(0, 600_000_000), st.sampled_from(["top", "rising"]))
    def test_no_error_within_the_total_cap_at_the_full_rate(self, direct, scheme):
        total = direct + direct * 3 // 10
        text = proposal(scheme, budget={"years": years(direct)})
        rules = {"budget-direct-cap", "budget-total-cap"}
        assert bool(check(text, rules=rules).findings) == (total > EDITION.schemes[scheme].total_cap)


class TestOrderOfKeys:
    @given(changed_proposals(), st.randoms(use_true_random=False))
    def test_never_changes_what_is_found(self, text, chance):
        data = read_document(text.encode()).data
        if not isinstance(data, dict):
            return
        assert without(to_yaml_shuffled(data, chance), ()) == without(to_yaml(plainly(data)), ())


def plainly(data):
    """Return read data as it can be written again: numbers as they stood."""
    if isinstance(data, dict):
        return {key: plainly(item) for key, item in data.items()}
    if isinstance(data, list):
        return [plainly(item) for item in data]
    if isinstance(data, int | str | None):
        return Plain(data.written) if hasattr(data, "written") else data
    return Plain(str(data).replace("NaN", ".nan").replace("E", "e"))


def to_yaml_shuffled(data, chance):
    def shuffled(part):
        if isinstance(part, dict):
            keys = list(part)
            chance.shuffle(keys)
            return {key: shuffled(part[key]) for key in keys}
        return [shuffled(item) for item in part] if isinstance(part, list) else part

    return to_yaml(shuffled(plainly(data)))


class TestPlaces:
    @given(changed_proposals())
    def test_every_place_lies_in_the_file(self, text):
        lines = text.splitlines()
        for finding in check(text).findings:
            for place in (finding.place, *(related.place for related in finding.related)):
                assert 1 <= place.line <= place.end_line <= len(lines)
                assert 1 <= place.column < place.end_column <= len(lines[place.end_line - 1]) + 1
            assert finding.excerpt == lines[finding.line - 1]

    @given(st.sampled_from(SCHEMES), st.data())
    def test_and_on_its_value(self, scheme, data):
        whole = proposal_data(scheme)
        path = data.draw(
            st.sampled_from(sorted(path for path in paths(whole) if isinstance(value_at(whole, path), str)))
        )
        mark = f"ZZZ {random.Random(path).randrange(10**6)}"
        text = proposal(scheme, **{path: mark})
        here = "/" + path.replace(".", "/")
        for finding in check(text).findings:
            if finding.pointer == here:
                place = finding.place
                assert text.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1] == mark

    @given(changed_proposals())
    def test_a_pointer_leads_to_a_part_or_to_what_is_missing_in_one(self, text):
        data = read_document(text.encode()).data
        for finding in check(text).findings:
            steps = [step.replace("~1", "/").replace("~0", "~") for step in finding.pointer.split("/")[1:]]
            where = data
            for step in steps[:-1]:
                where = where[int(step)] if isinstance(where, list) else where[step]
            assert isinstance(where, dict | list) or not steps


def value_at(data, path):
    for step in path.split("."):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


class TestWhatever:
    @given(st.binary(max_size=200))
    def test_any_bytes(self, data):
        report = aspire_cli.check(data, today=TODAY)
        assert report.failures == ()
        assert report.verdict in ("unreadable", "does-not-fit")

    @given(st.text(max_size=200))
    def test_any_text(self, text):
        report = aspire_cli.check("# \n" + text, today=TODAY)
        assert report.failures == ()
        assert report.verdict in ("unreadable", "does-not-fit")

    @given(changed_proposals())
    def test_any_proposal_and_every_sentence_of_it(self, text):
        report = check(text)
        assert report.verdict != "unreadable"
        for finding in report.findings:
            for lang in ("en", "ja"):
                assert finding.message_in(lang).strip()
                assert finding.hint_in(lang) != ""

    @given(changed_proposals())
    def test_both_parsers_find_the_same(self, text):
        options = checker.Options(TODAY)
        found = [
            checker.check_document(read_document(text.encode(), "p", composer), "", EDITION, options).findings
            for composer in (compose.FASTEST, compose.pure())
        ]
        assert found[0] == found[1]

    @given(changed_proposals())
    def test_a_draft_is_never_told_worse(self, text):
        final, draft = check(text, stage="final"), check(text, stage="draft")
        worse = {(one.rule, one.pointer, one.severity) for one in draft.findings if one.severity == "error"}
        assert worse <= {(one.rule, one.pointer, one.severity) for one in final.findings}

    @given(
        st.lists(st.sampled_from(["cap", "field", "SG", "x\u202ey", "\u3000", "#", "a" * 300]), min_size=1, max_size=3)
    )
    def test_names_from_anywhere(self, parts):
        name = " ".join(parts)
        for path in ("field", "counterparts.0.country", "scheme", "call", "counterparts.0.support.agency"):
            for finding in check(proposal("joint", **{path: name})).findings:
                assert "\u202e" not in finding.message_in("en") + finding.message_in("ja")


SLIPS = (5, True, "zz", ["zz"], Plain("1.5"), Plain(".nan"), None, "TBD")


@pytest.mark.parametrize(
    ("scheme", "slips"),
    [
        ("top", SLIPS),
        ("rising", SLIPS[::4]),
        ("joint", SLIPS[1::3]),
        pytest.param("rising", SLIPS, marks=pytest.mark.slow),
        pytest.param("joint", SLIPS, marks=pytest.mark.slow),
    ],
)
def test_every_single_slip_is_one_finding(scheme, slips):
    """Whatever one value is replaced by, no two rules speak of it."""
    whole = proposal_data(scheme)
    for path in (path for path in paths(whole) if not re.search(r"years\.[1-9]", path)):
        for value in slips:
            assert len(check(proposal(scheme, **{path: value})).findings) <= 1, (path, value)
