"""Every answer can be drawn: no message is missing, whatever a buyer presses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from bot.conversation.answer import answer
from bot.conversation.state import START, UNKNOWN, State, Step
from bot.directory.directory import Directory
from bot.directory.problems import Problem
from bot.directory.texts import MissingMessageError

_SPANS = (None, "recent", "between", "years-ago")


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    file = config / "texts" / f"{directory.texts.languages[0]}.ftl"
    say = replace(directory.texts.in_language(None), strict=True)
    missing = set()
    for state in _states(directory):
        try:
            answer(directory, state, say)
        except MissingMessageError as error:
            missing.add(str(error))
    for sentence in sorted(missing):
        yield Problem(file, 1, 1, sentence)


def _states(directory: Directory) -> Iterator[State]:
    """Yield every screen of one processor of each kind, in every category."""
    kinds = {
        (entry.role, entry.role_confidence, entry.status.state, entry.status.confidence): entry.id
        for entry in directory.processors.values()
    }
    yield START
    for category in directory.categories:
        yield State(category=category)
        for processor in (None, UNKNOWN, *kinds.values()):
            for when in _SPANS:
                for step in get_args(Step):
                    yield State(step=step, category=category, processor=processor, when=when, told_apart=True)
