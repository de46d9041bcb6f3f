"""Which phrases are in vain, since another one of the same cue covers them: `python -m tests.accuracy.doubled [LANGUAGE …]`.

A phrase is in vain if the phrases of its cue, searched for in the phrase itself, find another one. What a text may have
in place of a gap, a group or the end of a stem is a sign that no phrase has. A word that stands in full is still good
for one thing where a stem covers it: its own slips of the keyboard are mended.
"""

import sys
from collections.abc import Iterator

from bot.directory.loader import load
from bot.directory.models import Phrases
from bot.understanding.phrases import PhraseBook, Words, all_parts
from tests.accuracy.measure import CONFIG

_ANY = "ꙮ"
_LENGTH_COUNTS = {"not-wanted", "not-wanted-behind"}  # their words are counted from: a longer phrase denies more


def main() -> None:
    languages = load(CONFIG).phrases
    for language in sys.argv[1:] or languages:
        for cue, phrase, by in doubled(languages[language]):
            print(f"{language}\t{cue}\t{phrase}\t{by}")


def doubled(own: Phrases) -> Iterator[tuple[str, str, str]]:
    """Yield the cue, the phrase, and the one that covers it. Of two that cover each other the first stays."""
    groups = {name: (*lines, _group(name)) for name, lines in own.groups.items()}
    cues = {cue: lines for cue, lines in own.cues.items() if cue not in _LENGTH_COUNTS}
    # One book for all cues: to prepare the groups takes longer than to read in too large a book.
    one_by_one = {f"{cue} {index}": [line] for cue, lines in cues.items() for index, line in enumerate(lines)}
    book = PhraseBook(one_by_one, groups)
    for cue, lines in cues.items():
        covered_by = [set.intersection(*(_found(cue, parts, book) for parts in all_parts([line]))) for line in lines]
        for index, others in enumerate(covered_by):
            by = next((o for o in sorted(others - {index}) if o < index or index not in covered_by[o]), None)
            if by is not None:
                yield cue, lines[index], lines[by]


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


if __name__ == "__main__":
    main()
