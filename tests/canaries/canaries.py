"""Makes canaries: names, ids, texts and numbers that are nobody's, each of them one of its kind."""

from collections import Counter
from collections.abc import Iterable
from itertools import count

from tests.canaries import search


class Canaries:
    """Makes them, and knows of each number of what kind it was."""

    def __init__(self, first: int = 1) -> None:
        self.kinds: dict[int, str] = {}
        self._numbers = count(first)

    def word(self, kind: str) -> str:
        """Return a word in small Latin letters, which stays one word whatever is done to a text."""
        return search.LATIN_MARK + self._letters(kind, search.LATIN)

    def foreign_word(self, kind: str) -> str:
        return search.CYRILLIC_MARK + self._letters(kind, search.CYRILLIC)

    def snowflake(self, kind: str) -> str:
        return f"{search.SNOWFLAKES}{self._number(kind):0{search.DIGITS}}"

    def card(self, kind: str = "card number") -> str:
        """Return a number that passes the check of Luhn, in groups of four."""
        known = f"{search.CARDS}{self._number(kind):0{len(search.CARDS) - 1}}"
        # The last of the sixteen digits is left out here, so that every other one from the first on counts double.
        doubled = (sum(divmod(2 * int(digit), 10)) for digit in known[::2])
        digits = f"{known}{-(sum(doubled) + sum(map(int, known[1::2]))) % 10}"
        return " ".join(digits[n : n + 4] for n in range(0, 16, 4))

    def email(self) -> str:
        return f"{self.word('e-mail')}@{self.word('e-mail')}.example"

    def emoji(self) -> str:
        return f"<:{self.word('emoji')}:{self.snowflake('emoji')}>"

    def statement_line(self, name: str = "PADDLE.NET*") -> str:
        return f"{name} {self.word('statement line').upper()}"

    def by_kind(self, found: Iterable[int]) -> dict[str, int]:
        """Return how many of each kind were found; numbers that were never made stand for themselves."""
        return dict(Counter(self.kinds.get(number, f"never made: {number}") for number in found))

    def _letters(self, kind: str, alphabet: str) -> str:
        number, letters = self._number(kind), ""
        for _ in range(search.LETTERS):
            number, place = divmod(number, len(alphabet))
            letters = alphabet[place] + letters
        return letters

    def _number(self, kind: str) -> int:
        number = next(self._numbers)
        self.kinds[number] = kind
        return number
