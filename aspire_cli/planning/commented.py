"""Lines of YAML and comments from a template: names filled in, long comments wrapped, short ones one under another."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from aspire_cli.words.wrapping import wrap

Values = Mapping[str, str | Sequence[str]]
_WIDTH = 100  # cells of a line
_BEHIND = 34  # cells before a comment that stands behind a key
_NAME = r"\{([\w:.*-]+)\}"
_RUNNING_COMMENT = r"( *# )(\S.*)"  # a comment further in is an example, and stays as it is
_KEY_AND_COMMENT = r"( *(?:# )?\S.*?)  (# .*)"


def filled(template: str, values: Values) -> Iterator[str]:
    """Yield the lines of a template with each `{name}` replaced by its value.

    A comment line that is one name alone is left out where its value is empty, and repeated for each of several.
    """
    for line in template.splitlines():
        alone = re.fullmatch(rf"( *# *){_NAME}", line)
        if alone is None:
            yield from _fitting(re.sub(_NAME, lambda match: _word(values[match[1]]), line))
        else:
            for text in _several(values[alone[2]]):
                yield from _fitting(alone[1] + text)


def _word(value: str | Sequence[str]) -> str:
    assert isinstance(value, str)  # several lines only ever stand alone
    return value


def _several(value: str | Sequence[str]) -> Sequence[str]:
    return ([value] if value else []) if isinstance(value, str) else value


def _fitting(line: str) -> Iterator[str]:
    behind = re.fullmatch(_KEY_AND_COMMENT, line)
    if behind is not None:
        yield behind[1] + " " * max(_BEHIND - cell_len(behind[1]), 2) + behind[2]
        return
    comment = re.fullmatch(_RUNNING_COMMENT, line)
    if comment is None or cell_len(line) <= _WIDTH:
        yield line
        return
    yield from (comment[1] + text for text in wrap(comment[2], _WIDTH - cell_len(comment[1])))
