"""The review of a period is opened: its units are asked why tasks are late (000, 5)."""

from __future__ import annotations

from actions.rounds import Opening, open_round
from domain.periods import Period
from domain.policy import Policy
from domain.rounds import REVIEW_DAYS, RoundKind
from domain.scope import Actor
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.rounds import find_round, units_asked
from models.tables import Round
from models.work import Work
from models.working_days import read_calendar


async def open_review(
    work: Work, actor: Actor, period: Period, *, policy: Policy
) -> Round | None:
    """Once, and the units are asked then; None where nothing is late."""
    known = await find_round(work, RoundKind.REVIEW, period.code)
    if known is not None:
        return known
    calendar = await read_calendar(work)
    closes_on = calendar.after(work.today, REVIEW_DAYS)
    basis = policy.on(period.cut_off(work.today)).on_time_basis
    opening = Opening(RoundKind.REVIEW, period, closes_on, basis)
    one = await open_round(work, opening, opened_by=actor.officer_id)
    if one is not None:
        await _ask_units(work, one)
    return one


async def _ask_units(work: Work, one: Round) -> None:
    """To the contacts of each unit, else to its heads."""
    directory = await read_directory(work)
    officers = {
        officer
        for unit in await units_asked(work, one.id)
        for officer in directory.responsible(None, unit)
    }
    for place in directory.places(sorted(officers)):
        if place.chat_id is not None:
            await put_live(
                work,
                Live.ROUND,
                {"round": one.id, "officer": place.officer_id},
                Envelope(
                    chat_id=place.chat_id,
                    key=f"round:{one.id}|chat:{place.chat_id}",
                    cls=DeliveryClass.PERIODIC,
                    priority=5,
                    subject=f"round:{one.id}",
                ),
            )
