"""What a buyer is warned of: what should not stand in a chat, and addresses that imitate a processor's."""

from collections.abc import Iterator
from typing import Literal

from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.understanding.reading import Reading

# Where a text was written: in a form or a terminal, where it is gone at once; in a chat, where it stands until it is
# deleted; in a channel that others read.
Written = Literal["form", "chat", "channel"]

_ADDRESSES_SHOWN = 3


def warnings(directory: Directory, reading: Reading, say: Voice, written: Written) -> tuple[str, ...]:
    """Return the warnings for a text. None repeats anything of it."""
    return (*_sensitive(reading, say, written), *_imitated(directory, reading, say))


def _sensitive(reading: Reading, say: Voice, written: Written) -> Iterator[str]:
    for kind in reading.sensitive:
        yield f"{say(f'sensitive-{kind}')} {say(f'sensitive-in-{written}')}"


def _imitated(directory: Directory, reading: Reading, say: Voice) -> Iterator[str]:
    for name in reading.imitated:
        processor = directory.processors[name]
        own = list(dict.fromkeys((*processor.recognise.sites, *processor.recognise.senders)))[:_ADDRESSES_SHOWN]
        if own and not directory.has_ended(processor):
            yield say("imitated", processor=processor.name, addresses=", ".join(own))
        else:
            yield say("imitated-ended", processor=processor.name)
