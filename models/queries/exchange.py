"""Messages of the exchange, and the tasks that they speak of."""

from __future__ import annotations

from sqlalchemy import select

from models.tables import Document, ExchangeMessage, Task
from models.work import Reads


async def message_with_digest(reads: Reads, digest: str) -> int | None:
    found: int | None = await reads.session.scalar(
        select(ExchangeMessage.id).where(ExchangeMessage.digest == digest)
    )
    return found


async def tasks_of_document(reads: Reads, key: str, year: int | None) -> list[Task]:
    """All tasks that a document of this number gave; without a year, of any year."""
    wanted = (
        select(Task)
        .join(Document, Document.id == Task.document_id)
        .where(Document.key == key[:60])
        .order_by(Task.id)
    )
    if year is not None:
        wanted = wanted.where(Document.year == year)
    return list(await reads.session.scalars(wanted))
