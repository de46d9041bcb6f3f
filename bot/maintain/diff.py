"""Which answers change for buyers between two directories: the lines before and after, alike changes told once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff

from bot.conversation.questions import ENDED_SPANS
from bot.conversation.reply import Reply
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.texts import Voice
from bot.maintain.show import answers

# One answer of a processor: a category and a case. An ended processor has the cases `recent`, `between` and
# `years-ago`, and `question` for the question that tells them apart; any other has the one case "".
View = tuple[str, str]
Lines = tuple[str, ...]
Drawn = Mapping[str, Mapping[View, Lines]]  # by processor

_QUESTION = "question"
_GAP = "…"
_NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """The same lines that change in the same answers of these processors. Each line begins with -, + or … (a gap)."""

    processors: tuple[str, ...]
    views: tuple[View, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different for buyers. The changes are those of processors that were there before and still are."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changes: tuple[Change, ...]


def drawn(directory: Directory, language: str | None) -> Drawn:
    """Return every answer of every processor as lines, in one language.

    Raises:
        MissingMessageError: the catalogues lack a message that an answer needs.
    """
    say = directory.texts.in_language(language)
    return {processor: dict(_answers(directory, processor, say)) for processor in directory.processors}


def difference(before: Drawn, after: Drawn) -> Difference:
    """Compare all answers; one change of many answers, and of many processors, is one change."""
    alike: dict[tuple[tuple[View, ...], Lines], list[str]] = defaultdict(list)
    for processor in sorted(before.keys() & after.keys()):
        for lines, views in _changed(before[processor], after[processor]).items():
            alike[tuple(views), lines].append(processor)
    return Difference(
        new=tuple(sorted(after.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - after.keys())),
        changes=tuple(Change(tuple(processors), *change) for change, processors in alike.items()),
    )


def in_words(found: Difference) -> Iterator[str]:
    """Yield a difference line by line, for a terminal or a pull request."""
    if found.new:
        yield f"New: {', '.join(found.new)}"
    if found.gone:
        yield f"No longer there: {', '.join(found.gone)}"
    for change in found.changes:
        yield ""
        yield f"{_processors(change.processors)}: {_places(change.views)}"
        yield from (f"  {line}" for line in change.lines)
    if found.changes:
        yield ""
    yield _summary(found)


def _answers(directory: Directory, processor: str, say: Voice) -> Iterator[tuple[View, Lines]]:
    for category in directory.categories:
        replies = [reply for _, reply in answers(directory, processor, category, say)]
        cases = (_QUESTION, *ENDED_SPANS) if len(replies) > 1 else ("",)
        for case, reply in zip(cases, replies, strict=True):
            yield (category, case), tuple(_lines(reply))


def _changed(before: Mapping[View, Lines], after: Mapping[View, Lines]) -> Mapping[Lines, list[View]]:
    found: dict[Lines, list[View]] = defaultdict(list)
    for view in dict.fromkeys((*after, *before)):
        category, case = view
        if case == "" and (category, _QUESTION) in before.keys() | after.keys():
            continue  # on the other side it ended: there the one answer is compared with that of each case
        if lines := tuple(_differing(_seen(before, view), _seen(after, view))):
            found[lines].append(view)
    return found


def _seen(drawn_answers: Mapping[View, Lines], view: View) -> Lines:
    """Return what a buyer in this case sees: where nobody asks for the case, the one answer."""
    category, case = view
    whatever_the_case = () if case == _QUESTION else drawn_answers.get((category, ""), ())
    return drawn_answers.get(view, whatever_the_case)


def _differing(before: Lines, after: Lines) -> Iterator[str]:
    _, _, *lines = unified_diff(before, after, n=0, lineterm="") if before != after else ("", "")
    for number, line in enumerate(lines):
        if not line.startswith("@@"):
            yield f"{line[0]} {line[1:]}"
        elif number:
            yield _GAP


def _lines(reply: Reply) -> Iterator[str]:
    """Yield all that a buyer sees of a reply, tokens excepted."""
    yield reply.heading
    yield from (f"! {warning}" for warning in reply.warnings)
    for block in reply.blocks:
        yield from block.text.splitlines()
        if block.party:
            yield from (f"→ {way}" for way in (block.party.contact, block.party.url) if way)
    for fact in reply.facts:
        yield f"{fact.label}: {fact.value or ''}".rstrip()
        if fact.url:
            yield f"→ {fact.url}"
    for choice in reply.choices:
        yield f"[{choice.label}]" + (f" {choice.hint}" if choice.hint else "")
    if reply.notice:
        yield reply.notice


def _processors(ids: tuple[str, ...]) -> str:
    more = len(ids) - _NAMED_AT_MOST
    return ", ".join(ids) if more <= 0 else f"{', '.join(ids[:_NAMED_AT_MOST])} and {more} more"


def _places(views: tuple[View, ...]) -> str:
    """Return the categories, those together whose answers change in the same cases."""
    cases: dict[str, list[str]] = defaultdict(list)
    for category, case in views:
        cases[category].append(case)
    categories: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for category, its in cases.items():
        categories[tuple(its)].append(category)
    return "; ".join(f"{_categories(names)}{_cases(its)}" for its, names in categories.items())


def _categories(ids: list[str]) -> str:
    return f"all {len(ids)} categories" if len(ids) == len(CATEGORY_IDS) else ", ".join(ids)


def _cases(cases: tuple[str, ...]) -> str:
    return "" if cases == ("",) else f" ({', '.join(cases)})"


def _summary(found: Difference) -> str:
    answers_changed = sum(len(change.processors) * len(change.views) for change in found.changes)
    processors = {processor for change in found.changes for processor in change.processors}
    if not answers_changed:
        return "No answer changes."
    answers_of = "1 answer changes" if answers_changed == 1 else f"{answers_changed} answers change"
    return f"{answers_of}, of {len(processors)} {'processor' if len(processors) == 1 else 'processors'}."
