"""`recourse release`: weeks that are over, each once, and nothing in the files but what is shown."""

import csv
import json
import sys
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.privacy import HIDDEN_UNDER
from bot.directory.fields import CATEGORY_IDS
from bot.maintain import counts_commands
from bot.maintain.counts_commands import release as command
from bot.settings import Settings
from bot.tally import schema
from bot.tally.chart import pictures
from bot.tally.files import Count, opened
from bot.tally.release import Release, as_csv, as_json, release
from bot.tally.released import CannotReleaseError, next_release, publish, released
from bot.tally.weeks import last_closed_week, weeks_from
from tests.conftest import CONFIG, Run
from tests.tally.test_suppression import determined

MONDAY = date(2026, 11, 30)
WEEKS = weeks_from("2026-W40", "2026-W48")
# Enough in most cells to be shown, and two small numbers.
COUNTS = [
    Count(week, category, 4 if (week, category) in {("2026-W41", "access"), ("2026-W46", "other")} else 20 + at)
    for week in WEEKS
    for at, category in enumerate(CATEGORY_IDS)
]


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts_commands, "utc_today", lambda: MONDAY)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    keep(folder, COUNTS)
    return folder


def keep(data: Path, counts: Iterable[Count]) -> None:
    with closing(opened(data / "tally.sqlite3", 1)) as database, schema.transaction(database):
        assert not schema.add(database, {(count.week, count.category): count.n for count in counts})


