"""A phrase says something new: where a shorter one of the same cue is found in all that it stands for, it is in vain.

One is in vain if the phrases of its cue, searched for in the phrase itself, find another one. What a text may have in
place of a gap, a group or the end of a stem is a sign that no phrase has. A word that stands in full is still good for
one thing where a stem covers it: its own slips of the keyboard are mended.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.understanding.phrases import PhraseBook, Words, all_parts

_ANY = "ꙮ"
_TOLD = 3
_LENGTH_COUNTS = {"not-wanted", "not-wanted-behind"}  # their words are counted from: a longer phrase denies more


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for language, phrases in directory.phrases.items():
        groups = {name: (*lines, _group(name)) for name, lines in phrases.groups.items()}
        cues = {cue: lines for cue, lines in phrases.cues.items() if cue not in _LENGTH_COUNTS}
        # One book for all cues: to prepare the groups takes longer than to read in too large a book.
        one_by_one = {f"{cue} {index}": [line] for cue, lines in cues.items() for index, line in enumerate(lines)}
        book = PhraseBook(one_by_one, groups)
        for cue, lines in cues.items():
            doubled = list(_doubled(cue, lines, book))
            if doubled:
                more = f" and {len(doubled) - _TOLD} more" if len(doubled) > _TOLD else ""
                message = f"covered already: {', '.join(doubled[:_TOLD])}{more}; remove them from {cue}"
                yield Finding(f"phrases/{language}.yaml", ("cues", cue), message)


def _doubled(cue: str, lines: Words, book: PhraseBook) -> Iterator[str]:
    """Yield each phrase that another one covers, and by which. Of two that cover each other the first stays."""
    covered_by = [set.intersection(*(_found(cue, parts, book) for parts in all_parts([line]))) for line in lines]
    for index, others in enumerate(covered_by):
        other = next((o for o in sorted(others - {index}) if o < index or index not in covered_by[o]), None)
        if other is not None:
            by = "twice" if lines[index] == lines[other] else f"by {lines[other]}"
            yield f"{lines[index]} ({by})"


def _found(cue: str, parts: Words, book: PhraseBook) -> set[int]:
    meanings = (found.meaning.split() for found in book.read(_said(parts)))
    return {int(index) for name, index in meanings if name == cue}


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


_KNOWN = "  bought: <have> .. <buy>,"

CHECK = Check(
    id="doubled-phrase",
    severity="note",
    rule="No phrase of a cue is covered by another one.",
    find=find,
    good={"phrases/it.yaml": (_KNOWN, f"{_KNOWN} fatto un pledge raro,")},
    bad={"phrases/it.yaml": (_KNOWN, f"{_KNOWN} <have> .. <buy>,")},
)
