"""Draws a reply in Discord's components (version 2), as the JSON that its API takes.

Limits: https://discord.com/developers/docs/components/reference
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from discord import ButtonStyle, ComponentType, MessageFlags
from discord.utils import as_chunks, escape_mentions

from bot.conversation.limits import TEXT_TYPED
from bot.conversation.reply import Block, Choice, Fact, Reply
from bot.directory.texts import Voice
from bot.frontends.discord import custom_ids

Json = dict[str, Any]

_SECTIONS = 6  # with so many, and all that can stand around them, a message has 39 of the 40 components allowed
_ALL_TEXT = 4000  # characters of all text of a message together
_HEADING = 200  # characters, so that a heading leaves room for the rest
_LABEL = 80  # characters of a button's label
_OPTION = 100  # characters of an option's label, and of its description
_BUTTONS = 5  # of one row; more choices than that make a menu

_FENCE = "```"
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
# discord.py's own escaping leaves links behind links, times, channels, commands and numbered lists as they are.
_SIGN = re.compile(r"[\\*_~`|<>\[\]]|:(?=//)")
_BEGINS_A_LINE = re.compile(r"^(\s*(?=[-+#])|\s*\d+(?=\.))([-+#.])(?=[\s#])", re.MULTILINE)
_COLOURS = {"info": 0x5865F2, "normal": 0x2E8B57, "urgent": 0xD83C3E}


def message(reply: Reply, say: Voice, *, ephemeral: bool) -> Json:
    """Return a message, without the people and roles that its text may seem to mention."""
    flags = MessageFlags(components_v2=True, ephemeral=ephemeral)
    return {
        "flags": flags.value,
        "components": components(reply, say, ephemeral=ephemeral),
        "allowed_mentions": {"parse": []},
    }


def components(reply: Reply, say: Voice, *, ephemeral: bool) -> list[Json]:
    """Return one container with everything in it: what happened, who comes when, the facts, the ways on."""
    controls = list(_controls(reply, say, ephemeral=ephemeral))
    room = _ALL_TEXT - sum(map(_length, controls))
    parts = list(_within(room, [_text(_head(reply)), *_blocks(reply, say)]))
    facts = _facts(reply.facts, room - sum(map(_length, parts)), say)
    if facts:
        parts += [_line(), _text(facts)]
    if controls:
        parts += [_line(), *controls]
    return [{"type": ComponentType.container.value, "accent_color": _COLOURS[reply.severity], "components": parts}]


def text_window(token: str, say: Voice) -> Json:
    """Return the window in which a buyer writes freely."""
    field = {
        "type": ComponentType.text_input.value,
        "custom_id": custom_ids.TEXT,
        "style": 2,  # several lines
        "max_length": TEXT_TYPED,
        "placeholder": say("tell-placeholder"),
        "required": True,
    }
    label = {
        "type": ComponentType.label.value,
        "label": say("tell-label"),
        "description": say("tell-description"),
        "component": field,
    }
    return {"custom_id": custom_ids.tell(token, say.language), "title": say("tell-title"), "components": [label]}


def _head(reply: Reply) -> str:
    warnings = (f"⚠️ **{_plain(warning)}**" for warning in reply.warnings)
    notice = (f"*{_plain(reply.notice)}*",) if reply.notice else ()
    return "\n".join((*warnings, *notice, f"## {_short(_plain(reply.heading), _HEADING)}"))


def _blocks(reply: Reply, say: Voice) -> Iterator[Json]:
    """Yield the paragraphs: those that follow each other as one text, each party's beside the way to it."""
    together: list[str] = []
    sections = 0
    for block in reply.blocks:
        url = block.party.url if block.party else None
        if url is None or block.to_copy or sections == _SECTIONS:
            together.append(_paragraph(block))
            continue
        if together:
            yield _text("\n\n".join(together))
            together = []
        sections += 1
        yield _section(_paragraph(block), say("open-page", host=_host(url)), url)
    if reply.kind == "question" and not _makes_a_menu(reply.choices):
        together += [f"**{_plain(way.label)}**\n{_plain(way.hint)}" for way in reply.choices if way.hint]
    if together:
        yield _text("\n\n".join(together))


def _paragraph(block: Block) -> str:
    if block.to_copy:
        # A code block has a button that copies it. Three backticks inside would end it.
        return f"{_FENCE}\n{block.text.replace(_FENCE, '``')}\n{_FENCE}"
    if block.party is None:
        return f"**{_plain(block.heading)}**\n{_plain(block.text)}" if block.heading else _plain(block.text)
    # On a phone the eye looks for whom to turn to: everything up to the name stands out.
    before, name, behind = block.text.partition(block.party.name)
    text = f"**{_plain(before + name)}**{_plain(behind)}" if name else _plain(block.text)
    return f"{text}\n→ {_contact(block.party.contact)}" if block.party.contact else text


