"""An officer's deadlines, and the private address at which he reads them."""

from __future__ import annotations

from sqlalchemy import and_, delete, select

from domain.deadlines import Deadline
from domain.tasks import OWED
from models.queries.directory import read_parts
from models.queries.owed import mine, whose
from models.tables import CalendarFeed, Delivery, Document, Officer, Task, Unit
from models.work import Reads, Work

WITHHELD = "…"  # in the place of an address that was told
MOST = 1_000  # deadlines of one person; a calendar with more is of no use


async def deadlines_of(
    reads: Reads, officer_id: int, *, with_content: bool
) -> list[Deadline]:
    """Open tasks that he answers for and that bear a deadline, the nearest first."""
    directory = await read_parts(reads, officer_id)
    which = and_(Task.progress.in_(OWED), Task.due_on.is_not(None))
    rows = await reads.session.execute(
        select(
            Task.id,
            Task.due_on,
            Task.due_version,
            Unit.name,
            Document.number,
            Task.content,
        )
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(Document, Document.id == Task.document_id)
        .where(mine(which))
        .order_by(Task.due_on, Task.id)
        .limit(MOST),
        whose(directory, officer_id),
    )
    return [
        Deadline(
            task_id=row.id,
            due_on=row.due_on,
            version=row.due_version,
            unit=row.name,
            number=row.number or "",
            content=row.content if with_content else "",
        )
        for row in rows
    ]


async def keep_feed(work: Work, officer_id: int, digest: str, told_key: str) -> None:
    """From now on this address alone is his; the message of that key tells it."""
    values = {"digest": digest, "created_at": work.now, "told_key": told_key}
    statement = work.insert(CalendarFeed).values(officer_id=officer_id, **values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[CalendarFeed.officer_id], set_=values
        )
    )


async def drop_feed(work: Work, officer_id: int) -> None:
    await work.session.execute(
        delete(CalendarFeed).where(CalendarFeed.officer_id == officer_id)
    )


async def officer_of_feed(reads: Reads, digest: str) -> int | None:
    """Whose address this is, as long as he is of the office."""
    found: int | None = await reads.session.scalar(
        select(CalendarFeed.officer_id)
        .join(Officer, Officer.id == CalendarFeed.officer_id)
        .where(CalendarFeed.digest == digest, Officer.active)
    )
    return found


async def any_told(reads: Reads) -> bool:
    """Whether an address may stand in a message still."""
    query = select(CalendarFeed.officer_id).where(CalendarFeed.told_key.is_not(None))
    return await reads.session.scalar(query.limit(1)) is not None


async def forget_told(work: Work) -> None:
    """Empty the messages that told an address and wait for nothing any more."""
    ended = Delivery.state.not_in(("pending", "claimed", "sending"))
    rows = await work.session.execute(
        select(CalendarFeed, Delivery)
        .join(Delivery, Delivery.dedup_key == CalendarFeed.told_key)
        .where(ended)
    )
    for feed, delivery in rows.all():
        facts = dict.fromkeys(delivery.params["facts"], WITHHELD)
        delivery.params = {**delivery.params, "facts": facts}
        feed.told_key = None
