"""Whose charge is this? Names who took the money, from a line, a sender, an address or an order number alone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from bot.conversation.advice import who_this_is
from bot.conversation.age import ages
from bot.conversation.case import Case
from bot.conversation.facts import facts
from bot.conversation.hearing import candidates_with_evidence
from bot.conversation.parties import ask, party
from bot.conversation.questions import no_match, which_candidate, which_category, which_clue
from bot.conversation.reply import Block, Reply, Severity
from bot.conversation.state import START, State
from bot.conversation.warned import warnings
from bot.directory.directory import Directory
from bot.directory.fields import Paid
from bot.directory.texts import Voice
from bot.understanding.reading import Reading
from bot.understanding.text import clean
from bot.understanding.understand import Understanding


def whose_charge(
    directory: Directory, understanding: Understanding, text: str, say: Voice, *, asked_who: bool
) -> Reply:
    """Return who is behind a text, the few who may be, or how to find out. What went wrong is asked next.

    `asked_who` says that the buyer wrote the text to be told; in anybody's message a bare name means little.
    """
    if not clean(text):
        return replace(which_clue(Case(directory, START, say)), notice=say("heard-empty"))
    reading = understanding.read(text, asked_who=asked_who)
    reply = _named(directory, reading, say)
    warned = warnings(directory, reading, say, "form" if asked_who else "channel")
    return replace(reply, warnings=(*warned, *reply.warnings))


def _named(directory: Directory, reading: Reading, say: Voice) -> Reply:
    unknown = Case(directory, START, say)
    if reading.certain is None:
        offered = candidates_with_evidence(directory, reading)
        return which_candidate(unknown, offered) if offered else no_match(unknown)
    paid = reading.paid if reading.paid in get_args(Paid) else None
    return _who_it_is(directory, State(processor=reading.certain, paid=paid), reading, say)


def _who_it_is(directory: Directory, state: State, reading: Reading, say: Voice) -> Reply:
    # Nothing is known yet but the line itself, so it is told as for a charge that means nothing to the buyer.
    case = Case(directory, replace(state, category="unrecognised-charge"), say)
    evidence = next(found.evidence for found in reading.candidates if found.processor == state.processor)
    blocks = [Block(f"{say(evidence)} {who_this_is(case)}")]
    if case.has_ended:
        blocks += _about_an_ended_one(case)
    elif case.answering:
        blocks.append(Block(ask(case, "processor"), party(case, "processor")))
    blocks += [Block(line) for line in ages(case)]
    blocks.append(Block(say("whose-next")))
    question = which_category(Case(directory, state, say))
    heading = say("whose-heading", processor=case.processor.name if case.processor else "")
    severity: Severity = "urgent" if case.has_ended else "info"
    return replace(question, heading=heading, blocks=tuple(blocks), facts=tuple(facts(case)), severity=severity)


def _about_an_ended_one(case: Case) -> Iterator[Block]:
    """Yield what cannot wait for a question: nobody honest can be charging in that name today."""
    recent = replace(case, state=replace(case.state, when="recent"))
    issuer = party(recent, "issuer")
    yield Block(case.say("whose-ended", party=issuer.name, ask=ask(recent, "issuer")), issuer)
    yield Block(case.say("whose-ended-old"))
