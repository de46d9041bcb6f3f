"""The directory for others to use, as one JSON document: facts and their sources, without catalogues and phrases."""

import json
from collections.abc import Iterable
from typing import Any

from bot.checks.entries import entries
from bot.directory.directory import Directory
from bot.directory.records import Record

FORMAT = 1  # of both exports; it rises when a key or column is renamed, removed or means something else
LICENCE = {"code": "MIT", "data": "CC0-1.0"}


def as_json(directory: Directory) -> str:
    """Return `document` as text, ending with a line break. The same directory gives the same text."""
    return json.dumps(document(directory), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def document(directory: Directory) -> dict[str, Any]:
    """Return all facts as plain values. The keys are those of the files in `config/`; entries are in order of id."""
    return {
        "format": FORMAT,
        "version": directory.version,
        "licence": LICENCE,
        "counts": counts(directory),
        "categories": _by_id(directory.categories.values()),
        "developers": _by_id(directory.developers.values()),
        "processors": _by_id(directory.processors.values()),
        "rules": _by_id(directory.rules),
    }


def counts(directory: Directory) -> dict[str, int]:
    return {
        "categories": len(directory.categories),
        "developers": len(directory.developers),
        "processors": len(directory.processors),
        "products": sum(len(developer.products) for developer in directory.developers.values()),
        "rules": len(directory.rules),
        "sources": sum(len(entry.record.sources) for entry in entries(directory)),
    }


def as_written(record: Record) -> dict[str, Any]:
    """Return a record as plain values, under the keys that maintainers write."""
    return record.model_dump(mode="json", by_alias=True)


def _by_id(records: Iterable[Record]) -> list[dict[str, Any]]:
    return sorted(map(as_written, records), key=lambda record: str(record["id"]))
