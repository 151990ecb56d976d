"""Behind the figures of a summary: the tasks one by one, and the files."""

from __future__ import annotations

from telegram import Update

from actions.build_summary import asked_on
from actions.list_part import tasks_of_part
from domain.buttons import Press
from domain.moved import without_people
from domain.notices import SHOWN, Saying, TaskList, Told
from domain.periods import Period
from domain.refusals import Reason, Refusal
from domain.summary_notices import (
    FOR_GROUPS,
    OF_THE_OFFICE,
    PACKAGED,
    FileKind,
    Part,
)
from handlers.context import Context, Turn
from handlers.summary import (
    asked_in,
    may_have_papers,
    packaged_divisions,
    period_in,
    summary_scope,
    switch_period,
)
from locales.render.summary_buttons import FILES
from models.outbox import Live
from models.queries.people import unit_names
from models.queries.task_lines import lines_by_id
from models.working_days import read_calendar


async def press_summary(turn: Turn, pressed: Press) -> None:
    """`s:<period>[.<unit>]:<verb>`"""
    if pressed.verb == "go":
        await switch_period(turn, pressed.argument)
    elif pressed.verb == FileKind.PACKAGE:
        _bring_packages(turn, *period_in(turn, pressed.argument))
    elif pressed.verb in FILES:
        period, unit_id = period_in(turn, pressed.argument)
        _bring(turn, period, unit_id, FileKind(pressed.verb))
    else:
        raise Refusal(Reason.STALE_BUTTON, code="")


async def show_part(turn: Turn, part: Part, argument: str, page: int) -> None:
    """The tasks behind a figure, those with the earliest deadline first."""
    period, unit_id = period_in(turn, argument)
    scope = summary_scope(turn, unit_id)
    asked = asked_on(period, turn.reads, turn.policy, unit_id)
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        ids = await tasks_of_part(reads, scope, asked, part)
    shown = ids[(page - 1) * SHOWN : page * SHOWN]
    if not shown and page > 1:
        raise Refusal(Reason.STALE_BUTTON, code="")  # the list is shorter by now
    if not shown:
        turn.say(Told(Saying.NO_SUCH_TASKS, {}))
        return
    lines = await lines_by_id(turn.reads, await read_calendar(turn.reads), shown)
    if part is Part.MOVED:
        lines = [without_people(one) for one in lines]
    names = await unit_names(turn.reads, [unit_id]) if unit_id else {}
    turn.say(
        TaskList(
            kind=part.value,
            lines=tuple(lines),
            page=page,
            pages=-(-len(ids) // SHOWN),
            total=len(ids),
            unit=names.get(unit_id or 0),
            argument=argument,
            in_group=turn.place.in_group,
        )
    )


async def draft_report(_update: Update, context: Context) -> None:
    """`/baocao [kỳ] [đơn vị]`: the draft paper of a period, and its figures."""
    turn = context.turn
    period, unit_id = await asked_in(turn, context.args or ())
    for kind in (FileKind.PAPER, FileKind.BOOK):
        _bring(turn, period, unit_id, kind)


def _bring(turn: Turn, period: Period, unit_id: int | None, kind: FileKind) -> None:
    """The file is made when it leaves, with the rights that hold then."""
    summary_scope(turn, unit_id)
    if turn.place.in_group and kind not in FOR_GROUPS:
        raise Refusal(Reason.PRIVATE_ONLY)
    if kind in OF_THE_OFFICE and not may_have_papers(turn):
        raise Refusal(Reason.NOT_ALLOWED, code="")
    _show(turn, period, kind, {"unit": unit_id, **_reader(turn)})


def _bring_packages(turn: Turn, period: Period, unit_id: int | None) -> None:
    """Of each division that is his to draw up; of a week or a month, of all units."""
    divisions = packaged_divisions(turn)
    summary_scope(turn, unit_id)
    if not divisions:
        raise Refusal(Reason.NOT_ALLOWED, code="")
    if period.kind not in PACKAGED or unit_id is not None:
        raise Refusal(Reason.STALE_BUTTON, code="")
    for division in divisions:
        about = {"unit": None, "division": division, "own": True}
        _show(turn, period, FileKind.PACKAGE, {**about, **_reader(turn)})


def _show(turn: Turn, period: Period, kind: FileKind, about: dict[str, object]) -> None:
    params = {
        "kind": kind.value,
        "period": period.code,
        "as_of": period.cut_off(turn.reads.today).isoformat(),
        "by": turn.actor.officer_id,
        **about,
    }
    turn.show(Live.FILE, params, subject="report")


def _reader(turn: Turn) -> dict[str, int]:
    """Whose rights decide: the group's unit, or the person's own."""
    if not turn.place.in_group:
        return {"officer": turn.actor.officer_id}
    (unit,) = summary_scope(turn, None).units
    return {"group_of": unit}
