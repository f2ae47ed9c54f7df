r"""One pattern of git's as a regular expression that takes no step twice: what `*`, `?`, `[…]`, `\` and `**` mean.

Each `*` takes the nearest place at which what follows it fits, and never another: what stands behind the next `*` can
then begin at that place or any later one, so nothing is lost. The groups `(?>…)` say so to Python, and a match takes at
most the length of the path times that of the pattern.
"""

import re
from itertools import pairwise

SPECIAL = re.compile(rb"[*?\[\\]")
_NEVER = rb"(?!)"
_SLASH = ord("/")
_ANY = frozenset(range(1, 256)) - {_SLASH}  # what one place of a name can be
_CLASSES = {
    b"alnum": rb"[0-9A-Za-z]",
    b"alpha": rb"[A-Za-z]",
    b"blank": rb"[ \t]",
    b"cntrl": rb"[\x00-\x1f\x7f]",
    b"digit": rb"[0-9]",
    b"graph": rb"[!-~]",
    b"lower": rb"[a-z]",
    b"print": rb"[ -~]",
    b"punct": rb"[!-/:-@\[-`{-~]",
    b"space": rb"[\t\n\r ]",
    b"upper": rb"[A-Z]",
    b"xdigit": rb"[0-9A-Fa-f]",
}


class _Broken(Exception):  # noqa: N818
    r"""A pattern that matches nothing: a class without end or of an unknown name, a `\` at its end."""


# Tokens that are stars: `*`, a `**` of folders, and one that may take none, and the `/` behind it neither. Every other
# token is a regular expression of one byte.
_STAR, _DEEP, _DEEP_OR_NONE = b"*", b"**", b"**/"


def regex(pattern: bytes, *, anchored: bool, fold: bool) -> bytes:
    """Return what matches the whole of a path where the pattern is `anchored`, else the whole of a name.

    Args:
        pattern: without the `!` before and the `/` behind it.
        anchored: a path is matched: `*` takes no `/`, and `**` takes folders.
        fold: upper and lower case are one; what is matched is then written in lower case.
    """
    start = 0
    if anchored:
        pattern = pattern.removeprefix(b"/")
        # As in git: what stands before the first wildcard is compared, and the rest is a pattern of its own. So `a**/b`
        # is `a` and then `**/b`, which takes `a/x/b` and `ab` too.
        special = SPECIAL.search(pattern)
        start = special.start() if special else len(pattern)
    literal = re.escape(pattern[:start].lower() if fold else pattern[:start])
    try:
        return literal + _joined(_tokens(pattern[start:], anchored=anchored, fold=fold))
    except _Broken:
        return _NEVER


def _tokens(pattern: bytes, *, anchored: bool, fold: bool) -> list[bytes]:
    tokens: list[bytes] = []
    at = 0
    while at < len(pattern):
        one = pattern[at : at + 1]
        if one == b"*":
            end = at
            while pattern[end : end + 1] == b"*":
                end += 1
            after = pattern[end : end + 2]
            whole = end - at > 1 and (at == 0 or pattern[at - 1] == _SLASH)
            if anchored and whole and (not after or after[:1] == b"/" or after == b"\\/"):
                tokens.append(_DEEP_OR_NONE if after[:1] == b"/" else _DEEP)
            else:
                tokens.append(_STAR)
            at = end
        elif one == b"[":
            found, at = _class(pattern, at + 1, fold=fold)
            tokens.append(found)
        elif one == b"?":
            tokens.append(rb"[^/]")
            at += 1
        else:
            at += one == b"\\"
            if at == len(pattern):
                raise _Broken
            literal = pattern[at : at + 1]
            tokens.append(re.escape(literal.lower() if fold else literal))
            at += 1
    return tokens


