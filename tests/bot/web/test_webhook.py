"""The webhook: whoever knows the secret is heard, and nothing confirmed is lost."""

from __future__ import annotations

import ast
import asyncio
import itertools
import json
from pathlib import Path

import pytest
from sqlalchemy import text

import bot.web.webhook
from tests.bot.conftest import said
from tests.bot.web.conftest import SECRET, Office


def update(number: int) -> bytes:
    return json.dumps(said(number)).encode()


async def test_it_is_taken_as_received_once_it_is_kept(office: Office) -> None:
    office.open()
    answer = await office.deliver(update(5))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert await office.inbound.states() == {5: "new"}


@pytest.mark.parametrize(
    "secret",
    [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "Đ\udcff"],
)
async def test_who_does_not_know_the_secret_is_not_heard(
    office: Office, secret: str | None
) -> None:
    office.open()
    header = secret and secret.encode("utf-8", "surrogateescape").decode("latin-1")
    for body in (update(5), b"{", b""):
        assert (await office.deliver(body, header)).status == 403
    assert await office.inbound.states() == {}


@pytest.mark.proof("F28", short=100, long=10_000, of="requests")
async def test_a_flood_of_wrong_secrets_is_turned_away(
    office: Office, times: int
) -> None:
    """F28: wrong ones, none, and such as begin well; then the right one."""
    office.open()
    guesses = [None, *(SECRET[:n] for n in range(len(SECRET))), SECRET + SECRET]
    for number, guess in zip(range(times), itertools.cycle(guesses), strict=False):
        assert (await office.deliver(update(number), guess)).status == 403
    assert await office.inbound.states() == {}
    assert (await office.deliver(update(times))).status == 200


async def test_a_body_is_not_even_waited_for_without_the_secret(
    office: Office,
) -> None:
    office.open()
    host, _, port = office.address.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /telegram/here HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
    )
    assert (await reader.readline()).split()[1] == b"403"
    writer.close()
    await writer.wait_closed()


def test_the_secret_is_compared_in_constant_time() -> None:
    """No `==` and no `in` ever sees it (delivery.md 2.13)."""
    source = Path(bot.web.webhook.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    compared = [n for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    names = {"given", "self._secret", "secret", "SECRET_HEADER"}
    assert not any(
        ast.unparse(part) in names
        for one in compared
        for part in [one.left, *one.comparators]
    )
    called = [ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert called.count("hmac.compare_digest") == 1
    assert source.index("compare_digest") < source.index(".read()")


async def test_a_body_of_ten_megabytes_is_refused(office: Office) -> None:
    office.open()
    big = json.dumps(said(5, text="x" * 10_000_000)).encode()
    assert (await office.deliver(big)).status == 413
    assert await office.inbound.states() == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"<html>",
        b"\xff\xfe",
        b"[" * 50_000,
        b"null",
        b'{"update_id": 99999999999999999999}',
        json.dumps(said(5, text="x" * 300_000)).encode(),
    ],
    ids=range(8),
)
async def test_whatever_comes_with_the_secret_is_parked_and_not_brought_again(
    office: Office, body: bytes
) -> None:
    office.open()
    assert (await office.deliver(body)).status == 200
    assert (await office.deliver(body)).status == 200
    assert list((await office.inbound.states()).values()) == ["poison"]


async def test_what_could_not_be_kept_is_asked_for_again(office: Office) -> None:
    office.open()
    async with office.inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE inbox RENAME TO away"))
    answer = await office.deliver(update(5))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    async with office.inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE away RENAME TO inbox"))
    assert (await office.deliver(update(5))).status == 200
    assert await office.inbound.states() == {5: "new"}


async def test_before_the_start_and_after_the_stop_it_is_asked_for_again(
    office: Office,
) -> None:
    assert (await office.deliver(update(5))).status == 503
    office.open()
    assert (await office.deliver(update(5))).status == 200
    office.pages.close()
    assert (await office.deliver(update(6))).status == 503
    assert await office.inbound.states() == {5: "new"}


async def test_the_same_update_ten_times_at_once_is_one_row(office: Office) -> None:
    office.open()
    answers = await asyncio.gather(*(office.deliver(update(5)) for _ in range(10)))
    assert {answer.status for answer in answers} == {200}
    assert await office.inbound.states() == {5: "new"}
