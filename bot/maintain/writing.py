"""Writing a file as a whole: whoever reads it sees the old one or the new one, never half of either."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def in_place_of(file: Path) -> Iterator[Path]:
    """Yield a path beside `file` to write to. At the end what was written there takes the place of `file`.

    After an error, `file` is as it was. A link goes on leading where it led, and a file keeps its permissions.

    Raises:
        OSError: the folder does not exist, or the file cannot be written there.
    """
    target = file.resolve()
    with TemporaryDirectory(prefix=".recourse-", dir=target.parent) as folder:
        beside = Path(folder) / "new"
        yield beside
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
