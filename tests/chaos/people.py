"""The people of a town: officers with phones, their groups, a task for each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from domain.notices import Saying, Told
from domain.tasks import Progress, Role
from models.outbox import DeliveryClass, Envelope, put
from models.tables import Account, Chat, Membership, Officer, Task, Unit
from models.work import Database, Work
from tests.chaos.clocks import at
from tests.chaos.tally import Promised

ENTERED = at("2026-11-02 09:00")
MOST_SAID = 99  # by one person: each percentage once, so that no two answers are alike
LONG = 900  # marks in a message of several parts
NEVER = at("2027-06-01 00:00")  # what is put here does not become worthless
PRIORITIES = {
    DeliveryClass.CRITICAL: 5,
    DeliveryClass.PERIODIC: 6,
    DeliveryClass.REPLY: 1,
}


@dataclass
class Phone:
    """An officer's phone, and the task that he speaks of."""

    address: int
    task: int
    chat: int
    said: int = 0


@dataclass
class People:
    """Who there is, and what was promised to them."""

    phones: list[Phone] = field(default_factory=list)
    groups: list[tuple[int, int]] = field(default_factory=list)  # (row, address)
    promised: Promised = field(default_factory=Promised)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)

    @property
    def chats(self) -> list[int]:
        return [one.chat for one in self.phones] + [row for row, _ in self.groups]

    def new_mark(self) -> str:
        return f"M{next(self._numbers):05d}"


def key_of(mark: str) -> str:
    return f"chaos:{mark}"


async def put_marked(
    work: Work,
    chat: int,
    mark: str,
    *,
    cls: DeliveryClass = DeliveryClass.CRITICAL,
    long: bool = False,
    **envelope: Any,
) -> None:
    """Put a message that bears this mark in the outbox; a second time does nothing."""
    facts, saying = {"code": mark}, Saying.NOTED
    if long:
        words = " ".join(f"{mark}.{number}" for number in range(LONG))
        facts |= {"content": "Rà soát thủ tục", "reason": words}
        saying = Saying.TOLD_RETURNED
    envelope = {"priority": PRIORITIES[cls], "expires_at": NEVER} | envelope
    await put(work, Told(saying, facts), Envelope(chat, key_of(mark), cls, **envelope))


async def settle_in(
    database: Database, addresses: list[int], groups: list[int]
) -> People:
    """Write an office with these people and groups, all of them linked already."""
    people = People()
    async with database.begin() as work:
        unit = await _add(work, Unit(code="SNV", name="Sở Nội vụ", folded="so noi vu"))
        for address in addresses:
            people.phones.append(await _officer(work, unit, address))
        for address in groups:
            chat = Chat(address=address, kind="group", title="Nhóm", unit_id=unit)
            people.groups.append((await _add(work, chat), address))
    return people


async def _officer(work: Work, unit: int, address: int) -> Phone:
    name = f"Cán bộ {address}"
    officer = await _add(
        work, Officer(code=f"CB{address}", name=name, folded=f"can bo {address}")
    )
    await work.session.execute(
        insert(Membership).values(officer_id=officer, unit_id=unit, role=Role.OFFICER)
    )
    bound = {"address": address, "officer_id": officer, "bound_at": ENTERED}
    await _add(work, Account(**bound))
    chat = await _add(work, Chat(kind="private", **bound))
    task = Task(
        content=f"Việc {address}",
        folded=f"viec {address}",
        lead_unit_id=unit,
        officer_id=officer,
        assigned_on=ENTERED.date(),
        progress=Progress.NOT_STARTED,
        entered_at=ENTERED,
    )
    return Phone(address, await _add(work, task), chat)


async def _add(work: Work, row: Any) -> int:
    work.session.add(row)
    await work.session.flush()
    return int(row.id)
