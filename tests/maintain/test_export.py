"""The directory for others: one JSON document, and a SQLite file that can be searched."""

import json
import sqlite3
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlite_utils import Database

from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.maintain.export import as_json, document
from bot.maintain.export_sqlite import write
from bot.maintain.keeping_commands import export
from bot.maintain.writing import in_place_of
from bot.settings import Settings
from tests.conftest import CONFIG, mend


def run_export(*arguments: str | Path, config: Path = CONFIG) -> Result:
    return CliRunner().invoke(export, [str(argument) for argument in arguments], obj=Settings(config, None, "WARNING"))


@pytest.fixture(scope="module")
def file(directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("export") / "directory.sqlite"
    write(directory, file)
    return file


@pytest.fixture
def database(file: Path) -> Database:
    return Database(sqlite3.connect(file))


def found(database: Database, words: str) -> list[str]:
    return [row["processor"] for row in database.table("search").search(words, quote=True)]


def test_the_same_directory_gives_the_same_bytes(directory: Directory, config: Path) -> None:
    assert as_json(load(config)) == as_json(directory)


def test_the_json_is_sorted_and_indented_and_ends_with_a_line_break(directory: Directory) -> None:
    text = as_json(directory)
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n" == text
    assert "für" in text
    for kind in ("categories", "developers", "processors", "rules"):
        ids = [entry["id"] for entry in document(directory)[kind]]
        assert ids == sorted(ids)
        assert len(ids) == document(directory)["counts"][kind]


def test_the_document_says_what_it_is_and_whence_each_fact_comes(directory: Directory) -> None:
    said = json.loads(as_json(directory))
    assert (said["format"], said["version"]) == (1, directory.version)
    assert said["licence"] == {"code": "MIT", "data": "CC0-1.0"}
    paddle = next(entry for entry in said["processors"] if entry["id"] == "paddle")
    assert (paddle["as_of"], paddle["collected"], paddle["verified"]) == ("2026-10", "2026-11", None)
    assert {"url", "date", "confidence", "for"} <= paddle["sources"][0].keys()
    assert not said.keys() & {"texts", "phrases", "meanings"}


def test_developers_come_with_their_products(small: Path) -> None:
    mend(small / "developers" / "tech-pro.yaml", "products: []", "products: [{id: pinnacle, name: Pinnacle}]")
    said = document(load(small))
    assert said["developers"][0]["products"][0]["id"] == "pinnacle"
    assert said["counts"]["products"] == 1


@pytest.mark.parametrize(
    ("words", "who"),
    [("PADDLE.NET", "paddle"), ("share it", "shareit"), ("paypal *paddle", "paddle"), ("shareit.com", "shareit")],
)
def test_the_index_finds_names_and_texts_and_hosts(database: Database, words: str, who: str) -> None:
    assert who in found(database, words)


def test_the_index_can_be_asked_in_plain_sql(database: Database) -> None:
    query = "SELECT processor FROM search JOIN search_fts ON search.rowid = search_fts.rowid WHERE search_fts MATCH ?"
    assert database.execute(query, ['"PADDLE.NET"']).fetchall() == [("paddle",)]


def test_the_tables_hold_all_that_the_directory_holds(database: Database, directory: Directory) -> None:
    entries = directory.processors.values()
    assert database.table("processors").count == len(entries)
    assert database.table("statements").count == sum(len(entry.recognise.statement) for entry in entries)
    assert database.table("hosts").count == sum(len(entry.hosts) for entry in entries)
    assert database.table("rules").count == len(directory.rules)
    assert database.table("sources").count == document(directory)["counts"]["sources"]
    for entry in entries:
        row = database.table("processors").get(entry.id)
        assert (row["name"], row["role"], row["successor"]) == (entry.name, entry.role, entry.status.successor)
        assert json.loads(row["notes"] or "null") == entry.notes


def test_the_tables_refer_to_one_another(database: Database) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("statements", "hosts", "sources"):
        keys = {(key.column, key.other_table) for key in database.table(table).foreign_keys}
        assert ("processor", "processors") in keys
    products = database.table("products").foreign_keys
    assert [(key.column, key.other_table) for key in products] == [("developer", "developers")]


def test_the_file_says_its_version_and_licence(database: Database, directory: Directory) -> None:
    meta = {row["key"]: row["value"] for row in database.table("meta").rows}
    assert (meta["format"], meta["version"]) == ("1", directory.version)
    assert (meta["licence of the data"], meta["licence of the code"]) == ("CC0-1.0", "MIT")


def test_both_can_be_written_at_once(tmp_path: Path, directory: Directory) -> None:
    done = run_export("--json", tmp_path / "all.json", "--sqlite", tmp_path / "all.sqlite")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "all.json").read_text("utf-8") == as_json(directory)
    assert (tmp_path / "all.sqlite").read_bytes().startswith(b"SQLite format 3")


def test_a_dash_prints_the_json(directory: Directory) -> None:
    assert run_export("--json", "-").stdout_bytes == as_json(directory).encode()


def test_a_file_that_is_there_is_replaced_as_a_whole(tmp_path: Path, directory: Directory) -> None:
    text, data = tmp_path / "all.json", tmp_path / "all.sqlite"
    text.write_text("x" * 1_000_000, "utf-8")
    text.chmod(0o640)
    data.write_bytes(b"no database")
    assert run_export("--json", text, "--sqlite", data).exit_code == 0
    assert text.read_text("utf-8") == as_json(directory)
    assert stat.S_IMODE(text.stat().st_mode) == 0o640
    assert Database(sqlite3.connect(data)).table("processors").count == len(directory.processors)
    assert sorted(tmp_path.iterdir()) == [text, data]


def test_a_file_stays_as_it_was_if_writing_breaks_off(tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    file.write_text("old", "utf-8")
    with pytest.raises(FileNotFoundError), in_place_of(file) as beside:
        beside.with_name("half").write_text("ne", "utf-8")  # and what was to be written never came
    assert file.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_goes_on_leading_where_it_led(tmp_path: Path) -> None:
    file, link = tmp_path / "all.json", tmp_path / "link.json"
    file.write_text("old", "utf-8")
    link.symlink_to(file)
    with in_place_of(link) as beside:
        beside.write_text("new", "utf-8")
    assert link.is_symlink()
    assert file.read_text("utf-8") == "new"


@pytest.mark.parametrize("option", ["--json", "--sqlite"])
def test_a_folder_that_does_not_exist_is_a_sentence(option: str, tmp_path: Path) -> None:
    done = run_export(option, tmp_path / "nowhere" / "all")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path / 'nowhere' / 'all'} cannot be written (No such file or directory).\n"


def test_without_a_file_it_says_what_to_write() -> None:
    done = run_export()
    assert done.exit_code == 2
    assert "Say what to write" in done.stderr
