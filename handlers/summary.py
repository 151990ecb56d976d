"""`/tongket`: true figures, within what the asker may count."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from domain.buttons import number_in
from domain.notices import SummaryNotice
from domain.periods import Period
from domain.refusals import Reason, Refusal
from domain.scope import Scope, summary_scope_of
from handlers.context import Context, Turn
from handlers.my_tasks import group_scope
from locales.reading.periods import read_period
from models.queries.people import unit_named, unit_names
from models.queries.summary import read_summary
from models.working_days import read_calendar

PERIODS = {"week": "tuan", "month": "thang", "quarter": "quy", "year": "nam"}


async def summarise(_update: Update, context: Context) -> None:
    """`/tongket [kỳ] [đơn vị]`; this month if nothing is said."""
    turn = context.turn
    period, unit_id = await _asked(turn, context.args or ())
    await show_summary(turn, period, unit_id)


async def switch_period(turn: Turn, argument: str) -> None:
    """A button under a summary: the same for this week, month, quarter or year."""
    kind, _, unit = argument.partition(".")
    period = read_period(PERIODS.get(kind, ""), today=turn.reads.today)
    unit_id = number_in(unit)
    if kind not in PERIODS or period is None or (unit and unit_id is None):
        raise Refusal(Reason.NOT_FOUND, code="")
    await show_summary(turn, period, unit_id)


async def show_summary(turn: Turn, period: Period, unit_id: int | None) -> None:
    scope = _scope(turn, unit_id)
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.program.database.read(now=turn.now) as reads:
        calendar = await read_calendar(reads)
        summary = await read_summary(reads, calendar, scope, period, unit_id=unit_id)
    limits = [unit_id] if unit_id else sorted(scope.units) if _one_unit(scope) else []
    names = await unit_names(turn.reads, limits)
    name = next(iter(names.values()), None)
    turn.say(SummaryNotice(summary, name, str(unit_id or "")))


def _scope(turn: Turn, unit_id: int | None) -> Scope:
    """In a group its unit's figures only; a unit sees itself."""
    scope = group_scope(turn) if turn.place.in_group else summary_scope_of(turn.actor)
    if scope.is_empty:
        raise Refusal(Reason.NOT_ALLOWED, code="")
    if unit_id is not None and not _covers(scope, unit_id):
        raise Refusal(Reason.NOT_FOUND, code="")
    return scope


def _covers(scope: Scope, unit_id: int) -> bool:
    return bool(scope.everything or scope.divisions or unit_id in scope.units)


def _may_name(turn: Turn, unit_id: int) -> bool:
    return _covers(_scope(turn, None), unit_id)


def _one_unit(scope: Scope) -> bool:
    return not scope.everything and not scope.divisions and len(scope.units) == 1


async def _asked(turn: Turn, words: Sequence[str]) -> tuple[Period, int | None]:
    """The longest beginning that reads as a period; what follows names a unit."""
    for length in range(len(words), -1, -1):
        period = read_period(list(words[:length]), today=turn.reads.today)
        rest = " ".join(words[length:])
        if period is None:
            continue
        if not rest:
            return period, None
        unit = await unit_named(turn.reads, rest)
        # One that he may not count is as unknown to him as one that is not there.
        if unit is not None and _may_name(turn, unit.id):
            return period, unit.id
    raise Refusal(Reason.BAD_PERIOD)
