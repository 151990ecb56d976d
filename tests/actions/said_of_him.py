"""Where in the database somebody's name stands, and what was said of him."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from domain.privacy import ERASED_NAME
from models.base import Base
from models.tables import Chat, Delivery, Officer, Question
from models.work import Database, Work

NAME = "Ngô Minh Khoa"


async def put_message(work: Work, chat: int, state: str) -> None:
    work.session.add(
        Delivery(
            dedup_key=state, chat_id=chat, cls="reply", notice="Told", state=state,
            params={"saying": "assigned", "facts": {"name": NAME}, "question_id": None},
            created_at=work.now, not_before=work.now,
        )
    )  # fmt: skip
    await work.session.flush()


async def last_message(work: Work) -> Delivery:
    """The message that has not left yet."""
    pending = select(Delivery).where(Delivery.state == "pending")
    return (await work.session.scalars(pending)).one()


async def found(database: Database, words: str) -> list[str]:
    """Every column of every table in which these words stand."""
    columns = [
        column for table in Base.metadata.sorted_tables for column in table.columns
    ]
    async with database.read() as reads:
        counts = [
            await reads.session.scalar(
                select(func.count())
                .select_from(column.table)
                .where(_holds(column, words))
            )
            for column in columns
        ]
    seen = zip(columns, counts, strict=True)
    return [f"{one.table.name}.{one.name}" for one, count in seen if count]


def _holds(column: Any, words: str) -> ColumnElement[bool]:
    """As text, or as the letters of JSON."""
    text = cast(column, String)
    written = {words, json.dumps(words)[1:-1]}
    return or_(*(text.contains(one, autoescape=True) for one in written))


async def ask_another(work: Work) -> None:
    """The head is told of him, and asked about him."""
    work.session.add(Officer(id=4, code="CB04", name="Đỗ Văn Bình", folded="binh"))
    await work.session.flush()
    chat = Chat(address=4, kind="private", officer_id=4)
    work.session.add(chat)
    await work.session.flush()
    await put_message(work, chat.id, "skipped")
    facts = {"shown": {"facts": {"name": f"{NAME} (CB03)"}, "people": [NAME]}}
    of = {"chat_id": chat.id, "officer_id": 4, "kind": "absence", "facts": facts}
    work.session.add(Question(**of, asked_at=work.now, expires_at=work.now))


async def told_another(database: Database) -> str:
    async with database.read() as reads:
        asked = await reads.session.scalar(select(Question.facts))
        told = select(Delivery.params).where(Delivery.state == "skipped")
        assert (await reads.session.scalars(told)).one()["facts"]["name"] == ERASED_NAME
    return f"{asked}"
