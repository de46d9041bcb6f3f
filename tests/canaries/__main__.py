"""The attack at length: so many conversations with the real bot, a real minute, and a table of what was found where.

    .venv/bin/python -m tests.canaries [--conversations N]

What still lies in the memory after a minute, also where it is free again, is a figure and no promise: Python cannot wipe
what it has let go of. Exit code 1 if anything was found anywhere else.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.canaries import attack, search
from tests.canaries.attack import MarkedDiscord, Spied
from tests.canaries.canaries import Canaries
from tests.wire.people import Person

_AT_ONCE = 200  # conversations between two looks at what was answered
_SECONDS_LATER = 65

_Found = dict[str, tuple[set[int], str]]  # by place: canaries, and how much was searched


def main() -> None:
    """Attack, look everywhere, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int, default=10_000)
    wanted = parser.parse_args().conversations
    made = Canaries()
    discord = MarkedDiscord(made)
    with tempfile.TemporaryDirectory() as folder:
        bot = Spied(Path(folder) / "bot", "run", discord=discord)
        try:
            found = _attacked(discord, bot, wanted)
        finally:
            bot.close()
            discord.close()
    _print_table(made, found)
    if discord.complaints:
        print(f"Discord complained: {sorted(set(discord.complaints))}")
    if any(numbers for place, (numbers, _) in found.items() if place != "memory, freed too") or discord.complaints:
        sys.exit(1)


def _attacked(discord: MarkedDiscord, bot: Spied, wanted: int) -> _Found:
    began = time.monotonic()
    in_answers: set[int] = set()
    in_data: set[int] = set()
    answers = answered_bytes = looks = 0

    def look(turn: int) -> None:
        nonlocal answers, answered_bytes, in_answers, in_data, looks
        in_data |= search.in_folder(bot.data)
        looks += 1
        if turn % _AT_ONCE == _AT_ONCE - 1 or turn == wanted - 1:
            answers += len(discord.answers)
            answered_bytes += sum(map(len, discord.answers))
            in_answers |= search.in_bytes(b"\n".join(discord.answers))
            discord.forget()
        if turn % (wanted // 4 or 1) == 1:
            before = discord.gateway.resumed
            discord.run(discord.gateway.drop_all())
            discord.wait_until(lambda: discord.gateway.resumed > before)

    attack.many(discord, wanted, look)
    Person.owner(discord).calls("recourse_status")
    in_answers |= search.in_bytes(b"\n".join(discord.answers))
    print(f"{wanted} conversations, {answers} answers, in {time.monotonic() - began:.0f} s", flush=True)
    time.sleep(_SECONDS_LATER)
    held, objects = bot.held()
    for chain, number in Counter(held.values()).most_common(10):
        print(f"{number} held by {chain}")
    memory, size = attack.in_memory(bot.process.pid)
    code = bot.ends(signal.SIGTERM)
    print(f"ended with {code}")
    sizes = bot.bytes_left()
    stats = attack.stats_of(bot)
    return {
        **{place: (left, _bytes(sizes[place])) for place, left in bot.left().items()},
        "data, all the while": (in_data, f"{looks:,} looks"),
        "answers": (in_answers, _bytes(answered_bytes)),
        "stats": (search.in_bytes(stats), _bytes(len(stats))),
        "objects": (set(held), f"{objects:,} objects"),
        "memory, freed too": (memory, _bytes(size)),
    }


def _print_table(made: Canaries, found: _Found) -> None:
    print(f"\n{'canaries':45}{'made':>10}")
    for kind, number in sorted(Counter(made.kinds.values()).items()):
        print(f"{kind:45}{number:10,}")
    print(f"{'all':45}{len(made.kinds):10,}\n\n{'place':25}{'searched':>20}{'found':>10}")
    for place, (numbers, searched) in found.items():
        kinds = ", ".join(f"{kind}: {number}" for kind, number in sorted(made.by_kind(numbers).items()))
        print(f"{place:25}{searched:>20}{len(numbers):10,}  {kinds}")


def _bytes(number: int) -> str:
    return f"{number:,} bytes"


if __name__ == "__main__":
    main()
