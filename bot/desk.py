"""The one door. A front end hands in a token or a text and gets a `Reply`; the first advice of a dispute is counted."""

from bot.conversation.answer import answer, start_again
from bot.conversation.case import MissingEntryError
from bot.conversation.hearing import hear
from bot.conversation.reply import Reply
from bot.conversation.state import START, MalformedTokenError, State, decode
from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.tally.sqlite import Tally
from bot.understanding.understand import Understanding


class Desk:
    """Keeps nothing between two calls: all that a conversation knows comes in with its token."""

    def __init__(self, directory: Directory, tally: Tally) -> None:
        self.directory = directory
        self._understanding = Understanding(directory)
        self._tally = tally

    def open(self, language: str | None = None) -> Reply:
        return answer(self.directory, START, self._voice(language))

    def press(self, token: str, language: str | None = None) -> Reply:
        """Return where a choice leads. A token that is forged, or names what is gone, leads to a new start."""
        say = self._voice(language)
        try:
            state = decode(token)
            return self._counted(state, answer(self.directory, state, say))
        except (MalformedTokenError, MissingEntryError):
            return start_again(say)

    def hear(self, token: str | None, text: str, language: str | None = None) -> Reply:
        """Return the answer to a text, heard in the state of the last reply's token, or afresh without one."""
        say = self._voice(language)
        try:
            before = decode(token) if token else START
            return self._counted(before, hear(self.directory, self._understanding, before, text, say))
        except (MalformedTokenError, MissingEntryError):
            return start_again(say)

    def _counted(self, before: State, reply: Reply) -> Reply:
        if reply.kind == "advice" and not before.counted and reply.state.category:
            self._tally.count(reply.state.category)
        return reply

    def _voice(self, language: str | None) -> Voice:
        return self.directory.texts.in_language(language)
