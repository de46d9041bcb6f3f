"""A number that no telephone can dial helps nobody, and a mistyped one rings at a stranger's.

The numbering plans are those of the library phonenumbers, which only maintainers need.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.directory.yamlfile import Location


def find(directory: Directory, _: date) -> Iterator[Finding]:
    numbers = list(_numbers(directory))
    try:
        import phonenumbers  # noqa: PLC0415 - an extra, so it may be missing
    except ImportError:
        for file, location, _number in numbers[:1]:
            message = "no phone number was looked at; install the library phonenumbers for that"
            yield Finding(file, location, message, "note")
        return
    for file, location, number in numbers:
        try:
            is_valid = phonenumbers.is_valid_number(phonenumbers.parse(number))
        except phonenumbers.NumberParseException:
            is_valid = False
        if not is_valid:
            yield Finding(file, location, f"{number} is no number that is given out; write it as its source does")


def _numbers(directory: Directory) -> Iterator[tuple[str, Location, str]]:
    for processor in directory.processors.values():
        for index, phone in enumerate(processor.contact.phone):
            yield processor_file(processor.id), ("contact", "phone", index, "number"), phone.number


_ENTRY = entry("Acme Pay", 'contact: {phone: [{number: "+442079460958"}]}')

CHECK = Check(
    id="phone",
    severity="warning",
    rule="Every phone number can be dialled.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("+442079460958", "+44207946095")},
)
