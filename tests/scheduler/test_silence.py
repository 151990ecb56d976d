"""F17: a day without a line to Telegram is said by e-mail within five minutes, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.notices import Saying
from domain.tasks import Role
from models.queries.mailboxes import Wanted, open_mailboxes
from models.tables import Delivery
from scheduler.silence import Silence
from tests.scheduler.office import POLICY, Office, at

NINE = at("2026-11-20 09:00")


class Line:
    """When Telegram answered last, and how the office looks at it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.minutes = 0.0
        self.stands_by = False
        self.silence = Silence(lambda: self.minutes * 60, lambda: self.stands_by)

    async def look(self, minute: float, *, silent: float) -> list[str]:
        """What waits for the administrator's mailbox after this look."""
        self.minutes = silent
        now = NINE + timedelta(minutes=minute)
        await self.silence.mind(self.office.database, POLICY, now)
        return [
            one.row.params["saying"]
            for one in await self.office.messages()
            if one.row.dedup_key.startswith("alarm:silence:")
            and one.row.state == "pending"
        ]

    async def mail_goes(self) -> None:
        async with self.office.database.begin() as work:
            await work.session.execute(update(Delivery).values(state="sent"))


@pytest.fixture
async def line(office: Office) -> Line:
    unit = await office.unit("Văn phòng")
    admin = await office.officer("Quản trị", unit, Role.ADMIN)
    async with office.database.begin() as work:
        await open_mailboxes(work, [Wanted(admin, admin, "quantri@example.vn")])
    return Line(office)


async def test_it_is_mailed_once_however_long_it_lasts(line: Line) -> None:
    assert await line.look(2, silent=2) == []
    assert await line.look(4, silent=4) == [Saying.TELEGRAM_SILENT]
    await line.mail_goes()
    for minute in (5, 60, 24 * 60):
        assert await line.look(minute, silent=minute) == []


async def test_its_end_is_mailed_to_whom_it_was_told(line: Line) -> None:
    await line.look(4, silent=4)
    await line.mail_goes()
    assert await line.look(30, silent=0) == [Saying.TELEGRAM_ANSWERS]


async def test_an_alarm_that_nobody_had_yet_is_taken_back(line: Line) -> None:
    await line.look(4, silent=4)
    assert await line.look(5, silent=0) == []


async def test_whoever_stands_by_hears_nothing_and_says_nothing(line: Line) -> None:
    line.stands_by = True
    assert await line.look(60, silent=60) == []
