"""`make advisories` can fail: with 1 over a hole, and with 2 where nothing could be learnt."""

from pathlib import Path
from typing import Any

import pytest

from tests import advisories
from tests.advisories import WITH_A_HOLE, NotCheckedError, holes, pins, rounds
from tests.conftest import ROOT

HASH = " \\\n    --hash=sha256:" + "0" * 64
PINNED = [("aiohttp", "3.10.0"), ("numpy", "2.4.6"), ("numpy", "2.5.5")]
KNOWN: dict[str, Any] = {"id": "PYSEC-2020-176", "fix_versions": ["5.4"]}


def answers(*of: tuple[str, str], **holes_in: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "version": version, "vulns": [holes_in[name]] if name in holes_in else []}
        for name, version in of
    ]


def test_the_pins_of_all_systems_and_pythons_are_asked_about() -> None:
    lock = (
        f"# a comment\nnumpy==2.4.6 ; python_full_version < '3.12'{HASH}{HASH}\nnumpy==2.5.5 ; os_name == 'nt'{HASH}\n"
    )
    assert list(pins(lock, "a.lock")) == [("numpy", "2.4.6"), ("numpy", "2.5.5")]


@pytest.mark.parametrize(
    "line", ["numpy==2.4.6", "numpy", f"numpy>=2{HASH}", f"numpy @ file:///n.whl{HASH}", "-r other"]
)
def test_a_line_that_pins_nothing_by_hash_is_not_passed_over(line: str) -> None:
    with pytest.raises(NotCheckedError, match=r"line 3 of a\.lock"):
        list(pins(f"aiohttp==3.10.0{HASH}\n{line}\n", "a.lock"))


def test_every_lock_file_of_the_project_can_be_read() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        required = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
        assert len(list(pins(text, lock.name))) == len(required)


def test_no_name_is_twice_in_a_round() -> None:
    shared = rounds([*PINNED, WITH_A_HOLE])
    assert sorted(pin for some in shared for pin in some) == sorted([*PINNED, WITH_A_HOLE])
    assert all(len(dict(some)) == len(some) for some in shared)


def test_a_hole_is_told_with_the_version_that_mends_it() -> None:
    hole = {"id": "PYSEC-2026-1", "fix_versions": ["3.10.1", "3.11"]}
    told = holes(PINNED, answers(*PINNED, WITH_A_HOLE, pyyaml=KNOWN, aiohttp=hole))
    assert told == ["aiohttp==3.10.0: PYSEC-2026-1; mended in 3.10.1, 3.11"]


def test_nothing_is_told_where_only_the_known_hole_is_found() -> None:
    assert holes(PINNED, answers(*PINNED, WITH_A_HOLE, pyyaml=KNOWN)) == []


def test_a_database_that_knows_nothing_proves_nothing() -> None:
    with pytest.raises(NotCheckedError, match=r"the hole in pyyaml==5\.3\.1"):
        holes(PINNED, answers(*PINNED, WITH_A_HOLE))


def test_a_version_that_was_passed_over_is_not_taken_for_a_good_one() -> None:
    passed_over = {"name": "aiohttp", "skip_reason": "not found"}
    with pytest.raises(NotCheckedError, match="1 versions, aiohttp first"):
        holes(PINNED, [passed_over, *answers(*PINNED[1:], WITH_A_HOLE, pyyaml=KNOWN)])


def test_where_nothing_can_be_asked_it_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """There is no pip-audit in this venv, so nothing can be learnt."""
    (tmp_path / "requirements.lock").write_text(f"aiohttp==3.10.0{HASH}\n", "utf-8")
    monkeypatch.setattr(advisories, "ROOT", tmp_path)
    assert advisories.main([]) == advisories.NOT_CHECKED
    printed = capsys.readouterr()
    assert printed.err.startswith("Not checked: ")
    assert printed.out == ""
