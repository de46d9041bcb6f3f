"""Edit, save, live: whatever an editor or git does to the folder ends in one whole directory, or in a list of problems."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Queue

import pytest

from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.problems import Problem
from bot.directory.watcher import Watcher, wait_for_checkout
from tests.conftest import mend

_PATIENCE = 20  # s, on a busy machine; a change is usually live within half a second


class Watched:
    """A folder under watch; what comes of a change is waited for, and never slept for."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.outcomes: Queue[Directory | Sequence[Problem]] = Queue()
        self.files = Files(config)
        self.first = self.files.load()
        self._watcher = Watcher(self.files, self._take, self.outcomes.put)
        self._watcher.start()

    def _take(self, directory: Directory) -> Sequence[Problem]:
        self.outcomes.put(directory)
        return ()

    def becomes(self, wanted: Callable[[Directory], bool]) -> Directory:
        """Return the first directory taken that is as wanted."""
        while True:
            outcome = self.outcomes.get(timeout=_PATIENCE)
            if isinstance(outcome, Directory) and wanted(outcome):
                return outcome

    def is_refused(self, because: str) -> Sequence[Problem]:
        """Return the problems of the first change that is refused for this reason."""
        while True:
            outcome = self.outcomes.get(timeout=_PATIENCE)
            if not isinstance(outcome, Directory) and any(because in problem.message for problem in outcome):
                return outcome

    def stop(self) -> None:
        self._watcher.stop()


@pytest.fixture
def watched(config: Path) -> Iterator[Watched]:
    under_watch = Watched(config)
    yield under_watch
    under_watch.stop()


def name_of(directory: Directory) -> str:
    return directory.processors["paddle"].name


def test_a_saved_change_is_taken_and_nothing_else_is_read_again(watched: Watched) -> None:
    mend(watched.config / "processors" / "paddle.yaml", "name: Paddle", "name: Paddle Two")
    taken = watched.becomes(lambda directory: name_of(directory) == "Paddle Two")
    assert taken.processors["gumroad"] is watched.first.processors["gumroad"]
    assert taken.version != watched.first.version


def test_an_editor_that_saves_by_rename_is_followed(watched: Watched) -> None:
    file = watched.config / "processors" / "paddle.yaml"
    other = file.with_suffix(".yaml~")
    other.write_text(file.read_text("utf-8").replace("name: Paddle", "name: Renamed"), "utf-8")
    other.replace(file)
    watched.becomes(lambda directory: name_of(directory) == "Renamed")


def test_a_broken_file_is_refused_with_its_place_and_taken_once_mended(watched: Watched) -> None:
    file = watched.config / "processors" / "paddle.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("role: merchant-of-record", "role: seller"), "utf-8")
    (problem,) = watched.is_refused("seller is not known here")
    assert (problem.file, problem.line, problem.column) == (file, 4, 7)
    file.write_text(good, "utf-8")
    assert watched.becomes(lambda _: True).version == watched.first.version


def test_a_deleted_file_that_others_name_is_refused(watched: Watched) -> None:
    (watched.config / "processors" / "paddle.yaml").unlink()
    watched.is_refused("there is no processors/paddle.yaml")


def test_a_new_file_is_taken(watched: Watched) -> None:
    text = (watched.config / "processors" / "gumroad.yaml").read_text("utf-8")
    (watched.config / "processors" / "acme.yaml").write_text(text.replace("Gumroad", "Acme"), "utf-8")
    assert watched.becomes(lambda directory: "acme" in directory.processors)


def test_a_folder_that_is_deleted_and_made_again_is_taken_as_a_whole(watched: Watched, tmp_path: Path) -> None:
    kept = shutil.copytree(watched.config / "processors", tmp_path / "kept")
    shutil.rmtree(watched.config / "processors")
    watched.is_refused("the folder cannot be read")
    mend(kept / "paddle.yaml", "name: Paddle", "name: Again")
    shutil.copytree(kept, watched.config / "processors")
    taken = watched.becomes(lambda directory: name_of(directory) == "Again")
    assert taken.processors.keys() == watched.first.processors.keys()


def test_the_whole_configuration_may_be_deleted_and_come_back(watched: Watched, tmp_path: Path) -> None:
    kept = watched.config.rename(tmp_path / "kept")
    watched.is_refused("cannot be read")
    mend(kept / "processors" / "paddle.yaml", "name: Paddle", "name: Back")
    kept.rename(watched.config)
    watched.becomes(lambda directory: name_of(directory) == "Back")


def test_a_folder_that_was_away_and_comes_back_as_it_was_is_taken(watched: Watched, tmp_path: Path) -> None:
    kept = watched.config.rename(tmp_path / "kept")
    watched.is_refused("cannot be read")
    kept.rename(watched.config)
    assert watched.becomes(lambda _: True).version == watched.first.version


def test_a_file_that_is_written_slowly_is_not_taken_half_written(watched: Watched) -> None:
    file = watched.config / "processors" / "paddle.yaml"
    mend(file, "name: Paddle", "name: Seen")
    watched.becomes(lambda directory: name_of(directory) == "Seen")
    lines = file.read_text("utf-8").replace("name: Seen", "name: Slow").splitlines(keepends=True)
    with file.open("w", encoding="utf-8") as slowly:
        slowly.writelines(lines[:-8])
        for line in lines[-8:]:
            slowly.write(line)
            slowly.flush()
            until = time.monotonic() + 0.12
            while time.monotonic() < until:
                file.stat()
    outcome = watched.outcomes.get(timeout=_PATIENCE)
    assert isinstance(outcome, Directory), "it was read half written"
    assert len(outcome.processors["paddle"].sources) == len(watched.first.processors["paddle"].sources)


