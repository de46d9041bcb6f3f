"""The program as its users start it: a real process, real pipes, real files, exit codes."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.tally.counting import Tally
from bot.tally.sqlite import SqliteStore
from tests.conftest import CONFIG, ROOT, Run, mend

KEYS = {"kind", "heading", "blocks", "facts", "parties", "warnings", "choices", "token", "severity", "state"}


def talk(run: Run, *lines: object, **options: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what `run` takes
    """Send one object (or raw text) a line, and return what came back."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = run("chat", "--json", stdin=text + "\n", **options)
    assert done.returncode == 0, done.stderr
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(lines)
    return replies


def check_shape(reply: dict[str, Any]) -> None:
    assert reply.keys() == KEYS
    assert reply["kind"] in {"question", "advice", "notice", "error"}
    assert reply["severity"] in {"info", "normal", "urgent"}
    assert isinstance(reply["heading"], str)
    assert all(isinstance(block, str) for block in (*reply["blocks"], *reply["warnings"]))
    assert all(fact.keys() == {"label", "value", "url"} for fact in reply["facts"])
    assert all(party.keys() == {"role", "name", "contact", "url"} for party in reply["parties"])
    assert all(party["role"] in {"developer", "processor", "issuer"} for party in reply["parties"])
    assert all(choice.keys() == {"label", "token", "hint"} for choice in reply["choices"])
    assert reply["state"].keys() == {"category", "processor", "product"}


def test_a_dispute_over_json_lines_leaves_one_more_count(run: Run) -> None:
    replies = talk(run, {"open": True}, {"say": "the key never came, I paid via Paddle"})
    for reply in replies:
        check_shape(reply)
    assert [reply["kind"] for reply in replies] == ["question", "advice"]
    assert replies[1]["state"] == {"category": "not-received", "processor": "paddle", "product": None}
    assert [party["role"] for party in replies[1]["parties"]] == ["developer", "processor", "issuer"]
    counts = json.loads(run("stats", "--json").stdout)
    assert [(count["category"], count["n"]) for count in counts] == [("not-received", 1)]
    assert counts[0].keys() == {"week", "category", "n"}


def test_pressing_follows_the_tokens_of_the_last_reply(run: Run) -> None:
    opened = talk(run, {"open": True})[0]
    asked = talk(run, {"press": opened["choices"][0]["token"]})[0]
    ended = next(choice["token"] for choice in asked["choices"] if choice["label"] == "eSellerate")
    when = talk(run, {"press": ended})[0]
    assert when["heading"] == "When was the payment?"
    answers = [talk(run, {"press": choice["token"]})[0] for choice in when["choices"]]
    assert [[party["role"] for party in answer["parties"]] for answer in answers] == [
        ["issuer", "developer"],
        ["developer", "issuer"],
        ["developer"],
    ]


def test_a_text_is_heard_in_the_last_reply_or_in_the_token_given(run: Run) -> None:
    first, second = talk(run, {"say": "the key never came"}, {"say": "Gumroad"})
    assert second["state"] == {"category": "not-received", "processor": "gumroad", "product": None}
    (elsewhere,) = talk(run, {"say": "Steam", "token": first["token"]})
    assert elsewhere["state"]["processor"] == "steam"


def test_each_line_may_choose_its_language(run: Run) -> None:
    replies = talk(run, {"open": True, "lang": "de"}, {"open": True}, {"open": True, "lang": "xx"})
    assert [reply["heading"][:4] for reply in replies] == ["Was ", "What", "What"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not json",
        "[]",
        "null",
        "42",
        '"open"',
        "{}",
        '{"open": false}',
        '{"open": 1}',
        '{"open": true, "say": "x"}',
        '{"say": 5}',
        '{"say": null}',
        '{"press": ["x"]}',
        '{"press": "x", "token": "y"}',
        '{"open": true, "surprise": 1}',
        '{"open": true, "lang": 5}',
        "[" * 100_000,
        '{"say": "\\ud800"}',
        '{"open": true',
        '{"say": "' + "x" * 1_100_000 + '"}',
    ],
)
def test_a_line_that_is_no_request_gets_an_error_and_the_stream_goes_on(run: Run, line: str) -> None:
    bad, good = talk(run, line, {"open": True})
    check_shape(bad)
    assert bad["kind"] == "error"
    assert good["kind"] == "question"
    assert not any(part in json.dumps(bad) for part in ("surprise", "xxx", "not json"))


