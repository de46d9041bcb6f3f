"""What `recourse check --since` tells in real git work trees: all errors, and of the rest what is in changed files."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run, mend
from tests.maintain.conftest import git

ACME = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
collected: 2026-11
recognise: {sites: [paddle.net]}
sources: []
"""


def told(run: Run, config: Path, *arguments: str, **environment: str) -> tuple[int, set[tuple[str, str, str]]]:
    done = run("check", "--format", "json", "--since", "HEAD", *arguments, config=config, **environment)
    problems = json.loads(done.stdout)
    return done.returncode, {(Path(one["file"]).name, one["severity"], one["check"]) for one in problems}


def test_what_was_there_before_is_not_told(run: Run, tree: Path) -> None:
    assert told(run, tree) == (0, set())
    assert run("check", "--since", "HEAD", config=tree).stdout.startswith("No errors: 3 processors")


def test_warnings_of_changed_and_new_files_are_told(run: Run, tree: Path) -> None:
    mend(tree / "processors" / "gumroad.yaml", "privacy_policy: ", "privacy_policy: null   # ")
    (tree / "processors" / "acme.yaml").write_text(ACME.replace("paddle.net", "pay-acme.com"), "utf-8")
    code, problems = told(run, tree)
    assert code == 0
    assert {file for file, *_ in problems} == {"gumroad.yaml", "acme.yaml"}
    assert ("gumroad.yaml", "warning", "no-policy") in problems
    assert told(run, tree, "--strict")[0] == 1


def test_an_error_is_told_wherever_it_stands(run: Run, tree: Path) -> None:
    """A new entry may make an old one wrong, and one that is gone, too."""
    (tree / "processors" / "acme.yaml").write_text(ACME, "utf-8")
    code, problems = told(run, tree)
    assert code == 1
    assert ("error", "shared-host") in {(severity, check) for _, severity, check in problems}
    (tree / "processors" / "acme.yaml").unlink()
    git(tree.parent, "mv", "config/processors/paddle.yaml", "config/processors/paddle-inc.yaml")
    code, problems = told(run, tree)
    assert code == 1
    assert ("bot.yaml", "error", "format") in problems


def test_a_file_with_an_umlaut_is_found(run: Run, tree: Path) -> None:
    (tree / "processors" / "böhm.yaml").write_text(ACME, "utf-8")
    code, problems = told(run, tree)
    assert code == 1
    assert "böhm.yaml" in {file for file, *_ in problems}


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE"])
def test_a_hook_of_git_may_run_it(run: Run, tree: Path, name: str) -> None:
    assert told(run, tree, **{name: ".git"}) == (0, set())


def test_a_revision_that_git_does_not_know_is_a_sentence(run: Run, tree: Path) -> None:
    done = run("check", "--since", "nonsense", config=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Git knows no revision nonsense of ")
