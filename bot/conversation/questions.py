"""The questions. Each is asked only while its slot is empty, so one rich message can skip them all."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, get_args

from bot.conversation.case import Case
from bot.conversation.limits import CHOICES
from bot.conversation.reply import Block, Choice, Fact, Reply, choices
from bot.conversation.state import START, UNKNOWN, State, When
from bot.directory.fields import Paid, Where
from bot.directory.processor import Processor
from bot.directory.records import words_in

Slot = Literal["category", "told_apart", "processor", "product", "when"]

ENDED_SPANS: tuple[When, ...] = ("recent", "between", "years-ago")


def open_slot(case: Case) -> Slot | None:
    """Return the first slot that is empty and whose value would change the advice; None once the advice stands."""
    state = case.state
    if state.category is None:
        return "category"
    if not state.told_apart and case.category and case.category.mixed_up_with:
        return "told_apart"
    if state.processor is None:
        return "processor"
    if state.product is None and _products_sold_through(case):
        return "product"
    if case.has_ended and state.when is None:
        return "when"
    return None


def one_back(case: Case) -> State:
    """Return what was on the screen before, as far as that follows from a state: there is no history."""
    state = case.state
    if state.step != "ask":
        return replace(state, step="ask")
    if open_slot(case) is None:
        return replace(state, reached=None) if state.reached else replace(state, step="mend")
    last = next((slot for slot in ("when", "product", "processor") if getattr(state, slot) is not None), None)
    if last is None:
        return replace(state, category=None, told_apart=False)
    return replace(state, **{last: None})  # type: ignore[arg-type]  # a slot's own name


def next_question(case: Case) -> Reply | None:
    """Return the question that the open slot asks, or None once the advice stands."""
    match open_slot(case):
        case "category":
            return which_category(case)
        case "told_apart":
            return which_of_two(case)
        case "processor":
            return which_processor(case)
        case "product":
            return which_product(case)
        case "when":
            return when_if_ended(case)
        case None:
            return None


def which_category(case: Case) -> Reply:
    say, state = case.say, case.state
    operator = case.directory.bot.operator
    first = state == START
    opening = ("open-intro", "open-promise") if first else ("open-intro",)
    links = (("fact-operator-privacy", operator.privacy), ("fact-operator-terms", operator.terms))
    return Reply(
        kind="question",
        heading=say("open-heading"),
        state=state,
        blocks=(
            *(Block(say(line)) for line in opening),
            *([Block(say("open-operator", operator=words_in(operator.name, say.language) or ""))] if first else []),
        ),
        facts=tuple(Fact(say(label), url=url) for label, url in links if url and first),
        choices=choices(
            *(
                (
                    say(f"category-{name}"),
                    state.with_category(name, told_apart=False),
                    say(f"category-{name}.hint"),
                )
                for name in case.directory.categories
            )
        ),
    )


def which_of_two(case: Case) -> Reply:
    """Tell two categories apart that are easily mixed up and lead to different doors."""
    say, state, category = case.say, case.state, case.category
    if category is None or category.mixed_up_with is None:
        raise ValueError("this category is not mixed up with another one")
    return Reply(
        kind="question",
        heading=say(f"apart-{category.id}-heading"),
        state=state,
        choices=choices(
            *(
                (
                    say(f"apart-{category.id}-{way}"),
                    state.with_category(meant, told_apart=True),
                    say(f"apart-{category.id}-{way}.hint"),
                )
                for way, meant in (("stay", category.id), ("switch", category.mixed_up_with))
            )
        ),
    )


def which_processor(case: Case) -> Reply:
    say, state = case.say, case.state
    offered = (case.directory.processors[name] for name in case.directory.bot.offered_processors)
    return Reply(
        kind="question",
        heading=say("processor-heading"),
        state=state,
        blocks=(Block(say("processor-intro")),),
        choices=choices(
            *((processor.name, state.with_processor(processor.id)) for processor in offered),
            (say("processor-not-known"), replace(state, step="clue")),
        ),
    )


def which_clue(case: Case) -> Reply:
    """Ask for one thing that betrays the processor; the answer is free text."""
    say, state = case.say, case.state
    return Reply(
        kind="question",
        heading=say("clue-heading"),
        state=state,
        blocks=(Block(say("clue-intro")), Block(say("clue-leave-out"))),
        choices=_without_a_clue(case, "clue-none"),
        wants_text=True,
    )


def no_match(case: Case) -> Reply:
    """Say that nothing fitted, and how the buyer can find out without us."""
    say, state = case.say, case.state
    return Reply(
        kind="question",
        heading=say("clue-heading"),
        state=replace(state, step="clue"),
        blocks=(Block(say("clue-no-match")), Block(say("clue-how"))),
        choices=_without_a_clue(case, "clue-go-on"),
        wants_text=True,
    )


def which_candidate(case: Case, candidates: Iterable[tuple[Processor, str]]) -> Reply:
    """Offer the few processors that may be meant, each with the evidence for it (a message's name)."""
    say, state = case.say, replace(case.state, step="clue")
    offered = tuple(candidates)
    turned_down = replace(state, excluded=tuple(processor.id for processor, _ in offered)[:2])
    if len(offered) == 1:
        ((only, evidence),) = offered
        return Reply(
            kind="question",
            heading=say("candidate-heading", processor=only.name),
            state=state,
            blocks=(Block(f"{say(evidence)} {say('candidates-intro')}"),),
            choices=choices(
                (say("candidate-yes", processor=only.name), state.with_processor(only.id)),
                (say("candidate-no"), turned_down),
            ),
        )
    return Reply(
        kind="question",
        heading=say("candidates-heading"),
        state=state,
        blocks=(Block(say("candidates-intro")),),
        choices=choices(
            *((processor.name, state.with_processor(processor.id), say(evidence)) for processor, evidence in offered),
            (say("candidates-none"), turned_down),
        ),
    )


def which_product(case: Case) -> Reply:
    say, state = case.say, case.state
    return Reply(
        kind="question",
        heading=say("product-heading"),
        state=state,
        blocks=(Block(say("product-intro")),),
        choices=choices(
            *((name, replace(state, product=product)) for product, name in _products_sold_through(case)),
            (say("product-not-known"), replace(state, product=UNKNOWN)),
        ),
    )


def when_if_ended(case: Case) -> Reply:
    """Nobody trades under this name: an old purchase and a new charge need opposite answers."""
    say, state, processor = case.say, case.state, case.processor
    return Reply(
        kind="question",
        heading=say("ended-heading"),
        state=state,
        blocks=(Block(say(f"ended-intro{case.end_is_hearsay}", processor=processor.name if processor else "")),),
        choices=choices(
            *((say(f"ended-{when}"), replace(state, when=when), say(f"ended-{when}.hint")) for when in ENDED_SPANS)
        ),
    )


_REFINEMENTS: dict[str, tuple[str, ...]] = {
    "paid": get_args(Paid),
    "where": get_args(Where),
    "when": tuple(when for when in get_args(When) if when not in ENDED_SPANS),
}


def open_refinement(case: Case) -> str | None:
    """Return the first of the three rough slots that narrow the time limits and is empty: paid, where, when."""
    known = {"paid": case.paid, "where": case.state.where, "when": case.state.when}
    return next((slot for slot in _REFINEMENTS if known[slot] is None), None)


def next_refinement(case: Case) -> Reply | None:
    """Return the next of the three rough questions that narrow the time limits: how paid, where, about when."""
    say, state, slot = case.say, case.state, open_refinement(case)
    if slot is None:
        return None

    def filled(value: str) -> State:
        return replace(state, **{slot: value})  # type: ignore[arg-type]  # one of the three slots above

    return Reply(
        kind="question",
        heading=say(f"{slot}-heading"),
        state=state,
        blocks=(Block(say("refine-why")),),
        choices=choices(
            *((say(f"{slot}-{name}"), filled(name)) for name in _REFINEMENTS[slot]),
            (say("way-not-sure"), filled(UNKNOWN)),
            (say("way-back"), replace(state, step="ask")),
        ),
    )


def _without_a_clue(case: Case, going_on: str) -> tuple[Choice, ...]:
    say, state = case.say, case.state
    return choices(
        (say(going_on), state.with_processor(UNKNOWN)),
        (say("clue-list"), replace(state, step="ask")),
    )


def _products_sold_through(case: Case) -> list[tuple[str, str]]:
    """Return id and name of the products whose developer we know and that this processor sells."""
    if case.processor is None:
        return []
    sold = [p for p in case.directory.products.values() if case.processor.id in p.sold_through]
    return [(product.id, product.name) for product in sold[: CHOICES - 1]]
