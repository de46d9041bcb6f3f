"""The shape of everything that maintainers write: one class a kind of file, checked strictly.

The field names are the public interface of `config/`. Nothing here reads a file or a clock.
A value that breaks a rule raises `ValueError` whose text tells the maintainer what to write instead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from bot.directory.texts import Texts

# The release owns these ids, in this order: the store checks them, the token has a letter for each.
CATEGORY_IDS = (
    "not-received",
    "access",
    "not-as-described",
    "refund-request",
    "refund-missing",
    "charged-twice",
    "wrong-amount",
    "subscription",
    "unrecognised-charge",
    "unauthorised",
    "payment-failed",
    "invoice",
    "other",
)
PROCESSOR_ID_LENGTH = 24
PRODUCT_ID_LENGTH = 32
OFFERED_AT_MOST = 24  # a Discord select menu holds 25 options; the last one is "I do not know"

Confidence = Literal["high", "medium", "low"]
Role = Literal["merchant-of-record", "marketplace", "payment-service", "payment-facilitator", "unknown"]
PartyRole = Literal["developer", "processor", "issuer"]
# Who stands at a place of a category's order. `decider` is whoever decides about refunds (the processor's file says
# it), `other` the other one of developer and processor, `issuer-by-right` the issuer only where a rule gives a right.
Place = Literal["developer", "processor", "issuer", "decider", "other", "issuer-by-right"]
Paid = Literal["credit-card", "debit-card", "paypal", "direct-debit", "bank-transfer", "pay-later", "crypto"]
Where = Literal["eu", "uk", "us", "elsewhere"]
Item = Literal[
    "order-number",
    "email",
    "date",
    "amount",
    "last-four",
    "receipt",
    "statement-line",
    "product",
    "account",
    "transaction-id",
    "reason",
    "messages",
    "billing-details",
]


def _id(length: int) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise ValueError("an id has only a-z, 0-9 and single hyphens inside; write for example acme-pay")
        if len(value) > length:
            raise ValueError(f"an id may have at most {length} characters, this one has {len(value)}; shorten it")
        return value

    return AfterValidator(check)


def _partial_date(value: str) -> str:
    try:
        match = re.fullmatch(r"(199\d|20\d\d)(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
        date(*(int(part or 1) for part in match.groups()) if match else (0, 0, 0))
    except ValueError:
        raise ValueError(_A_DATE) from None
    return value


def _full_date(value: str) -> str:
    if len(_partial_date(value)) != len("2025-01-31"):
        raise ValueError("this date needs its day; write for example 2025-01-31")
    return value


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in {"http", "https"} or not _is_host(host) or port or re.search(r"[\s\x00-\x1f<>]", value):
        raise ValueError(
            "a web address starts with https:// and names a host; write for example https://pay.example/help"
        )
    return value


def _is_host(value: str) -> bool:
    return re.fullmatch(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+", value) is not None


def _host(value: str) -> str:
    if not _is_host(value):
        raise ValueError("a host is lower case, without https:// and without a path; write for example pay.example")
    return value


def _email(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        raise ValueError("this is not an e-mail address; write for example help@pay.example")
    return value


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError('a country is its two-letter ISO code in capitals; write for example DE, or "NO" in quotes')
    return value


def _phone(value: str) -> str:
    if not re.fullmatch(r"\+[1-9]\d{6,14}", value, re.ASCII):
        raise ValueError('a number has + and country code and only digits, in quotes; write for example "+15550100"')
    return value


def _mask(value: str) -> str:
    if not re.fullmatch(r"(?:\\[#@\\]|[^\\\s])(?:\\[#@\\]|[^\\]){1,39}", value):
        raise ValueError("a mask uses # for a digit and @ for a letter, 2 to 40 characters; write for example ACM-####")
    return value


def _words(value: object) -> object:
    return {"en": value} if isinstance(value, str) else value


def _all_words(value: Mapping[str, str]) -> Mapping[str, str]:
    for language, words in value.items():
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise ValueError("a language is its two-letter ISO code; write for example en or de")
        if not words.strip():
            raise ValueError("the text is empty; write a sentence or leave the line out")
    if "en" not in value:
        raise ValueError("English is the language that all others fall back to; write an en: line")
    return value


def _year_as_text(value: object) -> object:
    # YAML reads a bare year as a number; a year is what was meant. Whatever else it reads is no date.
    if isinstance(value, bool | float):
        raise ValueError(_A_DATE)  # noqa: TRY004 - pydantic turns only a ValueError into an error at this place
    return str(value) if isinstance(value, int) else value


_A_DATE = "a date is a year, a month or a day; write 2025, 2025-01 or 2025-01-31"


def _no_doubles(values: tuple[str, ...]) -> tuple[str, ...]:
    doubled = next((value for value in values if values.count(value) > 1), None)
    if doubled is not None:
        raise ValueError(f"{doubled} stands here twice; keep one of them")
    return values


def _somebody_always(places: tuple[str, ...]) -> tuple[str, ...]:
    for named, meant in (("decider", "other"), ("other", "decider")):
        if named in places and {"developer", "processor"} & set(places):
            raise ValueError(f"{named} and {meant} stand for developer and processor; write one pair or the other")
    if set(places) <= {"issuer", "issuer-by-right"}:
        raise ValueError("nobody but the issuer is named; add developer or processor")
    return places


_NO_DOUBLES = AfterValidator(_no_doubles)

ProcessorId = Annotated[str, _id(PROCESSOR_ID_LENGTH)]
ProductId = Annotated[str, _id(PRODUCT_ID_LENGTH)]
PartialDate = Annotated[str, BeforeValidator(_year_as_text), AfterValidator(_partial_date)]
FullDate = Annotated[str, BeforeValidator(_year_as_text), AfterValidator(_full_date)]
Address = Annotated[str, AfterValidator(_address)]
Host = Annotated[str, AfterValidator(_host)]
Email = Annotated[str, AfterValidator(_email)]
Country = Annotated[str, AfterValidator(_country)]
PhoneNumber = Annotated[str, AfterValidator(_phone)]
Mask = Annotated[str, AfterValidator(_mask)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
# A text in several languages; a plain string is English.
Words = Annotated[Mapping[str, str], BeforeValidator(_words), AfterValidator(_all_words)]


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


class Statement(Record):
    """A text on a bank statement. The star is a literal star; case and spacing never matter."""

    text: Annotated[str, Field(min_length=2, max_length=40)]
    kind: Literal["prefix", "contains", "exact"]
    confidence: Confidence


class Recognise(Record):
    statement: tuple[Statement, ...] = ()
    senders: tuple[Host, ...] = ()
    sites: tuple[Host, ...] = ()
    order_numbers: tuple[Mask, ...] = ()
    everyday_words: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()


class Refunds(Record):
    decided_by: Literal["developer", "processor"] | None = None
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    text: Words | None = None


class Processor(Sourced):
    """A company that takes money for software. The id is the name of its file."""

    id: ProcessorId
    name: Name
    also_known_as: tuple[Name, ...] = ()
    role: Role
    role_confidence: Confidence = "high"
    status: Status
    owner: Name | None = None
    legal_seller: tuple[LegalSeller, ...] = ()
    contact: Contact = Contact()
    privacy_policy: Address | None = None
    recognise: Recognise = Recognise()
    have_ready: tuple[Item, ...] = ()
    refunds: Refunds = Refunds()
    notes: Words | None = None
    verified: FullDate | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        return (*self.recognise.sites, *self.recognise.senders)


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


Places = Annotated[tuple[Place, ...], Field(min_length=1), _NO_DOUBLES, AfterValidator(_somebody_always)]


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
    languages: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...], Field(min_length=1), _NO_DOUBLES]
    paths: Paths
    offered_processors: Annotated[tuple[ProcessorId, ...], Field(max_length=OFFERED_AT_MOST), _NO_DOUBLES]


def _phrase(value: str) -> str:
    if not re.fullmatch(rf"{_PIECES}(?: \.\.\. {_PIECES}){{0,2}}", value):
        raise ValueError(
            "a phrase has only words and at most two ... between them; * ends a word stem of two letters or more; "
            "write for example: licen* ... never came"
        )
    return value


_PIECE = r"(?:[^\W_][\w'-]+\*?|[^\W_])"
_PIECES = rf"{_PIECE}(?: {_PIECE})*"
Phrase = Annotated[str, Field(max_length=80), AfterValidator(_phrase)]


class Phrases(Record):
    """What buyers say. In a phrase `...` stands for up to six words, and a word may end with `*`."""

    categories: Mapping[Literal[CATEGORY_IDS], Mapping[str, tuple[Phrase, ...]]]  # type: ignore[valid-type]
    not_known: Mapping[str, tuple[Phrase, ...]]
    start_again: Mapping[str, tuple[Phrase, ...]]
    nobody_answered: Mapping[str, tuple[Phrase, ...]]
    asked_everybody: Mapping[str, tuple[Phrase, ...]]
    paid_when: Mapping[Literal["recent", "years-ago"], Mapping[str, tuple[Phrase, ...]]]
    paid_through: Mapping[Paid, Mapping[str, tuple[Phrase, ...]]]


@dataclass(frozen=True)
class KnownProduct:
    """A product with the developer who answers for it."""

    id: str
    name: str
    also_known_as: tuple[str, ...]
    sold_through: tuple[str, ...]
    developer: Developer


@dataclass(frozen=True)
class Directory:
    """All that is known, at one moment. Loading gives a new one; nothing ever changes inside."""

    bot: Bot
    categories: Mapping[str, Category]
    processors: Mapping[str, Processor]
    developers: Mapping[str, Developer]
    rules: tuple[Rule, ...]
    phrases: Phrases
    texts: "Texts" = field(compare=False)

    @cached_property
    def products(self) -> Mapping[str, KnownProduct]:
        return {product.id: product for product in self._all_products()}

    def _all_products(self) -> Iterator[KnownProduct]:
        for developer in self.developers.values():
            names = (developer.name, *developer.also_known_as)
            yield KnownProduct(developer.id, names[0], names[1:], (), developer)
            for product in developer.products:
                yield KnownProduct(product.id, product.name, product.also_known_as, product.sold_through, developer)

    def who_answers(self, processor: Processor) -> Processor | None:
        """Return whoever answers for `processor` today: itself, or the end of its line of successors, or nobody."""
        while processor.status.state in {"renamed", "closed", "insolvent"}:
            if processor.status.successor is None:
                return None
            processor = self.processors[processor.status.successor]
        return processor

    def has_ended(self, processor: Processor) -> bool:
        """Say whether nobody trades under this name or a newer one: its buyers are asked when it was."""
        return processor.status.state in {"closed", "insolvent"} or self.who_answers(processor) is None

    @cached_property
    def abandoned_hosts(self) -> frozenset[str]:
        """Hosts of companies that no longer trade under that name: recognised, never linked."""
        gone = {h for p in self.processors.values() if p.status.state not in {"active", "unknown"} for h in p.hosts}
        alive = {h for p in self.processors.values() if p.status.state in {"active", "unknown"} for h in p.hosts}
        return frozenset(gone - alive)

    def is_abandoned(self, address: str) -> bool:
        """Say whether a web address lies on a host of a company that is gone."""
        labels = (urlsplit(address).hostname or "").split(".")
        return any(".".join(labels[i:]) in self.abandoned_hosts for i in range(len(labels)))


def words_in(words: Mapping[str, str] | None, language: str) -> str | None:
    """Return a text in `language`, in English where it has not been translated, None where there is none."""
    return None if words is None else words.get(language, words["en"])
