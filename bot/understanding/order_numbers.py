"""Order numbers by mask. Only a mask with letters or digits of its own tells enough alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.directory.processor import Processor
from bot.understanding.reading import Candidate

_TELLING = 3  # letters and digits that stand in a mask as they are
_PART = re.compile(r"\\(.)|(.)")
_EITHER = "[A-Z0-9]"
_SIGNS = {"#": "[0-9]", "@": "[A-Z]", "%": _EITHER}
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z0-9](?:[A-Z0-9._/-]*[A-Z0-9])?(?![A-Z0-9])")
_BETWEEN = re.compile(r"[^A-Z0-9]")


class OrderNumbers:
    """Finds what has the form of a processor's order numbers; signs between the letters and digits never matter."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._by_length: dict[tuple[int, str], list[tuple[str, str, re.Pattern[str], bool, bool]]] = defaultdict(list)
        for processor in processors:
            for mask in processor.recognise.order_numbers:
                parts = [part for part in _parts(mask) if len(part) > 1 or part.isalnum()]
                own = [part for part in parts if len(part) == 1]
                certain = sum(map(str.isalpha, own)) >= _TELLING and _EITHER not in parts
                known = (processor.id, mask, re.compile("".join(parts)), len(own) >= _TELLING, certain)
                self._by_length[len(parts), parts[0] if len(parts[0]) == 1 else ""].append(known)

        self._shortest = min((length for length, _ in self._by_length), default=0)

    def read(self, text: str) -> Iterator[Candidate]:
        """Yield what is told by the number alone."""
        for processor, mask, telling, certain in self._fitting(text):
            if telling:
                yield Candidate(processor, "certain" if certain else "likely", "evidence-order-number", mask)

    def supported(self, text: str) -> frozenset[str]:
        """Return whose form some number has, common forms too."""
        return frozenset(processor for processor, *_ in self._fitting(text))

    def _fitting(self, text: str) -> Iterator[tuple[str, str, bool, bool]]:
        for match in _NUMBER.finditer(text.upper()):
            if match.end() - match.start() < self._shortest:
                continue
            # Google counts renewals behind two dots: GPA.3312-….-55017..4
            number = _BETWEEN.sub("", match[0].split("..")[0])
            for first in (number[0], ""):
                for processor, mask, pattern, telling, certain in self._by_length.get((len(number), first), ()):
                    if pattern.fullmatch(number):
                        yield processor, mask, telling, certain


def _parts(mask: str) -> list[str]:
    """Return a mask's signs, each as what it stands for."""
    return [literal or _SIGNS.get(sign, sign) for literal, sign in _PART.findall(mask.upper())]
