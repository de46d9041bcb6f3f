"""All that a conversation knows, and the token of at most 100 characters that carries it.

A token is a version, one letter for each slot of few values, a position digit, and the ids:

    1anbc--02.paddle.acme-player        1a------1.!paypal!stripe.

The position digit means nothing: it only lets two buttons of one message differ. Excluded processors stand, each
behind a `!`, where the processor will stand: once it is known nobody needs them any more.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.conversation.limits import TOKEN_LENGTH
from bot.directory.fields import CATEGORY_IDS, PROCESSOR_ID_LENGTH, PRODUCT_ID_LENGTH, Paid, Where

UNKNOWN = "?"  # in a slot: asked, and the buyer does not know
EXCLUDED_AT_MOST = 2

# What is on the screen. `ask` is the way itself: the next open question, or the advice. The others are side views.
Step = Literal["ask", "clue", "letter", "limits", "mend", "sources"]
Reached = Literal["developer", "processor", "issuer", "regulator"]
# The six spans that the time limits ask for, and the three coarse ones that an ended processor's question offers.
When = Literal[
    "under-2-weeks",
    "2-to-8-weeks",
    "8-weeks-to-4-months",
    "4-to-6-months",
    "6-to-13-months",
    "longer",
    "recent",
    "between",
    "years-ago",
]

_VERSION = "1"
_ID = r"[a-z0-9-]*"
_TOKEN = re.compile(
    rf"{_VERSION}(?P<letters>[a-zA-Z?-]{{6}})(?P<flags>[0-3])[0-9]"
    rf"\.(?P<excluded>(?:!{_ID}){{0,{EXCLUDED_AT_MOST}}})(?P<processor>{_ID}|\?)"
    rf"\.(?P<product>{_ID}|\?)",
    re.ASCII,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Appending a value is compatible with tokens that are out there; changing an order needs a new version.
_SLOTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("step", get_args(Step)),
    ("category", CATEGORY_IDS),
    ("reached", get_args(Reached)),
    ("paid", get_args(Paid)),
    ("where", get_args(Where)),
    ("when", get_args(When)),
)


class MalformedTokenError(ValueError):
    """The text is no token. It is not repeated here: a buyer may have typed it."""

    def __init__(self) -> None:
        super().__init__("not a token of this release")


@dataclass(frozen=True, slots=True)
class State:
    """One conversation. None is an empty slot, `UNKNOWN` one that the buyer could not fill."""

    step: Step = "ask"
    category: str | None = None
    processor: str | None = None
    product: str | None = None
    reached: Reached | None = None
    paid: str | None = None
    where: str | None = None
    when: str | None = None
    excluded: tuple[str, ...] = ()
    counted: bool = False
    told_apart: bool = False

    def with_processor(self, processor: str) -> "State":
        """Return this conversation with the processor known, and what followed from another one forgotten."""
        if processor == self.processor:
            return self
        if self.processor is None:
            return replace(self, processor=processor, excluded=(), step="ask")
        return replace(self, processor=processor, excluded=(), product=None, reached=None, when=None, step="ask")

    def with_category(self, category: str, *, told_apart: bool) -> "State":
        return replace(self, category=category, told_apart=told_apart, reached=None, step="ask")


START = State()


def encode(state: State, position: int = 0) -> str:
    """Return the state's token. `position` is 0 to 9."""
    letters = "".join(_letter(values, getattr(state, slot)) for slot, values in _SLOTS)
    flags = state.counted + 2 * state.told_apart
    excluded = "".join(f"!{name}" for name in state.excluded) if state.processor is None else ""
    return f"{_VERSION}{letters}{flags}{position}.{excluded}{state.processor or ''}.{state.product or ''}"


def decode(token: str) -> State:
    """Return the state that a token carries; whether its ids still exist is for the directory to say.

    Raises:
        MalformedTokenError: it is not exactly of the form that `encode` writes.
    """
    match = _TOKEN.fullmatch(token) if len(token) <= TOKEN_LENGTH else None
    if match is None:
        raise MalformedTokenError
    slots = {slot: _value(values, letter) for (slot, values), letter in zip(_SLOTS, match["letters"], strict=True)}
    excluded = tuple(match["excluded"].split("!")[1:])
    processor, product = match["processor"], match["product"]
    too_long = (
        max(len(name) for name in (processor, *excluded)) > PROCESSOR_ID_LENGTH or len(product) > PRODUCT_ID_LENGTH
    )
    if (
        slots["step"] in {None, UNKNOWN}
        or UNKNOWN in {slots["category"], slots["reached"]}
        or too_long
        or "" in excluded
    ):
        raise MalformedTokenError
    if excluded and processor:
        raise MalformedTokenError
    flags = int(match["flags"])
    return State(
        **slots,  # type: ignore[arg-type]  # _value gives only what the slot's own tuple holds
        processor=processor or None,
        product=product or None,
        excluded=excluded,
        counted=bool(flags & 1),
        told_apart=bool(flags & 2),
    )


def _letter(values: tuple[str, ...], value: str | None) -> str:
    if value is None:
        return "-"
    return UNKNOWN if value == UNKNOWN else _LETTERS[values.index(value)]


def _value(values: tuple[str, ...], letter: str) -> str | None:
    if letter == "-":
        return None
    if letter == UNKNOWN:
        return UNKNOWN
    index = _LETTERS.find(letter)
    if not 0 <= index < len(values):
        raise MalformedTokenError
    return values[index]
