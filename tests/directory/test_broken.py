"""Broken by hand: every file in tests/data/broken, and what no repository can hold, is refused at its place.

Each file names its kind first (`processors-…`) and begins with the line and column at which a problem has to be told,
and a part of what has to be said: `# expect 3:7 part of the message`. For the person who mends it, lines end in LF,
CRLF or CR alike; all three are fine.
"""

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from queue import Queue

import pytest

from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.problems import InvalidDirectoryError, Problem
from bot.directory.textfile import SIZE_CAP
from bot.directory.watcher import Watcher
from tests.conftest import CONFIG, ROOT

BROKEN = sorted((ROOT / "tests" / "data" / "broken").glob("*.yaml"))
_IN_A_FOLDER = {"processors": "acme", "developers": "acme", "phrases": "nl"}
_LONGEST = 600  # characters of a message
_MOST = 100  # problems told of one file
_MEMORY = 256  # MiB on top of what the shipped configuration takes
_PATIENCE = 20  # s
_GOOD = b"""\
name: Acme Pay
role: merchant-of-record
status: {state: active}
sources:
  - {url: "https://pay.example/terms", date: 2025-01, confidence: high}
as_of: 2025-01
"""


def slot_of(kind: str) -> str:
    """Return where a file of this kind is put."""
    if kind == "texts":
        return "texts/de.ftl"
    return f"{kind}/{_IN_A_FOLDER[kind]}.yaml" if kind in _IN_A_FOLDER else f"{kind}.yaml"


