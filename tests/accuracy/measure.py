"""How often the bot reads right what buyers write: `python -m tests.accuracy.measure`, or `make accuracy`.

Reads the labelled lines and messages of `tests/data/`. The parts set aside (`--set-aside`) are for judging and not
for tuning: of them only figures are shown, unless `--wrong` asks for the cases.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.directory.loader import load
from bot.understanding.understand import Understanding

TESTS = Path(__file__).parent.parent
DATA = TESTS / "data"
CONFIG = TESTS.parent / "config"

Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    """Return the labelled rows of a file: `text`, the expected `processor` and, in messages, `category`, or None."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set-aside", action="store_true", help="judge by the part that was set aside")
    parser.add_argument("--wrong", action="store_true", help="show the wrong cases of the part set aside too")
    parser.add_argument("--language", help="of the messages, only those in this language")
    chosen = parser.parse_args()
    ending = "-held" if chosen.set_aside else ""
    understanding = Understanding(load(CONFIG))
    show = chosen.wrong or not chosen.set_aside
    lines = [] if chosen.language else rows_of(f"lines{ending}")
    messages = [row for row in rows_of(f"messages{ending}") if chosen.language in {None, row["language"]}]
    _lines(understanding, lines, show=show)
    _messages(understanding, messages, show=show)


def _lines(understanding: Understanding, rows: list[Row], *, show: bool) -> None:
    if not rows:
        return
    read = [(row, understanding.read(row["text"])) for row in rows]
    known = [(row, reading) for row, reading in read if row["processor"]]
    none = [(row, reading) for row, reading in read if not row["processor"]]
    right = [row for row, reading in known if reading.processor == row["processor"]]
    print(f"lines of known processors: {_share(len(right), len(known))} right")
    for certainty in ("certain", "likely"):
        false = sum(reading.confidence == certainty for _, reading in none)
        wrong = sum(reading.confidence == certainty and reading.processor != row["processor"] for row, reading in known)
        print(f"  {certainty}: {false} of {len(none)} lines of none attributed, {wrong} of known ones to another")
    _by(known, "kind", lambda row, reading: reading.processor == row["processor"])
    for row, reading in read if show else ():
        if reading.processor != row["processor"]:
            print(
                f"    {row['kind']:13} {row['processor'] or '-':16} {reading.processor or '-':16} {reading.confidence or '':8} {row['text']}"
            )


def _messages(understanding: Understanding, rows: list[Row], *, show: bool) -> None:
    read = [(row, understanding.read(row["text"])) for row in rows]
    right = sum(reading.category == row["category"] for row, reading in read)
    chatter = [(row, reading) for row, reading in read if row["category"] is None]
    taken = sum(reading.category is not None for _, reading in chatter)
    named = sum(reading.processor == row["processor"] for row, reading in read)
    print(f"messages: category {_share(right, len(read))}, processor {_share(named, len(read))} right,")
    print(f"  chatter taken for a dispute {_share(taken, len(chatter))}")
    for key in ("language", "kind", "category"):
        _by(read, key, lambda row, reading: reading.category == row["category"])
    print("  processor:")
    _by(read, "language", lambda row, reading: reading.processor == row["processor"])
    for row, reading in read if show else ():
        if reading.category != row["category"]:
            print(
                f"    {row['language']} {row['category'] or '-':20} {','.join(reading.categories) or '-':50} {row['text']}"
            )
    for row, reading in read if show else ():
        if reading.processor != row["processor"]:
            print(f"    {row['language']} {row['processor'] or '-':16} {reading.processor or '-':16} {row['text']}")


def _by(read: Iterable[tuple[Row, Any]], key: str, is_right: Callable[[Row, Any], bool]) -> None:
    all_of, right = Counter[str](), Counter[str]()
    for row, reading in read:
        all_of[row[key] or "none"] += 1
        right[row[key] or "none"] += is_right(row, reading)
    print(f"  by {key}: " + ", ".join(f"{name} {_share(right[name], count)}" for name, count in all_of.items()))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.1%})" if whole else "0/0"


if __name__ == "__main__":
    main()
