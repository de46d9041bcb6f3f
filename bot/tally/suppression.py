"""Which numbers of a table must be hidden, so that no small one can be worked out from those that are shown.

A table with all its totals is a network, and each of its numbers a flow: the grand total leads from the node of all
rows to the node of all columns; from there each row's total leads to the row's own node, each cell on to its column's
node, and each column's total back to the node of all rows. What flows into a node flows out of it again: this says all
that can be found out by adding and taking away (D. Gusfield, "A graph theoretic approach to statistical data security",
SIAM J. Comput. 17, 1988; L. H. Cox, "Network models for complementary cell suppression", J. Amer. Statist. Assoc. 90,
1995). So a hidden number may be larger or smaller wherever a circle of hidden numbers leads through it, some of which
grow while others shrink, none below zero. As flows can be whole numbers, every whole one between two that are possible
is possible.

Where there is no such circle, the cheapest one is hidden: it follows a shortest path from one end of the number to the
other, on which a hidden number costs nothing and a shown one what it would have told. The idea is that of J. Castro, "A
shortest-paths heuristic for statistical data protection in positive tables", INFORMS J. Comput. 19, 2007.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush
from itertools import product

Numbers = Sequence[Sequence[int]]  # all rows and the row of totals below; in each all columns and its total behind
Place = tuple[int, int]


def with_totals(cells: Numbers) -> list[list[int]]:
    """Return a table of rows of equal length with a total behind each row and below each column."""
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def to_hide(numbers: Numbers, k: int) -> set[Place]:
    """Return where the numbers under `k` (two or more) are, and where those that must be hidden with them.

    For each of those under `k`, every value from 0 to `k` - 1 agrees with all that is shown. Of the others none is
    determined: each is hidden because it is on a circle with one under `k`, and changes when that one does.
    """
    network = _Network(numbers)
    hidden = {place for place, number in network.flow.items() if number < k}
    while left := unprotected(numbers, hidden, k):
        for place in left:
            for change in _changes(network.flow[place], k):
                hidden |= network.made_up_for(place, change, hidden, may_hide=True) or set()
    return hidden


def unprotected(numbers: Numbers, hidden: AbstractSet[Place], k: int) -> list[Place]:
    """Return where a hidden number under `k` cannot have every value from 0 to `k` - 1."""
    network = _Network(numbers)
    return [
        place
        for place, number in network.flow.items()
        if place in hidden and any(network.made_up_for(place, by, hidden) is None for by in _changes(number, k))
    ]


def _changes(number: int, k: int) -> tuple[int, ...]:
    """Return by how much a number must be able to change: up to `k` - 1 and down to 0."""
    return (k - 1 - number, -number) if number < k else ()


class _Network:
    """The nodes are numbered: first all rows, the last of them for all rows together, then all columns likewise."""

    def __init__(self, numbers: Numbers) -> None:
        rows, columns = len(numbers), len(numbers[0])
        self.flow: dict[Place, int] = {}
        self.ends: dict[Place, tuple[int, int]] = {}
        self.steps: list[list[tuple[Place, int, int]]] = [[] for _ in range(rows + columns)]
        for place in product(range(rows), range(columns)):
            row, column = place
            is_total_of_one = (row == rows - 1) != (column == columns - 1)
            begin, end = (rows + column, row) if is_total_of_one else (row, rows + column)
            self.flow[place] = numbers[row][column]
            self.ends[place] = begin, end
            self.steps[begin].append((place, 1, end))
            self.steps[end].append((place, -1, begin))

    def made_up_for(
        self, place: Place, change: int, hidden: AbstractSet[Place], *, may_hide: bool = False
    ) -> set[Place] | None:
        """Return which other hidden numbers can make up for a change of one; None if they cannot.

        If `may_hide`, shown ones can do it too, and they always can: with everything hidden, everything is possible.
        """
        begin, end = self.ends[place]
        if change > 0:  # what more flows through it has to come back from its end
            begin, end = end, begin
        flow, changed = self.flow.copy(), set[Place]()
        left = abs(change)
        while left:
            path = self._cheapest(begin, end, place, flow, hidden | changed if changed else hidden, may_hide=may_hide)
            if path is None:
                return None
            pushed = min([left, *(flow[step] for step, sign in path if sign < 0)])
            for step, sign in path:
                flow[step] += sign * pushed
                changed.add(step)
            left -= pushed
        return {step for step in changed if flow[step] != self.flow[step]}

    def _cheapest(
        self,
        begin: int,
        end: int,
        without: Place,
        flow: Mapping[Place, int],
        free: AbstractSet[Place],
        *,
        may_hide: bool,
    ) -> list[tuple[Place, int]] | None:
        """Return the numbers on a cheapest path, each with 1 where it grows and -1 where it shrinks."""
        prices = {begin: 0}
        came: dict[int, tuple[int, Place, int]] = {}
        queue = [(0, True, 0, begin)]
        while queue:
            price, _, _, node = heappop(queue)
            if node == end:
                return list(_back(came, begin, end))
            if price > prices[node]:
                continue
            for place, sign, there in self.steps[node]:
                is_free = place in free
                if not (is_free or may_hide) or (sign < 0 and not flow[place]) or place == without:
                    continue
                higher = price if is_free else price + flow[place] + 1
                if there not in prices or higher < prices[there]:
                    prices[there], came[there] = higher, (node, place, sign)
                    # Where prices are equal, the end comes first and then the newest: that is quick.
                    heappush(queue, (higher, there != end, -len(came), there))
        return None


def _back(came: Mapping[int, tuple[int, Place, int]], begin: int, end: int) -> Iterator[tuple[Place, int]]:
    while end != begin:
        end, place, sign = came[end]
        yield place, sign
