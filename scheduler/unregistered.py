"""Who of a group is not registered: a number, once a week, to the head of its unit.

Nobody is named, and of strangers nothing is kept: only how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from domain.directory import Directory
from domain.notices import Saying, Told
from domain.policy import Policy
from domain.reminders import is_first_of_week
from domain.scope import EVERYWHERE
from domain.tasks import Role
from models.outbox import DeliveryClass, Envelope, put
from models.queries.accounts import bound_groups, linked_accounts
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.settings import keep_setting, read_setting
from models.tables import Chat
from models.work import Database, Reads, Work
from models.working_days import read_calendar
from scheduler.ticks import Tick

TOLD = "unregistered_told"  # the setting: on which day it was told last
OURSELVES = 1  # the bot is a member too


class Groups(Protocol):
    """What the channel knows of a group."""

    async def count_members(self, chat: int) -> int | None: ...

    async def is_member(self, chat: int, account: int) -> bool: ...


def counting(groups: Groups) -> Tick:
    return Tick("unregistered", timedelta(minutes=10), Counting(groups).tick)


class Counting:
    """Asks Telegram outside of any transaction, and then tells."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups

    async def tick(self, database: Database, policy: Policy, now: datetime) -> None:
        """On the first working day of a week, in the morning."""
        local = policy.local(now)
        day = local.date()
        if local < policy.at(day, policy.morning_at):
            return
        async with database.read(now=now) as reads:
            if await read_setting(reads, TOLD) == f"{day}":
                return
            if not is_first_of_week(await read_calendar(reads), day):
                return
            directory = await read_directory(reads)
            chats = {
                chat: await _known(reads, directory, chat)
                for chat in await bound_groups(reads)
            }
        found = {chat: await self._count(chat, chats[chat]) for chat in chats}
        async with database.begin(now=now) as work:
            for chat, count in found.items():
                if count:
                    await _tell(work, directory, chat, count)
            await keep_setting(work, TOLD, f"{day}")

    async def _count(self, chat: Chat, accounts: Iterable[int]) -> int:
        total = await self._groups.count_members(chat.address)
        if total is None:
            return 0
        members = [await self._groups.is_member(chat.address, one) for one in accounts]
        return max(0, total - OURSELVES - sum(members))


async def _tell(work: Work, directory: Directory, chat: Chat, count: int) -> None:
    title = chat.title or await _name_of_unit(work, chat)
    said = Told(Saying.UNREGISTERED, {"title": title, "count": str(count)})
    for head in _heads(directory, chat):
        key = f"unregistered:{chat.id}:{work.today}|chat:{head}"
        await put(work, said, Envelope(head, key, DeliveryClass.PERIODIC, 5))


async def _name_of_unit(work: Work, chat: Chat) -> str:
    """Of a group whose own title was not kept."""
    names = await unit_names(work, [chat.unit_id] if chat.unit_id else [])
    return names.get(chat.unit_id or 0, "")


async def _known(reads: Reads, directory: Directory, chat: Chat) -> list[int]:
    """Accounts that may well be there: of the unit, and of those who see all units."""
    officers = {
        officer
        for (unit, role), holders in directory.holders.items()
        for officer in holders
        if unit == chat.unit_id or role in EVERYWHERE or role in BESIDE
    }
    return await linked_accounts(reads, officers)


BESIDE = (Role.TRACKER, Role.ADMIN, Role.CLERK, Role.TASK_FORCE)


def _heads(directory: Directory, chat: Chat) -> list[int]:
    """The chats of the unit's heads; of its contacts, where no head is linked."""
    for role in (Role.UNIT_HEAD, Role.CONTACT):
        officers = directory.acting(directory.of(chat.unit_id, role))
        chats = [directory.chats[one] for one in officers if one in directory.chats]
        if chats:
            return chats
    return []
