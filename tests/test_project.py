"""The promises that the project makes about itself: commands, settings and keys are documented, files are clean."""

import re
import tomllib

import click
import pytest
import yaml
from pydantic import BaseModel

from bot.cli import cli
from bot.directory import processor, records
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme() -> None:
    for name in cli.list_commands(click.Context(cli)):
        assert f"| `recourse {name}` |" in README, name


def test_whoever_contributes_is_told_of_commands_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    commands = set(re.findall(r"^ *\.venv/bin/recourse (\w+)|`recourse (\w+)", text, re.MULTILINE))
    assert {one or other for one, other in commands} <= set(cli.list_commands(click.Context(cli)))
    goals = set(re.findall(r"\bmake ([a-z]+)\b", text))
    assert goals <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_the_check_is_made_before_a_commit_and_on_a_pull_request() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == [".venv/bin/recourse check --since HEAD"]
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    steps = workflow["jobs"]["configuration"]["steps"]
    assert ".venv/bin/recourse check --format github --since HEAD^" in [step.get("run") for step in steps]


def test_known_holes_are_asked_for_every_week() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "advisories.yml").read_text("utf-8"))
    assert re.fullmatch(
        r"\d+ \d+ \* \* \d", workflow[True]["schedule"][0]["cron"]
    )  # YAML 1.1 reads the key `on` as yes
    assert workflow["permissions"] == {"contents": "read"}
    assert "make advisories" in [step.get("run") for step in workflow["jobs"]["advisories"]["steps"]]


def test_the_issue_form_asks_for_a_source_and_for_nothing_of_ones_own() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "fact.yml").read_text("utf-8"))
    asked = {field["id"]: field for field in form["body"] if "id" in field}
    assert asked["source"]["validations"]["required"]
    assert asked["nothing-private"]["attributes"]["options"][0]["required"]


def test_every_setting_is_in_the_readme_and_every_one_there_exists() -> None:
    code = (ROOT / "bot" / "settings.py").read_text("utf-8")
    known = set(re.findall(r'get\("((?:RECOURSE|DISCORD)_\w+)"\)', code))
    secrets = re.findall(r'_secret\(environment, "(\w+)"\)', code)
    known |= {*secrets, *(f"{name}_FILE" for name in secrets)}
    assert known == set(re.findall(r"(?:RECOURSE|DISCORD)_\w+", README))
    for file in (ROOT / "config" / "deploy").iterdir():
        assert set(re.findall(r"(?:RECOURSE|DISCORD)_\w+", file.read_text("utf-8"))) <= known, file.name


