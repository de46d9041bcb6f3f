"""JSON Schemas (draft 2020-12) of all that maintainers write, so that an editor completes, explains and underlines.

They are made from the models, and say as much of their rules as JSON Schema can; the models stay the judge.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from pydantic import TypeAdapter

from bot.directory import fields, models, phraselist, processor, yamlfile
from bot.directory.fields import CATEGORY_IDS
from bot.directory.records import Record
from bot.maintain.described import DESCRIBED, Described, has_own_file, keys

Schema = dict[str, Any]

MODELS: Mapping[str, type[Record]] = {
    "bot": models.Bot,
    "categories": models.Categories,
    "developer": models.Developer,
    "meanings": models.Meanings,
    "phrases": models.Phrases,
    "processor": processor.Processor,
    "rules": models.Rules,
}
FOLDER = "schema"
_OF_FOLDER = {"processors": "processor", "developers": "developer", "phrases": "phrases"}
_FIRST_LINE = re.compile(r"^# yaml-language-server: \$schema=.*\n?", re.MULTILINE)

# Forms that stand in many places of a schema, and are written once.
_FORMS = {
    name: TypeAdapter(getattr(module, name)).json_schema()
    for module, names in (
        (fields, ("Address", "FullDate", "Host", "Label", "PartialDate", "ProcessorId", "ProductId", "Words")),
        (phraselist, ("PhraseList",)),
    )
    for name in names
}

_TEXT, _NOTHING = {"type": "string"}, {"type": "null"}


def _one_of(*keys: str) -> Schema:
    return {"anyOf": [{"required": [key], "properties": {key: {"not": _NOTHING}}} for key in keys]}


def _if(key: str, values: list[str], then: Schema, otherwise: Schema | None = None) -> Schema:
    condition = {"if": {"required": [key], "properties": {key: {"enum": values}}}, "then": then}
    return condition | ({"else": otherwise} if otherwise else {})


_HAS_AN_AGE = _one_of("as_of", "collected")

# What the models check of several keys at once, by the model's name.
_CONDITIONS: Mapping[str, list[Schema]] = {
    "Processor": [_HAS_AN_AGE],
    "Developer": [_HAS_AN_AGE],
    "Source": [_one_of("url", "described")],
    "Status": [
        _if("state", ["renamed"], {"required": ["successor"], "properties": {"successor": _TEXT}}),
        _if("state", ["active", "unknown"], {"properties": {"successor": _NOTHING}}),
    ],
    "Rule": [
        _HAS_AN_AGE,
        {"anyOf": [{"properties": {key: _NOTHING}} for key in ("days", "months")]},
        _if(
            "kind",
            ["regulator"],
            {"required": ["complaint_about"], "properties": {"complaint_about": _TEXT}},
            {"properties": {"complaint_about": _NOTHING}},
        ),
    ],
    "Meanings": [{"properties": {"start": {"required": [models.NO_DISPUTE, *CATEGORY_IDS]}}}],
}


def schema(name: str) -> Schema:
    """Return the JSON Schema of one kind of file."""
    model = MODELS[name]
    made = model.model_json_schema()
    parts: Schema = made.pop("$defs", {})
    for part in (made, *parts.values()):
        _finish(part)
    if has_own_file(model):
        made["properties"] = {key: made["properties"][key] for key, _ in keys(model)}
        made["required"] = [key for key in made["properties"] if key in made["required"]]
    used: Schema = {}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_shared({**made, "$defs": parts}, used)}
    whole["$defs"] = dict(sorted((whole["$defs"] | used).items()))
    return whole


def schema_text(name: str) -> str:
    """Return a schema as the text of its file; the same models give the same bytes."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def first_line(file: PurePath) -> str:
    """Return the line that names the schema of a YAML file, whose path counts from the configuration folder."""
    folder = file.parent.name
    name = _OF_FOLDER.get(folder, file.stem)
    return f"# yaml-language-server: $schema={'../' if folder else ''}{FOLDER}/{name}.json\n"


def with_first_line(file: PurePath, text: str) -> str:
    """Return a file's text with that line at its head, and nowhere else."""
    return first_line(file) + _FIRST_LINE.sub("", text)


def has_schema(file: PurePath) -> bool:
    """Say whether there is a schema for a file, whose path counts from the configuration folder."""
    folder = file.parent.name
    return file.suffix == ".yaml" and (folder in _OF_FOLDER or (not folder and file.stem in MODELS))


def _finish(part: Schema) -> None:
    """Add to what pydantic says of one record: words for people, and the rules between its keys."""
    record = part["title"]
    if record in _CONDITIONS:
        part["allOf"] = _CONDITIONS[record]
    part["title"] = _spoken(record)
    for key, value in part["properties"].items():
        if key in DESCRIBED[record]:
            _describe(value, key, DESCRIBED[record][key])


def _describe(value: Schema, key: str, described: Described) -> None:
    value["title"] = key.replace("_", " ").capitalize()
    value["description"] = described.text
    if described.example:
        value["examples"] = [yamlfile.parse(Path("example.yaml"), described.example).value]
    if value.get("default") in (None, [], {}) or isinstance(value["default"], dict):
        value.pop("default", None)  # it only says that the key may be left out
    if "patternProperties" in value:
        value["additionalProperties"] = False


def _spoken(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _shared(value: Any, used: Schema) -> Any:  # noqa: ANN401 - a schema is any JSON
    """Return a schema with references in place of the shared forms, and note those in `used`."""
    if isinstance(value, list):
        return [_shared(item, used) for item in value]
    if not isinstance(value, dict):
        return value
    for name, form in _FORMS.items():
        if all(value.get(key) == said for key, said in form.items()):
            used[name] = form
            rest = {key: said for key, said in value.items() if key not in form}
            return {"$ref": f"#/$defs/{name}", **rest}
    return {key: _shared(item, used) for key, item in value.items()}
