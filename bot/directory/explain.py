"""Turns what the models refuse into problems that a maintainer can act on: where, what, and what to write."""

import difflib
from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.directory.problems import AT_MOST, Problem, quoted
from bot.directory.records import Record, record_in
from bot.directory.yamlfile import Document


def explain(model: type[Record], document: Document, error: ValidationError) -> Iterator[Problem]:
    """Yield one problem for each thing that is wrong, at its line and column."""
    found = error.errors(include_url=False)[:AT_MOST]
    outer = {other["loc"][:length] for other in found for length in range(len(other["loc"]))}
    for details in found:
        location = details["loc"]
        if details["type"] == "too_short" and location in outer:
            continue  # the list is short only because one of its items is wrong, and that is told already
        if location[-1:] == ("[key]",):
            location = location[:-1]
            message = str(details["ctx"]["error"]) if details["type"] == "value_error" else _not_one_of(details)
            yield document.problem(location, message, at_key=True)
        elif details["type"] == "extra_forbidden":
            yield document.problem(location, _unknown_key(model, location), at_key=True)
        else:
            yield document.problem(location, _message(document, details))


def _message(document: Document, details: ErrorDetails) -> str:  # noqa: C901, PLR0912 - a table of messages
    location, given, context = details["loc"], details["input"], details.get("ctx", {})
    written = quoted(document.written(location) or "")
    match details["type"]:
        case "missing":
            return f"{location[-1]}: is missing; add the line"
        case "value_error":
            return str(context["error"])
        case "string_type" | "literal_error" if isinstance(given, bool):
            return f'YAML reads the bare word {written} as yes or no; write "{written}" in quotes'
        case "string_type" if isinstance(given, int | float):
            return f'YAML reads {written} as a number; write "{written}" in quotes'
        case "string_type" if given is None:
            return "the text is missing; write one (inside { } a text with a comma needs quotes)"
        case "string_type":
            return "a text is needed here; write it in one line, in quotes if it has : or # inside"
        case "literal_error":
            return _not_one_of(details)
        case "bool_type":
            return "write true or false"
        case "int_type" if isinstance(given, str) and given.isdigit():
            return f"a number is needed here; write {given} without quotes"
        case "float_type" | "finite_number":
            return "a number is needed here; write for example 1.5, without quotes"
        case "int_type":
            return "a whole number is needed here; write for example 30"
        case "tuple_type":
            return "a list is needed here; write [one, two] or one - line for each"
        case "model_type" | "dict_type" | "mapping_type":
            return "key: value lines are needed here"
        case "string_too_long":
            return f"the text is too long; {context['max_length']} characters at most"
        case "too_short":
            return "the list is empty; write at least one entry"
        case "string_pattern_mismatch":
            return "a control character; delete it"
        case "string_too_short":
            return f"the text is too short; {context['min_length']} characters at least"
        case "too_long":
            return f"too many; at most {context['max_length']}"
        case "greater_than_equal":
            return f"the number is too small; {context['ge']} at least"
        case "less_than_equal":
            return f"the number is too large; {context['le']} at most"
        case _:
            return details["msg"]


def _not_one_of(details: ErrorDetails) -> str:
    choices = details.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ")
    close = difflib.get_close_matches(str(details["input"]), choices.split(", "), 1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{quoted(str(details['input']))} is not known here; {hint}write one of: {choices}"


def _unknown_key(model: type[Record], location: Sequence[str | int]) -> str:
    known = [name for name in _keys_at(model, location[:-1]) if name != "id" or len(location) > 1]
    close = difflib.get_close_matches(str(location[-1]), known, 1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{quoted(str(location[-1]))} is no key here; {hint}known: {', '.join(known)}"


def _keys_at(model: type[Record], location: Sequence[str | int]) -> list[str]:
    """Return the keys that the record at `location` takes, as they are written."""
    for step in location:
        if isinstance(step, str):
            for name, field in model.model_fields.items():
                if step in {name, field.alias}:
                    model = record_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]