def _facts(facts: Sequence[Fact], room: int, say: Voice) -> str:
    """Return as many facts as there is room for, the most telling first, and how many are left out."""
    lines = [_fact(fact) for fact in facts]
    shown = len(lines)
    while shown and len("\n".join(lines)) > room:
        shown -= 1
        lines = [*lines[:shown], _plain(say("facts-left-out", number=len(facts) - shown))]
    return "\n".join(lines) if shown else ""


def _fact(fact: Fact) -> str:
    label = _plain(fact.label)
    if fact.url is None:
        return f"**{label}:** {_plain(fact.value or '')}"
    link = f"**[{label}]({_in_parentheses(fact.url)})**"
    return f"{link}\n{_plain(fact.value)}" if fact.value else link


def _controls(reply: Reply, say: Voice, *, ephemeral: bool) -> Iterator[Json]:
    """Yield the choices as buttons or as a menu, and the button for a text of one's own; none where no choice is."""
    if not reply.choices:
        return
    if ephemeral and reply.kind == "question":
        # The box under the buyer's thumb is the channel's, and what is typed there everybody reads.
        yield _text(f"-# {_plain(say('tell-how'))}")
    style = ButtonStyle.primary if reply.wants_text else ButtonStyle.secondary
    where = custom_ids.tell(reply.token, say.language)
    tell = [_button(style, say("tell-button"), custom_id=where)] if reply.hears else []
    if _makes_a_menu(reply.choices):
        yield _row([_menu(reply.choices, say("choose"))])
        if tell:
            yield _row(tell)
        return
    # The answers to a question weigh the same; after an answer, the first way on is the one that most take.
    first = ButtonStyle.secondary if reply.kind == "question" else ButtonStyle.primary
    styles = (first, *[ButtonStyle.secondary] * _BUTTONS)
    buttons = [
        _button(style, choice.label, custom_id=choice.token)
        for style, choice in zip(styles, reply.choices, strict=False)
    ]
    yield from map(_row, as_chunks([*tell, *buttons] if reply.wants_text else [*buttons, *tell], _BUTTONS))


def _makes_a_menu(choices: Sequence[Choice]) -> bool:
    return len(choices) > _BUTTONS


def _menu(choices: Sequence[Choice], placeholder: str) -> Json:
    options = [
        {
            "label": _short(choice.label, _OPTION),
            "value": choice.token,
            **({"description": _short(choice.hint, _OPTION)} if choice.hint else {}),
        }
        for choice in choices
    ]
    menu = {"type": ComponentType.string_select.value, "custom_id": custom_ids.CHOOSE, "options": options}
    return {**menu, "placeholder": placeholder}


def _button(style: ButtonStyle, label: str, **where: str) -> Json:
    return {"type": ComponentType.button.value, "style": style.value, "label": _short(label, _LABEL), **where}


def _section(text: str, label: str, url: str) -> Json:
    way = _button(ButtonStyle.link, label, url=url)
    return {"type": ComponentType.section.value, "components": [_text(text)], "accessory": way}


def _row(controls: list[Json]) -> Json:
    return {"type": ComponentType.action_row.value, "components": controls}


def _text(content: str) -> Json:
    return {"type": ComponentType.text_display.value, "content": content}


def _line() -> Json:
    return {"type": ComponentType.separator.value}


def _within(room: int, parts: Iterable[Json]) -> Iterator[Json]:
    """Yield parts as long as there is room; what a maintainer wrote too long is cut, and nothing is refused for it."""
    for part in parts:
        length = _length(part)
        if length <= room:
            yield part
        elif room > len(_FENCE) * 2:
            yield _cut(part, room)
        room = max(0, room - length)


def _cut(part: Json, room: int) -> Json:
    if "content" not in part:
        return {**part, "components": [_cut(inner, room) for inner in part["components"]]}
    end = f"\n{_FENCE}"
    text = _short(part["content"], room - len(end))
    return _text(text + end if text.count(_FENCE) % 2 else text)  # a block that was cut is closed


def _length(part: Json) -> int:
    return len(part.get("content", "")) + sum(_length(inner) for inner in part.get("components", ()))


def _plain(text: str) -> str:
    """Return text of the directory so that no sign in it is read as markup: `PADDLE.NET*` has a star of its own."""
    return escape_mentions(_BEGINS_A_LINE.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", text)))


def _contact(contact: str) -> str:
    """Return a contact so that a tap uses it, where it is a mail address."""
    return f"<{contact}>" if _MAIL.fullmatch(contact) else _plain(contact)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _in_parentheses(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
