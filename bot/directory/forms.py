"""What single values look like: one pattern each, for their validators and, by the JSON Schemas, for editors.

Python and ECMA 262 (with the flag u) read these patterns alike, and all of them stand for a whole value.
"""

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{0,58}}[a-z0-9])"
EMAIL = rf"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*@{HOST}"
COUNTRY = "[A-Z]{2}"
PHONE = r"\+[1-9][0-9]{6,14}"
MASK = r"(?:\\[#@\\]|[^\\\s*])(?:\\[#@\\]|[^\\*]){1,38}\*?"
LANGUAGE = "[a-z]{2,3}"
GROUP_ID = "[a-z]+(?:-[a-z]+)*"


def _phrase(letter: str, later: str, blank: str) -> str:
    """Return the form of a phrase whose words begin with a `letter` and go on with `later` signs."""
    piece = rf"(?:{letter}{later}+\*?|{letter}|0\.0|<{GROUP_ID}>)"
    pieces = rf"{piece}(?:{blank}{piece})*"
    return rf"{pieces}(?:{blank}\.\.\.?{blank}{pieces}){{0,2}}"


PHRASE = _phrase(r"[^\W_]", r"[\w'-]", " ")

# What follows is for editors alone: the validators ask the calendar, the parser of addresses, and Unicode.
_YEAR = "(?:199[0-9]|20[0-9]{2})"
_MONTH_AND_DAY = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)"
FULL_DATE = f"{_YEAR}-{_MONTH_AND_DAY}"
PARTIAL_DATE = f"{_YEAR}(?:-(?:0[1-9]|1[0-2])|-{_MONTH_AND_DAY})?"
_ANY_HOST = HOST.replace("a-z", "A-Za-z").replace("xn--", "[Xx][Nn]--")
ADDRESS = rf"(?!.*[,;]$)(?![^(]*\)$)[Hh][Tt][Tt][Pp][Ss]?://{_ANY_HOST}:?(?:[/?#][^\s<>]*)?"
# ECMA 262 counts only ASCII as \w, so here a letter is whatever is no ASCII sign.
_SHOWN_PHRASE = _phrase(
    r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]",
    r"[^\s\x00-\x26\x28-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]",
    r"\s+",
)
PHRASES = rf"\s*{_SHOWN_PHRASE}(?:\s*,\s*{_SHOWN_PHRASE})*\s*"
