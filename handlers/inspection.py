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
    january, everything = date(today.year, 1, 1), Scope(everything=True)
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.program.database.read(now=turn.now) as reads:
        tasks = await read_standings(reads, everything, Cut(today), since=january)
        names = await office_names(reads)
    units = to_inspect(tasks, names, today)
    turn.say(InspectionList(today, units))
