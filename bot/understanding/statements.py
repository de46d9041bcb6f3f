"""Statement lines: the text that a processor puts on a bank or card statement."""

import re
from collections.abc import Iterable, Iterator

from bot.directory.processor import Processor, Statement
from bot.understanding.reading import Candidate, Confidence

_AROUND_A_STAR = re.compile(r" ?\* ?")
_INSIDE_A_HOST = ".-@"  # evil-paddle.net is not paddle.net
_GOES_ON = re.compile(r"[^\W_]|[.-][^\W_]")  # nor is paddle.net.evil
_SHORT = 4  # characters; a shorter text without a star counts only where a line begins, in capitals
_LINE_BEGINS_AFTER = ("", "*", ":", '"', "“", "„", "(")


class StatementLines:
    """Finds the statement texts of a directory inside a text. Case and the spaces around a star never matter."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._known = [
            (processor.id, _normal(statement.text), statement)
            for processor in processors
            for statement in processor.recognise.statement
        ]

    def read(self, text: str) -> Iterator[Candidate]:
        line = _normal(text)
        for processor, pattern, statement in self._known:
            if _stands_in(pattern, statement, line, as_printed=not any(char.islower() for char in text)):
                confidence: Confidence = "likely" if statement.confidence == "low" else "certain"
                yield Candidate(processor, confidence, "evidence-statement")


def _normal(text: str) -> str:
    return _AROUND_A_STAR.sub("*", text.upper())


def _stands_in(pattern: str, statement: Statement, line: str, *, as_printed: bool) -> bool:
    if statement.kind == "exact":
        return line == pattern
    # A plain word may be part of any sentence: it counts where a line begins, or in a line that is all capitals.
    plain_word = pattern.isalpha()
    start = line.find(pattern)
    while start >= 0:
        begins_word = start == 0 or not (line[start - 1].isalnum() or line[start - 1] in _INSIDE_A_HOST)
        ends_word = not pattern[-1].isalnum() or not _GOES_ON.match(line, start + len(pattern))
        begins_line = line[:start].rstrip()[-1:] in _LINE_BEGINS_AFTER
        if len(pattern) < _SHORT and "*" not in pattern:
            begins_word = begins_word and begins_line and as_printed
        elif plain_word:
            begins_word = begins_word and (begins_line or as_printed)
        if begins_word and ends_word:
            return True
        start = line.find(pattern, start + 1)
    return False
