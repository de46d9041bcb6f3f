"""Draws the curves of all parts into one picture, for which matplotlib is needed."""

from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from tests.benchmarks.figures import Curve, Part

_COLUMNS = 2
_INCHES = (5.5, 3.6)  # of one picture


def draw(parts: Iterable[Part], file: Path) -> None:
    """Write an SVG in which every picture has its lines; all sizes are on a logarithmic scale."""
    pictures: dict[str, list[Curve]] = defaultdict(list)
    for part in parts:
        for curve in part.curves:
            pictures[curve.picture].append(curve)
    rows = ceil(len(pictures) / _COLUMNS)
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever the machine's own settings are
        mpl.rcParams.update({"font.size": 9, "svg.hashsalt": "recourse"})
        figure = Figure(figsize=(_COLUMNS * _INCHES[0], rows * _INCHES[1]), layout="constrained")
        for place, (name, curves) in enumerate(pictures.items(), 1):
            axes = figure.add_subplot(rows, _COLUMNS, place)
            axes.set_title(name)
            for curve in curves:
                axes.plot(*zip(*curve.points, strict=True), marker="o", label=curve.whose)
            axes.set_xscale("log")
            axes.set_xlabel(curves[0].size)
            axes.set_ylabel(curves[0].unit)
            axes.set_ylim(0, 1.1 * max(value for curve in curves for _, value in curve.points))
            axes.grid(visible=True, alpha=0.3)
            axes.legend(frameon=False)
        figure.savefig(file, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
