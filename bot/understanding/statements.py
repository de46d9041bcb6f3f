"""Statement lines: the text that a processor puts on a bank or card statement, with the noise that banks add.

Banks print the star with or without spaces, swap it for another sign, leave out signs and cut the line after about
22 characters (`statement_conventions` of the research: "compare without spaces and signs, ignoring case"). So texts
are compared by their letters and digits, and the signs between only say how telling a text is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from bot.directory.processor import Processor, Statement
from bot.understanding.reading import Candidate, Confidence
from bot.understanding.text import words

_TOKEN = re.compile(r"[^\W_]+")
_TOKENS_READ = 80
_STAR = re.compile(r"[ ]?[*＊✱][ *]*")
_SIGN = re.compile(r"[ ]?[-#/_+~:|•·'=][ ]?(?=\w)")
_DIGITS = "0123456789"
_PARTED = re.compile(r"[,;:!?()\"]")
_JOINED = 5  # tokens of a text
_SHORT = 4  # letters; a text as short as this is common, unless a star follows
_BEGINNING = 3  # letters by which most words are passed over
_CUT = 7  # letters that must be left of a text that was cut off
_CUT_SHARE = 0.6
_RUN_TOGETHER = 6  # letters of a text that may run into the next word
_RUNS_INTO = 4  # letters of that next word; fewer are an ending of the same word
_INSIDE_A_WORD = ".-@_&'"  # evil-paddle.net is not paddle.net

Behind = Literal["star", "sign", "space", "end", "more"]


class _Text(NamedTuple):
    processor: str
    statement: Statement
    star: bool  # a sign ends the text
    service: bool  # what follows may be the seller
    tokens: int
    everyday: bool  # a word of the language, too
    plain: bool  # one word of letters, without any sign


class Token(NamedTuple):
    text: str
    start: int
    stop: int


class Match(NamedTuple):
    """A candidate, and the tokens of the line that it was found in; `through` says that it only moved the money."""

    candidate: Candidate
    first: int
    behind: int
    through: bool = False


class Line:
    """A text as a bank prints it: its words in capitals with their places, and which of them say nothing."""

    def __init__(self, text: str, noise: frozenset[str]) -> None:
        self.text = text.upper()
        self.printed = self.text == text
        self.tokens = [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(self.text)][:_TOKENS_READ]
        self._written = text
        self._noise = noise

    def is_noise(self, index: int) -> bool:
        token = self.tokens[index].text
        return token in self._noise or not token.isalpha()

    def begins_at(self, index: int) -> bool:
        """Say whether a processor's text may begin here: only banks' words stand before, or a sign that parts fields."""
        if index == 0:
            return True
        before = self.text[: self.tokens[index].start].rstrip()
        if before[-1:] in "*:\"'“„(;|<>=»«¿¡" or self._capitals_begin_at(index):
            return True
        return all(self.is_noise(i) for i in range(index))

    def _capitals_begin_at(self, index: int) -> bool:
        """Say whether a line in capitals begins here inside a sentence that has small letters."""
        if self.printed:
            return False
        here, before = self.tokens[index], self.tokens[index - 1]
        written = self._written[here.start : here.stop]
        return not any(map(str.islower, written)) and any(map(str.islower, self._written[before.start : before.stop]))

    def in_capitals(self, first: int, behind: int) -> bool:
        written = self._written[self.tokens[first].start : self.tokens[behind - 1].stop]
        return not any(map(str.islower, written))

    def starts_word(self, index: int) -> bool:
        start = self.tokens[index].start
        return start == 0 or self.text[start - 1] not in _INSIDE_A_WORD or not self.text[start - 2 : start - 1].isalnum()

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

    def is_only(self, first: int, behind: int) -> bool:
        return all(self.is_noise(i) for i in range(len(self.tokens)) if not first <= i < behind)


class StatementLines:
    """Finds the statement texts of a directory inside a line."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._texts: dict[str, list[_Text]] = {}
        for processor in processors:
            everyday = {"".join(words(word)).upper() for word in processor.recognise.everyday_words}
            for statement in processor.recognise.statement:
                text = statement.text.upper().replace("PAYPAL*", "PAYPAL *")
                key = letters(text)
                star = not text[-1].isalnum()
                tokens = len(_TOKEN.findall(text))
                own = _Text(
                    processor.id, statement, star, processor.is_service, tokens, key in everyday, text.isalpha()
                )
                self._texts.setdefault(key, []).append(own)
        self._sorted = sorted(self._texts)
        self._beginnings = frozenset(key[:length] for key in self._texts for length in range(1, _BEGINNING + 1))
        self._others = frozenset(letters(name) for processor in processors for name in processor.recognise.not_names)

    def knows(self, piece: str) -> bool:
        """Say whether a piece that looks like an address is a text of these: STEAMGAMES.COM."""
        return "@" not in piece and any(
            letters(piece[:stop]) in self._texts for stop in (len(piece), *_ends_of_names(piece))
        )

    def read(self, line: Line) -> Iterator[Match]:
        """Yield what stands in the line, from left to right; of two texts that begin at one place, the longer one."""
        for first in range(len(line.tokens)):
            if line.tokens[first].text[:_BEGINNING] not in self._beginnings:
                continue
            if not line.starts_word(first) or self._is_of_another(line, first):
                continue
            found = self._whole(line, first) or self._run_together(line, first) or self._cut_off(line, first)
            yield from found

    def _whole(self, line: Line, first: int) -> list[Match]:
        matches: list[Match] = []
        joined = ""
        for index in range(first, min(len(line.tokens), first + _JOINED)):
            if index > first and line.is_parted_before(index):
                break
            joined += line.tokens[index].text
            for text in self._texts.get(joined, ()):
                confidence = _confidence(text, joined, line, first, index + 1)
                if confidence:
                    matches = [known for known in matches if known.through or known.behind > index]
                    candidate = Candidate(text.processor, confidence, "evidence-statement", text.statement.text)
                    matches.append(Match(candidate, first, index + 1, through=text.service))
        return matches

    def _is_of_another(self, line: Line, first: int) -> bool:
        joined = ""
        for index in range(first, min(len(line.tokens), first + _JOINED) if self._others else first):
            joined += line.tokens[index].text
            if joined.rstrip(_DIGITS) in self._others:
                return True
        return False

    def _run_together(self, line: Line, first: int) -> list[Match]:
        """Return a text that runs into what follows: STEAMGAMES.COM4259522985, LEMSQZYTINYBARK."""
        joined_before = ""
        for index in range(first, min(len(line.tokens), first + 2)):
            token = line.tokens[index].text
            for length in range(len(token) - 1, max(0, _RUN_TOGETHER - 1 - len(joined_before)), -1):
                key = joined_before + token[:length]
                if key not in self._texts:
                    continue
                digits_follow = token[length].isdigit()
                if not digits_follow and (index > first or len(token) - length < _RUNS_INTO):
                    continue
                for text in self._texts[key]:
                    distinct = not text.everyday and (digits_follow or len(key) > _RUN_TOGETHER)
                    if distinct and text.statement.kind != "exact":
                        candidate = Candidate(text.processor, "likely", "evidence-statement", text.statement.text)
                        return [Match(candidate, first, index + 1)]
            joined_before += token
        return []

    def _cut_off(self, line: Line, first: int) -> list[Match]:
        """Return a text whose end is missing because the line ends."""
        if len(line.tokens) - first > _JOINED or not line.begins_at(first) and not line.printed:
            return []
        joined = "".join(token.text for token in line.tokens[first:])
        if len(joined) < _CUT:
            return []
        place = bisect_left(self._sorted, joined)
        if place == len(self._sorted) or not self._sorted[place].startswith(joined):
            return []
        key = self._sorted[place]
        if len(joined) < _CUT_SHARE * len(key) or joined == key:
            return []
        return [
            Match(Candidate(text.processor, "likely", "evidence-statement", text.statement.text), first, len(line.tokens))
            for text in self._texts[key]
            if not text.everyday
        ]