def misplaced(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems whose place is neither in their file nor right behind a line of it.

    What is missing, or no plain file, has one place only: its first.
    """
    lines = {file: _lines(file) for file in {problem.file for problem in problems}}
    return [
        problem
        for problem in problems
        if not 1 <= problem.line <= len(lines[problem.file])
        or not 1 <= problem.column <= len(lines[problem.file][problem.line - 1]) + 1
    ]


def _lines(file: Path) -> list[str]:
    raw = file.read_bytes()[: SIZE_CAP + 1] if file.is_file() else b""
    return re.split(r"\r\n|\r|\n", raw.decode("utf-8-sig", "replace"))


def is_clear(problem: Problem) -> bool:
    """Say whether a message can be read in a terminal: it has words, no hidden signs, and is no page long."""
    return problem.message.isprintable() and 10 < len(problem.message) < _LONGEST


def problems_of(files: Files) -> list[Problem]:
    """Load, and return what is wrong."""
    try:
        files.load()
    except InvalidDirectoryError as error:
        return error.problems
    return []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A copy of the shipped configuration, read once. Without the phrases of most languages it is read faster."""
    copy = tmp_path_factory.mktemp("broken") / "config"
    shutil.copytree(
        CONFIG, copy, ignore=lambda _, names: [n for n in names if re.fullmatch(r"(?!nl)[a-z]{2}\.yaml", n)]
    )
    found = Files(copy)
    found.load()
    return found


@pytest.fixture
def told(files: Files) -> Iterator[Callable[[str, bytes | Callable[[Path], object]], list[Problem]]]:
    """Put something in a file's place, return all problems, and put the place in order again."""
    touched = []

    def tell(kind: str, broken: bytes | Callable[[Path], object]) -> list[Problem]:
        place = files.config / slot_of(kind)
        touched.append(place)
        place.unlink(missing_ok=True)
        if isinstance(broken, bytes):
            place.write_bytes(broken)
        else:
            broken(place)
        return problems_of(files)

    yield tell
    for place in touched:
        shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
        shipped = CONFIG / place.relative_to(files.config)
        if shipped.exists():
            shutil.copy2(shipped, place)


Tell = Callable[[str, bytes | Callable[[Path], object]], list[Problem]]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_is_refused_at_its_place_with_a_remedy(file: Path, told: Tell) -> None:
    raw = file.read_bytes()
    wanted = re.match(r"# expect (\d+):(\d+) (.+)", raw.decode())
    assert wanted, "the first line says what is expected"
    problems = told(file.stem.split("-")[0], raw)
    assert (int(wanted[1]), int(wanted[2]), True) in {(p.line, p.column, wanted[3] in p.message) for p in problems}, [
        str(problem) for problem in problems
    ]
    assert misplaced(problems) == []
    assert all(is_clear(problem) for problem in problems)
    assert not list(Path.cwd().glob("broken-was-run"))


def test_there_are_broken_files_of_every_kind() -> None:
    kinds = [file.stem.split("-")[0] for file in BROKEN]
    assert {*kinds} == {"processors", "developers", "bot", "categories", "rules", "meanings", "phrases"}
    assert len(kinds) >= 150


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b"", "1:1", "the file is empty"),
        (b"\n\n\n", "1:1", "the file is empty"),
        (b"   \n", "1:1", "the file is empty"),
        (b"# name: Acme\n# role: unknown\n", "1:1", "the file is empty"),
        (b"\xef\xbb\xbf", "1:1", "the file is empty"),
        (b"\t\n", "1:1", "a tab; use spaces"),
        ("name: Bäcker".encode("utf-16"), "1:1", "this is not UTF-8; save the file as UTF-8"),
        ("name: Acme".encode("utf-16-be"), "1:1", "a control character; delete it"),
        ("name: Acme".encode("utf-16-le"), "1:2", "a control character; delete it"),
        ("name: Acme".encode("utf-32"), "1:1", "this is not UTF-8"),
        ("name: Bäcker".encode("latin-1"), "1:8", "this is not UTF-8"),
        ("name: “Acme”".encode("cp1252"), "1:7", "this is not UTF-8"),
        ("name: パドル".encode("shift-jis"), "1:7", "this is not UTF-8"),
        ("name: Ä\nrole: ".encode() + b"\xff", "2:7", "this is not UTF-8"),
        (b"\xef\xbb\xbfname: \xff", "1:7", "this is not UTF-8"),
        (b"name: half a sign \xf0\x9f\x92", "1:19", "this is not UTF-8"),
        (b"name: \xed\xa0\x80", "1:7", "this is not UTF-8"),  # a surrogate
        (b"name: \xc0\xaf", "1:7", "this is not UTF-8"),  # a slash, written too long
        (b"name: a\x00b", "1:8", "a control character; delete it"),
        (b"\x00" * 100, "1:1", "a control character"),
        ("name: Ä\nnotes: ÄÖÜ\x07\n".encode(), "2:11", "a control character"),
        (b"name: a\x7fb", "1:8", "a control character"),
        ("name: a\x9bb".encode(), "1:8", "a control character"),
        ("name: a\x85role: b".encode(), "1:8", "a control character"),  # a line end for YAML, and for no editor
        ("name: a\u2029role: b".encode(), "1:8", "a control character"),
        (b"name: a\x0cb", "1:8", "a control character"),
        ("name: a\ufffeb".encode(), "1:8", "a control character"),
        ("\ufeff\ufeffname: Acme".encode(), "1:1", "a control character"),
        (b"name: a\rrole: b\x07", "2:8", "a control character"),
        (b"name: Acme\r\nrole: seller\r\n", "2:7", "seller is not known here"),
        (b"name: Acme\rrole: seller\r", "2:7", "seller is not known here"),
        (b"\xef\xbb\xbfrole: seller\n", "1:7", "seller is not known here"),
        (b"\x89PNG\r\n\x1a\n", "1:1", "this is not UTF-8"),
        (b"\x1f\x8b\x08\x00", "1:2", "this is not UTF-8"),
        (b"PK\x03\x04", "1:3", "a control character"),
        (b"\x1b[2J\x1b]0;owned\x07", "1:1", "a control character"),
    ],
    ids=repr,
)  # fmt: skip
def test_bytes_that_no_repository_holds_are_refused_at_their_place(
    raw: bytes, place: str, said: str, told: Tell
) -> None:
    (problem,) = [problem for problem in told("processors", raw) if said in problem.message]
    assert f"{problem.line}:{problem.column}" == place
    assert misplaced([problem]) == []
    assert is_clear(problem)


@pytest.mark.parametrize(
    "raw",
    [
        _GOOD,
        _GOOD.rstrip(),
        b"\xef\xbb\xbf" + _GOOD,
        _GOOD.replace(b"\n", b"\r\n"),
        _GOOD.replace(b"\n", b"\r"),
        _GOOD.replace(b"\n", b"\r\n", 3),
        b"---\n" + _GOOD + b"...\n",
        b"# yaml-language-server: $schema=x\n" + _GOOD,
        _GOOD.replace(b"Acme Pay", "Ácme 支付 🏓".encode()),
    ],
    ids=["LF", "no-last-end", "BOM", "CRLF", "CR", "mixed", "markers", "comment", "emoji"],
)
def test_what_only_looks_odd_is_taken(raw: bytes, told: Tell) -> None:
    assert told("processors", raw) == []


