"""What closes: the week, of which all is kept; rounds, whose cards say so then."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.weekly_window import closed_weeks
from models.history import mark_stale
from models.queries.planning import mark_moments
from models.queries.rounds import rounds_closed_before
from models.queries.week_results import CLOSE, close_week, counted_weeks
from models.work import Database
from models.working_days import read_calendar

LOOK_BACK = timedelta(
    weeks=5
)  # a program that was away for longer counts no older week


async def close_weeks(database: Database, policy: Policy, now: datetime) -> int:
    """Count the weeks that have closed and are not counted yet; how many."""
    async with database.read(now=now) as reads:
        counted = await counted_weeks(reads)
        calendar = await read_calendar(reads)
    closed = 0
    for week in closed_weeks(policy, calendar, after=now - LOOK_BACK, until=now):
        if week.isoformat() not in counted:
            closed += await _close(database, policy, calendar, week, now)
    return closed


async def _close(
    database: Database,
    policy: Policy,
    calendar: WorkingCalendar,
    week: date,
    now: datetime,
) -> bool:
    day = calendar.previous_working(week)
    async with database.begin(now=now) as work:
        if not await mark_moments(work, [(CLOSE, week.isoformat(), "Closed")]):
            return False
        await close_week(
            work,
            week,
            due_at=policy.at(day, policy.on(day).weekly_due_at),
            closes_at=policy.at(day, policy.on(day).weekly_close_at),
        )
    return True


ROUND_CLOSE = "round_close"


async def close_rounds(database: Database, now: datetime) -> None:
    """The day after its last one a round's cards say that it is over, and lose their
    buttons."""
    async with database.read(now=now) as reads:
        since = reads.today - LOOK_BACK
        closed = await rounds_closed_before(reads, reads.today, since)
    if not closed:
        return
    async with database.begin(now=now) as work:
        noted = [(ROUND_CLOSE, str(number), "Closed") for number in closed]
        fresh = await mark_moments(work, noted)
        for _, number in sorted(fresh):
            await mark_stale(work, f"round:{number}")
