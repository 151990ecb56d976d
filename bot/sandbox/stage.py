"""What all rooms of the sandbox share: its world, its queue, its clocks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Protocol

from bot.clock import MovableClock, Steady
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Flood
from bot.sandbox.polling import Polling
from bot.sandbox.presses import Presses
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.store import Store
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import WebhookSetting
from bot.sandbox.world import World

BOT_NAME = "Đôn đốc"
BOT_USERNAME = "dondoc_demo_bot"


class Program(Protocol):
    """What the sandbox asks of the program that it is a server to."""

    async def plan_now(self) -> None:
        """Plan for the office clock's moment; return when the plan is written."""

    async def is_idle(self) -> bool:
        """Tell whether no update waits in the inbox and no delivery is due."""

    async def cast(self) -> dict[str, Any]:
        """Give `{"people": […], "groups": […]}` for `/sandbox/office`."""


@dataclass(frozen=True)
class Clocks:
    """The office's time, its zone, and the seconds that never jump."""

    office: MovableClock
    steady: Steady
    zone: tzinfo

    def now(self) -> datetime:
        return self.office.now()

    def seconds(self) -> int:
        """Give the office's moment as the Bot API writes dates."""
        return int(self.now().timestamp())

    def iso(self, at: datetime) -> str:
        return at.astimezone(self.zone).isoformat(timespec="seconds")

    def iso_of(self, seconds: int) -> str:
        return datetime.fromtimestamp(seconds, self.zone).isoformat()


@dataclass
class Stage:
    """Built once, by the Sandbox; methods and the people's API work on it."""

    token: str
    clocks: Clocks
    store: Store
    program: Program | None = None
    # Where clock.json stands, for a demo that is stopped and goes on.
    folder: Path | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    # Not set while the program is still being made ready: nothing is at rest then.
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.events = Events()
        self.world = World(self.store, bot=self.bot_id, changed=self.events.tell_chat)
        steady = self.clocks.steady
        self.updates = UpdateQueue(self.store, self.clocks.seconds)
        self.polling = Polling(self.updates, self.store, steady)
        self.webhook = WebhookSetting(self.store)
        self.presses = Presses(self.store)
        self.ledger = Ledger(self.store)
        self.flood = Flood(steady.monotonic)
        self.faults = Faults()
        self.settings: dict[str, Any] = dict(self.store.list_records("setting"))

    @property
    def bot_id(self) -> int:
        return int(self.token.partition(":")[0])

    def keep_setting(self, name: str, value: Any) -> None:
        """Remember something that the bot set about itself."""
        self.settings[name] = value
        self.store.put("setting", name, value)

    async def wait_until_open(self) -> None:
        """Wait until the program is ready. Raises PeopleRefusal if it stops instead."""
        await self.opened.wait()
        if self.closing.is_set():
            raise PeopleRefusal("The sandbox is stopping.")

    def close(self) -> None:
        """Let everybody go who waits, so that the server can stop at once."""
        self.closing.set()
        self.opened.set()
        self.polling.close()
        self.presses.ring_all()
        self.events.close()
