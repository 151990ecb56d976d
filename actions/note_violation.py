"""A violation of the procedure is entered by hand, and withdrawn with a reason (002).

Nothing is taken out: what was withdrawn stays in the list, and both deeds in the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.data_notices import Violation as Line
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.violations import LONGEST, division_of, may_be_noted
from locales.reading.documents import document_key
from models.queries.audits import Deed, note_deed
from models.queries.violations import violation_line
from models.tables import Violation
from models.work import Reads, Work


@dataclass(frozen=True)
class Noting:
    """What is to be entered: by whom the rule was broken, when, how, and in what."""

    unit_id: int
    day: date
    what: str
    number: str
    issued_on: date


def check_may_note(actor: Actor) -> None:
    if not may_in_unit(actor, Action.RECORD_VIOLATION, None):
        raise Refusal(Reason.NOT_ALLOWED, code="/vipham")


async def note_violation(work: Work, actor: Actor, one: Noting) -> int:
    """Its number. Raises Refusal."""
    check_may_note(actor)
    if not may_be_noted(one.day, work.today):
        raise Refusal(Reason.BAD_VIOLATION_DAY)
    if one.issued_on > work.today:
        raise Refusal(Reason.DOCUMENT_IN_FUTURE, code="")
    if not one.what.strip() or not one.number:
        raise Refusal(Reason.NO_VIOLATION)
    row = Violation(
        unit_id=one.unit_id,
        division_id=division_of(actor),
        day=one.day,
        what=one.what.strip()[:LONGEST],
        number=one.number[:80],
        key=document_key(one.number)[:80],
        issued_on=one.issued_on,
        entered_by=actor.officer_id,
        entered_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await _keep(work, actor, row, "violation_noted")
    return row.id


async def check_withdrawable(reads: Reads, actor: Actor, number: int) -> Line:
    """Raises Refusal: not there, or withdrawn already."""
    check_may_note(actor)
    found = await violation_line(reads, number)
    if found is None:
        raise Refusal(Reason.NOT_FOUND, code=str(number))
    if found.withdrawn_on is not None:
        raise Refusal(Reason.ALREADY_DECIDED)
    return found


async def withdraw_violation(
    work: Work, actor: Actor, number: int, reason: str
) -> Line:
    """It does not count any more. Raises Refusal, also without a reason."""
    line = await check_withdrawable(work, actor, number)
    if not reason.strip():
        raise Refusal(Reason.NO_WORDS)
    row = await work.session.get_one(Violation, number)
    row.withdrawn_by, row.withdrawn_at = actor.officer_id, work.now
    row.why_withdrawn = reason.strip()[:LONGEST]
    await work.session.flush()
    await _keep(work, actor, row, "violation_withdrawn")
    return line


async def _keep(work: Work, actor: Actor, row: Violation, action: str) -> None:
    detail = {"unit": row.unit_id, "number": row.number, "day": row.day.isoformat()}
    of = f"violation:{row.id}"
    await note_deed(work, Deed(action, of, actor.officer_id, "chat", detail))