def run_release(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, obj=Settings(CONFIG, data, "WARNING"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_writes_three_kinds_of_files_and_says_what_is_guaranteed(data: Path) -> None:
    done = run_release(data)
    assert done.exit_code == 0, done.output
    name = "2026-W40--2026-W48"
    assert names(data / "releases") == [f"{name}{end}" for end in (".csv", ".json", ".png", ".svg")]
    assert "every value from 0 to 9 stays possible" in done.output
    assert done.output.index("Guaranteed:") < done.output.index("Not guaranteed:")
    assert "It is not differential privacy" in done.output


def test_what_is_shown_is_exact_and_what_is_small_is_not_there(data: Path) -> None:
    assert run_release(data).exit_code == 0
    exact = {(count.week, count.category): count.n for count in COUNTS}
    for week, category in product([*WEEKS, "all"], [*CATEGORY_IDS, "all"]):
        exact[week, category] = sum(
            count.n for count in COUNTS if week in {count.week, "all"} and category in {count.category, "all"}
        )
    found = json.loads((data / "releases" / "2026-W40--2026-W48.json").read_text("utf-8"))
    table = {(week, category): n for week, line in found["counts"].items() for category, n in line.items()}
    table |= {(week, "all"): n for week, n in found["totals"]["weeks"].items()}
    table |= {("all", category): n for category, n in found["totals"]["categories"].items()}
    table["all", "all"] = found["totals"]["all"]
    assert table.keys() == exact.keys()
    assert {place: n for place, n in table.items() if n is not None}.items() <= exact.items()
    hidden = {place for place, n in table.items() if n is None}
    assert {place for place, n in exact.items() if n < 10} < hidden
    assert len(hidden) == 4, "the two small numbers are two corners of one circle"
    with (data / "releases" / "2026-W40--2026-W48.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    told = {(line["week"], line["category"]): (line["n"], line["hidden"]) for line in lines}
    assert len(lines) == len(told)
    assert told == {place: ("", "yes") if n is None else (str(n), "no") for place, n in table.items()}


def test_the_words_speak_of_the_k_that_was_used(data: Path) -> None:
    assert run_release(data, "--k", "25").exit_code == 0
    found = json.loads((data / "releases" / "2026-W40--2026-W48.json").read_text("utf-8"))
    assert found["k"] == 25
    assert any("from 0 to 24" in sentence for sentence in found["guarantee"])
    assert "{" not in json.dumps([found["guarantee"], found["not_guaranteed"]])


@pytest.mark.parametrize("arguments", [(), ("--until", "2026-W48"), ("--until", "2026-W44"), ("--k", "25")])
def test_a_week_is_released_once(data: Path, arguments: tuple[str, ...]) -> None:
    assert run_release(data).exit_code == 0
    before = {file: file.read_bytes() for file in (data / "releases").iterdir()}
    done = run_release(data, *arguments)
    assert done.exit_code == 2
    assert "was released already, in 2026-W40--2026-W48.json. A week is released once." in done.output
    assert {file: file.read_bytes() for file in (data / "releases").iterdir()} == before


def test_a_release_goes_on_where_the_last_one_ended(data: Path) -> None:
    assert run_release(data, "--until", "2026-W43").exit_code == 0
    assert run_release(data).exit_code == 0
    first, second = released(data / "releases")
    assert first.weeks + second.weeks == WEEKS
    assert second.weeks[0] == "2026-W44"
    both = [([[0 if n is None else n for n in line] for line in lined(one)], hidden(one)) for one in (first, second)]
    assert determined(both) == set()
    assert all(hidden(one) for one in (first, second))


def lined(one: Release) -> list[list[int | None]]:
    table = [[*one.counts[week].values(), one.totals.weeks[week]] for week in one.weeks]
    return [*table, [*one.totals.categories.values(), one.totals.all]]


def hidden(one: Release) -> set[tuple[int, int]]:
    return {(row, column) for row, line in enumerate(lined(one)) for column, n in enumerate(line) if n is None}


@pytest.mark.parametrize(("until", "code"), [("2026-W49", 2), ("2027-W01", 2), ("2026-W60", 2), ("2026-Q3", 2)])
def test_a_week_that_is_not_over_or_is_none_is_refused(data: Path, until: str, code: int) -> None:
    done = run_release(data, "--until", until)
    assert done.exit_code == code
    assert ("There is no such week" in done.output) != (f"{until} is not over" in done.output)
    assert not (data / "releases").exists()


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 11, 29), "2026-W47"),  # a Sunday is not over
        (date(2026, 11, 30), "2026-W48"),
        (date(2027, 1, 3), "2026-W52"),  # the last day of week 53
        (date(2027, 1, 4), "2026-W53"),
    ],
)
def test_the_last_week_that_is_over(today: date, week: str) -> None:
    assert last_closed_week(today) == week
    counts = [Count(week, category, 30) for week in ("2026-W52", "2026-W53") for category in CATEGORY_IDS]
    if week >= "2026-W52":
        assert next_release(counts, [], until=None, today=today, k=10).weeks[-1] == week


@pytest.mark.parametrize(
    ("today", "counts"),
    [
        (MONDAY, []),
        (MONDAY, [Count("2024-Q3", "access", 500)]),
        (date(2026, 9, 30), [Count("2026-W40", "access", 500)]),
    ],
)
def test_where_nothing_was_counted_there_is_nothing_to_release(today: date, counts: list[Count]) -> None:
    with pytest.raises(CannotReleaseError, match="Nothing has been counted yet"):
        next_release(counts, [], until=None, today=today, k=10)


def test_where_all_would_be_hidden_nothing_is_written(tmp_path: Path) -> None:
    keep(tmp_path, [Count("2026-W47", "access", 9)])
    done = run_release(tmp_path)
    assert (done.exit_code, (tmp_path / "releases").exists()) == (2, False)
    assert "Nothing can be shown of 2026-W40 to 2026-W48" in done.output


def test_no_release_shows_what_the_privacy_statement_says_is_hidden(data: Path) -> None:
    done = run_release(data, "--k", str(HIDDEN_UNDER - 1))
    assert (done.exit_code, (data / "releases").exists()) == (2, False)
    assert f"x>={HIDDEN_UNDER}" in done.output


