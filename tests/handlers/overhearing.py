"""What leaves for a group after something was said in it, and after the next word."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Protocol

from sqlalchemy import func, select

from domain.policy import Policy
from domain.refusals import Reason, Refusal
from handlers.context import Turn
from locales.catalog import Catalog
from locales.render import render
from models.outbox import Live
from models.tables import Attempt, Chat, Delivery, Question
from models.work import Work
from scheduler.gather import gather
from scheduler.gather.kept import Kept, group_of
from tests.handlers.forgeries import Forgery
from tests.handlers.others_office import NOW

WORDS = Catalog.load().words("vi")
TAKEN_BACK = (Refusal, Refusal(Reason.NOT_FOUND), None)
SENT = 10_000  # and the number of a delivery: that of its message
PRESSED = ("yes", "no", "fix", "done", "doing", "not_done")
TYPED = (
    *("đúng", "60%", "31/12/2026", "số 12/BC-SNV ngày 12/11/2026", "vì thiếu hồ sơ"),
    *("xong rồi", "thế nào rồi?"),
)


class Forging(Protocol):
    work: Work

    def turn(self, forgery: Forgery) -> Turn: ...

    async def handle(self, forgery: Forgery, turn: Turn) -> None: ...


class Overhearing:
    """One saying, and the next one where it was asked back; nothing of it is kept."""

    def __init__(self, forging: Forging, dice: random.Random) -> None:
        self.forging = forging
        self.work = forging.work
        self.dice = dice

    async def hear(self, forgery: Forgery) -> str:
        """All that was said in the group: words, names of buttons and of files."""
        highest = select(func.coalesce(func.max(Delivery.id), 0))
        since = await self.work.session.scalar(highest) or 0
        turn = self.forging.turn(forgery)
        await turn.open()
        try:
            said = await self._answers(turn, forgery, since)
            after = await self._next(forgery, since)
            if after is not None:
                said += await self._hear_next(after, since)
        finally:
            await turn.close(*TAKEN_BACK)
        return said

    async def _hear_next(self, forgery: Forgery, since: int) -> str:
        turn = self.forging.turn(forgery)
        await turn.open()
        try:
            return await self._answers(turn, forgery, since)
        finally:
            await turn.close(*TAKEN_BACK)

    async def _answers(self, turn: Turn, forgery: Forgery, since: int) -> str:
        try:
            await self.forging.handle(forgery, turn)
        except Refusal as refusal:
            turn.answers.clear()
            turn.refuse(refusal)
        assert turn.chat is not None
        turn.arrived = replace(turn.arrived, update_id=self.dice.randrange(10**12))
        await turn.write_answers(turn.chat.id)
        await self.work.session.flush()
        return await self._read(turn.chat, since, turn.policy)

    async def _read(self, chat: Chat, since: int, policy: Policy) -> str:
        """As the dispatcher would send it, and edit it."""
        told = select(Delivery).where(Delivery.chat_id == chat.id, Delivery.id > since)
        said: list[str] = []
        for one in (await self.work.session.scalars(told)).all():
            kept = Kept(
                one.id,
                one.notice,
                one.params,
                group=group_of(chat.kind, chat.unit_id),
            )
            notice = await gather(self.work, policy, kept)
            if notice is not None:
                shown = render(notice, WORDS, zone=policy.zone)
                said += [*shown.parts, str(shown.keyboard)]
                said += [file[0] for file in (shown.document, shown.picture) if file]
        return "\n".join(said)

    async def _next(self, forgery: Forgery, since: int) -> Forgery | None:
        """What he says to what he was asked back, once that has arrived."""
        asked = Delivery.notice == Live.QUESTION
        told = await self.work.session.scalar(
            select(Delivery).where(Delivery.id > since, asked)
        )
        if told is None:
            return None
        tried = {"epoch": 1, "owner": "x", "started_at": NOW, "outcome": "sent"}
        message, number = SENT + told.id, told.params["question"]
        self.work.session.add(Attempt(delivery_id=told.id, message_id=message, **tried))
        await self.work.session.flush()
        after = Forgery(forgery.sender, True, room=forgery.room)
        if self.dice.random() < 0.5:
            return replace(after, text=self.dice.choice(TYPED), reply_to=message)
        question = await self.work.session.get_one(Question, number)
        verbs = [*PRESSED, *(f"t{task}" for task in question.facts.get("tasks", ()))]
        data = f"q:{number}:{self.dice.choice(verbs)}"
        return replace(after, data=data, under=message)
