"""What many tests share: the shipped directory, a copy of the configuration to break, and the program itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import copy
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.tally.counting import Tally
from bot.tally.sqlite import SqliteStore
from tests.postgres import Server, programs

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "config"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for the seconds that Discord wants between two connections."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest a test: begun last, it would be waited for by one worker while the others idle."""
    items.sort(key=lambda item: not {"wire", "canaries"} & {*item.path.parts})


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory that is shipped."""
    return load(CONFIG)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the shipped configuration, to be changed or broken by hand."""
    copy = tmp_path / "config"
    shutil.copytree(CONFIG, copy)
    return copy


@pytest.fixture(scope="session")
def prepared(directory: Directory) -> Desk:
    """A desk that has built what reads texts, which takes a while and is the same for all."""
    desk = Desk(directory, lambda _: None)
    desk.prepare()
    return desk


@pytest.fixture
def tally(tmp_path: Path) -> Iterator[Tally]:
    with closing(Tally(SqliteStore(tmp_path / "data" / "tally.sqlite3"))) as own:
        yield own


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this process of the tests, where one is installed."""
    installed = programs()
    if installed is None:
        pytest.skip("PostgreSQL is not installed: no initdb in PATH or /usr/lib/postgresql")
    server = Server(installed)
    yield server
    server.remove()


@pytest.fixture
def desk(prepared: Desk, tally: Tally) -> Desk:
    own = copy(prepared)
    own._count = tally.count
    return own


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program as its user does, with a data folder of its own."""

    def run_it(
        *arguments: str, stdin: str | bytes = "", config: Path = CONFIG, data: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        settings = {"RECOURSE_CONFIG": str(config), "RECOURSE_DATA": str(data or tmp_path / "data"), **environment}
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **settings},
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_it


def mend(file: Path, old: str, new: str) -> None:
    """Replace one piece of a file, which has to be there."""
    text = file.read_text("utf-8")
    assert old in text, f"{file.name} does not contain the text to replace"
    file.write_text(text.replace(old, new, 1), "utf-8")
