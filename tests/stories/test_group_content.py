"""A group whose office shows it no content: whatever is done there, it reads none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from actions.invites import invite_group
from domain.policy import Policy
from domain.tasks import Role, TaskClass
from models.policies import store_policy
from models.queries.people import person
from tests.stories.stage import Message, Phone, Stage

CONTENTS = ("Rà soát quỹ đất", "Thẩm định đề án vị trí việc làm", "Chỉnh lý hồ sơ")
OF_ANOTHER = "Thanh toán viện phí"
NAMES = ("Ngô Đức Dũng", "Đỗ Văn Bình", "Trần Thị Theo", "Trần Thị Bình")
PAPER = "419/UBND-TH"  # that gave the tasks: in private


class Topic:
    """One topic of a forum, as those in it see it."""

    def __init__(self, stage: Stage, group: int, thread: int) -> None:
        self.stage, self.group, self.thread = stage, group, thread

    async def say(self, phone: Phone, text: str, to: Message | None = None) -> Message:
        said: dict[str, Any] = {"from": phone.id, "text": text, "thread": self.thread}
        if to is not None:
            said["reply_to"] = to.id
        path = f"/sandbox/chats/{self.group}/messages"
        await self.stage.post(path, said)
        await self.stage.idle()
        return await self.last()

    async def press(self, phone: Phone, message: Message, label: str) -> Message:
        await self.stage.press(phone, message, label, chat=self.group)
        return await self.last()

    async def last(self) -> Message:
        return await self.stage.last(self.group)

    async def is_all_here(self) -> bool:
        """Whatever the bot wrote in the group stands in the topic."""
        found = await self.stage.get(f"/sandbox/chats/{self.group}/messages")
        people = (await self.stage.get("/sandbox/people"))["bot"]["id"]
        ours = [one for one in found["messages"] if one["from"] == people]
        return all(one["thread"] == self.thread for one in ours)

    async def words(self) -> list[str]:
        """Of every message and every edit, with the words of the buttons."""
        calls = await self.stage.ledger()
        said = [one["text"] or "" for one in calls if one["chat"] == self.group]
        shown = await self.stage.read(self.group)
        return [*said, *(label for one in shown for label in one.buttons)]


@dataclass
class Cast:
    topic: Topic
    dung: Phone
    late: int
    report: int
    plain: int


async def hide(stage: Stage) -> None:
    async with stage.database.begin() as work:
        await store_policy(work, Policy(group_shows_content=False))
    policies = stage.program.parts.policies
    await policies.read_again(stage.database, stage.clock.now())


async def forum(stage: Stage, unit: int, head: int, others: list[Phone]) -> Topic:
    boss = await stage.link("Đỗ Văn Bình", head)
    members = [boss.id, *(one.id for one in others)]
    facts = {"title": "Sở Nội vụ", "members": members, "forum": True}
    group = (await stage.post("/sandbox/groups", facts))["id"]
    path = f"/sandbox/groups/{group}/topics"
    made = await stage.post(path, {"name": "Đôn đốc"})
    topic = Topic(stage, group, made["thread"])
    async with stage.database.begin() as work:
        actor = await person(work, head)
        assert actor is not None
        code = await invite_group(work, actor.actor, unit)
    await topic.say(boss, f"/nhom@dondoc_demo_bot {code}")
    return topic


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    await hide(stage)
    snv = await stage.unit("SNV", "Sở Nội vụ")
    syt = await stage.unit("SYT", "Sở Y tế")
    tracking = await stage.unit("PNC", "Phòng Nội chính")
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    tracker = await stage.officer("Trần Thị Theo", tracking, Role.TRACKER)

    async def task(content: str, due: str, unit: int, kind: TaskClass) -> int:
        of = {"officer_id": officer, "tracking": tracking}
        return await stage.task(content, unit, due=due, kind=kind, **of)

    late = await task(CONTENTS[0], "2026-11-18", snv, TaskClass.B)
    report = await task(CONTENTS[1], "2026-11-27", snv, TaskClass.A)
    plain = await task(CONTENTS[2], "2026-12-04", snv, TaskClass.B)
    await task(OF_ANOTHER, "2026-11-18", syt, TaskClass.B)
    dung = await stage.link("Ngô Đức Dũng", officer)
    await stage.link("Trần Thị Theo", tracker)
    topic = await forum(stage, snv, head, [dung])
    return Cast(topic, dung, late, report, plain)


async def test_no_content_and_no_name_comes_into_the_topic(
    stage: Stage, cast: Cast
) -> None:
    topic, dung = cast.topic, cast.dung
    await stage.move("2026-11-20T15:00:00")
    call = await topic.last()
    which = await topic.say(dung, "được 60%", call)  # of several: buttons name them
    assert f"NV-{cast.late} · hạn 18/11" in which.buttons
    question = await topic.press(dung, which, f"NV-{cast.late}")
    again = await topic.press(dung, question, "Sửa lại")
    question = await topic.say(dung, f"NV-{cast.late} được 70%", again)
    await topic.press(dung, question, "Đúng")
    await topic.say(dung, f"NV-{cast.plain} thế nào rồi?", call)
    await topic.say(dung, "việc của tôi thế nào rồi?", call)
    await topic.say(dung, "/viec@dondoc_demo_bot")
    until = await topic.say(dung, f"/giahan@dondoc_demo_bot NV-{cast.report}")
    await topic.say(dung, "31/12/2026 do chờ ý kiến", until)
    summary = await topic.say(dung, "/tongket@dondoc_demo_bot")
    await topic.press(dung, summary, "Quá hạn")
    await stage.move("2026-11-23T08:00:00")
    digest = await topic.last()
    assert f"nhắn riêng cho hệ thống: /trangthai NV-{cast.late}" in digest.text
    await topic.press(dung, digest, "Vì sao?")
    assert await topic.is_all_here()
    said = "\n".join(await topic.words())
    for code in (cast.late, cast.report, cast.plain):
        assert f"NV-{code}" in said
    for hidden in (*CONTENTS, OF_ANOTHER, *NAMES, PAPER):
        assert hidden not in said
