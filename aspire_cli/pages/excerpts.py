"""An excerpt of a proposal, put into a whole one: text stays text, so that comments and quotation marks do too."""

import re

from aspire_cli import shipped_files
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Programme, call_of

_SCHEME = re.compile(r"^scheme: *(\w+)", re.MULTILINE)
_INDENT = "  "
Block = tuple[str, list[str]]  # the key that begins it, and its lines


def in_fitting_proposal(excerpt: str) -> str:
    """Return the text of a proposal that fits, of the scheme that the excerpt names (else top), with the excerpt in it.

    A block of the excerpt stands in place of the block of the same name; where both hold keys, this holds one level
    down too.
    """
    scheme = _SCHEME.search(excerpt)
    whole = shipped_files.text(f"data/fitting/{scheme[1] if scheme else 'top'}.yaml")
    return "".join(_merged(whole.splitlines(keepends=True), excerpt.splitlines(keepends=True), ""))


def with_example_calls(programme: Programme) -> Programme:
    """Return the programme with the calls that examples name where no known call states what a rule asks for."""
    files = [f"data/fitting/calls/example-{form}.yaml" for form in ("top", "joint")]
    calls = (call_of(shipped_files.data(file), "own", shipped.agencies()) for file in files)
    return programme._replace(own_calls={**programme.own_calls, **{call.id: call for call in calls}})


def _merged(whole: list[str], excerpt: list[str], indent: str) -> list[str]:
    old, new = _blocks(whole, indent), _blocks(excerpt, indent)
    replaced = dict(old)
    kept = [line for key, lines in old if key not in dict(new) for line in lines]
    return kept + [line for key, lines in new for line in _put_over(replaced.get(key, []), lines, indent)]


def _put_over(old: list[str], new: list[str], indent: str) -> list[str]:
    if not indent and _holds_keys(old) and _holds_keys(new):
        return [new[0], *_merged(old[1:], new[1:], _INDENT)]
    return new


def _holds_keys(block: list[str]) -> bool:
    return len(block) > 1 and all(line.startswith(_INDENT) and not line.startswith(_INDENT + "-") for line in block[1:])


def _blocks(lines: list[str], indent: str) -> list[Block]:
    """Return the lines in blocks, each begun by a line that is indented no further."""
    blocks: list[Block] = []
    for line in lines:
        begins = line.startswith(indent) and not line[len(indent)].isspace()
        if begins or not blocks:
            blocks.append((line.partition(":")[0].strip(), []))
        blocks[-1][1].append(line)
    return blocks
