"""What other libraries log is shown without what they fill in."""

import ast
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import logs
from tests.conftest import ROOT

CANARY = "canary@example.com"


@contextmanager
def configured() -> Iterator[None]:
    """The program's own logging; the test run's is put back afterwards."""
    before, level = logging.root.handlers[:], logging.root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    logs.configure("DEBUG")
    try:
        yield
    finally:
        logging.root.handlers[:] = before
        logging.root.setLevel(level)
        sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks


@pytest.mark.parametrize("name", ["discord.http", "asyncio", "aiohttp.client", "root"])
def test_a_librarys_line_loses_what_was_filled_in(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger(name)
    with configured():
        logger.warning("%s responded with 429", CANARY)
        logger.error(f"filled in already: {CANARY}")  # noqa: G004 - what a library may do
        logger.error(f"filled in half: {CANARY} %s", "and")  # noqa: G004
        logger.error(ValueError(CANARY))
        try:
            int(CANARY)
        except ValueError:
            logger.exception("it failed for %s", CANARY, stack_info=True)
    printed = capsys.readouterr().err
    assert CANARY not in printed
    assert "%s responded with 429" in printed
    assert "ValueError at " in printed


def test_what_another_handler_has_written_of_an_exception_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with configured():
        record = logging.makeLogRecord({"name": "discord.http", "levelname": "INFO", "levelno": 20, "exc_text": CANARY})
        logging.root.handle(record)
    assert capsys.readouterr().err == "INFO discord.http: (text left out, written at :0)\n"


def test_a_line_that_cannot_be_filled_in_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    with configured():
        logging.getLogger("bot.tally").error("%d counts", CANARY)
    assert capsys.readouterr().err == ""


def test_our_own_line_is_shown_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    with configured():
        logging.getLogger("bot.tally").error("%s counts are waiting", 3)
    assert capsys.readouterr().err == "ERROR bot.tally: 3 counts are waiting\n"


_BESIDE_LOGS = {
    *("print", "pprint", "print_exc", "print_exception", "print_stack", "format_exc", "format_exception"),
    *(
        "basicConfig",
        "dictConfig",
        "fileConfig",
        "setup_logging",
        "addHandler",
        "setLevel",
        "StreamHandler",
        "FileHandler",
    ),
    *("warn", "warn_explicit", "captureWarnings", "set_debug", "set_exception_handler", "excepthook", "faulthandler"),
}


def test_nothing_but_logs_configures_logging_or_prints_beside_it() -> None:
    """Commands answer with `click.echo`, and draw with rich's consoles; whatever goes wrong is told by a logger."""
    for file in (ROOT / "bot").rglob("*.py"):
        for call in _calls(file) if file.name != "logs.py" else ():
            of = ast.unparse(call.func)
            place = f"{file.name}:{call.lineno} {of}"
            assert not _BESIDE_LOGS & set(of.split(".")) or of == "console.print", place
            assert not re.fullmatch(r"sys\.std(out|err)\.(buffer\.)?write(lines)?", of), place
            if of.endswith("getLogger"):
                assert (of, ast.unparse(call)) == ("logging.getLogger", "logging.getLogger(__name__)"), place


def test_an_error_is_logged_by_its_place() -> None:
    """Where buyers are heard no line takes up an error itself, or the trace of one."""
    rooms = [*(ROOT / "bot" / "frontends").rglob("*.py"), ROOT / "bot" / "desk.py"]
    lines = 0
    for file in rooms:
        for call in _calls(file):
            if not ast.unparse(call.func).startswith("_LOG."):
                continue
            lines += 1
            assert isinstance(call.args[0], ast.Constant), file.name
            told = {ast.unparse(argument) for argument in call.args[1:]}
            assert told <= {"place_of(error)", "error.status", "error.code", "error.retry_after", "reason"}, file.name
            assert not call.keywords, file.name
    assert lines > 5


def _calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
