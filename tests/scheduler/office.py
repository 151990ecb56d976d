"""A small office for stories about time: people, tasks, and a clock that moves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from domain.folding import fold
from domain.notices import Notice
from domain.policy import Policy
from domain.tasks import Progress, Role
from domain.weekly_window import weekly_window
from models.history import Change, Kind, record
from models.outbox import Live
from models.queries.directory import read_directory
from models.queries.roll_call import settle
from models.tables import (
    Account,
    CalendarOverride,
    Chat,
    Delivery,
    Membership,
    MonthlyReceipt,
    Occurrence,
    Officer,
    Task,
    Unit,
)
from models.work import Database, Work
from models.working_days import read_calendar
from scheduler.gather import gather
from scheduler.gather.kept import Kept, group_of
from scheduler.plan import plan

LONG_AGO = "2026-11-02 09:00"
POLICY = Policy()


def at(words: str) -> datetime:
    """An instant by the office's wall clock, as `2026-11-20 15:00`."""
    return datetime.fromisoformat(words).replace(tzinfo=POLICY.zone)


@dataclass(frozen=True)
class Message:
    """A delivery, and what it tells."""

    id: int
    to: str  # the person's name, or the group's title
    kind: str
    told: frozenset[tuple[str, str]]  # (rule, subject)
    row: Delivery

    @property
    def rules(self) -> set[str]:
        return {rule for rule, _ in self.told}

    @property
    def tasks(self) -> set[tuple[str, int]]:
        """(rule, task) of what is about single tasks."""
        return {
            (rule, int(subject.removeprefix("task:")))
            for rule, subject in self.told
            if subject.startswith("task:")
        }


