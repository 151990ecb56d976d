"""On which day a task counts as completed: the basis of on time and late.

CT 20/CT-UBND of Ninh Thuận, point i) (source 000): only a document with a digital
signature that was sent through the system counts, and the moment it was signed and sent
decides. Other provinces take the day that was reported (domain.md 1.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the document that answers a task. Instants are aware."""

    signed_at: datetime | None = None
    sent_at: datetime | None = None
    digitally_signed: bool | None = None  # None: nobody said

    @property
    def speaks(self) -> bool:
        """Whether anything is known of its signature."""
        return self.digitally_signed is not None or self.signed_at is not None

    @property
    def is_signed(self) -> bool:
        if self.digitally_signed is not None:
            return self.digitally_signed
        return self.signed_at is not None

    @property
    def effective_at(self) -> datetime | None:
        """The later of signing and sending: only then was it there, and signed."""
        known = [at for at in (self.signed_at, self.sent_at) if at is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Completion:
    """The moment that counts, if the answer says one; `unsigned` is late whatever."""

    at: datetime | None = None
    unsigned: bool = False


def judge_answer(answer: Answer | None, *, must_report: bool | None) -> Completion:
    """What signing and sending say about a task that was done.

    A task that asks for no document keeps the day that was reported; so does one of
    unknown class, unless its answer says something about a signature.
    """
    answer = answer or Answer()
    if must_report is None and not answer.speaks:
        return Completion()
    if must_report is False:
        return Completion()
    if not answer.is_signed:
        return Completion(unsigned=True)
    return Completion(at=answer.effective_at)
