"""A refused token is said by e-mail: Telegram can tell nobody (delivery.md 2.5)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from domain.notices import Saying
from domain.outcomes import Sent, Stopped
from domain.tasks import Role
from models.queries.mailboxes import Wanted, open_mailboxes
from models.tables import Delivery
from scheduler.dispatcher.gate import PAGED_AFTER, Gate
from scheduler.refused_token import RefusedToken
from tests.scheduler.dispatcher.post import HandSteady
from tests.scheduler.office import POLICY, Office, at

NINE = at("2026-11-20 09:00")


async def test_a_refused_token_is_told_once_and_its_end_too(office: Office) -> None:
    unit = await office.unit("Văn phòng")
    admin = await office.officer("Quản trị", unit, Role.ADMIN)
    async with office.database.begin() as work:
        await open_mailboxes(work, [Wanted(admin, admin, "quantri@example.vn")])
    gate = Gate(HandSteady())
    refused = RefusedToken(lambda: gate)

    async def told_after(minutes: int) -> list[str]:
        now = NINE + timedelta(minutes=minutes)
        await refused.mind(office.database, POLICY, now)
        await refused.mind(office.database, POLICY, now)
        return [
            one.row.params["saying"]
            for one in await office.messages()
            if one.row.dedup_key.startswith("alarm:token:")
        ]

    for _ in range(PAGED_AFTER - 1):
        gate.note(Stopped("unauthorized"))
    assert await told_after(1) == []
    gate.note(Stopped("unauthorized"))
    assert await told_after(2) == [Saying.TOKEN_REFUSED]
    assert await told_after(60) == [Saying.TOKEN_REFUSED]
    async with office.database.begin() as work:
        await work.session.execute(update(Delivery).values(state="sent"))
    gate.note(Sent(None))
    assert await told_after(61) == [Saying.TOKEN_REFUSED, Saying.TOKEN_TAKEN]
