"""Rules over a loaded directory: one small named rule a file, with a good and a bad example that the tests run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.checks import (
    abandoned_link,
    as_of_newest,
    categories_covered,
    closure_source,
    common_mask,
    contact_of_the_gone,
    country_codes,
    dead_end,
    discord_texts,
    empty_cue,
    entry_languages,
    every_answer,
    everyday_name,
    future_date,
    https,
    language_codes,
    low_alone,
    no_contact,
    no_policy,
    note_length,
    note_links,
    offered_ended,
    old_closure,
    old_contact,
    old_refunds,
    old_rule,
    phone,
    plausible_host,
    reply_size,
    shadowed_statement,
    shared_host,
    shared_mailbox,
    shared_mask,
    shared_name,
    shared_statement,
    short_statement,
    source_keys,
    tracking,
    translations,
    unknown_operator,
    unsold_product,
    unsourced,
)
from bot.checks.check import Check, Live
from bot.checks.places import Places
from bot.directory.directory import Directory
from bot.directory.problems import Problem

CHECKS: tuple[Check, ...] = (
    abandoned_link.CHECK,
    as_of_newest.CHECK,
    categories_covered.CHECK,
    closure_source.CHECK,
    common_mask.CHECK,
    contact_of_the_gone.CHECK,
    country_codes.CHECK,
    dead_end.CHECK,
    discord_texts.CHECK,
    empty_cue.CHECK,
    entry_languages.CHECK,
    every_answer.CHECK,
    everyday_name.CHECK,
    future_date.CHECK,
    https.CHECK,
    language_codes.CHECK,
    low_alone.CHECK,
    no_contact.CHECK,
    no_policy.CHECK,
    note_length.CHECK,
    note_links.CHECK,
    offered_ended.CHECK,
    old_closure.CHECK,
    old_contact.CHECK,
    old_refunds.CHECK,
    old_rule.CHECK,
    phone.CHECK,
    plausible_host.CHECK,
    reply_size.CHECK,
    shadowed_statement.CHECK,
    shared_host.CHECK,
    shared_mailbox.CHECK,
    shared_mask.CHECK,
    shared_name.CHECK,
    shared_statement.CHECK,
    short_statement.CHECK,
    source_keys.CHECK,
    tracking.CHECK,
    translations.CHECK,
    unknown_operator.CHECK,
    unsold_product.CHECK,
    unsourced.CHECK,
)


def check(directory: Directory, config: Path, today: date) -> Iterator[Problem]:
    """Yield what all checks find.

    An error makes a buyer's answer wrong, a warning makes it poorer, a note is for whoever has time.
    """
    return _found(CHECKS, directory, config, today)


def check_live(directory: Directory, config: Path, today: date, before: Directory | None = None) -> Iterator[Problem]:
    """Yield what the checks find that are made whenever the bot takes a change.

    `before` is the directory that has been live: its entries had no errors, so only the others are looked at. At the
    start there is none, and nobody waits for what takes a second.
    """
    changed = directory if before is None else _changed(directory, before)
    yield from _found(_live("whole"), directory, config, today)
    yield from _found(_live("entries"), changed, config, today)
    if before is not None and _forms_answers_anew(directory, before):
        yield from _found(_live("answers"), directory, config, today)


def _live(kind: Live) -> list[Check]:
    return [one for one in CHECKS if one.live == kind]


def _forms_answers_anew(directory: Directory, before: Directory) -> bool:
    texts_changed = directory.texts is not before.texts
    return texts_changed or directory.categories != before.categories or directory.rules != before.rules


def _found(checks: Sequence[Check], directory: Directory, config: Path, today: date) -> Iterator[Problem]:
    places = Places(config)
    for one in checks:
        for finding in one.find(directory, today):
            yield places.problem(finding, one.severity, one.id)


def _changed(directory: Directory, before: Directory) -> Directory:
    """Return the directory without the entries that were there before."""
    processors = {name: p for name, p in directory.processors.items() if before.processors.get(name) is not p}
    developers = {name: d for name, d in directory.developers.items() if before.developers.get(name) is not d}
    rules = () if directory.rules is before.rules else directory.rules
    return replace(directory, processors=processors, developers=developers, rules=rules)
