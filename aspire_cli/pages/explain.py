"""One rule explained: what it finds, why, its clauses, an example that raises it and one that does not.

`aspire explain`, the rule pages and the help that other tools show all rest on this.
"""

from datetime import date
from typing import Any

from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.programme.model import Programme
from aspire_cli.programme.page_texts import Clause, texts_of
from aspire_cli.reports import in_both
from aspire_cli.reports.blocks import Block, Heading, Page, Paragraph, Snippet
from aspire_cli.reports.json_report import picked
from aspire_cli.rules import ACROSS, ALL
from aspire_cli.rules.rule import Rule
from aspire_cli.words.sentences import label, rule_words
from aspire_cli.words.text import Text, same


def title(rule: Rule) -> Text:
    """Return what a rule finds, in a few words."""
    return Text(**rule_words(rule.name)["title"])


def severity_in_draft(rule: Rule) -> Severity:
    """Return how grave it is in a draft what a rule finds."""
    return Severity.NOTE if rule.eased_in_draft else rule.severity


def severity_said(rule: Rule) -> Text:
    """Return how grave it is what a rule finds, and how grave in a draft, where that is not the same."""
    severity = label(f"severity-{rule.severity}")
    is_same = severity_in_draft(rule) is rule.severity
    return severity if is_same else label("pages.explain-draft", severity=severity)


def _clauses(rule: Rule, programme: Programme) -> list[Clause]:
    known = texts_of(programme).clauses
    return [known[clause] for clause in rule.clauses if clause in known]


def finding(rule: Rule, programme: Programme) -> Finding | None:
    """Return what the report says of the bad example, put into a proposal that fits otherwise.

    A rule across proposals needs two that hold it. None where the example is none by an edition of the user's own.
    """
    from aspire_cli.checking.checker import Options, check_bytes
    from aspire_cli.checking.together import CrossComparison
    from aspire_cli.pages import excerpts

    across, example = rule in ACROSS, rule_words(rule.name)
    known = excerpts.with_example_calls(programme)
    # It is saved in another encoding where the encoding is the fault.
    data = excerpts.in_fitting_proposal(example["bad"]).encode(example.get("saved_as", "utf-8"))
    # The day the page was read, so that the explanation is the same on every day.
    options = Options(date.fromisoformat(programme.page_date), detail=False, together=across)
    comparison = CrossComparison()
    checked = (check_bytes(data, f"{name}.proposal.yaml", known, options) for name in ("ab" if across else "a"))
    reports = list(comparison.comparing(checked))
    found = (*reports[0].findings, *(found.finding for found in comparison))
    return next((finding for finding in found if finding.rule == rule.name), None)


def as_data(rule: Rule, programme: Programme) -> dict[str, Any]:
    """Return the explanation as it stands in JSON."""
    found, said, clauses = finding(rule, programme), rule_words(rule.name), _clauses(rule, programme)
    return {
        "rule": rule.name,
        **picked(rule, "topic", "severity"),
        "draft": severity_in_draft(rule),
        "clause": clauses[0].id if clauses else None,
        "title": title(rule),
        "why": said["why"],
        "clauses": clauses,
        "example": {
            "bad": said["bad"],
            "good": said["good"],
            "message": in_both(found.message_in) if found else None,
            "hint": in_both(found.hint_in) if found and found.mend_variant else None,
        },
    }


def rule_page(rule: Rule, programme: Programme) -> Page:
    """Return the page that explains a rule."""
    found, said, clauses = finding(rule, programme), rule_words(rule.name), _clauses(rule, programme)
    blocks: list[Block] = [
        Heading(same(rule.name), level=1),
        Paragraph(label("pages.explain-head", severity=severity_said(rule), title=title(rule))),
        Heading(label("pages.explain-why")),
        Paragraph(Text(**said["why"])),
        Heading(label("pages.explain-bad")),
        Snippet(said["bad"]),
    ]
    if found:
        blocks.append(Paragraph(in_both(found.message_in), label("pages.explain-says")))
        if found.mend_variant:
            blocks.append(Paragraph(in_both(found.hint_in), label("pages.explain-mend")))
    blocks += [Heading(label("pages.explain-good")), Snippet(said["good"]), Heading(label("pages.explain-clause"))]
    blocks += map(clause_paragraph, clauses) if clauses else [Paragraph(label("pages.explain-no-clause"))]
    return Page(tuple(blocks), same(rule.name), our_words=True)


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
