"""What a text tells: who may have taken the money, what went wrong, which product, and what should not stand there."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["certain", "likely"]
# Message ids of the catalogues, most telling first.
Evidence = Literal["evidence-statement", "evidence-sender", "evidence-site", "evidence-order-number", "evidence-name"]


@dataclass(frozen=True, slots=True)
class Candidate:
    processor: str
    confidence: Confidence
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates and categories stand best first; `warnings` are message ids."""

    candidates: tuple[Candidate, ...] = ()
    categories: tuple[str, ...] = ()
    product: str | None = None
    paid: str | None = None
    when: str | None = None
    not_known: bool = False
    start_again: bool = False
    nobody_answered: bool = False
    asked_everybody: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def processor(self) -> str | None:
        """The one processor that is certain; None where there is none or more than one."""
        certain = [candidate.processor for candidate in self.candidates if candidate.confidence == "certain"]
        return certain[0] if len(certain) == 1 else None
