"""`/congbo`: the leader of the Office releases the figures of a period."""

from __future__ import annotations

from telegram import Update

from actions.build_report import build_report
from actions.build_summary import asked_on
from actions.release_report import file_params, release_report
from domain.notices import Saying, Told
from domain.report_facts import SHOWN
from domain.summary_notices import PUBLIC
from handlers.context import Context
from handlers.summary import asked_in
from models.outbox import Live


async def release(_update: Update, context: Context) -> None:
    """`/congbo thang 11`: only of a period that is over; the files for the portal."""
    turn = context.turn
    period, _ = await asked_in(turn, context.args or ())
    if period.last >= turn.reads.today:
        turn.say(Told(Saying.PERIOD_RUNS, {}))
        return
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        report = await build_report(reads, asked_on(period, reads, turn.policy))
    released = await release_report(await turn.open(), turn.actor, report)
    run = released.run
    said = Saying.REPORT_RELEASED if released.is_new else Saying.RELEASED_BEFORE
    turn.say(Told(said, {"code": run.fingerprint[:SHOWN]}))
    for kind in PUBLIC:
        params = file_params(run, period.code, kind)
        reader = {"officer": turn.actor.officer_id}
        turn.show(Live.FILE, {**params, **reader}, subject="report")
