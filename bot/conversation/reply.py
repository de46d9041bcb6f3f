"""What every front end draws. A reply knows no Discord, no HTML and no terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.conversation.state import State, encode
from bot.directory.fields import PartyRole

Kind = Literal["question", "advice", "notice", "error"]
Severity = Literal["info", "normal", "urgent"]


@dataclass(frozen=True, slots=True)
class Party:
    """Someone to turn to. `contact` is for reading, `url` for following; either may be missing."""

    role: PartyRole
    name: str
    contact: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. It may be about a party, whose contact is drawn right below, or be made to be copied."""

    text: str
    party: Party | None = None
    to_copy: bool = False
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a value, a link, or both."""

    label: str
    value: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on. `token` carries the state that it leads to."""

    label: str
    token: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One screen: what it says, what can be done, and the state in which a text is heard.

    `notice` is what became of the last text or number: a front end draws it where the reader looks first.
    `wants_text` says that a text is the best answer, and the choices are for whoever has none. A reply that does not
    hear is no part of a dispute: what is said next belongs to the screen before it.
    """

    kind: Kind
    heading: str
    state: State
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = field(default=())
    severity: Severity = "info"
    notice: str | None = None
    wants_text: bool = False
    hears: bool = True

    @property
    def token(self) -> str:
        return encode(self.state)

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(block.party for block in self.blocks if block.party)

    def as_data(self) -> dict[str, Any]:
        """Return the reply in the form that `recourse chat --json` writes."""
        known = {slot: getattr(self.state, slot) for slot in ("category", "processor", "product")}
        return {
            "kind": self.kind,
            "heading": self.heading,
            "blocks": [text for text in (self.notice, *_paragraphs(self.blocks)) if text],
            "facts": [{"label": fact.label, "value": fact.value, "url": fact.url} for fact in self.facts],
            "parties": [
                {"role": party.role, "name": party.name, "contact": party.contact, "url": party.url}
                for party in self.parties
            ],
            "warnings": list(self.warnings),
            "choices": [{"label": choice.label, "token": choice.token, "hint": choice.hint} for choice in self.choices],
            "token": self.token,
            "severity": self.severity,
            "state": {slot: None if value == "?" else value for slot, value in known.items()},
        }


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    return (f"{block.heading}\n{block.text}" if block.heading else block.text for block in blocks)


def choices(*ways: tuple[str, State] | tuple[str, State, str | None]) -> tuple[Choice, ...]:
    """Return choices whose tokens all differ, also where two of them lead to the same state."""
    seen: dict[State, int] = {}
    drawn = []
    for label, state, *hint in ways:
        position = seen[state] = seen.get(state, -1) + 1
        drawn.append(Choice(label, encode(state, min(position, 9)), hint[0] if hint else None))
    return tuple(drawn)
