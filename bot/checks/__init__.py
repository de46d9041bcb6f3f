"""Rules over a loaded directory: one small named rule a file, with a good and a bad example that the tests run."""

from collections.abc import Iterator
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
    doubled_phrase,
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
from bot.checks.check import Check
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
    doubled_phrase.CHECK,
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


def check(directory: Directory, config: Path, today: date, *, quick: bool = False) -> Iterator[Problem]:
    """Yield what the checks find, the quick ones alone if asked.

    An error makes a buyer's answer wrong, a warning makes it poorer, a note is for whoever has time.
    """
    places = Places(config)
    for one in CHECKS:
        if one.quick or not quick:
            for finding in one.find(directory, today):
                yield places.problem(finding, one.severity, one.id)
