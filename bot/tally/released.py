"""The folder of releases. The JSON files in it, and nothing else, say which weeks were released."""

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from bot.directory.fields import CATEGORY_IDS
from bot.tally.files import Count, reason
from bot.tally.release import Release, release
from bot.tally.weeks import is_week, last_closed_week, quarter, weeks_from


class CannotReleaseError(Exception):
    """Nothing was released; the text is a sentence for the operator."""


def released(folder: Path) -> list[Release]:
    """Return all releases, oldest first.

    Raises:
        CannotReleaseError: the folder cannot be read, or a JSON file in it is no release of this folder.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".json") if folder.exists() else []
        earlier = [_read(file) for file in files]
    except OSError as error:
        raise CannotReleaseError(f"The folder {folder} cannot be read ({reason(error)}).") from None
    for one, next_one in pairwise(earlier):
        if next_one.weeks[0] <= one.weeks[-1]:
            raise CannotReleaseError(f"{one.name}.json and {next_one.name}.json in {folder} hold the same weeks.")
    return earlier


def next_release(
    counts: Sequence[Count], earlier: Sequence[Release], *, until: str | None, today: date, k: int
) -> Release:
    """Return what comes after the earlier releases: all weeks that are over, or those until a week.

    Raises:
        CannotReleaseError: there is no such week to release, or nothing in them that could be shown.
    """
    if unknown := sorted({count.category for count in counts} - {*CATEGORY_IDS}):
        raise CannotReleaseError(
            f"{', '.join(unknown)} was counted by a newer release, which has to publish it. Nothing was written."
        )
    closed = last_closed_week(today)
    last = until or closed
    if last > closed:
        raise CannotReleaseError(f"{last} is not over. The last week that can be released is {closed}.")
    for one in earlier:
        if last in one.weeks:
            raise CannotReleaseError(f"{last} was released already, in {one.name}.json. A week is released once.")
    weeks = _weeks(counts, earlier, closed)
    if not weeks:
        raise CannotReleaseError("Nothing has been counted yet in a week that is over, so there is nothing to release.")
    if last < weeks[0]:
        raise CannotReleaseError(f"The next release begins with {weeks[0]}, so it cannot end with {last}.")
    weeks = [week for week in weeks if week <= last]
    new = release(counts, weeks, k)
    if new is None:
        raise CannotReleaseError(
            f"Nothing can be shown of {weeks[0]} to {weeks[-1]}: every number is under {k}, or would give one away. "
            "Nothing was written. Wait for more weeks: a longer time shows more."
        )
    return new


def publish(folder: Path, new: Release, earlier: Sequence[Release], files: Mapping[str, bytes]) -> None:
    """Write the files of a release, by the ends of their names, its JSON first: from then on its weeks are released.

    Raises:
        CannotReleaseError: they cannot be written, or the folder has changed since the earlier releases were read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder), TemporaryDirectory(prefix=".recourse-", dir=folder) as beside:
            if released(folder) != earlier:
                raise CannotReleaseError(f"Another release was just written into {folder}. Nothing was added.")
            for end, content in files.items():
                if (folder / f"{new.name}{end}").exists():
                    raise CannotReleaseError(f"{folder / new.name}{end} is in the way. Nothing was written.")
                with Path(beside, end).open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            for end in files:
                Path(beside, end).rename(folder / f"{new.name}{end}")
    except OSError as error:
        raise CannotReleaseError(f"The release cannot be written into {folder} ({reason(error)}).") from None


def _weeks(counts: Sequence[Count], earlier: Sequence[Release], closed: str) -> list[str]:
    """Return all weeks that can be released.

    Where they begin tells nothing of any week: after the last release, or with the quarter of the first count. Weeks
    without counts are among them, for to leave one out would tell that it has none; those of folded quarters are not.
    """
    counted = [count.week for count in counts if is_week(count.week)]
    folded = max((count.week for count in counts if not is_week(count.week)), default="")
    if earlier:
        before = earlier[-1].weeks[-1]
        weeks = [week for week in weeks_from(before, closed) if week > before]
    elif counted:
        first = min(counted)
        weeks = [week for week in weeks_from(f"{first[:4]}-W01", closed) if quarter(week) >= quarter(first)]
    else:
        weeks = []
    return [week for week in weeks if quarter(week) > folded]


def _read(file: Path) -> Release:
    try:
        found = Release.model_validate_json(file.read_bytes())
    except ValidationError:
        found = None
    if found is None or file.name != f"{found.name}.json":
        raise CannotReleaseError(
            f"{file} is no release, or not under its own name. The JSON files there say which weeks were released: "
            "bring it back as it was written, or move it elsewhere if it never was a release."
        )
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other release is being written into a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
