"""Telling people of tasks at once, apart from the timetable's moments.

Written as planning writes it: an occurrence for each task told to somebody, one digest
for each place. The digest looks again when it leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.directory import Place
from domain.reminders import Rule
from models.outbox import DeliveryClass, Envelope, Live, row
from models.queries.planning import add_deliveries, add_occurrences, attach
from models.work import Work


@dataclass(frozen=True)
class Mail:
    """What is told: `slot` names what happened, once for each task and place.

    `at` is the office's wall time that the digest shows; `params` what else it says.
    """

    rule: Rule
    slot: str
    at: datetime
    expires_at: datetime
    not_before: datetime | None = None
    priority: int = 5
    params: dict[str, Any] = field(default_factory=dict)


async def mail_tasks(
    work: Work, mail: Mail, messages: Mapping[Place, Sequence[int]]
) -> int:
    """How many messages this made: none for what was told before.

    Of a place that cannot be reached it is kept that it was not told.
    """
    rows = [
        _occurrence(work, mail, place, task)
        for place, tasks in messages.items()
        for task in tasks
    ]
    new = await add_occurrences(work, rows)
    wanted = {one.recipient for one in new}
    reached = [
        place
        for place in messages
        if place.name in wanted and place.chat_id is not None
    ]
    letters = {place.name: _letter(work, mail, place) for place in reached}
    numbers = await add_deliveries(work, list(letters.values()))
    await attach(
        work,
        (
            (one.id, numbers[letters[one.recipient]["dedup_key"]])
            for one in new
            if one.recipient in letters
        ),
    )
    return len(letters)


def _occurrence(work: Work, mail: Mail, place: Place, task: int) -> dict[str, Any]:
    return {
        "rule": mail.rule.value,
        "subject": f"task:{task}",
        "version": 0,
        "recipient": place.name,
        "slot": mail.slot,
        "reason": "",
        "planned_at": work.now,
    }


def _letter(work: Work, mail: Mail, place: Place) -> dict[str, Any]:
    assert place.chat_id is not None
    envelope = Envelope(
        chat_id=place.chat_id,
        key=f"{mail.rule.value}:{mail.slot}:{work.now.isoformat()}|chat:{place.chat_id}",
        cls=DeliveryClass.CRITICAL,
        priority=mail.priority,
        subject=Live.DIGEST.value,
        not_before=mail.not_before,
        expires_at=mail.expires_at,
    )
    params = {
        "slot": mail.at.isoformat(),
        "officer": place.officer_id,
        "unit": place.unit_id,
        **mail.params,
    }
    return row(Live.DIGEST.value, params, envelope, work.now)