def _ends_of_names(piece: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(r"[/*#]|(?<=[A-Za-z])-", piece))


def letters(text: str) -> str:
    return "".join(_TOKEN.findall(text.upper()))


def _confidence(text: _Text, key: str, line: Line, first: int, behind: int) -> Confidence | None:  # noqa: C901 - a table
    full: Confidence = "likely" if text.statement.confidence == "low" else "certain"
    if len(key) < _SHORT and behind - first > 1:
        return None  # S. P. is not SP
    follows = line.behind(behind - 1)
    if follows == "more":
        return None
    if text.tokens < behind - first and follows != "star":
        full = "likely"  # PAY PAL may be two words
        if not line.in_capitals(first, behind):
            return None
    if text.statement.kind == "exact" and not text.star:
        return full if line.is_only(first, behind) else None
    if text.star:
        if follows == "star":
            return full
        if text.everyday or len(key) < _SHORT:
            replaced = follows == "sign" and line.in_capitals(first, behind) and line.begins_at(first)
            return "likely" if replaced and (text.everyday or len(key) == _SHORT - 1) else None
        # A word that a buyer typed is a name among others, and the words around it matter.
        as_printed = text.tokens > 1 or (line.printed and line.begins_at(first))
        return full if len(key) > _SHORT and as_printed else None
    if len(key) < _SHORT:
        alone = line.begins_at(first) and line.in_capitals(first, behind) and follows == "space"
        return "likely" if alone else None
    if text.everyday or text.plain and text.statement.confidence == "low":
        return "likely" if line.begins_at(first) and follows != "sign" and line.in_capitals(first, behind) else None
    if text.plain:
        return full if line.begins_at(first) or line.in_capitals(first, behind) else None
    return full
