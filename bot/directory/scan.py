"""Which files there are below the configuration, and a stamp of each by which a change is seen without reading it."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# When a file was written by its own account and changed by the system's, its size and number: as long as they are the
# same, it is. Whoever copies a file may keep the first of them, and with new permissions the second alone is new.
Stamp = tuple[int, int, int, int]
_FOLDERS = ("phrases", "processors", "developers", "texts")
_ENDINGS = (".yaml", ".yml", ".ftl")
_JUST_WRITTEN = 1_000_000_000  # ns; within them a file may change again and keep its stamp


@dataclass(frozen=True)
class Scan:
    """By folder, `""` for the configuration itself, its files in order with their stamps, or why it cannot be read."""

    files: Mapping[str, Mapping[str, Stamp | None]]
    unreadable: Mapping[str, str]


def scan(config: Path) -> Scan:
    """Look at all files, without opening any."""
    files: dict[str, dict[str, Stamp | None]] = {}
    unreadable: dict[str, str] = {}
    for folder in ("", *_FOLDERS):
        try:
            with os.scandir(config / folder) as found:
                stamps = {entry.name: _stamp(entry) for entry in found if entry.name.endswith(_ENDINGS)}
        except OSError as error:
            unreadable[folder] = error.strerror or "unknown reason"
        else:
            files[folder] = {name: stamps[name] for name in sorted(stamps)}
    return Scan(files, unreadable)


def _stamp(file: os.DirEntry[str]) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def lasting(stamp: Stamp | None) -> Stamp | None:
    """Return the stamp, or None where a later change might leave it as it is."""
    return stamp if stamp and time.time_ns() - max(stamp[:2]) > _JUST_WRITTEN else None
