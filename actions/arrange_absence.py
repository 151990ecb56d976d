"""Somebody is away for some days: who stands in is told, and so is whom it concerns."""

from __future__ import annotations

from actions.tell import tell_officer
from domain.absence import Absence, is_stretch, may_arrange
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role
from models.queries.absences import end_absences, keep_absence
from models.queries.audits import Deed, note_deed
from models.queries.colleagues import colleagues, units_of
from models.queries.directory import read_directory
from models.tables import Officer
from models.work import Reads, Work


async def check_absence(reads: Reads, actor: Actor, away: Absence) -> None:
    """Raises Refusal: not his to arrange, no such days, nobody of a unit of theirs."""
    units = await check_arranging(reads, actor, away.officer_id)
    if not is_stretch(away.first_on, away.last_on, reads.today):
        raise Refusal(Reason.NOT_AWAY_SO)
    if away.stand_in_id == away.officer_id:
        raise Refusal(Reason.STAND_IN_HIMSELF)
    members = await colleagues(reads, units, but=away.officer_id)
    if away.stand_in_id not in {one.id for one in members}:
        raise Refusal(Reason.NOT_FOUND)


async def check_arranging(
    reads: Reads, actor: Actor, officer_id: int
) -> frozenset[int]:
    """The units of who is away. Raises Refusal if that is not his to arrange."""
    units = await units_of(reads, officer_id)
    if not may_arrange(actor, Action.ARRANGE_ABSENCE, officer_id, units):
        raise Refusal(Reason.NOT_FOUND)
    return units


async def arrange_absence(work: Work, actor: Actor, away: Absence) -> int:
    """Keep it; an absence of the same person that it overlaps ends."""
    await check_absence(work, actor, away)
    number = await keep_absence(work, away, actor.officer_id)
    facts = {
        "name": await _name(work, away.officer_id),
        "stand_in": await _name(work, away.stand_in_id),
        "date": away.first_on.isoformat(),
        "deadline": away.last_on.isoformat(),
    }
    key = f"absence:{number}"
    await tell_officer(
        work, away.stand_in_id, Told(Saying.TOLD_STANDS_IN, facts), key=key
    )
    told = Told(Saying.TOLD_ABSENCE, facts)
    for other in await _concerned(work, actor, away.officer_id):
        if other != away.stand_in_id:
            await tell_officer(work, other, told, key=key)
    detail = {"stand_in": away.stand_in_id, "first_on": facts["date"]}
    await _note(work, actor, "absence", away.officer_id, detail)
    return number


async def end_absence(work: Work, actor: Actor, officer_id: int) -> None:
    """He is back, or does not go. Raises Refusal if nobody expects him to be away."""
    await check_arranging(work, actor, officer_id)
    stood_in = await end_absences(work, officer_id)
    if not stood_in:
        raise Refusal(Reason.NOT_AWAY)
    told = Told(Saying.TOLD_ABSENCE_ENDED, {"name": await _name(work, officer_id)})
    key = f"absence_ended:{officer_id}:{work.now.isoformat()}"
    others = {*stood_in, *await _concerned(work, actor, officer_id)}
    for other in sorted(others):
        await tell_officer(work, other, told, key=key)
    await _note(work, actor, "absence_ended", officer_id, {})


async def _concerned(work: Work, actor: Actor, officer_id: int) -> list[int]:
    """The one who is away and the heads of his units; who arranges it knows."""
    directory = await read_directory(work)
    heads = {
        head
        for unit in await units_of(work, officer_id)
        for head in directory.of(unit, Role.UNIT_HEAD)
    }
    return sorted({*heads, officer_id} - {actor.officer_id})


async def _name(reads: Reads, officer_id: int) -> str:
    return (await reads.session.get_one(Officer, officer_id)).name


async def _note(
    work: Work, actor: Actor, action: str, officer_id: int, detail: dict[str, object]
) -> None:
    deed = Deed(action, f"officer:{officer_id}", actor.officer_id, "chat", detail)
    await note_deed(work, deed)
