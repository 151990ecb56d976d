"""Questions that wait for an answer."""

from __future__ import annotations

from sqlalchemy import select, update

from models.tables import Question
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
