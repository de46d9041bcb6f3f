"""Card numbers in a text. They are taken out before anything else reads it."""

import re

# How card numbers are written: in one piece, in fours (the last one shorter), or 4-6-5 as American Express does.
_BETWEEN = r"[ .,_/\-\u2010-\u2015]{1,3}"
_CARD = re.compile(
    rf"(?<![0-9])(?:[0-9]{{4}}(?:{_BETWEEN}[0-9]{{4}}){{3}}(?:{_BETWEEN}[0-9]{{1,3}}(?![0-9]))?"
    rf"|[0-9]{{4}}(?:{_BETWEEN}[0-9]{{4}}){{2}}{_BETWEEN}[0-9]{{1,3}}"
    rf"|[0-9]{{4}}{_BETWEEN}[0-9]{{6}}{_BETWEEN}[0-9]{{4,5}}"
    r"|[0-9]{13,19})(?![0-9])"
)
_SHORTEST = 13  # digits
_SAME_DIGIT = 1


def without_card_numbers(text: str) -> tuple[str, bool]:
    """Return the text without what passes the Luhn check of card numbers (ISO/IEC 7812-1), and whether any did."""
    found = False

    def blank(match: re.Match[str]) -> str:
        nonlocal found
        groups = re.findall(r"[0-9]+", match[0])
        # What follows a card number, such as its check digits, may have been taken for its end.
        for shorter in (groups, groups[:-1]):
            digits = [int(char) for char in "".join(shorter)]
            if len(digits) >= _SHORTEST and len(set(digits)) > _SAME_DIGIT and _luhn(digits):
                found = True
                return " "
        return match[0]

    return _CARD.sub(blank, text), found


def _luhn(digits: list[int]) -> bool:
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
