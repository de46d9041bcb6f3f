"""The answer: who the seller is, whom to turn to in which order, with what in hand, and how old all of it is."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.age import ages
from bot.conversation.case import Case
from bot.conversation.facts import facts, regulators
from bot.conversation.parties import ask, is_unreachable, party
from bot.conversation.reply import Block, Reply, choices
from bot.conversation.state import State
from bot.conversation.timelimits import dispute_at_the_processor, earliest, fits, length_in_words
from bot.directory.fields import Item, PartyRole
from bot.directory.records import words_in

MOST_IN_HAND = 4


def advice(case: Case) -> Reply:
    """Return the answer for a case whose category and processor are settled."""
    say, state = case.say, case.state
    category = say(f"category-{state.category}")
    return Reply(
        kind="advice",
        heading=say("advice-heading", processor=case.processor.name, category=category) if case.processor else category,
        state=replace(state, counted=True),
        blocks=tuple(_blocks(case)),
        facts=tuple(facts(case)),
        choices=choices(*_ways_on(case)),
        severity="urgent" if case.ending == "recent" or (case.category and case.category.urgent) else "normal",
    )


def who_this_is(case: Case) -> str:
    """Return the first line of every answer: what the processor is to the buyer, and what became of it."""
    say, processor = case.say, case.processor
    if processor is None:
        return say("is-not-known")
    lines = []
    if case.has_ended:
        owner = case.directory.owner(processor)
        if processor.status.state == "unknown" and owner:
            lines.append(say("owner-ended", processor=processor.name, owner=owner.name))
        else:
            lines.append(say(f"has-ended{case.end_is_hearsay}", processor=processor.name))
        if case.answering:
            lines.append(say("went-on-as", successor=case.answering.name))
        return " ".join((*lines, *_namesake(case)))
    renamed = case.answering is not None and case.answering is not processor
    if case.answering and renamed:
        names = {"processor": processor.name, "successor": case.answering.name}
        if processor.status.since:
            lines.append(say("was-renamed-since", since=say.day_or_month(processor.status.since), **names))
        else:
            lines.append(say("was-renamed", **names))
    if not (renamed and case.is_about_a_line):
        tense = "then" if renamed else "charge" if case.is_about_a_line else "is"
        unsure = "-unsure" if processor.role_confidence == "low" else ""
        kind = f"{processor.role}-{processor.sold_by}{unsure}"
        message = say.first_of(f"{tense}-{kind}", f"{tense}-{processor.role}{unsure}", f"{tense}-{processor.role}")
        lines.append(say(message, processor=processor.name))
    if processor.status.state == "unknown":
        lines.append(say("may-have-ended", processor=processor.name))
    return " ".join((*lines, *_namesake(case)))


def _namesake(case: Case) -> Iterator[str]:
    """Yield who else has this name, where the buyer has nothing but the name to go by."""
    if case.namesake and (case.is_about_a_line or case.ending == "recent"):
        yield case.say("namesake", namesake=case.namesake)


def in_hand(case: Case) -> tuple[Item, ...]:
    """Return three or four things to have ready; the card's last four digits only where the processor asks for them."""
    asked_before: tuple[Item, ...] = ("messages",) if case.state.reached else ()
    wanted = case.answering.have_ready if case.answering else ()
    if case.paid == "crypto" and case.is_about_a_line:
        return ("transaction-id", "date", "amount", *asked_before)
    if case.is_about_a_line or case.ending == "recent":
        tells_who_you_are = tuple(item for item in wanted if item in {"account", "last-four"})
        return ("statement-line", "date", "amount", *asked_before, *tells_who_you_are)
    if case.still_to_ask[0] == "issuer":
        return ("statement-line", "date", "amount", "receipt", *asked_before)
    of_category = case.category.have_ready if case.category else ()
    of_processor = wanted if "processor" in case.still_to_ask else ()
    return tuple(dict.fromkeys((*of_category, *of_processor)))[:MOST_IN_HAND]


