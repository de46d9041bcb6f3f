"""Discord's limits that its API description does not hold, or holds for one part at a time only.

Source: https://discord.com/developers/docs/components/reference and …/interactions/application-commands
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
_ROW, _BUTTON, _MENU, _FIELD, _SECTION, _TEXT, _CONTAINER, _LABEL = 1, 2, 3, 4, 9, 10, 17, 18
_LINK = 5
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def parts(components: object) -> Iterator[Json]:
    """Yield every component, with those inside of others."""
    for part in components if isinstance(components, list) else []:
        yield part
        yield from parts(part.get("components"))
        yield from parts([part[name] for name in ("accessory", "component") if part.get(name)])


def text_of(components: object) -> str:
    return "\n".join(part["content"] for part in parts(components) if part["type"] == _TEXT)


def message_complaints(message: Json) -> list[str]:
    """Return what Discord would refuse, or what our own promises forbid, in a message."""
    found = list(parts(message.get("components")))
    length = sum(len(part["content"]) for part in found if part["type"] == _TEXT)
    complaints = [
        (bool(message["flags"] & COMPONENTS_V2), "the flag for components of version 2 is missing"),
        (not message.get("content") and not message.get("embeds"), "there is content beside the components"),
        (message.get("allowed_mentions") == {"parse": []}, "mentions are allowed"),
        (1 <= len(found) <= 40, f"{len(found)} components"),
        (0 < length <= 4000, f"{length} characters"),
    ]
    return [complaint for fine, complaint in complaints if not fine] + _control_complaints(found)


def _control_complaints(found: list[Json]) -> list[str]:
    ids = Counter(part["custom_id"] for part in found if "custom_id" in part)
    complaints = [f"custom_id stands {n} times" for n in ids.values() if n > 1]
    complaints += ["a custom_id has not 1 to 100 characters" for name in ids if not 1 <= len(name) <= 100]
    for part in found:
        complaints += _shape_complaints(part)
    return complaints


def _shape_complaints(part: Json) -> list[str]:
    match part["type"]:
        case 1:
            kinds = {inner["type"] for inner in part["components"]}
            fine = (kinds == {_BUTTON} and len(part["components"]) <= 5) or (
                kinds == {_MENU} and len(part["components"]) == 1
            )
        case 2:
            one_way = ("url" in part) != ("custom_id" in part) and ("url" in part) == (part["style"] == _LINK)
            fine = one_way and 1 <= len(part["label"]) <= 80 and len(part.get("url", "")) <= 512
        case 3:
            values = [option["value"] for option in part["options"]]
            sizes = all(
                1 <= len(option["label"]) <= 100
                and 1 <= len(option["value"]) <= 100
                and ("description" not in option or 1 <= len(option["description"]) <= 100)
                for option in part["options"]
            )
            fine = sizes and 1 <= len(values) <= 25 and len(set(values)) == len(values)
        case 9:
            fine = 1 <= len(part["components"]) <= 3
        case 10:
            fine = bool(part["content"].strip())
        case _:
            fine = True
    return [] if fine else [f"a component of type {part['type']} has not the shape that Discord takes: {part}"[:500]]


def window_complaints(window: Json) -> list[str]:
    fields = [part for part in parts(window["components"]) if part["type"] == _FIELD]
    labels = [part for part in parts(window["components"]) if part["type"] == _LABEL]
    fine = (
        1 <= len(window["custom_id"]) <= 100
        and 1 <= len(window["title"]) <= 45
        and len(fields) == 1
        and fields[0]["max_length"] <= 200
        and all(len(label["label"]) <= 45 and len(label.get("description", "")) <= 100 for label in labels)
    )
    return [] if fine else [f"the text window has not the shape that Discord takes: {window}"]


def suggestion_complaints(choices: list[Json]) -> list[str]:
    sizes = all(1 <= len(choice["name"]) <= 100 and 1 <= len(choice["value"]) <= 100 for choice in choices)
    return [] if sizes and len(choices) <= 25 else ["suggestions that Discord does not take"]


def command_complaints(commands: list[Json]) -> list[str]:
    """Return what is wrong with names and descriptions, in every language."""
    complaints = [] if len({(c.get("type", 1), c["name"]) for c in commands}) == len(commands) else ["two of one name"]
    for command in commands:
        if command.get("type", 1) == 1:
            complaints += _named_complaints(command)
        elif not all(1 <= len(name) <= 32 for name in _all(command, "name")):
            complaints.append("a menu command's name has not 1 to 32 characters")
    return complaints


def _named_complaints(named: Json) -> list[str]:
    fine = all(_COMMAND_NAME.fullmatch(name) and name == name.lower() for name in _all(named, "name"))
    fine = fine and all(1 <= len(text) <= 100 for text in _all(named, "description"))
    complaints = [] if fine else [f"{named['name']}: name or description cannot be"]
    for option in named.get("options", ()):
        complaints += _named_complaints(option)
        for choice in option.get("choices", ()):
            complaints += [f"{name}: too long" for name in _all(choice, "name") if not 1 <= len(name) <= 100]
    return complaints


def _all(named: Json, key: str) -> list[str]:
    return [named[key], *named.get(f"{key}_localizations", {}).values()]
