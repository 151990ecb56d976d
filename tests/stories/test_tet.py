"""Tết week 2027, and a week with a swapped Saturday, on the office's phones."""

from __future__ import annotations

from datetime import date

import pytest

from actions.decide_day import decide_day
from domain.tasks import Role
from models.queries.calendar import Decision
from tests.stories.stage import Phone, Stage


async def officer(stage: Stage, due: str) -> tuple[Phone, int]:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    dung = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    head = await stage.officer("Đỗ Văn Bình", unit, Role.UNIT_HEAD)
    await stage.task("Báo cáo cuối năm", unit, due=due, officer_id=dung)
    phone = await stage.link("Ngô Đức Dũng", dung)
    chief = await stage.link("Đỗ Văn Bình", head)
    return phone, await stage.group("Nhóm Sở Nội vụ", unit, chief, head)


async def said(stage: Stage, at: str, *places: int) -> list[str]:
    """The first lines of what comes at that time to these places."""
    mark = len(await stage.ledger())
    await stage.move(at)
    found = [text for place in places for text in await stage.sent(place, mark)]
    return [text.splitlines()[0].partition(" ")[2] for text in found]


async def test_the_office_rests_at_tet(stage: Stage) -> None:
    """From Thursday the 4th to Wednesday the 10th; the week's Friday is told before."""
    dung, group = await officer(stage, due="2027-02-09")
    await stage.move("2027-02-02T12:00:00")
    both = (dung.id, group)

    due_soon = await said(stage, "2027-02-03T08:00:00", dung.id)
    assert due_soon == ["Nhắc việc lúc 08:00 thứ Tư, ngày 03/02/2027"]
    assert len(await said(stage, "2027-02-03T08:30:00", *both)) == 1
    assert await said(stage, "2027-02-03T15:00:00", *both) == [
        "Nhắc việc lúc 15:00 thứ Tư, ngày 03/02/2027",
        "Cập nhật tiến độ tuần – Sở Nội vụ",
    ]
    for rest in ("04T08:00", "05T08:30", "05T15:00", "08T08:00"):
        assert await said(stage, f"2027-02-{rest}:00", *both) == []
    # What falls due in the holidays is said on its day, and it is overdue after them.
    assert len(await said(stage, "2027-02-09T08:00:00", dung.id)) == 1
    assert await said(stage, "2027-02-10T08:00:00", *both) == []
    assert len(await said(stage, "2027-02-11T08:00:00", *both)) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_saturday_worked_for_a_friday(stage: Stage) -> None:
    dung, group = await officer(stage, due="2027-02-22")
    async with stage.database.begin() as work:
        for day, working in ((26, False), (27, True)):
            decision = Decision(working, "Hoán đổi ngày làm việc", "01/TB-VPUB")
            await decide_day(work, date(2027, 2, day), decision, door="terminal")
    await stage.move("2027-02-24T12:00:00")

    thursday = await said(stage, "2027-02-25T15:00:00", dung.id, group)
    assert "Nhắc việc lúc 15:00 thứ Năm, ngày 25/02/2027" in thursday
    assert await said(stage, "2027-02-26T08:00:00", dung.id) == []
    assert await said(stage, "2027-02-26T15:00:00", dung.id, group) == []
    saturday = await said(stage, "2027-02-27T08:00:00", dung.id)
    assert saturday == ["Nhắc việc lúc 08:00 thứ Bảy, ngày 27/02/2027"]