def test_where_a_release_begins_tells_of_no_week_that_it_had_a_count_or_none() -> None:
    """The first one begins with a quarter, later ones right behind the last, whatever was counted when."""
    counts = [Count("2026-W45", category, 300) for category in CATEGORY_IDS]
    first = next_release(counts, [], until="2026-W46", today=MONDAY, k=10)
    assert first.weeks == weeks_from("2026-W40", "2026-W46")
    later = [*counts, *(Count("2026-W48", category, 300) for category in CATEGORY_IDS)]
    second = next_release(later, [first], until=None, today=MONDAY, k=10)
    assert second.weeks == ["2026-W47", "2026-W48"]
    assert set(second.counts["2026-W47"].values()) == {None}


def test_folded_quarters_are_never_released() -> None:
    counts = [
        Count("2026-Q3", "access", 800),
        *(Count(week, category, 50) for week in ("2026-W39", "2026-W40") for category in CATEGORY_IDS),
    ]
    found = next_release(counts, [], until=None, today=date(2026, 10, 5), k=10)
    assert (found.weeks, found.totals.all) == (["2026-W40"], 50 * len(CATEGORY_IDS))
    with pytest.raises(CannotReleaseError, match="begins with 2026-W40, so it cannot end with 2026-W39"):
        next_release(counts, [], until="2026-W39", today=MONDAY, k=10)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(Count, st.sampled_from(WEEKS), st.sampled_from(CATEGORY_IDS), st.integers(1, 60)),
        min_size=1,
        unique_by=lambda count: (count.week, count.category),
    ),
    st.data(),
)
def test_a_release_is_read_back_as_it_was_and_tells_no_order_of_counts(
    counts: list[Count], data: st.DataObject
) -> None:
    found = release(counts, WEEKS, 10)
    assert found == release(data.draw(st.permutations(counts)), WEEKS, 10)
    if found is not None:
        assert Release.model_validate_json(as_json(found)) == found
        assert sum(count.n for count in counts) == found.totals.all or found.totals.all is None


@pytest.mark.parametrize("small", [0, 1, 6, 9])
def test_whatever_the_small_number_is_the_files_are_the_same_byte_for_byte(small: int) -> None:
    """The numbers on its circle make up for it, so that all that is shown is the same."""
    table = {(count.week, count.category): count.n for count in COUNTS}
    found = release(COUNTS, WEEKS, 10)
    assert found is not None
    one, _, _, other = sorted((WEEKS[row], CATEGORY_IDS[column]) for row, column in hidden(found))
    by = small - min(table[one], table[one[0], other[1]], table[other[0], one[1]], table[other])
    up = table[one] < 10 or table[other] < 10
    for week, category in product((one[0], other[0]), (one[1], other[1])):
        table[week, category] += by if ((week, category) in {one, other}) == up else -by
    again = release([Count(*place, n) for place, n in table.items()], WEEKS, 10)
    assert again is not None
    assert (as_json(again), as_csv(again)) == (as_json(found), as_csv(found))
    assert pictures(again) == pictures(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2026-W40--2026-W43.json", "{"),
        ("2026-W40--2026-W43.json", ""),
        ("other.json", '{"weeks": ["2026-W40"]}'),
        ("other.JSON", "[]"),
    ],
)
def test_a_json_file_that_is_no_release_is_never_passed_over(data: Path, name: str, content: str) -> None:
    folder = data / "releases"
    folder.mkdir()
    (folder / name).write_text(content, "utf-8")
    done = run_release(data)
    assert (done.exit_code, names(folder)) == (2, [name])
    assert f"{folder / name} is no release, or not under its own name." in done.output


def test_a_release_under_another_name_or_with_other_weeks_is_no_release(data: Path) -> None:
    assert run_release(data, "--until", "2026-W43").exit_code == 0
    folder = data / "releases"
    file = folder / "2026-W40--2026-W43.json"
    text = file.read_text("utf-8")
    file.rename(folder / "2026-W40--2026-W44.json")
    assert run_release(data).exit_code == 2
    (folder / "2026-W40--2026-W44.json").rename(file)
    file.write_text(text.replace("2026-W41", "2026-W60"), "utf-8")
    assert run_release(data).exit_code == 2
    file.write_text(text, "utf-8")
    assert run_release(data).exit_code == 0


