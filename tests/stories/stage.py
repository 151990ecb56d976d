"""The office as a story sees it: units, people, their phones, the clock."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from pydantic import SecretStr

from actions.invites import invite_group, invite_person
from bot.assembly import assemble
from bot.clock import MovableClock
from bot.program import Program
from bot.sandbox import Sandbox
from bot.settings import Settings
from domain.folding import fold
from domain.tasks import Progress, Role, TaskClass
from models.history import Change, Kind, plain
from models.queries.people import person
from models.tables import (
    Document,
    Membership,
    Officer,
    Task,
    TaskEvent,
    Unit,
)
from models.work import Database, Work
from tests.listening import EAR
from tests.stories.machine import Machine

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TOKEN = "4200000000:abcdefghijklmnopqrstuvwxyzABCDEFGHI"


@dataclass
class Phone:
    """One person's telephone."""

    id: int
    name: str


@dataclass
class Message:
    """A message as the people see it."""

    id: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    edited: bool = False
    sender: int = 0
    silent: bool = False


class Stage:
    """The office, seen from its people's phones."""

    def __init__(
        self, database: Database, program: Program, clock: MovableClock, address: str
    ) -> None:
        self.database = database
        self.program = program
        self.clock = clock
        self.address = address
        self.session = ClientSession(address)

    # the office

    async def unit(self, code: str, name: str) -> int:
        async with self.database.begin() as work:
            unit = Unit(code=code, name=name, folded=fold(name))
            work.session.add(unit)
            await work.session.flush()
            return unit.id

    async def officer(self, name: str, unit_id: int, *roles: Role) -> int:
        async with self.database.begin() as work:
            officer = Officer(code=f"CB-{name}", name=name, folded=fold(name))
            work.session.add(officer)
            await work.session.flush()
            for role in roles:
                part = Membership(officer_id=officer.id, unit_id=unit_id, role=role)
                work.session.add(part)
            return officer.id

    async def task(
        self,
        content: str,
        unit_id: int,
        *,
        due: str | None = None,
        officer_id: int | None = None,
        tracking: int | None = None,
        kind: TaskClass = TaskClass.B,
    ) -> int:
        """A task assigned two weeks ago and entered yesterday."""
        now = self.clock.now() - timedelta(days=1)
        async with self.database.begin(now=now) as work:
            due_on = date.fromisoformat(due) if due else None
            return await _assign(
                work,
                {
                    "content": content,
                    "folded": fold(content),
                    "lead_unit_id": unit_id,
                    "tracking_unit_id": tracking,
                    "officer_id": officer_id,
                    "assigned_on": date(2026, 11, 6),
                    "due_on": due_on,
                    "original_due_on": due_on,
                    "progress": Progress.NOT_STARTED,
                    "must_report": kind.must_report,
                    "has_deadline": kind.has_deadline,
                    "scheme": "QC45",
                },
            )

    # people

    async def newcomer(self, name: str) -> Phone:
        made = await self.post("/sandbox/people", {"name": name})
        return Phone(made["id"], name)

    async def link(self, name: str, officer_id: int) -> Phone:
        """Somebody opens his one-time link."""
        async with self.database.begin() as work:
            code = await invite_person(work, officer_id)
        phone = await self.newcomer(name)
        await self.say(phone, f"/start {code}")
        return phone

    async def group(
        self,
        title: str,
        unit_id: int,
        head: Phone,
        officer: int,
        others: Sequence[Phone] = (),
    ) -> int:
        """A head binds the group of his unit."""
        async with self.database.begin() as work:
            actor = await person(work, officer)
            assert actor is not None
            code = await invite_group(work, actor.actor, unit_id)
        facts = {"title": title, "members": [head.id, *(one.id for one in others)]}
        made = await self.post("/sandbox/groups", facts)
        await self.say(head, f"/nhom@dondoc_demo_bot {code}", chat=made["id"])
        return int(made["id"])

    async def say(
        self,
        phone: Phone,
        text: str,
        *,
        chat: int | None = None,
        to: Message | None = None,
    ) -> None:
        """Type a message (an answer to another one), and wait for what follows."""
        EAR.say(text)
        said = {"from": phone.id, "text": text, **({"reply_to": to.id} if to else {})}
        await self.post(f"/sandbox/chats/{chat or phone.id}/messages", said)
        await self.idle()

    async def press(
        self, phone: Phone, message: Message, label: str, *, chat: int | None = None
    ) -> str | None:
        """Press the button of this label, or that begins so; the toast shown."""
        alike = [d for text, d in message.buttons.items() if text.startswith(label)]
        data = message.buttons.get(label) or alike[0]
        return await self.press_data(phone, message, data, chat=chat)

    async def press_data(
        self, phone: Phone, message: Message, data: str, *, chat: int | None = None
    ) -> str | None:
        path = f"/sandbox/chats/{chat or phone.id}/messages/{message.id}/press"
        shown = await self.post(path, {"from": phone.id, "data": data})
        await self.idle()
        toast: str | None = shown["toast"]
        return toast

    async def read(self, chat: int) -> list[Message]:
        """All that the bot wrote in a chat, oldest first."""
        async with self.session.get(f"/sandbox/chats/{chat}/messages") as answer:
            found = (await answer.json())["messages"]
        bot = (await self.get("/sandbox/people"))["bot"]["id"]
        return [
            Message(
                one["message_id"],
                unicodedata.normalize("NFC", one["text"]),
                {b["text"]: b["data"] for row in one["buttons"] for b in row},
                one["edited"],
                one["from"],
                one.get("silent", False),
            )
            for one in found
            if one["from"] == bot
        ]

    async def last(self, chat: int | Phone, said: str = "") -> Message:
        found = await self.read(chat.id if isinstance(chat, Phone) else chat)
        return [one for one in found if said in one.text][-1]

    async def last_edited(self, phone: Phone) -> Message:  # with another face
        return [one for one in await self.read(phone.id) if one.edited][-1]

    # time
    async def move(self, at: str) -> None:
        """Move the clock to this time of the office, and wait for what follows."""
        moment = datetime.fromisoformat(at).replace(tzinfo=HANOI)
        await self.post("/sandbox/clock", {"at": moment.isoformat()})
        await self.idle()

    async def idle(self) -> None:
        """Until no update waits and no message is due."""
        for _ in range(1_500):
            if (await self.get("/sandbox/state"))["idle"]:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("the program did not come to rest")

    async def ledger(self, after: int = 0) -> list[dict[str, Any]]:
        found = await self.get(f"/sandbox/ledger?after={after}")
        calls: list[dict[str, Any]] = found["calls"]
        return calls

    async def sent(self, chat: int, after: int = 0) -> list[str]:
        """The texts of new messages accepted for a chat, in order."""
        return [
            call["text"]
            for call in await self.ledger(after)
            if call["method"] == "sendMessage"
            and call["chat"] == chat
            and call["status"] == 200
        ]

    async def restart(self) -> None:
        """Stop the program and start another one on the same database."""
        parts = self.program.parts
        await self.program.stop()
        database = Database(parts.database.url, zone=HANOI, now=self.clock.now)
        self.database = database
        self.program = Program(
            assemble(settings_for(self.address), database, parts.clocks)
        )
        self.sandbox.program = self.program
        await self.program.start()
        await self.idle()

    sandbox: Sandbox
    machine: Machine

    async def get(self, path: str) -> dict[str, Any]:
        async with self.session.get(path) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def post(self, path: str, facts: dict[str, Any]) -> dict[str, Any]:
        async with self.session.post(path, json=facts) as answer:
            found: dict[str, Any] = await answer.json()
            assert answer.status < 300, found
            return found


async def _assign(work: Work, columns: dict[str, Any]) -> int:
    key = f"{fold(columns['content'])[:40]}"
    document = Document(number="419/UBND-TH", key=key, year=2026)
    work.session.add(document)
    await work.session.flush()
    columns = {"done_on": None, **columns, "document_id": document.id}
    task = Task(**columns, entered_at=work.now)
    work.session.add(task)
    await work.session.flush()
    change = Change(task.id, Kind.ASSIGNED, "terminal", columns["assigned_on"])
    work.session.add(
        TaskEvent(
            task_id=task.id,
            kind=change.kind.value,
            door=change.door,
            effective_on=change.effective_on,
            recorded_at=work.now,
            changes=plain(columns),
        )
    )
    return task.id


def settings_for(address: str) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token=SecretStr(TOKEN),
        telegram_api_url=address,
        telegram_proxy=None,
    )
