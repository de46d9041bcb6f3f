"""The shape of everything else that maintainers write: one class a kind of file, checked strictly.

The field names are the public interface of `config/`. Nothing here reads a file or a clock.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from bot.directory.fields import (
    CATEGORY_IDS,
    NO_DOUBLES,
    OFFERED_AT_MOST,
    SHOWN_NO_DOUBLES,
    Address,
    Confidence,
    Email,
    FullDate,
    GroupId,
    Item,
    Label,
    Language,
    Name,
    Paid,
    Place,
    Places,
    ProcessorId,
    ProductId,
    Role,
    Where,
    Words,
)
from bot.directory.forms import GROUP_ID
from bot.directory.phraselist import PhraseList
from bot.directory.records import Record, Sourced

NO_DISPUTE = "none"
_GROUP = re.compile(rf"<({GROUP_ID})>")
Weight = Annotated[float, Field(ge=-20, le=20, allow_inf_nan=False)]
Weights = Mapping[Literal[(NO_DISPUTE, *CATEGORY_IDS)], Weight]  # type: ignore[valid-type]


class Product(Record):
    example = "{id: acme-writer, name: Acme Writer}"
    id: ProductId
    name: Name
    also_known_as: tuple[Name, ...] = ()
    sold_through: tuple[ProcessorId, ...] = ()


class DeveloperContact(Record):
    example = "{help: https://soft.example/help}"
    help: Address | None = None
    email: Email | None = None


class Developer(Sourced):
    """Who made the product. A site alone is enough. Without products the developer's own id stands for all of them."""

    id: ProductId
    name: Name
    also_known_as: tuple[Name, ...] = ()
    site: Address
    contact: DeveloperContact = DeveloperContact()
    products: tuple[Product, ...] = ()
    verified: FullDate | None = None


class Order(Record):
    """Whom to turn to, first to last, by the role of the processor. Facilitators follow the payment services."""

    merchant_of_record: Annotated[Places, Field(alias="merchant-of-record")]
    marketplace: Places
    payment_service: Annotated[Places, Field(alias="payment-service")]

    def for_role(self, role: Role) -> tuple[Place, ...]:
        if role == "marketplace":
            return self.marketplace
        if role in {"payment-service", "payment-facilitator"}:
            return self.payment_service
        return self.merchant_of_record


class Wait(Record):
    """Working days to allow each party before going on. Our own suggestion, not a rule of law."""

    developer: Annotated[int, Field(ge=1, le=30)]
    processor: Annotated[int, Field(ge=1, le=30)]


class Category(Record):
    id: Literal[CATEGORY_IDS]  # type: ignore[valid-type]  # the tuple above is the one list of ids
    urgent: bool = False
    mixed_up_with: str | None = None
    turn_to: Order
    wait_days: Wait
    have_ready: tuple[Item, ...]


class Categories(Record):
    categories: tuple[Category, ...]


class Rule(Sourced):
    """A time limit, a right, a plain fact or a public body. `days` run from `counts_from`.

    `starts_within` is the latest day after the payment on which the clock can start; null where nobody can say.
    """

    id: ProductId
    kind: Literal["limit", "right", "fact", "regulator"]
    name: Label
    text: Words
    where: tuple[Where, ...] = ()
    paid: tuple[Paid, ...] = ()
    categories: tuple[Literal[CATEGORY_IDS], ...] = ()  # type: ignore[valid-type]
    processors: tuple[ProcessorId, ...] = ()
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    at_most_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    counts_from: Label | None = None
    starts_within: Annotated[int, Field(ge=0, le=3650)] | None = None
    contact: Address | None = None
    complaint_about: Literal["seller", "issuer"] | None = None
    confidence: Confidence

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        if self.days is not None and self.months is not None:
            raise ValueError("a clock has one length; write days: or months:, not both")
        if (self.kind == "regulator") != (self.complaint_about is not None):
            raise ValueError("a regulator, and nothing else, has complaint_about: seller or issuer")
        return self

    @property
    def length(self) -> int | None:
        """The clock in days; a month has 30.44 of them."""
        return round(self.months * 30.44) if self.months else self.days


