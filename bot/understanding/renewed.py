"""What is built from the processors goes on over a change that touches nothing of what it reads."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot.directory.processor import Processor

# The processors that differ, each as it was and as it is; None if others came or went.
Changed = Sequence[tuple[Processor, Processor]] | None


class Part(Protocol):
    """What is built from all processors."""

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""


P = TypeVar("P", bound=Part)


def renewed(before: P | None, changed: Changed, build: Callable[[], P]) -> P:
    """Return the part that was there before, if it would be the same again, else a new one."""
    if before is None or changed is None or any(before.reads(old) != before.reads(new) for old, new in changed):
        return build()
    return before
