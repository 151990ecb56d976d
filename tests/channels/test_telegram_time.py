"""Telegram's word on what time it is, taken from answers as they come."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from channels.telegram_time import ServerTime
from domain.clock_guard import Reading

HEADER = "Fri, 20 Nov 2026 08:00:00 GMT"
THREE = datetime(2026, 11, 20, 8, tzinfo=UTC)
SEND, ASK = "https://api.telegram.org/bot1:a/sendMessage", "https://local/bot1:a/getMe"


class Steady:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def told(steady: Steady) -> ServerTime:
    return ServerTime(steady)


def sent(at: object) -> bytes:
    return json.dumps({"ok": True, "result": {"message_id": 1, "date": at}}).encode()


def test_nobody_has_told_the_time_yet(told: ServerTime) -> None:
    assert told.last() is None


def test_the_header_tells_when_it_came(told: ServerTime, steady: Steady) -> None:
    told.note(ASK, HEADER, b"")
    steady.at += 30
    assert told.last() == told.last() == Reading(THREE, 100.0)


def test_the_last_word_counts(told: ServerTime, steady: Steady) -> None:
    told.note(ASK, HEADER, b"")
    steady.at += 30
    told.note(SEND, "Fri, 20 Nov 2026 08:00:30 GMT", sent(0))
    assert told.last() == Reading(THREE.replace(second=30), 130.0)


def test_without_a_header_a_message_just_sent_tells(told: ServerTime) -> None:
    told.note(SEND, None, sent(int(THREE.timestamp())))
    assert told.last() == Reading(THREE, 100.0)


@pytest.mark.parametrize(
    ("url", "header", "payload"),
    [
        (ASK, "yesterday", b""),
        (ASK, "", b""),
        (ASK, None, sent(int(THREE.timestamp()) + 99)),
        (SEND, None, b'{"ok":false}'),
        (SEND, None, b"<html>"),
        (SEND, None, b"[]"),
        (SEND, None, sent("soon")),
        (SEND, None, sent(1e300)),
        (SEND, None, sent(float("nan"))),
    ],
)
def test_what_tells_no_time_changes_nothing(
    told: ServerTime, url: str, header: str | None, payload: bytes
) -> None:
    told.note(ASK, HEADER, b"")
    told.last()
    told.note(url, header, payload)
    assert told.last() == Reading(THREE, 100.0)
