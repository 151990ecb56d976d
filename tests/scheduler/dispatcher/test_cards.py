"""Cards follow what they are about, and stop when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.notices import Saying, Told
from domain.outcomes import Dead, NotSent, Unknown
from domain.policy import Policy
from models import notice_codec
from models.history import mark_stale
from models.outbox import Live
from models.tables import Question, RollCall
from scheduler.dispatcher.cards import mark_calls_over
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import Office, at

SLOT = "2026-11-20"
UPDATED = "2026-11-20 15:10"


class Group:
    """A unit with its group and three officers, who owe an update on Friday."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.office = Office(post.database, post.clock)

    async def called(self) -> int:
        """The roll-call card is in the group; its chat."""
        self.unit = await self.office.unit("Sở Nội vụ")
        self.officers = [await self.office.officer(n, self.unit) for n in "ABC"]
        self.tasks = [await self.office.task(self.unit, n) for n in self.officers]
        chat = await self.office.group(self.unit)
        async with self.post.database.begin() as work:
            work.session.add_all(
                RollCall(
                    unit_id=self.unit,
                    slot=SLOT,
                    officer_id=officer,
                    since=at("2026-11-13 17:00"),
                )
                for officer in self.officers
            )
        self.post.move_to(at("2026-11-20 15:00"))
        await self.post.put_live(
            chat,
            Live.ROLL_CALL,
            {"unit": self.unit, "slot": SLOT},
            subject=f"roll_call:{self.unit}:{SLOT}",
        )
        await self.post.deliver()
        return chat

    async def answers(self, number: int, when: str = UPDATED) -> None:
        await self.office.update(self.officers[number], self.tasks[number], when)
        await self.change()

    async def change(self) -> None:
        async with self.post.database.begin() as work:
            await mark_stale(work, f"roll_call:{self.unit}:{SLOT}")


@pytest.fixture
def group(post: Post) -> Group:
    return Group(post)


async def test_a_card_just_sent_is_known_and_shows_no_old_face(
    post: Post, group: Group
) -> None:
    await group.called()
    (card,) = await post.cards()
    assert (card.subject, card.message_id) == (f"roll_call:{group.unit}:{SLOT}", 1)
    assert (card.stale, card.frozen) == (False, False)
    assert len(card.shown) == 64
    assert len(post.phones.calls) == 1


async def test_a_card_is_edited_after_a_change(post: Post, group: Group) -> None:
    await group.called()
    await group.answers(0)
    await post.deliver()
    (edit,) = post.phones.edits
    assert (edit.chat, edit.message_id) == (post.phones.accepted[0].chat, 1)
    assert "1/3" in edit.text
    assert not (await post.cards())[0].stale


async def test_answers_that_come_together_make_one_edit(
    post: Post, group: Group
) -> None:
    await group.called()
    post.steady.at += 10
    for number in range(3):
        await group.answers(number)
        post.dispatcher.wake()
        await post.dispatcher.step()
        post.steady.at += 0.3
    assert post.phones.edits == []
    await post.deliver()
    (edit,) = post.phones.edits
    assert "3/3" in edit.text


async def test_an_unchanged_face_makes_no_call(post: Post, group: Group) -> None:
    await group.called()
    await group.change()
    await post.deliver()
    assert post.phones.edits == []
    assert not (await post.cards())[0].stale


async def test_a_change_during_the_edit_is_shown_too(post: Post, group: Group) -> None:
    await group.called()
    await group.answers(0)
    original = post.phones.edit

    async def slow_edit(message: Any) -> Any:
        if not post.phones.edits:
            await group.answers(1)
        return await original(message)

    post.phones.edit = slow_edit  # type: ignore[method-assign]
    await post.deliver()
    assert [text.count("2/3") for text in _texts(post)] == [0, 1]


async def test_the_card_of_a_week_that_is_over_freezes(
    post: Post, group: Group
) -> None:
    await group.called()
    for when, over in (("2026-11-20 16:59", 0), ("2026-11-20 17:00", 1)):
        post.move_to(at(when))
        assert await mark_calls_over(post.database, Policy(), at(when)) == over
    await post.deliver()
    assert len(post.phones.edits) == 1
    assert (await post.cards())[0].frozen
    later = at("2026-11-23 08:00")
    assert await mark_calls_over(post.database, Policy(), later) == 0


