"""`/tongket`: true figures, within what the asker may count."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from actions.build_summary import asked_on, build_summary, violations_in
from actions.find_unit import check_unit
from domain.buttons import number_in
from domain.notices import SummaryNotice
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Scope, summary_scope_of
from handlers.context import Context, Turn
from handlers.my_tasks import group_scope
from locales.reading.periods import read_period
from models.queries.people import unit_named, unit_names

PERIODS = {"week": "tuan", "month": "thang", "quarter": "quy", "year": "nam"}


async def summarise(_update: Update, context: Context) -> None:
    """`/tongket [kỳ] [đơn vị]`; this month if nothing is said."""
    turn = context.turn
    period, unit_id = await asked_in(turn, context.args or ())
    await show_summary(turn, period, unit_id)


async def switch_period(turn: Turn, argument: str) -> None:
    """A button under a summary: the same for another period, or for one unit."""
    period, unit_id = period_in(turn, argument)
    await show_summary(turn, period, unit_id)


def period_in(turn: Turn, argument: str) -> tuple[Period, int | None]:
    """`<period>[.<unit>]` of a button. Raises Refusal for what is none of ours."""
    code, _, unit = argument.partition(".")
    said = PERIODS.get(code, code.replace("_", ".."))
    period = read_period(said, today=turn.reads.today) if said.strip() else None
    unit_id = number_in(unit)
    if period is None or (unit and unit_id is None):
        raise Refusal(Reason.NOT_FOUND, code="")
    return period, unit_id


async def show_summary(turn: Turn, period: Period, unit_id: int | None) -> None:
    scope = summary_scope(turn, unit_id)
    asked = asked_on(period, turn.reads, turn.policy, unit_id)
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        told = await build_summary(reads, asked, scope)
        noted = () if turn.place.in_group else await violations_in(reads, asked, scope)
    limits = [unit_id] if unit_id else sorted(scope.units) if _one_unit(scope) else []
    names = await unit_names(turn.reads, limits)
    turn.say(
        SummaryNotice(
            told.summary,
            next(iter(names.values()), None),
            str(unit_id or ""),
            told.compared,
            in_group=turn.place.in_group,
            papers=may_have_papers(turn),
            package=bool(packaged_divisions(turn)),
            violations=noted,
        )
    )


def may_have_papers(turn: Turn) -> bool:
    """Draft papers are of the whole office, and for who may see all of it."""
    allowed = may_in_unit(turn.actor, Action.DRAFT_REPORT, None)
    return allowed and not turn.place.in_group


def packaged_divisions(turn: Turn) -> list[int]:
    """The divisions whose packages he draws up (003, 4c)."""
    if turn.place.in_group:
        return []
    units = {one.unit_id for one in turn.actor.memberships}
    action = Action.DRAW_UP_PACKAGE
    return sorted(one for one in units if may_in_unit(turn.actor, action, one))


def summary_scope(turn: Turn, unit_id: int | None) -> Scope:
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
    return _covers(summary_scope(turn, None), unit_id)


def _one_unit(scope: Scope) -> bool:
    return not scope.everything and not scope.divisions and len(scope.units) == 1


async def asked_in(turn: Turn, words: Sequence[str]) -> tuple[Period, int | None]:
    """The longest beginning that reads as a period; what follows names a unit.

    Raises Refusal.
    """
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
            await check_unit(turn.reads, unit, period.first)
            return period, unit.id
    raise Refusal(Reason.BAD_PERIOD)
