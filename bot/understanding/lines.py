"""A text as a bank prints it: its words in capitals with their places, and the signs between them."""

import re
from typing import Literal, NamedTuple

from bot.understanding.text import fold

TOKEN = re.compile(r"[^\W_]+")
_TOKENS_READ = 80
_STAR = re.compile(r" ?[*＊✱][ *]*")
_SIGN = re.compile(r" ?[-#/_+~:|•·'=] ?(?=\w)")
_PARTED = re.compile(r"[,;:!?()\"]")
_PARTS_FIELDS = "*:\"'“„(;|<>=»«¿¡"
_INSIDE_A_WORD = ".-@_&'"  # evil-paddle.net is not paddle.net

Behind = Literal["star", "sign", "space", "end", "more"]


class Token(NamedTuple):
    text: str
    start: int
    stop: int


class Line:
    """A text as a bank prints it: its words in capitals with their places, and which of them say nothing."""

    def __init__(self, text: str, noise: frozenset[str]) -> None:
        self.text = text.upper()
        self.printed = self.text == text
        self.tokens = [Token(m[0], m.start(), m.end()) for m in TOKEN.finditer(self.text)][:_TOKENS_READ]
        self._written = text
        self._noise = noise

    def is_noise(self, index: int) -> bool:
        token = self.tokens[index].text
        return token in self._noise or not token.isalpha() or fold(token).upper() in self._noise

    def begins_at(self, index: int) -> bool:
        """Say whether a processor's text may begin here: behind nothing, banks' words, or a sign that parts fields."""
        if index == 0:
            return True
        before = self.text[: self.tokens[index].start].rstrip()
        if before[-1:] in _PARTS_FIELDS or self._capitals_begin_at(index):
            return True
        return all(self.is_noise(i) for i in range(index))

    def _capitals_begin_at(self, index: int) -> bool:
        """Say whether a line in capitals begins here inside a sentence that has small letters."""
        if self.printed:
            return False
        here, before = self.tokens[index], self.tokens[index - 1]
        written = self._written[here.start : here.stop]
        small_before = any(map(str.islower, self._written[before.start : before.stop]))
        return small_before and not any(map(str.islower, written))

    def in_capitals(self, first: int, behind: int) -> bool:
        written = self._written[self.tokens[first].start : self.tokens[behind - 1].stop]
        return not any(map(str.islower, written))

    def starts_word(self, index: int) -> bool:
        start = self.tokens[index].start
        before, sign = self.text[max(0, start - 2) : max(0, start - 1)], self.text[start - 1 : start]
        return sign not in _INSIDE_A_WORD or not before.isalnum()

    def is_parted_before(self, index: int) -> bool:
        """Say whether a sign that ends a clause stands between a token and the one before it."""
        return bool(_PARTED.search(self.text, self.tokens[index - 1].stop, self.tokens[index].start))

    def behind(self, index: int) -> Behind:
        """Say what stands between a token and the next one."""
        stop = self.tokens[index].stop
        if _STAR.match(self.text, stop):
            return "star"
        if index + 1 == len(self.tokens):
            return "end"
        if self.text[stop] == "." and self.text[stop + 1 : stop + 2].isalnum():
            return "more"
        return "sign" if _SIGN.match(self.text, stop) else "space"

    def is_followed_by_noise(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self.is_noise(index + 1)

    def is_only(self, first: int, behind: int) -> bool:
        return all(self.is_noise(i) for i in range(len(self.tokens)) if not first <= i < behind)
