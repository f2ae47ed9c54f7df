"""What the reports of `aspire budget` and `aspire fit` share: their words, amounts, and findings as pages show them."""

from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import Finding
from aspire_cli.money import Unit, Yen
from aspire_cli.reports import View
from aspire_cli.reports import page as pages
from aspire_cli.reports.page import Sheet, same
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Lang, Text, visible

LANGS: tuple[Lang, Lang] = ("en", "ja")  # in the order of a Text


def label(key: str, view: View, **values: object) -> Text:
    """Return a word or sentence of these reports in both languages, amounts in the view's unit."""
    return words.filled(words.topic_words("plan")[key], values, view.unit)


def spoken(value: object, view: View) -> Text:
    """Return a value in both languages as a person says it."""
    return Text(words.spoken(value, "en", view.unit), words.spoken(value, "ja", view.unit))


def amount(value: int, view: View) -> Text:
    """Return an amount in yen in both languages as a person says it."""
    return spoken(Yen(value), view)


def number(value: int, view: View) -> str:
    """Return an amount in the unit of the view as a bare number, for a column of them."""
    if view.unit == "yen":
        return f"{value:,}"
    thousands, rest = divmod(value, 1_000)
    return f"{thousands:,}" + (f".{rest:03d}".rstrip("0") if rest else "")


def sheet_of(view: View) -> Sheet:
    """Return what pages are put on: the languages and the terminal of the view."""
    return Sheet(view.langs, view.width, view.color, view.ascii_only)


def named(path: str) -> Text:
    """Return a path as a person reads it: standard input by its name, others as they are."""
    return pages.label("standard-input") if path == STANDARD_INPUT else same(path)


def finding_head(finding: Finding, path: str | None = None) -> Text:
    """Return severity and rule of a finding and, in a file, its place."""
    heads = []
    for lang in LANGS:
        place = "" if path is None else f" {visible(named(path).lang(lang))}:{finding.line}:{finding.column}"
        heads.append(f"{words.report_words(f'severity-{finding.severity}', lang)}[{finding.rule}]{place}")
    return Text(*heads)


def said(finding: Finding, view: View) -> Text:
    """Return what is wrong, and what would mend it; before them the reason where it is waived."""
    return Text(*(said_in(finding, lang, view.unit) for lang in LANGS))


def said_in(finding: Finding, lang: Lang, unit: Unit = "yen") -> str:
    """Return the same in one language."""
    sentences = (finding.message_in(lang, unit), finding.hint_in(lang, unit))
    text = ("" if lang == "ja" else " ").join(sentence for sentence in sentences if sentence)
    if not finding.reason:
        return text
    return f"{words.report_words('waived-reason', lang, {'reason': finding.reason})} · {text}"
