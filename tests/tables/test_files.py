"""Tables as people make them, kept as files: `aspire budget --from` takes the budget that a person reads in each."""

from functools import partial
from pathlib import Path

import pytest
import yaml

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix in (".xlsx", ".csv"))


@pytest.fixture
def budget(aspire):
    return partial(aspire, "budget")


def test_there_are_enough():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_the_amounts_are_those_of_the_table(budget, name):
    expected = yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8"))
    status, said, complaints = budget("--from", str(FILES / name), "--format", "yaml", "--lang", "en")
    found = yaml.safe_load(said)["budget"]
    without_indirect = [{key: value for key, value in one.items() if key != "indirect"} for one in found["years"]]
    given = all("indirect" in one for one in expected)
    assert (found["years"] if given else without_indirect) == expected
    assert (status, found["unit"]) == (0, "yen"), complaints
    assert "table-" not in complaints
