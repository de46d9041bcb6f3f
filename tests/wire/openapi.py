"""Discord's own description of its API, against which every request of the bot is checked where it is at hand.

The description lets unknown keys pass; here they do not, since a key that Discord does not know does nothing.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from tests.conftest import ROOT

FILE = ROOT.parent / "shared" / "discord" / "openapi.json"

Json = dict[str, Any]


class Description:
    """Looks a request up and says what is wrong with its body."""

    def __init__(self, file: Path) -> None:
        self._document = json.loads(file.read_text("utf-8"))
        for schema in self._document["components"]["schemas"].values():
            _forbid_unknown_keys(schema)
        self._paths = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), operations)
            for path, operations in self._document["paths"].items()
        ]

    def complaints(self, method: str, path: str, body: object) -> list[str]:
        """Return what is wrong with a request; `path` begins behind the version of the API."""
        operation = next(
            (known[method.lower()] for form, known in self._paths if form.fullmatch(path) and method.lower() in known),
            None,
        )
        if operation is None:
            return [f"{method} {path} is not in the description"]
        if "requestBody" not in operation:
            return [] if body is None else [f"{method} {path} takes no body"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": self._document["components"]})
        return [f"{method} {path}: {_innermost(error)}" for error in validator.iter_errors(body)]


@cache
def description() -> Description | None:
    return Description(FILE) if FILE.exists() else None


def _forbid_unknown_keys(schema: object) -> None:
    if isinstance(schema, list):
        for inner in schema:
            _forbid_unknown_keys(inner)
    elif isinstance(schema, dict):
        if "properties" in schema and "additionalProperties" not in schema:
            schema["unevaluatedProperties"] = False
        for inner in schema.values():
            _forbid_unknown_keys(inner)


def _innermost(error: ValidationError) -> str:
    """Return the complaint of the alternative that was meant: the one whose `type` is that of the part itself."""
    while error.context:
        others = {inner.schema_path[0] for inner in error.context if inner.path and inner.path[-1] == "type"}
        meant = [inner for inner in error.context if inner.schema_path[0] not in others] or error.context
        error = max(meant, key=lambda inner: len(inner.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
