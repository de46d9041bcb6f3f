"""The shape of `processors/<id>.yaml`: who took the money, how to recognise it, and what is known of it."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.directory.fields import (
    Address,
    Confidence,
    Country,
    Email,
    FullDate,
    FullName,
    Host,
    Item,
    Label,
    Mask,
    Name,
    PartialDate,
    PhoneNumber,
    ProcessorId,
    Role,
    SoldBy,
    WayToPay,
    Words,
)
from bot.directory.records import Record, Source, Sourced

State = Literal["active", "renamed", "closed", "insolvent", "unknown"]


class Status(Record):
    example = "{state: active}"
    state: State
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
    example = "{name: Acme Pay Ltd, country: GB}"
    name: FullName
    country: Country | None = None
    scope: Annotated[Label | None, Field(alias="for")] = None


class Phone(Record):
    example = '{number: "+442079460958"}'
    scope: Annotated[Label | None, Field(alias="for")] = None
    number: PhoneNumber


class Contact(Record):
    example = "{help: https://pay.example/help}"
    help: Address | None = None
    order_lookup: Address | None = None
    email: Email | None = None
    phone: tuple[Phone, ...] = ()


class Related(Record):
    """Other entries that a buyer of this one may have to do with.

    `part_of` is the company that it belongs to. `paid_through` are services whose name may stand on the statement in
    place of its own. `sold_through` are companies that are the seller of some purchases in its place.
    """

    example = "{part_of: zenith-pay}"
    part_of: ProcessorId | None = None
    paid_through: tuple[ProcessorId, ...] = ()
    sold_through: tuple[ProcessorId, ...] = ()


class Statement(Record):
    """A text on a bank statement. The star is a literal star; case and spacing never matter."""

    example = '{text: "ACMEPAY*", kind: prefix, confidence: high}'
    text: Annotated[str, Field(min_length=2, max_length=40)]
    kind: Literal["prefix", "contains", "exact"]
    confidence: Confidence


class Recognise(Record):
    """What betrays a processor.

    `mailboxes` send receipts from a host that sends much else. `old_sites` stand on old receipts: they are recognised,
    and nobody is sent there. `spellings` are other ways in which buyers write the name, such as other scripts;
    `not_names` are longer names, and lines, of other things.
    """

    example = "{sites: [buy.pay.example]}"
    statement: tuple[Statement, ...] = ()
    senders: tuple[Host, ...] = ()
    mailboxes: tuple[Email, ...] = ()
    sites: tuple[Host, ...] = ()
    old_sites: tuple[Host, ...] = ()
    order_numbers: tuple[Mask, ...] = ()
    everyday_words: tuple[Name, ...] = ()
    not_names: tuple[Name, ...] = ()
    spellings: tuple[Name, ...] = ()
    namesake: Words | None = None


class Refunds(Record):
    example = "{decided_by: processor, days: 30}"
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

    @property
    def is_service(self) -> bool:
        """Whether it only moves the money, so that the merchant is the seller."""
        return self.role in {"payment-service", "payment-facilitator"}

    @property
    def hosts(self) -> tuple[str, ...]:
        return (*self.recognise.sites, *self.recognise.old_sites, *self.recognise.senders)

    def contradictions(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the place and the remedy of each pair of keys that cannot both be true."""
        if self.owner and self.related.part_of:
            yield ("owner",), "owner: is for companies without a file here; remove it, part_of: says the same"
        if self.sold_by and self.is_service:
            yield ("sold_by",), "behind a payment service or facilitator others always sell; remove sold_by:"
        if self.status.state in {"closed", "insolvent"} and self.recognise.sites:
            yield ("recognise", "sites"), "nobody answers there any more; write these hosts under old_sites:"
        if not self.sources and self.collected is None:
            yield ("sources",), "no source was found? write collected: and the month in which you looked"
