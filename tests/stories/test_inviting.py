"""An invitation goes astray: nothing is shown or bound, and all of it is known."""

from __future__ import annotations

import re

from sqlalchemy import select

from domain.tasks import Role
from models.base import Base
from models.tables import Audit
from tests.stories.stage import Phone, Stage

CALLED = "(TỐI MẬT) bố phòng"
OTHER = ("bound", "policy_stored")


async def test_a_heads_link_in_the_wrong_hands(stage: Stage) -> None:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    admin = await stage.officer("Ngô Quản Trị", unit, Role.ADMIN)
    await stage.officer("Trần Văn Cường", unit, Role.UNIT_HEAD)
    giver = await stage.link("Ngô Quản Trị", admin)
    await stage.say(giver, "/moi Trần Văn Cường")
    given = await stage.last(giver)
    link = re.search(r"start=([\w-]{43})", given.text)
    assert link is not None

    thief = await stage.newcomer("Kẻ Lạ")
    await stage.say(thief, f"/start {link[1]}")
    waiting = await stage.last(thief)
    assert "cần xác nhận" in waiting.text
    assert "Cường" not in waiting.text
    asked = await stage.last(giver)
    assert "Kẻ Lạ" in asked.text
    await stage.press(giver, asked, "Không phải")
    await stage.say(thief, "/viec")
    assert "chưa được gắn" in (await stage.last(thief)).text

    another = await stage.newcomer("Người Thứ Ba")
    await stage.say(another, f"/start {link[1]}")
    assert "thử lại" in (await stage.last(giver)).text

    head = await _the_right_one_comes_in(stage, giver)
    await _all_is_kept(stage)
    await _what_they_are_called_is_not(stage, head)


async def _the_right_one_comes_in(stage: Stage, giver: Phone) -> Phone:
    """By a code that was read out to him. What he calls himself bears a mark: the giver
    reads the number of his account instead."""
    await stage.say(giver, "/moi Trần Văn Cường")
    spoken = re.search(r"/start (\w{4}-\w{4})", (await stage.last(giver)).text)
    assert spoken is not None
    head = await stage.newcomer(f"Cường {CALLED}")
    await stage.say(head, f"/start {spoken[1].lower()}")
    asked = await stage.last(giver)
    assert (str(head.id) in asked.text, CALLED in asked.text) == (True, False)
    await stage.press(giver, asked, "Đúng người")
    await stage.say(head, "/start")
    assert "Trần Văn Cường" in (await stage.last(head)).text
    return head


async def _what_they_are_called_is_not(stage: Stage, head: Phone) -> None:
    """A group with such a title is bound; nothing of either is in any table."""
    await stage.say(head, "/nhom")
    code = re.search(r"/nhom (\S+)", (await stage.last(head)).text)
    assert code is not None
    facts = {"title": f"Tổ {CALLED}", "members": [head.id]}
    group = int((await stage.post("/sandbox/groups", facts))["id"])
    await stage.say(head, f"/nhom@dondoc_demo_bot {code[1]}", chat=group)
    assert "Sở Nội vụ" in (await stage.last(group)).text
    async with stage.database.read() as reads:
        tables = [
            (await reads.session.execute(select(table))).all()
            for table in Base.metadata.sorted_tables
        ]
    assert CALLED not in str(tables)
    assert "Trần Văn Cường" in str(tables)


async def _all_is_kept(stage: Stage) -> None:
    async with stage.database.read() as reads:
        kept = list(await reads.session.scalars(select(Audit).order_by(Audit.id)))
    deeds = [one.action for one in kept if one.action not in OTHER]
    assert deeds == [
        *("invited", "claimed", "rejected", "refused", "refused"),
        *("invited", "claimed", "approved"),
    ]
    assert {one.detail["reason"] for one in kept if one.action == "refused"} == {
        "stranger",
        "bad_link",
    }
