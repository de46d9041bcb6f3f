"""Which facts of a processor need a source, and which sources support them."""

from collections.abc import Iterator
from operator import attrgetter

from bot.directory.processor import Contact, Processor, Refunds
from bot.directory.records import Source

_MAY_BE_FILLED = (
    "legal_seller",
    *(f"contact.{key}" for key in Contact.model_fields),
    "privacy_policy",
    "recognise.statement",
    "recognise.order_numbers",
    "refunds",
    "notes",
)


def facts(processor: Processor) -> Iterator[str]:
    """Yield the filled keys that a source has to stand behind, with dots, as a source's `for` names them."""
    if processor.role != "unknown":
        yield "role"
    if processor.status.state not in {"active", "unknown"}:
        yield "status"
    for key in _MAY_BE_FILLED:
        if attrgetter(key)(processor) not in (None, (), Refunds()):
            yield key


def supports(source: Source, key: str) -> bool:
    """Say whether a source names this key, what it is a part of (contact for contact.help), or a part of it."""
    return any(key == said or key.startswith(f"{said}.") or said.startswith(f"{key}.") for said in source.supports)
