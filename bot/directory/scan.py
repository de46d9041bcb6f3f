"""Which files there are below the configuration, and a stamp of each by which a change is seen without reading it."""

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.directory.problems import quoted

# When a file was written by its own account and changed by the system's, its size and number: as long as they are the
# same, it is. Whoever copies a file may keep the first of them, and with new permissions the second alone is new.
Stamp = tuple[int, int, int, int]
_FOLDERS = ("phrases", "processors", "developers", "texts")
_ENDINGS = (".yaml", ".yml", ".ftl")
_READ_AS_YAML = ("", "phrases", "processors", "developers")
_TOP = ("bot.yaml", "categories.yaml", "meanings.yaml", "rules.yaml")
_YAML = re.compile(r"[^.#~].*\.ya?ml", re.IGNORECASE | re.DOTALL)
_JUST_WRITTEN = 1_000_000_000  # ns; within them a file may change again and keep its stamp


@dataclass(frozen=True)
class Scan:
    """By folder, `""` for the configuration itself, its files in order with their stamps, or why it cannot be read.

    `misplaced` has, by their paths below the configuration, the files that nobody reads, and what to do with them.
    """

    files: Mapping[str, Mapping[str, Stamp | None]]
    unreadable: Mapping[str, str]
    misplaced: Mapping[str, str]


def scan(config: Path) -> Scan:
    """Look at all files, without opening any."""
    files: dict[str, dict[str, Stamp | None]] = {}
    unreadable: dict[str, str] = {}
    misplaced: dict[str, str] = {}
    for folder in ("", *_FOLDERS):
        try:
            with os.scandir(config / folder) as found:
                stamps, others = {}, []
                for entry in found:
                    name = entry.name
                    if name.endswith(_ENDINGS):
                        stamps[name] = _stamp(entry)
                    if not folder or not name.endswith(".yaml"):
                        others.append(entry)
            if folder in _READ_AS_YAML:
                misplaced.update(_misplaced(folder, others))
        except OSError as error:
            unreadable[folder] = error.strerror or "unknown reason"
        else:
            files[folder] = {name: stamps[name] for name in sorted(stamps)}
    return Scan(files, unreadable, dict(sorted(misplaced.items())))


def _misplaced(folder: str, entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, str]]:
    """Yield what looks like an entry and is none. Hidden files, and what editors leave behind, are nobody's."""
    for entry in entries:
        name = entry.name
        if name[0] == "." or (not folder and name in _TOP):
            continue
        stem, dot, ending = name.rpartition(".")
        if dot and ending.lower() in {"yaml", "yml"}:
            yield str(Path(folder, name)), _remedy(folder, f"{stem if folder else stem.lower()}.yaml")
        elif folder and not name.endswith(_ENDINGS) and (inner := _first_yaml(entry)):
            yield str(Path(folder, name, inner)), f"no folders within {folder}/ are read; move the file up into it"


def _remedy(folder: str, right: str) -> str:
    if not folder and right not in _TOP:
        return "no such file is read here; put an entry into processors/ or developers/, or delete the file"
    return f"only .yaml is read; rename it to {quoted(right)}"


def _first_yaml(entry: os.DirEntry[str]) -> str | None:
    try:
        if not entry.is_dir():
            return None
        with os.scandir(entry) as found:
            return min((inner.name for inner in found if _YAML.fullmatch(inner.name)), default=None)
    except OSError:
        return None


def _stamp(file: os.DirEntry[str]) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def lasting(stamp: Stamp | None) -> Stamp | None:
    """Return the stamp, or None where a later change might leave it as it is."""
    return stamp if stamp and time.time_ns() - max(stamp[:2]) > _JUST_WRITTEN else None
