"""The terminal and the conversation for programs keep and print nothing of what comes in, at DEBUG neither."""

import io
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.desk import Desk
from bot.frontends import jsonlines, terminal
from tests.canaries.attack import Spied
from tests.canaries.canaries import Canaries
from tests.canaries.walk import found_in_process

_OWN = 9_000_000


def typed(made: Canaries) -> str:
    said = (made.word("text"), made.foreign_word("text"), made.email(), made.card(), made.emoji())
    return " ".join(("the key never came", made.statement_line(), *said))


def lines_of(made: Canaries, *, as_json: bool) -> bytes:
    """Return what comes in: texts that are understood and that are not, and lines that are none."""
    if not as_json:
        return "\n".join([typed(made), typed(made), "Gumroad", "1", "99", typed(made) * 30]).encode() + b"\n\xff\xfe\n"
    requests = [
        {"open": True},
        {"say": typed(made)},
        {"say": typed(made), "token": made.word("token"), "lang": made.word("language")},
        {"press": f"1aa----00.{made.word('token')}."},
        {made.word("key"): typed(made)},
        {"say": {"a": typed(made)}},
        [typed(made)],
    ]
    broken = [typed(made), '{"say": "' + typed(made), '{"say": "' + typed(made) + "x" * 1_100_000 + '"}']
    return "\n".join([*map(json.dumps, requests), *broken, ""]).encode()


@pytest.mark.parametrize("as_json", [False, True])
def test_nothing_comes_out_again(tmp_path: Path, *, as_json: bool) -> None:
    made = Canaries()
    bot = Spied(tmp_path, "chat", *(["--json"] if as_json else []))
    assert bot.process.stdin
    bot.process.stdin.write(lines_of(made, as_json=as_json))
    bot.process.stdin.close()
    assert bot.ends(None) == 0
    assert bot.kinds_left(made) == {}
    assert len(bot.printed.read_text("utf-8").splitlines()) >= 10
    assert "Traceback" not in bot.complained.read_text("utf-8")


@pytest.mark.parametrize("chat", [terminal.chat, jsonlines.chat])
def test_nothing_is_held_while_the_next_line_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, chat: Callable[[Desk, str | None], None]
) -> None:
    made = Canaries(_OWN)  # others may be held in this process, by other tests
    waiting = iter(lines_of(made, as_json=chat is jsonlines.chat).splitlines(keepends=True)[:2])
    held: list[dict[int, str]] = []

    class Input(io.RawIOBase):
        """Looks around, in a thread of its own, when the last line has been answered."""

        def readline(self, _: int | None = -1, /) -> bytes:
            line = next(waiting, b"")
            if not line:
                looks = threading.Thread(target=lambda: held.append(found_in_process(_OWN)[0]))
                looks.start()
                looks.join()
            return line

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Input(), isatty=lambda: False))
    chat(desk, "en")
    assert [{made.kinds.get(number): chain for number, chain in found.items()} for found in held] == [{}]
