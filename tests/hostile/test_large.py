"""Large files, one of each kind: checked by a call, without the bounds that `test_command` sets a process."""

import json

import pytest

from tests.hostile import catalogue
from tests.hostile.cases import EITHER, REJECT
from tests.hostile.safety import faults_of

KINDS = (
    "large-agencies-of-a-call-600",
    "large-comment",
    "large-japanese",
    "large-ligatures-of-institutions",
    "large-marks-of-a-field",
    "large-misspelt-institutions",
    "large-supports-until-days",
    "large-tags",
    "large-waiver-of-one-name",
    "too-large",
    "too-many-digits",
    "too-many-directives",
    "too-many-entries",
)


@pytest.mark.parametrize("name", KINDS)
def test_gets_what_it_must(name, aspire, tmp_path):
    """Holds "No input takes long" of SECURITY.md."""
    case = catalogue.LARGE[name]
    (tmp_path / "p.yaml").write_bytes(case.data)
    ran = aspire("check", "--format", "json", "--lang", "both", "p.yaml")
    assert case.must == EITHER or ran.status == (case.must == REJECT)
    assert faults_of("json", ran.out) == []
    (entry,) = json.loads(ran.out)["files"]
    assert case.rule is None or case.rule in {finding["rule"] for finding in entry["findings"]}


@pytest.mark.parametrize("command", ["fit", "budget"])
@pytest.mark.parametrize("name", ["large-agencies-of-a-call-600", "too-many-entries"])
def test_beside_its_limits_and_other_schemes(command, name, aspire, tmp_path):
    (tmp_path / "p.yaml").write_bytes(catalogue.LARGE[name].data)
    ran = aspire(command, "--format", "json", "p.yaml")
    assert ran.status in (0, 1)
    assert isinstance(json.loads(ran.out), dict)
