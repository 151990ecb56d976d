"""Questions that wait for an answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from models.tables import Chat, Question
from models.work import Reads, Work


async def open_question(reads: Reads, chat_id: int, officer_id: int) -> Question | None:
    """The newest question to this person in this chat that still waits."""
    return await reads.session.scalar(
        select(Question)
        .where(
            Question.chat_id == chat_id,
            Question.officer_id == officer_id,
            Question.answered_at.is_(None),
            Question.expires_at > reads.now,
        )
        .order_by(Question.id.desc())
        .limit(1)
    )


async def question_open_to(
    reads: Reads, question_id: int, officer_id: int
) -> Question | None:
    """This one, if it still waits for this person."""
    question = await reads.session.get(Question, question_id)
    if question is None or question.officer_id != officer_id:
        return None
    waits = question.answered_at is None and question.expires_at > reads.now
    return question if waits else None


async def take_question(
    work: Work, question_id: int, officer_id: int
) -> Question | None:
    """Mark it answered; None if it was, is over, or was asked of another."""
    return await work.session.scalar(
        update(Question)
        .where(
            Question.id == question_id,
            Question.officer_id == officer_id,
            Question.answered_at.is_(None),
            Question.expires_at > work.now,
        )
        .values(answered_at=work.now)
        .returning(Question)
        .execution_options(populate_existing=True)
    )


async def asked_in_private(reads: Reads, at: datetime) -> list[int]:
    """The private chats in which a question waited for an answer at that moment."""
    rows = await reads.session.scalars(
        select(Question.chat_id)
        .join(Chat, Chat.id == Question.chat_id)
        .where(
            Question.answered_at.is_(None),
            Question.asked_at <= at,
            Question.expires_at > at,
            Chat.kind == "private",
            Chat.state == "active",
            Chat.officer_id == Question.officer_id,
        )
        .distinct()
        .order_by(Question.chat_id)
    )
    return list(rows)
