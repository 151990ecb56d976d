"""What is in the outbox leaves once, in its order, and says what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

import pytest
from sqlalchemy import event

from domain.notices import TaskLine, TaskList
from domain.outcomes import NotSent, Sent
from domain.tasks import Progress
from domain.terms import Term
from models.outbox import DeliveryClass
from models.queries.claims import claim
from models.queries.queue import Wish
from tests.scheduler.dispatcher.post import Post, noted, sentence

CRITICAL, PERIODIC = DeliveryClass.CRITICAL, DeliveryClass.PERIODIC


async def test_a_message_is_sent_once_and_remembered(post: Post) -> None:
    number = await post.put(await post.chat(501), "NV-7")
    await post.deliver()
    await post.deliver()
    assert post.phones.texts(501) == [sentence("NV-7")]
    row = await post.row(number)
    assert (row.state, row.message_id, row.sent_at) == ("sent", 1, post.clock.now())
    assert [one.outcome for one in await post.attempts()] == ["sent"]


async def test_how_it_is_to_be_handled_goes_with_it(post: Post) -> None:
    topic = await post.chat(-20, thread=5)
    await post.put(topic, silent=True, reply_to=77)
    await post.deliver()
    (sent,) = post.phones.accepted
    assert (sent.chat, sent.thread, sent.reply_to, sent.silent) == (-20, 5, 77, True)


@pytest.mark.parametrize("many", [10, 100])
async def test_two_dispatchers_send_each_of_a_hundred_once(
    post: Post, many: int
) -> None:
    chats = [await post.chat(500 + number) for number in range(many)]
    for number in range(100):
        await post.put(chats[number % many], f"NV-{number}")
    await post.deliver(post.dispatcher, post.another("two"))
    assert sorted(post.phones.texts()) == sorted(
        sentence(f"NV-{n}") for n in range(100)
    )
    assert {one.state for one in await post.rows()} == {"sent"}
    assert len(await post.attempts()) == 100
    for chat in range(many):
        texts = post.phones.texts(500 + chat)
        assert texts == [sentence(f"NV-{n}") for n in range(chat, 100, many)]


async def test_the_order_within_a_chat_is_kept(post: Post) -> None:
    chat = await post.chat(501)
    for number in range(5):
        await post.put(chat, f"NV-{number}")
    post.phones.answer(NotSent("connecting"), Sent(1), NotSent("connecting"))
    await post.deliver()
    assert post.phones.texts() == [sentence(f"NV-{n}") for n in range(5)]


async def test_what_is_urgent_goes_first(post: Post) -> None:
    chat = await post.chat(501)
    await post.put(chat, "NV-2", priority=5)
    await post.put(chat, "NV-1", priority=1)
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-1"), sentence("NV-2")]


async def test_a_long_queue_for_one_chat_does_not_starve_the_others(post: Post) -> None:
    loud, quiet = await post.chat(-1), await post.chat(502)
    for number in range(30):
        await post.put(loud, f"NV-{number}")
    last = await post.put(quiet, "NV-99")
    await post.deliver()
    at_ = {one.chat: time for time, one in reversed(_timed(post))}
    assert at_[502] - at_[-1] < 1
    assert (await post.row(last)).state == "sent"


async def test_a_claim_takes_one_of_each_chat_the_oldest_first(post: Post) -> None:
    chats = [await post.chat(500 + number) for number in range(3)]
    rows = defaultdict(list)
    for number in range(9):
        chat = chats[number % 3]
        rows[chat].append(await post.put(chat, f"NV-{number}"))
    async with post.database.begin() as work:
        first = await claim(work, Wish("one", 2))
        second = await claim(work, Wish("one", 100, busy_chats=set(chats[:2])))
    assert [one.id for one in first] == [rows[chats[0]][0], rows[chats[1]][0]]
    assert [one.id for one in second] == [rows[chats[2]][0]]


async def test_never_faster_than_the_server_allows(post: Post) -> None:
    for number in range(60):
        await post.put(await post.chat(500 + number))
    await post.deliver()
    times = [time for time, _ in post.phones.times]
    assert all(sum(t <= one < t + 1 for one in times) <= 30 for t in times)
    # Marked before its turn, so that a commit's time is not lost in every second.
    assert times[30] == pytest.approx(times[0] + 1.01, abs=0.001)


def _timed(post: Post) -> list[tuple[float, object]]:
    return list(zip((t for t, _ in post.phones.times), post.phones.calls, strict=True))


# Long texts.


def task_line() -> TaskLine:
    return TaskLine(
        id=1,
        version=1,
        content="Báo cáo kết quả thực hiện " * 5,
        unit="Sở Nội vụ",
        officer=None,
        due_on=None,
        term=Term.NO_DEADLINE,
        days=0,
        progress=Progress.IN_PROGRESS,
        percent=None,
    )


async def test_a_long_text_leaves_in_parts_in_their_order(post: Post) -> None:
    chat = await post.chat(501)
    line = task_line()
    lines = tuple(replace(line, id=number) for number in range(1, 61))
    listed = TaskList("mine", lines, page=1, pages=2, total=120)
    await post.put_notice(chat, listed, key="long")
    await post.put_notice(chat, noted("NV-2"), key="after")
    await post.deliver()
    texts = post.phones.texts(501)
    assert texts[-1] == sentence("NV-2")
    parts = post.phones.accepted[:-1]
    assert len(parts) == 3
    told = [int(n) for n in re.findall(r"NV-(\d+)", "".join(texts[:-1]))]
    assert told == list(range(1, 61))
    assert [bool(one.keyboard) for one in parts] == [False, False, True]
    keys = [(one.dedup_key, one.part) for one in await post.rows()]
    assert keys == [("long", 1), ("after", 1), ("long#2", 2), ("long#3", 3)]


async def test_an_answer_overtakes_a_reminder_that_waits_for_its_turn(
    post: Post,
) -> None:
    chat = await post.chat(501)
    for text in ("NV-1", "NV-2"):
        await post.put(chat, text, cls=CRITICAL, priority=5)
    await post.deliver_some()  # NV-2 is claimed and waits a second
    await post.put(chat, "NV-3", priority=1)
    asked = post.steady.at
    await post.deliver()
    assert post.phones.times[1][0] - asked < 1
    assert post.phones.texts() == [sentence(t) for t in ("NV-1", "NV-3", "NV-2")]


async def test_a_slow_call_does_not_bring_the_next_one_too_near(post: Post) -> None:
    """The server may have counted it only just before it answered."""
    chat = await post.chat(501)
    for text in ("NV-1", "NV-2"):
        await post.put(chat, text)
    post.phones.takes = 0.7
    await post.deliver()
    first, second = [time for time, _ in post.phones.times]
    assert second - (first + 0.7) >= 1


async def test_a_round_waits_twice_for_the_disk(post: Post) -> None:
    """What landed is written down and what comes next is claimed; then it is marked."""
    first, second = await post.chat(501), await post.chat(502)
    await post.put(first, "NV-1")
    await post.dispatcher.step()
    await post.dispatcher.landed()
    await post.put(second, "NV-2")
    commits: list[object] = []
    writes = post.database.engines.brief_write.sync_engine
    event.listen(writes, "commit", commits.append)
    post.dispatcher.wake()
    await post.dispatcher.step()
    await post.dispatcher.landed()
    assert len(commits) == 2
    assert post.phones.texts() == [sentence("NV-1"), sentence("NV-2")]
