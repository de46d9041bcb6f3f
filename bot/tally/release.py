"""A release: what may be shown to the world of the counts of some weeks. It never holds a number that is hidden."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.directory.fields import CATEGORY_IDS
from bot.tally.files import Count
from bot.tally.suppression import to_hide, with_totals
from bot.tally.weeks import is_week, weeks_from

LEAST_K = 2  # with 1 only zeros would be hidden, and so be known
ALL = "all"

_GUARANTEE = (
    "Only weeks that were over are in it, each of them in one release alone.",
    "Every number under {k} is hidden, totals and zeros too, and so are as many others as are needed to protect them.",
    "For each number under {k}, every value from 0 to {most} stays possible, whatever one adds or takes away.",
    "No other hidden number can be worked out in that way either.",
    "Both hold for all releases together: none has a week, and so a number, of another.",
    "All numbers that are shown are exact.",
)
_NOT_GUARANTEED = (
    "Whoever knows of disputes from elsewhere, such as their own, can take them away from what is shown.",
    "Which others are hidden depends on the counts: whoever tries which counts lead to it can rule out values.",
    "In very small tables that can now and then leave the right value alone.",
    "It is not differential privacy: no noise is added.",
    "The counts are of conversations with the bot, not of people: one person may have had several.",
    "What the operator has had deleted, or folded into quarters before the release, is not in it.",
)

_Number = Annotated[int, Field(ge=0)] | None
_Category = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Totals(_Part):
    """Sums over the weeks of one release alone."""

    weeks: dict[str, _Number]
    categories: dict[str, _Number]
    all: _Number


class Release(_Part):
    """Exact numbers; None where one is hidden. `counts` are by week and category, both in order and complete."""

    kind: Literal["recourse release"] = "recourse release"
    k: Annotated[int, Field(ge=LEAST_K)]
    weeks: Annotated[list[str], Field(min_length=1)]
    categories: Annotated[list[_Category], Field(min_length=1)]
    counts: dict[str, dict[str, _Number]]
    totals: Totals
    alternative_text: str
    guarantee: list[str]
    not_guaranteed: list[str]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        weeks, categories = self.weeks, self.categories
        if not all(map(is_week, weeks)) or weeks != weeks_from(weeks[0], weeks[-1]):
            raise ValueError("its weeks do not follow one another")
        lines = (*self.counts.values(), self.totals.categories)
        if [*self.counts] != weeks or [*self.totals.weeks] != weeks or any([*line] != categories for line in lines):
            raise ValueError("its numbers are not those of its weeks and categories")
        return self

    @property
    def name(self) -> str:
        return f"{self.weeks[0]}--{self.weeks[-1]}"


def release(counts: Iterable[Count], weeks: Sequence[str], k: int) -> Release | None:
    """Return a release of all counts of some weeks; None where every number would be hidden."""
    exact = {(count.week, count.category): count.n for count in counts}
    numbers = with_totals([[exact.get((week, category), 0) for category in CATEGORY_IDS] for week in weeks])
    hidden = to_hide(numbers, k)
    table: list[list[int | None]] = [
        [None if (row, column) in hidden else number for column, number in enumerate(line)]
        for row, line in enumerate(numbers)
    ]
    if not any(number is not None for line in table for number in line):
        return None
    by_week = dict(zip(weeks, table, strict=False))
    totals = Totals(
        weeks={week: line[-1] for week, line in by_week.items()},
        categories=dict(zip(CATEGORY_IDS, table[-1], strict=False)),
        all=table[-1][-1],
    )
    return Release(
        k=k,
        weeks=list(weeks),
        categories=list(CATEGORY_IDS),
        counts={week: dict(zip(CATEGORY_IDS, line, strict=False)) for week, line in by_week.items()},
        totals=totals,
        alternative_text=_alternative_text(totals, k),
        guarantee=[sentence.format(k=k, most=k - 1) for sentence in _GUARANTEE],
        not_guaranteed=[sentence.format(k=k) for sentence in _NOT_GUARANTEED],
    )


def rows(of: Release) -> Iterator[tuple[str, str, int | None]]:
    """Yield every number with its week and category, each of which can be `all`."""
    for week in of.weeks:
        yield from ((week, category, of.counts[week][category]) for category in of.categories)
        yield week, ALL, of.totals.weeks[week]
    yield from ((ALL, category, of.totals.categories[category]) for category in of.categories)
    yield ALL, ALL, of.totals.all


def as_json(of: Release) -> str:
    return of.model_dump_json(indent=2) + "\n"


def as_csv(of: Release) -> str:
    """Return one row a number; that of a hidden one is empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("week", "category", "n", "hidden"))
    for week, category, n in rows(of):
        writer.writerow((week, category, "" if n is None else n, "yes" if n is None else "no"))
    return text.getvalue()


def _alternative_text(totals: Totals, k: int) -> str:
    """Say in plain ASCII, which every format of pictures can hold, what the chart shows."""
    weeks = list(totals.weeks)
    shown = {week: n for week, n in totals.weeks.items() if n is not None}
    sentences = [
        f"Two bar charts of disputes, counted from week {weeks[0]} to week {weeks[-1]}, in all {_told(totals.all)}.",
        f"By kind: {', '.join(f'{name} {_told(n)}' for name, n in totals.categories.items())}.",
    ]
    if shown:
        least, most = min(shown, key=shown.__getitem__), max(shown, key=shown.__getitem__)
        span = f"from {shown[least]} in {least} to {shown[most]} in {most}"
        sentences.append(f"By week: {len(shown)} of {len(weeks)} totals are shown, {span}.")
    else:
        sentences.append(f"By week: all {len(weeks)} totals are hidden.")
    sentences.append(f"A number is hidden if it is under {k}, or if one under {k} could be worked out from it.")
    return " ".join(sentences)


def _told(n: int | None) -> str:
    return "hidden" if n is None else str(n)
