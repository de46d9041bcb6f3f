"""A phrase says something new: where a shorter one of the same cue is found in all that it stands for, it is in vain.

One is in vain if the phrases of its cue, searched for in the phrase itself, find another one. What a text may have in
place of a gap, a group or the end of a stem is a sign that no phrase has.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.understanding.phrases import PhraseBook, Words, all_parts

_ANY = "ꙮ"
_TOLD = 3


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for language, phrases in directory.phrases.items():
        groups = {name: [_group(name)] for name in phrases.groups}
        for cue, lines in phrases.cues.items():
            doubled = [f"{phrase} (by {other})" for phrase, other in _doubled(lines, groups)]
            if doubled:
                more = f" and {len(doubled) - _TOLD} more" if len(doubled) > _TOLD else ""
                message = f"covered already: {', '.join(doubled[:_TOLD])}{more}; remove them from {cue}"
                yield Finding(f"phrases/{language}.yaml", ("cues", cue), message)


def _doubled(lines: Sequence[str], groups: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield each phrase that another one covers, with that one. Of two that cover each other the first stays."""
    book = PhraseBook({str(index): [line] for index, line in enumerate(lines)}, groups)
    covered_by = [
        set.intersection(*({int(found.meaning) for found in book.read(_said(parts))} for parts in all_parts([line])))
        for line in lines
    ]
    for index, others in enumerate(covered_by):
        other = next((o for o in sorted(others - {index}) if o < index or index not in covered_by[o]), None)
        if other is not None:
            yield lines[index], lines[other]


def _said(parts: Words) -> Words:
    """Return what a text has where it has a phrase, with as many words in each gap as it may have."""
    said: list[str] = []
    for part in parts:
        match part:
            case "...":
                said += [_ANY] * 6
            case "..":
                said += [_ANY] * 2
            case _ if part.startswith("<"):
                said.append(_group(part.strip("<>")))
            case _:
                said.append(part.replace("*", _ANY))
    return tuple(said)


def _group(name: str) -> str:
    return _ANY + name.replace("-", "")
