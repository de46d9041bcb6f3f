"""Makes inputs by chance: each follows from a seed and a number alone, so that it can be made again."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, Literal, cast, get_args

from bot.conversation.limits import TEXT_TYPED
from bot.conversation.state import UNKNOWN, Reached, State, Step, When, encode
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS, Paid, Where
from bot.frontends.discord import custom_ids
from bot.understanding.text import TEXT_HEARD
from tests.conftest import CONFIG, ROOT
from tests.directory.test_mutations import NAMES, PASTED
from tests.wire.people import Person, Place
from tests.wire.standin import StandIn

Json = dict[str, Any]
Kind = Literal["tokens", "texts", "interactions", "yaml"]

SHARES: dict[Kind, int] = {"tokens": 45, "texts": 25, "interactions": 26, "yaml": 4}  # of a hundred
CANARY = "zq7canary9x"
LANGUAGES = (None, "en", "de", "de-AT", "en-US", "fr", "ja", "xx", "", "de_DE", "zz" * 40, "\ud800")

_TOKEN_SIGNS = "1234567890abcdefghijklmnopqrstuvwxyz-?!.ABCDEFXYZ"  # noqa: S105 - of which ours are made
_NASTY = (
    "\0\x07\x1b\x7f\x85\xa0\u00ad\u034f\u0301\u200b\u200d\u202e\u2066\u2028\ufe0f\ufeff\ufffe\U000e0041\ud800\udfff"
)
_SCRIPTS = (
    "abcxyz",
    "äöüßéñ",
    "абвгд",
    "αβγδ",
    "مرحبا",
    "שלום",
    "漢字仮名",
    "ภาษาไทย",
    "한국어",
    "🏳️‍🌈👩‍💻",
    "١٢٣",
    "ＡＢＣ",
)
_MARKUP = (
    "**",
    "```",
    "||",
    "<@1>",
    "@everyone",
    "[a](https://b.example)",
    "{ $x }",
    "%s",
    "{0}",
    "$(id)",
    "' OR 1=1 --",
    "<b>",
)
_WRONG: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 99, 2**63, 2**64, -(2**70), 10**400, 1.5, 1e308, float("inf"), float("nan"),
    "", " ", "x", "0", "-1", "1e5", "١٢", "\ud800", "9" * 30, "9" * 5000, "x" * 5000, [], {}, [[]], [None], {"a": {}},
)  # fmt: skip
_SCALARS = (
    "yes",
    "null",
    "~",
    "3",
    "-0.5",
    "1e9",
    "0x1f",
    "2025-13",
    "2025-02-30",
    "[]",
    "{}",
    "[a, b]",
    "{en: x}",
    '""',
    "!t x",
    "*a",
)


@dataclass(frozen=True)
class Event:
    """What the gateway brings; `listed` is what the API then says of the channel. `changed` by chance, or as it is."""

    name: Literal["INTERACTION_CREATE", "MESSAGE_CREATE"]
    data: Any
    listed: Any
    changed: bool


def kind_of(number: int) -> Kind:
    """Return the kind of an input: of any hundred in a row, each has exactly its share."""
    place = number % 100
    for kind, share in SHARES.items():
        if place < share:
            return kind
        place -= share
    raise ValueError(number)


def chance_of(seed: int, number: int) -> random.Random:
    return random.Random(f"{seed}/{number}")


class Inputs:
    """Makes inputs of all kinds from what is shipped."""

    def __init__(self, directory: Directory) -> None:
        self._processors = (*directory.processors, "gone", "x" * 24)
        self._products = (*directory.products, "gone", "x" * 32)
        self._names = [one.name for one in directory.processors.values()]

    def token(self, chance: random.Random) -> str:
        if chance.random() < 0.1:
            return "".join(chance.choices(_TOKEN_SIGNS, k=chance.randrange(130)))
        if chance.random() < 0.05:
            return _any_signs(chance, chance.randrange(130))
        token = encode(self._state(chance), chance.randrange(10))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            token = _token_changed(chance, token)
        return token

    def _state(self, chance: random.Random) -> State:
        processor = chance.choice((None, UNKNOWN, chance.choice(self._processors), chance.choice(self._processors)))
        others = tuple(chance.choices(self._processors, k=chance.randrange(3)))
        return State(
            step=chance.choice(get_args(Step)),
            category=chance.choice((None, *CATEGORY_IDS)),
            processor=processor,
            product=chance.choice((None, None, UNKNOWN, chance.choice(self._products))),
            reached=chance.choice((None, *get_args(Reached))),
            paid=chance.choice((None, UNKNOWN, *get_args(Paid))),
            where=chance.choice((None, UNKNOWN, *get_args(Where))),
            when=chance.choice((None, *get_args(When))),
            excluded=others if processor is None else (),
            counted=chance.random() < 0.5,
            told_apart=chance.random() < 0.5,
        )

    def text(self, chance: random.Random) -> str:
        """Return what somebody may have written; half of the texts hold the canary."""
        draw = chance.random()
        if draw < 0.6:
            text = chance.choice(real_lines())
        elif draw < 0.75:
            text = " ".join(
                chance.choices((*self._names, *_MARKUP, "key", "never came", "twice"), k=chance.randint(1, 9))
            )
        elif draw < 0.9:
            text = _any_signs(chance, chance.randrange(200))
        else:
            text = "".join(chance.choice(chance.choice(_SCRIPTS)) for _ in range(chance.randrange(120)))
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            text = _text_changed(chance, text)
        if chance.random() < 0.003:
            text = (text or "x") * (chance.randint(1, 20_000) // (len(text) or 1) + 1)
        elif chance.random() < 0.02:
            text = _repeated(chance, (*self._names, *_SCRIPTS, *_MARKUP, *_NASTY, text[:40]))
        if chance.random() < 0.5:
            at = chance.randint(0, len(text))
            text = f"{text[:at]} {CANARY} {text[at:]}"
        return text

    def event(self, chance: random.Random, number: int) -> Event:
        buyer = self._buyer(chance, number)
        screen = buyer.discord.new_message(buyer.channel, {"id": "1000000000000000001"}, **self._screen(chance))
        buyer.screen = screen
        changes = chance.choice((0, 1, 1, 1, 2, 3, 5))
        if chance.random() < 0.2:
            message = buyer.discord.new_message(buyer.channel, buyer.user, content=self.text(chance)[:2000])
            if chance.random() < 0.5:
                message["referenced_message"] = screen
            name, data = "MESSAGE_CREATE", message
        else:
            name, data = "INTERACTION_CREATE", self._interaction(chance, buyer)
        listed: Any = [screen, buyer.discord.new_message(buyer.channel, buyer.user, content="hello")]
        data = json.loads(json.dumps(data))  # as it comes, and so that no two parts are the same one
        for _ in range(changes):
            data = _json_changed(chance, data)
        if chance.random() < 0.3:
            listed = _json_changed(chance, json.loads(json.dumps(listed)))
            changes += 1
        return Event(cast("Any", name), data, listed, changed=changes > 0)

    def _buyer(self, chance: random.Random, number: int) -> Person:
        # Somebody else in another server each time, so that nobody is too quick.
        ids = _Ids(3_000_000_000_000_000_000 + 100 * number)
        place = chance.choice(get_args(Place))
        language = chance.choice(("en-US", "de", "fr", "ja", "pt-BR"))
        permissions = chance.choice((0, 32, 8))
        return Person(cast("StandIn", ids), place, language=language, permissions=permissions, guild=ids.new_id())

    def _screen(self, chance: random.Random) -> Json:
        token = self.token(chance)[:90]
        button = {
            "type": 2,
            "style": 1,
            "label": "x",
            "custom_id": chance.choice((token, custom_ids.tell(token, "en"))),
        }
        return {
            "flags": chance.choice((0, 64)),
            "components": [{"type": 17, "components": [{"type": 1, "components": [button]}]}],
        }

    def _interaction(self, chance: random.Random, buyer: Person) -> Json:
        token, text = self.token(chance)[:95], self.text(chance)  # a custom_id has a hundred characters at most
        match chance.randrange(7):
            case 0:
                options = {
                    "what": chance.choice(CATEGORY_IDS),
                    "processor": chance.choice((*self._processors, text[:100])),
                    "product": text[:100],
                }
                given = chance.sample(sorted(options), k=chance.randint(0, 3))
                return buyer.event(2, _command("dispute", {name: options[name] for name in given}))
            case 1:
                return buyer.event(2, _command("whocharged", {"text": text[:TEXT_TYPED]}))
            case 2:
                name = chance.choice(("privacy", "panel", "recourse", "dispute", "unknown"))
                return buyer.event(2, _command(name, {}))
            case 3:
                message = buyer.discord.new_message(
                    buyer.channel,
                    buyer.user,
                    content=text,
                    embeds=[{"title": text[:50], "fields": [{"name": "a", "value": text}]}],
                )
                found = {"messages": {message["id"]: message}}
                return buyer.event(
                    2,
                    {
                        "id": "2",
                        "name": "Whose charge is this?",
                        "type": 3,
                        "target_id": message["id"],
                        "resolved": found,
                    },
                )
            case 4:
                focused = {
                    "name": chance.choice(("processor", "product")),
                    "type": 3,
                    "value": text[:100],
                    "focused": True,
                }
                return buyer.event(4, {"id": "1", "name": "dispute", "type": 1, "options": [focused]})
            case 5:
                field = {"type": 4, "id": 2, "custom_id": custom_ids.TEXT, "value": text}
                where = chance.choice((custom_ids.tell(token, "en"), token))
                components = [{"type": 18, "id": 1, "component": field}]
                return buyer.event(5, {"custom_id": where, "components": components}, on_screen=chance.random() < 0.8)
            case _:
                press = {"custom_id": chance.choice((token, custom_ids.tell(token, "de"))), "component_type": 2}
                if chance.random() < 0.3:
                    press = {"custom_id": custom_ids.CHOOSE, "component_type": 3, "values": [token]}
                return buyer.event(3, press, on_screen=chance.random() < 0.9)

    def file(self, chance: random.Random) -> tuple[str, bytes]:
        """Return the name of a shipped file and what stands in it now. The long ones come seldom: they take long."""
        (name,) = chance.choices(NAMES, weights=_weights())
        text = _shipped(name)
        for _ in range(chance.choice((1, 1, 2, 3))):
            text = chance.choice(_FILE_CHANGES)(chance, text)
        content = text.encode("utf-8", "surrogatepass")
        draw = chance.random()
        if draw < 0.15:
            content = _bytes_flipped(chance, content)
        elif draw < 0.17:
            content = text.encode(chance.choice(("utf-16", "utf-8-sig", "latin-1", "utf-32")), "replace")
        return name, content


class _Ids:
    """What a person needs of a Discord that is not there: numbers, and messages to look at."""

    def __init__(self, first: int) -> None:
        self._numbers = count(first)

    def new_id(self) -> str:
        return str(next(self._numbers))

    new_message = StandIn.new_message

    def _now(self) -> str:
        return "2026-01-01T00:00:00+00:00"


def _command(name: str, options: dict[str, str]) -> Json:
    given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
    return {"id": "1", "name": name, "type": 1, "options": given}


@cache
def real_lines() -> Sequence[str]:
    files = sorted((ROOT / "tests" / "data").glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines() if line]


@cache
def _shipped(name: str) -> str:
    return (CONFIG / name).read_text("utf-8")


@cache
def _weights() -> Sequence[float]:
    return [1 / (2_000 + len(_shipped(name))) for name in NAMES]


def _any_signs(chance: random.Random, length: int) -> str:
    return "".join(
        chr(chance.randrange(0x110000)) if chance.random() < 0.7 else chance.choice(_NASTY) for _ in range(length)
    )


def _repeated(chance: random.Random, pieces: Sequence[str]) -> str:
    """Return a few pieces and what parts them, time and again, as long as a text is read."""
    few = chance.choices(pieces, k=chance.choice((1, 1, 2, 3)))
    once = "".join(piece + chance.choice(("", " ", ", ", ". ", " *", "\n", "\u200b")) for piece in few)
    return (once or "x") * (TEXT_HEARD // (len(once) or 1) + 1)


def _piece(chance: random.Random, text: str, longest: int = 40) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, start + chance.randint(1, longest)


def _token_changed(chance: random.Random, token: str) -> str:
    start, end = _piece(chance, token, 4)
    sign = chance.choice(_TOKEN_SIGNS if chance.random() < 0.8 else _NASTY + "é٣ａ\n ")
    return chance.choice((token[:start] + sign + token[start + 1 :], token[:start] + sign + token[start:], token[:start] + token[end:], token[:end] + token[start:end] + token[end:], token.upper()))  # fmt: skip


def _text_changed(chance: random.Random, text: str) -> str:
    start, end = _piece(chance, text)
    match chance.randrange(8):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:end] + text[start:end] + text[end:]
        case 2:
            return text[:start] + chance.choice(_NASTY) + text[start:]
        case 3:
            return text[:start] + chance.choice(_MARKUP) + text[start:]
        case 4:
            return chance.choice((text.upper(), text.lower(), text.swapcase(), text[::-1]))
        case 5:
            return text[:start] + chance.choice(real_lines())[start:]
        case 6:
            return text.replace(" ", chance.choice(("\u00a0", "\u3000", "", "\n", "\t", "  ", "\u200b")))
        case _:
            return text[:start] + chance.choice(chance.choice(_SCRIPTS)) + text[start + 1 :]


def _json_changed(chance: random.Random, root: Any) -> Any:
    """Change one part: delete it, rename it, double it, or put in its place another value or another part."""
    places = _places(root)
    if not places:
        return chance.choice(_WRONG)
    holder, key = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}_"] = holder.pop(key)
        case 2:
            other_holder, other_key = chance.choice(places)
            holder[key] = json.loads(json.dumps(other_holder[other_key]))
        case 3:
            holder[key] = [holder[key]]
        case 4:
            holder[key] = {"id": holder[key]}
        case 5:
            deep: Any = holder[key]
            for _ in range(chance.choice((3, 60, 300))):
                deep = chance.choice(([deep], {"components": [deep]}, {"component": deep}))
            holder[key] = deep
        case 6 if isinstance(holder[key], str):
            holder[key] = _text_changed(chance, holder[key])
        case _:
            holder[key] = chance.choice(_WRONG)
    return root


def _places(part: Any) -> list[tuple[Any, Any]]:
    """Return all places of the parts below, without descending deeper than what was not nested by chance."""
    found: list[tuple[Any, Any]] = []
    open_parts = [(part, 0)]
    while open_parts:
        holder, depth = open_parts.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        found += [(holder, key) for key in keys]
        if depth < 12:
            open_parts += [(holder[key], depth + 1) for key in keys]
    return found


def _file_piece_gone(chance: random.Random, text: str) -> str:
    start, end = _piece(chance, text)
    return text[:start] + text[end:]


def _file_pasted(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return f"{text[:at]}{chance.choice(PASTED)}{text[at:]}"


def _lines_changed(chance: random.Random, text: str) -> str:
    """Delete, double, swap or indent lines."""
    lines = text.split("\n")
    at, other, some = chance.randrange(len(lines)), chance.randrange(len(lines)), chance.randint(1, 5)
    match chance.randrange(4):
        case 0:
            del lines[at : at + some]
        case 1:
            lines[at:at] = lines[at : at + some]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at] = " " * some + lines[at] if chance.random() < 0.5 else lines[at][some:]
    return "\n".join(lines)


def _value_changed(chance: random.Random, text: str) -> str:
    """Put in the place of a value one of another type."""
    lines = text.split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if ": " in line] or [0])
    before, colon, value = lines[at].rpartition(": ")
    new = chance.choice((*_SCALARS, f"[{value}]", f"{{x: {value}}}", f'"{value}"', f"'{value}", value * 50))
    lines[at] = f"{before}{colon}{new}"
    return "\n".join(lines)


def _file_spliced(chance: random.Random, text: str) -> str:
    other = _shipped(chance.choices(NAMES, weights=_weights())[0])
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


_FILE_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _file_piece_gone, _file_pasted, _lines_changed, _lines_changed, _value_changed, _value_changed, _file_spliced,
)  # fmt: skip


def _bytes_flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)
