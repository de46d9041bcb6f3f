"""The chart of a release, for which matplotlib is needed. It is drawn from what is shown alone, in black and white."""

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.tally.release import Release

_INCHES = (9, 8)
_DOTS_PER_INCH = 150
_BAR: dict[str, Any] = {"facecolor": "white", "edgecolor": "black", "linewidth": 0.8}
_MOST_WEEKS_NAMED = 16
_HIDDEN = "×"


def pictures(of: Release) -> dict[str, bytes]:
    """Return the chart by the end of a file's name. The same release gives the same bytes, whenever it is drawn."""
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever the machine's own settings are
        mpl.rcParams.update({"font.size": 9, "svg.hashsalt": "recourse", "hatch.linewidth": 0.6})
        figure = _figure(of)
        svg, png = BytesIO(), BytesIO()
        unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(svg, format="svg", metadata=unsaid)
        description = {"Title": _title(of), "Description": of.alternative_text, "Software": None}
        figure.savefig(png, format="png", dpi=_DOTS_PER_INCH, metadata=description)
    return {".svg": _described(svg.getvalue().decode(), of).encode(), ".png": png.getvalue()}


def _figure(of: Release) -> Figure:
    figure = Figure(figsize=_INCHES, layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(_title(of))
    categories, weeks = figure.subplots(2, 1, height_ratios=(3, 2))
    _draw_categories(categories, of)
    _draw_weeks(weeks, of)
    total = "hidden" if of.totals.all is None else f"{of.totals.all:,}"
    figure.supxlabel(
        f"In all: {total}.   {_HIDDEN} hidden: under {of.k}, or a number under {of.k} could be worked out from it.",
        fontsize="medium",
    )
    return figure


def _draw_categories(axes: Axes, of: Release) -> None:
    numbers = [of.totals.categories[name] for name in of.categories]
    places = range(len(numbers))
    bars = axes.barh(places, [n or 0 for n in numbers], hatch="///", **_BAR)
    axes.bar_label(bars, [_HIDDEN if n is None else f"{n:,}" for n in numbers], padding=3)
    axes.set_yticks(places, [name.replace("-", " ") for name in of.categories])
    axes.invert_yaxis()
    axes.set_xlim(0, _room(numbers))
    axes.set_title("By kind of dispute")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)


def _draw_weeks(axes: Axes, of: Release) -> None:
    numbers = [of.totals.weeks[week] for week in of.weeks]
    places = range(len(numbers))
    axes.bar(places, [n or 0 for n in numbers], hatch="...", **_BAR)
    hidden = [place for place in places if numbers[place] is None]
    axes.plot(hidden, [0.03] * len(hidden), "kx", markersize=4, transform=axes.get_xaxis_transform())
    every = -(-len(numbers) // _MOST_WEEKS_NAMED)
    axes.set_xticks(places[::every], of.weeks[::every], rotation=45, ha="right")
    axes.set_xlim(-0.8, len(numbers) - 0.2)
    axes.set_ylim(0, _room(numbers))
    axes.set_title("By week")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)


def _room(numbers: Sequence[int | None]) -> float:
    """Return how far an axis goes, by what is shown alone."""
    return 1.12 * max((n for n in numbers if n), default=1)


def _title(of: Release) -> str:
    return f"Disputes counted, week {of.weeks[0]} to {of.weeks[-1]}"


def _described(svg: str, of: Release) -> str:
    """Say to those who hear a page what the picture shows."""
    before, _, behind = svg.partition("<svg ")
    attributes, _, content = behind.partition(">")
    title, text = escape(_title(of)), escape(of.alternative_text)
    said = f'<title id="title">{title}</title>\n <desc id="desc">{text}</desc>'
    return f'{before}<svg role="img" aria-labelledby="title" aria-describedby="desc" {attributes}>\n {said}{content}'
