"""Every answer can be drawn: no message is missing, whatever a buyer presses."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import get_args

from bot.checks.check import Check, Finding
from bot.conversation.answer import answer, apology, start_again
from bot.conversation.opening import invitation
from bot.conversation.privacy import privacy
from bot.conversation.state import START, UNKNOWN, Reached, State, Step
from bot.directory.directory import Directory
from bot.directory.texts import MissingMessageError

_SPANS = (None, "recent", "between", "years-ago")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    file = f"texts/{directory.texts.languages[0]}.ftl"
    say = replace(directory.texts.in_language(None), strict=True)
    missing: dict[str, str] = {}
    screens: Iterator[Callable[[], object]] = chain(
        (partial(screen, directory, say) for screen in (invitation, privacy, apology)),
        (partial(start_again, say),),
        (partial(answer, directory, state, say) for state in _states(directory)),
    )
    for screen in screens:
        try:
            screen()
        except MissingMessageError as error:
            missing[str(error)] = error.message
    for sentence in sorted(missing):
        yield Finding(file, (missing[sentence],), sentence)


def _states(directory: Directory) -> Iterator[State]:
    """Yield every screen of one processor of each kind, in every category."""
    kinds = {
        (entry.role, entry.role_confidence, entry.status.state, entry.status.confidence): entry
        for entry in directory.processors.values()
    }
    ended = {entry.id for entry in kinds.values() if directory.has_ended(entry)}
    yield START
    for category in directory.categories:
        yield State(category=category)
        for processor in (None, UNKNOWN, *(entry.id for entry in kinds.values())):
            for step in get_args(Step):
                # Elsewhere the day of the payment says nothing but how much time is left.
                spans = _SPANS if processor in ended or step in {"ask", "limits"} else (None,)
                for when in spans:
                    yield State(step=step, category=category, processor=processor, when=when, told_apart=True)
            for reached in get_args(Reached):
                yield State("letter", category, processor, reached=reached, told_apart=True)


CHECK = Check(
    id="every-answer",
    severity="error",
    rule="Every answer can be drawn: no message is missing, whatever a buyer presses.",
    find=find,
    good={"texts/en.ftl": ("letter-to = Send it to { $party }.", "letter-to = It goes to { $party }.")},
    bad={"texts/en.ftl": ("letter-to = Send it to { $party }.", "letter-to = Send it to { $prty }.")},
    live=("answers",),
)
