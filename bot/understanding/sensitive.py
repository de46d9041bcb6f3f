"""What nobody should write into a chat: card numbers, bank accounts, passwords. It is taken out before all else."""

import re
from collections.abc import Iterable

from bot.understanding.reading import Sensitive
from bot.understanding.text import fold

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
# Two letters, two check digits, up to thirty more (ISO 13616); in one piece or in groups.
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])", re.ASCII)
_IBAN_LENGTHS = range(15, 35)
_SAYS = r"\s*(?:[:=]+|\b(?:is|was|ist|war|lautet|est|es|era|é|è|e|jest|to|это)\b|は|是|은|는|が|为)\s*[:=]?\s*"
_HAS_A_SIGN = re.compile(r"[\d!#$%&*@^~+]|[a-z][A-Z]")


class Secrets:
    """Finds them in a text. `password_words` are words after which a password stands, in all languages."""

    def __init__(self, password_words: Iterable[str]) -> None:
        names = "|".join(re.escape(fold(word)) for word in sorted(password_words, key=len, reverse=True))
        self._password = re.compile(rf"(?:{names})(?P<says>{_SAYS})(?P<password>[^\s,;]{{3,40}})")

    def taken_out(self, text: str) -> tuple[str, tuple[Sensitive, ...]]:
        """Return the text without them, and which kinds it had."""
        found: list[Sensitive] = []
        text, had_iban = _without_ibans(text)
        if had_iban:
            found.append("iban")
        text, had_card = without_card_numbers(text)
        if had_card:
            found.append("card-number")
        text, had_password = self._without_password(text)
        if had_password:
            found.append("password")
        return text, tuple(found)

    def _without_password(self, text: str) -> tuple[str, bool]:
        folded = fold(text)
        if len(folded) != len(text):  # a letter that folds into two would shift the places
            folded = text.lower()
        for match in self._password.finditer(folded):
            password = text[match.start("password") : match.end("password")]
            if re.search(r"[:=]", match["says"]) or _HAS_A_SIGN.search(password):
                return f"{text[: match.start('password')]} {text[match.end('password') :]}", True
        return text, False


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


def _without_ibans(text: str) -> tuple[str, bool]:
    found = False

    def blank(match: re.Match[str]) -> str:
        nonlocal found
        # Words that follow in the same line may have been taken for its end.
        pieces = match[0].split(" ")
        for taken in range(len(pieces), 0, -1):
            if _is_iban("".join(pieces[:taken]).replace("-", "").upper()):
                found = True
                return " ".join(["", *pieces[taken:]])
        return match[0]

    return _IBAN.sub(blank, text), found


def _is_iban(number: str) -> bool:
    """Say whether a number passes the check of ISO 13616 (mod 97)."""
    if len(number) not in _IBAN_LENGTHS or not number[:2].isalpha() or not number[2:4].isdigit():
        return False
    return int("".join(str(int(char, 36)) for char in number[4:] + number[:4])) % 97 == 1
