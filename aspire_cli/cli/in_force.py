"""What is in force for a command, by its options and the settings: language, programme, rules, files, view."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aspire_cli import __version__, fiscal
from aspire_cli.characters import skeleton
from aspire_cli.checking.checker import Options
from aspire_cli.cli.streams import Reader, UsageError, languages, unknown
from aspire_cli.files.find import STANDARD_INPUT, Takes, takes_proposals
from aspire_cli.files.repository import folders, root_of_reports
from aspire_cli.programme.load import load_programme, with_calls
from aspire_cli.programme.model import DataError, Programme
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View
from aspire_cli.rules import ALL, BY_NAME, TOPICS, rules_named
from aspire_cli.rules.rule import Rule
from aspire_cli.settings import find
from aspire_cli.settings.model import ConfigError, Setting, Settings
from aspire_cli.words.text import Code

if TYPE_CHECKING:
    from aspire_cli.files.patterns import Pattern

_OF_CHECK = frozenset({"select", "fix"})  # settings that are for `check` alone
_NARROWING = ("select", "include", "exclude", "fix")  # settings with which a check may leave something unchecked


def settings(reader: Reader, asked: "NamedTuple | None" = None) -> Settings:
    """Return what is in force for a command, and set the language of the reader by it.

    What the command is `asked` for takes the place of the settings that have the same names.

    Raises:
        UsageError: the settings cannot be used.
    """
    given = asked._asdict() if asked else {}
    config_file, isolated = given.get("config_file"), given.get("isolated", False)
    if config_file is not None and isolated:
        raise UsageError("config-and-isolated")
    try:
        over = {name: value for name, value in given.items() if name in Settings._fields}
        found = find.settings(config_file, isolated, **over)
    except ConfigError as error:
        raise UsageError("settings-fault", text=error.sentence) from None
    reader.languages = languages(found.language.value)
    return found


def programme(settings: Settings) -> Programme:
    """Return the programme with the data files that the settings name.

    Raises:
        UsageError: a data file cannot be used.
    """
    asked: Setting[Any] = settings.programme_data
    try:
        edition = load_programme(settings.programme_data.value)
        asked = settings.calls
        return with_calls(edition, asked.value) if asked.value else edition
    except DataError as error:
        if asked.origin.kind == "command-line":
            raise UsageError("option-unusable", option=asked.origin.name, reason=error.sentence) from None
        named = {"path": settings.file, "setting": Code(asked.origin.name)}
        raise UsageError("own-data-unusable", **named, reason=error.sentence) from None


def rules(settings: Settings) -> frozenset[str]:
    """Return the names of the rules to run: those selected, by name or by topic, without those switched off.

    Raises:
        UsageError: a name is that of no rule and no topic.
    """
    selected = settings.select.value
    chosen = set(BY_NAME) if selected is None else {rule.name for name in selected for rule in _named(name)}
    return frozenset(chosen.difference(settings.rules_off.value))


def _named(name: str) -> tuple[Rule, ...]:
    found = rules_named(name)
    if not found:
        from aspire_cli.checking.rule_names import meant

        raise unknown("unknown-rule", name, meant(name, (*BY_NAME, *TOPICS)))
    return found


def with_excluded(settings: Settings, patterns: Sequence[str]) -> Settings:
    """Return the settings with the patterns of `--exclude` beside their own.

    Raises:
        UsageError: one is no pattern.
    """
    if not patterns:
        return settings
    from aspire_cli.settings.file import EXPECTED

    expected = EXPECTED["exclude"]
    for text in patterns:
        if not expected.is_met([text]):
            raise UsageError("bad-exclude", text=text, **expected.values)
    return settings._replace(excluded_here=tuple(patterns))


def without_excluded(paths: Sequence[str], settings: Settings, force_exclude: bool, of_input: str | None) -> list[str]:
    """Return the paths that were named; with `--force-exclude`, without those that are excluded.

    Standard input counts by the name that it is given, where it is given one.
    """
    if not force_exclude or not settings.all_excluded:
        return list(paths)
    from aspire_cli.files.patterns import match_within, steps_of

    excluded = _excluded(settings)

    def is_excluded(path: str) -> bool:
        return any(match_within(patterns, steps_of(path, folder)) for patterns, folder in excluded)

    named = [(path, of_input if path == STANDARD_INPUT else path) for path in paths]
    return [path for path, name in named if name is None or not is_excluded(name)]


def _excluded(settings: Settings) -> list[tuple[list["Pattern"], str]]:
    """Return the patterns of what is left out, each with the folder to which they are relative."""
    from aspire_cli.files.patterns import compiled

    written = ((settings.exclude.value, settings.folder), (settings.excluded_here, ""))
    return [([compiled(text) for text in texts], folder) for texts, folder in written]


def takes(settings: Settings) -> Takes:
    """Return which files a search takes, and which folders it enters."""
    if not settings.all_excluded and not settings.chooses_files:
        return takes_proposals
    from aspire_cli.files.patterns import compiled, match, steps_of

    included = [compiled(text) for text in settings.include.value]
    alike = [compiled("/".join(map(skeleton, text.split("/")))) for text in settings.include.value]
    excluded = _excluded(settings)

    def taken(path: str, is_folder: bool) -> bool:
        if any(match(patterns, steps_of(path, folder), is_folder=is_folder) for patterns, folder in excluded):
            return False
        if is_folder or not settings.chooses_files:
            return takes_proposals(path, is_folder)
        steps = steps_of(path, settings.folder)
        # A name that only looks like one that is looked for is one too, as it is without settings.
        return match(included, steps) or match(alike, tuple(map(skeleton, steps)))

    return taken


def named_settings(settings: Settings, *, searched: bool, force_exclude: bool) -> dict[str, tuple[str, ...]]:
    """Return the settings that a report must name, because with them more or less is checked: key -> values."""
    stage, fail_on, fix = settings.stage, settings.fail_on, settings.fix
    named = (
        ("select", True, settings.select.value),
        ("include", searched and settings.chooses_files, settings.include.value),
        ("exclude", searched or force_exclude, settings.all_excluded),
        ("stage", stage.is_of_file, (stage.value or "",)),
        ("fail-on", fail_on.is_of_file and fail_on.value == "never", (fail_on.value,)),
        ("calls", True, settings.calls.value),
        ("fix", fix.is_of_file and fix.value, ("safe", *["unsafe"] * settings.unsafe_fixes.value)),
    )
    return {key: values for key, is_so, values in named if is_so and values}


def checking(settings: Settings, day: date, *, no_waivers: bool) -> Options:
    """Return how `budget` and `fit` check: by all rules but those that are switched off, which their reports name."""
    names = frozenset(BY_NAME).difference(settings.rules_off.value)
    return Options(day, settings.stage.value, names, not no_waivers, detail=False, edits=False)


def view(settings: Settings, programme: Programme, named: dict[str, tuple[str, ...]]) -> View:
    """Return how a report is shown, in which the settings `named` are told."""
    above = folders()
    return View(
        langs=languages(settings.language.value),
        version=__version__,
        edition=programme.edition,
        page_date=programme.page_date,
        programme=programme.id,
        unit=settings.unit.value,
        fail_on=settings.fail_on.value,
        rules_off=settings.rules_off.value,
        own_data=settings.programme_data.value,
        rules={rule.name: rule.severity for rule in ALL},
        folder=str(above[0]) if above else "",
        root=root_of_reports(above),
        settings=named,
        narrowed=tuple(key for key in _NARROWING if key in named and getattr(settings, key).is_of_file),
        made=made(),
        programme_page=programme.page,
    )


def made() -> datetime:
    """Return when a page is made: now, or the instant of SOURCE_DATE_EPOCH, by which pages are the same each time."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), fiscal.JAPAN)
    except (KeyError, ValueError, OverflowError, OSError):
        return fiscal.now()


def view_of_plan(settings: Settings, programme: Programme) -> View:
    """Return how reports of `budget` and `fit` are shown."""
    named = named_settings(settings, searched=False, force_exclude=False)
    named = {key: values for key, values in named.items() if key not in _OF_CHECK}
    return with_clauses(view(settings, programme, named), programme)


def with_clauses(view: View, programme: Programme) -> View:
    """Return the view with the place of every clause on the programme page, and the SHA-256 of the data."""
    from aspire_cli.programme.edition import sha256_of
    from aspire_cli.programme.page_texts import texts_of

    places = {name: clause.place for name, clause in texts_of(programme).clauses.items()}
    return view._replace(clause_places=places, data_sha256=sha256_of(programme))
