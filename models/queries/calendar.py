"""The days that the office itself decided, and the years that it confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from domain.calendar import unconfirmed_years
from models.tables import CalendarOverride, Setting
from models.work import Reads, Work

CONFIRMED = "calendar_confirmed:"  # and the year; the value is the document's name


@dataclass(frozen=True)
class Decision:
    """A day off, or a day worked, why, and by which document."""

    working: bool
    reason: str
    source: str = ""


async def decisions_of(reads: Reads, year: int) -> Mapping[date, Decision]:
    """What was decided about the days of a year."""
    rows = await reads.session.execute(
        select(
            CalendarOverride.day,
            CalendarOverride.working,
            CalendarOverride.reason,
            CalendarOverride.source,
        ).where(CalendarOverride.day.between(date(year, 1, 1), date(year, 12, 31)))
    )
    return {row.day: Decision(row.working, row.reason, row.source) for row in rows}


async def keep_decision(
    work: Work, day: date, decision: Decision, officer_id: int | None
) -> None:
    """The newest word about a day counts."""
    values = {
        "working": decision.working,
        "reason": decision.reason,
        "source": decision.source,
        "created_by": officer_id,
        "created_at": work.now,
    }
    statement = work.insert(CalendarOverride).values(day=day, **values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[CalendarOverride.day], set_=values
        )
    )


async def drop_decision(work: Work, day: date) -> None:
    """Back to what the state says."""
    await work.session.execute(
        delete(CalendarOverride).where(CalendarOverride.day == day)
    )


async def confirmed_by(reads: Reads, years: Iterable[int]) -> Mapping[int, str]:
    """By which document each of these years was confirmed, as far as one was."""
    names = {f"{CONFIRMED}{year}": year for year in years}
    rows = await reads.session.execute(
        select(Setting.name, Setting.value).where(Setting.name.in_(names))
    )
    return {names[name]: value for name, value in rows}


async def unconfirmed(reads: Reads, today: date) -> list[int]:
    """This year and the next, as far as nobody has said that their days are right."""
    confirmed = await confirmed_by(reads, (today.year, today.year + 1))
    return unconfirmed_years(confirmed, today)