def test_two_releases_with_the_same_weeks_are_an_error(data: Path) -> None:
    assert run_release(data, "--until", "2026-W43").exit_code == 0
    assert run_release(data, "--into", str(data / "other")).exit_code == 0
    (data / "other" / "2026-W40--2026-W48.json").rename(data / "releases" / "2026-W40--2026-W48.json")
    done = run_release(data)
    assert done.exit_code == 2
    assert "2026-W40--2026-W43.json and 2026-W40--2026-W48.json" in done.output


def test_of_two_at_once_one_is_refused(tmp_path: Path) -> None:
    """Both have read the folder before either writes, and each would end with another week."""
    ready, outcomes = threading.Barrier(2), list[str]()

    def one(until: str) -> None:
        new = next_release(COUNTS, released(tmp_path), until=until, today=MONDAY, k=10)
        ready.wait(30)
        try:
            publish(tmp_path, new, [], {".json": as_json(new).encode(), ".csv": as_csv(new).encode()})
            outcomes.append("written")
        except CannotReleaseError as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=one, args=(until,)) for until in ("2026-W44", "2026-W45")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [f"Another release was just written into {tmp_path}. Nothing was added.", "written"]
    assert len(names(tmp_path)) == 2


def test_a_file_in_the_way_is_not_written_over(data: Path) -> None:
    folder = data / "releases"
    folder.mkdir()
    (folder / "2026-W40--2026-W48.csv").write_text("mine", "utf-8")
    done = run_release(data)
    assert (done.exit_code, names(folder)) == (2, ["2026-W40--2026-W48.csv"])
    assert "is in the way. Nothing was written." in done.output


def test_a_folder_that_is_a_file_is_a_sentence(data: Path) -> None:
    (data / "releases").write_text("", "utf-8")
    done = run_release(data)
    assert done.exit_code == 2
    assert "cannot be read (Not a directory)" in done.output


def test_a_folder_that_cannot_be_made_is_a_sentence(data: Path) -> None:
    (data / "file").write_text("", "utf-8")
    done = run_release(data, "--into", str(data / "file" / "releases"))
    assert done.exit_code == 2
    assert done.output.endswith(f"cannot be written into {data / 'file' / 'releases'} (Not a directory).\n")


def test_without_matplotlib_the_rest_is_written_and_the_chart_can_be_drawn_later(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "matplotlib", None)
        without.delitem(sys.modules, "bot.tally.chart", raising=False)
        done = run_release(data)
    assert done.exit_code == 0
    assert '".[charts]"' in done.output
    name = "2026-W40--2026-W48"
    assert names(data / "releases") == [f"{name}.csv", f"{name}.json"]
    before = (data / "releases" / f"{name}.json").read_bytes()
    (data / "releases" / f"{name}.csv").unlink()
    assert run_release(data, "--redraw").exit_code == 0
    assert names(data / "releases") == [f"{name}{end}" for end in (".csv", ".json", ".png", ".svg")]
    assert (data / "releases" / f"{name}.json").read_bytes() == before


def test_where_nothing_was_released_nothing_is_drawn_again(data: Path) -> None:
    done = run_release(data, "--redraw")
    assert (done.exit_code, done.output) == (2, f"There is no release in {data / 'releases'}.\n")


def test_the_program_itself_releases_what_is_long_over(run: Run, data: Path) -> None:
    done = run("release", "--until", "2026-W43", data=data)
    assert done.returncode == 0, done.stderr
    assert [one.weeks for one in released(data / "releases")] == [WEEKS[:4]]
    again = run("release", "--until", "2026-W43", data=data)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == "2026-W43 was released already, in 2026-W40--2026-W43.json. A week is released once.\n"
