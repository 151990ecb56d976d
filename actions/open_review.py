"""The review of a period is opened: its units are asked why tasks are late (000, 5)."""

from __future__ import annotations

from actions.rounds import Opening, open_round
from domain.periods import Period
from domain.policy import Policy
from domain.rounds import REVIEW_DAYS, RoundKind
from domain.scope import Actor
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.rounds import find_round, tasks_asked, units_asked
from models.tables import Round
from models.work import Work
from models.working_days import read_calendar


async def open_review(
    work: Work, actor: Actor, period: Period, *, policy: Policy
) -> Round | None:
    """The units are asked once of each task; None where nothing is late.

    What has become late since it was opened is asked about when it is looked at again,
    and then it is open for as many days anew.
    """
    known = await find_round(work, RoundKind.REVIEW, period.code)
    before = set() if known is None else await tasks_asked(work, known.id)
    calendar = await read_calendar(work)
    closes_on = calendar.after(work.today, REVIEW_DAYS)
    basis = policy.on(period.cut_off(work.today)).on_time_basis
    opening = Opening(RoundKind.REVIEW, period, closes_on, basis)
    one = await open_round(work, opening, opened_by=actor.officer_id)
    if one is not None:
        await _ask_units(work, one, before)
    return one


async def _ask_units(work: Work, one: Round, before: set[int]) -> None:
    """To the contacts of each unit that is asked something new, else to its heads."""
    directory = await read_directory(work)
    officers = {
        officer
        for unit in await units_asked(work, one.id, besides=before)
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
                    key=f"round:{one.id}:{len(before)}|chat:{place.chat_id}",
                    cls=DeliveryClass.PERIODIC,
                    priority=5,
                    subject=f"round:{one.id}",
                ),
            )
