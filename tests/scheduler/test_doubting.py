"""A line that loses answers: the administrators hear of it the same day, once."""

from __future__ import annotations

from datetime import timedelta

from domain.notices import Saying
from domain.tasks import Role
from models.tables import Attempt, Delivery
from scheduler.doubting import mind_doubts
from tests.scheduler.office import POLICY, Office, at

NOON = at("2026-11-20 12:00")


async def tried(office: Office, *outcomes: str, hours: int = 1) -> None:
    """So many hours before noon."""
    async with office.database.begin() as work:
        row = Delivery(
            dedup_key=f"try:{hours}:{len(outcomes)}",
            chat_id=1,
            cls="periodic",
            notice="said",
            params={},
            created_at=NOON,
            not_before=NOON,
            state="sent",
        )
        work.session.add(row)
        await work.session.flush()
        for epoch, outcome in enumerate(outcomes, 1):
            work.session.add(
                Attempt(
                    delivery_id=row.id,
                    epoch=epoch,
                    owner="a",
                    started_at=NOON - timedelta(hours=hours),
                    outcome=outcome,
                )
            )


async def alarms(office: Office) -> list[dict[str, str]]:
    return [
        one.row.params["facts"]
        for one in await office.messages()
        if one.row.params.get("saying") == Saying.MANY_UNKNOWN
    ]


async def test_too_many_of_a_day_are_told_once(office: Office) -> None:
    unit = await office.unit("Văn phòng")
    await office.officer("Quản trị", unit, Role.ADMIN)
    await tried(office, *["unknown"] * 9, hours=13)  # of yesterday
    await tried(office, *["unknown"] * 2, *["sent"] * 90)
    assert not await mind_doubts(office.database, POLICY, NOON)

    await tried(office, "unknown", "not_sent", hours=2)
    for minutes in (0, 5):
        now = NOON + timedelta(minutes=minutes)
        assert await mind_doubts(office.database, POLICY, now)
    assert await alarms(office) == [{"unknown": "3", "tried": "93"}]
