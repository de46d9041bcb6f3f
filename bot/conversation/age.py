"""How old the facts of an answer are, in words. Every answer says it."""

from collections.abc import Iterator

from bot.conversation.case import Case
from bot.directory.models import Developer
from bot.directory.processor import Processor
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
    for index, entry in enumerate(entries):
        yield age(entry, case.say, brief=index > 0)


def age(entry: Processor | Developer, say: Voice, *, brief: bool = False) -> str:
    """Return when an entry was checked, or how old its sources are. `brief` leaves out what a line above has said."""
    if entry.verified:
        return say("age-verified", name=entry.name, day=say.day_or_month(entry.verified))
    collected = say.day_or_month(entry.collected) if entry.collected else ""
    if not entry.sources:
        return say("age-nothing-found", name=entry.name, collected=collected)
    if entry.as_of is None:
        return say("age-undated", name=entry.name, collected=collected)
    month = say.day_or_month(entry.as_of)
    if entry.collected and not brief and any(source.date is None for source in entry.sources):
        return say("age-dated-collected", name=entry.name, month=month, collected=collected)
    return say("age-dated", name=entry.name, month=month)
