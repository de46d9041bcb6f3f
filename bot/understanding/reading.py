"""What a text tells: who may have taken the money, what went wrong, which product, and what should not stand there."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["certain", "likely"]
# Message ids of the catalogues, most telling first.
Evidence = Literal["evidence-statement", "evidence-sender", "evidence-site", "evidence-order-number", "evidence-name"]
Sensitive = Literal["card-number", "iban", "password", "email"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`shown` is the directory's own text, host or name that fitted, never the buyer's."""

    processor: str
    confidence: Confidence
    evidence: Evidence
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates and categories stand best first.

    `imitated` are processors whose addresses somebody imitates in the text; `sensitive` is what should not stand there.
    """

    candidates: tuple[Candidate, ...] = ()
    categories: tuple[str, ...] = ()
    product: str | None = None
    paid: str | None = None
    when: str | None = None
    not_known: bool = False
    start_again: bool = False
    nobody_answered: bool = False
    asked_everybody: bool = False
    asks_what_is_kept: bool = False
    imitated: tuple[str, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()

    @property
    def certain(self) -> str | None:
        """The processor that is taken as told: the best candidate, if it is certain."""
        return self.processor if self.confidence == "certain" else None

    @property
    def processor(self) -> str | None:
        """The processor that the bot acts on: it takes a certain one as told, and asks about a likely one."""
        return self.candidates[0].processor if self.candidates else None

    @property
    def confidence(self) -> Confidence | None:
        return self.candidates[0].confidence if self.candidates else None

    @property
    def category(self) -> str | None:
        return self.categories[0] if self.categories else None
