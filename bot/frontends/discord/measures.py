"""What is measured of the answers: how long they took, and what went wrong how often. Nothing tells whose they were."""

from bisect import bisect_left
from collections import Counter

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # seconds; after three Discord takes no answer
REST = "rest"
_KINDS = 50


class Durations:
    """A histogram. `counts` has a number for each bound, of what took longer than the one before, and one for the rest.

    `total` is the sum of all, in seconds.
    """

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.total = 0.0

    def note(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


class Errors(Counter[str]):
    """How often each kind came. After the first fifty kinds all others are one, whatever the other side thinks up."""

    def note(self, kind: str) -> None:
        self[kind if kind in self or len(self) < _KINDS else REST] += 1
