"""The clerk's messages of the exchange, and the unit that ended: from the phones."""

from __future__ import annotations

from datetime import timedelta

from domain.tasks import Progress, Role
from models.tables import Unit, UnitEnding
from tests.files.importers.test_edxml import ANSWERING, message
from tests.stories.stage import Stage
from tests.stories.test_importing import send, tasks

ANSWER = f"""<From><OrganName>Sở Tài chính</OrganName></From>
<Code><CodeNumber>88</CodeNumber><CodeNotation>BC-STC</CodeNotation></Code>
<PromulgationInfo><PromulgationDate>2026/11/19</PromulgationDate></PromulgationInfo>
<Subject>Báo cáo</Subject>{ANSWERING}"""


async def test_a_message_is_taken_by_the_clerk_and_closes_nothing(stage: Stage) -> None:
    """Its units know the task; of one that ended its successor does."""
    snv = await stage.unit("SNV", "Sở Nội vụ")
    stc = await stage.unit("STC", "Sở Tài chính")
    clerk = await stage.link("An", await stage.officer("An", snv, Role.CLERK))
    head = await stage.link("Bình", await stage.officer("Bình", stc, Role.UNIT_HEAD))
    await send(stage, clerk, "giao.edxml", message().encode())
    assert await tasks(stage) == []
    await stage.press(clerk, await stage.last(clerk), "Nhận")
    assert [task.progress for task in await tasks(stage)] == [Progress.NOT_STARTED] * 2
    await send(stage, clerk, "tra-loi.edxml", message(ANSWER).encode())
    await stage.press(clerk, await stage.last(clerk), "Nhận")
    states = {task.lead_unit_id: task.progress for task in await tasks(stage)}
    assert states == {snv: Progress.NOT_STARTED, stc: Progress.REPORTED}
    await _ends(stage, snv, stc)
    await stage.move("2026-11-20T15:30:00+07:00")
    assert {task.lead_unit_id for task in await tasks(stage)} == {stc}
    told = " ".join(one.text for one in await stage.read(head.id))
    assert (
        "các nhiệm vụ chưa hoàn thành của Sở Nội vụ do Sở Tài chính tiếp nhận" in told
    )
    assert "Nhắc việc lúc 15:00" in told  # of what it took over, too
    await stage.say(head, "/trangthai NV-1")
    assert "Sở Tài chính (trước đây là Sở Nội vụ)" in (await stage.last(head)).text
    await stage.say(head, "/quahan Sở Nội vụ")
    assert "đơn vị kế thừa là Sở Tài chính" in (await stage.last(head)).text


async def _ends(stage: Stage, unit_id: int, successor: int) -> None:
    async with stage.database.begin() as work:
        unit = await work.session.get_one(Unit, unit_id)
        last = work.today - timedelta(days=1)
        unit.valid_to, unit.successor_id = last, successor
        ending = {"unit_id": unit_id, "last_on": last, "successors": [successor]}
        work.session.add(UnitEnding(**ending, entered_at=work.now, supported=[]))
