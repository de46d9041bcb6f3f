"""Takes changes of the configuration while the bot runs: edit, save, live.

A thread of its own waits until the folder has been quiet and no checkout is under way, reads what has changed, and
hands on either one whole directory or the list of what is wrong with it.
"""

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.problems import InvalidDirectoryError, Problem, UnavailableDirectoryError

_LOG = logging.getLogger(__name__)
QUIET = 200  # ms without any change, so that a file is not read half written
_AT_LATEST = 10_000  # ms; a folder that is never quiet is read all the same
_LOOK = 500  # ms; so often it is seen whether the folder itself was replaced, which ends the system's own watching
_CHECKOUT_AT_LATEST = 60  # s; a lock that is older was left behind
_LOCK_LOOK = 0.05  # s


class Watcher:
    """Watches one folder until it is stopped."""

    def __init__(
        self,
        files: Files,
        take: Callable[[Directory], Sequence[Problem]],
        refuse: Callable[[Sequence[Problem]], None],
    ) -> None:
        """`take` makes a directory live, or returns the errors for which it does not; `refuse` hears of errors.

        Both are called in the watcher's own thread.
        """
        self._files = files
        self._take = take
        self._refuse = refuse
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take no more changes. The thread ends by itself within its next look."""
        self._stop.set()

    def _watch(self) -> None:
        for _ in self._quiet_again():
            try:
                self._read()
            except Exception as error:  # noqa: BLE001 - the last good directory goes on, whatever we did wrong
                _LOG.error("the configuration could not be read again: %s", type(error).__name__)

    def _read(self) -> None:
        wait_for_checkout(self._files.config, self._stop)
        with _no_collection():
            self._take_in()

    def _take_in(self) -> None:
        try:
            directory = self._files.load_changed()
            if directory is None:
                return
            # Nothing may have changed meanwhile, or it would be half of one state and half of another.
            while (newer := self._files.load_changed()) is not None and not self._stop.wait(QUIET / 1000):
                directory = newer
            problems = self._take(directory)
        except InvalidDirectoryError as error:
            problems = error.problems
        except UnavailableDirectoryError as error:
            problems = [Problem(self._files.config, 1, 1, str(error))]
        if problems:
            self._refuse(problems)

    def _quiet_again(self) -> Iterator[None]:
        """Yield whenever the folder is quiet again after a change."""
        unseen = True  # something may have changed while nobody watched
        missing = False
        while not self._stop.wait(_LOOK / 1000):
            here = _identity(self._files.config)
            if here is None:
                if not missing:
                    yield
                unseen = missing = True
                continue
            missing = False
            with suppress(OSError):
                for changes in self._changes():
                    if changes or unseen:
                        yield
                    unseen = False
                    if _identity(self._files.config) != here:
                        break
            unseen = True

    def _changes(self) -> Iterator[object]:
        """Yield what has changed, once it is quiet, or nothing every now and then."""
        from watchfiles import watch  # noqa: PLC0415 - only what runs for long needs it

        return watch(
            self._files.config,
            watch_filter=None,
            debounce=_AT_LATEST,
            step=QUIET,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector out meanwhile, and from what was built afterwards.

    It would stop every thread for as long as it takes to look at all that there is. Whatever a reload replaces goes
    without it, since nothing of it refers back to itself.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def wait_for_checkout(folder: Path, stop: threading.Event) -> None:
    """Wait while git is changing the work tree that the folder lies in."""
    lock = next((found for parent in (folder, *folder.parents) if (found := _lock_of(parent))), None)
    waited = 0.0
    while lock and lock.exists() and waited < _CHECKOUT_AT_LATEST and not stop.wait(_LOCK_LOOK):
        waited += _LOCK_LOOK


def _lock_of(top: Path) -> Path | None:
    """Return the file that git holds while it changes a work tree, where `top` is one."""
    git = top / ".git"
    with suppress(OSError, UnicodeError):
        if git.is_dir():
            return git / "index.lock"
        if git.is_file():  # a work tree beside the repository
            return top / git.read_text("utf-8").removeprefix("gitdir:").strip() / "index.lock"
    return None
