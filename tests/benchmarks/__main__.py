"""All measurements, one after the other: `python -m tests.benchmarks`, or `make bench`. Nothing here is a test.

It prints one table, and writes results.json and growth.svg beside itself. It takes ten minutes, and is worth
something only where nothing else runs. With --quick it measures little of everything, and writes nothing.
"""

import json
import time
from pathlib import Path

import click

from tests.benchmarks import desk, directory, interactions, tally, understanding
from tests.benchmarks.figures import as_json, machine, show
from tests.benchmarks.growth import draw


@click.command()
@click.option("--quick", is_flag=True, help="Little of everything, to try it out; such figures mean nothing.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Where to write. [default: beside this]")
def main(into: Path | None, *, quick: bool) -> None:
    """Measure everything."""
    began = time.perf_counter()
    parts = []
    for module in (interactions, desk, tally, understanding, directory):
        click.echo(f"{module.__name__.rpartition('.')[2]} …", err=True)
        parts.append(module.measure(quick=quick))
    minutes = (time.perf_counter() - began) / 60
    known = machine()
    show(parts)
    click.echo(
        f"{known['cpu']}, {known['cores']} cores, {known['kernel']}, Python {known['python']}; {minutes:.0f} min"
    )
    if into is None and quick:
        return
    folder = into or Path(__file__).parent
    results = {"machine": known, "quick": quick, "minutes": round(minutes, 1), "parts": as_json(parts)}
    (folder / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    draw(parts, folder / "growth.svg")


if __name__ == "__main__":
    main()
