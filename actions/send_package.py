"""A division's package goes to Phòng Tổng hợp: chat, e-mail (003, 4c).

Phòng Tổng hợp tracks tasks too, and sends itself nothing: the package of what it tracks
comes to it with the list of the 25th (`scheduler/cycle_rules.py`), so that all that is
tracked lies before it.
"""

from __future__ import annotations

from datetime import date

from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.summary_notices import FileKind
from domain.tasks import Role
from models.history import mark_stale
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.mailboxes import synthesis_mailbox
from models.queries.people import unit_names
from models.queries.reviews import mark_received, subject_of_state
from models.queries.standings import tracking_units
from models.work import Work


async def send_package(work: Work, by: Actor, unit_id: int, period: Period) -> int:
    """To everybody of Phòng Tổng hợp, and to its own address; how many it went to.

    Nothing for a unit that tracks no tasks. The file is made when it leaves.
    """
    directory = await read_directory(work)
    tracking = set(await tracking_units(work))
    if unit_id not in tracking - directory.units_with(Role.SYNTHESIS):
        return 0
    facts = package_params(unit_id, period, work.today) | {"by": by.officer_id}
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
                key=f"{package_key(unit_id, period)}|chat:{chat}",
                cls=DeliveryClass.PERIODIC,
                priority=2,
                subject="package",
            ),
        )
    return len(readers)


def package_key(unit_id: int, period: Period) -> str:
    """It comes once to each who gets it."""
    return f"package:{unit_id}:{period.code}"


def package_params(unit_id: int, period: Period, today: date) -> dict[str, object]:
    """From what it is made when it leaves; who reads it is still to be said."""
    return {
        "kind": FileKind.PACKAGE.value,
        "period": period.code,
        "as_of": period.cut_off(today).isoformat(),
        "unit": None,
        "division": unit_id,
    }


async def receive_package(work: Work, actor: Actor, unit_id: int, month: str) -> str:
    """Phòng Tổng hợp says that it is there; the name of the unit that sent it."""
    allowed = may_in_unit(actor, Action.RECEIVE_PACKAGE, None)
    names = await unit_names(work, [unit_id])
    if not allowed or unit_id not in names:
        raise Refusal(Reason.NOT_FOUND, code="")
    if not await mark_received(work, unit_id, month, by=actor.officer_id):
        raise Refusal(Reason.NOT_FOUND, code="")
    await mark_stale(work, subject_of_state(month))
    return names[unit_id]
