"""The first answer fits a phone: whoever is upset about money does not scroll for the next thing to do.

Of more than 200 processors one of each kind is tried, the one with the longest name and namesake: the kind chooses the
messages, and these two are most of what an entry puts into them.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.conversation.answer import answer
from bot.conversation.limits import FIRST_SCREEN, FIRST_SCREEN_CHOICES
from bot.conversation.questions import ENDED_SPANS
from bot.conversation.reply import Reply
from bot.conversation.state import UNKNOWN, State
from bot.directory.directory import Directory
from bot.directory.processor import Contact, Processor
from bot.directory.texts import MissingMessageError

_ALL = 200


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in _tried(directory):
        place = ("recognise", "namesake") if processor.recognise.namesake else ("name",)
        for language in directory.texts.languages:
            try:
                answers = list(_first_answers(directory, processor, language))
            except MissingMessageError:  # another check tells it
                continue
            for size, most, unit in ((_length, FIRST_SCREEN, "characters"), (_ways, FIRST_SCREEN_CHOICES, "choices")):
                largest = max(answers, key=size)
                if size(largest) > most:
                    message = (
                        f"the first answer on {largest.state.category} ({language}) has {size(largest)} {unit}; "
                        f"shorten this, or the texts in texts/{language}.ftl, to {most}"
                    )
                    yield Finding(processor_file(processor.id), place, message)


def _length(reply: Reply) -> int:
    return len("\n".join(block.text for block in reply.blocks))


def _ways(reply: Reply) -> int:
    return len(reply.choices)


def _first_answers(directory: Directory, processor: Processor, language: str) -> Iterator[Reply]:
    """Yield the advice on every category, for an ended processor in each of its three cases."""
    say = directory.texts.in_language(language)
    for category in directory.categories:
        for when in ENDED_SPANS if directory.has_ended(processor) else (None,):
            state = State(category=category, processor=processor.id, product=UNKNOWN, when=when, told_apart=True)
            yield answer(directory, state, say)


def _tried(directory: Directory) -> Iterable[Processor]:
    entries = directory.processors.values()
    if len(entries) <= _ALL:
        return entries
    return {_kind(entry, directory): entry for entry in sorted(entries, key=_words_of_its_own)}.values()


def _kind(entry: Processor, directory: Directory) -> tuple[object, ...]:
    """Return what chooses the messages of its answers."""
    role = (entry.role, entry.role_confidence, entry.sold_by, entry.way_to_pay, entry.refunds.decided_by)
    status = (entry.status.state, entry.status.confidence, bool(entry.status.successor), bool(entry.related.part_of))
    known = (entry.contact == Contact(), bool(entry.contact.order_lookup), bool(entry.recognise.namesake))
    rules = tuple(rule.id for rule in directory.rules if entry.id in rule.processors)
    return (*role, *status, *known, *rules)


def _words_of_its_own(entry: Processor) -> int:
    return len(entry.name) + max(map(len, (entry.recognise.namesake or {"en": ""}).values()))


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
recognise: {{namesake: {{en: "a shop for {things}", de: ein Gartengeschäft}}}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, recognise.namesake]}}
"""

CHECK = Check(
    id="reply-size",
    severity="warning",
    rule="The first answer fits the first screen of a phone.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(things="garden tools")},
    bad={"processors/acme.yaml": _ENTRY.format(things="garden tools, " * 50)},
)
