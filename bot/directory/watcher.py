"""Takes changes of the configuration while the bot runs: edit, save, live.

A thread of its own waits until the folder has been quiet and no checkout is under way, reads what has changed, and
hands on either one whole directory or the list of what is wrong with it.

That something has changed, the system tells at once; what has changed, and whether it is quiet, the stamps of the files
tell. The system does not tell everything: not of a folder or a link that was replaced, not of names that are no
Unicode, and nothing at all on some disks or where its watches are used up. So the stamps are also looked at regularly.
"""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.problems import InvalidDirectoryError, Problem, UnavailableDirectoryError
from bot.directory.scan import scan

_LOG = logging.getLogger(__name__)
QUIET = 200  # ms without any change, so that a file is not read half written
_AT_LATEST = 10  # s; a folder that is never quiet is read all the same
_TOLD = 50  # ms; so long what the system tells is gathered
_LOOK = 300  # ms; so often it is looked for what the system does not tell
_LOOKING = 0.02  # of the time at most, however many files there are
_ENDS_WITHIN = 10  # s; a change that is being read is read to its end
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
        self._look_again = 0.0
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take no more changes, and wait for the thread: Python ends in an abort if it stops one inside watchfiles."""
        self._stop.set()
        self._thread.join(_ENDS_WITHIN)

    def _watch(self) -> None:
        while not self._stop.is_set():
            with suppress(Exception):  # the system cannot watch the folder, so we look for ourselves until it can
                self._follow()
            if not self._stop.wait(_LOOK / 1000):
                self._look()

    def _follow(self) -> None:
        """Take changes until one comes of which the system did not tell: then it watches what is there no more."""
        for told in self._told():
            if (self._look(at_once=bool(told)) and not told) or self._stop.is_set():
                return

    def _told(self) -> Iterator[object]:
        """Yield what the system tells of changes, or nothing every now and then."""
        from watchfiles import watch  # noqa: PLC0415 - only what runs for long needs it

        return watch(
            self._files.config,
            watch_filter=None,
            debounce=QUIET,
            step=_TOLD,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
        )

    def _look(self, *, at_once: bool = False) -> bool:
        """Take what has changed, if anything has, and say whether."""
        began = time.monotonic()
        if began < self._look_again and not at_once:
            return False
        try:
            changed = self._files.have_changed()
            self._look_again = began + (time.monotonic() - began) / _LOOKING
            if changed:
                self._wait_until_quiet(began + _AT_LATEST)
                self._read()
        except Exception as error:  # noqa: BLE001 - the last good directory goes on, whatever we did wrong
            _LOG.error("the configuration could not be read again: %s", type(error).__name__)
            return False
        return changed

    def _wait_until_quiet(self, latest: float) -> None:
        scanned, before = scan(self._files.config), None
        while scanned != before and time.monotonic() < latest and not self._stop.wait(QUIET / 1000):
            wait_for_checkout(self._files.config, self._stop)
            scanned, before = scan(self._files.config), scanned

    def _read(self) -> None:
        latest = time.monotonic() + _AT_LATEST
        with _no_collection():
            outcome = self._loaded()
            # Nothing may have changed meanwhile, or it would be half of one state and half of another.
            while self._files.have_changed() and time.monotonic() < latest and not self._stop.is_set():
                self._wait_until_quiet(latest)
                outcome = self._loaded() or outcome
            if isinstance(outcome, Directory) and not self._stop.is_set():
                outcome = self._take(outcome)
            if outcome and not isinstance(outcome, Directory):
                self._refuse(outcome)

    def _loaded(self) -> Directory | Sequence[Problem] | None:
        """Return what the files give now, or None if they are as they were."""
        try:
            return self._files.load_changed()
        except InvalidDirectoryError as error:
            return error.problems
        except UnavailableDirectoryError as error:
            return [Problem(self._files.config, 1, 1, str(error))]


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


def wait_for_checkout(folder: Path, stop: threading.Event) -> None:
    """Wait while git is changing the work tree that the folder lies in."""
    folder = Path(os.path.realpath(folder))  # a link may lead into a work tree
    lock = next((found for parent in (folder, *folder.parents) if (found := _lock_of(parent))), None)
    waited = 0.0
    while lock and _is_held(lock) and waited < _CHECKOUT_AT_LATEST and not stop.wait(_LOCK_LOOK):
        waited += _LOCK_LOOK


def _is_held(lock: Path) -> bool:
    try:
        return time.time() - lock.stat().st_mtime < _CHECKOUT_AT_LATEST
    except (OSError, ValueError):
        return False


def _lock_of(top: Path) -> Path | None:
    """Return the file that git holds while it changes a work tree, where `top` is one."""
    git = top / ".git"
    with suppress(OSError, UnicodeError):
        if git.is_dir():
            return git / "index.lock"
        if git.is_file():  # a work tree beside the repository
            return top / git.read_text("utf-8").removeprefix("gitdir:").strip() / "index.lock"
    return None
