"""English at reading grade 8 or lower (Flesch-Kincaid), sentences of at most 20 words, in every answer."""

import re
from collections.abc import Iterable

import pyphen  # type: ignore[import-untyped]  # it ships no types
import pytest

from bot.conversation.answer import answer
from bot.conversation.state import START, UNKNOWN, State
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from tests.conversation.test_shipped_answers import PROCESSORS, first_answers

MOST_WORDS = 20
GRADE = 8.0
_HYPHENS = pyphen.Pyphen(lang="en_US")


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.?!:;])\s+|\n", text.replace("\u2022", ""))
    found = [re.findall(r"[A-Za-z0-9'\u2019-]+", part) for part in parts]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Count the groups of vowels, or the places where the word may be hyphenated: the larger number."""
    vowels = len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$", "", word.lower())))
    return max(1, vowels, len(_HYPHENS.positions(word)) + 1)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words/sentence + 11.8 syllables/word - 15.59."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def without_names(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "Shop")
    return text


def test_the_measure_agrees_with_known_texts() -> None:
    assert grade("The cat sat on the mat. The dog ran to the door.") < 2
    assert grade("Institutional misrepresentation necessitates comprehensive administrative investigation.") > 20


@pytest.mark.parametrize("processor", PROCESSORS)
def test_every_answer_is_plain_enough(directory: Directory, processor: str) -> None:
    names = {entry.name for entry in directory.processors.values()}
    for reply in first_answers(directory, processor, "en"):
        text = without_names("\n".join(block.text for block in reply.blocks), names)
        assert grade(text) <= GRADE, f"{grade(text):.1f}: {text}"


def test_every_question_is_plain_enough(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    states = [START, State(category="access"), State(category="access", step="clue")]
    states += [State(category=category, processor=UNKNOWN, step="limits") for category in CATEGORY_IDS]
    for state in states:
        reply = answer(directory, state, say)
        text = ". ".join((*(block.text for block in reply.blocks), *(choice.label for choice in reply.choices[:-1])))
        assert grade(text) <= GRADE, f"{grade(text):.1f}: {text}"


def test_no_sentence_of_the_catalogue_is_long(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    for name, variables in directory.texts.variables["en"].items():
        if name.startswith(("letter", "request", "line-")):
            continue  # what buyers send in their own name, and what programs read
        text = say(name, **dict.fromkeys(variables, "Shop"))
        for sentence in sentences(text):
            assert len(sentence) <= MOST_WORDS, f"{name}: {' '.join(sentence)}"


def test_the_directory_speaks_as_plainly_as_the_catalogue(directory: Directory) -> None:
    texts = {rule.id: rule.text["en"] for rule in directory.rules}
    for entry in directory.processors.values():
        for kind, words in (("notes", entry.notes), ("refunds", entry.refunds.text)):
            if words:
                texts[f"{entry.id} {kind}"] = words["en"]
    for name, text in texts.items():
        for sentence in sentences(text):
            assert len(sentence) <= MOST_WORDS, f"{name}: {' '.join(sentence)}"
