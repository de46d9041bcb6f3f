"""What other libraries log is shown without what they fill in."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot import logs

CANARY = "canary@example.com"


@contextmanager
def configured() -> Iterator[None]:
    """The program's own logging; the test run's is put back afterwards."""
    before, level = logging.root.handlers[:], logging.root.level
    logs.configure("DEBUG")
    try:
        yield
    finally:
        logging.root.handlers[:] = before
        logging.root.setLevel(level)


@pytest.mark.parametrize("name", ["discord.http", "asyncio", "aiohttp.client", "root"])
def test_a_librarys_line_loses_what_was_filled_in(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger(name)
    with configured():
        logger.warning("%s responded with 429", CANARY)
        logger.error(f"filled in already: {CANARY}")  # noqa: G004 - what a library may do
        try:
            int(CANARY)
        except ValueError:
            logger.exception("it failed for %s", CANARY, stack_info=True)
    printed = capsys.readouterr().err
    assert CANARY not in printed
    assert "%s responded with 429" in printed
    assert "ValueError at " in printed


def test_our_own_line_is_shown_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    with configured():
        logging.getLogger("bot.tally").error("%s counts are waiting", 3)
    assert capsys.readouterr().err == "ERROR bot.tally: 3 counts are waiting\n"
