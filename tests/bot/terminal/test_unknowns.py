"""`dondoc unknowns`: what may not have arrived, and one decision about it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]
AT = "2026-11-20 08:00:00.000000"


@pytest.fixture
def parked(dondoc: Dondoc, folder: Path) -> sqlite3.Connection:
    """To one officer: 1 in doubt, 2 refused; 3 was in doubt, and was sent again."""
    dondoc("admin", "Nguyễn Văn An")
    database = sqlite3.connect(folder / "var" / "dondoc.db")
    database.execute(
        "INSERT INTO chat (id, channel, address, thread, kind, title, officer_id,"
        " state, gone_why) VALUES (1, 'telegram', 9, 0, 'private', '', 1, 'active', '')"
    )
    for number, state, reason in (
        (1, "unknown", "owner_died"),
        (2, "dead", "bad request: \x1b[31mred"),
        (3, "sent", ""),
    ):
        database.execute(
            "INSERT INTO delivery (id, dedup_key, chat_id, class, priority, notice,"
            " params, subject, silent, plain, state, reason, created_at, not_before,"
            " attempts, unknowns, marked, late, epoch, part, parts, short_code)"
            " VALUES (?, ?, 1, 'reply', 1, 'Told', '{}', '', 0, 0, ?, ?, ?, ?,"
            " 0, 1, 0, 0, 1, 1, 1, 'K7F3Q')",
            (number, f"key:{number}", state, reason, AT, AT),
        )
    database.execute(
        "INSERT INTO attempt (delivery_id, epoch, owner, started_at, ended_at, outcome,"
        " detail) VALUES (3, 1, 'one', ?, ?, 'unknown', 'sending: ReadError')",
        (AT, AT),
    )
    database.commit()
    return database


def test_nothing_to_decide_is_said(dondoc: Dondoc) -> None:
    said = dondoc("unknowns")
    assert (said.code, said.out) == (0, "No message waits for a decision.\n")
    assert json.loads(dondoc("unknowns", "--json").out) == []


@pytest.mark.usefixtures("parked")
def test_they_are_listed_with_whom_what_when_and_why(dondoc: Dondoc) -> None:
    said = dondoc("unknowns")
    first, second, how = said.out.splitlines()
    assert first == (
        "1. Nguyễn Văn An: Notice, 15:00 on 20/11/2026. Not clear whether received: the"
        " program stopped while it was being sent (0 attempts)"
    )
    assert second.startswith("2. Nguyễn Văn An: ")
    assert "\x1b" not in second
    assert "--resend ID" in how
    facts = json.loads(dondoc("unknowns", "--json").out)
    assert [(one["id"], one["state"]) for one in facts] == [(1, "unknown"), (2, "dead")]
    assert facts[0]["at"] == "2026-11-20T15:00:00+07:00"


@pytest.mark.usefixtures("parked")
def test_those_in_doubt_for_a_while_are_listed_too(dondoc: Dondoc) -> None:
    *_, third, how = dondoc("unknowns", "--all").out.splitlines()
    assert third == (
        "3. Nguyễn Văn An: Notice, 15:00 on 20/11/2026. Not clear whether received at"
        " first: the line broke while it was being sent; it was sent again, marked as"
        " such"
    )
    assert how.startswith("To decide")
    *_, facts = json.loads(dondoc("unknowns", "--all", "--json").out)
    assert (facts["id"], facts["state"], facts["then"]) == (3, "doubtful", "sent")


def test_one_is_sent_again_another_is_received(
    dondoc: Dondoc, parked: sqlite3.Connection
) -> None:
    assert dondoc("unknowns", "--resend", "1").out == "Message 1 will be sent again.\n"
    assert dondoc("unknowns", "--received", "2").out == "Message 2 is left as it is.\n"
    rows = parked.execute("SELECT state, marked FROM delivery ORDER BY id").fetchall()
    assert rows == [("pending", 1), ("dead", 0), ("sent", 0)]
    deeds = "SELECT door, action, object FROM audit WHERE object LIKE 'delivery:%'"
    audit = parked.execute(deeds).fetchall()
    assert audit == [
        ("terminal", "requeued", "delivery:1"),
        ("terminal", "let_be", "delivery:2"),
    ]
    assert dondoc("unknowns").out.startswith("No message")
    assert dondoc("unknowns", "--all").out.startswith("2. ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--resend", "3"), 1),
        (("--received", "3"), 1),
        (("--resend", "99"), 1),
        (("--resend", "9" * 20), 2),
        (("--resend", "1", "--received", "1"), 2),
        (("--resend", "x"), 2),
        (("--resend", "0"), 2),
    ],
)
@pytest.mark.usefixtures("parked")
def test_what_cannot_be_decided_is_one_sentence(
    dondoc: Dondoc, arguments: tuple[str, ...], code: int
) -> None:
    said = dondoc("unknowns", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
