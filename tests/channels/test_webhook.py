"""An event leaves signed, and what became of it is read from the answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from channels.webhook import Call, GuardedResolver, NotAllowed, WebhookChannel
from domain.destinations import read_networks
from domain.outcomes import Dead, NotSent, Outcome, Sent, Unknown

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass
class Receiver:
    """Another system's door, on this machine."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        status = self.answers.pop(0) if self.answers else 204
        if status == 0:
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=status or 200, headers=self.headers)

    def call(self, **given: Any) -> Call:
        return Call(self.address, SECRET, "dondoc_7_k7f3q", b'{"a":"\xc4\x91"}', AT)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    found = Receiver()
    application = web.Application()
    application.router.add_post("/in", found.receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}/in"
    yield found
    await runner.cleanup()


@pytest.fixture
async def channel() -> AsyncIterator[WebhookChannel]:
    opened = WebhookChannel()
    yield opened
    await opened.close()


async def test_an_event_is_signed_over_its_number_its_time_and_its_body(
    receiver: Receiver, channel: WebhookChannel
) -> None:
    assert await channel.send(receiver.call()) == Sent(None)
    ((headers, body),) = receiver.got
    assert headers["webhook-id"] == "dondoc_7_k7f3q"
    assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert headers["Content-Type"] == "application/json"
    said = b"dondoc_7_k7f3q." + headers["webhook-timestamp"].encode() + b"." + body
    mac = base64.b64encode(hmac.new(b"k" * 32, said, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"


async def test_what_became_of_it(receiver: Receiver, channel: WebhookChannel) -> None:
    receiver.headers = {"Retry-After": "90", "Location": "http://10.0.0.1/"}
    table: list[tuple[int, Outcome]] = [
        (200, Sent(None)),
        (202, Sent(None)),
        (302, NotSent("http_302")),
        (400, NotSent("http_400")),
        (410, Dead("http_410", chat_gone=True)),
        (429, NotSent("http_429", 90.0)),
        (500, NotSent("http_500")),
        (503, NotSent("http_503", 90.0)),
        (0, Unknown("ServerDisconnectedError")),
    ]
    for status, outcome in table:
        receiver.answers = [status]
        assert await channel.send(receiver.call()) == outcome
    assert len(receiver.got) == len(table)  # no redirection was followed


async def test_nobody_there_is_known_not_to_have_got_it(
    channel: WebhookChannel,
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/in"
    outcome = await channel.send(Call(url, SECRET, "n", b"", AT))
    assert outcome == NotSent("ConnectionRefusedError")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://10.0.0.1/x", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://[fd00::1]/", "private"),
        ("http://x.example/", "not_https"),
    ],
)
async def test_an_address_is_judged_again_at_each_try(
    channel: WebhookChannel, url: str, why: str
) -> None:
    """Whoever changes it in the database reaches no more than who adds it."""
    assert await channel.send(Call(url, SECRET, "n", b"", AT)) == NotSent(why)


class Names(AbstractResolver):
    """What a name leads to, as its owner says."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: Any = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=one, port=port, family=family, proto=0, flags=0
            )
            for one in self.addresses
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("name", "addresses", "used"),
    [
        ("x.example", ["8.8.8.8"], ["8.8.8.8"]),
        ("x.example", ["127.0.0.1", "8.8.8.8", "10.0.0.1"], ["8.8.8.8"]),
        ("x.example", ["10.1.0.9"], ["10.1.0.9"]),
        ("x.example", ["127.0.0.1", "169.254.169.254"], None),
        ("localhost", ["127.0.0.1"], ["127.0.0.1"]),
        ("localhost", ["8.8.8.8"], None),
    ],
)
async def test_a_name_leads_only_where_events_may_go(
    name: str, addresses: list[str], used: list[str] | None
) -> None:
    guarded = GuardedResolver(read_networks("10.1.0.0/16"), Names(*addresses))
    if used is None:
        with pytest.raises(NotAllowed):
            await guarded.resolve(name, 443)
        return
    assert [one["host"] for one in await guarded.resolve(name, 443)] == used