def test_a_name_that_is_no_unicode_does_not_end_the_watch(watched: Watched) -> None:
    odd = os.fsencode(watched.config) + b"/processors/\xff.yaml"
    Path(os.fsdecode(odd)).touch()
    watched.is_refused("the file is empty")
    Path(os.fsdecode(odd)).unlink()
    watched.becomes(lambda _: True)
    mend(watched.config / "processors" / "paddle.yaml", "name: Paddle", "name: Later")
    watched.becomes(lambda directory: name_of(directory) == "Later")


@pytest.mark.parametrize("inside", ["", "processors"])
def test_a_link_may_be_turned_to_another_folder(config: Path, tmp_path: Path, inside: str) -> None:
    link = tmp_path / "live" / inside if inside else tmp_path / "live"
    if inside:
        shutil.copytree(config, tmp_path / "live")
        shutil.rmtree(link)
    link.symlink_to(config / inside)
    watched = Watched(tmp_path / "live")
    mend(config / "processors" / "paddle.yaml", "name: Paddle", "name: Seen")
    watched.becomes(lambda directory: name_of(directory) == "Seen")
    other = shutil.copytree(config, tmp_path / "other") / inside
    entry = tmp_path / "other" / "processors" / "paddle.yaml"
    mend(entry, "name: Seen", "name: Turned")
    new = tmp_path / "new"
    new.symlink_to(other)
    new.replace(link)
    watched.becomes(lambda directory: name_of(directory) == "Turned")
    mend(entry, "name: Turned", "name: Edited")
    watched.becomes(lambda directory: name_of(directory) == "Edited")
    watched.stop()


def test_a_file_of_the_same_size_that_says_it_is_as_old_is_read_again(watched: Watched) -> None:
    file = watched.config / "processors" / "paddle.yaml"
    before = file.stat()
    mend(file, "name: Paddle", "name: Puddle")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    watched.becomes(lambda directory: name_of(directory) == "Puddle")


def test_new_permissions_are_a_change(config: Path) -> None:
    files = Files(config)
    files.load()
    assert not files.have_changed()
    (config / "processors" / "paddle.yaml").chmod(0o600)
    assert files.have_changed()


def test_a_checkout_of_fifty_files_is_taken_at_once(config: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=config, check=True, capture_output=True)  # noqa: S607 - git is on the PATH

    def name_all(ending: str) -> None:
        for file in sorted((config / "processors").iterdir())[:50]:
            schema, name, rest = file.read_text("utf-8").split("\n", 2)
            file.write_text(f"{schema}\n{name.split(' ~')[0]} ~{ending}\n{rest}", "utf-8")
        git("add", ".")
        git("commit", "-m", ending)

    git("init", "-b", "main")
    name_all("one")
    git("branch", "other")
    name_all("two")
    watched = Watched(config)
    git("checkout", "other")
    taken = watched.becomes(lambda _: True)  # the first that is taken is no mixture
    watched.stop()
    assert _endings(taken) == {"one"}


def _endings(directory: Directory) -> set[str]:
    return {entry.name.split(" ~")[1] for entry in directory.processors.values() if " ~" in entry.name}


class _Waiting(threading.Event):
    """Waits for no time at all, and lets git end at the third time."""

    def __init__(self, lock: Path) -> None:
        super().__init__()
        self.waited = 0
        self._lock = lock

    def wait(self, timeout: float | None = None) -> bool:
        self.waited += 1
        if self.waited == 3:
            self._lock.unlink()
        return timeout is None


@pytest.mark.parametrize("beside", [False, True])
def test_a_change_waits_until_git_is_done(tmp_path: Path, *, beside: bool) -> None:
    config = tmp_path / "project" / "config"
    config.mkdir(parents=True)
    git = tmp_path / "project" / ".git"
    held = tmp_path / "elsewhere" if beside else git
    held.mkdir()
    if beside:
        git.write_text(f"gitdir: {held}\n", "utf-8")
    (held / "index.lock").touch()
    waiting = _Waiting(held / "index.lock")
    wait_for_checkout(config, waiting)
    assert waiting.waited == 3
    wait_for_checkout(config, waiting)
    assert waiting.waited == 3


def test_a_lock_that_was_left_behind_holds_nothing_up(config: Path) -> None:
    lock = config / ".git" / "index.lock"
    lock.parent.mkdir()
    lock.touch()
    os.utime(lock, (0, 0))
    waiting = _Waiting(lock)
    wait_for_checkout(config, waiting)
    assert waiting.waited == 0


def test_a_checkout_of_the_work_tree_that_a_link_leads_into_is_seen(config: Path, tmp_path: Path) -> None:
    lock = config / ".git" / "index.lock"
    lock.parent.mkdir()
    lock.touch()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "live"
    link.symlink_to(config / "processors")
    waiting = _Waiting(lock)
    wait_for_checkout(link, waiting)
    assert waiting.waited == 3


def test_what_is_changed_while_nobody_watched_yet_is_taken(config: Path) -> None:
    watched = Watched(config)
    mend(config / "processors" / "paddle.yaml", "name: Paddle", "name: Early")
    watched.becomes(lambda directory: name_of(directory) == "Early")
    watched.stop()


def test_a_watcher_that_is_stopped_has_ended(config: Path) -> None:
    before = threading.active_count()
    watched = Watched(config)
    mend(config / "processors" / "paddle.yaml", "name: Paddle", "name: Under way")
    watched.stop()
    assert threading.active_count() == before