def test_an_error_leaves_the_conversation_where_it_was(run: Run) -> None:
    asked, bad, heard = talk(run, {"say": "the key never came"}, "oops", {"say": "Gumroad"})
    assert bad["token"] == asked["token"]
    assert heard["kind"] == "advice"


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe\n", b"\x00\n", b'{"say": "\xc3\x28"}\n', b"\r\n", b'{"open":true}', b'\xef\xbb\xbf{"open":true}\n'],
)
def test_any_bytes_are_answered(run: Run, raw: bytes) -> None:
    done = run("chat", "--json", stdin=raw)
    assert done.returncode == 0
    assert done.stderr == ""
    assert [json.loads(line)["kind"] in {"error", "question"} for line in done.stdout.splitlines()] == [True]


def test_forged_tokens_lead_to_a_new_start(run: Run) -> None:
    for reply in talk(
        run, {"press": "x" * 500}, {"press": ""}, {"press": "1aa----00.no-such."}, {"say": "hi", "token": "?"}
    ):
        check_shape(reply)
        assert reply["kind"] == "notice"
        assert len(reply["choices"]) == 1


def test_the_json_chat_neither_needs_discord_nor_the_drawing(tmp_path: Path) -> None:
    program = "import sys; sys.argv = ['recourse', 'chat', '--json']\nfrom bot.cli import main\ntry: main()\nfinally: print(sorted({m.split('.')[0] for m in sys.modules} & {'discord', 'rich', 'matplotlib'}))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "RECOURSE_DATA": str(tmp_path)},
        check=True,
    )
    assert done.stdout.strip() == b"[]"


def test_the_terminal_talks_through_a_pipe(run: Run) -> None:
    done = run("chat", stdin="1\nI do not know\nPADDLE.NET* FRESHL\n4\n3\n")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "  1  The key or download never came" in done.stdout
    assert "help@paddle.com" in done.stdout
    assert "Where does this come from?" in done.stdout
    assert done.stdout.rstrip().endswith("Goodbye. Nothing you wrote was kept.")
    assert "FRESHL" not in done.stdout
    assert "\x1b" not in done.stdout, "no colours where nobody sees them"


def test_a_terminal_without_unicode_still_gets_its_answer(run: Run) -> None:
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "COLUMNS": "20"}
    done = run("chat", stdin="the key never came, I paid via Paddle\n", **plain)
    assert (done.returncode, done.stderr) == (0, "")
    assert "help@paddle.com" in done.stdout
    (reply,) = talk(run, {"open": True, "lang": "de"}, **plain)
    assert reply["choices"][1]["label"] == "Schlüssel, Lizenz oder Konto geht nicht"


def test_the_terminal_speaks_german(run: Run) -> None:
    done = run("chat", "--lang", "de", stdin="Ich habe über RegNow gekauft und keinen Schlüssel bekommen\nVor Jahren\n")
    assert "Bitten Sie um den alten oder einen neuen Schlüssel" in done.stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99", "There is no such choice here. The numbers go from 1 to 13."),
        ("0", "There is no such choice here."),
        ("", "Nothing arrived."),
        ("   ", "Nothing arrived."),
        ("\u202e\u200f", "Nothing arrived."),
        ("\x1b[31mred\x07", "We could not tell what you need"),
        ("²", "We could not tell what you need"),
        ("x" * 1_000_000, "We could not tell what you need"),
        ("x" * 3_000_000, "We could not tell what you need"),
        ("[bold]x[/bold]", "We could not tell what you need"),
    ],
)
def test_senseless_lines_get_a_clear_sentence(run: Run, typed: str, said: str) -> None:
    done = run("chat", stdin=f"{typed}\n")
    assert done.returncode == 0
    assert done.stderr == ""
    assert said.replace(" ", "") in done.stdout.replace("\n", "").replace(" ", "")
    assert "\x1b" not in done.stdout


def test_show_tells_what_a_buyer_is_told_and_counts_nothing(run: Run) -> None:
    done = run("show", "paddle", "--category", "refund-request")
    assert done.returncode == 0
    assert "Paddle: I want my money back" in done.stdout
    assert "Refunds: Paddle decides case by case." in done.stdout
    assert "October 2026" in done.stdout
    short = run("show", "shareit", "--lang", "de")
    assert short.stdout.count("Vor Jahren: der Entwickler") == 13
    three = run("show", "shareit", "--category", "access")
    assert [line for line in three.stdout.splitlines() if line.startswith("──")] == [
        "── In the last months ──",
        "── Longer ago, up to two years ──",
        "── Years ago ──",
    ]
    assert json.loads(run("stats", "--json").stdout) == []


