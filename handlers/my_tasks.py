"""Lists of tasks: mine, the overdue ones, those to confirm."""

from __future__ import annotations

from telegram import Update

from actions.find_unit import find_unit
from domain.notices import SHOWN, Saying, TaskList, Told
from domain.refusals import Reason, Refusal
from domain.scope import Scope, scope_of, urge_scope_of
from handlers.context import Context, Turn
from models.queries.directory import read_parts
from models.queries.lists import overdue_tasks, tasks_to_confirm
from models.queries.owed import open_tasks_of
from models.queries.people import unit_names
from models.queries.task_lines import Page
from models.working_days import read_calendar


async def my_tasks(_update: Update, context: Context) -> None:
    """`/viec`"""
    await show_my_tasks(context.turn)


async def show_my_tasks(turn: Turn, page: int = 1) -> None:
    """No group is shown what one person owes. Raises Refusal."""
    if turn.place.in_group:
        raise Refusal(Reason.PRIVATE_ONLY, code="")
    reads, officer = turn.reads, turn.actor.officer_id
    found = await open_tasks_of(
        reads,
        await read_calendar(reads),
        await read_parts(reads, officer),
        officer,
        offset=(page - 1) * SHOWN,
    )
    _show(turn, "mine", found, page, empty=Saying.NO_TASKS)


async def to_confirm(turn: Turn, page: int = 1) -> None:
    """`/xacnhan` without a code: what waits for this tracker."""
    reads = turn.reads
    found = await tasks_to_confirm(
        reads,
        await read_calendar(reads),
        scope_of(turn.actor),
        offset=(page - 1) * SHOWN,
    )
    _show(turn, "to_confirm", found, page, empty=Saying.NOTHING_TO_CONFIRM)


async def overdue(_update: Update, context: Context) -> None:
    """`/quahan [đơn vị]`: the longest overdue first."""
    turn = context.turn
    words = " ".join(context.args or ())
    unit_id = None
    if words:
        unit = await find_unit(turn.reads, words)
        if unit is None:
            raise Refusal(Reason.NOT_FOUND, code="")
        unit_id = unit.id
    await show_overdue(turn, unit_id)


async def show_overdue(turn: Turn, unit_id: int | None, page: int = 1) -> None:
    """Within what he may see; in a group only its own unit, whoever asks."""
    scope = scope_here(turn)
    # It may read all that is open, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        found = await overdue_tasks(
            reads,
            await read_calendar(reads),
            scope,
            unit_id=unit_id,
            offset=(page - 1) * SHOWN,
        )
    if unit_id is not None and not found.total and not _sees_all(scope, unit_id):
        raise Refusal(Reason.NOT_FOUND, code="")
    names = await unit_names(turn.reads, [unit_id]) if unit_id else {}
    _show(
        turn,
        "overdue",
        found,
        page,
        unit=names.get(unit_id or 0),
        argument=str(unit_id or ""),
        empty=Saying.NO_OVERDUE,
        can_urge=not turn.place.in_group and not urge_scope_of(turn.actor).is_empty,
    )


def _sees_all(scope: Scope, unit_id: int) -> bool:
    """Whether "this unit has none" would be true: he sees all that is overdue there."""
    everywhere = scope.everything or scope.overdue_or_undated
    return everywhere or unit_id in scope.units | scope.units_open


def scope_here(turn: Turn) -> Scope:
    """What he may see; in a group only its own unit's."""
    return group_scope(turn) if turn.place.in_group else scope_of(turn.actor)


def group_scope(turn: Turn) -> Scope:
    """What may be said in a group: the tasks that its unit leads."""
    assert turn.chat is not None
    if turn.chat.unit_id is None:
        raise Refusal(Reason.GROUP_UNBOUND)
    return Scope(units=frozenset({turn.chat.unit_id}))


def _show(  # noqa: PLR0913  # the parts of one list, all named at the call
    turn: Turn,
    kind: str,
    found: Page,
    page: int,
    *,
    empty: Saying,
    unit: str | None = None,
    argument: str = "",
    can_urge: bool = False,
) -> None:
    if not found.lines and page > 1:
        raise Refusal(Reason.STALE_BUTTON, code="")  # the list is shorter by now
    if not found.total:
        turn.say(Told(empty, {}))
        return
    pages = -(-found.total // SHOWN)
    turn.say(
        TaskList(
            kind=kind,
            lines=found.lines,
            page=page,
            pages=pages,
            total=found.total,
            unit=unit,
            argument=argument,
            in_group=turn.place.in_group,
            can_urge=can_urge,
        )
    )
