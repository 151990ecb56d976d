""" "Nhắc lại sau": somebody asks to be reminded of his coming deadlines later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.snoozing import may_snooze, snoozed_until
from models.queries.snoozes import keep_snooze, read_snoozable
from models.work import Work
from models.working_days import read_calendar


@dataclass(frozen=True)
class Snoozed:
    """Which tasks are said again, and on which morning."""

    tasks: tuple[int, ...]
    until: date


async def snooze_tasks(
    work: Work, actor: Actor, tasks: Sequence[int], *, days: int, policy: Policy
) -> Snoozed:
    """Put off those that can be; the others are reminded of as before.

    It holds the reminders of this person only, and no update that he owes. Raises
    Refusal if none can be put off.
    """
    calendar = await read_calendar(work)
    until = snoozed_until(days, today=work.today, calendar=calendar, policy=policy)
    if until is None:
        raise Refusal(Reason.STALE_BUTTON)
    found = await read_snoozable(work, tasks)
    chosen = tuple(
        one.id
        for one in found
        if may_snooze(one.progress, one.due_on, one.urgency, until)
    )
    if not chosen:
        raise Refusal(Reason.NO_SNOOZE)
    await keep_snooze(work, actor.officer_id, chosen, until)
    return Snoozed(chosen, until)