async def test_a_frozen_card_is_never_edited(post: Post, group: Group) -> None:
    await group.called()
    post.move_to(at("2026-11-20 17:00"))
    await mark_calls_over(post.database, Policy(), post.clock.now())
    await post.deliver()
    await group.answers(0, "2026-11-20 17:30")
    await post.deliver()
    assert len(post.phones.edits) == 1


async def test_a_card_that_is_gone_is_left_alone(post: Post, group: Group) -> None:
    await group.called()
    post.phones.answer(Dead("edit_gone"))
    for number in range(2):
        await group.answers(number)
        await post.deliver()
    assert len(post.phones.calls) == 2  # the message and one edit
    assert (await post.cards())[0].frozen


async def test_what_is_critical_is_said_anew_when_its_card_is_gone(
    post: Post, group: Group
) -> None:
    await group.called()
    (first,) = await post.rows()
    await post.change(first.id, lambda row: setattr(row, "cls", "critical"))
    post.phones.answer(Dead("edit_gone"))
    for number in range(2):
        await group.answers(number)
        await post.deliver()
    gone, anew = await post.cards()
    assert (gone.frozen, anew.frozen) == (True, False)
    assert [one.dedup_key for one in await post.rows()] == ["key:1", f"anew:{gone.id}"]
    assert [one.message_id for one in post.phones.edits] == [anew.message_id]


@pytest.mark.parametrize(
    "failure", [NotSent("connecting"), Unknown("timeout"), NotSent("flood", 20)]
)
async def test_an_edit_that_failed_is_tried_again(
    post: Post, group: Group, failure: Any
) -> None:
    await group.called()
    await group.answers(0)
    post.phones.answer(failure)
    await post.deliver()
    post.steady.at += 30
    await post.deliver()
    assert len(post.phones.edits) == 1
    assert not (await post.cards())[0].stale


async def test_a_closed_group_is_not_edited(post: Post, group: Group) -> None:
    await group.called()
    await group.answers(0)
    post.phones.answer(Dead("bot was kicked", chat_gone=True))
    await post.deliver()
    await group.answers(1)
    await post.deliver()
    assert len(post.phones.calls) == 2


async def test_a_crash_with_a_card_in_hand_loses_no_change(
    post: Post, group: Group
) -> None:
    await group.called()
    await group.answers(0)
    post.steady.at += 5
    post.phones.answer("crash")
    for _ in range(8):
        post.dispatcher.wake()
        await post.dispatcher.step()
        await post.dispatcher.landed()
        post.steady.at += 0.3
    assert post.phones.edits == []
    await post.age(timedelta(minutes=3))
    await post.restart()
    await post.deliver()
    assert len(post.phones.edits) == 1


async def test_an_answered_question_is_shown_and_done(post: Post) -> None:
    office = Office(post.database, post.clock)
    unit = await office.unit("Sở Nội vụ")
    officer = await office.officer("An", unit)
    task = await office.task(unit, officer)
    chat = await post.chat(501)
    question = await _ask(post, chat, officer, task)
    await post.put_live(
        chat, Live.QUESTION, {"question": question}, subject=f"question:{question}"
    )
    await post.deliver()
    assert not (await post.cards())[0].frozen
    told = Told(Saying.CANCELLED, {})
    async with post.database.begin() as work:
        row = await work.session.get_one(Question, question)
        row.answer = notice_codec.name_of(told)
        row.facts = {**row.facts, "outcome": notice_codec.dump(told)}
        await work.session.flush()
        await mark_stale(work, f"question:{question}")
    await post.deliver()
    assert _texts(post) == ["Cancelled. Nothing has been changed."]
    assert post.phones.edits[0].keyboard == ()
    assert (await post.cards())[0].frozen


async def _ask(post: Post, chat: int, officer: int, task: int) -> int:
    async with post.database.begin() as work:
        question = Question(
            chat_id=chat,
            officer_id=officer,
            kind="reason",
            facts={"task": task},
            asked_at=work.now,
            expires_at=work.now + timedelta(hours=1),
        )
        work.session.add(question)
        await work.session.flush()
        return question.id


def _texts(post: Post) -> list[str]:
    return [edit.text for edit in post.phones.edits]