def _loop(place: Path) -> None:
    place.symlink_to(place)


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(place.parent)  # a socket's path may have a hundred characters only
        try:
            bound.bind(place.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Path.mkdir, "there is no such file"),
        (os.mkfifo, "there is no such file"),
        (_socket, "there is no such file"),
        (_loop, "cannot be read"),
        (lambda place: place.symlink_to("nowhere.yaml"), "there is no such file"),
        (lambda place: place.symlink_to("/dev/zero"), "there is no such file"),
        (lambda place: place.symlink_to(place.parent), "there is no such file"),
        (lambda place: place.symlink_to("/proc/self/mem"), "the file cannot be read"),
    ],
    ids=["folder", "pipe", "socket", "loop", "link-to-nothing", "endless-device", "link-to-folder", "read-error"],
)
def test_what_is_no_plain_file_is_not_waited_for(make: Callable[[Path], object], said: str, told: Tell) -> None:
    (problem,) = told("processors", make)
    assert (problem.line, problem.column) == (1, 1)
    assert said in problem.message or "there is no such file" in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_says_so(told: Tell) -> None:
    (problem,) = told("processors", lambda place: place.touch(0o000))
    assert "mend its permissions" in problem.message


@pytest.mark.parametrize(
    "name", ["Acme.yaml", "ac me.yaml", "ácme.yaml", "🏓.yaml", "acme\u200f.yaml", "a--b.yaml", "-.yaml", "a" * 25 + ".yaml", "a\nb.yaml"]
)  # fmt: skip
def test_a_file_whose_name_is_no_id_is_refused(name: str, files: Files) -> None:
    place = files.config / "processors" / name
    place.write_bytes(_GOOD)
    try:
        (problem,) = problems_of(files)
    finally:
        place.unlink()
    assert problem.message.startswith("rename the file, for its name is the id: an id ")
    assert (problem.line, problem.column) == (1, 1)
    assert misplaced([problem]) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name has to be Unicode")
def test_a_name_that_is_no_unicode_ends_in_no_traceback(files: Files) -> None:
    place = Path(os.fsdecode(os.fsencode(files.config / "phrases") + b"/\xff.yaml"))
    place.write_bytes((files.config / "phrases" / "nl.yaml").read_bytes())
    try:
        assert misplaced(problems_of(files)) == []
    finally:
        place.unlink()


def filled(head: str, unit: Callable[[int], str], tail: str, size: int = SIZE_CAP) -> bytes:
    """Return a text as large as a file may be: head, as many different units as fit, tail."""
    units, length, number = [head], len(head) + len(tail), 0
    while length + len(piece := unit(number)) <= size:
        units.append(piece)
        length, number = length + len(piece), number + 1
    return "".join((*units, tail)).encode()


