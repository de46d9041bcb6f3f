"""What an editor says of a file is what the bot says of it, as far as JSON Schema can say it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from bot.directory import yamlfile
from bot.directory.fields import CATEGORY_IDS
from bot.directory.records import Record, record_in
from bot.maintain.described import DESCRIBED, has_own_file, keys
from bot.maintain.schema import MODELS, first_line, has_schema, schema, schema_text
from bot.maintain.writing_commands import schema as command
from bot.settings import Settings
from tests.conftest import CONFIG, mend

VALIDATORS = {name: Draft202012Validator(schema(name)) for name in MODELS}
FILES = [
    file.relative_to(CONFIG)
    for file in sorted([*CONFIG.glob("*.yaml"), *CONFIG.glob("*/*.yaml")])
    if file.parent.name != "deploy"  # those are other programs'
]

RIGHT = {
    "processor": "name: Acme Pay\nrole: merchant-of-record\nstatus: {state: active}\ncollected: 2026-11\nsources: []\n",
    "developer": "name: Acme\nsite: https://soft.example\nas_of: 2026\nsources: [{described: a page, confidence: low}]\n",
    "bot": "operator: {name: Me, contact: me}\nlanguages: [en]\npaths: {data: data}\noffered_processors: [paddle]\n",
    "categories": "categories:\n"
    "  - id: other\n"
    "    turn_to: {merchant-of-record: [developer], marketplace: [processor], payment-service: [decider, other]}\n"
    "    wait_days: {developer: 3, processor: 5}\n"
    "    have_ready: [email]\n",
    "rules": "rules:\n"
    "  - {id: a-right, kind: right, name: Right, text: A text., days: 14, collected: 2026, confidence: high,"
    " sources: [{url: https://law.example/, confidence: high}]}\n",
    "meanings": f"start: {{none: 1.5, {', '.join(f'{category}: 0' for category in CATEGORY_IDS)}}}\n"
    "cues: {late: {means: it is late}}\nnames_nobody: [late]\n"
    "bank_words: visa\nlures: login\nrole_mailboxes: help\npassword_words: password\n",
    "phrases": "groups: {not: 'not, never'}\ncues: {late: '<not> came, licen* ... lost'}\n",
}

# What is changed in a right file, and what it is changed into.
WRONG = [
    ("processor", "name: Acme Pay\n", ""),
    ("processor", "name: Acme Pay", "name: ''"),
    ("processor", "name: Acme Pay", f"name: {'A' * 61}"),
    ("processor", "name: Acme Pay", "name: 1984"),
    ("processor", "name: Acme Pay", "name: Acme Pay\nnmae: Acme"),
    ("processor", "merchant-of-record", "seller"),
    ("processor", "{state: active}", "active"),
    ("processor", "{state: active}", "{state: renamed}"),
    ("processor", "{state: active}", "{state: renamed, successor: null}"),
    ("processor", "{state: active}", "{state: active, successor: paddle}"),
    ("processor", "{state: active}", "{state: closed, since: 2025-13}"),
    ("processor", "{state: active}", "{state: closed, since: 25}"),
    ("processor", "{state: active}", "{state: closed, successor: Paddle}"),
    ("processor", "{state: active}", f"{{state: closed, successor: {'a' * 25}}}"),
    ("processor", "collected: 2026-11\n", ""),
    ("processor", "collected: 2026-11", "collected: null\nas_of: null"),
    ("processor", "collected: 2026-11", "collected: 2026-04-31"),
    ("processor", "collected: 2026-11", "collected: 1890"),
    ("processor", "collected: 2026-11", "collected: yes"),
    ("processor", "sources: []\n", ""),
    ("processor", "sources: []", "sources: [{url: https://pay.example}]"),
    ("processor", "sources: []", "sources: [{date: 2025, confidence: low}]"),
    ("processor", "sources: []", "sources: [{url: null, confidence: low}]"),
    ("processor", "sources: []", f"sources: []\nnotes: {'a' * 1001}"),
    ("processor", "sources: []", f"sources: []\nnotes: {{en: Hello, de: {'a' * 1001}}}"),
    ("processor", "sources: []", f"sources: []\nlegal_seller: [{{name: {'A' * 121}}}]"),
    ("processor", "sources: []", f"sources: []\nlegal_seller: [{{name: Acme, for: {'a' * 121}}}]"),
    ("processor", "sources: []", f"sources: []\nprivacy_policy: https://pay.example/{'a' * 500}"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: 'https://pay.example/,'"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: https://pay.example/a)"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: https://-pay.example/"),
    *(
        ("processor", "sources: []", f"sources: []\nrecognise: {{sites: ['{host}']}}")
        for host in (
            "paddle-.net",
            "-paddle.com",
            ".network1",
            "paddle.c",
            "a..com",
            "paddle.1",
            "paddle.xn--",
            "a_b.com",
        )
    ),
    *(
        ("processor", "sources: []", f'sources: []\ncontact: {{email: "{email}"}}')
        for email in (".help@a.com", "help.@a.com", "he..lp@a.com", "help@-a.com", "help@a.c", "@a.com", "a'b.com")
    ),
    ("processor", "sources: []", "sources: [{supports: [role], confidence: low}]"),
    ("processor", "sources: []", "sources: []\nverified: 2026-11"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: pay.example/privacy"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: ftp://pay.example"),
    ("processor", "sources: []", "sources: []\nprivacy_policy: https://localhost/"),
    ("processor", "sources: []", 'sources: []\nprivacy_policy: "https://pay.example/a b"'),
    ("processor", "sources: []", "sources: []\nprivacy_policy: https://pay.example:8080/"),
    ("processor", "sources: []", "sources: []\ncontact: {email: nobody}"),
    ("processor", "sources: []", 'sources: []\ncontact: {phone: [{number: "0800 1"}]}'),
    ("processor", "sources: []", "sources: []\ncontact: {phone: [{number: +442079460958}]}"),
    ("processor", "sources: []", "sources: []\nlegal_seller: {name: Acme}"),
    ("processor", "sources: []", "sources: []\nlegal_seller: [{name: Acme, country: gb}]"),
    ("processor", "sources: []", "sources: []\nlegal_seller: [{name: Acme, scope: all}]"),
    ("processor", "sources: []", "sources: []\nrefunds: {days: 0}"),
    ("processor", "sources: []", 'sources: []\nrefunds: {days: "30"}'),
    ("processor", "sources: []", "sources: []\nrefunds: {decided_by: bank}"),
    ("processor", "sources: []", "sources: []\nnotes: {de: Hallo}"),
    ("processor", "sources: []", "sources: []\nnotes: {en: Hello, deutsch: Hallo}"),
    ("processor", "sources: []", 'sources: []\nnotes: " "'),
    ("processor", "sources: []", "sources: []\nrecognise: {sites: [https://pay.example]}"),
    ("processor", "sources: []", "sources: []\nrecognise: {senders: [Pay.example]}"),
    ("processor", "sources: []", 'sources: []\nrecognise: {order_numbers: ["*"]}'),
    ("processor", "sources: []", "sources: []\nrecognise: {statement: [{text: A, kind: prefix, confidence: high}]}"),
    ("processor", "sources: []", "sources: []\nhave_ready: [passport]"),
    ("developer", "site: https://soft.example\n", ""),
    ("developer", "sources: [{described: a page, confidence: low}]", "sources: []"),
    ("developer", "name: Acme", "name: Acme\nproducts: [{name: Writer}]"),
    ("developer", "name: Acme", "name: Acme\nproducts: [{id: The Writer, name: Writer}]"),
    ("bot", "[en]", "[]"),
    ("bot", "[en]", "[en, en]"),
    ("bot", "[en]", "[english]"),
    ("bot", "data: data", 'data: ""'),
    ("bot", "[paddle]", "[paddle, paddle]"),
    ("bot", "[paddle]", f"[{', '.join(f'p{number}' for number in range(25))}]"),
    ("categories", "id: other", "id: another"),
    ("categories", "id: other", "id: other\n    urgent: 1"),
    ("categories", "merchant-of-record: [developer]", "merchant-of-record: [issuer]"),
    ("categories", "merchant-of-record: [developer]", "merchant-of-record: []"),
    ("categories", "merchant-of-record: [developer]", "merchant-of-record: [developer, developer]"),
    ("categories", "merchant-of-record: [developer]", "merchant_of_record: [developer]"),
    ("categories", "[decider, other]", "[decider, developer]"),
    ("categories", "developer: 3", "developer: 31"),
    ("rules", "days: 14", "days: 14, months: 1"),
    ("rules", "kind: right", "kind: regulator"),
    ("rules", "kind: right", "kind: right, complaint_about: seller"),
    ("rules", "kind: right", "kind: right, where: [france]"),
    ("rules", "collected: 2026, ", ""),
    ("meanings", "none: 1.5, ", ""),
    ("meanings", "none: 1.5", "none: 1.5, nothing: 1"),
    ("meanings", "none: 1.5", "none: 21"),
    ("meanings", "{means: it is late}", "{means: it is late, weighs: {late: 1}}"),
    ("meanings", "visa", "[visa]"),
    ("phrases", "licen* ... lost", "licen* ... lost, "),
    ("phrases", "licen* ... lost", "licen* ... lost!"),
    ("phrases", "licen* ... lost", "l* ... lost"),
    ("phrases", "licen* ... lost", "a ... b ... c ... d"),
    ("phrases", "<not> came", "<Not> came"),
    ("phrases", "groups: {not:", "groups: {Not:"),
    ("phrases", "groups:", "paid_when: {yesterday: a day}\ngroups:"),
]

# The same, but it stays right.
ALSO_RIGHT = [
    *(f"recognise: {{sites: [{host}]}}" for host in ("a.io", "xn--bcher-kva.xn--p1ai", "1and1.com", "a-b.c--d.museum")),
    *(f'contact: {{email: "{email}"}}' for email in ("o'brien@pay.example", "a.b+c_d-e@x.y.example")),
    *(
        f'privacy_policy: "{address}"'
        for address in ("https://pay.example/a_(b)", "https://pay.example/?a=(1)", "https://Pay.EXAMPLE/a.")
    ),
    f"legal_seller: [{{name: {'A' * 120}, for: {{en: {'a' * 120}}}}}]",
    f"notes: {{en: {'a' * 1000}}}",
]

# What only the models can refuse, and why.
BEYOND_JSON_SCHEMA = [
    ("processor", "collected: 2026-11", "collected: 2026-02-29", "a pattern does not reckon leap years"),
    ("processor", "sources: []", "sources: []\nrefunds: {days: 30.0}", "JSON Schema takes 30.0 for a whole number"),
    ("meanings", "none: 1.5", "none: 0x1", "an editor reads more forms of a number than the bot"),
    ("phrases", "licen* ... lost", "licen* … lost", "ECMA 262 tells letters and signs apart only in ASCII"),
]


def value_of(name: str, text: str) -> yamlfile.Value:
    return yamlfile.parse(Path(f"{name}.yaml"), text).value


def model_accepts(name: str, text: str) -> bool:
    value = value_of(name, text)
    if has_own_file(MODELS[name]) and isinstance(value, dict):
        value = {"id": "acme", **value}
    try:
        MODELS[name].model_validate(value)
    except ValidationError:
        return False
    return True


def schema_accepts(name: str, text: str) -> bool:
    return VALIDATORS[name].is_valid(json.loads(json.dumps(value_of(name, text))))


def changed(name: str, old: str, new: str) -> str:
    assert old in RIGHT[name]
    return RIGHT[name].replace(old, new, 1)


def schema_of(file: Path) -> str:
    return first_line(file).rpartition("/")[2].removesuffix(".json\n")


def every_record(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for field in model.model_fields.values():
        if record := record_in(field.annotation):
            yield from every_record(record)


def every_part(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a schema is any JSON
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every_part(part)


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_schema_is_up_to_date(name: str) -> None:
    assert (CONFIG / "schema" / f"{name}.json").read_text("utf-8") == schema_text(name), "run: recourse schema"


def test_there_are_no_other_schemas() -> None:
    assert {file.name for file in (CONFIG / "schema").iterdir()} == {f"{name}.json" for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_it_is_a_schema_of_draft_2020_12(name: str) -> None:
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_shipped_file_names_its_schema_and_both_accept_it(file: Path) -> None:
    text = (CONFIG / file).read_text("utf-8")
    line, name = text.partition("\n")[0], schema_of(file)
    assert has_schema(file)
    assert line + "\n" == first_line(file)
    assert (CONFIG / file.parent / line.partition("=")[2]).resolve() == CONFIG / "schema" / f"{name}.json"
    assert model_accepts(name, text)
    assert schema_accepts(name, text)


@pytest.mark.parametrize("name", MODELS)
def test_both_accept_a_small_file(name: str) -> None:
    assert model_accepts(name, RIGHT[name])
    assert schema_accepts(name, RIGHT[name])


@pytest.mark.parametrize("line", ALSO_RIGHT)
def test_both_accept_what_is_right(line: str) -> None:
    text = f"{RIGHT['processor']}{line}\n"
    assert model_accepts("processor", text)
    assert schema_accepts("processor", text)


@pytest.mark.parametrize(("name", "old", "new"), WRONG)
def test_both_reject_what_is_wrong(name: str, old: str, new: str) -> None:
    text = changed(name, old, new)
    assert not model_accepts(name, text)
    assert not schema_accepts(name, text)


@pytest.mark.parametrize(("name", "old", "new", "why"), BEYOND_JSON_SCHEMA)
def test_what_only_the_models_reject(name: str, old: str, new: str, why: str) -> None:
    text = changed(name, old, new)
    assert not model_accepts(name, text)
    assert schema_accepts(name, text), f"no longer so: {why}"


def test_the_name_of_the_file_is_the_id() -> None:
    assert not schema_accepts("processor", "id: acme\n" + RIGHT["processor"])
    assert not schema_accepts("developer", "id: acme\n" + RIGHT["developer"])


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_described_and_nothing_else(name: str) -> None:
    for record in every_record(MODELS[name]):
        assert set(DESCRIBED[record.__name__]) == {key for key, _ in keys(record)}
    described = schema(name)
    for part in (described, *described["$defs"].values()):
        for key, value in part.get("properties", {}).items():
            assert value["title"], key
            assert value["description"], key


@pytest.mark.parametrize("name", MODELS)
def test_python_and_editors_read_the_patterns_alike(name: str) -> None:
    for part in every_part(schema(name)):
        if isinstance(pattern := part.get("pattern"), str):
            assert not re.search(r"\\[dwpZAb]|\(\?P|\(\?<", pattern), pattern
            assert re.compile(pattern)


def test_the_command_keeps_schemas_and_first_lines(config: Path) -> None:
    mend(config / "schema" / "bot.json", "Languages", "Tongues")
    mend(config / "rules.yaml", first_line(Path("rules.yaml")), "")
    mend(config / "bot.yaml", first_line(Path("bot.yaml")), "# yaml-language-server: $schema=old.json\n")
    setting = Settings(config, None, "WARNING")
    done = CliRunner().invoke(command, obj=setting)
    assert done.exit_code == 0
    assert [line.rpartition("/")[2].partition(" ")[0] for line in done.output.splitlines()[:-1]] == [
        "bot.json",
        "bot.yaml",
        "rules.yaml",
    ]
    for file in (*FILES, *(Path("schema", f"{name}.json") for name in MODELS)):
        assert (config / file).read_bytes() == (CONFIG / file).read_bytes()
    assert CliRunner().invoke(command, obj=setting).output == "7 schemas are up to date.\n"


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, obj=Settings(tmp_path / "nowhere", None, "WARNING"))
    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.output
