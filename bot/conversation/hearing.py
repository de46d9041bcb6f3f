"""What a text changes: it fills empty slots, or answers the question that is on the screen."""

from dataclasses import replace
from typing import get_args

from bot.conversation.answer import answer
from bot.conversation.case import Case
from bot.conversation.limits import CANDIDATES_SHOWN
from bot.conversation.privacy import privacy
from bot.conversation.questions import Slot, no_match, one_back, open_refinement, open_slot, which_candidate
from bot.conversation.reply import Reply
from bot.conversation.state import START, UNKNOWN, Reached, State, When, decode
from bot.conversation.warned import Written, warnings
from bot.directory.directory import Directory
from bot.directory.fields import Paid
from bot.directory.processor import Processor
from bot.directory.texts import Voice
from bot.understanding.reading import Candidate, Reading
from bot.understanding.text import clean, words
from bot.understanding.understand import Understanding


def hear(
    directory: Directory,
    understanding: Understanding,
    state: State,
    text: str,
    say: Voice,
    *,
    written: Written = "form",
) -> Reply:
    """Return what is on the screen once the text has been heard.

    Raises:
        MissingEntryError: the state names an entry that the directory does not have.
    """
    on_screen = answer(directory, state, say)
    said = words(clean(text))
    if not said:
        return replace(on_screen, notice=say("heard-empty"))
    for choice in on_screen.choices:
        if words(choice.label) == said:
            return answer(directory, decode(choice.token), say)
    case = Case(directory, state, say)
    if said in {words(way) for way in say("words-back").split(",")}:
        return answer(directory, one_back(case), say)
    slot = open_slot(case)
    reading = understanding.read(text, asked_who=slot == "processor", asked_what=state.category is None)
    if reading.start_again:
        return answer(directory, START, say)
    if _asks_what_is_kept(reading, said, say):
        return replace(privacy(directory, say, state), warnings=warnings(directory, reading, say, written))
    heard = _with_answers(_filled(state, reading, directory, settled=slot is None), reading, directory, say)
    reply = _after(Case(directory, heard, say), reading, state, on_screen)
    return replace(reply, warnings=(*warnings(directory, reading, say, written), *reply.warnings))


def _asks_what_is_kept(reading: Reading, said: tuple[str, ...], say: Voice) -> bool:
    """Whoever tells of a dispute as well is helped with that. The name of the command is often typed as a text."""
    tells_of_a_dispute = reading.candidates or {*reading.categories} - {"other"}
    return said == words(say("command-privacy")) or (reading.asks_what_is_kept and not tells_of_a_dispute)


def _after(case: Case, reading: Reading, before: State, on_screen: Reply) -> Reply:
    """Return the screen after a text; where it changed less than the buyer may think, say what was understood."""
    say, heard = case.say, case.state
    offered = candidates_with_evidence(case.directory, reading, before.excluded)
    if heard.processor is None and offered:
        return which_candidate(case, offered)
    if heard == before:
        asked_who = open_slot(case) == "processor"
        return no_match(case) if asked_who else replace(on_screen, notice=say("heard-nothing"))
    reply = answer(case.directory, heard, say)
    if reply.kind == "advice":
        return reply
    if case.processor and heard.processor != before.processor:
        return replace(reply, notice=say("heard-processor", processor=case.processor.name))
    return replace(reply, notice=say("heard-nothing")) if reply.heading == on_screen.heading else reply


def candidates_with_evidence(
    directory: Directory, reading: Reading, excluded: tuple[str, ...] = ()
) -> list[tuple[Processor, str]]:
    """Return the few processors that may be meant, each with the evidence for it (a message's name)."""
    offered = [found for found in reading.candidates if found.processor not in excluded]
    # A payment service beside a seller only moved the money.
    sellers = [found for found in offered if not directory.processors[found.processor].is_service] or offered
    return [(directory.processors[found.processor], _evidence(found)) for found in sellers[:CANDIDATES_SHOWN]]


def _evidence(found: Candidate) -> str:
    weak = found.confidence == "likely" and found.evidence != "evidence-name"
    return "evidence-may" if weak else found.evidence


def _filled(state: State, reading: Reading, directory: Directory, *, settled: bool) -> State:
    """Fill what is empty. A processor that is certain also corrects another one, and with it what went wrong."""
    corrected = False
    if reading.certain:
        way_to_pay = directory.processors[reading.certain].way_to_pay
        if state.processor not in {None, UNKNOWN, reading.certain} and way_to_pay:
            # Beside a known seller, the name of what was paid with only says how it was paid.
            state = replace(state, paid=way_to_pay) if way_to_pay in get_args(Paid) else state
        else:
            corrected = state.processor not in {None, UNKNOWN, reading.certain}
            state = state.with_processor(reading.certain)
    if reading.categories and (settled or corrected or state.category is None):
        first, *others = reading.categories
        if first != state.category:
            state = state.with_category(first, told_apart=not others)
    if reading.product and (settled or state.product in {None, UNKNOWN}):
        state = replace(state, product=reading.product)
    if reading.paid in get_args(Paid) and state.paid is None:
        state = replace(state, paid=reading.paid)
    if reading.when in get_args(When) and state.when is None:
        state = replace(state, when=reading.when)
    return state


def _with_answers(state: State, reading: Reading, directory: Directory, say: Voice) -> State:
    """Take "I do not know" as the answer to whatever is asked, and "nobody answered" as the wish for the next party."""
    case = Case(directory, state, say)
    if case.category and state.reached is None and reading.asked_everybody:
        last: Reached = "issuer" if "issuer" in case.order else "regulator"
        return replace(state, reached=last)
    slot = open_slot(case)
    if slot is None and reading.nobody_answered:
        return replace(state, reached=case.next_to_ask, step="ask")
    # "I do not know this charge" says what went wrong; it does not answer another question as well.
    if reading.not_known and not reading.candidates and not reading.categories:
        return _not_known(case, slot)
    return state


def _not_known(case: Case, slot: Slot | None) -> State:
    state, refinement = case.state, open_refinement(case)
    match slot:
        case "told_apart":
            return replace(state, told_apart=True)
        case "processor" if state.step == "clue":
            return state.with_processor(UNKNOWN)
        case "processor":
            return replace(state, step="clue")
        case "product":
            return replace(state, product=UNKNOWN)
        case "when":
            return replace(state, when="between")
        case None if state.step == "limits" and refinement:
            return replace(state, **{refinement: UNKNOWN})  # type: ignore[arg-type]  # a slot's own name
    return state
