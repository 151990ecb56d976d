"""Logs: what happened, never a token, a number of a person or his words (F54)."""

from __future__ import annotations

import logging

import pytest
import structlog

from bot.logs import redact, set_up_logs
from tests.listening import Ear, indiscreet

NAME = "Nguyễn Văn An"
TOKEN = "4200000000:abcdefghijklmnopqrstuvwxyzABCDEFGHI"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/send", "bot<token>/send"),
        ("gọi 0912345678 nhé", "gọi <phone> nhé"),
        ("+84912345678", "<phone>"),
        *(("gọi 0912 345 678.", "gọi <phone>."), ("+84 912.345.678", "<phone>")),
        ("cccd 001099012345 cấp", "cccd <identity card> cấp"),
        ("update 700000005 of chat 4200000000", "update 700000005 of chat 4200000000"),
        ("0.0912345678 s", "0.0912345678 s"),
        ("2026-11-20T15:00:00.123456", "2026-11-20T15:00:00.123456"),
    ],
)
def test_what_slipped_in_is_taken_out(said: str, left: str) -> None:
    assert left in redact(None, "info", {"event": said, "count": 3})["event"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{'event': 'refused', 'update': 12}", None),
        (f"httpx: GET /bot{TOKEN}/getMe", "token"),
        ("{'phone': '0912345678'}", "phone"),
        ("{'name': 'Nguyễn Văn An'}", "somebody's words"),
    ],
)
def test_the_ear_knows_what_must_not_be_said(line: str, why: str | None) -> None:
    assert indiscreet(line) == why


def test_the_ear_knows_what_was_typed_without_any_marks() -> None:
    ear = Ear()
    ear.say("xong roi")
    ear.say("xong")  # our own words may say that
    ear.heard = ["{'event': 'progress', 'text': 'xong roi'}", "{'event': 'xong'}"]
    assert ear.judge() == [
        ("somebody's words", "{'event': 'progress', 'text': 'xong roi'}")
    ]
    assert ear.judge() == []


def fail() -> None:
    """As asyncpg does, with the row that a key is taken by, and what it came from."""
    try:
        raise ValueError(f"DETAIL: Key (name)=({NAME}) exists")
    except ValueError as error:
        raise KeyError(NAME) from error


def test_the_ear_hears_what_an_exception_says() -> None:
    ear = Ear()
    try:
        fail()
    except KeyError as error:
        ear(None, "error", {"event": "failed", "exc_info": True})
        ear(None, "error", {"event": "failed", "exc_info": error})
    assert [why for why, _ in ear.judge()] == ["somebody's words"] * 2


@pytest.mark.parametrize("form", ["console", "json"])
def test_of_a_failure_lines_and_classes_are_written_and_no_words(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever logs it: a library does so with the exception's own words."""
    before, handlers = structlog.get_config(), logging.root.handlers[:]
    try:
        set_up_logs("INFO", form)
        try:
            fail()
        except KeyError:
            logging.getLogger("asyncio").exception("Task exception was never retrieved")
            structlog.get_logger().exception("failed")
    finally:
        structlog.configure(**before)
        logging.root.handlers[:] = handlers
    said = capsys.readouterr().err
    assert NAME not in said
    assert said.count("builtins.KeyError") == said.count("builtins.ValueError") == 2
    assert "in fail" in said


def test_the_ear_hears_what_is_logged_anywhere() -> None:
    ear = Ear()
    before = structlog.get_config()["processors"]
    ear.listen()
    structlog.get_logger().info("refused", update=12)
    logging.getLogger("channels").info("a library said %s", "this")
    structlog.configure(processors=before)
    logging.root.removeHandler(ear)
    # Ours may come a second time, through the door that an earlier test has set up.
    ours, *_, by_a_library = ear.taken()
    assert by_a_library == "channels: a library said this"
    assert "'event': 'refused'" in ours
