"""What a measurement gives: figures, what they are held against, and curves of what was measured at several sizes."""

import os
import platform
import resource
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_COLUMNS = 130
_THOUSAND = 1000


@dataclass(frozen=True)
class Figure:
    """One figure. `ratio` is that to the baseline's, where both were taken in turn the median of all turns; `aim` is for it."""

    name: str
    value: float
    unit: str = ""
    baseline: str = ""
    baseline_value: float | None = None
    ratio: float | None = None
    aim: str = ""

    def against(self, baseline: str, baseline_value: float) -> "Figure":
        """Return the same figure, held against another one."""
        ratio = self.value / baseline_value if self.ratio is None else self.ratio
        return replace(self, baseline=baseline, baseline_value=baseline_value, ratio=ratio)


@dataclass(frozen=True)
class Curve:
    """How something grows: `points` are pairs of size and figure, and `whose` tells the lines of one picture apart."""

    picture: str
    size: str
    unit: str
    whose: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Part:
    """What one command measures; `remarks` say what a reader has to know to take the figures for what they are."""

    title: str
    figures: Sequence[Figure]
    curves: Sequence[Curve] = ()
    remarks: Sequence[str] = ()


def show(parts: Iterable[Part]) -> None:
    """Print one table of all parts."""
    console = Console(width=_COLUMNS, highlight=False, markup=False)
    table = Table("", "figure", "", "baseline", "its figure", "ratio", "aim", box=None, title_justify="left")
    table.columns[0].no_wrap = True
    for column in (1, 4, 5):
        table.columns[column].justify = "right"
    remarks: list[str] = []
    for part in parts:
        table.add_row(f"— {part.title} —")
        for one in part.figures:
            table.add_row(
                one.name,
                _number(one.value),
                one.unit,
                one.baseline,
                _number(one.baseline_value),
                "" if one.ratio is None else f"{one.ratio:.2f}",
                one.aim,
            )
        remarks += part.remarks
    console.print(table)
    for remark in remarks:
        console.print(f"* {remark}")


def as_json(parts: Iterable[Part]) -> dict[str, Any]:
    return {part.title: {name: value for name, value in asdict(part).items() if name != "title"} for part in parts}


def machine() -> dict[str, Any]:
    """Return on what the figures were measured: nothing that names the machine itself."""
    cpuinfo = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in cpuinfo if line.startswith("model name")), "unknown")
    kernel = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version(), "kernel": kernel}


def resident(process: int | str = "self") -> float:
    """Return the memory of a process in MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def cpu_seconds(process: int | str = "self") -> float:
    """Return the processor time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= _THOUSAND else f"{value:,.3g}"
