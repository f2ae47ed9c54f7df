"""Inputs that come near to proposals: data with odd values in it, and texts of proposals that are taken apart."""

from functools import reduce
from pathlib import Path

from hypothesis import strategies as st

from aspire_cli.proposal.table import PROPOSAL
from tests.helpers import proposal_data, to_yaml
from tests.hostile import catalogue
from tests.hostile.cases import BASE

CORPUS = Path(__file__).parent / "corpus"
SCHEMES = st.sampled_from(["top", "rising", "joint"])
ODD_TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "TBD",
            "未定",
            "NO",
            "~",
            "null",
            "true",
            "=",
            "<<",
            "*",
            "&a",
            "!x",
            "- a",
            "a: b",
            "#",
            "# aspire: ignore[x] y",
        ),
        *(
            "2026-13-01",
            "令和8年",
            "2026/1/1",
            "3億円",
            "1e9",
            "-1",
            "００１",
            "\u3000",
            "\u202e",
            "\x1b[2J",
            "::error::",
            "##vso[a]b",
        ),
        *(
            "[/]",
            "<b>",
            "{0}",
            "`",
            "|",
            "%s",
            "\ud800",
            "\ufeff",
            "\x85",
            "\u2028",
            "FR",
            "フランス",
            "Frnace",
            "quantum",
            "量子",
        ),
    ]
)
KEYS = sorted({key for _, key in PROPOSAL.places()})
TEXTS = ODD_TEXTS | st.text(max_size=12)
NUMBERS = st.integers(-(10**18), 10**18) | st.decimals(allow_nan=True, allow_infinity=True, places=3)
PLAIN = TEXTS | NUMBERS | st.booleans() | st.none()
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inner, max_size=4),
    max_leaves=6,
)
# What a text is taken apart with: pieces of YAML, and of what people type into it.
PIECES = st.sampled_from(
    [
        *(
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "  ",
            "\t",
            ", ",
            "#",
            " #",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "|\n",
            ">-\n",
            "?",
            "? ",
        ),
        *(
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "\r",
            "\r\n",
            "\\",
            "\\u",
            "@",
            "`",
            "\x00",
        ),
        *(
            "\u3000",
            "\xa0",
            "：",
            "“",
            "”",
            "\ufeff",
            "\u2028",
            "\x85",
            "\x1b",
            "😀",
            "e\u0301",
            "000",
            ",000",
            "1e9",
            ".nan",
            "0x",
        ),
        *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "# aspire: ignore[", "] x\n", "x-a: ", "scheme: ", "budget:\n"),
    ]
)


def paths(data, path=()):
    """Return the path of every value in plain data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(deeper for key, value in inner for deeper in paths(value, (*path, key)))]


def replaced(data, path, value):
    """Return plain data with a value at a path in place of its own."""
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


@st.composite
def changed_proposals(draw):
    """Draw the YAML of a proposal in which some values are others."""
    data = proposal_data(draw(SCHEMES), stage=draw(st.sampled_from(["final", "draft"])))
    for _ in range(draw(st.integers(1, 5))):
        data = replaced(data, draw(st.sampled_from(paths(data))), draw(VALUES))
    return to_yaml(data).encode("utf-8", "surrogatepass")


def seeds():
    """Return texts to begin with: a proposal, the small cases of the catalogue, what fuzzing has kept."""
    kept = [path.read_bytes() for path in sorted(CORPUS.glob("[!.]*"))]
    return [BASE.encode(), *kept, *(case.data for case in catalogue.SMALL.values() if len(case.data) < 4_000)]


def applied(data, change):
    """Return bytes with a stretch of them replaced; places count from 0 to 1."""
    start, length, piece = change
    begin = int(start * len(data))
    return data[:begin] + piece + data[begin + length :]


CHANGES = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.sampled_from([0, 0, 0, 1, 2, 5, 30, 300]),
    PIECES.map(str.encode)
    | st.just(b"")
    | st.binary(max_size=4)
    | ODD_TEXTS.map(lambda text: text.encode(errors="replace")),
)
CHANGED_TEXTS = st.builds(
    lambda data, changes: reduce(applied, changes, data),
    st.sampled_from(seeds()),
    st.lists(CHANGES, min_size=1, max_size=6),
)
PIECED_TEXTS = (
    st.lists(PIECES | TEXTS, max_size=25).map("".join).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
INPUTS = st.one_of(changed_proposals(), CHANGED_TEXTS, PIECED_TEXTS, st.binary(max_size=100))
