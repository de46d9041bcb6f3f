"""Order numbers by mask. Only a mask with letters of its own says enough alone."""

import re
from collections.abc import Iterable, Iterator

from bot.directory.processor import Processor
from bot.understanding.reading import Candidate, Confidence

_OWN_LETTERS = 3
_PART = re.compile(r"\\(.)|(.)")


class OrderNumbers:
    def __init__(self, processors: Iterable[Processor]) -> None:
        self._known: list[tuple[str, re.Pattern[str], Confidence]] = [
            (processor.id, _pattern(mask), "certain" if _own_letters(mask) >= _OWN_LETTERS else "likely")
            for processor in processors
            for mask in processor.recognise.order_numbers
        ]

    def read(self, text: str) -> Iterator[Candidate]:
        for processor, pattern, confidence in self._known:
            if pattern.search(text.upper()):
                yield Candidate(processor, confidence, "evidence-order-number")


def _pattern(mask: str) -> re.Pattern[str]:
    signs = {"#": "[0-9]", "@": "[A-Z]"}
    body = "".join(
        re.escape(literal) if literal else signs.get(sign, re.escape(sign))
        for literal, sign in _PART.findall(mask.upper())
    )
    return re.compile(rf"(?<![A-Z0-9]){body}(?![A-Z0-9])")


def _own_letters(mask: str) -> int:
    return sum(char.isalpha() for char in mask)