@pytest.mark.parametrize(
    "model",
    [
        processor.Processor,
        processor.Status,
        processor.Related,
        processor.Contact,
        processor.LegalSeller,
        processor.Recognise,
        processor.Refunds,
        records.Source,
    ],
)
def test_every_key_of_a_processor_file_is_in_the_readme(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert name == "id" or f"`{field.alias or name}`" in README, name


def test_the_readme_begins_with_the_two_commands() -> None:
    assert README.index("make chat") < README.index("make test") < README.index("## For buyers")
    assert README.index("## For buyers") < README.index("## For maintainers") < README.index("## For operators")


def test_what_machines_run_is_what_people_run() -> None:
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


LOCKS = {file.name: file.read_text("utf-8") for file in ROOT.glob("requirements*.lock")}
# Which parts of pyproject.toml each holds, beside the core: extras first, groups second.
HELD = {
    "requirements.lock": ((), ("build",)),
    "requirements-server.lock": (("ops", "postgres"), ("build",)),
    "requirements-dev.lock": (("charts", "maintain", "ops", "postgres"), ("build", "dev")),
    "requirements-weigh.lock": ((), ("weigh",)),
}


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_lock_files_pin_every_line_and_name_no_address(name: str) -> None:
    text = LOCKS[name]
    pinned = re.findall(r"^([a-z0-9-]+)==\S+(?: ; .+)? \\\n    --hash=sha256:[0-9a-f]{64}\b", text, re.MULTILINE)
    required = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(pinned) == len(required) > 10
    assert "://" not in text
    assert not re.search(r"^\s*--(index|extra|find|trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_every_dependency_is_locked(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    if name == "requirements-advisories.lock":  # the one tool alone, which reads the other files
        wanted = project["dependency-groups"]["advisories"]
    else:
        extras, groups = HELD[name]
        wanted = [*project["project"]["dependencies"]]
        wanted += [one for extra in extras for one in project["project"]["optional-dependencies"][extra]]
        wanted += [one for group in groups for one in project["dependency-groups"][group]]
    for requirement in wanted:
        distribution = re.split(r"[<>=\[]", requirement)[0].lower().replace(".", "-").replace("_", "-")
        assert re.search(rf"^{re.escape(distribution)}==", LOCKS[name], re.MULTILINE), requirement


def test_every_extra_and_group_is_locked_somewhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {*project["project"]["optional-dependencies"]} == {extra for extras, _ in HELD.values() for extra in extras}
    assert {*project["dependency-groups"]} == {group for _, groups in HELD.values() for group in groups} | {
        "advisories"
    }


def test_lock_files_agree_on_versions() -> None:
    """What the tests ran with is what a server gets."""
    shipped = ("requirements.lock", "requirements-server.lock")
    tested = set(re.findall(r"^\S+==\S+", LOCKS["requirements-dev.lock"], re.MULTILINE))
    for name in shipped:
        assert set(re.findall(r"^\S+==\S+", LOCKS[name], re.MULTILINE)) <= tested, name


def test_every_rule_of_security_that_is_set_aside_says_why() -> None:
    asides = 0
    for file in (path for folder in ("bot", "tests") for path in (ROOT / folder).rglob("*.py")):
        for line in file.read_text("utf-8").splitlines():
            if aside := re.search(r"# noqa: (?:[A-Z]+\d+, )*S\d{3}\b(.*)", line):
                asides += 1
                assert re.fullmatch(r"(?:, [A-Z]+\d+)* - \w.+", aside[1]), f"{file.name}: {line.strip()}"
    assert asides > 5
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    assert re.search(r'^select = \[[^]]*"S"[^]]*\]', settings, re.MULTILINE)
    for line in re.findall(r'^ +"S\d{3}",.*$', settings, re.MULTILINE):
        assert re.search(r"# \w.+", line), line


def test_a_room_imports_only_from_rooms_below_it() -> None:
    """Lower rooms come first; a room may use what stands before it in this list."""
    below = ["logs", "settings", "directory", "tally", "understanding", "conversation", "desk"]
    rooms = [*below, "checks", "live", "maintain", "frontends", "cli", "__main__"]
    for file in (ROOT / "bot").rglob("*.py"):
        here = file.relative_to(ROOT / "bot").with_suffix("").parts[0]
        for there in re.findall(r"^\s*from bot\.(\w+)", file.read_text("utf-8"), re.MULTILINE):
            assert rooms.index(there) <= rooms.index(here), f"{file.name} imports {there}"


def test_only_the_discord_front_end_knows_discord() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        knows = re.search(r"^\s*(import|from) (discord|aiohttp)\b", file.read_text("utf-8"), re.MULTILINE)
        speaks_http = file.name in {"asking.py", "ops.py"} and knows is not None and knows[2] == "aiohttp"
        assert not knows or speaks_http or file.parent.name == "discord", file.name


def test_pure_rooms_touch_neither_files_nor_clocks() -> None:
    pure = [*(ROOT / "bot" / "conversation").glob("*.py"), *(ROOT / "bot" / "understanding").glob("*.py")]
    data = ("fields.py", "records.py", "processor.py", "models.py", "directory.py")
    pure += [ROOT / "bot" / "directory" / name for name in data]
    assert len(pure) > 15
    for file in pure:
        code = file.read_text("utf-8")
        assert not re.search(r"\bopen\(|\.read_|\.write_|pathlib|datetime\.now|\btime\.|logging|import os\b", code), (
            file.name
        )


def test_no_file_of_the_program_is_longer_than_a_page_of_one_idea() -> None:
    long = {file.name for file in (ROOT / "bot").rglob("*.py") if len(file.read_text("utf-8").splitlines()) > 300}
    assert long == set(), "each is asked why"
