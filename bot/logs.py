"""The one logging configuration, also for what Python would print by itself. Errors carry types and places, no values.

A log line never holds what a buyer wrote, whoever writes it and at whatever level.
"""

import inspect
import logging
import sys
import threading
import traceback
import warnings
from contextlib import suppress
from types import TracebackType
from typing import Any

_LOG = logging.getLogger(__name__)

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _PlacesOnly(logging.Formatter):
    """Leaves out whatever could quote a buyer: the text of an exception, and all that a library fills in.

    Of another library's line its template is left ("%s %s responded with 429") where it stands so in that library's
    code; anything else may be filled in already, and only the place that it was written at is left.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        if record.name.split(".")[0] != "bot":
            place = f"{record.filename}:{record.lineno}"
            record.message = record.msg if _is_in_the_code(record) else f"(text left out, written at {place})"
        record.exc_text = None  # another handler may have written it, with all that it says
        return super().formatMessage(record)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's name
        return f"  {place_of(ei[1])}" if ei[1] else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802 - a stack shows source lines, not data
        return ""


def _is_in_the_code(record: logging.LogRecord) -> bool:
    """Say whether a message is a constant of the code that logs it."""
    frame = inspect.currentframe()
    while frame and (frame.f_code.co_filename, frame.f_lineno) != (record.pathname, record.lineno):
        frame = frame.f_back
    return frame is not None and isinstance(record.msg, str) and record.msg in frame.f_code.co_consts


def place_of(error: BaseException) -> str:
    """Return an exception's type and the innermost place it passed, without its text."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/bot/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def configure(level: str) -> None:
    """Log to standard error from `level` on; other libraries only from WARNING on, whatever the level."""
    logging.raiseExceptions = False  # a log call gone wrong would print its arguments
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_PlacesOnly("%(levelname)s %(name)s: %(message)s"))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("discord.state").setLevel(logging.ERROR)  # it warns that we receive no servers, as is meant
    logging.getLogger("aiohttp.server").addFilter(_is_our_own)
    _take_over_what_python_prints()
    _leave_no_core_dump()


def _is_our_own(record: logging.LogRecord) -> bool:
    """Say whether a server's line is of an error of ours. What others send wrong could fill the log."""
    return not (record.exc_info and type(record.exc_info[1]).__module__ == "aiohttp.http_exceptions")


def _take_over_what_python_prints() -> None:
    def ended(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        _LOG.critical("the program failed: %s", place_of(error))

    def thread_ended(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
            _LOG.error("a thread failed: %s", place_of(failed.exc_value))

    def not_raised(failed: Any) -> None:  # noqa: ANN401 - its type exists for type checkers only
        if failed.exc_value is not None:
            _LOG.error("an error could not be raised: %s", place_of(failed.exc_value))

    def warned(  # noqa: PLR0917 - all that Python hands over, of which most is left out
        message: Warning | str,  # noqa: ARG001
        category: type[Warning],
        filename: str,
        lineno: int,
        file: object = None,  # noqa: ARG001
        line: str | None = None,  # noqa: ARG001
    ) -> None:
        _LOG.warning("%s at %s:%s", category.__name__, filename, lineno)

    sys.excepthook, threading.excepthook, sys.unraisablehook = ended, thread_ended, not_raised
    warnings.showwarning = warned


def _leave_no_core_dump() -> None:
    """What a crash would write to the disk is the memory, with all that is under way in it."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
