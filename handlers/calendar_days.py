"""`/lichnghi`: the administrator looks at the days off of a year, and decides them."""

from __future__ import annotations

from telegram import Update

from actions.decide_day import confirm_year, decide_day
from domain.admin_notices import CalendarDay, CalendarYear
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from locales.reading.calendar_lines import (
    ConfirmYear,
    DecideDay,
    ShowYear,
    UnreadableDate,
    read_calendar_line,
)
from models.queries.calendar import Decision, confirmed_by, decisions_of
from models.working_days import public_names, read_calendar


async def days_off(_update: Update, context: Context) -> None:
    """`/lichnghi 2027` · `/lichnghi 20/02/2027 nghỉ lý do (văn bản)` · `làm` ·
    `tự động` · `/lichnghi 2027 xác nhận 12729/VPCP-KGVX`"""
    turn = context.turn
    if not may_in_unit(turn.actor, Action.DECIDE_DAY, None):
        raise Refusal(Reason.NOT_ALLOWED)
    text = nfc(" ".join(context.args or ()))
    try:
        said = read_calendar_line(text, today=turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error
    match said:
        case ShowYear(year):
            turn.say(await _year(turn, year))
        case ConfirmYear():
            await _confirm(turn, said)
        case DecideDay():
            await _decide(turn, said)
        case None:
            raise Refusal(Reason.BAD_YEAR_LINE)


async def _confirm(turn: Turn, said: ConfirmYear) -> None:
    if not said.source:
        raise Refusal(Reason.BAD_YEAR_LINE)
    by = turn.actor.officer_id
    await confirm_year(turn.work, said.year, said.source, door="chat", officer_id=by)
    facts = {"number": str(said.year), "document": said.source}
    turn.say(Told(Saying.YEAR_CONFIRMED, facts))


async def _decide(turn: Turn, said: DecideDay) -> None:
    """A day that becomes as its weekday, or the state, says needs no reason."""
    decision = None
    if said.working is not None:
        if not said.reason:
            raise Refusal(Reason.BAD_YEAR_LINE)
        decision = Decision(said.working, said.reason, said.source)
    by = turn.actor.officer_id
    await decide_day(turn.work, said.day, decision, door="chat", officer_id=by)
    working = (await read_calendar(turn.work)).is_working(said.day)
    saying = Saying.DAY_IS_WORKED if working else Saying.DAY_IS_OFF
    turn.say(Told(saying, {"date": said.day.isoformat()}))


async def _year(turn: Turn, year: int) -> CalendarYear:
    calendar = await read_calendar(turn.reads)
    decisions = await decisions_of(turn.reads, year)
    confirmed = await confirmed_by(turn.reads, [year])
    vi, en = public_names(year, "vi"), public_names(year, "en")
    days = []
    # A day that the office left as it was is shown as well: somebody decided it.
    for day in sorted({*calendar.exceptions(year), *decisions}):
        decided = decisions.get(day)
        days.append(
            CalendarDay(
                day=day,
                working=calendar.is_working(day),
                reason=decided.reason if decided else "",
                source=decided.source if decided else "",
                holiday=vi.get(day, ""),
                holiday_en=en.get(day, ""),
            )
        )
    return CalendarYear(year, tuple(days), confirmed.get(year, ""))
