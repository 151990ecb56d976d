"""Messages about which somebody has to decide: unknown, or dead.

Beside them the doubtful ones, about which nobody has to: they were sent again, or are
wanted no more. They too are shown (delivery.md: every unknown is).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    update,
)

from domain.admin_notices import DoubtfulMessage, ParkedMessage
from domain.reminders import Rule
from models.base import Instant
from models.outbox import Live
from models.queries.mailboxes import EMAIL
from models.tables import (
    Attempt,
    Card,
    Chat,
    Delivery,
    Inbox,
    MomentRow,
    Occurrence,
    Officer,
    Unit,
)
from models.tables.delivery import UNKNOWN_WHERE
from models.work import Reads, Work

SUBJECT = "parked"  # of the administrators' cards
# Written out as the partial index says it: only so it is chosen.
ENDED = Delivery.state.in_(
    [literal_column(f"'{state}'", String()) for state in ("unknown", "dead")]
)
PARKED = and_(ENDED, Delivery.seen_at.is_(None))
# Its first copy may be with its reader, and no list of the parked ones names it.
DOUBTFUL = and_(UNKNOWN_WHERE, Attempt.late_outcome.is_(None), not_(ENDED))
RECIPIENT = func.coalesce(Officer.name, Unit.name, Chat.title, "").label("to")
SAID = ("OnTime", "Late")  # verdicts of moments that were told


@dataclass(frozen=True)
class SinceThen:
    """What happened since the digest before, and needs no decision."""

    closed: int
    unread: int
    late: int
    doubtful: int


async def count_parked(reads: Reads) -> dict[str, int]:
    """How many wait for a decision, by state."""
    rows = await reads.session.execute(
        select(Delivery.state, func.count().label("waiting"))
        .where(PARKED)
        .group_by(Delivery.state)
    )
    return {row.state: row.waiting for row in rows}


async def read_parked(
    reads: Reads, *, limit: int | None = None, dealt_with: bool = False
) -> list[ParkedMessage]:
    """Those in doubt first, oldest first; `dealt_with`: also those decided already."""
    mine = Attempt.delivery_id == Delivery.id
    last = select(func.max(Attempt.started_at)).where(mine).scalar_subquery()
    tries = select(func.count()).select_from(Attempt).where(mine).scalar_subquery()
    rows = await reads.session.execute(
        select(
            Delivery.id,
            Delivery.state,
            RECIPIENT,
            Delivery.notice,
            last.label("last"),
            Delivery.not_before,
            Delivery.reason,
            Chat.channel,
            tries.label("tries"),
        )
        .join(Chat, Chat.id == Delivery.chat_id)
        .outerjoin(Officer, Officer.id == Chat.officer_id)
        .outerjoin(Unit, Unit.id == Chat.unit_id)
        .where(ENDED if dealt_with else PARKED)
        .order_by(Delivery.state.desc(), Delivery.id)
        .limit(limit)
    )
    found = rows.all()
    rules = await _rules(reads, [row.id for row in found])
    return [_message(row, rules.get(row.id, ())) for row in found]


async def read_doubtful(reads: Reads, *, limit: int) -> list[DoubtfulMessage]:
    """The newest first; `then` is what became of it after nobody knew."""
    rows = await reads.session.execute(
        select(
            Delivery.id,
            RECIPIENT,
            Delivery.notice,
            Attempt.started_at,
            Attempt.detail,
            Delivery.state,
        )
        .join(Delivery, Delivery.id == Attempt.delivery_id)
        .join(Chat, Chat.id == Delivery.chat_id)
        .outerjoin(Officer, Officer.id == Chat.officer_id)
        .outerjoin(Unit, Unit.id == Chat.unit_id)
        .where(DOUBTFUL)
        .order_by(Attempt.id.desc())
        .limit(limit)
    )
    found = rows.all()
    rules = await _rules(reads, {row.id for row in found})
    return [
        DoubtfulMessage(
            id=row.id,
            to=row.to,
            what=rules.get(row.id, ()) or (row.notice,),
            at=row.started_at,
            reason=row.detail,
            then=row.state,
        )
        for row in found
    ]


def _message(row: Any, rules: tuple[str, ...]) -> ParkedMessage:
    return ParkedMessage(
        id=row.id,
        is_unknown=row.state == "unknown",
        to=row.to,
        what=rules or (row.notice,),
        at=row.last or row.not_before,
        reason=row.reason,
        attempts=row.tries,
        by_mail=row.channel == EMAIL,
    )


async def _rules(reads: Reads, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The rules that each message speaks of, in the order of the office."""
    rows = await reads.session.execute(
        select(Occurrence.delivery_id, Occurrence.rule)
        .where(Occurrence.delivery_id.in_(ids))
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for number, rule in rows:
        assert number is not None
        found[number].add(rule)
    return {
        number: tuple(rule.value for rule in Rule if rule.value in some)
        for number, some in found.items()
    }


async def last_told(reads: Reads, rule: Rule) -> datetime | None:
    """When this rule spoke last, before now."""
    found: datetime | None = await reads.session.scalar(
        select(func.max(MomentRow.planned_at)).where(
            MomentRow.rule == rule.value,
            MomentRow.verdict.in_(SAID),
            MomentRow.planned_at < reads.now,
        )
    )
    return found


async def was_lost(reads: Reads, *, since: datetime) -> bool:
    """The week's list was put in the outbox since then, and reached nobody so far."""
    rows = await reads.session.execute(
        select(Delivery.state, Delivery.params).where(
            Delivery.notice == Live.PARKED.value, Delivery.created_at >= since
        )
    )
    states = {row.state for row in rows if row.params.get("weekly")}
    return bool(states) and states <= {"pending", "claimed", "skipped"}


SINCE: BindParameter[datetime] = bindparam("since", type_=Instant())
COUNTS = select(
    select(func.count(Chat.id))
    .where(Chat.state == "gone", Chat.gone_at > SINCE)
    .where(or_(Chat.officer_id.is_not(None), Chat.unit_id.is_not(None)))
    .scalar_subquery(),
    select(func.count(Inbox.update_id))
    .where(Inbox.state == "poison")
    .where(func.coalesce(Inbox.next_try, Inbox.received_at) > SINCE)
    .scalar_subquery(),
    select(func.count(Delivery.id))
    .where(Delivery.state == "skipped", Delivery.reason == "late")
    .where(Delivery.expires_at > SINCE)
    .where(Delivery.expires_at <= bindparam("now"))
    .scalar_subquery(),
    select(func.count(Attempt.delivery_id.distinct()))
    .join(Delivery, Delivery.id == Attempt.delivery_id)
    .where(DOUBTFUL, func.coalesce(Attempt.ended_at, Attempt.started_at) > SINCE)
    .scalar_subquery(),
)


async def count_since(reads: Reads, since: datetime) -> SinceThen:
    """Chats closed, updates parked, messages skipped as late and doubtful, since."""
    found = await reads.session.execute(COUNTS, {"since": since, "now": reads.now})
    return SinceThen(*found.one())


async def take_parked(work: Work, number: int) -> Delivery | None:
    """The message, if somebody still has to decide about it; nobody else can now."""
    taken = await work.session.scalar(
        update(Delivery)
        .where(Delivery.id == number, PARKED)
        .values(seen_at=work.now)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return None if taken is None else await work.session.get_one(Delivery, number)


async def is_delivery(reads: Reads, number: int) -> bool:
    return await reads.session.get(Delivery, number) is not None


async def freeze_cards(work: Work, *, made_before: datetime) -> None:
    """The lists of earlier mornings stand still: a new one takes their place."""
    # Card by card: a list of all earlier messages would be the whole history.
    earlier = exists().where(
        Delivery.id == Card.delivery_id, Delivery.created_at < made_before
    )
    await work.session.execute(
        update(Card)
        .where(
            Card.subject == SUBJECT,
            Card.frozen.is_(False),
            earlier,
        )
        .values(frozen=True)
        .execution_options(synchronize_session=False)
    )
