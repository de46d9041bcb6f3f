"""Slips of the pen in YAML: the parser's words turned into a maintainer's, at the place where the slip began."""

import re
from pathlib import Path

import yaml

from bot.directory.problems import Problem

# What libyaml says, and what to do. The first line that is part of its words counts.
_REMEDIES = {
    "mapping values are not allowed": "a colon inside a text, or a wrong indent; quote the text or mend the indent",
    "found unexpected end of stream": "a quote is opened here and never closed; close it",
    "could not find expected ':'": "a key without a colon, or quotes that do not match; write key: value",
    "did not find expected key": "a wrong indent, or quotes that do not match; a ' inside 'a text' is written twice",
    "did not find expected ',' or": "a bracket is not closed, or a text in it needs quotes; close it or quote it",
    "did not find expected '-' indicator": "a list item with a wrong indent; line it up with the others",
    "did not find expected node content": "a value is missing before a comma or bracket; write it",
    "did not find expected alphabetic": "a text that starts with * or & needs quotes",
    "found undefined": "a text that starts with % or ! needs quotes",
    "escape c": "a backslash in \"…\" needs another before it; write \\\\, or put the text in '…'",
    "hexdecimal": "a backslash in \"…\" needs another before it; write \\\\, or put the text in '…'",
    "block sequence entries": "a list begins in a line of its own; write [one, two] or one - line for each",
    "comment or line break": "a text begins in the line below > or |; write it there, or in quotes",
    "<document start>": "something stands behind the end of the entry; one file holds one entry, remove the ...",
}


def slip(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem behind a parser's error."""
    jargon = f"{error.problem or ''} {error.context or ''}".strip()
    # An open quote is noticed only at the end of the file, and a missing colon in the next line; what is wrong began
    # where the parser says its context did.
    began = error.context_mark if "end of stream" in jargon or "simple key" in jargon else None
    mark = began or error.problem_mark or error.context_mark
    if mark is None:
        return Problem(path, 1, 1, f"this is not valid YAML: {jargon}")
    lines = re.split(r"\r\n?|\n", text)
    number = min(mark.line, len(lines) - 1)  # the parser adds the line end that a last line may lack
    line = lines[number]
    column = min(mark.column, len(line)) if number == mark.line else len(line)
    if "\t" in line[: column + 1]:
        remedy = "a tab; use spaces"
    elif "cannot start any token" in jargon:
        remedy = f"a text may not start with {line[column : column + 1]}; put it in quotes"
    elif "expected key" in jargon and line[column : column + 1] in {"]", "}"}:
        remedy = "a bracket too many; remove it"
    else:
        remedy = next((words for part, words in _REMEDIES.items() if part in jargon), f"{jargon}; mend the line")
    return Problem(path, number + 1, column + 1, f"this is not valid YAML: {remedy}")
