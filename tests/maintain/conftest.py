"""What tests of the maintainers' commands share."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CONFIG

KEPT = {"paddle", "gumroad", "asknet"}


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A Tester", "-c", "user.email=tester@pay.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)  # noqa: S607 - git is on the PATH


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the shipped configuration with three processors and the phrases of one language: it loads quickly."""
    copy = tmp_path / "config"
    shutil.copytree(CONFIG, copy)
    for folder, kept in (("processors", KEPT), ("phrases", {"en"})):
        for file in (copy / folder).iterdir():
            if file.stem not in kept:
                file.unlink()
    bot, rules = copy / "bot.yaml", copy / "rules.yaml"
    bot.write_text(
        bot.read_text("utf-8").partition("offered_processors:")[0] + "offered_processors: [paddle]\n", "utf-8"
    )
    rules.write_text(re.sub(r"processors: \[.*\]", "processors: [paddle]", rules.read_text("utf-8")), "utf-8")
    return copy


@pytest.fixture
def tree(small: Path) -> Path:
    """The configuration in a work tree, with one commit."""
    git(small.parent, "init", "--quiet")
    git(small.parent, "add", "--all")
    git(small.parent, "commit", "--quiet", "--message=First")
    return small
