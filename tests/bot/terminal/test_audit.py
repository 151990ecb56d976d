"""`dondoc audit`: the history proved at the terminal, and written out."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.policy import Policy
from models.work import Database
from scheduler.sealing import sealing

Dondoc = Callable[..., Any]
KEY = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def sealed(
    dondoc: Dondoc, office: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The sample office with its register, sealed; the path of its database."""
    monkeypatch.setenv("DONDOC_AUDIT_KEY", KEY)
    assert dondoc("import", "idesk-2026-11.xlsx").code == 0
    reason = ("--reason", "=Hoán đổi")
    assert dondoc("calendar", "set", "2026-12-05", "on", *reason).code == 0
    file = folder / "var" / "dondoc.db"
    asyncio.run(_seal(file))
    return file


async def _seal(file: Path) -> None:
    url, zone = f"sqlite+aiosqlite:///{file}", ZoneInfo("Asia/Ho_Chi_Minh")
    database = Database(url, zone=zone, now=lambda: NOW)
    await sealing(KEY.encode()).work(database, Policy(), NOW)
    await database.close()


def test_a_whole_history_a_bent_one_and_a_cut_one(dondoc: Dondoc, sealed: Path) -> None:
    said = dondoc("audit", "verify")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("The history is whole: ")
    head = json.loads(dondoc("audit", "verify", "--json").out)["head"]
    assert dondoc("audit", "verify", "--head", head).code == 0

    database = sqlite3.connect(sealed)
    for trigger in ("task_event_is_final", "task_event_stays"):
        database.execute(f"DROP TRIGGER {trigger}")
    last = database.execute("SELECT max(link) FROM task_event").fetchone()[0]
    database.execute("DELETE FROM task_event WHERE link = ?", (last,))
    database.commit()
    cut = dondoc("audit", "verify", "--head", head)
    assert cut.code == 1
    assert cut.err.startswith(f"The history was cut off: number {last} of the chain")

    database.execute("UPDATE task_event SET note = 'khác' WHERE link = 2")
    database.commit()
    bent = dondoc("audit", "verify")
    assert bent.code == 1
    assert "(number 2 of the chain) is not what was sealed" in bent.err


def test_what_cannot_be_proved_is_said(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Set DONDOC_AUDIT_KEY" in dondoc("audit", "verify").err
    monkeypatch.setenv("DONDOC_AUDIT_KEY", KEY)
    assert dondoc("audit", "verify", "--head", "none").code == 2
    assert dondoc("audit", "look").code == 2
    assert dondoc("audit", "export").code == 2
    monkeypatch.setenv("DONDOC_AUDIT_KEY", "short")
    assert "at least 32 letters" in dondoc("audit", "verify").err


@pytest.mark.usefixtures("sealed")
def test_an_inspector_gets_all_of_it_in_one_file(dondoc: Dondoc, folder: Path) -> None:
    assert dondoc("audit", "export", "lich-su.csv").code == 0

    text = (folder / "lich-su.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["table"] for row in rows} == {"task_event", "audit"}
    assert rows[0]["of"] == "NV-1"
    assert rows[0]["mac"]
    assert all(not one.startswith(("=", "+", "@")) for r in rows for one in r.values())
    assert dondoc("audit", "export", "lich-su.csv").code == 1
    assert dondoc("audit", "export", "2.csv", "--until", "2020-01-01").out == (
        "0 rows of the history are in 2.csv.\n"
    )