_ENTRY = _GOOD.decode()
_RULE = (
    "rules:\n  - {id: a, kind: fact, name: A, text: A, confidence: low, collected: 2026, "
    "sources: [{described: x, confidence: low}], processors: ["
)
DANGEROUS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "fifty-megabytes": ("processors", lambda: b"#" * 50 * 2**20),
    "nested-brackets": ("processors", lambda: b"name: " + b"[" * 100_000),
    "nested-braces": ("processors", lambda: b"{a: " * 100_000),
    "nested-dashes": ("processors", lambda: b"- " * 100_000),
    "nested-questions": ("processors", lambda: b"? " * 100_000),
    "bomb-of-aliases": ("processors", lambda: filled("a: &a [x]\n", lambda n: f"b{n}: &b{n} [*a, *a, *a, *a]\n", "")),
    "anchors": ("processors", lambda: filled("a: [", lambda _: "&a x,", "]")),
    "documents": ("processors", lambda: filled("", lambda _: "---\n", "")),
    "directives": ("processors", lambda: filled("", lambda n: f"%TAG !e{n}! x\n", "---\na: b\n")),
    "the-same-key": ("processors", lambda: filled("", lambda _: "a: 1\n", "")),
    "unknown-keys": ("processors", lambda: filled(_ENTRY, lambda n: f"a{n}: 1\n", "")),
    "wrong-items": ("processors", lambda: filled(f"{_ENTRY}have_ready: [", lambda _: "x,", "]")),
    "wrong-hosts": ("processors", lambda: filled(f"{_ENTRY}recognise: {{sites: [", lambda _: "A,", "]}")),
    "empty-mappings": ("processors", lambda: filled(f"{_ENTRY}legal_seller: [", lambda _: "{},", "]")),
    "one-long-line": ("processors", lambda: filled("name: ", lambda _: "Acme ", "")),
    "one-long-number": ("processors", lambda: filled("name: ", lambda _: "1", "", SIZE_CAP // 8)),
    "one-long-key": ("processors", lambda: filled("? ", lambda _: "k", "\n: x\n", SIZE_CAP // 8)),
    "one-long-phrase": ("phrases", lambda: filled("cues: {refund: ", lambda _: "a ", "!}")),
    "unknown-processors": ("rules", lambda: filled(_RULE, lambda n: f"p{n},", "]}", SIZE_CAP // 8)),
    "unknown-languages": ("bot", lambda: filled("languages: [en", lambda n: f", {_letters(n)}", "]\n", 18_000)),
    "no-messages": ("texts", lambda: filled("", lambda _: "x\n", "")),
    "the-same-message": ("texts", lambda: filled("", lambda _: "a = x\n", "")),
    "open-braces": ("texts", lambda: filled("", lambda _: "a = {\n", "")),
    "many-braces": ("texts", lambda: b"a = " + b"{" * 40 + b'"x"' + b"}" * 40),
    "many-calls": ("texts", lambda: b"a = {" + b"NUMBER(" * 120 + b"1" + b")" * 120 + b"}"),
    "unknown-cues": ("phrases", lambda: filled("cues:\n", lambda n: f"  cue{n}: x\n", "", SIZE_CAP // 8)),
}


def _letters(number: int) -> str:
    return "".join(chr(97 + number // 26**power % 26) for power in range(3))


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_made_to_exhaust_the_program_is_refused_in_few_words(name: str, told: Tell) -> None:
    kind, build = DANGEROUS[name]
    problems = [problem for problem in told(kind, build()) if problem.file.stem in slot_of(kind)]
    assert 1 <= len(problems) <= _MOST
    assert misplaced(problems) == []
    assert all(is_clear(problem) for problem in problems)


def test_files_made_to_exhaust_the_program_take_little_memory(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.directory.test_broken", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < _MEMORY


def _measure(folder: Path) -> None:
    """Print how many MiB the dangerous files take at most, on top of what is shipped."""
    config = folder / "config"
    shutil.copytree(CONFIG, config)
    files = Files(config)
    files.load()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for kind, build in DANGEROUS.values():
        place = config / slot_of(kind)
        kept = place.read_bytes() if place.exists() else None
        place.write_bytes(build())
        problems_of(files)
        place.unlink() if kept is None else place.write_bytes(kept)
    sys.stdout.write(str((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024))


def test_a_burst_of_broken_files_leaves_the_last_good_directory(config: Path) -> None:
    outcomes: Queue[Directory | Sequence[Problem]] = Queue()
    files = Files(config)
    live = [files.load()]

    def take(directory: Directory) -> Sequence[Problem]:
        live.append(directory)
        outcomes.put(directory)
        return ()

    watcher = Watcher(files, take, outcomes.put)
    watcher.start()
    burst = [file for file in BROKEN if file.stem.startswith("processors-")][::25][:10]
    try:
        for number, file in enumerate(burst):
            shutil.copy(file, config / "processors" / f"broken-{number}.yaml")
        names = {f"broken-{number}" for number in range(len(burst))}
        while not names <= {problem.file.stem for problem in _refused(outcomes)}:
            assert len(live) == 1
        assert live[-1].processors.keys().isdisjoint(names)
        for name in names:
            (config / "processors" / f"{name}.yaml").unlink()
        while not isinstance(outcomes.get(timeout=_PATIENCE), Directory):
            assert len(live) == 1
        assert live[-1].version == live[0].version
    finally:
        watcher.stop()


def _refused(outcomes: "Queue[Directory | Sequence[Problem]]") -> Sequence[Problem]:
    outcome = outcomes.get(timeout=_PATIENCE)
    assert not isinstance(outcome, Directory), "a broken directory was taken"
    return outcome


if __name__ == "__main__":
    _measure(Path(sys.argv[1]))
