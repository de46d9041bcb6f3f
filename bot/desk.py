"""The one door. A front end hands in a token or a text and gets a `Reply`; the first advice of a dispute is counted."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, lru_cache, partial

from bot.conversation.answer import answer, apology, start_again
from bot.conversation.case import MissingEntryError
from bot.conversation.hearing import hear
from bot.conversation.limits import CHOICES
from bot.conversation.opening import Given, begin, invitation
from bot.conversation.privacy import privacy
from bot.conversation.reply import Reply
from bot.conversation.state import START, MalformedTokenError, State, decode
from bot.conversation.warned import Written
from bot.conversation.whose import whose_charge
from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.understanding.renewed import renewed
from bot.understanding.suggestions import Suggestion, Suggestions
from bot.understanding.understand import Understanding

_ANSWERS_KEPT = 2048  # replies drawn from a token alone, which are the same for everybody


class _Held:
    """All that answers come from, of one moment: a directory, what reads by it, and the answers drawn from it."""

    def __init__(self, directory: Directory, before: "_Held | None" = None) -> None:
        self.directory = directory
        changed = directory.changed_since(before.directory) if before else None
        offered = directory.bot.offered_processors
        processors = before.processors if before and before.directory.bot.offered_processors == offered else None
        self.processors: Suggestions = renewed(
            processors, changed, lambda: Suggestions(directory.processors.values(), offered)
        )
        self.products = Suggestions(directory.products.values())
        # Not a method of its own: that would be a circle, and what was replaced would wait for the collector.
        self.answer = lru_cache(_ANSWERS_KEPT)(partial(_answer_to, directory))
        if before is not None and "understanding" in vars(before):
            self.understanding = Understanding(directory, before.understanding)

    @cached_property
    def understanding(self) -> Understanding:
        # Built when the first text comes: a conversation that begins with a press has not to wait for it.
        return Understanding(self.directory)

    def voice(self, language: str | None) -> Voice:
        return self.directory.texts.in_language(language)


def _answer_to(directory: Directory, state: State, language: str) -> Reply:
    return answer(directory, state, directory.texts.in_language(language))


class Desk:
    """Keeps nothing between two calls: all that a conversation knows comes in with its token."""

    def __init__(self, directory: Directory, count: Callable[[str], None]) -> None:
        """`count` is called with the category of each dispute that gets its first advice."""
        self._held = _Held(directory)
        self._count = count

    @property
    def directory(self) -> Directory:
        return self._held.directory

    def take(self, directory: Directory) -> None:
        """Answer by another directory from now on. It is made ready first and swapped in at once, from any thread."""
        self._held = _Held(directory, self._held)

    def prepare(self) -> None:
        """Build now what the first text in one of our own languages would wait for."""
        self._held.understanding.prepare(self.directory.texts.languages)

    def open(self, language: str | None = None) -> Reply:
        return self._held.answer(START, self._voice(language).language)

    def begin(self, given: Given, language: str | None = None) -> Reply:
        """Return the first screen for what a buyer filled in at once."""
        held = self._held
        return self._counted(START, begin(held.directory, held.understanding, given, held.voice(language)))

    def press(self, token: str, language: str | None = None) -> Reply:
        """Return where a choice leads. A token that is forged, or names what is gone, leads to a new start."""
        held = self._held
        say = held.voice(language)
        try:
            state = decode(token)
            return self._counted(state, held.answer(state, say.language))
        except (MalformedTokenError, MissingEntryError):
            return start_again(say)

    def hear(self, token: str | None, text: str, language: str | None = None, *, written: Written = "form") -> Reply:
        """Return the answer to a text, heard in the state of the last reply's token, or afresh without one.

        `written` says where the text stands, for the warning if something should not stand there.
        """
        held = self._held
        say = held.voice(language)
        try:
            before = decode(token) if token else START
            reply = self._counted(before, hear(held.directory, held.understanding, before, text, say, written=written))
            # Whoever begins with "hello" is asked what happened, and not told that it was no answer.
            return replace(reply, notice=None) if token is None and reply.state == START else reply
        except (MalformedTokenError, MissingEntryError):
            return start_again(say)

    def whose_charge(self, text: str, language: str | None = None, *, asked_who: bool = True) -> Reply:
        """Return who is behind a statement line, a sender, an address or an order number.

        `asked_who` is False for a text that somebody wrote for another purpose.
        """
        held = self._held
        return whose_charge(held.directory, held.understanding, text, held.voice(language), asked_who=asked_who)

    def language_of(self, text: str) -> str | None:
        """Return the language that a text seems to be written in, for whoever could not choose one."""
        return self._held.understanding.language_of(text)

    def invitation(self, language: str | None = None) -> Reply:
        return invitation(self.directory, self._voice(language))

    def privacy(self, language: str | None = None) -> Reply:
        return privacy(self.directory, self._voice(language))

    def apology(self, language: str | None = None) -> Reply:
        """Return what a buyer sees when our own code failed."""
        return apology(self.directory, self._voice(language))

    def suggest_processors(self, typed: str) -> list[Suggestion]:
        return self._held.processors.fitting(typed, CHOICES)

    def suggest_products(self, typed: str) -> list[Suggestion]:
        return self._held.products.fitting(typed, CHOICES)

    def _counted(self, before: State, reply: Reply) -> Reply:
        if reply.kind == "advice" and not before.counted and reply.state.category:
            self._count(reply.state.category)
        return reply

    def _voice(self, language: str | None) -> Voice:
        return self._held.voice(language)
