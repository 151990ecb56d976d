"""`/danhsachkiemtra`: for the task force, in private."""

from __future__ import annotations

from datetime import date

from telegram import Update

from domain.inspection import to_inspect
from domain.notices import InspectionList
from domain.scope import Scope
from handlers.context import Context
from models.queries.standings import Cut, office_names, read_standings


async def list_units(_update: Update, context: Context) -> None:
    turn = context.turn
    today = turn.reads.today
    tasks = await read_standings(
        turn.reads, Scope(everything=True), Cut(today), since=date(today.year, 1, 1)
    )
    units = to_inspect(tasks, await office_names(turn.reads), today)
    turn.say(InspectionList(today, units))
