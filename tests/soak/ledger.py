"""What the generator itself knows: what it sent and when it was answered, and what has to be counted for it."""

from array import array
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SECONDS_TO_ANSWER = 3.0  # after that Discord takes no answer
_FRESH = 1.0  # s; whoever is answered so soon is not waiting behind others
SECONDS_TO_WRITE = 2.0  # what was answered longer ago is on the disk


@dataclass(frozen=True)
class Window:
    """An injected outage, from its begin to when buyers were answered at once again."""

    name: str
    begin: float
    end: float
    recovered: bool

    def excuses(self, sent: float) -> bool:
        return self.begin <= sent + SECONDS_TO_ANSWER and sent <= self.end


@dataclass
class Life:
    """One process of the bot: what was answered in it, by category where it has to be counted."""

    counted: Counter[str] = field(default_factory=Counter)
    latest: deque[tuple[float, str]] = field(default_factory=lambda: deque(maxlen=20_000))

    def count(self, category: str, now: float) -> None:
        self.counted[category] += 1
        self.latest.append((now, category))

    def before(self, moment: float) -> Counter[str]:
        """Return what had to be counted until a moment that is not long ago."""
        return self.counted - Counter(category for when, category in self.latest if when > moment)


class Ledger:
    """All events of a run. Times are in seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.sent = 0
        self.lives = [Life()]
        self.under_way: dict[str, tuple[float, str | None]] = {}  # by the number of an interaction: sent, category
        self.fresh = 0.0  # when the newest of those was sent that were answered at once
        self._late = array("d")  # when they were sent
        self._in_time = array("d"), array("f")  # when they were sent, and the seconds until the answer

    def begin_life(self) -> None:
        self.lives.append(Life())

    def send(self, number: str, category: str | None, now: float) -> None:
        self.sent += 1
        self.under_way[number] = now, category

    def answer(self, number: str, now: float, *, taken: bool) -> None:
        """Note that an answer has arrived; not `taken`, it reached nobody, and was counted all the same."""
        sent, category = self.under_way.pop(number, (None, None))
        if sent is None:
            return  # the second try of one whose connection broke
        if category:
            self.lives[-1].count(category, now)
        seconds = now - sent
        if not taken or seconds > SECONDS_TO_ANSWER:
            self._late.append(sent)
            return
        for noted, value in zip(self._in_time, (sent, seconds), strict=True):
            noted.append(value)
        if seconds < _FRESH:
            self.fresh = max(self.fresh, sent)

    @property
    def in_time(self) -> int:
        return len(self._in_time[0])

    def latencies(self, windows: Sequence[Window]) -> tuple[Sequence[float], Sequence[float]]:
        """Return the seconds to each answer in time, outside of outages and in them."""
        outside, inside = array("f"), array("f")
        for sent, seconds in zip(*self._in_time, strict=True):
            (inside if any(window.excuses(sent) for window in windows) else outside).append(seconds)
        return outside, inside

    def missed(self, windows: Sequence[Window], until: float) -> tuple[list[float], Counter[str]]:
        """Return when those were sent that missed their deadline for no reason, and how many did in which outage."""
        never = [sent for sent, _ in self.under_way.values() if sent + SECONDS_TO_ANSWER < until]
        outside, inside = [], Counter[str]()
        for sent in sorted([*self._late, *never]):
            name = next((window.name for window in windows if window.excuses(sent)), None)
            if name is None:
                outside.append(sent)
            else:
                inside[name] += 1
        return outside, inside

    def perhaps(self, since: float, until: float) -> Counter[str]:
        """Return what may have been counted without an answer, of what was sent between two moments."""
        return Counter(category for sent, category in self.under_way.values() if category and since <= sent <= until)


def difference(wanted: Counter[str], found: Counter[str]) -> dict[str, int]:
    """Return by how many a category was counted too often (above 0) or too seldom."""
    names: Iterable[str] = sorted({*wanted, *found})
    return {name: found[name] - wanted[name] for name in names if found[name] != wanted[name]}
