"""Writes the file of a new entry: what is known of it, and in comments every other key that it may have."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import yaml

from bot.directory.fields import Role
from bot.directory.models import Developer
from bot.directory.processor import Processor
from bot.directory.records import Record, record_in
from bot.maintain.described import DESCRIBED, keys
from bot.maintain.schema import first_line

_HEAD = """\
# A line with # before its key shows what else may be said here. Take the # away and write what your sources say, or
# delete the line.

"""
_PLAIN = re.compile(r"[A-Za-z0-9][\w.@+-]*(?: [\w.@+&-]+)*")
Given = Mapping[str, Any]


def processor(
    file: PurePath, today: date, *, name: str, role: Role, source: str | None, more: Mapping[str, str | None]
) -> str:
    """Return the text of a processor's file, of which `source` was read today.

    `more` may have the addresses `help` and `privacy_policy`, and the host `site` of its payment pages.
    """
    given: dict[str, Any] = {"name": name, "role": role, "status": {"state": "active"}}
    supported = ["name", *(["role"] if role != "unknown" else [])]
    if more.get("help"):
        given["contact"] = {"help": more["help"]}
        supported.append("contact.help")
    if more.get("privacy_policy"):
        given["privacy_policy"] = more["privacy_policy"]
        supported.append("privacy_policy")
    if more.get("site"):
        given["recognise"] = {"sites": [more["site"]]}
        supported.append("recognise.sites")
    return _text(file, Processor, given | _read(today, source, supported))


def developer(file: PurePath, today: date, *, name: str, site: str, source: str) -> str:
    """Return the text of a developer's file, of which `source` was read today."""
    return _text(file, Developer, {"name": name, "site": site, **_read(today, source, ["name", "site"])})


def id_from(name: str) -> str:
    """Return the id that a name suggests: Böhm & Söhne gives bohm-sohne. It is empty where no letter is Latin."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _read(today: date, source: str | None, supported: Sequence[str]) -> dict[str, Any]:
    sources = [{"url": source, "date": None, "confidence": "medium", "for": supported}] if source else []
    return {"collected": f"{today:%Y-%m}", "sources": sources}


def _text(file: PurePath, model: type[Record], given: Given) -> str:
    return first_line(file) + _HEAD + "".join(f"{line}\n" for line in _lines(model, given))


def _lines(model: type[Record], given: Given) -> Iterator[str]:
    """Yield the lines of a record: those that are given, and an example of every other key behind a #."""
    for key, annotation in keys(model):
        described = DESCRIBED[model.__name__][key]
        value, record = given.get(key), record_in(annotation)
        if isinstance(value, Mapping) and record:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(record, value))
        elif isinstance(value, list) and record and value:
            yield f"{key}:"
            yield from (f"  - {_flow(item)}" for item in value)
            yield f"  # as in {described.example}"
        elif key in given:
            yield f"{key}: {_flow(value)}" + (f"   # as in {described.example}" if value == [] else "")
        elif record and not described.example:
            yield f"# {key}:   # {described.text}"
            yield from (f"#   {line.removeprefix('# ')}" for line in _lines(record, {}))
        else:
            yield f"# {key}: {described.example}   # {described.text}"


def _flow(value: object) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and yaml.safe_load(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)
