"""Messages that are kept up to date in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, select, text, update

from domain.shares import Share
from models.queries.outcomes import chat_of
from models.queries.queue import in_shares
from models.tables import Card, Chat, Delivery, Preference, Question
from models.work import Reads, Work

_card = cast("Table", Card.__table__)
# Written as the partial index says it, or SQLite would not choose the index.
_STALE = text("card.stale")


@dataclass(frozen=True)
class StaleCard:
    """A card whose subject changed after it was shown."""

    id: int
    delivery_id: int
    chat_id: int
    address: int
    message_id: int
    subject: str
    shown: str
    notice: str
    params: dict[str, Any]
    late: bool
    cls: str
    surplus: bool
    chat_kind: str
    chat_unit: int | None  # to which a group is bound
    language: str | None  # of its reader, if he chose one


@dataclass(frozen=True)
class NewCard:
    delivery_id: int
    message_id: int
    subject: str
    shown: str


@dataclass(frozen=True)
class Shown:
    """What a card shows now. `stale` again: to be tried once more."""

    id: int
    shown: str
    frozen: bool = False
    stale: bool = False


async def add_cards(work: Work, cards: Sequence[NewCard]) -> None:
    """Remember messages just sent.

    They begin as stale: what changed while they were on their way is not lost, and one
    look finds that nothing did.
    """
    rows = [
        {
            "told_by": card.delivery_id,
            "message_id": card.message_id,
            "subject": card.subject,
            "shown": card.shown,
        }
        for card in cards
    ]
    if not rows:
        return
    told_by = bindparam("told_by", type_=_card.c.delivery_id.type)
    statement = work.insert(_card).values(
        delivery_id=told_by,
        chat_id=chat_of(told_by),
        message_id=bindparam("message_id"),
        subject=bindparam("subject"),
        shown=bindparam("shown"),
        stale=True,
        stale_at=work.now,
    )
    await work.session.execute(statement.on_conflict_do_nothing(), rows)


async def stale_cards(
    reads: Reads,
    limit: int,
    *,
    without: Collection[int] = (),
    shares: Collection[Share] = (),
) -> list[StaleCard]:
    """Cards to be looked at, oldest first, in chats that are open."""
    statement = (
        select(
            Card.id,
            Card.delivery_id,
            Card.chat_id,
            Chat.address,
            Card.message_id,
            Card.subject,
            Card.shown,
            Delivery.notice,
            Delivery.params,
            Delivery.late,
            Delivery.cls,
            Card.surplus,
            Chat.kind,
            Chat.unit_id,
            Preference.language,
        )
        .join(Chat, Chat.id == Card.chat_id)
        .join(Delivery, Delivery.id == Card.delivery_id)
        .outerjoin(Preference, Preference.officer_id == Chat.officer_id)
        .where(_STALE, Card.frozen.is_(False), Chat.state == "active")
        .where(*in_shares(Card.chat_id, shares))
        .order_by(Card.id)
        .limit(limit)
    )
    if without:
        statement = statement.where(Card.id.not_in(without))
    return [StaleCard(*row) for row in await reads.session.execute(statement)]


async def take_cards(work: Work, numbers: Collection[int]) -> set[int]:
    """Take them in hand before they are looked at; those that are ours now.

    A change that comes after this makes them stale again. What they show is not known
    until `show` says so: a crash in between leaves that to be seen.
    """
    taken = await work.session.scalars(
        update(Card)
        .where(Card.id.in_(numbers), _STALE)
        .values(stale=False, shown="")
        .returning(Card.id)
        .execution_options(synchronize_session=False)
    )
    return set(taken)


async def show(work: Work, cards: Sequence[Shown]) -> None:
    """Note what cards show after a look; one made stale meanwhile stays so."""
    statement = (
        update(_card)
        .where(_card.c.id == bindparam("the_id"))
        .values(shown=bindparam("new_shown"), frozen=bindparam("new_frozen"))
    )
    rows = [
        {"the_id": one.id, "new_shown": one.shown, "new_frozen": one.frozen}
        for one in cards
    ]
    if rows:
        await work.session.execute(statement, rows)
    again = [one.id for one in cards if one.stale]
    if again:
        await _make_stale(work, Card.id.in_(again))


async def take_up_cards(work: Work, shares: Collection[Share] = ()) -> None:
    """After a crash: look again at those that were in hand, in these chats."""
    await _make_stale(work, and_(Card.shown == "", *in_shares(Card.chat_id, shares)))


async def _make_stale(work: Work, condition: Any) -> None:
    await work.session.execute(
        update(Card)
        .where(condition, Card.frozen.is_(False), Card.stale.is_(False))
        .values(stale=True, stale_at=work.now)
        .execution_options(synchronize_session=False)
    )


async def open_roll_call_subjects(reads: Reads) -> list[str]:
    """`roll_call:<unit>:<day>` of cards that still move and are not stale."""
    found = await reads.session.scalars(
        select(Card.subject)
        .where(
            # As a range, so that the index on the subject is used.
            Card.subject >= "roll_call:",
            Card.subject < "roll_call;",
            Card.frozen.is_(False),
            Card.stale.is_(False),
        )
        .distinct()
    )
    return list(found)


async def is_answered(reads: Reads, question_id: int) -> bool:
    """The question's message has said what came of it, and is done."""
    answer: str | None = await reads.session.scalar(
        select(Question.answer).where(Question.id == question_id)
    )
    return bool(answer)
