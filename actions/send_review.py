"""A unit says that its monthly review was sent to Phòng Tổng hợp (003, 4c)."""

from __future__ import annotations

import re

from actions.send_package import send_package
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.queries.people import unit_names
from models.tables import MonthlyReceipt
from models.work import Work

MONTH = re.compile(r"20[0-9][0-9]-(0[1-9]|1[0-2])")


async def send_review(work: Work, actor: Actor, unit_id: int, month: str) -> str:
    """Keep who sent it and when, once for each unit and month; the unit's name.

    With the first word of a division its package goes to Phòng Tổng hợp.
    """
    allowed = may_in_unit(actor, Action.RECORD_SENDING, unit_id)
    names = await unit_names(work, [unit_id])
    if not allowed or unit_id not in names or not MONTH.fullmatch(month):
        raise Refusal(Reason.NOT_FOUND, code="")
    first = await work.session.scalar(
        work.insert(MonthlyReceipt)
        .values(
            unit_id=unit_id,
            month=month,
            officer_id=actor.officer_id,
            at=work.now,
        )
        .on_conflict_do_nothing()
        .returning(MonthlyReceipt.unit_id)
    )
    if first is not None:
        year, _, number = month.partition("-")
        await send_package(work, unit_id, Period.month(int(year), int(number)))
    return names[unit_id]
