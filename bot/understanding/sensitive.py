"""Card numbers in a text. They are taken out before anything else reads it."""

import re

_DIGITS = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])")


def without_card_numbers(text: str) -> tuple[str, bool]:
    """Return the text without what passes the Luhn check of card numbers (ISO/IEC 7812-1), and whether any did."""
    found = False

    def blank(match: re.Match[str]) -> str:
        nonlocal found
        digits = [int(char) for char in match[0] if char.isdigit()]
        if _luhn(digits) and len(set(digits)) > 1:
            found = True
            return " "
        return match[0]

    return _DIGITS.sub(blank, text), found


def _luhn(digits: list[int]) -> bool:
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
