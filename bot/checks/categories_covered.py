"""Every category has its texts, and its orders name developer and processor: a buyer may need either."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.directory.models import Category

_ORDERS = ("merchant_of_record", "marketplace", "payment_service")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    first = directory.texts.languages[0]
    written = directory.texts.variables[first]  # all other languages fall back to it
    for index, category in enumerate(directory.categories.values()):
        for message in _messages(category):
            if message not in written:
                fault = f"{category.id} has no message {message}; write it into texts/{first}.ftl"
                yield Finding("categories.yaml", ("categories", index, "id"), fault)
        for order in _ORDERS:
            places = getattr(category.turn_to, order)
            if not ({"developer", "processor"} <= set(places) or {"decider", "other"} <= set(places)):
                key = order.replace("_", "-")
                fault = f"{key} names {', '.join(places)}; name developer and processor, or decider and other"
                yield Finding("categories.yaml", ("categories", index, "turn_to", key), fault)


def _messages(category: Category) -> Iterator[str]:
    """Yield what no other message stands in for: its button, what to ask each party for, the letter, the question."""
    yield from (f"category-{category.id}", f"category-{category.id}.hint")
    yield from (f"developer-{category.id}", f"processor-{category.id}", f"request-{category.id}")
    if category.mixed_up_with:
        yield f"apart-{category.id}-heading"
        for way in ("stay", "switch"):
            yield from (f"apart-{category.id}-{way}", f"apart-{category.id}-{way}.hint")


_ORDER = "turn_to:\n      merchant-of-record: [{}]"

CHECK = Check(
    id="categories-covered",
    severity="error",
    rule="Every category has its texts, and its orders name developer and processor.",
    find=find,
    good={"categories.yaml": (_ORDER.format("developer, processor, issuer"), _ORDER.format("decider, other"))},
    bad={"categories.yaml": (_ORDER.format("developer, processor, issuer"), _ORDER.format("developer, issuer"))},
    live=("whole",),
)
