"""Asks OSV, the open database of known holes, about every version that the lock files pin: `make advisories`.

Ends with 0 where all were looked up and none has a hole, with 1 and the holes where one has, and with 2 where it cannot be
known: pip-audit by itself also ends with 0 when nothing could be looked up. So a version whose hole is well known is
asked about as well, and where that is not found, nothing else that was not found counts.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NONE_KNOWN, HOLES, NOT_CHECKED = 0, 1, 2
WITH_A_HOLE = ("pyyaml", "5.3.1")  # CVE-2020-14343: loading a file runs what stands in it

# A line of any other form, such as one without a hash, is not passed over.
_PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\n]+?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n|#[^\n]*\n")

Pin = tuple[str, str]


class NotCheckedError(Exception):
    """It cannot be said whether there are holes; the text is a sentence for the maintainer."""


def main(arguments: Sequence[str]) -> int:
    """Take more arguments for pip-audit, such as `--osv-url`, and return the exit code."""
    locks = sorted(ROOT.glob("requirements*.lock"))
    try:
        pinned = {pin for lock in locks for pin in pins(lock.read_text("utf-8"), lock.name)}
        found = holes(pinned, [answer for some in rounds({*pinned, WITH_A_HOLE}) for answer in _asked(some, arguments)])
    except NotCheckedError as error:
        print(f"Not checked: {error}", file=sys.stderr)
        return NOT_CHECKED
    for hole in found:
        print(hole)
    print(f"{len(pinned)} versions in {len(locks)} lock files were looked up; {len(found)} known holes.")
    return HOLES if found else NONE_KNOWN


def pins(lock: str, name: str) -> Iterator[Pin]:
    """Yield name and version of each line, those for other systems and Pythons too.

    Raises:
        NotCheckedError: a line is no version pinned by hash.
    """
    at = 0
    while at < len(lock):
        match = _PIN.match(lock, at)
        if not match:
            line = lock.count("\n", 0, at) + 1
            raise NotCheckedError(f"line {line} of {name} is no version pinned by hash. `make lock` writes it anew.")
        if match[1]:
            yield match[1], match[2]
        at = match.end()


def rounds(pinned: Iterable[Pin]) -> list[list[Pin]]:
    """Share the pins out so that no name is twice in a round, because pip-audit takes that for a broken file."""
    shared: list[dict[str, str]] = []
    for name, version in sorted(pinned):
        free = next((some for some in shared if name not in some), None)
        if free is None:
            free = {}
            shared.append(free)
        free[name] = version
    return [list(some.items()) for some in shared]


def holes(pinned: Iterable[Pin], answers: Iterable[dict[str, Any]]) -> list[str]:
    """Return a line for each hole in what is pinned.

    `answers` are pip-audit's: `name`, `version` and `vulns`, or `name` and `skip_reason`.

    Raises:
        NotCheckedError: one was not looked up, or even the known hole was not found.
    """
    known = {(one["name"], one["version"]): one["vulns"] for one in answers if "skip_reason" not in one}
    missing = sorted({*pinned, WITH_A_HOLE} - known.keys())
    if missing:
        raise NotCheckedError(f"nothing could be learnt about {len(missing)} versions, {missing[0][0]} first.")
    if not known[WITH_A_HOLE]:
        raise NotCheckedError(f"the database does not even know the hole in {'=='.join(WITH_A_HOLE)}.")
    return [
        f"{name}=={version}: {hole['id']}; mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for name, version in sorted(pinned)
        for hole in known[name, version]
    ]


def _asked(some: Iterable[Pin], arguments: Sequence[str]) -> list[dict[str, Any]]:
    with TemporaryDirectory(prefix="recourse-") as folder:
        file = Path(folder, "pins.txt")
        file.write_text("".join(f"{name}=={version}\n" for name, version in some), "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--format", "json"),
                *("--progress-spinner", "off", "--no-deps", "--disable-pip", "--requirement", str(file), *arguments),
            ],
            capture_output=True,
            check=False,
            text=True,
        )
    try:
        answers: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = done.stderr.strip().splitlines()[-1:] or ["pip-audit said nothing."]
        raise NotCheckedError(f"the database of known holes cannot be asked ({reason[0]}).") from None
    return answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
