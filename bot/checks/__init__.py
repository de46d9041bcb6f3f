"""Rules over a loaded directory: one small named rule a file, with a good and a bad example that the tests run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.checks import (
    abandoned_link,
    as_of_newest,
    bank_words,
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
    shared_contact,
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
    unread_mailbox,
    unsold_product,
    unsourced,
)
from bot.checks.check import Check
from bot.checks.places import Places
from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.directory.problems import InvalidDirectoryError, Problem

CHECKS: tuple[Check, ...] = (
    abandoned_link.CHECK,
    as_of_newest.CHECK,
    bank_words.CHECK,
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
    shared_contact.CHECK,
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
    unread_mailbox.CHECK,
    unsold_product.CHECK,
    unsourced.CHECK,
)


def check(directory: Directory, config: Path, today: date) -> Iterator[Problem]:
    """Yield what all checks find.

    An error makes a buyer's answer wrong, a warning makes it poorer, a note is for whoever has time.
    """
    places = Places(config)
    for one in CHECKS:
        yield from _found(one, directory, today, places)


def check_live(directory: Directory, config: Path, today: date, before: Directory | None = None) -> Iterator[Problem]:
    """Yield what the checks find that are made whenever the bot takes a change.

    `before` is the directory that has been live: its entries had no errors, so only the others are looked at. At the
    start there is none, and nobody waits for what takes a second.
    """
    places = Places(config)
    changed = directory if before is None else _changed(directory, before)
    recognised = before is None or _recognises_anew(directory, before)
    answers = before is not None and _forms_answers_anew(directory, before)
    for one in CHECKS:
        whole = "whole" in one.live or ("recognised" in one.live and recognised) or ("answers" in one.live and answers)
        if whole or "entries" in one.live:
            for problem in _found(one, directory if whole else changed, today, places):
                if "whole" in one.live or problem.severity == "error":
                    yield problem


def load_checked(config: Path, today: date) -> Directory:
    """Load a directory that the bot would take.

    Raises:
        InvalidDirectoryError: it has errors, of the format or of the checks.
        UnavailableDirectoryError: it cannot be read.
    """
    directory = load(config)
    errors = [problem for problem in check_live(directory, config, today) if problem.severity == "error"]
    if errors:
        raise InvalidDirectoryError(errors)
    return directory


def _found(one: Check, directory: Directory, today: date, places: Places) -> Iterator[Problem]:
    return (places.problem(finding, one.severity, one.id) for finding in one.find(directory, today))


def _changed(directory: Directory, before: Directory) -> Directory:
    """Return the directory without the entries that were there before."""
    processors = {name: p for name, p in directory.processors.items() if before.processors.get(name) is not p}
    developers = {name: d for name, d in directory.developers.items() if before.developers.get(name) is not d}
    rules = () if directory.rules is before.rules else directory.rules
    changed = replace(directory, processors=processors, developers=developers, rules=rules)
    vars(changed)["abandoned_hosts"] = directory.abandoned_hosts  # all processors say what is abandoned, not these few
    return changed


def _recognises_anew(directory: Directory, before: Directory) -> bool:
    pairs = directory.changed_since(before)
    return pairs is None or any(
        (old.recognise, old.status, old.related, old.role) != (new.recognise, new.status, new.related, new.role)
        for old, new in pairs
    )


def _forms_answers_anew(directory: Directory, before: Directory) -> bool:
    texts_changed = directory.texts is not before.texts
    return texts_changed or directory.categories != before.categories or directory.rules != before.rules