def test_show_says_which_processors_there_are(run: Run) -> None:
    done = run("show", "nobody")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no processor with this id. Known: 2checkout, adyen, ")


def test_check_passes_the_shipped_configuration(run: Run) -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    *others, last = done.stdout.splitlines()
    assert re.fullmatch(
        r"No errors: \d+ processors, 1 developer, \d+ rules, 2 languages\. \d+ notes, \d+ warnings\.", last
    )
    problems = [line for line in others if not line.startswith("    ")]  # the rest is what they point at
    assert all(re.search(r"^config/\S+:\d+:\d+: (warning|note): ", line) for line in problems)


def test_check_names_file_line_and_remedy(run: Run, config: Path) -> None:
    mend(config / "processors" / "paddle.yaml", "country: GB", "country: NO")
    mend(config / "processors" / "paddle.yaml", "role: merchant-of-record", "rolle: merchant-of-record")
    done = run("check", config=config)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    file = config / "processors" / "paddle.yaml"
    at = lines.index(f'{file}:8:14: error: YAML reads the bare word NO as yes or no; write "NO" in quotes')
    assert lines[at + 1 : at + 3] == ["        country: NO", "                 ^"]
    assert any(
        line.startswith(f"{file}:4:1: error: rolle is no key here; did you mean role? known: ") for line in lines
    )
    assert lines[-1] == "3 errors."


def test_a_warning_alone_is_no_error(run: Run, config: Path) -> None:
    mend(config / "texts" / "de.ftl", "way-back = Zurück zur Antwort\n", "")
    done = run("check", config=config)
    assert done.returncode == 0
    assert "warning: way-back is missing" in done.stdout


@pytest.mark.parametrize("command", [("chat",), ("chat", "--json"), ("show", "paddle"), ("check",)])
def test_without_a_configuration_nothing_runs_and_one_sentence_says_why(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, config=tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"The configuration folder {tmp_path / 'nowhere'} cannot be read (no such file or directory). "
        "Set RECOURSE_CONFIG to the folder that holds bot.yaml.\n"
    )


def test_a_broken_configuration_stops_the_chat_with_all_problems(run: Run, config: Path) -> None:
    (config / "processors" / "steam.yaml").write_text("name: [")
    (config / "bot.yaml").unlink()
    done = run("chat", config=config)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count(": error: ") == 2
    assert done.stderr.endswith("The configuration has errors. Mend them and start again.\n")


def test_a_data_folder_that_cannot_be_written_costs_no_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    done = run("chat", "--json", stdin='{"say": "the key never came, I paid via Paddle"}\n')
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "advice"
    first, last = done.stderr.splitlines()
    assert first.startswith("ERROR bot.tally.counting: counts cannot be written to ")  # before anything is counted
    assert first.endswith("kept in memory and written later")
    assert last.endswith("lost, because the program ends")
    assert "Paddle" not in done.stderr


