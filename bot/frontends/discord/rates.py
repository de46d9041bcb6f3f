"""How much one person or one server is answered, so that whoever hammers takes nothing from the others.

All is counted in windows of half a minute, the same for everybody; one begins with its first event. At its end every
mark is dropped, and the salt with it: nobody can be followed from one window to the next. The price is that somebody
who hurries across the end of a window gets twice as much; nobody is refused for less.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.frontends.discord.marks import mark, new_salt

Verdict = Literal["answer", "refuse", "ignore"]

_SECONDS = 30  # of a window
_MARKS_KEPT = 20_000
_PEOPLE = 20  # of one server who can all be as quick as one of them may be


@dataclass(frozen=True)
class Rate:
    """Of one kind of events so many are answered in a window, so many more refused, and the rest ignored.

    A refusal costs Discord and us as much as an answer, so there is an end to refusals, too.
    """

    name: str
    answers: int
    refusals: int


ANSWERS = Rate("answers", 30, 30)  # commands, presses, texts from the window: nobody reads one a second
SUGGESTIONS = Rate("options", 120, 120)  # asked for anew after every few letters
# Each takes two of the fifty requests a second that Discord allows a bot, and some programs reply to every refusal.
MESSAGES = Rate("messages", 20, 1)


class Rates:
    """Keeps a salted mark and a number for each person and server of this window."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock()
        self._forget()

    def verdict(self, rate: Rate, user: int, server: int | None = None) -> Verdict:
        """Count an event, and say what becomes of it. What a person is refused does not count for the server."""
        self.forget_old_ones()
        if not self._counts:
            self._end = self._clock() + _SECONDS
        verdict = self._verdict("user", user, rate)
        if verdict == "answer" and server is not None:
            return self._verdict("server", server, rate, _PEOPLE)
        return verdict

    def forget_old_ones(self) -> None:
        if self._counts and self._clock() >= self._end:
            self._forget()

    def _forget(self) -> None:
        self._salt = new_salt()
        self._counts: OrderedDict[bytes, int] = OrderedDict()  # who was heard of last comes last

    def _verdict(self, whose: str, number: int, rate: Rate, people: int = 1) -> Verdict:
        found = mark(number, self._salt, f"{whose} {rate.name}".encode())
        count = self._counts.pop(found, 0) + 1
        # Whoever goes on hammering stays known, however many others come.
        if len(self._counts) >= _MARKS_KEPT:
            self._counts.popitem(last=False)
        self._counts[found] = count
        if count <= rate.answers * people:
            return "answer"
        return "refuse" if count <= (rate.answers + rate.refusals) * people else "ignore"
