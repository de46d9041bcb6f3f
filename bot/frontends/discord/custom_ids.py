"""What stands in the custom_id of a component. A conversation's state travels there, and nowhere else.

A button's is the bare token that it leads to, and so is the value of a menu's option. The button that opens the text
window, and that window, carry the token in which the text will be heard, and the language of the screen.
"""

import re

CHOOSE = "choose"  # the menu's own; what was chosen stands in its values
TEXT = "text"  # the one field of the text window

# What stands in it goes back to Discord, which takes a hundred characters; the longest token leaves room for that.
_TELL = re.compile(r"t:([a-z]{2,3}):([!-~]{1,94})")


def tell(token: str, language: str) -> str:
    return f"t:{language}:{token}"


def told_in(custom_id: str) -> tuple[str, str] | None:
    """Return token and language of a text window, or None for any other custom_id."""
    match = _TELL.fullmatch(custom_id)
    return (match[2], match[1]) if match else None
