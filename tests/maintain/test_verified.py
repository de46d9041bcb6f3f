"""`verified:` is written by one command alone, as one line and nothing else."""

import stat
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.directory.loader import load
from bot.maintain import keeping_commands
from bot.maintain.keeping_commands import verified
from bot.maintain.verified import CannotVerifyError, with_day, write
from bot.settings import Settings

TODAY = date(2026, 11, 29)
LINE = b"verified: 2026-11-29"


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_commands, "utc_today", lambda: TODAY)


def run_verified(config: Path, *arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(verified, arguments, obj=Settings(config, None, "WARNING"), input=answer)


def paddle(config: Path) -> Path:
    return config / "processors" / "paddle.yaml"


def test_it_shows_the_pages_asks_and_writes_one_line(small: Path) -> None:
    before = paddle(small).read_bytes()
    done = run_verified(small, "paddle", answer="y\n")
    assert done.exit_code == 0
    assert "    https://www.paddle.com/legal/privacy\n" in done.output
    assert "Did you open the pages yourself and compare every line? [y/N]: " in done.output
    assert done.output.endswith("processors/paddle.yaml says now: verified: 2026-11-29\n")
    assert paddle(small).read_bytes() == before.replace(b"collected: 2026-11\n", b"collected: 2026-11\n" + LINE + b"\n")
    assert load(small).processors["paddle"].verified == "2026-11-29"


@pytest.mark.parametrize("answer", ["n\n", "\n"])
def test_without_a_yes_nothing_is_written(small: Path, answer: str) -> None:
    before = paddle(small).read_bytes()
    done = run_verified(small, "paddle", answer=answer)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Nothing was written.")
    assert paddle(small).read_bytes() == before


def test_another_day_can_be_given_and_replaces_the_one_before(small: Path) -> None:
    assert run_verified(small, "paddle", "--yes").exit_code == 0
    after_first = paddle(small).read_bytes()
    assert run_verified(small, "paddle", "--yes", "--on", "2026-11-20").exit_code == 0
    assert paddle(small).read_bytes() == after_first.replace(LINE, b"verified: 2026-11-20")


def test_a_developer_is_verified_too(small: Path) -> None:
    assert run_verified(small, "tech-pro", "--yes").exit_code == 0
    assert load(small).developers["tech-pro"].verified == "2026-11-29"


def test_a_processor_and_a_developer_of_one_id_are_told_apart(small: Path) -> None:
    (small / "developers" / "tech-pro.yaml").rename(small / "developers" / "paddle.yaml")
    done = run_verified(small, "paddle", "--yes")
    assert done.exit_code == 2
    assert "write processors/paddle or developers/paddle." in done.stderr
    assert run_verified(small, "developers/paddle", "--yes").exit_code == 0
    assert load(small).processors["paddle"].verified is None


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-11-30", "2026-11-30 has not come yet."),
        ("2026-09-30", "The newest source is of 2026-10, so nobody compared it on 2026-09-30."),
    ],
)
def test_a_day_on_which_nobody_can_have_compared_it_is_refused(small: Path, day: str, reason: str) -> None:
    before = paddle(small).read_bytes()
    done = run_verified(small, "paddle", "--yes", "--on", day)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(reason)
    assert paddle(small).read_bytes() == before


def test_an_ended_company_whose_pages_are_gone_is_refused(small: Path) -> None:
    (small / "processors" / "acme.yaml").write_text(
        "name: Acme Pay\nrole: unknown\nstatus: {state: closed}\nrecognise: {old_sites: [acme.example]}\n"
        'as_of: 2019\nsources:\n  - {url: "https://acme.example/end", date: 2019, confidence: high, for: [status]}\n',
        "utf-8",
    )
    done = run_verified(small, "acme", "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Acme Pay has no page that could be opened. Add a source with an address first.\n"


def test_an_id_that_is_not_there_is_a_sentence(small: Path) -> None:
    done = run_verified(small, "nobody")
    assert (done.exit_code, done.stderr) == (2, "There is no processor and no developer with the id nobody.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("collected: 2026\nx: 1\n", "collected: 2026\nverified: 2026-11-29\nx: 1\n"),
        ("as_of: 2026  # old\nx: 1\n", "as_of: 2026  # old\nverified: 2026-11-29\nx: 1\n"),
        ("as_of: 2026\ncollected: null\n", "as_of: 2026\ncollected: null\nverified: 2026-11-29\n"),
        ("x: 1\nas_of: 2026", "x: 1\nas_of: 2026\nverified: 2026-11-29"),
        ("as_of: 2026\r\nx: 1\r\n", "as_of: 2026\r\nverified: 2026-11-29\r\nx: 1\r\n"),
        ("  as_of: 2026\n  x: 1\n", "  as_of: 2026\n  verified: 2026-11-29\n  x: 1\n"),
        ("verified: null   # not yet\nas_of: 2026\n", "verified: 2026-11-29   # not yet\nas_of: 2026\n"),
        ("verified:   # not yet\nas_of: 2026\n", "verified: 2026-11-29   # not yet\nas_of: 2026\n"),
        ("verified:\nas_of: 2026\n", "verified: 2026-11-29\nas_of: 2026\n"),
        ('as_of: 2026\n"verified": "2025-01-01"\n', 'as_of: 2026\n"verified": 2026-11-29\n'),
        (
            "x: {verified: 1}  # verified: 2\nas_of: ä🙂\n",
            "x: {verified: 1}  # verified: 2\nas_of: ä🙂\nverified: 2026-11-29\n",
        ),
        (
            "x: |\n  verified: 1\n\nas_of: 2026\n\n# end\n",
            "x: |\n  verified: 1\n\nas_of: 2026\nverified: 2026-11-29\n\n# end\n",
        ),
    ],
)
def test_the_change_is_the_smallest_that_there_is(before: str, after: str) -> None:
    assert with_day(before, TODAY) == after


def test_a_file_in_braces_is_left_to_the_maintainer() -> None:
    with pytest.raises(CannotVerifyError, match="written in braces"):
        with_day("{name: Acme Pay, as_of: 2026}", TODAY)


def test_a_mark_at_the_start_line_ends_and_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: Acme\r\nas_of: 2026\r\nnotes: \xc3\xa4\r\n")
    file.chmod(0o640)
    write(file, TODAY)
    assert file.read_bytes() == b"\xef\xbb\xbfname: Acme\r\nas_of: 2026\r\n" + LINE + b"\r\nnotes: \xc3\xa4\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_the_old_text_is_put_back_if_more_would_change(tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    before = b"as_of: >-\n  2026\nnotes:\n  en: Hello\n"  # the line would go between notes and their text
    file.write_bytes(before)
    with pytest.raises(CannotVerifyError, match="is as it was: more than verified: would have changed"):
        write(file, TODAY)
    assert file.read_bytes() == before


def test_every_shipped_entry_can_be_verified_without_any_other_change(config: Path) -> None:
    before = load(config)
    for file in [*(config / "processors").iterdir(), *(config / "developers").iterdir()]:
        lines = file.read_bytes().splitlines(keepends=True)
        write(file, TODAY)
        after = file.read_bytes().splitlines(keepends=True)
        after.remove(LINE + b"\n")
        assert after == lines
    for name, entry in load(config).processors.items():
        assert entry == before.processors[name].model_copy(update={"verified": "2026-11-29"})


def test_a_file_that_cannot_be_written_is_a_sentence(small: Path) -> None:
    with pytest.raises(CannotVerifyError, match=r"cannot be written \(No such file or directory\)"):
        write(small / "processors" / "nobody.yaml", TODAY)
