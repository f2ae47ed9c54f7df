"""One rule explained, as plain data: what it finds, why, its clauses, an example that raises it and one that does not.

`aspire explain`, the rule pages and the help that other tools show all rest on this.
"""

from datetime import date
from typing import Any

from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.programme.model import Programme
from aspire_cli.programme.page_texts import Clause, texts_of
from aspire_cli.records import NamedTuple
from aspire_cli.reports import in_both
from aspire_cli.reports.blocks import Block, Heading, Page, Paragraph, Snippet
from aspire_cli.reports.json_report import picked
from aspire_cli.rules import ACROSS, ALL
from aspire_cli.rules.rule import Rule
from aspire_cli.words.sentences import label, rule_words
from aspire_cli.words.text import Text, same


class Explanation(NamedTuple):
    """A rule with its words; `bad` and `good` are excerpts of a proposal.

    `saved_as` is the encoding in which the bad one raises the rule, where the encoding is the fault.
    """

    rule: Rule
    title: Text
    why: Text
    clauses: tuple[Clause, ...]
    bad: str
    good: str
    saved_as: str = "utf-8"


def severity_in_draft(rule: Rule) -> Severity:
    """Return how grave it is in a draft what a rule finds."""
    return Severity.NOTE if rule.eased_in_draft else rule.severity


def explanation(rule: Rule, programme: Programme) -> Explanation:
    """Return what there is to say of a rule."""
    said = rule_words(rule.name)
    clauses = texts_of(programme).clauses
    return Explanation(
        rule,
        Text(**said["title"]),
        Text(**said["why"]),
        tuple(clauses[clause] for clause in rule.clauses if clause in clauses),
        said["bad"],
        said["good"],
        said.get("saved_as", "utf-8"),
    )


def finding(one: Explanation, programme: Programme) -> Finding | None:
    """Return what the report says of the bad example, put into a proposal that fits otherwise.

    A rule across proposals needs two that hold it. None where the example is none by an edition of the user's own.
    """
    from aspire_cli.checking.checker import Options, check_bytes
    from aspire_cli.checking.together import CrossComparison
    from aspire_cli.pages import excerpts

    across = one.rule in ACROSS
    known = excerpts.with_example_calls(programme)
    data = excerpts.in_fitting_proposal(one.bad).encode(one.saved_as)
    # The day the page was read, so that the explanation is the same on every day.
    options = Options(date.fromisoformat(programme.page_date), detail=False, together=across)
    comparison = CrossComparison()
    checked = (check_bytes(data, f"{name}.proposal.yaml", known, options) for name in ("ab" if across else "a"))
    reports = list(comparison.comparing(checked))
    found = (*reports[0].findings, *(found.finding for found in comparison))
    return next((finding for finding in found if finding.rule == one.rule.name), None)


def as_data(one: Explanation, programme: Programme) -> dict[str, Any]:
    """Return the explanation as it stands in JSON."""
    found = finding(one, programme)
    return {
        "rule": one.rule.name,
        **picked(one.rule, "topic", "severity"),
        "draft": severity_in_draft(one.rule),
        "clause": one.clauses[0].id if one.clauses else None,
        **picked(one, "title", "why", "clauses"),
        "example": {
            **picked(one, "bad", "good"),
            "message": in_both(found.message_in) if found else None,
            "hint": in_both(found.hint_in) if found and found.mend_variant else None,
        },
    }


def rule_page(one: Explanation, programme: Programme) -> Page:
    """Return the page that explains a rule."""
    found = finding(one, programme)
    severity = label(f"severity-{one.rule.severity}")
    if severity_in_draft(one.rule) is not one.rule.severity:
        severity = label("pages.explain-draft", severity=severity)
    blocks: list[Block] = [
        Heading(same(one.rule.name), level=1),
        Paragraph(label("pages.explain-head", severity=severity, title=one.title)),
        Heading(label("pages.explain-why")),
        Paragraph(one.why),
        Heading(label("pages.explain-bad")),
        Snippet(one.bad),
    ]
    if found:
        blocks.append(Paragraph(in_both(found.message_in), label("pages.explain-says")))
        if found.mend_variant:
            blocks.append(Paragraph(in_both(found.hint_in), label("pages.explain-mend")))
    blocks += [Heading(label("pages.explain-good")), Snippet(one.good), Heading(label("pages.explain-clause"))]
    blocks += map(clause_paragraph, one.clauses) if one.clauses else [Paragraph(label("pages.explain-no-clause"))]
    return Page(tuple(blocks), same(one.rule.name), our_words=True)


def clause_paragraph(clause: Clause) -> Paragraph:
    """Return a clause in the product's own words, with the place where it stands."""
    english, japanese = label("pages.explain-place", place=clause.place)
    return Paragraph(Text(f"{clause.text.en} {english}", clause.text.ja + japanese), same(clause.id))


def clause_page(clause: Clause) -> Page:
    """Return the page that explains a clause: where it stands, what it lays down, and the rules that rest on it."""
    names = same(", ".join(rule.name for rule in ALL if clause.id in rule.clauses))
    rules = label("pages.explain-rules") if any(names) else None
    resting = Paragraph(names, rules) if rules else Paragraph(label("pages.explain-no-rule"))
    blocks = (Heading(same(clause.id), level=1), clause_paragraph(clause)._replace(lead=None), resting)
    return Page(blocks, same(clause.id), our_words=True)
