"""The first answer fits a phone: whoever is upset about money does not scroll for the next thing to do.

Of more than 200 processors one of each kind is tried, the one with the longest name and namesake: the kind chooses the
messages, and these two are most of what an entry puts into them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.conversation.answer import answer
from bot.conversation.limits import FIRST_SCREEN, FIRST_SCREEN_CHOICES
from bot.conversation.questions import ENDED_SPANS
from bot.conversation.reply import Reply
from bot.conversation.state import UNKNOWN, State
from bot.directory.directory import Directory
from bot.directory.processor import Contact, Processor
from bot.directory.records import words_in
from bot.directory.texts import MissingMessageError, Voice

_ALL = 200
_SMALL_PART = 1 / 4


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
                if size(largest) <= most:
                    continue
                what = f"the first answer on {largest.state.category} ({language})"
                if size is _length and _own_length(largest, processor, language) < _SMALL_PART * most:
                    longest = _longest_message(directory, largest, language)
                    message = (
                        f"{what} of {processor.name} has {size(largest)} {unit}, and few of them are its own words; "
                        f"shorten {longest}, the longest message in it, or others, until it has {most}"
                    )
                    yield Finding(f"texts/{language}.ftl", (longest,), message)
                else:
                    message = (
                        f"{what} has {size(largest)} {unit}; "
                        f"shorten this, or the texts in texts/{language}.ftl, to {most}"
                    )
                    yield Finding(processor_file(processor.id), place, message)


def _length(reply: Reply) -> int:
    return len("\n".join(block.text for block in reply.blocks))


def _own_length(reply: Reply, processor: Processor, language: str) -> int:
    """Return how many characters of an answer are the entry's own words: its name and its namesake."""
    namesake = words_in(processor.recognise.namesake, language)
    texts = [block.text for block in reply.blocks]
    return sum(text.count(own) * len(own) for own in (processor.name, namesake) if own for text in texts)


def _longest_message(directory: Directory, reply: Reply, language: str) -> str:
    say = _Listening(**vars(directory.texts.in_language(language)))
    shown = "\n".join(block.text for block in answer(directory, reply.state, say).blocks)
    return max((name for name in say.said if say.said[name] in shown), key=lambda name: len(say.said[name]))


def _ways(reply: Reply) -> int:
    return len(reply.choices)


def _first_answers(directory: Directory, processor: Processor, language: str) -> Iterator[Reply]:
    """Yield the advice on every category, for an ended processor in each of its three cases."""
    say = directory.texts.in_language(language)
    for category in directory.categories:
        for when in ENDED_SPANS if directory.has_ended(processor) else (None,):
            state = State(category=category, processor=processor.id, product=UNKNOWN, when=when, told_apart=True)
            yield answer(directory, state, say)


@dataclass(frozen=True)
class _Listening(Voice):
    """A voice that keeps what each message said."""

    said: dict[str, str] = field(default_factory=dict)

    def __call__(self, message: str, /, **variables: str | int) -> str:
        self.said[message] = super().__call__(message, **variables)
        return self.said[message]


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