def test_a_full_disk_costs_no_answer(run: Run) -> None:
    done = run("chat", "--json", stdin='{"say": "the key never came, I paid via Paddle"}\n', data=Path("/proc/self"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "advice"
    assert "cannot be written" in done.stderr


def test_stats_without_a_count_and_with_some(run: Run, tmp_path: Path) -> None:
    assert run("stats").stdout.startswith("Nothing has been counted yet in ")
    with closing(Tally(SqliteStore(tmp_path / "data" / "tally.sqlite3"))) as tally:
        for category in ("access", "access", "invoice"):
            tally.count(category)
    done = run("stats")
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [(row[1], row[2], len(row[3])) for row in rows] == [("access", "2", 30), ("invoice", "1", 15)]


def test_stats_of_a_file_that_is_no_tally_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tally.sqlite3").write_text("no database at all, just words" * 50)
    done = run("stats")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"The tally {tmp_path / 'data' / 'tally.sqlite3'} cannot be read (file is not a database).\n"


def test_stats_needs_no_configuration_where_the_data_folder_is_set(run: Run, tmp_path: Path) -> None:
    assert run("stats", "--json", config=tmp_path / "nowhere").stdout == "[]\n"


def test_the_data_folder_of_bot_yaml_counts_from_its_own_place(run: Run, config: Path) -> None:
    mend(config / "bot.yaml", "data: ../data", "data: ../kept/here")
    run("chat", "--json", stdin='{"say": "invoice from Gumroad"}\n', config=config, RECOURSE_DATA="")
    with closing(sqlite3.connect(config.parent / "kept" / "here" / "tally.sqlite3")) as raw:
        assert raw.execute("SELECT category, n FROM tally").fetchall() == [("invoice", 1)]


def test_a_wrong_setting_is_a_sentence(run: Run) -> None:
    done = run("stats", RECOURSE_LOG_LEVEL="LOUD")
    assert (done.returncode, done.stderr) == (2, "RECOURSE_LOG_LEVEL is not one of DEBUG, INFO, WARNING, ERROR.\n")


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("chat", "--nonsense"), ("show",), ("show", "paddle", "--category", "x")]
)
def test_a_wrong_command_is_explained(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",), ("chat", "--help")])
def test_help_and_version_are_no_errors(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert done.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["chat", "chat --json", "check"])
def test_closed_streams_are_no_failure(tmp_path: Path, command: str, closed: str) -> None:
    environment = {**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": str(tmp_path)}
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m bot {command} {closed}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def start(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )


@pytest.mark.parametrize("arguments", [("chat",), ("chat", "--json")])
def test_ctrl_c_ends_the_chat_quietly(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with start(tmp_path, *arguments) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"open": true}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert complaint.strip() == b""


@pytest.mark.parametrize(
    ("signals", "code"), [([signal.SIGTERM], 143), ([signal.SIGTERM] * 5, 143), ([signal.SIGINT] * 2, 130)]
)
def test_no_signal_leaves_a_count_behind(tmp_path: Path, signals: list[signal.Signals], code: int) -> None:
    with closing(sqlite3.connect(tmp_path / "tally.sqlite3", isolation_level=None)) as other:
        with closing(Tally(SqliteStore(tmp_path / "tally.sqlite3"))) as tally:
            tally.count("access")
        other.execute("BEGIN EXCLUSIVE")
        with start(tmp_path, "chat", "--json") as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(b'{"say": "invoice from Gumroad"}\n')
            process.stdin.flush()
            process.stdout.readline()
            for number in signals:
                process.send_signal(number)
                with pytest.raises(subprocess.TimeoutExpired):  # it waits for whoever holds the file
                    process.wait(timeout=0.2)
            other.execute("ROLLBACK")
            process.wait(timeout=30)
            assert process.stderr
            assert b"Traceback" not in process.stderr.read()
    assert process.returncode == code
    with closing(sqlite3.connect(tmp_path / "tally.sqlite3")) as raw:
        assert raw.execute("SELECT category, n FROM tally ORDER BY 1").fetchall() == [("access", 1), ("invoice", 1)]


@pytest.mark.parametrize("columns", ["0", "1", "²", "x"])
def test_a_strange_width_is_no_failure(run: Run, columns: str) -> None:
    done = run("chat", stdin="Paddle\n", COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, "")
    assert "We understood: Paddle." in " ".join(done.stdout.split())


def test_a_working_folder_that_is_gone_is_no_failure(tmp_path: Path, config: Path) -> None:
    (config / "bot.yaml").unlink()
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["/bin/sh", "-c", f"cd {gone} && rmdir {gone} && exec {sys.executable} -m bot check"],
        capture_output=True,
        env={**os.environ, "RECOURSE_CONFIG": str(config), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert b"there is no such file" in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("chat",), ("chat", "--json"), ("show", "paddle")])
def test_a_reader_that_goes_away_is_no_failure_of_ours(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with start(tmp_path, *arguments) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b'{"open": true}\n' * 1000)
            process.stdin.close()
        complaint = process.stderr.read()
        process.wait(timeout=30)
    assert process.returncode == 141
    assert complaint == b""


def test_understand_says_in_words_what_it_reads(run: Run) -> None:
    done = run("understand", "I was charged twice by PADDLE.NET* FRESHL")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Paddle, certain. It has the statement text PADDLE.NET*.")
    assert "What went wrong: I was charged twice" in done.stdout
    assert "FRESHL" not in done.stdout


def test_understand_reads_lines_and_writes_one_object_for_each(run: Run) -> None:
    done = run("understand", stdin="PAYPAL *PADDLE.NET 353\n\nhttps://paypa1.com/x\n4111 1111 1111 1111\n")
    assert (done.returncode, done.stderr) == (0, "")
    first, empty, imitated, card = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["processor"], first["confidence"]) == ("paddle", "certain")
    assert [candidate["processor"] for candidate in first["candidates"]] == ["paddle", "paypal"]
    assert first.keys() == empty.keys()
    assert (empty["processor"], empty["category"], empty["warnings"], empty["sensitive"]) == (None, None, [], False)
    assert imitated["processor"] is None
    assert "paypal.com" in imitated["warnings"][0]
    assert "paypa1" not in done.stdout
    assert card["sensitive"]
    assert "4111" not in done.stdout
