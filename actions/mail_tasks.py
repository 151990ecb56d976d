"""Telling people of tasks at once, apart from the timetable's moments.

An occurrence for each task told to somebody, one digest for each place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from actions.tell_places import Row, Told, tell_places
from domain.directory import Place
from domain.reminders import Rule
from models.outbox import DeliveryClass, Envelope, Live, row
from models.work import Work


@dataclass(frozen=True)
class Mail:
    """What is told: `slot` names what happened, once for each task and place.

    `at` is the office's wall time that the digest shows; `params` what else it says.
    `silent`: the office does not want it to make a sound (domain/noise.py).
    """

    rule: Rule
    slot: str
    at: datetime
    expires_at: datetime
    not_before: datetime | None = None
    priority: int = 5
    silent: bool = False
    params: dict[str, Any] = field(default_factory=dict)

    def told(self, messages: Mapping[Place, Sequence[int]]) -> Iterator[Told]:
        """Each task that is told to a place."""
        for place, tasks in messages.items():
            for task in tasks:
                yield Told(self.rule, f"task:{task}", place, self.slot)

    def letter(self, now: datetime, told: Sequence[Told]) -> Row:
        """The columns of one place's message."""
        place = told[0].place
        assert place.chat_id is not None
        key = f"{self.rule.value}:{self.slot}:{now.isoformat()}|chat:{place.chat_id}"
        envelope = Envelope(
            chat_id=place.chat_id,
            key=key,
            cls=DeliveryClass.CRITICAL,
            priority=self.priority,
            subject=Live.DIGEST.value,
            silent=self.silent,
            not_before=self.not_before,
            expires_at=self.expires_at,
        )
        params = {
            "slot": self.at.isoformat(),
            "officer": place.officer_id,
            "unit": place.unit_id,
            **self.params,
        }
        return row(Live.DIGEST.value, params, envelope, now)


async def mail_tasks(
    work: Work, mail: Mail, messages: Mapping[Place, Sequence[int]]
) -> int:
    """How many messages this made: none for what was told before."""
    return await tell_places(work, mail.told(messages), partial(mail.letter, work.now))
