"""Statement lines: the text that a processor puts on a bank or card statement, with the noise that banks add.

Banks print the star with or without spaces, swap it for another sign, leave out signs and cut the line after about
22 characters (`statement_conventions` of the research: "compare without spaces and signs, ignoring case"). So texts
are compared by their letters and digits, and the signs between only say how telling a text is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from bot.directory.processor import Processor, Statement
from bot.understanding.lines import TOKEN, Line
from bot.understanding.reading import Candidate, Confidence
from bot.understanding.text import words

_DIGITS = "0123456789"
_ENDS_OF_NAMES = re.compile(r"[/*#]|(?<=[A-Za-z])-")
_ENDS_OF_LOWER_NAMES = re.compile(r"[/*#]")
_JOINED = 5  # tokens of a text
_SHORT = 4  # letters; a text as short as this is common, unless a star follows
_BEGINNING = 3  # letters by which most words are passed over
_CUT = 7  # letters that must be left of a text that was cut off
_CUT_SHARE = 0.6
_RUN_TOGETHER = 6  # letters of a text that may run into the next word
_RUNS_INTO = 4  # letters of that next word; fewer are an ending of the same word


class _Text(NamedTuple):
    processor: str
    statement: Statement
    key: str
    tokens: int
    star: bool  # a sign ends the text
    service: bool  # what follows may be the seller
    everyday: bool  # a word of the language, too

    @property
    def full(self) -> Confidence:
        return "likely" if self.statement.confidence == "low" else "certain"


class Match(NamedTuple):
    """A candidate, and the tokens of the line that it was found in; `through` says that it only moved the money."""

    candidate: Candidate
    first: int
    behind: int
    through: bool = False


class StatementLines:
    """Finds the statement texts of a directory inside a line."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._texts: dict[str, list[_Text]] = {}
        for processor in processors:
            everyday = {"".join(words(word)).upper() for word in processor.recognise.everyday_words}
            for statement in processor.recognise.statement:
                key = letters(statement.text)
                text = _Text(
                    processor.id,
                    statement,
                    key,
                    tokens=len(TOKEN.findall(statement.text)),
                    star=not statement.text[-1].isalnum(),
                    service=processor.is_service,
                    everyday=key in everyday,
                )
                self._texts.setdefault(key, []).append(text)
        self._sorted = sorted(self._texts)
        self._beginnings = frozenset(key[:length] for key in self._texts for length in range(1, _BEGINNING + 1))
        self._others = frozenset(letters(name) for processor in processors for name in processor.recognise.not_names)

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        known = processor.recognise
        return (processor.id, processor.is_service, known.statement, known.everyday_words, known.not_names)

    def knows(self, piece: str, *, at_end: bool) -> bool:
        """Say whether a piece that looks like an address is a text of these, or its beginning where the line ends."""
        if "@" in piece:
            return False
        # With a hyphen an address goes on (xsolla-pay.click), and only in capitals it is a bank's sign.
        ends_of_names = _ENDS_OF_NAMES if piece.isupper() else _ENDS_OF_LOWER_NAMES
        begun = accumulate(map(letters, ends_of_names.split(piece)))
        whole = any(text.rstrip(_DIGITS) in self._texts for text in begun)
        return whole or (at_end and piece.isupper() and self._begun(letters(piece)) is not None)

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
                confidence = _confidence(text, line, first, index + 1)
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
                        return [Match(_likely(text), first, index + 1)]
            joined_before += token
        return []

    def _cut_off(self, line: Line, first: int) -> list[Match]:
        """Return a text whose end is missing because the line ends, or only the bank's own words follow."""
        end = len(line.tokens)
        while end > first + 1 and line.is_noise(end - 1):
            end -= 1
        if end - first > _JOINED or not (line.printed or line.begins_at(first)):
            return []
        key = self._begun("".join(token.text for token in line.tokens[first:end]))
        return [Match(_likely(text), first, end) for text in self._texts[key] if not text.everyday] if key else []

    def _begun(self, beginning: str) -> str | None:
        """Return the text that most of is there."""
        place = bisect_left(self._sorted, beginning)
        key = self._sorted[place] if place < len(self._sorted) else ""
        most = max(_CUT, _CUT_SHARE * len(key))
        return key if key != beginning and key.startswith(beginning) and len(beginning) >= most else None


def _likely(text: _Text) -> Candidate:
    return Candidate(text.processor, "likely", "evidence-statement", text.statement.text)


def letters(text: str) -> str:
    return "".join(TOKEN.findall(text.upper()))


def _confidence(text: _Text, line: Line, first: int, behind: int) -> Confidence | None:
    """Say how sure a text is at a place of a line; None where its letters stand there by chance."""
    follows = line.behind(behind - 1)
    written_apart = behind - first > text.tokens
    if follows == "more" or (written_apart and len(text.key) < _SHORT):
        return None  # a host goes on, or S. P. is not SP
    if text.star and follows == "star":
        return text.full
    if written_apart and not line.in_capitals(first, behind):
        return None
    if text.statement.kind == "exact":
        sure = line.is_only(first, behind)
    elif text.star:
        return _without_star(text, line, first, behind)
    elif len(text.key) < _SHORT or text.everyday:
        phone_follows = follows == "sign" and line.is_followed_by_noise(behind - 1)
        apart = follows in {"space", "star"} or (text.everyday and (follows == "end" or phone_follows))
        # A word beside it that is no capital makes it part of a sentence: "BLS report".
        beside = min(behind + (len(text.key) < _SHORT), len(line.tokens))
        printed = line.in_capitals(first, beside) or (len(text.key) > _SHORT and line.is_followed_by_noise(behind - 1))
        return "likely" if apart and line.begins_at(first) and printed else None
    else:
        sure = text.tokens > 1 or line.begins_at(first) or line.in_capitals(first, behind)
    if not sure:
        return None
    return "likely" if written_apart else text.full  # PAY PAL may be two words


def _without_star(text: _Text, line: Line, first: int, behind: int) -> Confidence | None:
    """Say how sure a text is whose star the line has not: another sign may stand for it, or nothing."""
    printed = line.begins_at(first) and line.in_capitals(first, behind)
    if text.everyday or len(text.key) < _SHORT:
        replaced = line.behind(behind - 1) == "sign" and (text.everyday or len(text.key) == _SHORT - 1)
        return "likely" if replaced and printed else None
    # A word that a buyer typed is a name among others, and the words around it matter.
    if len(text.key) > _SHORT and (text.tokens > 1 or (line.printed and printed)):
        return "likely" if behind - first > text.tokens else text.full
    return None
