"""After a person's word on a task: does he, or his tracker, still owe this week?"""

from __future__ import annotations

from domain.policy import Policy
from domain.tasks import Role
from domain.weekly_window import weekly_window
from models.history import mark_stale
from models.queries.directory import read_directory
from models.queries.roll_call import reopen, settle
from models.queries.tasks import FoundTask
from models.work import Work
from models.working_days import read_calendar


async def settle_week(
    work: Work, policy: Policy, task: FoundTask, *, taken_back: bool = False
) -> None:
    """Bring the roll-call of the running week up to the change, and its cards.

    A word that is taken back may leave owing who owed nothing any more.
    """
    directory = await read_directory(work)
    rights = task.rights
    people = {
        *directory.responsible(rights.officer_id, rights.lead_unit_id),
        *directory.of(rights.tracking_unit_id, Role.TRACKER),
    }
    window = weekly_window(policy, await read_calendar(work), work.now)
    concerned, opened = sorted(people), window.opens
    touched = await settle(work, directory, concerned, after=opened)
    if taken_back:
        touched += await reopen(work, directory, concerned, after=opened)
    if touched:
        await mark_stale(work, *touched)
