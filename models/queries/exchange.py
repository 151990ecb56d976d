"""Messages of the exchange, and the tasks that they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from models.tables import Document, ExchangeMessage, ImportRun, Task
from models.work import Reads

OUTCOME = "outcome"  # among the facts of a message that was taken
DOOR = "exchange"  # of events that a message made


@dataclass(frozen=True)
class NamedTask:
    """A task of a document, with the body that issued that one; empty: nobody knows."""

    task: Task
    document_id: int
    issuer: str


async def message_with_digest(reads: Reads, digest: str) -> int | None:
    found: int | None = await reads.session.scalar(
        select(ExchangeMessage.id).where(ExchangeMessage.digest == digest)
    )
    return found


async def message_of_run(reads: Reads, run: ImportRun) -> ExchangeMessage | None:
    """The one that was taken as this run; None of a register, and once taken back."""
    found: ExchangeMessage | None = await reads.session.scalar(
        select(ExchangeMessage).where(
            ExchangeMessage.digest == run.digest, ExchangeMessage.state == "taken"
        )
    )
    if found is None or OUTCOME not in found.facts:
        return None
    # Of those that were taken long ago the run is not written down.
    return found if found.facts[OUTCOME].get("run") in (None, run.id) else None


async def facts_of_document(reads: Reads, document_id: str) -> dict[str, Any] | None:
    """What the last message said that brought this document, by the exchange's own
    identifier of it."""
    found: dict[str, Any] | None = await reads.session.scalar(
        select(ExchangeMessage.facts)
        .where(ExchangeMessage.facts["document_id"].as_string() == document_id)
        .order_by(ExchangeMessage.id.desc())
        .limit(1)
    )
    return said_in(found) if found else None


def said_in(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the message said, without what came of it."""
    return {name: value for name, value in facts.items() if name != OUTCOME}


async def tasks_of_document(
    reads: Reads, key: str, issued_on: date | None
) -> list[NamedTask]:
    """All tasks that documents of this number gave, whoever issued them; without a day,
    of any year."""
    wanted = (
        select(Task, Document.id, Document.issuer)
        .join(Document, Document.id == Task.document_id)
        .where(Document.key == key[:60])
        .order_by(Task.id)
    )
    if issued_on is not None:
        wanted = wanted.where(Document.year == issued_on.year)
    rows = await reads.session.execute(wanted)
    return [NamedTask(*row) for row in rows]
