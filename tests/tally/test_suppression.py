"""An audit of what releases show, by linear algebra and by tables that would have shown the same."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tally.suppression import Place, to_hide, unprotected, with_totals

Numbers = list[list[int]]
Published = tuple[Numbers, set[Place]]  # what is in it at a place that is hidden, the audit never looks at

# Small and large numbers, many zeros, and numbers around every k.
CELLS = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 200))
KS = st.integers(2, 12)


def tables(most_rows: int, most_columns: int, cells: st.SearchStrategy[int] = CELLS) -> st.SearchStrategy[Numbers]:
    def of_size(size: tuple[int, int]) -> st.SearchStrategy[Numbers]:
        row = st.lists(cells, min_size=size[1], max_size=size[1])
        return st.lists(row, min_size=size[0], max_size=size[0]).map(with_totals)

    return st.tuples(st.integers(1, most_rows), st.integers(1, most_columns)).flatmap(of_size)


def sums(rows: int, columns: int) -> Iterator[tuple[Place, list[Place]]]:
    """Yield each total of a table and what it is the total of, as whoever reads a release knows it."""
    for row in range(rows):
        yield (row, columns - 1), [(row, column) for column in range(columns - 1)]
    for column in range(columns):
        yield (rows - 1, column), [(row, column) for row in range(rows - 1)]


def equations(releases: Sequence[Published]) -> tuple[list[tuple[int, Place]], list[list[Fraction]]]:
    """Return the unknowns, one for each hidden number, and for each total an equation of theirs, its sum behind."""
    unknown = [(which, place) for which, (_, hidden) in enumerate(releases) for place in sorted(hidden)]
    column_of = {name: column for column, name in enumerate(unknown)}
    system = []
    for which, (numbers, hidden) in enumerate(releases):
        for total, parts in sums(len(numbers), len(numbers[0])):
            equation = [Fraction(0)] * (len(unknown) + 1)
            for place, sign in [(total, -1), *((part, 1) for part in parts)]:
                if place in hidden:
                    equation[column_of[which, place]] += sign
                else:
                    equation[-1] -= sign * numbers[place[0]][place[1]]
            system.append(equation)
    return unknown, system


def reduced(system: list[list[Fraction]]) -> list[list[Fraction]]:
    """Return the reduced form of a system of equations, by Gauss and Jordan, without the empty ones."""
    done = 0
    for column in range(len(system[0]) - 1):
        pivot = next((row for row in range(done, len(system)) if system[row][column]), None)
        if pivot is None:
            continue
        system[done], system[pivot] = system[pivot], system[done]
        scale = system[done][column]
        system[done] = [value / scale for value in system[done]]
        for row, equation in enumerate(system):
            if row != done and (factor := equation[column]):
                system[row] = [a - factor * b for a, b in zip(equation, system[done], strict=True)]
        done += 1
    return system[:done]


def determined(releases: Sequence[Published]) -> set[tuple[int, Place]]:
    """Return the hidden numbers of several releases that follow from all that is shown in them.

    In reduced form a number is determined if and only if its equation has no other unknown.
    """
    unknown, system = equations(releases)
    found = set()
    for equation in reduced(system):
        alone = [name for name, factor in zip(unknown, equation, strict=False) if factor]
        if len(alone) == 1:
            which, (row, column) = alone[0]
            assert equation[-1] == releases[which][0][row][column], "the audit itself does its sums right"
            found.add(alone[0])
    return found


def primary(numbers: Numbers, k: int) -> set[Place]:
    return {(row, column) for row, line in enumerate(numbers) for column, n in enumerate(line) if n < k}


def published(numbers: Numbers, k: int) -> Published:
    return numbers, to_hide(numbers, k)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(tables(5, 5), KS), min_size=1, max_size=3))
def test_no_hidden_number_follows_from_all_releases_together(releases: list[tuple[Numbers, int]]) -> None:
    assert determined([published(numbers, k) for numbers, k in releases]) == set()


def test_the_audit_finds_what_hiding_small_numbers_alone_gives_away() -> None:
    numbers = with_totals([[20, 3], [30, 40]])
    assert determined([(numbers, primary(numbers, 10))]) == {(0, (0, 1))}
    assert unprotected(numbers, primary(numbers, 10), 10) == [(0, 1)]


@settings(deadline=None, max_examples=60)
@given(tables(4, 4), KS)
def test_what_the_audit_finds_in_a_table_with_small_numbers_alone_hidden_is_unprotected(
    numbers: Numbers, k: int
) -> None:
    hidden = primary(numbers, k)
    assert {place for _, place in determined([(numbers, hidden)])} <= set(unprotected(numbers, hidden, k))


def alike(numbers: Numbers, hidden: set[Place], highest: int) -> Iterator[Numbers]:
    """Yield every table with cells up to `highest` that shows the same where nothing is hidden, by trying them all."""
    inner = list(product(range(len(numbers) - 1), range(len(numbers[0]) - 1)))
    free = [place for place in inner if place in hidden]
    for values in product(range(highest + 1), repeat=len(free)):
        cells = [list(line[:-1]) for line in numbers[:-1]]
        for (row, column), value in zip(free, values, strict=True):
            cells[row][column] = value
        other = with_totals(cells)
        if all(
            other[row][column] == n
            for row, line in enumerate(numbers)
            for column, n in enumerate(line)
            if (row, column) not in hidden
        ):
            yield other


@settings(deadline=None, max_examples=60)
@given(tables(2, 3, st.integers(0, 4)), st.integers(2, 3))
def test_every_value_under_k_is_that_of_a_table_that_shows_the_same(numbers: Numbers, k: int) -> None:
    hidden = to_hide(numbers, k)
    possible: dict[Place, set[int]] = {place: set() for place in hidden}
    for other in alike(numbers, hidden, highest=6):
        for row, column in hidden:
            possible[row, column].add(other[row][column])
    for (row, column), values in possible.items():
        if numbers[row][column] < k:
            assert values >= set(range(k)), (row, column)
        else:
            assert len(values) > 1, (row, column)


@settings(deadline=None, max_examples=60)
@given(tables(2, 3, st.integers(0, 4)), st.integers(2, 3), st.data())
def test_unprotected_is_what_no_table_that_shows_the_same_can_protect(
    numbers: Numbers, k: int, data: st.DataObject
) -> None:
    """The one judgement that all rests on, against trying every table, for any choice of what is hidden."""
    places = list(product(range(len(numbers)), range(len(numbers[0]))))
    more = data.draw(st.sets(st.sampled_from(places), max_size=3))
    hidden = primary(numbers, k) | more
    tried = list(alike(numbers, hidden, highest=6))
    given_away = [
        (row, column)
        for row, column in places
        if numbers[row][column] < k and not set(range(k)) <= {other[row][column] for other in tried}
    ]
    assert unprotected(numbers, hidden, k) == given_away


@settings(deadline=None, max_examples=60)
@given(tables(12, 13), KS)
def test_everything_under_k_is_hidden_and_protected_and_the_same_is_hidden_every_time(numbers: Numbers, k: int) -> None:
    hidden = to_hide(numbers, k)
    assert primary(numbers, k) <= hidden
    assert unprotected(numbers, hidden, k) == []
    assert to_hide(numbers, k) == hidden


@pytest.mark.parametrize("k", [2, 10])
def test_a_table_without_small_numbers_is_shown_whole(k: int) -> None:
    assert to_hide(with_totals([[k] * 4] * 3), k) == set()


def test_the_cheapest_circle_is_hidden() -> None:
    numbers = with_totals([[5, 90, 20], [80, 95, 70], [30, 99, 15]])
    assert to_hide(numbers, 10) == {(0, 0), (0, 2), (2, 0), (2, 2)}
