"""A Bot API server that costs next to nothing, in a process of its own.

It shares no interpreter with what is measured, parses no more than it must, and keeps
Telegram's flood rules when it is asked to. `python -m tests.bench.server '{…}'` prints
its port and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import random
import re
import sys
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CHAT = re.compile(rb'"chat_id": ?"?(-?\d+)|chat_id=(-?\d+)')
OFFSET = re.compile(rb'"offset": ?(\d+)|offset=(\d+)')
TIMEOUT = re.compile(rb'"timeout": ?(\d+)|timeout=(\d+)')
ME = {"id": 1, "is_bot": True, "first_name": "dondoc", "username": "dondoc_bot"}
OVERALL, IN_A_GROUP = 30, 20  # starts in a sliding second; in a group's minute
MOST = 100  # updates in one answer


@dataclass
class Rules:
    """How the server behaves. Seconds are of a whole round trip, there and back."""

    delay: float = 0.0
    jitter: float = 0.0
    floods: bool = False

    def leg(self) -> float:
        """One way, there or back."""
        return (self.delay + random.uniform(-self.jitter, self.jitter)) / 2


@dataclass
class Floods:
    """Telegram's limits, as strictly as they are written."""

    overall: deque[float] = field(default_factory=deque)
    chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refused(self, chat: int) -> bool:
        now = time.monotonic()
        own, most, window = self.chats[chat], 1, 1.0
        if chat < 0:
            most, window = IN_A_GROUP, 60.0
        for starts, seconds in ((self.overall, 1.0), (own, window)):
            while starts and starts[0] <= now - seconds:
                starts.popleft()
        too_soon = bool(own) and own[-1] > now - 1.0
        if len(self.overall) >= OVERALL or len(own) >= most or too_soon:
            return True
        self.overall.append(now)
        own.append(now)
        return False


class PostOffice:
    """What was accepted, and the updates that wait to be fetched."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.floods = Floods()
        self.accepted: list[tuple[float, int]] = []  # when, chat
        self.refused = 0
        self.updates: deque[tuple[int, float, str]] = deque()  # number, since, JSON
        self.made: dict[int, float] = {}  # chat -> when its update was made
        self.changed = asyncio.Event()
        self._numbers = itertools.count(1)

    async def answer(self, method: str, body: bytes) -> bytes:
        match method:
            case "sendMessage":
                return self._accept(body)
            case "getUpdates":
                return await self._updates(body)
            case "getMe":
                return _ok(ME)
            case "bench":
                return _ok(await self._told(json.loads(body)))
        return b'{"ok":true,"result":true}'

    def _accept(self, body: bytes) -> bytes:
        chat = _number(CHAT, body)
        if self.rules.floods and self.floods.refused(chat):
            self.refused += 1
            return _flood()
        self.accepted.append((time.monotonic(), chat))
        kind = "private" if chat > 0 else "group"
        number = next(self._numbers)
        return (
            f'{{"ok":true,"result":{{"message_id":{number},"date":1763625600,"text":"x"'
            f',"chat":{{"id":{chat},"type":"{kind}","title":"x"}}}}}}'
        ).encode()

    async def _updates(self, body: bytes) -> bytes:
        offset = _number(OFFSET, body)
        while self.updates and self.updates[0][0] < offset:
            self.updates.popleft()
        if not self.updates:
            self.changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), _number(TIMEOUT, body))
        some = ",".join(one[2] for one in itertools.islice(self.updates, MOST))
        return f'{{"ok":true,"result":[{some}]}}'.encode()

    async def _told(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What the measuring side asks and orders."""
        if "say" in asked:
            self._say(asked["say"], asked["text"], asked.get("per_second"))
        return {
            "accepted": len(self.accepted),
            "refused": self.refused,
            "first": self.accepted[0][0] if self.accepted else 0.0,
            "last": self.accepted[-1][0] if self.accepted else 0.0,
            "waits": [
                at - self.made[chat] for at, chat in self.accepted if chat in self.made
            ]
            if asked.get("waits")
            else [],
        }

    def _say(self, people: list[int], text: str, per_second: float | None) -> None:
        """Each of them writes this, at once or so many in a second."""
        loop = asyncio.get_running_loop()
        for number, person in enumerate(people):
            if per_second is None:
                self._hear(person, text)
            else:
                loop.call_later(number / per_second, self._hear, person, text)

    def _hear(self, person: int, text: str) -> None:
        number, now = next(self._numbers), time.monotonic()
        self.made[person] = now
        message = {
            "message_id": number,
            "date": 1763625600,
            "chat": {"id": person, "type": "private", "first_name": "x"},
            "from": {"id": person, "is_bot": False, "first_name": "x"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        }
        update = json.dumps({"update_id": number, "message": message})
        self.updates.append((number, now, update))
        self.changed.set()


class Connection(asyncio.Protocol):
    """HTTP/1.1 as a Bot API client speaks it: one request after the other."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        self._received = bytearray()
        self._transport: asyncio.Transport
        self._answering: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._received[:end])
        length = LENGTH.search(head)
        whole = end + 4 + (int(length[1]) if length else 0)
        if len(self._received) < whole:
            return
        body = bytes(self._received[end + 4 : whole])
        del self._received[:whole]
        path = head.split(b" ", 2)[1].decode()
        task = asyncio.ensure_future(self._answer(path.rpartition("/")[2], body))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, method: str, body: bytes) -> None:
        rules = self._office.rules
        slow = rules.delay > 0 and method != "bench"
        if slow:
            await asyncio.sleep(rules.leg())
        said = await self._office.answer(method, body)
        if slow:
            await asyncio.sleep(rules.leg())
        status = b"429 Too Many Requests" if b'"error_code":429' in said else b"200 OK"
        self._transport.write(
            b"HTTP/1.1 %b\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (status, len(said), said)
        )


def _number(pattern: re.Pattern[bytes], body: bytes) -> int:
    found = pattern.search(body)
    return int(found[1] or found[2]) if found else 0


def _ok(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


def _flood() -> bytes:
    return (
        b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1"'
        b',"parameters":{"retry_after":1}}'
    )


async def _serve(rules: Rules) -> None:
    office = PostOffice(rules)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(office), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Rules(**json.loads(sys.argv[1]))))