class Office:
    """What happens in it is written straight to the tables."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.database = database
        self.clock = clock
        self._numbers = itertools.count(1)

    async def unit(self, name: str) -> int:
        unit = Unit(code=name, name=name, folded=fold(name))
        return await self._add(unit)

    async def officer(
        self, name: str, unit: int, *roles: Role, linked: bool = True
    ) -> int:
        officer = await self._add(Officer(code=name, name=name, folded=fold(name)))
        for role in roles or (Role.OFFICER,):
            member = Membership(officer_id=officer, unit_id=unit, role=role)
            await self._add(member)
        if linked:
            await self.link(officer)
        return officer

    async def link(self, officer: int) -> None:
        address = 1_000 + officer
        bound = {"address": address, "officer_id": officer, "bound_at": at(LONG_AGO)}
        await self._add(Account(**bound))
        await self._add(Chat(kind="private", **bound))

    async def group(self, unit: int, title: str = "Nhóm") -> int:
        address = -next(self._numbers)
        return await self._add(
            Chat(address=address, kind="group", title=title, unit_id=unit)
        )

    async def task(
        self,
        unit: int,
        officer: int | None = None,
        *,
        due: str | None = None,
        progress: Progress = Progress.NOT_STARTED,
        tracked_by: int | None = None,
        entered: str = LONG_AGO,
        updated: str | None = None,
    ) -> int:
        due_on = date.fromisoformat(due) if due else None
        return await self._add(
            Task(
                content="Báo cáo kết quả",
                folded="bao cao ket qua",
                lead_unit_id=unit,
                tracking_unit_id=tracked_by,
                officer_id=officer,
                assigned_on=at(entered).date(),
                due_on=due_on,
                original_due_on=due_on,
                progress=progress,
                entered_at=at(entered),
                updated_at=at(updated) if updated else None,
            )
        )

    async def day_off(self, day: str) -> None:
        await self._add(
            CalendarOverride(
                day=date.fromisoformat(day), working=False, created_at=at(LONG_AGO)
            )
        )

    async def receipt(self, unit: int, month: str, officer: int) -> None:
        await self._add(
            MonthlyReceipt(
                unit_id=unit, month=month, officer_id=officer, at=at(LONG_AGO)
            )
        )

    async def update(self, officer: int, task: int, when: str, **columns: Any) -> None:
        """The officer's word on a task; it settles what he owes this week."""
        columns.setdefault("progress", Progress.IN_PROGRESS)
        await self._change(task, Kind.PROGRESS, when, columns, actor=officer)

    async def report(self, officer: int, task: int, when: str) -> None:
        columns = {"progress": Progress.REPORTED, "reported_on": at(when).date()}
        await self._change(task, Kind.REPORTED, when, columns, actor=officer)

    async def confirm(self, task: int, when: str) -> None:
        columns = {"progress": Progress.DONE, "done_on": at(when).date()}
        await self._change(task, Kind.CONFIRMED, when, columns)

    async def give_back(self, task: int, when: str) -> None:
        """The tracker finds the report insufficient."""
        columns = {"progress": Progress.RETURNED, "reported_on": None}
        await self._change(task, Kind.RETURNED, when, columns)

    async def extend(self, task: int, when: str, due: str) -> None:
        columns = {"due_on": date.fromisoformat(due), "due_version": 2}
        await self._change(task, Kind.EXTENDED, when, columns)

    async def assign(self, task: int, officer: int, when: str) -> None:
        """It is another's from now on, given by the head or handed over."""
        await self._change(task, Kind.ASSIGNED, when, {"officer_id": officer})

    async def leave(self, officer: int) -> None:
        """The officer is no longer one of the office."""
        async with self.database.begin() as work:
            await work.session.execute(
                update(Officer).where(Officer.id == officer).values(active=False)
            )

    async def plan(self, *moments: str) -> int:
        """Let the clock come to these moments, and plan at each; messages made."""
        made = 0
        for moment in moments:
            self.clock.at = at(moment)
            made += await plan(self.database, policy=POLICY, now=at(moment))
        return made

    async def messages(self) -> list[Message]:
        """All that was put in the outbox, in its order."""
        async with self.database.read() as reads:
            told = (await reads.session.scalars(select(Occurrence))).all()
            rows = await reads.session.execute(
                select(Delivery, Chat.title, Officer.name)
                .join(Chat, Chat.id == Delivery.chat_id)
                .outerjoin(Officer, Officer.id == Chat.officer_id)
                .order_by(Delivery.id)
            )
            return [
                Message(
                    row.id,
                    name or title,
                    row.notice,
                    frozenset(
                        (one.rule, one.subject)
                        for one in told
                        if one.delivery_id == row.id
                    ),
                    row,
                )
                for row, title, name in rows
            ]

    async def digests(self) -> list[Message]:
        return [one for one in await self.messages() if one.kind == Live.DIGEST]

    async def told_without_delivery(self) -> set[tuple[str, str]]:
        """(rule, recipient) of what nobody could be told."""
        async with self.database.read() as reads:
            rows = await reads.session.execute(
                select(Occurrence.rule, Occurrence.recipient).where(
                    Occurrence.delivery_id.is_(None)
                )
            )
            return {(rule, recipient) for rule, recipient in rows}

    async def read(self, message: Message, when: str) -> Notice | None:
        """What the message says when it leaves at that moment."""
        row = message.row
        async with self.database.read(now=at(when)) as reads:
            chat = await reads.session.get_one(Chat, row.chat_id)
            group = group_of(chat.kind, chat.unit_id)
            kept = Kept(row.id, row.notice, row.params, row.late, group=group)
            return await gather(reads, POLICY, kept)

    async def _change(
        self,
        task: int,
        kind: Kind,
        when: str,
        columns: dict[str, Any],
        actor: int | None = None,
    ) -> None:
        async with self.database.begin(now=at(when)) as work:
            change = Change(
                task_id=task,
                kind=kind,
                door="chat",
                effective_on=at(when).date(),
                actor_id=actor,
                columns=columns,
            )
            await record(work, change)
            await self._settle(work, task)

    async def _settle(self, work: Work, task_id: int) -> None:
        task = await work.session.get_one(Task, task_id)
        directory = await read_directory(work)
        people: Sequence[int] = [
            *directory.responsible(task.officer_id, task.lead_unit_id),
            *directory.of(task.tracking_unit_id, Role.TRACKER),
        ]
        window = weekly_window(POLICY, await read_calendar(work), work.now)
        await settle(work, directory, people, after=window.opens)

    async def _add(self, row: Any) -> int:
        async with self.database.begin() as work:
            work.session.add(row)
            await work.session.flush()
            return int(getattr(row, "id", 0))
