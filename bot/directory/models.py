"""The shape of everything that maintainers write: one class a kind of file, checked strictly.

The field names are the public interface of `config/`. Nothing here reads a file or a clock.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.directory.fields import (
    CATEGORY_IDS,
    NO_DOUBLES,
    OFFERED_AT_MOST,
    Address,
    Confidence,
    Country,
    Email,
    FullDate,
    Host,
    Item,
    Mask,
    Name,
    Paid,
    PartialDate,
    PhoneNumber,
    Phrase,
    Place,
    Places,
    ProcessorId,
    ProductId,
    Role,
    SoldBy,
    WayToPay,
    Where,
    Words,
)


class Record(BaseModel):
    """What all kinds of entries share: unknown keys are errors, nothing is guessed, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(Record):
    """Where a fact was read: an address, or words for what has none. `date` is the page's own date."""

    url: Address | None = None
    described: Words | None = None
    date: PartialDate | None = None
    confidence: Confidence
    supports: Annotated[tuple[str, ...], Field(alias="for")] = ()


class Sourced(Record):
    """What states facts: where they were read and how old they are.

    `as_of` is the date of the newest source, null where none has a date; `collected` is when the sources were read.
    """

    as_of: PartialDate | None = None
    collected: PartialDate | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_an_age(self) -> Self:
        if self.as_of is None and self.collected is None:
            raise ValueError("how old are these facts? write as_of: (the newest source) or collected: (when read)")
        return self


class Status(Record):
    state: Literal["active", "renamed", "closed", "insolvent", "unknown"]
    since: PartialDate | None = None
    confidence: Confidence = "high"
    successor: ProcessorId | None = None

    @model_validator(mode="after")
    def _successor_fits_state(self) -> Self:
        if self.state == "renamed" and self.successor is None:
            raise ValueError(
                "a renamed processor leads somewhere; write successor: and the id of whoever answers today"
            )
        if self.state in {"active", "unknown"} and self.successor is not None:
            raise ValueError("only a renamed, closed or insolvent processor has a successor; remove it or mend state:")
        return self


class LegalSeller(Record):
    name: str
    country: Country | None = None
    scope: Annotated[Words | None, Field(alias="for")] = None


class Phone(Record):
    scope: Annotated[Words | None, Field(alias="for")] = None
    number: PhoneNumber


class Contact(Record):
    help: Address | None = None
    order_lookup: Address | None = None
    email: Email | None = None
    phone: tuple[Phone, ...] = ()


class Related(Record):
    """Other entries that a buyer of this one may have to do with.

    `part_of` is the company that it belongs to. `paid_through` are services whose name may stand on the statement in
    place of its own. `sold_through` are companies that are the seller of some purchases in its place.
    """

    part_of: ProcessorId | None = None
    paid_through: tuple[ProcessorId, ...] = ()
    sold_through: tuple[ProcessorId, ...] = ()


class Statement(Record):
    """A text on a bank statement. The star is a literal star; case and spacing never matter."""

    text: Annotated[str, Field(min_length=2, max_length=40)]
    kind: Literal["prefix", "contains", "exact"]
    confidence: Confidence


class Recognise(Record):
    """What betrays a processor. `old_sites` stand on old receipts: they are recognised, and nobody is sent there."""

    statement: tuple[Statement, ...] = ()
    senders: tuple[Host, ...] = ()
    sites: tuple[Host, ...] = ()
    old_sites: tuple[Host, ...] = ()
    order_numbers: tuple[Mask, ...] = ()
    everyday_words: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    namesake: Words | None = None


class Refunds(Record):
    decided_by: Literal["developer", "processor"] | None = None
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    text: Words | None = None


class Processor(Sourced):
    """A company that takes money for software. The id is the name of its file.

    A name alone helps, so `sources` may be empty: then nothing was found, and `collected` says when it was looked for.
    """

    id: ProcessorId
    name: Name
    also_known_as: tuple[Name, ...] = ()
    role: Role
    role_confidence: Confidence = "high"
    sold_by: SoldBy | None = None
    way_to_pay: WayToPay | None = None
    status: Status
    owner: Name | None = None
    related: Related = Related()
    legal_seller: tuple[LegalSeller, ...] = ()
    contact: Contact = Contact()
    privacy_policy: Address | None = None
    recognise: Recognise = Recognise()
    have_ready: tuple[Item, ...] = ()
    refunds: Refunds = Refunds()
    notes: Words | None = None
    verified: FullDate | None = None
    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.owner and self.related.part_of:
            raise ValueError("owner: is for companies without a file here; remove it, part_of: says the same")
        if self.sold_by and self.is_service:
            raise ValueError("behind a payment service or facilitator others always sell; remove sold_by:")
        if self.status.state in {"closed", "insolvent"} and self.recognise.sites:
            raise ValueError("nobody answers there any more; write the sites under old_sites:")
        if not self.sources and self.collected is None:
            raise ValueError("no source was found? write collected: and the month in which you looked")
        return self

    @property
    def is_service(self) -> bool:
        """Whether it only moves the money, so that the merchant is the seller."""
        return self.role in {"payment-service", "payment-facilitator"}

    @property
    def hosts(self) -> tuple[str, ...]:
        return (*self.recognise.sites, *self.recognise.old_sites, *self.recognise.senders)


class Product(Record):
    id: ProductId
    name: Name
    also_known_as: tuple[Name, ...] = ()
    sold_through: tuple[ProcessorId, ...] = ()


class DeveloperContact(Record):
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
    name: Words
    text: Words
    where: tuple[Where, ...] = ()
    paid: tuple[Paid, ...] = ()
    categories: tuple[Literal[CATEGORY_IDS], ...] = ()  # type: ignore[valid-type]
    processors: tuple[ProcessorId, ...] = ()
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    at_most_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    counts_from: Words | None = None
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
    name: Words
    contact: Words
    privacy: Address | None = None
    terms: Address | None = None
    report: Address | None = None


class Paths(Record):
    data: Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f]+$")]


class Bot(Record):
    """`bot.yaml`: who runs this bot, in which languages, and where the tally lies (relative to this file)."""

    operator: Operator
    languages: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...], Field(min_length=1), NO_DOUBLES]
    paths: Paths
    offered_processors: Annotated[tuple[ProcessorId, ...], Field(max_length=OFFERED_AT_MOST), NO_DOUBLES]


class Phrases(Record):
    """What buyers say. In a phrase `...` stands for up to six words, and a word may end with `*`."""

    categories: Mapping[Literal[CATEGORY_IDS], Mapping[str, tuple[Phrase, ...]]]  # type: ignore[valid-type]
    not_known: Mapping[str, tuple[Phrase, ...]]
    start_again: Mapping[str, tuple[Phrase, ...]]
    nobody_answered: Mapping[str, tuple[Phrase, ...]]
    asked_everybody: Mapping[str, tuple[Phrase, ...]]
    paid_when: Mapping[Literal["recent", "years-ago"], Mapping[str, tuple[Phrase, ...]]]
    paid_through: Mapping[Paid, Mapping[str, tuple[Phrase, ...]]]


def words_in(words: Mapping[str, str] | None, language: str) -> str | None:
    """Return a text in `language`, in English where it has not been translated, None where there is none."""
    return None if words is None else words.get(language, words["en"])
