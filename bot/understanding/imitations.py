"""Addresses that imitate a processor's: they are never its own, whatever name they carry.

Letters that look alike follow the idea of Unicode's confusables (UTS #39), in the small part that is seen in hosts.
"""

import re
from collections.abc import Iterable, Iterator

from bot.directory.processor import Processor
from bot.understanding.slips import Slips
from bot.understanding.text import words

_COINED = 6  # letters of a name from which a part of a host, or a slip, is no accident
_PARTS = re.compile(r"[^\W_]+")
_PUNYCODE = "xn--"
_LABELS = 10
_LABEL_LENGTH = 63  # RFC 1035
_ALIKE = str.maketrans(
    {
        **dict(zip("01345789i|", "oleastbgll", strict=True)),
        **dict(zip("аеорсухкмнтвіѕјԁһ", "aeopcyxkmhtblsjdh", strict=True)),  # Cyrillic
        **dict(zip("αενικορτυχɡ", "aevlkoptuxg", strict=True)),  # Greek, and a g of the phonetic alphabet
    }
)


class Imitations:
    """Knows the names in processors' hosts, and tells which of them a foreign host pretends to be."""

    def __init__(self, processors: Iterable[Processor], lures: Iterable[str]) -> None:
        """`lures` are words with which a false host dresses up a name: refund, billing, support."""
        self._lures = frozenset(lures)
        self._names: dict[str, str] = {}
        self._hosts: dict[str, str] = {}
        self._everyday: set[str] = set()
        for processor in processors:
            everyday = {"".join(words(word)) for word in processor.recognise.everyday_words}
            self._hosts.update(dict.fromkeys(processor.hosts, processor.id))
            labels = (host.split(".")[-2].replace("-", "") for host in processor.hosts)
            for name in (*labels, "".join(words(processor.name)), "".join(words(processor.id))):
                self._names.setdefault(name, processor.id)
                if name in everyday or len(name) < _COINED:
                    self._everyday.add(name)
        self._skeletons = {_skeleton(name): name for name in self._names}
        self._slips = Slips((name for name in self._names if name not in self._everyday), shortest=_COINED)

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        known = processor.recognise
        return (processor.id, processor.name, processor.hosts, known.everyday_words)

    def of(self, host: str) -> str | None:
        """Return the processor that a host imitates, or None. The host must be nobody's own."""
        labels = host.split(".")[:_LABELS]
        for start in range(len(labels)):
            for stop in range(start + 2, len(labels) + 1):
                if processor := self._hosts.get(".".join(labels[start:stop])):
                    return processor
        parts = [_PARTS.findall(_decoded(label)) for label in labels]
        lured = any(part in self._lures for label in parts for part in label)
        for label in parts[:-1]:
            for part in {"".join(label), *label}:
                if name := self._imitated(part, lured=lured):
                    return self._names[name]
        return None

    def _imitated(self, part: str, *, lured: bool) -> str | None:
        alike = self._skeletons.get(_skeleton(part))
        if alike and alike != part and (len(part) >= _COINED or not part.isascii()):
            return alike
        if part in self._names:
            return part if lured or part not in self._everyday else None
        for stripped in self._without_lures(part):
            if stripped in self._names:
                return stripped
        if len(part) >= _COINED and (mended := self._slips.mended(part)) != part:
            return mended
        return None

    def _without_lures(self, part: str) -> Iterator[str]:
        for lure in self._lures:
            if part.startswith(lure):
                yield part.removeprefix(lure)
            if part.endswith(lure):
                yield part.removesuffix(lure)
            if part.startswith("my"):
                yield part.removeprefix("my")


def _decoded(label: str) -> str:
    if not label.startswith(_PUNYCODE) or len(label) > _LABEL_LENGTH:
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _skeleton(part: str) -> str:
    return part.translate(_ALIKE).replace("rn", "m").replace("vv", "w")
