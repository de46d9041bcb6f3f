"""What the files say of one another: names that lead nowhere, circles, doubles. Each problem has its place."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from bot.directory.fields import CATEGORY_IDS
from bot.directory.models import Bot, Categories, Developer, Meanings, Phrases, Rules
from bot.directory.problems import Problem
from bot.directory.processor import Processor
from bot.directory.yamlfile import Location

# (folder, file, location, message) -> the problem at its line and column
At = Callable[[str, str, Location, str], Problem]


@dataclass(frozen=True)
class Entries:
    """What could be read.

    `unproven` are the processors of which it is not known yet that all they say of others is right, `written` the ids
    of all that have a file, readable or not.
    """

    bot: Bot | None
    categories: Categories | None
    rules: Rules | None
    meanings: Meanings | None
    phrases: Mapping[str, Phrases]
    processors: Mapping[str, Processor]
    unproven: Mapping[str, Processor]
    developers: Mapping[str, Developer]
    written: Container[str]


def problems(entries: Entries, at: At) -> Iterator[Problem]:
    """Yield all that is wrong between the files."""
    if entries.categories:
        yield from _wrong_categories(entries.categories, at)
    for name, processor in entries.unproven.items():
        for location, message in processor.contradictions():
            yield at("processors", name, location, message)
    if entries.rules:
        yield from _doubled_rules(entries.rules, at)
    yield from _circles(entries, at)
    yield from _unknown_processors(entries, at)
    yield from _doubled_products(entries.developers, at)
    if entries.meanings:
        yield from _unknown_cues(entries.meanings, entries.phrases, at)


def _wrong_categories(categories: Categories, at: At) -> Iterator[Problem]:
    ids = [category.id for category in categories.categories]
    for index, category in enumerate(categories.categories):
        here = ("categories", index)
        if category.id in ids[:index]:
            yield at("", "categories", (*here, "id"), f"{category.id} stands already above; remove one of them")
        if category.mixed_up_with is not None and category.mixed_up_with not in set(ids) - {category.id}:
            yield at("", "categories", (*here, "mixed_up_with"), "there is no such category; write one of the ids")
    missing = [known for known in CATEGORY_IDS if known not in ids]
    if missing:
        message = f"missing: {', '.join(missing)}; this release counts exactly its own {len(CATEGORY_IDS)} categories"
        yield at("", "categories", ("categories",), message)


def _doubled_rules(rules: Rules, at: At) -> Iterator[Problem]:
    seen = set[str]()
    for index, rule in enumerate(rules.rules):
        if rule.id in seen:
            yield at("", "rules", ("rules", index, "id"), "another rule above has this id; write another")
        seen.add(rule.id)


def _circles(entries: Entries, at: At) -> Iterator[Problem]:
    """Whoever asks who answers today follows these two keys, so they have to end somewhere."""
    for name, processor in entries.unproven.items():
        for location, next_one in _leads_on(processor):
            way = _way(entries.processors, next_one, name)
            if way:
                circle = " -> ".join((name, *way))
                message = f"successor: and part_of: run in a circle ({circle}); end it somewhere"
                yield at("processors", name, location, message)


def _unknown_processors(entries: Entries, at: At) -> Iterator[Problem]:
    for folder, file, location, name in _all_named(entries):
        # A file that could not be read is there all the same: its own problems are told, and no others because of it.
        if name not in entries.written:
            yield at(folder, file, location, f"there is no processors/{name}.yaml; write it, or name another")


def _all_named(entries: Entries) -> Iterator[tuple[str, str, Location, str]]:
    for index, name in enumerate(entries.bot.offered_processors if entries.bot else ()):
        yield "", "bot", ("offered_processors", index), name
    for number, rule in enumerate(entries.rules.rules if entries.rules else ()):
        for index, name in enumerate(rule.processors):
            yield "", "rules", ("rules", number, "processors", index), name
    for processor in entries.unproven.values():
        for location, name in _named_by(processor):
            yield "processors", processor.id, location, name
    for developer in entries.developers.values():
        for number, product in enumerate(developer.products):
            for index, name in enumerate(product.sold_through):
                yield "developers", developer.id, ("products", number, "sold_through", index), name


def _named_by(processor: Processor) -> Iterator[tuple[Location, str]]:
    yield from _leads_on(processor)
    for key in ("paid_through", "sold_through"):
        for index, name in enumerate(getattr(processor.related, key)):
            yield ("related", key, index), name


def _unknown_cues(meanings: Meanings, phrases: Mapping[str, Phrases], at: At) -> Iterator[Problem]:
    for index, cue in enumerate(meanings.names_nobody):
        if cue not in meanings.cues:
            yield at(
                "", "meanings", ("names_nobody", index), "there is no such cue; write it under cues:, or name another"
            )
    for language, known in phrases.items():
        for cue in known.cues.keys() - meanings.cues.keys():
            message = "there is no such cue; write it under cues: in meanings.yaml, or take one from there"
            yield at("phrases", language, ("cues", cue), message)
        for location, group in known.groups_named:
            if location[0] == "groups":
                message = f"a group's entries may name no group; write <{group}> into the phrases instead"
                yield at("phrases", language, location, message)
            elif group not in known.groups:
                message = f"there is no group {group}; write it under groups:, or name another"
                yield at("phrases", language, location, message)


def _doubled_products(developers: Mapping[str, Developer], at: At) -> Iterator[Problem]:
    seen = set(developers)
    for developer in developers.values():
        for index, product in enumerate(developer.products):
            if product.id in seen:
                message = "another developer or product has this id; write another"
                yield at("developers", developer.id, ("products", index, "id"), message)
            seen.add(product.id)


def _leads_on(processor: Processor) -> Iterator[tuple[Location, str]]:
    if processor.status.successor:
        yield ("status", "successor"), processor.status.successor
    if processor.related.part_of:
        yield ("related", "part_of"), processor.related.part_of


def _way(processors: Mapping[str, Processor], start: str, goal: str) -> tuple[str, ...]:
    """Return the ids from `start` to `goal`, both with them, or nothing where no way leads there."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        for _, name in _leads_on(processors[way[-1]]) if way[-1] in processors else ():
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
