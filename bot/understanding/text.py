"""Makes any text comparable: one line, no invisible characters, a bounded length."""

import re
import unicodedata

TEXT_HEARD = 2000  # characters of a buyer's text that are read; the rest is cut off unread

_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Return the text without control and direction marks, compatibility forms folded, white space single."""
    folded = unicodedata.normalize("NFKC", text[:TEXT_HEARD])[:TEXT_HEARD]
    visible = "".join(
        " " if char.isspace() or unicodedata.category(char) == "Cc" else char
        for char in folded
        if unicodedata.category(char) not in {"Cf", "Cs", "Cn"}
    )
    return " ".join(visible.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a cleaned text, lower case, without any sign."""
    return tuple(_WORD.findall(text.replace("'", "").replace("’", "").casefold()))
