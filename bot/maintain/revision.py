"""The configuration as git has it at a revision, and what has changed since."""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

# A git that runs us, as for a hook, sets these for its own repository.
_OF_ANOTHER_GIT = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


class UnreadableRevisionError(Exception):
    """There is no configuration that can be read at this revision; the text is a sentence for the maintainer."""


@contextmanager
def config_at(config: Path, revision: str) -> Iterator[Path]:
    """Yield a folder with the configuration as it was at `revision`. It is removed afterwards.

    Raises:
        UnreadableRevisionError: `config` lies in no git work tree, or git does not have it at that revision.
    """
    no_tree = f"{config} does not lie in a git work tree"
    top = _git_line(config, "rev-parse", "--show-toplevel", otherwise=no_tree)
    below = _git_line(config, "rev-parse", "--show-prefix", otherwise=no_tree)
    commit = _git_line(
        config,
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
        otherwise=f"There is no revision {revision}; name a commit, a tag or a branch, such as HEAD~1",
    )
    archive = _git(
        Path(top), "archive", "--format=tar", f"{commit}:{below}", otherwise=f"{config} was not there at {revision}"
    )
    with TemporaryDirectory(prefix="recourse-") as folder:
        try:
            with tarfile.open(fileobj=BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        except (tarfile.TarError, OSError) as error:
            raise UnreadableRevisionError(f"The configuration at {revision} cannot be unpacked ({error}).") from None
        yield Path(folder)


def changed_since(revision: str, config: Path) -> frozenset[Path]:
    """Return the files below the configuration that differ from a git revision, new ones too.

    Raises:
        UnreadableRevisionError: git has no such revision, or the folder lies in no work tree.
    """
    unknown = f"Git knows no revision {revision} of {config}"
    differing = ("diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--", ".")
    new = ("ls-files", "-z", "--others", "--exclude-standard", ".")
    names = b"".join(_git(config, *arguments, otherwise=unknown) for arguments in (differing, new))
    return frozenset(config / os.fsdecode(name) for name in names.split(b"\0") if name)


def _git(folder: Path, *arguments: str, otherwise: str) -> bytes:
    """Return what git writes, or raise with the sentence `otherwise` and git's own reason."""
    program = shutil.which("git")
    if program is None:
        raise UnreadableRevisionError("Comparing with a revision needs git; install it.")
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_GIT}
    done = subprocess.run(  # noqa: S603 - a program of the maintainer's own, and no shell
        [program, "-C", str(folder), *arguments], capture_output=True, check=False, env=environment
    )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise UnreadableRevisionError(f"{otherwise} (git: {reason[0]})." if reason else f"{otherwise}.")
    return done.stdout


def _git_line(folder: Path, *arguments: str, otherwise: str) -> str:
    return os.fsdecode(_git(folder, *arguments, otherwise=otherwise)).removesuffix("\n")
