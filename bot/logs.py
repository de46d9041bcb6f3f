"""The one logging configuration. A log line never holds what a buyer wrote: errors carry types and places only."""

import logging
import sys
import traceback
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _PlacesOnly(logging.Formatter):
    """Leaves out whatever could quote a buyer: the text of an exception, and all that a library fills in.

    Of another library's line its template is left ("%s %s responded with 429"); where it comes filled in already, only
    the place that it was written at.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        if record.name.split(".")[0] != "bot":
            place = f"{record.filename}:{record.lineno}"
            record.message = str(record.msg) if record.args else f"(text left out, written at {place})"
        return super().formatMessage(record)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's name
        return f"  {place_of(ei[1])}" if ei[1] else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802 - a stack shows source lines, not data
        return ""


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
