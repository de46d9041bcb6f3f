"""Every cue has phrases, in every language in which most others have some: a cue without any is never found."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.understanding.categories import SEEN


def find(directory: Directory, _: date) -> Iterator[Finding]:
    languages = directory.phrases
    spoken = Counter(cue for own in languages.values() for cue in own.cues)
    for cue in directory.meanings.cues:
        if cue in SEEN:
            continue
        if spoken[cue] == 0:
            message = f"no language has phrases for {cue}; write some into phrases/, or remove the cue"
            yield Finding("meanings.yaml", ("cues", cue), message)
        elif spoken[cue] > len(languages) / 2:
            for language, own in languages.items():
                if cue not in own.cues:
                    message = f"most languages have phrases for {cue}; write some here, too"
                    yield Finding(f"phrases/{language}.yaml", ("cues",), message)


_KNOWN = "\ncues:\n"

CHECK = Check(
    id="empty-cue",
    severity="note",
    rule="Every cue has phrases in every language in which most others have some.",
    find=find,
    good={"meanings.yaml": (_KNOWN, f"\n# what words may say{_KNOWN}")},
    bad={"meanings.yaml": (_KNOWN, f"{_KNOWN}  in-vain:\n    means: nobody says so\n    weighs: {{none: 0.1}}\n")},
)
