"""The overview in the README is what the directory says today."""

from pathlib import Path

import pytest

from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.maintain.overview import BEGIN, END, MissingPlaceError, overview, put_into
from tests.conftest import ROOT, Run, mend


def test_the_readme_is_current(directory: Directory) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert put_into(readme, directory) == readme, "run: make overview"


def test_every_processor_has_a_line_with_a_file_that_is_there(directory: Directory) -> None:
    lines = [line for line in overview(directory).splitlines() if line.startswith("| [")]
    assert len(lines) == len(directory.processors)
    for entry in directory.processors.values():
        file = f"config/processors/{entry.id}.yaml"
        assert (ROOT / file).is_file()
        assert sum(f"[{entry.name}]({file})" in line for line in lines) == 1


def line(config: Path, name: str) -> str:
    return next(line for line in overview(load(config)).splitlines() if line.startswith(f"| [{name}]"))


def test_a_change_of_the_file_changes_its_line(config: Path) -> None:
    assert "privacy policy" in line(config, "Sellfy").split("|")[6]
    mend(config / "processors" / "sellfy.yaml", "privacy_policy: null", "privacy_policy: https://sellfy.com/privacy")
    assert "privacy policy" in line(config, "Sellfy").split("|")[5]


def test_the_gone_miss_no_contact(config: Path) -> None:
    known, missing = line(config, "RegNow").split("|")[5:7]
    assert "contact" not in known + missing
    assert "closed → mycommerce" in line(config, "RegNow")


def test_the_figures_count_what_is_there(directory: Directory) -> None:
    entries = directory.processors.values()
    active = [entry for entry in entries if entry.status.state == "active"]
    policies = sum(entry.privacy_policy is not None for entry in active)
    sure = sum(any(text.confidence != "low" for text in entry.recognise.statement) for entry in entries)
    text = overview(directory)
    assert f" and {policies} the address of their privacy policy." in text
    assert f"- Of all, {sure} have a confirmed statement text" in text


def test_a_text_without_a_place_for_it_is_left_alone(directory: Directory, run: Run, tmp_path: Path) -> None:
    with pytest.raises(MissingPlaceError):
        put_into("# A file of yours", directory)
    file = tmp_path / "notes.md"
    file.write_text("# A file of yours\n", "utf-8")
    done = run("overview", "--into", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no place for the overview; write the lines" in done.stderr
    assert file.read_text("utf-8") == "# A file of yours\n"


def test_it_is_printed_or_written_between_the_marks(directory: Directory, run: Run, tmp_path: Path) -> None:
    assert run("overview").stdout == overview(directory)
    file = tmp_path / "page.md"
    file.write_text(f"above\n{BEGIN}\nold\n{END}\nbelow\n", "utf-8")
    assert run("overview", "--into", str(file)).returncode == 0
    assert file.read_text("utf-8") == f"above\n{BEGIN}\n{overview(directory)}{END}\nbelow\n"
