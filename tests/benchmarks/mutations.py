"""Changes shipped files by chance for as long as you like: `python -m tests.benchmarks.mutations --examples N`.

It ends at the first change that loading does not answer as it should, made as small as it can be, or with the counts.
"""

import tempfile
import time
from collections import Counter
from pathlib import Path

import click
from hypothesis import HealthCheck, Phase, given, settings

from tests.directory.test_mutations import Changed, mutations


@click.command()
@click.option("--examples", default=1000, show_default=True, help="How many changed files to try.")
def main(examples: int) -> None:
    """Try that many changed files, other ones in each run."""
    outcomes: Counter[bool] = Counter()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        changed = Changed(Path(folder))

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(mutated=mutations())
        def attempt(mutated: tuple[str, str]) -> None:
            outcomes[changed.is_taken(*mutated)] += 1

        attempt()
    seconds = time.perf_counter() - began
    print(f"{outcomes.total():,} files in {seconds:.0f} s: {outcomes[True]:,} taken, {outcomes[False]:,} refused")


if __name__ == "__main__":
    main()
