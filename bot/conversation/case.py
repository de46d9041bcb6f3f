"""A state looked up in the directory: what is known about this one dispute, and what follows from it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.conversation.state import UNKNOWN, Reached, State
from bot.directory.directory import Directory, KnownProduct
from bot.directory.fields import PartyRole, Place, Role
from bot.directory.models import Category
from bot.directory.processor import Processor
from bot.directory.records import words_in
from bot.directory.texts import Voice

Ending = Literal["recent", "between", "years-ago"]

# Days after the payment: more than the first number, at most the second.
SPANS: dict[str, tuple[int, int | None]] = {
    "under-2-weeks": (0, 14),
    "2-to-8-weeks": (14, 56),
    "8-weeks-to-4-months": (56, 122),
    "4-to-6-months": (122, 183),
    "6-to-13-months": (183, 396),
    "longer": (396, None),
    "recent": (0, 183),
    "between": (183, 730),
    "years-ago": (730, None),
}


class MissingEntryError(LookupError):
    """A token names an entry that the directory no longer has."""


@dataclass(frozen=True)
class Case:
    """What advice, letter and time limits are drawn from. `say` speaks the buyer's language."""

    directory: Directory
    state: State
    say: Voice

    def __post_init__(self) -> None:
        wanted = {self.state.processor, *self.state.excluded} - {None, UNKNOWN}
        if not wanted <= self.directory.processors.keys():
            raise MissingEntryError
        if self.state.product not in {None, UNKNOWN} and self.state.product not in self.directory.products:
            raise MissingEntryError

    @cached_property
    def category(self) -> Category | None:
        return self.directory.categories[self.state.category] if self.state.category else None

    @cached_property
    def processor(self) -> Processor | None:
        return self.directory.processors.get(self.state.processor or "")

    @cached_property
    def answering(self) -> Processor | None:
        """Whoever answers for the processor today; contacts are theirs, the role stays the processor's own."""
        return self.directory.who_answers(self.processor) if self.processor else None

    @cached_property
    def product(self) -> KnownProduct | None:
        return self.directory.products.get(self.state.product or "")

    @property
    def role(self) -> Role:
        return self.processor.role if self.processor else "unknown"

    @property
    def is_service(self) -> bool:
        """Whether the processor only moved the money, so that the merchant is the seller."""
        return self.processor is not None and self.processor.is_service

    @property
    def others_sell(self) -> bool:
        """Whether the seller is somebody else than the processor, whom the receipt names."""
        return self.is_service or (self.processor is not None and self.processor.sold_by == "others")

    @property
    def is_maker(self) -> bool:
        """Whether the processor made the product as well, so that there is no other developer to ask."""
        return self.processor is not None and self.processor.sold_by == "maker"

    @property
    def paid(self) -> str | None:
        """How it was paid: as the buyer said, or in the one way that the processor knows."""
        crypto = self.processor is not None and self.processor.way_to_pay == "crypto"
        return "crypto" if crypto else self.state.paid

    @property
    def has_ended(self) -> bool:
        return self.processor is not None and self.directory.has_ended(self.processor)

    @property
    def end_is_hearsay(self) -> Literal["-hedged", ""]:
        """Return the ending of the messages that say "as far as we know, it no longer trades", or nothing."""
        status = self.processor.status if self.processor else None
        return "-hedged" if status and (status.confidence == "low" or status.state == "unknown") else ""

    @property
    def namesake(self) -> str | None:
        """Another company that has the processor's name."""
        return words_in(self.processor.recognise.namesake, self.say.language) if self.processor else None

    @property
    def ending(self) -> Ending | None:
        """Where nobody trades under the processor's name: was the payment recent, years ago, or in between?"""
        if not self.has_ended:
            return None
        shortest, longest = SPANS.get(self.state.when or "", SPANS["between"])
        if longest is not None and longest <= SPANS["recent"][1]:  # type: ignore[operator]  # `recent` has an end
            return "recent"
        return "years-ago" if shortest >= SPANS["years-ago"][0] else "between"

    @cached_property
    def order(self) -> tuple[PartyRole, ...]:
        """Whom to turn to, first to last, before anybody was asked."""
        match self.ending:
            case "recent":
                return (*self._issuer, "developer")
            case "years-ago":
                return ("developer", "processor") if self.answering else ("developer",)
            case "between":
                last: tuple[PartyRole, ...] = () if self.state.category == "invoice" else self._issuer
                return ("developer", "processor", *last) if self.answering else ("developer", *last)
        if self.category is None:
            return ()
        decided_by = self.processor.refunds.decided_by if self.processor else None
        decider: PartyRole = decided_by or "developer"
        other: PartyRole = "developer" if decider == "processor" else "processor"
        named: dict[str, tuple[PartyRole, ...]] = {
            "developer": ("developer",),
            "processor": ("processor",),
            "issuer": self._issuer,
            "decider": (decider,),
            "other": (other,),
            "issuer-by-right": self._issuer if self.has_right else (),
        }
        asked = tuple(role for place in self._places(self.category) for role in named[place])
        return tuple(role for role in asked if role != "developer") if self.is_maker else asked

    def _places(self, category: Category) -> tuple[Place, ...]:
        # Where the sellers of a shop decide about refunds, its buyers ask them first, as they would ask a developer.
        in_a_shop_of_others = self.role == "marketplace" and self.others_sell
        sellers_decide = in_a_shop_of_others and self.processor and self.processor.refunds.decided_by == "developer"
        return category.turn_to.for_role("merchant-of-record" if sellers_decide else self.role)

    @property
    def _issuer(self) -> tuple[PartyRole, ...]:
        # Behind a crypto payment there is nobody who could take it back.
        return () if self.paid == "crypto" else ("issuer",)

    @property
    def is_about_a_line(self) -> bool:
        """Whether the buyer may have bought nothing: then the name on the statement is what needs explaining."""
        return self.state.category in {"unrecognised-charge", "unauthorised"}

    @property
    def has_right(self) -> bool:
        """Whether a rule gives a right in this category where the buyer lives."""
        return any(
            rule.kind == "right" and self.state.category in rule.categories and self.state.where in rule.where
            for rule in self.directory.rules
        )

    @property
    def is_alone(self) -> bool:
        """Whether an old purchase has nobody left to ask: the developer did not answer, and no one else ever can."""
        return self.ending == "years-ago" and self.state.reached == "regulator"

    @property
    def next_to_ask(self) -> Reached:
        """Who comes next when the party whose turn it is did not help; after the last one, a public body."""
        return self.still_to_ask[1] if len(self.still_to_ask) > 1 else "regulator"

    @property
    def complained_of(self) -> PartyRole:
        """Whom a public body would hear a complaint about: the issuer where it had a part, else who was asked last."""
        return "issuer" if "issuer" in self.order else self.order[-1]

    @property
    def still_to_ask(self) -> tuple[PartyRole, ...]:
        """The order from the party that is reached on; the last one stays when everybody was asked."""
        if self.state.reached is None:
            return self.order
        if self.state.reached in self.order:
            return self.order[self.order.index(self.state.reached) :]
        return self.order[-1:]
