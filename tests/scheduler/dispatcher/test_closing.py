"""A chat closes: nothing more goes there, and who can help is told once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.close_chat import close_chat
from domain.outcomes import Dead
from domain.tasks import Role
from models.outbox import DeliveryClass
from models.queries.chats import open_again
from models.queries.claims import claim
from models.queries.directory import read_directory
from models.queries.mailboxes import Wanted, open_mailboxes
from models.queries.queue import Wish
from models.queries.readdressing import send_by_mail
from models.tables import Chat
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import Office

BLOCKED = Dead("forbidden: bot was blocked by the user", chat_gone=True)
GONE = "Messages no longer reach "


class Cast:
    """A unit with its head and an officer, and an administrator elsewhere."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.office = Office(post.database, post.clock)

    async def begin(self) -> None:
        unit = await self.office.unit("Sở Nội vụ")
        other = await self.office.unit("Văn phòng")
        self.officer = await self.office.officer("An", unit)
        self.head = await self.office.officer("Bình", unit, Role.UNIT_HEAD)
        self.admin = await self.office.officer("Chi", other, Role.ADMIN)
        self.stranger = await self.office.officer("Dung", other, Role.UNIT_HEAD)
        self.group = await self.office.group(unit, "Nhóm SNV")
        async with self.post.database.read() as reads:
            self.chats = dict((await read_directory(reads)).chats)

    async def told(self) -> dict[int, list[str]]:
        """What each of them was told, by his number."""
        said = {
            officer: self.post.phones.texts(1_000 + officer) for officer in self.chats
        }
        return {
            officer: [text for text in texts if text.startswith(GONE)]
            for officer, texts in said.items()
            if texts
        }


@pytest.fixture
async def office(post: Post) -> Cast:
    made = Cast(post)
    await made.begin()
    return made


async def test_the_head_and_the_administrator_hear_of_it_once(
    post: Post, office: Cast
) -> None:
    chat = office.chats[office.officer]
    for _ in range(3):
        await post.put(chat, cls=DeliveryClass.CRITICAL)
    post.phones.answer(BLOCKED, chat=1_000 + office.officer)
    await post.deliver()
    await post.put(chat)
    await post.deliver()
    calls = [one for one in post.phones.calls if one.chat == 1_000 + office.officer]
    assert len(calls) == 1
    told = await office.told()
    assert {officer: len(texts) for officer, texts in told.items()} == {
        office.head: 1,
        office.admin: 1,
    }
    assert "An" in told[office.head][0]
    closed = (await post.chats())[chat]
    assert (closed.state, closed.gone_at) == ("gone", post.clock.now())
    assert closed.gone_why == BLOCKED.why


async def test_of_a_group_the_same(post: Post, office: Cast) -> None:
    await post.put(office.group)
    post.phones.answer(Dead("bot was kicked", chat_gone=True), chat=-1)
    await post.deliver()
    told = await office.told()
    assert set(told) == {office.head, office.admin}
    assert "“Nhóm SNV” of Sở Nội vụ" in told[office.admin][0]


@pytest.mark.parametrize("who", ["head", "admin"])
async def test_who_is_gone_himself_is_not_told(
    post: Post, office: Cast, who: str
) -> None:
    gone = getattr(office, who)
    async with post.database.begin() as work:
        await close_chat(work, office.chats[gone], "blocked")
    await post.deliver()
    assert gone not in await office.told()


async def test_a_chat_of_nobody_closes_in_silence(post: Post, office: Cast) -> None:
    chat = await post.chat(777)
    await post.put(chat)
    post.phones.answer(BLOCKED, chat=777)
    await post.deliver()
    assert await office.told() == {}
    assert (await post.chats())[chat].state == "gone"


async def test_what_another_has_claimed_is_not_sent_either(
    post: Post, office: Cast
) -> None:
    number = await post.put(office.chats[office.officer])
    async with post.database.begin() as work:
        await claim(work, Wish("other", 10))
        await close_chat(work, office.chats[office.officer], "blocked")
    row = await post.row(number)
    assert (row.state, row.reason, row.owner) == ("dead", "chat_gone", None)


async def test_it_is_told_again_when_it_closes_again(post: Post, office: Cast) -> None:
    for _ in range(2):
        async with post.database.begin() as work:
            await close_chat(work, office.group, "kicked")
            await close_chat(work, office.group, "kicked")
        await _open(post, office.group)
        post.clock.at += timedelta(minutes=1)
    await post.deliver()
    assert len((await office.told())[office.admin]) == 2


async def _open(post: Post, chat: int) -> None:
    async with post.database.begin() as work:
        open_again(await work.session.get_one(Chat, chat))


@pytest.mark.parametrize(
    ("why", "dead"),
    [("ok_false: odd", 2), ("entities", 0), ("too_long", 0), ("bad request: new", 2)],
)
async def test_an_odd_refusal_is_an_alarm_once_a_day(
    post: Post, office: Cast, why: str, dead: int
) -> None:
    chats: Any = [await post.chat(801), await post.chat(802)]
    for chat in chats:
        await post.put(chat)
    post.phones.answer(Dead(why), chat=801)
    post.phones.answer(Dead(why), chat=802)
    await post.deliver()
    alarms = [text for text in post.phones.texts(1_000 + office.admin) if why in text]
    assert len(alarms) == (0 if why.startswith("bad request") else 1)
    assert [one.state for one in await post.rows()].count("dead") == dead


async def test_what_a_blocked_chat_was_to_be_told_goes_by_letter_once(
    post: Post, office: Cast
) -> None:
    """That which met the refusal and what waited behind it; no answer, and no other
    chat's."""
    chat, other = office.chats[office.officer], office.chats[office.head]
    async with post.database.begin() as work:
        await open_mailboxes(work, [Wanted(office.officer, office.officer, "an@so.vn")])
    met = await post.put(chat, cls=DeliveryClass.CRITICAL)
    waits = await post.put(chat, cls=DeliveryClass.PERIODIC)
    answer = await post.put(chat, cls=DeliveryClass.REPLY)
    post.phones.answer(BLOCKED, chat=1_000 + office.officer)
    await post.deliver()
    async with post.database.begin() as work:
        await close_chat(work, chat, "blocked")
        await send_by_mail(work, [met, waits, answer])
    rows = [one for one in await post.rows() if one.dedup_key.startswith("mail:")]
    sent_on = {one.dedup_key for one in rows}
    assert sent_on == {f"mail:{met}", f"mail:{waits}"}
    assert len(rows) == 2
    assert {one.state for one in rows} == {"pending"}
    assert {one.chat_id for one in rows}.isdisjoint({chat, other})
    assert (await post.row(met)).state == (await post.row(waits)).state == "dead"
