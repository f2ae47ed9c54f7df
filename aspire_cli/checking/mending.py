"""Mends applied to a file, over and over until none is left, as long as nothing gets worse by them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from aspire_cli import limits
from aspire_cli.checking.checker import READING, SHAPE, UNREADABLE, Options, check_bytes, failure
from aspire_cli.document.edits import applied
from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import WHOLE_CHECK, Finding, Report
from aspire_cli.finding.detail import Change
from aspire_cli.problem import Edit
from aspire_cli.programme.model import Programme
from aspire_cli.rules import BY_NAME

_FAR = (limits.LARGEST_FILE, 0)  # a line and column that no file has
_NOT_UNDERSTOOD = (SHAPE, READING)  # topics of what has no meaning, or none that a rule could look at


def check_and_mend(data: bytes, path: str, programme: Programme, options: Options) -> Report:
    """Return the report on a file as it is, with what the mends that are asked for come to."""
    options = options._replace(edits=True)
    report = check_bytes(data, path, programme, options)
    try:
        made = mended(data, report, programme, options)
    except Exception as error:  # a fault of the program on one file must not keep the others from being mended
        report = report._replace(failures=(*report.failures, failure(WHOLE_CHECK, error)))
        made = Change(data, data, report)
    is_any = made.number or made.left or made.too_many
    return report._replace(change=made) if is_any or path == STANDARD_INPUT else report


def mended(data: bytes, before: Report, programme: Programme, options: Options) -> Change:
    """Return what the mends of a file come to, of which this is the report; what they do not change stays byte by byte.

    What is waived, and what rules find that are not asked for, is not mended. A mend is left that would bring about
    another finding, or not take its own away.
    """
    now, report, number, gone_over = data, before, 0, 0
    left: dict[object, Finding] = {}
    while chosen := _chosen(report, options.mends == "all", left.keys()):
        for attempt in (chosen, chosen[:1]) if len(chosen) > 1 else (chosen,):
            gone_over += len(now) + limits.WEIGHT_OF_A_FINDING * (len(report.findings) + report.left_out)
            tried = applied(now, (edit for one in attempt for edit in _edits(one)))
            after = check_bytes(tried, before.path, programme, options)
            if not _is_worse(report, after, attempt):
                now, report, number = tried, after, number + len(attempt)
                left = {key: one for key, one in left.items() if one.topic != READING}  # they may be read now
                break
        else:
            left[_identity(chosen[0])] = chosen[0]
        if gone_over > limits.MOST_MENDED:
            return Change(data, data, before, too_many=True)
    return Change(data, now, report, number, len(left))


def _chosen(report: Report, unsafe: bool, left: Collection[object]) -> list[Finding]:
    """Return findings to mend at once, none of whose edits touch another's.

    First come those that hide others, whose mends may bring to light what no rule could see before.
    """
    may_be = [one for one in report.findings if one.fix and (one.fix.safe or unsafe) and _identity(one) not in left]
    slips = [one for one in may_be if one.topic == READING]
    hiding = [one for one in may_be if _hides_others(one)]
    return list(_apart(slips or hiding or may_be))


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose edits do not touch those of one before; the same edits twice are made once."""
    taken: set[Edit] = set()
    for one in findings:
        edits = set(_edits(one))
        if edits <= taken or not any(_touch(edit, other) for edit in edits for other in taken):
            taken |= edits
            yield one


def _touch(one: Edit, other: Edit) -> bool:
    return one[:2] <= other[2:4] and other[:2] <= one[2:4]


def _edits(finding: Finding) -> Sequence[Edit]:
    return finding.fix.edits if finding.fix else ()


def _hides_others(finding: Finding) -> bool:
    return finding.topic in _NOT_UNDERSTOOD or BY_NAME[finding.rule].hides_others


def _identity(finding: Finding) -> object:
    """Return what tells a finding from others whatever is mended above it."""
    return finding.rule, finding.pointer, finding.excerpt, tuple(edit.text for edit in _edits(finding))


def _is_worse(before: Report, after: Report, mended: Sequence[Finding]) -> bool:
    """Say whether mends did not take away what they mend, or brought about what was not there before.

    What could not be looked at before, since a mended value had no meaning, was there all the same.
    """
    if after.failures:
        return True
    if before.verdict == UNREADABLE:
        return after.verdict == UNREADABLE and _comes_no_further(before, after, mended)
    if after.verdict == UNREADABLE:
        return True
    were, are = _counted(before), _counted(after)
    if any(are[_key(one)] >= were[_key(one)] for one in mended):
        return True
    new = are - were
    if not any(map(_hides_others, mended)):
        return bool(new)
    return any(_is_elsewhere(rule, pointer, mended) for rule, pointer in new)


def _comes_no_further(before: Report, after: Report, mended: Sequence[Finding]) -> bool:
    """Say whether the reading of a file still comes to a halt where it did, or before that at what has no mend."""
    others = Counter(map(_slip, before.findings)) - Counter(map(_slip, mended))
    new = Counter(map(_slip, after.findings)) - others
    if not new.keys().isdisjoint(map(_slip, mended)):
        return True
    come_to = [_position(one) for one in after.findings if _slip(one) in new and one.fix is None]
    return min(come_to, default=_FAR) <= min(map(_position, mended))


def _is_elsewhere(rule: str, pointer: str, mended: Sequence[Finding]) -> bool:
    """Say whether a finding on the shape is not at or below what was mended: no value in another place decides it."""
    if BY_NAME[rule].topic != SHAPE:
        return False
    return not any(pointer.startswith(_mended_at(one)) for one in mended)


def _mended_at(finding: Finding) -> str:
    if finding.mend is not None and finding.mend.kind == "key":
        return f"{finding.pointer.rpartition('/')[0]}/{finding.mend.what}"
    return finding.pointer


def _slip(finding: Finding) -> tuple[str, str, int]:
    return finding.rule, finding.message_variant, finding.line


def _position(finding: Finding) -> tuple[int, int]:
    return finding.line, finding.column


def _counted(report: Report) -> Counter[tuple[str, str]]:
    return Counter((*map(_key, (*report.findings, *report.waived)), *report.unshown))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.pointer
