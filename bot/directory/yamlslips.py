"""Slips of the pen in YAML: the parser's words turned into a maintainer's, at the place where the slip began."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import yaml

from bot.directory.problems import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

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


_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r|$)", re.MULTILINE)
_ODD_BLANK = r"[^\S\x00-\x20]"  # a blank for people, and a letter for YAML
_ODD_INDENT = re.compile(rf"^[ -]*(?:[a-z_]+:)?(?={_ODD_BLANK})", re.MULTILINE)
_NO_SPACE_AFTER_HYPHEN = re.compile(r"( *-)[^\s-]")
_NO_SPACE_AFTER_COLON = re.compile(r"( *(?:- )?[a-z_]+:)[^\s/]")
_HASH = re.compile(r"(?:[\[{,]|\S )#")
_NO_SPACE_AFTER = {
    _NO_SPACE_AFTER_HYPHEN: "a space is missing after the hyphen; write - and a space before the value",
    _NO_SPACE_AFTER_COLON: "a space is missing after the colon; write key: and then the value",
}


def seen_at_once(text: str) -> tuple[int, str] | None:
    """Return how far into a text a slip stands that the parser would tell of elsewhere, and what to do."""
    if found := _CONFLICT.search(text):
        return found.start(), "a mark of a merge conflict; keep one version, and remove the <<<, === and >>> lines"
    if found := _ODD_INDENT.search(text):
        return found.end(), odd_blank(text[found.end()])
    return None


def blank_in(key: str) -> int | None:
    """Return where in a key a blank stands that YAML takes for a letter."""
    found = re.search(_ODD_BLANK, key)
    return found.start() if found else None


def odd_blank(sign: str) -> str:
    """Return what is said of such a blank."""
    name = unicodedata.name(sign, "blank").lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} (U+{ord(sign):04X}), as web pages have it; write a plain space"


def slip(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem behind a parser's error."""
    jargon = f"{error.problem or ''} {error.context or ''}".strip()
    lines = re.split(r"\r\n?|\n", text)
    # An open quote is noticed only at the end of the file, and a missing colon in the next line; what is wrong began
    # where the parser says its context did.
    began = error.context_mark if "end of stream" in jargon or "simple key" in jargon else None
    mark = began or error.problem_mark or error.context_mark
    if mark is None:
        return Problem(path, 1, 1, f"this is not valid YAML: {jargon}")
    number = min(mark.line, len(lines) - 1)  # the parser adds the line end that a last line may lack
    line = lines[number]
    column = min(mark.column, len(line)) if number == mark.line else len(line)
    if "\t" in line[: column + 1]:
        remedy = "a tab; use spaces"
    elif elsewhere := _began_elsewhere(text, lines, error):
        number, column, remedy = elsewhere
    elif "cannot start any token" in jargon:
        remedy = f"a text may not start with {line[column : column + 1]}; put it in quotes"
    elif "expected key" in jargon and line[column : column + 1] in {"]", "}"}:
        remedy = "a bracket too many; remove it"
    else:
        remedy = next((words for part, words in _REMEDIES.items() if part in jargon), f"{jargon}; mend the line")
    return Problem(path, number + 1, column + 1, f"this is not valid YAML: {remedy}")


def _began_elsewhere(text: str, lines: Sequence[str], error: yaml.MarkedYAMLError) -> tuple[int, int, str] | None:
    """Return line and column at which a slip began that the parser noticed later, and what to do."""
    noticed, context = error.problem_mark, error.context_mark
    if noticed is None:
        return None
    line = lines[noticed.line] if noticed.line < len(lines) else ""
    for column in (noticed.column, noticed.column - 1):
        if 0 <= column < len(line) and re.match(_ODD_BLANK, line[column]):
            return noticed.line, column, odd_blank(line[column])
    if "end of stream" not in str(error.problem) and (quote := _quote_closed_late(text, noticed)):
        start, end = quote
        return start.line, start.column, f"a quote is opened here and closed only in line {end.line + 1}; close it"
    for at in (noticed.line, noticed.line - 1):
        for form, remedy in _NO_SPACE_AFTER.items():
            if 0 <= at < len(lines) and (found := form.match(lines[at])):
                return at, found.end(1), remedy
    if context and context.line < noticed.line and "expected ',' or" in str(error.problem):
        rest = lines[context.line][context.column :]
        remedy = "a # begins a comment, so this bracket is never closed; put the text with # in quotes"
        return context.line, context.column, remedy if _HASH.search(rest) else "a bracket is not closed; close it"
    return None


def _quote_closed_late(text: str, noticed: yaml.Mark) -> tuple[yaml.Mark, yaml.Mark] | None:
    """Return start and end of a text in quotes over several lines that ends in the line where an error was noticed."""
    late = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=LOADER):
            start, end = token.start_mark, token.end_mark
            if (start.line, start.column) > (noticed.line, noticed.column):
                break
            if isinstance(token, yaml.ScalarToken) and not token.plain and start.line < end.line == noticed.line:
                late = start, end
    return late
