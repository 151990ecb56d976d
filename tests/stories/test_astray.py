"""Messages that went astray: the administrator is told, and decides."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from domain.tasks import Role
from models.tables import Audit, Delivery
from tests.stories.stage import Message, Phone, Stage

NOT_CLEAR = "Không rõ đã nhận hay chưa: 01"
LEFT = "Không còn tin nhắn nào cần xử lý."
MARK = "Gửi lại do lỗi đường truyền"


@dataclass
class Cast:
    stage: Stage
    officer: Phone
    admin: Phone
    task: int

    async def lose_answer(self) -> int:
        """An answer to the officer of which nobody knows whether it arrived."""
        fault = {"kind": "ok_then_reset", "count": 1, "chat": self.officer.id}
        await self.stage.post("/sandbox/faults", fault)
        await self.stage.say(self.officer, "/viec")
        async with self.stage.database.read() as reads:
            found = await reads.session.scalar(
                select(Delivery.id).where(Delivery.state == "unknown")
            )
        assert found is not None
        return found

    async def state(self, number: int) -> str:
        async with self.stage.database.read() as reads:
            return (await reads.session.get_one(Delivery, number)).state

    async def audited(self) -> list[tuple[str, str, str]]:
        """What was decided about messages."""
        async with self.stage.database.read() as reads:
            rows = await reads.session.scalars(
                select(Audit)
                .where(Audit.object.startswith("delivery:"), Audit.action != "refused")
                .order_by(Audit.id)
            )
            return [(one.door, one.action, one.object) for one in rows]


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    office = await stage.unit("VP", "Văn phòng")
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    admin = await stage.officer("Lê Thị Chi", office, Role.ADMIN)
    task = await stage.task("Báo cáo", unit, due="2026-11-30", officer_id=officer)
    phones = [
        await stage.link("Ngô Đức Dũng", officer),
        await stage.link("Lê Thị Chi", admin),
    ]
    return Cast(stage, *phones, task)


async def morning(cast: Cast) -> Message:
    """Saturday: a day off, and still within a day of what went astray."""
    await cast.stage.move("2026-11-21T08:00:00")
    return await cast.stage.last(cast.admin)


async def test_nobody_is_told_when_nothing_went_astray(cast: Cast) -> None:
    before = await cast.stage.read(cast.admin.id)
    await morning(cast)
    assert len(await cast.stage.read(cast.admin.id)) == len(before)


async def test_it_is_sent_again_by_an_order_and_says_so(cast: Cast) -> None:
    number = await cast.lose_answer()
    told = await morning(cast)
    assert NOT_CLEAR in told.text
    assert "Ngô Đức Dũng" in told.text
    toast = await cast.stage.press(cast.admin, told, f"{number}: Gửi lại")
    assert toast == f"Tin số {number} sẽ được gửi lại."
    said = await cast.stage.last(cast.officer)
    assert said.text.startswith(f"({MARK}")
    assert f"NV-{cast.task}" in said.text
    assert await cast.state(number) == "sent"
    assert await cast.audited() == [("chat", "requeued", f"delivery:{number}")]
    shown = await cast.stage.last(cast.admin)
    assert (shown.id, shown.edited, shown.buttons) == (told.id, True, {})
    assert LEFT in shown.text


async def test_it_is_noted_as_received_and_never_sent_again(cast: Cast) -> None:
    number = await cast.lose_answer()
    told = await morning(cast)
    sent = len(await cast.stage.read(cast.officer.id))
    await cast.stage.press(cast.admin, told, f"{number}: Đã nhận")
    for verb in ("again", "seen"):
        toast = await cast.stage.press_data(cast.admin, told, f"d:{number}:{verb}")
        assert "không cần xử lý" in (toast or "")
    assert await cast.state(number) == "unknown"
    assert len(await cast.stage.read(cast.officer.id)) == sent
    assert await cast.audited() == [("chat", "said_received", f"delivery:{number}")]
    await cast.stage.move("2026-11-22T08:00:00")
    assert LEFT in (await cast.stage.last(cast.admin)).text  # no new list


async def test_who_is_no_administrator_hears_what_a_stranger_would(cast: Cast) -> None:
    """Unknown and forbidden are the same words, and change nothing."""
    number = await cast.lose_answer()
    await morning(cast)
    under, *_ = await cast.stage.read(cast.officer.id)
    toasts = {
        await cast.stage.press_data(cast.officer, under, f"d:{one}:{verb}")
        for one in (number, 999_999)
        for verb in ("again", "seen")
    }
    assert len(toasts) == 1
    assert await cast.state(number) == "unknown"
    assert await cast.audited() == []
    told = await cast.stage.last(cast.admin)
    missing = await cast.stage.press_data(cast.admin, told, "d:999999:again")
    assert {missing} == toasts


async def test_what_nobody_dealt_with_is_told_again_the_next_day(cast: Cast) -> None:
    number = await cast.lose_answer()
    first = await morning(cast)
    await cast.stage.move("2026-11-22T08:00:00")
    second = await cast.stage.last(cast.admin)
    assert second.id != first.id
    assert f"{number}: Gửi lại" in second.buttons
    await cast.stage.press(cast.admin, second, f"{number}: Đã nhận")
    older = next(m for m in await cast.stage.read(cast.admin.id) if m.id == first.id)
    assert not older.edited  # a new list has taken its place


async def remind(cast: Cast) -> Message:
    """Friday's reminder arrives, but nobody heard that it did; the officer has it."""
    fault = {"kind": "ok_then_reset", "count": 1, "chat": cast.officer.id}
    await cast.stage.post("/sandbox/faults", fault)
    await cast.stage.move("2026-11-20T15:00:00")
    async with cast.stage.database.read() as reads:
        waiting = await reads.session.scalars(
            select(Delivery.state).where(Delivery.unknowns == 1)
        )
        assert list(waiting) == ["pending"]
    return await cast.stage.last(cast.officer)


@pytest.mark.parametrize("how", ["pressed", "answered", "not understood"])
async def test_who_answers_a_reminder_has_it_and_gets_no_second_copy(
    cast: Cast, how: str
) -> None:
    stage, reminder = cast.stage, await remind(cast)
    match how:
        case "pressed":
            await stage.press(cast.officer, reminder, "Đã")
        case "answered":
            await stage.say(cast.officer, "được 60%", to=reminder)
            assert f"NV-{cast.task}" in (await stage.last(cast.officer)).text
        case _:
            await stage.say(cast.officer, "trời hôm nay đẹp", to=reminder)
    mark = len(await stage.ledger())
    await stage.move("2026-11-20T15:20:00")
    await stage.restart()  # which forgets waits of the steady clock
    assert [t for t in await stage.sent(cast.officer.id, mark) if MARK in t] == []
    async with stage.database.read() as reads:
        states = await reads.session.execute(
            select(Delivery.state, Delivery.message_id).where(Delivery.unknowns == 1)
        )
        found = [(row.state, row.message_id) for row in states]
        assert found == [("sent", reminder.id)]


async def test_who_says_nothing_gets_a_second_copy(cast: Cast) -> None:
    await remind(cast)
    mark = len(await cast.stage.ledger())
    await cast.stage.move("2026-11-20T15:20:00")
    await cast.stage.restart()
    (again,) = [t for t in await cast.stage.sent(cast.officer.id, mark) if MARK in t]
    assert f"NV-{cast.task}" in again
    told = await morning(cast)
    assert "dondoc unknowns --all" in told.text
    assert told.buttons == {}  # nothing is to be decided
