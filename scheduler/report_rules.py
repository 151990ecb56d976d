"""The moments of reports: a period is over, and the round in which it is confirmed.

Phòng Tổng hợp is told that the period is over, and how things stand; before that the
units are asked whether the state of their tasks is right.
"""

from __future__ import annotations

from actions.rounds import Opening, open_round
from actions.tell_places import Told
from domain.directory import Place
from domain.reminders import Moment, reported_period, slot_key
from domain.rounds import RoundKind
from domain.summary_notices import FileKind
from domain.tasks import Role
from models.outbox import Live
from models.queries.rounds import units_asked
from scheduler.ladder_rules import everybody
from scheduler.told import Planning


async def tell_report_due(planning: Planning, moment: Moment) -> list[Told]:
    """Phòng Tổng hợp, on the first working day after the period; with the draft paper.

    Leaders are told once the leader of the Office has released it.
    """
    key = f"{moment.nominal.isoformat()}"
    places = everybody(planning, Role.SYNTHESIS)
    notices = [Told(moment.rule, f"report:{key}", place, key) for place in places]
    return [*notices, *(_draft(moment, place, key) for place in places)]


def _draft(moment: Moment, place: Place, key: str) -> Told:
    """The paper, made when it leaves."""
    period = reported_period(moment)
    return Told(
        moment.rule,
        f"draft:{period.code}",
        place,
        key,
        live=Live.FILE,
        params={
            "kind": FileKind.PAPER.value,
            "period": period.code,
            "as_of": period.last.isoformat(),
            "unit": None,
            "officer": place.officer_id,
            "door": "clock",
        },
    )


async def tell_confirmation_round(planning: Planning, moment: Moment) -> list[Told]:
    """Contacts, else heads, of the units whose tasks the month's report will name.

    The round closes on the day on which its report is made (004, point 4).
    """
    period = reported_period(moment)
    closes_on = planning.calendar.after(period.last, planning.policy.report_days)
    basis = planning.policy.on_time_basis
    opening = Opening(RoundKind.CONFIRMATION, period, closes_on, basis)
    async with planning.begin(brief=False) as work:
        one = await open_round(work, opening)
        units = [] if one is None else await units_asked(work, one.id)
    if one is None:
        return []
    directory = planning.directory
    asked = {one for unit in units for one in directory.responsible(None, unit)}
    officers = directory.acting(asked)
    return [
        Told(
            moment.rule,
            f"round:{one.id}",
            place,
            slot_key(moment),
            live=Live.ROUND,
            params={"round": one.id, "officer": place.officer_id},
        )
        for place in directory.places(sorted(officers))
    ]
