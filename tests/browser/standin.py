"""A small stand-in for the sandbox: it serves the page and answers canned facts.

It has the people's API in the exact shapes, keeps what was posted and announces
events; nothing here needs the bot.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

import bot.sandbox

PAGE = Path(bot.sandbox.__file__).parent / "page"
BOT = 1
AN, XUAN, HA, BINH, STC = 11, 12, 13, 14, -21

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

Json = dict[str, Any]

OFFICE: Json = {
    "people": [
        {"id": BINH, "name": "Trần Thị Bình", "role": "leader", "unit": "UBND"},
        {"id": HA, "name": "Võ Văn Hà", "role": "tracker", "unit": "VP-TH"},
        {"id": HA, "name": "Võ Văn Hà", "role": "synthesis", "unit": "VP-TH"},
        {"id": XUAN, "name": "Võ Đức Xuân", "role": "unit_head", "unit": "STC"},
        {"id": AN, "name": "Bùi Thanh An", "role": "officer", "unit": "STC"},
        {"id": AN, "name": "Bùi Thanh An", "role": "contact", "unit": "STC"},
        {"id": 15, "name": "Lê Thanh Thảo", "role": "clerk", "unit": "VP-HCTC"},
    ],
    "groups": [{"id": STC, "title": "Sở Tài chính", "unit": "STC"}],
}
PEOPLE = {row["id"]: row["name"] for row in OFFICE["people"]}


@dataclass
class Stub:
    """What the page is told, and what it posted."""

    url: str = ""
    at: str = "2026-11-20T14:58:00+07:00"
    office: Json = field(default_factory=lambda: dict(OFFICE))
    chats: dict[int, list[Json]] = field(default_factory=dict)
    posted: list[tuple[str, Json]] = field(default_factory=list)
    answer: Json = field(default_factory=lambda: {"toast": None, "alert": False})
    refusal: str | None = None
    group: Json = field(default_factory=dict)  # more facts of the one group
    listened: int = 0  # how often a page began to listen for events
    announce: Callable[[str], None] = lambda _: None

    def say(self, chat: int, text: str, **facts: Any) -> int:
        """Put a message into a chat, the bot's if nothing else is said."""
        messages = self.chats.setdefault(chat, [])
        number = len(messages) + 101
        message = {
            "message_id": number,
            "from": BOT,
            "date": "2026-11-20T14:58:00+07:00",
            "edited": False,
            "text": text,
            "entities": [],
            "buttons": [],
            "reply_to": None,
            "document": None,
        }
        messages.append(message | facts)
        self.announce(f'{{"chat": {chat}}}')
        return number

    def posts(self, ending: str) -> list[Json]:
        return [body for path, body in self.posted if path.endswith(ending)]


@web.middleware
async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
    """Keep the posts, refuse when told to, and send the real server's policy."""
    stub = request.app[STUB]
    if request.method == "POST":
        stub.posted.append((request.path, await request.json()))
        if stub.refusal is not None:
            return web.json_response({"error": stub.refusal}, status=400)
    response: web.StreamResponse = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = POLICY
    return response


STUB = web.AppKey("stub", Stub)
STREAMS = web.AppKey("streams", list[asyncio.Queue[str]])


async def get_page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


async def get_facts(request: web.Request) -> web.Response:
    stub = request.app[STUB]
    people = [
        {"id": id_, "name": name, "username": None} for id_, name in PEOPLE.items()
    ]
    facts: dict[str, Json] = {
        "office": stub.office,
        "people": {"people": people, "bot": {"id": BOT, "name": "Đôn đốc"}},
        "groups": {
            "groups": [
                {"id": STC, "title": "Sở Tài chính", "members": [AN, XUAN]} | stub.group
            ]
        },
        "state": {"at": stub.at, "idle": True},
    }
    return web.json_response(facts[request.match_info["what"]])


async def get_messages(request: web.Request) -> web.Response:
    messages = request.app[STUB].chats.get(int(request.match_info["chat"]), [])
    return web.json_response({"messages": messages})


async def post_message(request: web.Request) -> web.Response:
    chat, body = int(request.match_info["chat"]), await request.json()
    document = body.pop("document", None)
    if document is not None:
        document = {"name": document["name"], "url": "/file/bot1:x/documents/1"}
    number = request.app[STUB].say(
        chat, body.pop("text", ""), **body, document=document
    )
    return web.json_response({"message_id": number}, status=201)


async def post_press(request: web.Request) -> web.Response:
    return web.json_response(request.app[STUB].answer)


async def post_clock(request: web.Request) -> web.Response:
    stub, body = request.app[STUB], await request.json()
    stub.at = body.get("at", stub.at)
    return web.json_response({"at": stub.at})


async def get_events(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    events: asyncio.Queue[str] = asyncio.Queue()
    request.app[STREAMS].append(events)
    request.app[STUB].listened += 1
    while event := await events.get():
        await response.write(f"data: {event}\n\n".encode())
    return response


async def end_streams(app: web.Application) -> None:
    for stream in app[STREAMS]:
        stream.put_nowait("")


def build_app(stub: Stub) -> web.Application:
    app = web.Application(middlewares=[guard])
    app[STUB], app[STREAMS] = stub, []
    app.on_shutdown.append(end_streams)
    messages = "/sandbox/chats/{chat}/messages"
    app.add_routes(
        [
            web.get("/", get_page),
            web.static("/sandbox/page", PAGE),
            web.get("/sandbox/events", get_events),
            web.get(messages, get_messages),
            web.post(messages, post_message),
            web.post(messages + "/{id}/press", post_press),
            web.post("/sandbox/chats/{chat}/{block:block|unblock}", post_press),
            web.post("/sandbox/clock", post_clock),
            web.get("/sandbox/{what}", get_facts),
        ]
    )
    return app


async def serve(stub: Stub, ready: threading.Event, stop: asyncio.Event) -> None:
    """Serve on a free port until told to stop."""
    app = build_app(stub)
    loop = asyncio.get_running_loop()

    def announce(event: str) -> None:
        for stream in app[STREAMS]:
            loop.call_soon_threadsafe(stream.put_nowait, event)

    stub.announce = announce
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stub.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    ready.set()
    await stop.wait()
    await runner.cleanup()
