"""On which day a task counts as completed, and when that is late whatever the day.

One rule for the moment of confirmation and for every figure (domain.md 1.5). Most
provinces take the day of the answering document, else of the report. By CT 20/CT-UBND
of Ninh Thuận, point i) (source 000), only a document with a digital signature that was
sent through the system counts, and the moment it was signed and sent decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.policy import OnTimeBasis, Policy
from domain.tasks import TaskClass


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the document that answers a task. Instants are aware."""

    issued_on: date | None = None
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
    """The office day that counts, if anybody knows one; `unsigned` is late whatever."""

    on: date | None = None
    unsigned: bool = False


def complete(
    answer: Answer | None,
    stated_on: date | None,
    *,
    must_report: bool | None,
    policy: Policy,
) -> Completion:
    """When a task was done that is said to be done on `stated_on`.

    Where signature and sending decide, the date printed on the paper proves neither,
    so that without them the stated day stands. A task that asks for no document keeps
    that day; so does one of unknown class whose answer says nothing of a signature.
    """
    answer = answer or Answer()
    if policy.on_time_basis is OnTimeBasis.REPORTED_DATE:
        return Completion(answer.issued_on or stated_on)
    if must_report is False or (must_report is None and not answer.speaks):
        return Completion(stated_on)
    at = answer.effective_at
    on = stated_on if at is None else policy.today(at)
    return Completion(on, unsigned=not answer.is_signed)


def closes_at_once(
    *, due_on: date | None, must_report: bool | None, policy: Policy
) -> bool:
    """Done as soon as the unit says so; without a class it waits for its tracker."""
    if must_report is None:
        return False
    kind = TaskClass.of(has_deadline=due_on is not None, must_report=must_report)
    return kind in policy.closes_at_once
