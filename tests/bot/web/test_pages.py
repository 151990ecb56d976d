"""/healthz, /readyz, /metrics: what a monitor is told, and what it is not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import SteadyClock
from bot.systemd import ServiceManager
from domain.disk import MEGABYTE, Limits
from domain.outcomes import Sent, Stopped, Unknown
from models.ballast import Ballast
from models.queries.gauges import gauges_statement
from models.tables import Chat, Delivery
from models.work import Reads
from scheduler.watching import Station
from tests.bot.conftest import Inbound, said
from tests.bot.web.conftest import Office


async def due(inbound: Inbound, *, minutes_ago: float, **chat: Any) -> None:
    """A message that should have left so long ago."""
    async with inbound.database.begin() as work:
        there = Chat(address=1, kind="private", **chat)
        work.session.add(there)
        await work.session.flush()
        at = work.now - timedelta(minutes=minutes_ago)
        message = Delivery(
            dedup_key="x",
            chat_id=there.id,
            cls="critical",
            notice="told",
            params={},
            created_at=at,
            not_before=at,
        )
        work.session.add(message)


async def test_it_lives_from_the_first_moment_on_and_is_ready_later(
    office: Office,
) -> None:
    assert await office.get("/healthz") == (200, {"alive": True})
    assert (await office.get("/readyz"))[0] == 503
    assert (await office.get("/metrics"))[0] == 503
    office.open()
    status, said_ = await office.get("/readyz")
    assert (status, said_["ready"]) == (200, True)
    assert said_["checks"]["clock"] == {"ok": True, "doubt": None}
    assert said_["checks"]["sending"] == {"ok": True, "stopped_by": None}
    assert said_["checks"]["disk"] == {"ok": True, "free_megabytes": None}
    assert set(said_["checks"]) == {
        *("database", "intake", "clock", "disk", "sending", "outbox")
    }
    office.pages.close()
    assert (await office.get("/readyz"))[0] == 503


async def test_each_failing_check_is_named_with_its_figure(office: Office) -> None:
    office.inbound.database.ballast = Ballast(
        Path("office.db"), Limits(), free=lambda _: 150 * MEGABYTE
    )
    office.open()
    office.door_open, office.reached_ago, office.doubt = False, 312.04, "jumped"
    office.gate.note(Stopped("unauthorized"))
    await due(office.inbound, minutes_ago=5)
    status, said_ = await office.get("/readyz")
    checks = said_["checks"]
    assert status == 503
    assert checks["database"]["ok"]
    assert checks["intake"] == {
        "ok": False,
        "door": "poller",
        "seconds_since_answer": 312.0,
    }
    assert checks["clock"] == {"ok": False, "doubt": "jumped"}
    assert checks["disk"] == {"ok": False, "free_megabytes": 150}
    assert checks["sending"] == {"ok": False, "stopped_by": "token"}
    assert checks["outbox"] == {"ok": False, "oldest_due_seconds": 300.0}


@pytest.mark.parametrize("why", ["gone", "flood"])
async def test_a_message_that_may_not_leave_makes_nobody_unready(
    office: Office, why: str
) -> None:
    office.open()
    until = office.inbound.clock.at + timedelta(minutes=9)
    held = {"state": "gone"} if why == "gone" else {"not_before": until}
    await due(office.inbound, minutes_ago=5, **held)
    assert (await office.get("/readyz"))[0] == 200


async def test_a_database_that_does_not_answer_is_said(office: Office) -> None:
    office.open()
    async with office.inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE inbox RENAME TO away"))
    status, said_ = await office.get("/readyz")
    assert status == 503
    assert not said_["checks"]["database"]["ok"]
    assert said_["checks"]["outbox"] == {"ok": False, "oldest_due_seconds": None}
    status, page = await office.get("/metrics")
    assert status == 200
    assert "dondoc_database_up 0.0" in page
    assert "dondoc_messages_waiting" not in page
    assert not await office.watched.is_well()


async def test_the_figures_count_what_happened_and_what_waits(office: Office) -> None:
    office.open()
    await due(office.inbound, minutes_ago=2)
    await office.inbound.store(said(5), "nonsense")
    tally = office.tally
    tally.ended("critical", Sent(1), 0.2)
    tally.ended("critical", Unknown("sending: ReadTimeout"), 70.0)
    tally.passed(Station.EFFECT_COMMITTED, 3)
    _, page = await office.get("/metrics")
    for line in (
        'dondoc_attempts_total{class="critical",outcome="sent"} 1.0',
        'dondoc_unknown_outcomes_total{cause="sending: ReadTimeout"} 1.0',
        'dondoc_stations_total{station="effect_committed"} 3.0',
        'dondoc_lateness_seconds_bucket{class="critical",le="0.25"} 1.0',
        'dondoc_lateness_seconds_bucket{class="critical",le="+Inf"} 2.0',
        'dondoc_lateness_seconds_count{class="critical"} 2.0',
        'dondoc_messages_waiting{class="critical",state="pending"} 1.0',
        "dondoc_oldest_due_seconds 120.0",
        "dondoc_updates_waiting 1.0",
        "dondoc_telegram_answer_age_seconds 3.0",
        "dondoc_clock_suspect 0.0",
        "dondoc_sending_stopped 0.0",
        "process_resident_memory_bytes ",
    ):
        assert f"\n{line}" in page


async def test_causes_do_not_grow_without_end(office: Office) -> None:
    for number in range(200):
        office.tally.ended("reply", Unknown(f"odd words {number}"), 0)
    assert len(office.tally.causes) == 31
    assert office.tally.causes["other"] == 170


async def test_rows_that_are_done_are_not_looked_at(inbound: Inbound) -> None:
    """The statement behind the figures stays quick when years of rows lie there."""
    async with inbound.database.read() as reads:
        plan = await _plan(reads)
    for index in ("ix_delivery_open", "ix_delivery_parked", "ix_inbox_waiting"):
        assert index in plan


async def _plan(reads: Reads) -> str:
    statement = gauges_statement(reads.now)
    compiled = statement.compile(
        reads.session.get_bind(), compile_kwargs={"literal_binds": True}
    )
    explain = "EXPLAIN" if reads.is_postgresql else "EXPLAIN QUERY PLAN"
    if reads.is_postgresql:
        await reads.session.execute(text("SET LOCAL enable_seqscan = off"))
    rows = await reads.session.execute(text(f"{explain} {compiled}"))
    return "\n".join(str(row) for row in rows)


async def test_the_watchdog_is_fed_only_while_the_loop_turns(office: Office) -> None:
    office.open()
    assert await office.watched.is_well()
    office.lag.last = 5.0
    assert not await office.watched.is_well()
    await ServiceManager().keep_fed(office.watched.is_well, SteadyClock())
