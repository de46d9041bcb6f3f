"""What every kind of entry shares: strictness, and saying where its facts come from and how old they are."""

import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.directory.fields import Address, Confidence, PartialDate, Words


class Record(BaseModel):
    """What all kinds of entries share: unknown keys are errors, nothing is guessed, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    example: ClassVar[str] = ""  # in one line of YAML, where one says more than the keys


# How old the facts are and where they were read stands at the end of a file.
_AT_THE_END = ("as_of", "collected", "verified", "sources")


def written_keys(model: type[Record]) -> Iterator[tuple[str, Any]]:
    """Yield the keys of a record as they are written, in the order in which they stand in a file, with their types."""
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    first = [key for key in fields if key not in _AT_THE_END]
    yield from ((key, fields[key]) for key in (*first, *_AT_THE_END) if key in fields)


def record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - an annotation can be anything
    """Return the kind of record that a field's annotation speaks of, alone or in a list, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := record_in(part))), None)


class Source(Record):
    """Where a fact was read: an address, or words for what has none. `date` is the page's own date."""

    example = '{url: "https://pay.example/terms", confidence: high}'
    url: Address | None = None
    described: Words | None = None
    date: PartialDate | None = None
    confidence: Confidence
    supports: Annotated[tuple[str, ...], Field(alias="for")] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.url is None and self.described is None:
            raise ValueError("where was it read? write url: or, for what has no address, described:")
        return self


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


def words_in(words: Mapping[str, str] | None, language: str) -> str | None:
    """Return a text in `language`, in English where it has not been translated, None where there is none."""
    return None if words is None else words.get(language, words["en"])