def _blocks(case: Case) -> Iterator[Block]:
    say, state = case.say, case.state
    first_time = state.reached is None
    if first_time:
        yield Block(who_this_is(case))
        if state.category == "payment-failed" and case.ending is None:
            yield Block(say("wait-for-the-hold"))
    elif state.reached == "regulator":
        yield Block(say(_end_of_the_road(case)))
    else:
        yield Block(say("nobody-answered-so-far"))
    yield from _steps(case)
    yield from (Block(text) for text in _cautions(case))
    may_have_right = state.category == "refund-request" and state.where is None and "issuer" not in case.order
    if first_time and may_have_right and not case.ending:
        yield Block(say("right-may-exist"))
    yield Block(say("have-in-hand", items=_listed(case)))
    yield from (Block(line) for line in ages(case))


def _listed(case: Case) -> str:
    names = {"processor": case.answering.name if case.answering else case.say("the-processor")}
    return case.say.listed(tuple(case.say(f"item-{item}", **names) for item in in_hand(case)))


def _end_of_the_road(case: Case) -> str:
    if case.is_alone:
        return "end-of-the-road-alone"
    return "end-of-the-road" if any(regulators(case)) else "end-of-the-road-nobody"


def _steps(case: Case) -> Iterator[Block]:
    say, roles = case.say, case.still_to_ask
    if case.state.reached == "regulator" and not case.is_alone:
        complained_of = party(case, case.complained_of)
        yield Block(say("complain", party=complained_of.name), complained_of)
        return
    for index, role in enumerate(roles):
        if len(roles) == 1 or (index == 0 and case.state.reached):
            lead = "lead-only"
        elif index == 0:
            lead = "lead-at-once" if role == "issuer" else "lead-first"
        else:
            lead = "lead-last" if role == "issuer" else "lead-then"
        someone = party(case, role)
        text = [say(lead, party=someone.name, ask=ask(case, role))]
        if role == "issuer":
            text += _how_long_there_is(case)
        if role == "processor" and (rule := dispute_at_the_processor(case)):
            start = words_in(rule.counts_from, say.language) or ""
            text.append(say("dispute-there", length=length_in_words(rule, say), start=start))
        elif role != "issuer" and index < len(roles) - 1 and case.category and not _no_answer_to_expect(case, role):
            text.append(say("allow-days", days=getattr(case.category.wait_days, role)))
        yield Block(" ".join(text), someone)
        about_an_old_line = case.state.category == "unrecognised-charge" and case.ending != "recent"
        if index == 0 and about_an_old_line and not case.state.reached:
            yield Block(say("check-at-home"))


def _no_answer_to_expect(case: Case, role: PartyRole) -> bool:
    """Whether this party only shows something, or we know no way to it, so that there is nothing to wait for."""
    return role == "processor" and (case.is_service or is_unreachable(case))


def _how_long_there_is(case: Case) -> Iterator[str]:
    """Yield until when the issuer can be asked; where every day counts, that is all there is to say."""
    say, rule = case.say, earliest(case)
    if case.state.category == "unauthorised" or case.ending == "recent":
        yield say("do-it-today")
    elif rule and not dispute_at_the_processor(case):  # one clock is enough to remember
        start, name = words_in(rule.counts_from, say.language) or "", words_in(rule.name, say.language) or rule.id
        yield say("earliest-limit", length=length_in_words(rule, say), start=start, name=name)
        if rule.confidence == "low":
            yield say("limit-unconfirmed")
    elif case.ending == "between":
        yield say("limits-may-be-over")


def _cautions(case: Case) -> Iterator[str]:
    """Yield what can go wrong with this very way of paying, from the rules: one or two sentences at most."""
    state = case.state
    for rule in case.directory.rules:
        about_this_way = case.paid in rule.paid or state.processor in rule.processors
        lives_there = not rule.where or state.where in rule.where
        still_helps = case.ending is None or case.paid == "crypto"
        if rule.kind == "fact" and about_this_way and lives_there and fits(rule, case) and still_helps:
            yield words_in(rule.text, case.say.language) or ""
            return


def _ways_on(case: Case) -> Iterator[tuple[str, State, str]]:
    say, state = case.say, replace(case.state, counted=True)
    yield say("way-letter"), replace(state, step="letter"), say("way-letter.hint")
    if "issuer" in case.order or (case.category and case.category.id == "refund-request" and case.ending is None):
        yield say("way-limits"), replace(state, step="limits"), say("way-limits.hint")
    if state.reached != "regulator":
        yield say("way-nobody-answered"), replace(state, reached=case.next_to_ask), say("way-nobody-answered.hint")
    yield say("way-mend"), replace(state, step="mend"), say("way-mend.hint")
