"""Settings of all tests, and the command as a call: no process starts, nothing of the machine has a part in it."""

import os
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from aspire_cli.cli import app
from aspire_cli.document import compose
from aspire_cli.document.document import read_document

# Both profiles repeat the same examples on every machine: a run that fails can be run again.
settings.register_profile(
    "quick",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("quick"), max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True, scope="session")
def nothing_of_the_machine():
    """Say the same whoever runs the tests: no language, width or colour of a terminal has a part in them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            *("ASPIRE_DEBUG", "ASPIRE_LANG", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "LC_ALL", "LC_MESSAGES"),
            *("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "SOURCE_DATE_EPOCH"),
        ):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


class Ran(NamedTuple):
    """What a call of the command gave back: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def aspire(tmp_path, monkeypatch, capsys):
    """Return a function that runs `aspire` with arguments in a folder of its own, in this process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        capsys.readouterr()
        status = app.run([*arguments])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture(params=[compose.FASTEST, compose.pure()], ids=["fastest", "pure"])
def read_by_one(request):
    """Read a text by one parser, where the other says the same in other words."""
    return lambda text: read_document(text.encode(), "p.yaml", request.param)


@pytest.fixture
def read():
    """Read a text or bytes by libyaml, and once more by PyYAML's own parser, which must say the same of it."""

    def read_text(text):
        content = text if isinstance(text, bytes) else text.encode()
        document = read_document(content, "p.yaml", compose.FASTEST)
        other = read_document(content, "p.yaml", compose.pure())
        assert repr((other.data, other.problems)) == repr((document.data, document.problems))
        return document

    return read_text