def _class(pattern: bytes, at: int, *, fold: bool) -> tuple[bytes, int]:
    """Return what a class takes, and where it ends; `at` is behind its `[`."""
    negated = pattern[at : at + 1] in (b"!", b"^")
    at += negated
    taken: set[int] = set()
    before = 0  # the byte from which a `-` makes a range; 0 where there is none
    first = True
    while first or pattern[at : at + 1] != b"]":
        first = False
        if at >= len(pattern):
            raise _Broken
        here = pattern[at]
        if here == ord("\\"):
            before, at = _escaped(pattern, at)
            taken.add(before)
        elif here == ord("-") and before and pattern[at + 1 : at + 2] not in (b"", b"]"):
            last, at = _escaped(pattern, at + 1)
            taken.update(_range(before, last, fold=fold))
            before = 0
        elif (named := _named(pattern, at)) is not None:
            members = _CLASSES.get(named)
            if members is None:
                raise _Broken
            taken.update(byte for byte in _ANY if re.match(members, bytes([byte])))
            if fold and named == b"upper":
                taken.update(b"abcdefghijklmnopqrstuvwxyz")
            before, at = 0, at + len(named) + 3
        else:
            before = here
            taken.add(here)
        at += 1
    return _one_of(_ANY - taken if negated else _ANY & taken), at + 1


def _escaped(pattern: bytes, at: int) -> tuple[int, int]:
    r"""Return the byte at a place, or the one behind a `\` there, and where it stands."""
    at += pattern[at : at + 1] == b"\\"
    if at >= len(pattern):
        raise _Broken
    return pattern[at], at


def _range(first: int, last: int, *, fold: bool) -> set[int]:
    taken = set(range(first, last + 1))
    return taken | {byte + 32 for byte in taken if 65 <= byte <= 90} if fold else taken


def _named(pattern: bytes, at: int) -> bytes | None:
    """Return the name in `[:name:]` where one begins; without a `]` behind it, the class never ends."""
    if pattern[at : at + 2] != b"[:":
        return None
    end = pattern.find(b"]", at + 2)
    if end < 0:
        raise _Broken
    return pattern[at + 2 : end - 1] if end > at + 2 and pattern[end - 1] == ord(":") else None


def _one_of(taken: frozenset[int]) -> bytes:
    if not taken:
        raise _Broken
    negated = len(taken) > len(_ANY) // 2
    written = b"".join(b"\\x%02x" % byte for byte in sorted({*_ANY, _SLASH} - taken if negated else taken))
    return b"[" + b"^" * negated + written + b"]"


def _joined(tokens: list[bytes]) -> bytes:
    """Return the expression of all tokens: what follows a `**` is looked for at the nearest place, and nowhere else."""
    stars = [number for number, token in enumerate(tokens) if token in (_DEEP, _DEEP_OR_NONE)]
    made = [_steps(tokens[: stars[0]] if stars else tokens)]
    for star, after in pairwise([*stars, len(tokens)]):
        if star + 1 == len(tokens):
            made.append(rb".*")
            continue
        folders = rb"(?:.*?/)??" if tokens[star] == _DEEP_OR_NONE else rb".*?/"
        end = rb"\Z)" if after == len(tokens) else rb")"
        made.append(rb"(?>" + folders + _steps(tokens[star + 2 : after]) + end)
    return b"".join(made)


def _steps(tokens: list[bytes]) -> bytes:
    """Return the expression of tokens without a `**`: each step from its start to its end."""
    steps: list[list[bytes]] = [[b""]]  # of each step what stands between its stars
    for token in tokens:
        if token == b"/":
            steps.append([b""])
        elif token == _STAR:
            steps[-1].append(b"")
        else:
            steps[-1][-1] += token
    return b"/".join(_step(*pieces) for pieces in steps)


def _step(first: bytes, *others: bytes) -> bytes:
    if not others:
        return first
    nearest = b"".join(rb"(?>[^/]*?" + piece + b")" for piece in others[:-1])
    return first + nearest + rb"(?>[^/]*" + others[-1] + rb"(?=/|\Z))"
