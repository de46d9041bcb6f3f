"""Turns what the models refuse into problems that a maintainer can act on: where, what, and what to write."""

import difflib
from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.directory.problems import AT_MOST, Problem, quoted
from bot.directory.records import Record, record_in, written_keys
from bot.directory.yamlfile import Document


def explain(model: type[Record], document: Document, error: ValidationError) -> Iterator[Problem]:
    """Yield one problem for each thing that is wrong, at its line and column."""
    found = error.errors(include_url=False)[:AT_MOST]
    outer = {other["loc"][:length] for other in found for length in range(len(other["loc"]))}
    for details in found:
        location = details["loc"]
        if details["type"] == "too_short" and location in outer:
            continue  # the list is short only because one of its items is wrong, and that is told already
        if details["type"] == "missing" and any(_is_misread(other["loc"], location) for other in found):
            continue
        if location[-1:] == ("[key]",):
            location = location[:-1]
            said = str(details["ctx"]["error"]) if details["type"] == "value_error" else _not_one_of(details)
            yield document.problem(location, said, at_key=True)
        elif location == ("id",) and document.written(location) is None:
            said = f"rename the file, for its name is the id: {details['ctx']['error']}"
            yield Problem(document.path, 1, 1, said)
        elif details["type"] == "extra_forbidden":
            yield document.problem(location, _unknown_key(model, location), at_key=True)
        else:
            yield document.problem(location, message(details, document.written(location) or "", model))


def _is_misread(written: Sequence[str | int], missing: Sequence[str | int]) -> bool:
    """Say whether a key is only missing because the space after its colon is."""
    return written[:-1] == missing[:-1] and str(written[-1]).startswith(f"{missing[-1]}:")


def message(  # noqa: C901, PLR0912 - a table of messages
    details: ErrorDetails, written: str, model: type[Record] = Record
) -> str:
    """Return what is wrong with a value that was `written` in a `model`, and what to write instead."""
    location, given, context = details["loc"], details["input"], details.get("ctx", {})
    written = quoted(written)
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
        case "tuple_type" if given and isinstance(given, str | dict) and next(iter(given)).startswith("-"):
            return "a list is needed here, with a space after each hyphen; write [one, two] or one - line for each"
        case "tuple_type":
            return "a list is needed here; write [one, two] or one - line for each"
        case "model_type":
            return f"key: value lines are needed here; {_for_example(model, location)}"
        case "dict_type" | "mapping_type":
            return "key: value lines are needed here; write for example word: value"
        case "string_too_long":
            return f"the text is too long; {context['max_length']} characters at most"
        case "too_short":
            return "the list is empty; write at least one entry"
        case "string_pattern_mismatch":
            return "a control character; delete it"
        case "string_too_short" if context["min_length"] == 1:
            return "the text is empty; write one"
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
    key, colon, _ = str(location[-1]).partition(":")
    if colon and key in known:
        return f"a space is missing after the colon; write {key}: and then the value"
    close = difflib.get_close_matches(str(location[-1]), known, 1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{quoted(str(location[-1]))} is no key here; {hint}known: {', '.join(known)}"


def _keys_at(model: type[Record], location: Sequence[str | int]) -> list[str]:
    """Return the keys that the record at `location` takes, as they are written, in the order of a file."""
    return [key for key, _ in written_keys(_record_at(model, location) or model)]


def _record_at(model: type[Record], location: Sequence[str | int]) -> type[Record] | None:
    """Return the kind of record that stands at `location`, or None where there is none."""
    found: type[Record] | None = model
    for step in location:
        known = dict(written_keys(found)) if found else {}
        if step in known:  # others are the words of a mapping, and the numbers of a list
            found = record_in(known[step])
    return found


def _for_example(model: type[Record], location: Sequence[str | int]) -> str:
    record = _record_at(model, location)
    if record and record.example:
        return f"write for example {record.example}"
    return f"known: {', '.join(_keys_at(model, location))}"