class Rules(Record):
    rules: tuple[Rule, ...]


class Operator(Record):
    example = "{name: Your name, contact: you@mail.example}"
    name: Label
    contact: Words
    privacy: Address | None = None
    terms: Address | None = None
    report: Address | None = None


class Paths(Record):
    example = "{data: ../data}"
    data: Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f]+$")]


class Counting(Record):
    """`window_ms`: for how long counts gather, to be written together. `keep_months`: older weeks become quarters."""

    window_ms: Annotated[int, Field(ge=0, le=50)] = 50
    keep_months: Annotated[int, Field(ge=3, le=1200)] = 36


class Bot(Record):
    """`bot.yaml`: who runs this bot, in which languages, and where the tally lies (relative to this file)."""

    operator: Operator
    languages: Annotated[
        tuple[Language, ...],
        Field(min_length=1, json_schema_extra=dict(SHOWN_NO_DOUBLES)),
        NO_DOUBLES,
    ]
    paths: Paths
    tally: Counting = Counting()
    offered_processors: Annotated[
        tuple[ProcessorId, ...],
        Field(max_length=OFFERED_AT_MOST, json_schema_extra=dict(SHOWN_NO_DOUBLES)),
        NO_DOUBLES,
    ]


class Cue(Record):
    """Something that words may say. `weighs` tells how much it speaks for a category, or against it below 0."""

    means: str
    weighs: Weights = Field(default_factory=dict)


class Meanings(Record):
    """`meanings.yaml`: the cues in buyers' words and what they weigh, and the words that are no buyer's own.

    `start` is what each category weighs before any cue; `names_nobody` are cues beside which a company that is named
    has not taken the buyer's money.
    """

    start: Weights
    cues: Mapping[str, Cue]
    names_nobody: tuple[str, ...]
    bank_words: PhraseList
    lures: PhraseList
    role_mailboxes: PhraseList
    password_words: PhraseList

    @field_validator("start")
    @classmethod
    def _all_start(cls, start: Mapping[str, float]) -> Mapping[str, float]:
        missing = [category for category in (NO_DISPUTE, *CATEGORY_IDS) if category not in start]
        if missing:
            raise ValueError(f"missing: {', '.join(missing)}; write a number for each")
        return start


class AroundNames(Record):
    """Words around a company's name that tell what it has to do with the purchase.

    Before it: `took_part` (by, through), `a_thing` (the, my: an everyday word follows), `denied` (not). Behind it or
    before it: `of_a_company` (account, order). Behind it: `denied_behind`. Anywhere in the clause: `paying`. At the
    end of the name itself: `endings` (PayPalem, Steamden).
    """

    took_part: PhraseList = ()
    a_thing: PhraseList = ()
    of_a_company: PhraseList = ()
    paying: PhraseList = ()
    denied: PhraseList = ()
    denied_behind: PhraseList = ()
    endings: PhraseList = ()


class Phrases(Record):
    """What buyers of one language say. `groups` are entries of which any may stand where a phrase has `<name>`."""

    groups: Mapping[GroupId, PhraseList] = Field(default_factory=dict)
    cues: Mapping[str, PhraseList]
    not_known: PhraseList = ()
    start_again: PhraseList = ()
    nobody_answered: PhraseList = ()
    asked_everybody: PhraseList = ()
    asks_what_is_kept: PhraseList = ()
    paid_when: Mapping[Literal["recent", "years-ago"], PhraseList] = Field(default_factory=dict)
    paid_through: Mapping[Paid, PhraseList] = Field(default_factory=dict)
    around_names: AroundNames = AroundNames()

    @cached_property
    def groups_named(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Every group that a list of phrases names, with the keys that lead to the list."""
        return tuple(
            (location, group)
            for location, lines in self.all_lines()
            for group in sorted(set(_GROUP.findall(",".join(lines))))
        )

    def all_lines(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield all lists of phrases, each with the keys that lead to it."""
        for key in type(self).model_fields:
            value = getattr(self, key)
            own = vars(value) if isinstance(value, Record) else value
            if isinstance(own, Mapping):
                yield from (((key, name), lines) for name, lines in own.items())
            else:
                yield (key,), own
