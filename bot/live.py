"""Edit, save, live: a desk whose directory follows the configuration on disk."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from bot import checks
from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.problems import InvalidDirectoryError, Problem
from bot.directory.watcher import Watcher

_LOG = logging.getLogger(__name__)


class Live:
    """`directory` is the one at the start; `problems` are those of the last change, taken or not.

    `reloads` says how many changes were taken and refused, `since` when the present directory was taken, by
    `time.monotonic`.
    """

    def __init__(self, files: Files, today: Callable[[], date]) -> None:
        """Load and check. Raises as `Files.load` does, also for what the checks call an error."""
        self.reloads = Counter(taken=0, refused=0)
        self.since = time.monotonic()
        self._files = files
        self._today = today
        self.directory = files.load()
        self.problems = self._checked(self.directory)
        if errors := _errors(self.problems):
            raise InvalidDirectoryError(errors)

    @contextmanager
    def watching(self, desk: Desk, on_taken: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Let a desk take changes while the body runs. `on_taken` is called after each, in a thread of its own."""

        def take(directory: Directory) -> Sequence[Problem]:
            problems = self._checked(directory, desk.directory)
            if errors := _errors(problems):
                return errors
            desk.take(directory)
            self.problems, self.since = problems, time.monotonic()
            self.reloads["taken"] += 1
            _LOG.info("a change of the configuration was taken: it is now version %s", directory.version)
            on_taken()
            return ()

        def refuse(problems: Sequence[Problem]) -> None:
            self.problems = tuple(problems)
            self.reloads["refused"] += 1
            for problem in problems:
                _LOG.error("%s", problem)
            _LOG.error("the change was not taken; version %s goes on", desk.directory.version)

        watcher = Watcher(self._files, take, refuse)
        watcher.start()
        try:
            yield
        finally:
            watcher.stop()

    def _checked(self, directory: Directory, before: Directory | None = None) -> tuple[Problem, ...]:
        return tuple(sorted(checks.check_live(directory, self._files.config, self._today(), before)))


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
