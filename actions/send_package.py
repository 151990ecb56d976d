"""A division's package of the month goes to Phòng Tổng hợp: chat, e-mail (003, 4c)."""

from __future__ import annotations

from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.summary_notices import FileKind
from domain.tasks import Role
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.mailboxes import synthesis_mailbox
from models.queries.people import unit_names
from models.queries.reviews import mark_received
from models.queries.standings import tracking_units
from models.work import Work


async def send_package(work: Work, unit_id: int, period: Period) -> int:
    """To everybody of Phòng Tổng hợp, and to its own address; how many it went to.

    Nothing for a unit that tracks no tasks. The file is made when it leaves.
    """
    if unit_id not in await tracking_units(work):
        return 0
    facts = {
        "kind": FileKind.PACKAGE.value,
        "period": period.code,
        "as_of": work.today.isoformat(),
        "unit": None,
        "division": unit_id,
    }
    directory = await read_directory(work)
    readers = {
        place.chat_id: {"officer": place.officer_id}
        for place in directory.places(directory.everybody(Role.SYNTHESIS))
        if place.chat_id is not None
    }
    mailbox = await synthesis_mailbox(work)
    if mailbox is not None:
        readers[mailbox] = {}
    for chat, reader in readers.items():
        await put_live(
            work,
            Live.FILE,
            {**facts, **reader},
            Envelope(
                chat_id=chat,
                key=f"package:{unit_id}:{period.code}|chat:{chat}",
                cls=DeliveryClass.PERIODIC,
                priority=2,
                subject="package",
            ),
        )
    return len(readers)


async def receive_package(work: Work, actor: Actor, unit_id: int, month: str) -> str:
    """Phòng Tổng hợp says that it is there; the name of the unit that sent it."""
    allowed = may_in_unit(actor, Action.RECEIVE_PACKAGE, None)
    names = await unit_names(work, [unit_id])
    if not allowed or unit_id not in names:
        raise Refusal(Reason.NOT_FOUND, code="")
    if not await mark_received(work, unit_id, month, by=actor.officer_id):
        raise Refusal(Reason.NOT_FOUND, code="")
    return names[unit_id]
