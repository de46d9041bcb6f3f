"""How old the facts of an answer are, in words. Every answer says it."""

from collections.abc import Iterator

from bot.conversation.case import Case
from bot.directory.models import Developer, Processor
from bot.directory.texts import Voice


def drawn_on(case: Case) -> list[Processor | Developer]:
    """Return the entries that an answer to this case draws its facts from."""
    entries: list[Processor | Developer] = []
    if case.processor:
        entries.append(case.processor)
    if case.answering and case.answering is not case.processor:
        entries.append(case.answering)
    if case.product:
        entries.append(case.product.developer)
    return entries


def ages(case: Case) -> Iterator[str]:
    """Yield one line for each entry that the answer draws on."""
    entries = drawn_on(case)
    if not entries:
        yield case.say("age-none")
    for entry in entries:
        yield age(entry, case.say)


def age(entry: Processor | Developer, say: Voice) -> str:
    """Return when an entry was checked, or how old its sources are; a source without a date is said to have none."""
    dates = {
        name: say.day_or_month(value)
        for name, value in (("day", entry.verified), ("month", entry.as_of), ("collected", entry.collected))
        if value
    }
    if entry.verified:
        return say("age-verified", name=entry.name, day=dates["day"])
    if entry.as_of and entry.collected and any(source.date is None for source in entry.sources):
        return say("age-dated-collected", name=entry.name, month=dates["month"], collected=dates["collected"])
    if entry.as_of:
        return say("age-dated", name=entry.name, month=dates["month"])
    return say("age-undated", name=entry.name, collected=dates["collected"])
