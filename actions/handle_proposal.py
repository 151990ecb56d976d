"""A proposal comes in, and within three working days its division says what follows.

Assigned, with the unit that leads and a deadline; only kept in view, because it is
settled who leads; or urgent: then the leaders of the Office are told at once (003, 4g).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.proposals_settled import note_proposal
from actions.show_proposals import may_read
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role
from models.history import mark_stale
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.tables import Proposal
from models.work import Reads, Work


@dataclass(frozen=True)
class Incoming:
    """What came in, from whom, and to which division. Dates are the office's."""

    sender: str
    content: str
    division_id: int
    received_on: date
    number: str = ""
    issued_on: date | None = None
    from_citizen: bool = False


async def enter_proposal(work: Work, actor: Actor, incoming: Incoming) -> int:
    """Keep it and show it to the division at once. Raises Refusal."""
    if not may_in_unit(actor, Action.ENTER_PROPOSAL, None):
        raise Refusal(Reason.NOT_ALLOWED)
    if incoming.received_on > work.today:
        raise Refusal(Reason.BAD_DATE)
    row = Proposal(
        source="citizen" if incoming.from_citizen else "unit",
        sender=incoming.sender[:250],
        content=incoming.content,
        number=incoming.number[:80],
        issued_on=incoming.issued_on,
        received_on=incoming.received_on,
        division_id=incoming.division_id,
        entered_by=actor.officer_id,
        entered_at=work.now,
        tasks=[],
    )
    work.session.add(row)
    await work.session.flush()
    await note_proposal(work, actor, "proposal_entered", row.id)
    directory = await read_directory(work)
    trackers = directory.of(incoming.division_id, Role.TRACKER)
    for officer in directory.acting(trackers):
        if officer != actor.officer_id:
            await _show(work, row.id, officer, directory.chats.get(officer))
    return row.id


async def _show(
    work: Work, number: int, officer: int, chat: int | None, *, urgent: bool = False
) -> None:
    """`urgent` passes quiet hours: what cannot wait is said at once."""
    if chat is None:
        return
    envelope = Envelope(
        chat_id=chat,
        key=f"proposal:{number}:{'urgent' if urgent else 'new'}|chat:{chat}",
        cls=DeliveryClass.CRITICAL if urgent else DeliveryClass.PERIODIC,
        priority=0 if urgent else 2,
        subject=f"proposal:{number}",
    )
    params = {"proposal": number, "officer": officer}
    await put_live(work, Live.PROPOSAL, params, envelope)


async def get_proposal(reads: Reads, actor: Actor, number: int) -> Proposal:
    """Raises the same Refusal for one that is not there and one not his to see."""
    row = await reads.session.get(Proposal, number)
    if row is None or not may_read(actor, row.division_id):
        raise Refusal(Reason.NOT_FOUND)
    return row


async def proposal_to_handle(reads: Reads, actor: Actor, number: int) -> Proposal:
    """Raises Refusal for one that is not his division's, or is handled."""
    row = await get_proposal(reads, actor, number)
    if not may_in_unit(actor, Action.HANDLE_PROPOSAL, row.division_id):
        raise Refusal(Reason.NOT_ALLOWED)
    if row.state != "open":
        raise Refusal(Reason.ALREADY_DECIDED)
    return row


async def track_only(work: Work, actor: Actor, number: int) -> None:
    """Chỉ lưu theo dõi: it is settled already which unit leads."""
    row = await proposal_to_handle(work, actor, number)
    row.state, row.decided_by, row.decided_at = "tracked", actor.officer_id, work.now
    await note_proposal(work, actor, "proposal_tracked", number)
    await mark_stale(work, f"proposal:{number}")


async def call_urgent(work: Work, actor: Actor, number: int) -> None:
    """Cấp thiết: the leaders of the Office at once, at any hour. It stays open."""
    row = await proposal_to_handle(work, actor, number)
    if row.urgent_at is not None:
        raise Refusal(Reason.ALREADY_DECIDED)
    row.urgent_at = work.now
    await note_proposal(work, actor, "proposal_urgent", number)
    await mark_stale(work, f"proposal:{number}")
    directory = await read_directory(work)
    for officer in directory.acting(directory.everybody(Role.OFFICE_LEADER)):
        chat = directory.chats.get(officer)
        await _show(work, number, officer, chat, urgent=True)


async def say_urgent(work: Work, actor: Actor, number: int) -> None:
    """A leader of the Office has had his say: the division acts right away."""
    row = await get_proposal(work, actor, number)
    if not may_in_unit(actor, Action.SAY_URGENT, None):
        raise Refusal(Reason.NOT_ALLOWED)
    if row.urgent_at is None or row.said_at is not None or row.state != "open":
        raise Refusal(Reason.ALREADY_DECIDED)
    row.said_by, row.said_at = actor.officer_id, work.now
    await note_proposal(work, actor, "proposal_said", number)
    await mark_stale(work, f"proposal:{number}")
    directory = await read_directory(work)
    told = Told(Saying.TOLD_PROPOSAL_SAID, {"content": row.content})
    for officer in directory.acting(directory.of(row.division_id, Role.TRACKER)):
        key = f"proposal_said:{number}"
        await tell_officer(work, officer, told, key=key, subject=f"proposal:{number}")
