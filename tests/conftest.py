"""Settings of all tests: property tests repeat the same examples on every machine."""

import os

import pytest
from hypothesis import HealthCheck, settings

from aspire_cli.document import compose
from aspire_cli.document import document as source

settings.register_profile(
    "quick",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("quick"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True, scope="session")
def nothing_of_the_machine():
    """Say the same whoever runs the tests: no language, width or colour of a terminal has a part in them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ASPIRE_DEBUG", "ASPIRE_LANG", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR"):
            patch.delenv(name, raising=False)
        for name in ("LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(params=["fastest", "pure"])
def read(request):
    """Read a text or bytes by libyaml, and once more by PyYAML's own parser."""
    composer = compose.FASTEST if request.param == "fastest" else compose.PURE

    def read_text(text):
        return source.read(text if isinstance(text, bytes) else text.encode(), "p.yaml", composer)

    return read_text
