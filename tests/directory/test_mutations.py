"""Shipped files, changed by chance: loading gives a directory, or problems that all have their place and their words.

`python -m tests.fuzz` tries very many more, changed in more ways.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory.loader import Files
from tests.conftest import CONFIG
from tests.directory.test_broken import is_clear, misplaced, problems_of

NAMES = sorted(file.relative_to(CONFIG).as_posix() for file in CONFIG.rglob("*.yaml"))
PASTED = [
    *"\t\n\r '\"[]{}:,#&*!|>%@`-?~<=\\\x00\x07\x85\u2028\u202e\ufeff",
    "é",
    "パ",
    "🏓",
    "- ",
    ": ",
    "\n---\n",
    "<<: ",
]


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the name of a shipped file and what it says after one to three changes."""
    name = draw(st.sampled_from(NAMES))
    text = _shipped(name)
    for _ in range(draw(st.integers(1, 3))):
        change = draw(st.sampled_from(_CHANGES))
        text = change(draw, text)
    return name, text


def _shipped(name: str) -> str:
    return (CONFIG / name).read_text("utf-8")


def _piece(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, start + draw(st.integers(1, 40))


def _deleted(draw: st.DrawFn, text: str) -> str:
    start, end = _piece(draw, text)
    return text[:start] + text[end:]


def _doubled(draw: st.DrawFn, text: str) -> str:
    start, end = _piece(draw, text)
    return text[:end] + text[start:end] + text[end:]


def _pasted(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    piece: str = draw(st.sampled_from(PASTED))
    return text[:at] + piece + text[at:]


def _swapped(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _indented(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at, by = draw(st.integers(0, len(lines) - 1)), draw(st.integers(-4, 4))
    lines[at] = " " * by + lines[at] if by > 0 else lines[at][-by:]
    return "\n".join(lines)


def _spliced(draw: st.DrawFn, text: str) -> str:
    other = _shipped(draw(st.sampled_from(NAMES)))
    return text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]


_CHANGES: tuple[Callable[[st.DrawFn, str], str], ...] = (_deleted, _doubled, _pasted, _swapped, _indented, _spliced)


class Changed:
    """A copy of the shipped configuration in which one file at a time is another."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "config"
        shutil.copytree(CONFIG, self._config)
        self._files = Files(self._config)
        self._files.load()

    def is_taken(self, name: str, content: bytes) -> bool:
        """Say whether the configuration is taken with this file. If not, every problem has its place and its words."""
        (self._config / name).write_bytes(content)
        try:
            problems = problems_of(self._files)
            assert misplaced(problems) == []
            assert [problem for problem in problems if not is_clear(problem)] == []
        finally:
            shutil.copy2(CONFIG / name, self._config / name)
        return not problems


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    return Changed(tmp_path_factory.mktemp("changed"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(mutated=mutations())
def test_a_file_changed_by_chance_is_taken_or_refused_with_places_and_words(
    mutated: tuple[str, str], changed: Changed
) -> None:
    name, text = mutated
    assert changed.is_taken(name, text.encode()) in {True, False}
