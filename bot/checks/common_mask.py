"""An order number is evidence by what its mask has of its own; digits alone fit the numbers of many shops.

Banks and buyers drop the signs between, so these count only beside letters (SD##-####). How much is enough is asked of
what reads the numbers: it is given one that the mask describes.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.directory.processor import Processor, Recognise
from bot.understanding.order_numbers import OrderNumbers

_LETTER = re.compile(r"[A-Z]")
_SIGN = re.compile(r"\\.|[^A-Z0-9#@%]")
_SAMPLE = str.maketrans("#@%", "1X1")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for index, mask in enumerate(processor.recognise.order_numbers):
            if not _tells(processor, mask):
                message = f"{mask} has too little of its own to tell alone; add letters or digits that all numbers have"
                yield Finding(processor_file(processor.id), ("recognise", "order_numbers", index), message)


def _tells(processor: Processor, mask: str) -> bool:
    alone = processor.model_copy(update={"recognise": Recognise(order_numbers=(mask,))})
    shown = mask.upper().removesuffix("*")
    number = _SIGN.sub("-" if _LETTER.search(shown) else "", shown).translate(_SAMPLE)
    return any(OrderNumbers([alone]).read(number))


_ENTRY = entry("Acme Pay", 'recognise: {order_numbers: ["ACM-####"]}')

CHECK = Check(
    id="common-mask",
    severity="note",
    rule="A mask of order numbers has enough letters or digits of its own to tell whose they are.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("ACM-####", "####-####")},
)
