"""A unit says that its review or package was sent to Phòng Tổng hợp (003, 4c)."""

from __future__ import annotations

import re

from actions.send_package import send_package
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from locales.reading.periods import read_period
from models.history import mark_stale
from models.queries.people import unit_names
from models.queries.reviews import subject_of_state
from models.tables import MonthlyReceipt
from models.work import Work

MONTH = re.compile(r"20[0-9][0-9]-(0[1-9]|1[0-2])")
WEEK = re.compile(r"20[0-9][0-9]-W[0-5][0-9]")


async def send_review(work: Work, actor: Actor, unit_id: int, code: str) -> str:
    """Keep who sent it and when, once for each unit and period; the unit's name.

    `code`: of a month, or of a week.

    With the first word of a division its package goes to Phòng Tổng hợp.
    """
    allowed = may_in_unit(actor, Action.RECORD_SENDING, unit_id)
    names = await unit_names(work, [unit_id])
    period = _period(work, code)
    if not allowed or unit_id not in names or period is None:
        raise Refusal(Reason.NOT_FOUND, code="")
    first = await work.session.scalar(
        work.insert(MonthlyReceipt)
        .values(
            unit_id=unit_id,
            month=code,
            officer_id=actor.officer_id,
            at=work.now,
        )
        .on_conflict_do_nothing()
        .returning(MonthlyReceipt.unit_id)
    )
    if first is not None:
        await mark_stale(work, subject_of_state(code))
        await send_package(work, actor, unit_id, period)
    return names[unit_id]


def _period(work: Work, code: str) -> Period | None:
    if MONTH.fullmatch(code) or WEEK.fullmatch(code):
        return read_period(code, today=work.today)
    return None
