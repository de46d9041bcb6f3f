"""A new entry is complete from its first day: it loads, passes the checks, and shows what else may be said."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot import checks
from bot.directory import yamlfile
from bot.directory.loader import load
from bot.directory.models import Developer
from bot.directory.processor import Processor
from bot.directory.records import Record, record_in
from bot.maintain.described import keys
from bot.maintain.fix import mended
from bot.maintain.keeping_commands import export
from bot.maintain.new import developer, id_from, processor
from bot.maintain.show import meant
from bot.maintain.writing_commands import fix, new
from bot.settings import Settings
from tests.conftest import ROOT

TODAY = date(2026, 11, 30)
SOURCE = "https://pay.example/terms?a=1#b"
FULL = {"help": "https://pay.example/help", "privacy_policy": "https://pay.example/privacy", "site": "buy.pay.example"}


def run(config: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(new, arguments, input=answers, obj=Settings(config, None, "WARNING"))


def full_processor(name: str = "Acme Pay") -> str:
    file = Path("processors", "acme-pay.yaml")
    return processor(file, TODAY, name=name, role="merchant-of-record", source=SOURCE, more=FULL)


def full_developer() -> str:
    return developer(Path("developers", "soft.yaml"), TODAY, name="Soft", site="https://soft.example/", source=SOURCE)


def uncommented(text: str) -> str:
    """Return a new file with all its examples taken at their word."""
    return re.sub(r"^( *)# (?= *[a-z_]+:)", r"\1", text, flags=re.MULTILINE)


def every_key(model: type[Record]) -> set[str]:
    found = set()
    for key, annotation in keys(model):
        found |= {key} | (every_key(record) if (record := record_in(annotation)) else set())
    return found


def test_new_entries_load_and_pass_the_checks(config: Path) -> None:
    bare = processor(Path("processors", "bare.yaml"), TODAY, name="Bare", role="unknown", source=None, more={})
    files = {"processors/acme-pay.yaml": full_processor(), "processors/bare.yaml": bare}
    files["developers/soft.yaml"] = full_developer()
    for file, text in files.items():
        (config / file).write_text(text, "utf-8")
    directory = load(config)
    findings = [finding for check in checks.CHECKS for finding in check.find(directory, TODAY) if finding.file in files]
    # Nobody can open the hosts of these examples.
    assert {(finding.file, finding.message) for finding in findings if ".example " not in finding.message} == {
        ("processors/bare.yaml", "Bare has no contact; add one under contact: if a source names it"),
        ("processors/bare.yaml", "Bare has no privacy_policy; add its address if a source names it"),
    }


def test_what_was_given_is_in_it(config: Path) -> None:
    (config / "processors" / "acme-pay.yaml").write_text(full_processor(), "utf-8")
    entry = load(config).processors["acme-pay"]
    assert (entry.name, entry.role, entry.collected) == ("Acme Pay", "merchant-of-record", "2026-11")
    assert (entry.contact.help, entry.privacy_policy) == ("https://pay.example/help", "https://pay.example/privacy")
    assert entry.recognise.sites == ("buy.pay.example",)
    assert [(source.url, source.supports) for source in entry.sources] == [
        (SOURCE, ("name", "role", "contact.help", "privacy_policy", "recognise.sites"))
    ]


@pytest.mark.parametrize(("text", "model"), [(full_processor(), Processor), (full_developer(), Developer)])
def test_every_key_that_it_may_have_is_shown(text: str, model: type[Record]) -> None:
    assert {key for key in every_key(model) if not re.search(rf"\b{key}:", text)} == set()


@pytest.mark.parametrize(("text", "model"), [(full_processor(), Processor), (full_developer(), Developer)])
def test_the_examples_are_true_to_the_format(text: str, model: type[Record]) -> None:
    free = uncommented(text).replace("state: active", "state: closed")  # so that it may have a successor
    value = yamlfile.parse(Path("acme.yaml"), free).value
    assert isinstance(value, dict)
    assert list(value) == [key for key, _ in keys(model)]
    assert model.model_validate({"id": "acme", **value})


@pytest.mark.parametrize("file", ["processors/acme-pay.yaml", "developers/soft.yaml"])
def test_there_is_nothing_to_mend_in_it(file: str) -> None:
    text = full_processor() if file.startswith("processors") else full_developer()
    assert mended(Path(file), text) == text


@pytest.mark.parametrize(
    "name", ["no", "1984", "007", "2026-11", "Acme: Pay #1", 'The "Pay"', "- Acme", "Köln & Söhne", "*", "null", "A, [B]", "支付"]
)  # fmt: skip
def test_names_that_yaml_would_take_for_something_else_are_quoted(name: str, config: Path) -> None:
    (config / "processors" / "acme-pay.yaml").write_text(full_processor(name), "utf-8")
    assert load(config).processors["acme-pay"].name == name


@pytest.mark.parametrize(
    ("name", "suggested"),
    [("Acme Pay", "acme-pay"), ("2Checkout", "2checkout"), ("Köln & Söhne!", "koln-sohne"), ("itch.io", "itch-io"), ("支付", "")],
)  # fmt: skip
def test_the_id_comes_from_the_name(name: str, suggested: str) -> None:
    assert id_from(name) == suggested


def test_what_is_needed_is_asked_for_until_it_is_right(config: Path) -> None:
    answers = "Acme Pay\nseller\nmarketplace\npay.example\nhttps://pay.example/terms\nAcme\n\n"
    done = run(config, "processor", answers=answers)
    assert done.exit_code == 0, done.output
    assert "'seller' is not one of" in done.output
    assert "a web address starts with https://" in done.output
    assert "an id has only a-z, 0-9 and single hyphens inside" in done.output
    assert load(config).processors["acme-pay"].role == "marketplace"
    assert "recourse check" in done.output
    assert "recourse show acme-pay" in done.output


def test_with_options_nothing_is_asked(config: Path) -> None:
    options = ("--name", "Acme Pay", "--role", "unknown", "--source", "", "--site", "pay.example")
    done = run(config, "processor", "acme", *options)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{config / 'processors' / 'acme.yaml'} is written.")
    assert load(config).processors["acme"].recognise.sites == ("pay.example",)
    done = run(config, "developer", "soft", "--name", "Soft", "--site", "https://soft.example")
    assert done.exit_code == 0, done.output
    assert load(config).developers["soft"].sources[0].url == "https://soft.example"


def test_an_entry_that_is_there_is_never_overwritten(config: Path) -> None:
    file = config / "processors" / "paddle.yaml"
    before = file.read_bytes()
    done = run(config, "processor", "paddle", "--name", "Paddle", "--role", "unknown", "--source", "")
    assert done.exit_code == 2
    assert "paddle.yaml is there already. Open it, or take another id." in done.output
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--site", "https://pay.example", "a host is lower case"),
        ("--help-page", "pay.example", "a web address starts with https://"),
        ("--name", "A" * 61, "the text is too long; 60 characters at most."),
        ("--name", "", "the text is empty; write one."),
        ("--name", " ", "the text is empty; write a name"),
        ("--role", "seller", "is not one of"),
    ],
)
def test_a_wrong_option_is_a_sentence(option: str, value: str, said: str, config: Path) -> None:
    options = {"--name": "Acme", "--role": "unknown", "--source": "", option: value}
    done = run(config, "processor", "acme", *(word for pair in options.items() for word in pair))
    assert done.exit_code == click.UsageError.exit_code == 2
    assert said in done.output
    assert not (config / "processors" / "acme.yaml").exists()


def test_a_full_disk_leaves_no_half_of_an_entry(config: Path) -> None:
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)); import bot.__main__ as m; m.main()"
    words = ("new", "developer", "soft", "--name", "Soft", "--site", "https://soft.example")
    setting = {**os.environ, "RECOURSE_CONFIG": str(config), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", full, *words], capture_output=True, text=True, cwd=ROOT, env=setting, check=False
    )
    assert done.returncode == 2
    assert "soft.yaml cannot be written: File too large." in done.stderr
    assert not (config / "developers" / "soft.yaml").exists()


def test_an_export_that_cannot_be_written_is_a_sentence(config: Path, tmp_path: Path) -> None:
    def exported(*words: str) -> Result:
        return CliRunner().invoke(export, words, obj=Settings(config, None, "WARNING"))

    done = exported("--sqlite", "-")
    assert done.exit_code == 2
    assert "A SQLite file cannot be printed" in done.output
    done = exported("--json", str(tmp_path / "nowhere" / "all.json"))
    assert done.exit_code == 2
    assert "cannot be written (No such file or directory)" in done.output


def test_an_export_to_a_full_disk_is_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "export", "--json", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "The JSON cannot be printed (No space left on device).\n")


def test_a_folder_without_entries_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(fix, obj=Settings(Path(), None, "WARNING"))
    assert done.exit_code == 2
    assert f"There are no entries in {tmp_path}. Is RECOURSE_CONFIG right?" in done.output


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Paddle", "Did you mean paddle? Known: 2checkout, "),
        ("paddel", "Did you mean paddle? Known: 2checkout, "),
        ("EPIC GAMES STORE", "Did you mean epic-games? Known: 2checkout, "),
        ("nobody", "Known: 2checkout, "),
    ],
)
def test_whoever_asks_for_a_name_is_told_the_id(written: str, hint: str, config: Path) -> None:
    assert meant(load(config), written).startswith(hint)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "developer", "soft", "--name", "Soft", "--site", "https://soft.example")
    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.output
