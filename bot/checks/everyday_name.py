"""A company whose name is also a plain word is read out of sentences that are about something else.

The words that buyers say otherwise are those of the English phrases. A capital inside (PayPal) marks a coined name.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.directory.processor import Processor
from bot.directory.yamlfile import Location
from bot.understanding.text import words

_A_LIST_OF_COMPANIES = 5  # names in a group of phrases


def find(directory: Directory, _: date) -> Iterator[Finding]:
    plain = _plain_words(directory)
    for processor in directory.processors.values():
        everyday = {words(word) for word in processor.recognise.everyday_words}
        for location, name in _names(processor):
            folded = words(name)
            is_coined = not name.isupper() and any(map(str.isupper, name[1:]))
            if folded in plain and folded not in everyday and not is_coined:
                message = f"buyers may say {name} of something else; if so, write it under everyday_words: too"
                yield Finding(processor_file(processor.id), location, message)


def _plain_words(directory: Directory) -> set[tuple[str, ...]]:
    english = directory.phrases.get("en")
    if english is None:
        return set()
    names = {words(name) for processor in directory.processors.values() for _, name in _names(processor)}
    groups = ({words(phrase) for phrase in group if phrase.isalpha()} for group in english.groups.values())
    cues = ({words(phrase) for phrase in cue if phrase.isalpha()} for cue in english.cues.values())
    return set().union(*cues, *(group for group in groups if len(group & names) < _A_LIST_OF_COMPANIES))


def _names(processor: Processor) -> Iterator[tuple[Location, str]]:
    yield ("name",), processor.name
    for index, name in enumerate(processor.also_known_as):
        yield ("also_known_as", index), name


_ENTRY = entry("Bought", "recognise: {everyday_words: [bought]}")

CHECK = Check(
    id="everyday-name",
    severity="note",
    rule="A name that is also a plain word stands under everyday_words.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("[bought]", "[]")},
)
