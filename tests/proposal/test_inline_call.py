"""From a document's data to a joint call, known or inline, and to the limits that it narrows."""

import pytest

from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Call, Figure
from aspire_cli.proposal.model import limits_of
from aspire_cli.words.text import Text
from tests.helpers import JOINT_CALL, REMOVED, changed, refused


class TestJointCall:
    @pytest.mark.parametrize("text", [JOINT_CALL, JOINT_CALL.upper(), f" {JOINT_CALL} "])
    def test_known(self, text):
        found = changed("joint", call=text)
        assert found.call.id == JOINT_CALL
        assert (found.limits.total_cap, found.limits.min_years, found.limits.max_years) == (280_000_000, 5, 5)

    def test_unknown(self):
        found = changed("joint", call="jp-xx-2030")
        assert found.call is None
        assert found.call_text.text == "jp-xx-2030"
        assert (found.limits.call, found.limits.total_cap) == (None, 500_000_000)

    @pytest.mark.parametrize("value", [REMOVED, None, "", "TBD"])
    def test_none(self, value):
        found = changed("joint", call=value)
        assert found.call_text is found.call is None

    @pytest.mark.parametrize("value", [5, ["x"], True])
    def test_ill_typed(self, value):
        found = changed("joint", call=value)
        assert found.call_text == (("call",), None, None, (), frozenset())
        assert found.call is None

    INLINE = {  # noqa: RUF012
        "agency": "DFG",
        "theme": "Quantum technologies",
        "field": "量子",
        "countries": ["Germany", "FR"],
        "total_cap": "3億円",
        "min_years": 4,
        "max_years": 5,
    }

    def test_inline(self):
        found = changed("joint", call=self.INLINE)
        call = found.call
        assert (call.countries, call.fields, call.origin) == (Figure(("DE", "FR")), Figure(("quantum",)), "inline")
        assert call.total_cap == Figure(300_000_000)
        assert (call.min_years.value, call.max_years.value) == (4, 5)
        assert call.theme == Text("Quantum technologies", "Quantum technologies")
        assert [(one.id, one.name.en) for one in call.agencies.value] == [("dfg", "DFG")]
        assert found.call_text.outside == ()
        assert (found.limits.total_cap, found.limits.min_years, found.limits.max_years) == (300_000_000, 4, 5)

    def test_inline_and_almost_empty(self):
        call = changed("joint", call={"agency": "TBD", "theme": None, "max_years": "x"}).call
        assert (call.agencies, call.countries, call.fields, call.theme) == (None, None, None, None)
        assert call.total_cap is call.min_years is call.max_years is None

    def test_inline_with_names_outside_the_programme(self):
        inline = {**self.INLINE, "countries": ["SG", "Atlantis", "DE", "IE"], "field": "medicine"}
        found = changed("joint", call=inline)
        assert found.call_text.outside == (
            (("call", "countries", 0), "SG"),
            (("call", "countries", 1), "Atlantis"),
            (("call", "countries", 3), "IE"),
            (("call", "field"), "medicine"),
        )
        assert (found.call.countries, found.call.fields) == (Figure(("SG", "DE", "IE")), None)

    def test_inline_cap_that_cannot_be_taken(self):
        assert refused("joint", call={**self.INLINE, "total_cap": "much"}) == [
            (("call", "total_cap"), "amount-unreadable", None)
        ]

    def test_agencies_in_a_list(self):
        found = changed("joint", call={**self.INLINE, "agency": ["DFG", "ANR", "TBD"]})
        assert [agency.name.en for agency in found.call.agencies.value] == ["DFG", "ANR"]

    def test_a_single_scheme_takes_no_figure_of_a_call(self):
        found = changed("top", call=JOINT_CALL)
        assert found.limits.call is None
        assert found.limits.total_cap == 500_000_000
        assert found.call is None


class TestLimits:
    @pytest.mark.parametrize(
        ("scheme", "bounds"),
        [
            ("top", (380_000_000, 500_000_000, 30, 5, 5)),
            ("rising", (69_000_000, 90_000_000, 30, 3, 3)),
            ("joint", (None, 500_000_000, None, 3, 5)),
        ],
    )
    def test_of_a_scheme(self, scheme, bounds):
        edition = load_programme()
        assert limits_of(edition, edition.schemes[scheme], None)[2:] == bounds

    @pytest.mark.parametrize(
        ("call", "total_cap", "shortest", "longest"),
        [
            ({"total_cap": 500_000_001}, 500_000_000, 3, 5),
            ({"total_cap": 1}, 1, 3, 5),
            ({"min_years": 4}, 500_000_000, 4, 5),
            ({"max_years": 4}, 500_000_000, 3, 4),
            ({"min_years": 2, "max_years": 9}, 500_000_000, 3, 5),
            ({"min_years": 5, "max_years": 4}, 500_000_000, 3, 5),
            ({"min_years": 6}, 500_000_000, 3, 5),
        ],
    )
    def test_narrowed_by_a_call(self, call, total_cap, shortest, longest):
        assert changed("joint", call=call).limits[2:] == (None, total_cap, None, shortest, longest)

    @pytest.mark.parametrize(
        ("scheme", "figures", "bounds"),
        [
            ("top", {"direct_cap": 380_000_001, "indirect_percent": 31}, (380_000_000, 500_000_000, 30)),
            ("top", {"direct_cap": 379_999_999, "indirect_percent": 29}, (379_999_999, 500_000_000, 29)),
            ("rising", {"total_cap": 89_999_999}, (69_000_000, 89_999_999, 30)),
            ("joint", {"direct_cap": 1, "indirect_percent": 40}, (1, 500_000_000, 40)),
        ],
    )
    def test_the_tighter_of_the_page_s_and_the_call_s(self, scheme, figures, bounds):
        edition = load_programme()
        call = Call("ours", scheme, edition.name, **{key: Figure(value) for key, value in figures.items()})
        scheme = edition.schemes[scheme]
        assert limits_of(edition, scheme, call)[2:5] == bounds
        inferred = call._replace(**{key: Figure(value, "inferred") for key, value in figures.items()})
        assert limits_of(edition, scheme, inferred)[2:] == limits_of(edition, scheme, None)[2:]
