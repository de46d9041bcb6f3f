"""What a check is: one small named rule over a loaded directory, with a good and a bad example of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.directory.directory import Directory
from bot.directory.problems import Severity
from bot.directory.yamlfile import Location

# What is changed in the shipped configuration for an example: a file's whole text, or one piece of it and the new one.
Example = Mapping[str, str | tuple[str, str]]

# When a check is made while the bot runs: at every change over the whole directory; over the entries that have changed,
# for the errors of each of them alone; over all where what processors are recognised by has changed; and where the
# texts or rules have changed that all answers are formed from.
Live = Literal["whole", "entries", "recognised", "answers"]


@dataclass(frozen=True)
class Finding:
    """What a check reports of a file below the configuration folder, at the keys that lead to the place.

    In a catalogue the one key is the message's name. `message` says what to write instead.
    """

    file: str
    location: Location
    message: str
    severity: Severity | None = None  # where it is another one than the check's


@dataclass(frozen=True)
class Check:
    """`rule` is one sentence that says what has to be true. `find` gets the day by which ages are judged.

    `live` says when it is also made while the bot runs, so that no change with this error is taken.
    """

    id: str
    severity: Severity
    rule: str
    find: Callable[[Directory, date], Iterator[Finding]]
    good: Example
    bad: Example
    live: tuple[Live, ...] = ()


def processor_file(processor: str) -> str:
    return f"processors/{processor}.yaml"
