"""Which answers change for buyers since a revision, in real git repositories."""

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.directory.fields import CATEGORY_IDS
from bot.maintain.diff import Change, Difference, Drawn, difference, in_words
from bot.maintain.keeping_commands import diff
from bot.settings import Settings
from tests.conftest import mend
from tests.maintain.conftest import git

ALL = tuple((category, "") for category in CATEGORY_IDS)
SOME = tuple((category, "") for category in CATEGORY_IDS[:2])


def run_diff(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(diff, arguments, obj=Settings(config, None, "WARNING"))


def everywhere(**lines: str) -> Drawn:
    """Answers of processors that say the same in every category."""
    return {processor: dict.fromkeys(ALL, tuple(said.split("/"))) for processor, said in lines.items()}


def test_what_is_alike_in_all_categories_is_one_change() -> None:
    found = difference(everywhere(acme="Ask/old@pay.example/Thanks"), everywhere(acme="Ask/new@pay.example/Thanks"))
    assert found.changes == (Change(("acme",), ALL, ("- old@pay.example", "+ new@pay.example")),)
    assert list(in_words(found)) == [
        "",
        "acme: all 13 categories",
        "  - old@pay.example",
        "  + new@pay.example",
        "",
        "13 answers change, of 1 processor.",
    ]


def test_what_is_alike_for_several_processors_is_one_change() -> None:
    found = difference(everywhere(acme="One/same", zenith="Two/same"), everywhere(acme="One/new", zenith="Two/new"))
    assert [change.processors for change in found.changes] == [("acme", "zenith")]


def test_what_differs_is_told_apart_with_its_categories() -> None:
    before = everywhere(acme="Ask")
    after = {"acme": {**before["acme"], **dict.fromkeys(SOME, ("Write",))}}
    assert f"acme: {CATEGORY_IDS[0]}, {CATEGORY_IDS[1]}" in list(in_words(difference(before, after)))


def test_between_two_changes_stands_a_gap() -> None:
    (change,) = difference(everywhere(acme="a/same/b"), everywhere(acme="A/same/B")).changes
    assert change.lines == ("- a", "+ A", "…", "- b", "+ B")


def test_new_and_removed_processors_are_named() -> None:
    found = difference(everywhere(acme="Ask", old="Ask"), everywhere(acme="Ask", new="Ask"))
    assert found == Difference(("new",), ("old",), ())
    assert list(in_words(found)) == ["New: new", "No longer there: old", "No answer changes."]


def test_without_a_change_no_answer_changes(tree: Path) -> None:
    done = run_diff(tree, "HEAD")
    assert (done.exit_code, done.output) == (0, "No answer changes.\n")


def test_the_lines_before_and_after_are_shown(tree: Path) -> None:
    mend(tree / "processors" / "paddle.yaml", "email: help@paddle.com", "email: buyers@paddle.com")
    done = run_diff(tree, "HEAD")
    assert done.exit_code == 0
    assert "paddle: all 13 categories\n" in done.output
    removed, added = (
        next(line for line in done.output.splitlines() if line.startswith(sign)) for sign in ("  - ", "  + ")
    )
    assert "help@paddle.com" in removed
    assert removed.replace("help@", "buyers@")[4:] == added[4:]


def test_the_answers_are_drawn_in_the_language_that_is_asked_for(tree: Path) -> None:
    mend(tree / "processors" / "paddle.yaml", "de: Ein Abo lässt sich", "de: Ein Abo kann")
    assert run_diff(tree, "HEAD").output == "No answer changes.\n"
    assert "+ " in run_diff(tree, "HEAD", "--lang", "de").output


def test_a_processor_that_ends_is_shown_in_its_cases(tree: Path) -> None:
    mend(tree / "processors" / "gumroad.yaml", "state: active", "state: closed")
    mend(tree / "processors" / "gumroad.yaml", "  sites:", "  old_sites:")
    done = run_diff(tree, "HEAD")
    assert done.exit_code == 0
    assert "gumroad: all 13 categories (question)\n  + When was the payment?" in done.output
    assert "(years-ago)" in done.output
    assert "  - → support@gumroad.com" in done.output


def test_a_case_of_an_ended_processor_is_compared_with_the_answer_before_it_ended() -> None:
    cases = {("other", "question"): ("When?",), ("other", "recent"): ("Ask", "Pay"), ("other", "years-ago"): ("Ask",)}
    (asked, recent) = difference({"acme": {("other", ""): ("Ask",)}}, {"acme": cases}).changes
    assert (asked.views, asked.lines) == ((("other", "question"),), ("+ When?",))
    assert (recent.views, recent.lines) == ((("other", "recent"),), ("+ Pay",))


def test_an_older_revision_and_new_and_removed_files(tree: Path) -> None:
    (tree / "processors" / "acme.yaml").write_text(
        "name: Acme Pay\nrole: unknown\nstatus: {state: unknown}\ncollected: 2026-11\nsources: []\n", "utf-8"
    )
    (tree / "processors" / "asknet.yaml").unlink()
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message=Second")
    assert run_diff(tree, "HEAD").output == "No answer changes.\n"
    lines = run_diff(tree, "HEAD~1").output.splitlines()
    assert lines[:2] == ["New: acme", "No longer there: asknet"]


def test_a_revision_that_git_does_not_know_is_a_sentence(tree: Path) -> None:
    for revision in ("no-such-branch", "", "HEAD:config"):
        done = run_diff(tree, revision)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith(f"There is no revision {revision}; name a commit")
    assert run_diff(tree, "--", "--help").exit_code == 2


def test_a_configuration_outside_a_work_tree_is_a_sentence(small: Path) -> None:
    done = run_diff(small, "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{small} does not lie in a git work tree")


def test_a_configuration_that_was_not_there_yet_is_a_sentence(small: Path) -> None:
    git(small.parent, "init", "--quiet")
    git(small.parent, "commit", "--quiet", "--allow-empty", "--message=Nothing yet")
    done = run_diff(small, "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{small} was not there at HEAD" in done.stderr


def test_an_old_configuration_that_cannot_be_read_is_a_sentence(tree: Path) -> None:
    mend(tree / "processors" / "paddle.yaml", "role: merchant-of-record", "kind: merchant-of-record")
    git(tree, "commit", "--quiet", "--all", "--message=Broken")
    mend(tree / "processors" / "paddle.yaml", "kind: merchant-of-record", "role: merchant-of-record")
    done = run_diff(tree, "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("This release cannot read the configuration of HEAD: 2 problems, the first in")
    assert "processors/paddle.yaml:" in done.stderr


def test_old_catalogues_without_a_message_are_a_sentence(tree: Path) -> None:
    texts = {file: file.read_text("utf-8") for file in (tree / "texts").iterdir()}
    for file, text in texts.items():
        file.write_text(text.replace("\ncategory-access =", "\ncategory-entry =", 1), "utf-8")
    git(tree, "commit", "--quiet", "--all", "--message=Older")
    for file, text in texts.items():
        file.write_text(text, "utf-8")
    done = run_diff(tree, "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "category-access" in done.stderr


def test_nothing_is_left_behind(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert run_diff(tree, "HEAD").exit_code == 0
    assert list(temporary.iterdir()) == []


def test_a_git_that_runs_us_does_not_mislead(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))
    assert run_diff(tree, "HEAD").exit_code == 0
