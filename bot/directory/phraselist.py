"""What buyers say for one thing, as maintainers write it: phrases in one line, with commas between them."""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from bot.directory import forms
from bot.directory.problems import quoted

_A_LIST_OF_PHRASES = "phrases are words with commas between the phrases; write for example: never came, no email"

_PHRASE = re.compile(forms.PHRASE)
_ALL_PHRASES = re.compile(rf"{forms.PHRASE}(?: ?, ?{forms.PHRASE})*+")  # in one look: there are thousands of them


def _phrases(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(_A_LIST_OF_PHRASES)  # noqa: TRY004 - pydantic turns only a ValueError into an error here
    line = " ".join(value.split())
    phrases = tuple(phrase.strip() for phrase in line.split(","))
    for phrase in phrases if not _ALL_PHRASES.fullmatch(line) else ():
        if not _PHRASE.fullmatch(phrase):
            raise ValueError(
                f"'{quoted(phrase)}' is no phrase: it has only words and at most two ... or .. between them, * ends a "
                "word stem of two letters or more, 0 is any number, <name> any entry of a group; write for example: "
                "licen* ... never came"
            )
    return phrases


# What buyers say for one thing, all in one line: commas part the phrases.
PhraseList = Annotated[
    tuple[str, ...],
    BeforeValidator(_phrases),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{forms.PHRASES})$", "patternErrorMessage": _A_LIST_OF_PHRASES}),
]
