"""The hooks that pre-commit is offered: which names they take, and what they do with those they are given."""

import re

from aspire_cli.files.find import takes_proposals
from tests.helpers import proposal
from tests.integration.repositories import hooks

BAD = proposal("top", field="cooking")
NAMES = (
    *("proposal.yaml", "proposal.yml", "a.proposal.yaml", "a.b.proposal.yml", "Proposal.YAML", "提案.proposal.yaml"),
    *("proposal.yaml.orig", "proposals.yaml", "my-proposal.yaml", "aproposal.yaml", "proposal.yamls"),
    *("proposal.json", ".proposal.yaml", "proposal"),
)


def test_takes_the_names_that_a_search_takes():
    pattern = hooks()["aspire-check"]["files"]
    assert hooks()["aspire-fix"]["files"] == pattern
    for name in NAMES:
        for folder in ("", "proposals/", "a b/c.d/", "proposal.yaml/"):
            assert bool(re.search(pattern, folder + name)) == takes_proposals(name, False), folder + name


def test_a_bare_name_and_one_with_a_dot_behave_alike(aspire, tmp_path):
    (tmp_path / "proposal.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "kept.proposal.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "aspire.toml").write_text('exclude = ["kept.proposal.yaml"]\n')
    bare = aspire("check", "--force-exclude", "--format", "concise", "proposal.yaml", "kept.proposal.yaml")
    dotted = aspire("check", "--force-exclude", "--format", "concise", "./proposal.yaml", "./kept.proposal.yaml")
    assert bare.status == dotted.status == 1
    assert bare.out.replace("proposal.yaml:", "./proposal.yaml:") == dotted.out.replace(" ././", " ./")
