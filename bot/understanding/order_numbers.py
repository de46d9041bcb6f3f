"""Order numbers by mask. Only a mask with letters, digits or signs of its own tells enough alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.directory.processor import Processor
from bot.understanding.reading import Candidate

_TELLING = 3  # letters, digits and signs that stand in a mask as they are
_LETTERS_OF_ITS_OWN = 2  # of these, where signs have to help
_MORE = "*"  # at the end of a mask: its last sign, any number of times
_PART = re.compile(r"\\(.)|(.)")
_EITHER = "[A-Z0-9]"
_WILD = {"#": "[0-9]", "@": "[A-Z]", "%": _EITHER}
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z0-9](?:[A-Z0-9._/-]*[A-Z0-9])?(?![A-Z0-9])")
_DIGIT = re.compile("[0-9]")
_BETWEEN = re.compile(r"[^A-Z0-9]")
_GROUPS = 5  # a number may be written apart in as many
_PREFIX = 4  # letters that may stand before a number's first digits


class _Mask(NamedTuple):
    processor: str
    shown: str
    form: re.Pattern[str]
    with_signs: re.Pattern[str] | None  # where its signs tell as well, they have to be there
    telling: bool
    certain: bool


class OrderNumbers:
    """Finds what has the form of a processor's order numbers, with other signs between, or none."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._by_length: dict[tuple[int, str], list[_Mask]] = defaultdict(list)
        self._open: dict[str, list[_Mask]] = defaultdict(list)  # by their first sign
        for processor in processors:
            for shown in processor.recognise.order_numbers:
                mask = _mask(processor.id, shown)
                first, length = _beginning(shown)
                if shown.endswith(_MORE):
                    self._open[first].append(mask)
                else:
                    self._by_length[length, first].append(mask)
        self._shortest = min((length for length, _ in self._by_length), default=0)

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        known = processor.recognise
        return (processor.id, known.order_numbers)

    def read(self, text: str) -> Iterator[Candidate]:
        """Yield what is told by the number alone."""
        for mask, written in self._fitting(text):
            if mask.telling or (mask.with_signs and mask.with_signs.fullmatch(written)):
                yield Candidate(
                    mask.processor, "certain" if mask.certain else "likely", "evidence-order-number", mask.shown
                )

    def supported(self, text: str) -> frozenset[str]:
        """Return whose form some number has, common forms too."""
        return frozenset(mask.processor for mask, _ in self._fitting(text))

    def _fitting(self, text: str) -> Iterator[tuple[_Mask, str]]:
        for written in _numbers(text.upper()):
            number = _BETWEEN.sub("", written)
            known = self._open.get(number[0], ()) if self._open else ()
            if len(number) >= self._shortest:
                known = (*known, *self._by_length.get((len(number), number[0]), ()))
                known = (*known, *self._by_length.get((len(number), ""), ()))
            for mask in known:
                if mask.form.fullmatch(number):
                    yield mask, written


def _numbers(text: str) -> Iterator[str]:
    """Yield everything that may be a number, also what is written in groups with a space between."""
    found = list(_NUMBER.finditer(text))
    for place, first in enumerate(found):
        # Google counts renewals behind two dots: GPA.3312-….-55017..4
        if _DIGIT.search(first[0]):
            yield first[0].split("..")[0]
        elif len(first[0]) > _PREFIX:
            continue
        stop = first.end()
        for group in found[place + 1 : place + _GROUPS]:
            if group.start() != stop + 1 or text[stop] != " " or not _DIGIT.search(group[0]):
                break
            stop = group.end()
            yield text[first.start() : stop]


def _mask(processor: str, shown: str) -> _Mask:
    more = shown.endswith(_MORE)
    parts = list(_parts(shown.removesuffix(_MORE)))
    signs = [part for part in parts if len(part) == 1 and not part.isalnum()]
    own = [part for part in parts if len(part) == 1 and part.isalnum()]
    form = "".join(part for part in parts if part not in signs) + "*" * more
    with_signs = "".join("[ ._/-]" if part in signs else part for part in parts) + "*" * more
    telling = len(own) >= _TELLING
    by_signs = not telling and len(own) >= _LETTERS_OF_ITS_OWN and len(own) + len(signs) >= _TELLING
    certain = sum(map(str.isalpha, own)) >= _TELLING and _EITHER not in parts
    return _Mask(processor, shown, re.compile(form), re.compile(with_signs) if by_signs else None, telling, certain)


def _beginning(shown: str) -> tuple[str, int]:
    """Return the sign that a mask begins with, empty if any may, and how many letters and digits it stands for."""
    parts = [part for part in _parts(shown) if len(part) > 1 or part.isalnum()]
    return (parts[0] if len(parts[0]) == 1 else ""), len(parts)


def _parts(mask: str) -> Iterator[str]:
    """Yield a mask's signs, each as what it stands for."""
    return (literal or _WILD.get(sign, sign) for literal, sign in _PART.findall(mask.upper()))
