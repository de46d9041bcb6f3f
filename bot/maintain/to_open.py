"""The addresses that a person opens to compare an entry with the world."""

from collections.abc import Iterator

from bot.checks.support import supports
from bot.directory.directory import Directory
from bot.directory.models import Developer, Rule
from bot.directory.processor import Processor


def to_open(directory: Directory, record: Processor | Developer | Rule, keys: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the addresses of an entry itself, then those of its sources: of all, or of those that speak for `keys`.

    Addresses on hosts of companies that are gone are left out: somebody else may answer there.
    """
    sources = (
        source.url
        for source in record.sources
        if source.url and (not keys or any(supports(source, key) for key in keys))
    )
    found = dict.fromkeys((*_own(record), *sources))
    return tuple(address for address in found if not directory.is_abandoned(address))


def _own(record: Processor | Developer | Rule) -> Iterator[str]:
    match record:
        case Processor():
            own = (record.contact.help, record.contact.order_lookup, record.privacy_policy)
        case Developer():
            own = (record.site, record.contact.help, None)
        case Rule():
            own = (record.contact, None, None)
    yield from (address for address in own if address)
