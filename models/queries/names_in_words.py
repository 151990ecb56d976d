"""A person's name in what was said to others: there too he becomes nobody."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, String, cast, or_, select, update

from domain.privacy import without_name
from models.tables import Delivery, Question
from models.work import Work

WORDS = ((Delivery, Delivery.params), (Question, Question.facts))


async def forget_name(work: Work, name: str) -> None:
    """In messages and questions, whether they have left or not. All of them are read
    once: it is seldom that somebody goes."""
    for table, words in WORDS:
        rows = await work.session.execute(
            select(table.id, words).where(_holds(words, name))
        )
        for key, said in rows.all():
            await work.session.execute(
                update(table)
                .where(table.id == key)
                .values({words: without_name(said, name)})
                .execution_options(synchronize_session=False)
            )


def _holds(words: Any, name: str) -> ColumnElement[bool]:
    """SQLite keeps the letters of JSON, PostgreSQL what they mean."""
    text = cast(words, String)
    written = {json.dumps(name, ensure_ascii=plain)[1:-1] for plain in (True, False)}
    return or_(*(text.contains(one, autoescape=True) for one in sorted(written)))
