"""Whose charge is this? Names who took the money, from a line, a sender, an address or an order number alone."""

from dataclasses import replace
from typing import get_args

from bot.conversation.advice import who_this_is
from bot.conversation.age import ages
from bot.conversation.case import Case
from bot.conversation.facts import facts
from bot.conversation.hearing import candidates_with_evidence
from bot.conversation.parties import ask, party
from bot.conversation.questions import no_match, which_candidate, which_category, which_clue
from bot.conversation.reply import Block, Reply
from bot.conversation.state import START, State
from bot.directory.directory import Directory
from bot.directory.fields import Paid
from bot.directory.texts import Voice
from bot.understanding.reading import Reading
from bot.understanding.text import clean
from bot.understanding.understand import Understanding


def whose_charge(directory: Directory, understanding: Understanding, text: str, say: Voice) -> Reply:
    """Return who is behind a text, the few who may be, or how to find out. What went wrong is asked next."""
    if not clean(text):
        return replace(which_clue(Case(directory, START, say)), notice=say("heard-empty"))
    reading = understanding.read(text, asked_who=True)
    reply = _named(directory, reading, say)
    return replace(reply, warnings=(*(say(warning) for warning in reading.warnings), *reply.warnings))


def _named(directory: Directory, reading: Reading, say: Voice) -> Reply:
    unknown = Case(directory, START, say)
    if reading.processor is None:
        offered = candidates_with_evidence(directory, reading)
        return which_candidate(unknown, offered) if offered else no_match(unknown)
    paid = reading.paid if reading.paid in get_args(Paid) else None
    return _who_it_is(directory, State(processor=reading.processor, paid=paid), reading, say)


def _who_it_is(directory: Directory, state: State, reading: Reading, say: Voice) -> Reply:
    # Nothing is known yet but the line itself, so it is told as for a charge that means nothing to the buyer.
    case = Case(directory, replace(state, category="unrecognised-charge"), say)
    evidence = next(found.evidence for found in reading.candidates if found.processor == state.processor)
    name = case.processor.name if case.processor else ""
    blocks = [Block(f"{say(evidence)} {who_this_is(case)}")]
    if case.answering and not case.has_ended:
        blocks.append(Block(ask(case, "processor"), party(case, "processor")))
    blocks += [Block(line) for line in ages(case)]
    blocks.append(Block(say("whose-next")))
    question = which_category(Case(directory, state, say))
    name = case.processor.name if case.processor else ""
    return replace(
        question, heading=say("whose-heading", processor=name), blocks=tuple(blocks), facts=tuple(facts(case))
    )
