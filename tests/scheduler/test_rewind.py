"""Yesterday's backup over today's office: nothing of what was due is sent blindly."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from actions.back_up import back_up
from actions.restore import restore
from domain.tasks import Role
from files.backups import Backup
from models.queries.rewind import rewound_to
from models.tables import Audit, Delivery
from models.work import Database
from scheduler.plan import plan
from scheduler.rewind import accept_rewind
from tests.conftest import HANOI
from tests.scheduler.office import POLICY, Office, at

THURSDAY, FRIDAY_EVENING = at("2026-11-19 12:00"), at("2026-11-20 16:00")


@pytest.fixture
async def restored(office: Office, tmp_path: Path) -> Database:
    """An officer owed his weekly update; the backup is of the day before."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.officer("Quản trị", unit, Role.ADMIN)
    await office.task(unit, officer=an)
    await plan(office.database, policy=POLICY, now=THURSDAY)
    path = tmp_path / "thursday.zip"
    await back_up(office.database, path)
    url = f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}"
    opened = Database(url, zone=HANOI, now=lambda: FRIDAY_EVENING)
    with Backup(path) as backup:
        await restore(opened, backup)
    return opened


async def states(database: Database) -> dict[str, list[str]]:
    """States of what is said to people, and of what is an alarm."""
    async with database.read() as reads:
        rows = await reads.session.execute(select(Delivery.dedup_key, Delivery.state))
        found: dict[str, list[str]] = {"people": [], "alarms": []}
        for key, state in rows:
            found["alarms" if key.startswith("alarm:") else "people"].append(state)
    return found


async def test_what_was_due_since_the_backup_becomes_unknown(
    restored: Database,
) -> None:
    await accept_rewind(restored, POLICY, FRIDAY_EVENING)

    found = await states(restored)
    assert found["people"]
    assert set(found["people"]) == {"unknown"}
    assert found["alarms"] == ["pending"]  # the administrator hears of it
    async with restored.read() as reads:
        assert await rewound_to(reads) is None
        deeds = await reads.session.scalars(select(Audit.action).order_by(Audit.id))
        assert list(deeds) == ["restored", "rewind_accepted"]

    await plan(restored, policy=POLICY, now=FRIDAY_EVENING)
    again = await states(restored)
    assert again == found  # planned once: it does not come again
    await restored.close()


async def test_without_a_restore_there_is_nothing_to_accept(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, officer=an)
    await accept_rewind(office.database, POLICY, FRIDAY_EVENING)
    async with office.database.read() as reads:
        assert await reads.session.scalar(select(func.count(Delivery.id))) == 0
