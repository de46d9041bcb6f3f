"""What is outside of the bot, broken: Python loads this first where the folder is on PYTHONPATH.

The folder that MACHINE names may hold `names-gone` (no name is resolved), `names-silent` (nor is it said) and `clocks` (seconds by which the wall clock,
and the one that waits are measured with, are ahead).
"""

import datetime as dt
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

_FOLDER = Path(os.environ["MACHINE"])
_resolve, _time, _perf_counter = socket.getaddrinfo, time.time, time.perf_counter


def _ahead(which: int) -> float:
    try:
        return float((_FOLDER / "clocks").read_text("ascii").split()[which])
    except (FileNotFoundError, IndexError):
        return 0.0


def _getaddrinfo(host: Any, *arguments: Any, **more: Any) -> Any:  # noqa: ANN401
    if (_FOLDER / "names-gone").exists():
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    if (_FOLDER / "names-silent").exists():
        sys.stderr.write("a look-up hangs\n")
        threading.Event().wait()
    return _resolve(host, *arguments, **more)


class _Shifted(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(_time() + _ahead(0), tz)


socket.getaddrinfo = _getaddrinfo
time.time = lambda: _time() + _ahead(0)
time.perf_counter = lambda: _perf_counter() + _ahead(1)
dt.datetime = _Shifted  # type: ignore[misc]
