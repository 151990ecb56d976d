"""What became of deliveries: written in batches, each line fenced by its epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ScalarSelect,
    Table,
    Update,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from models.many_rows import as_text
from models.many_values import given
from models.queries.claims import FENCED
from models.queries.letters import NARROW, PART, Letter
from models.tables import Attempt, Delivery
from models.work import Work

LONGEST_REASON = 200  # characters kept

_delivery = cast("Table", Delivery.__table__)
_attempt = cast("Table", Attempt.__table__)


@dataclass(frozen=True)
class Change:
    """What a delivery that was claimed under this epoch becomes."""

    id: int
    epoch: int
    state: str
    reason: str
    not_before: datetime
    attempts: int
    unknowns: int
    marked: bool
    plain: bool
    message_id: int | None = None
    sent_at: datetime | None = None

    @classmethod
    def back(cls, letter: Letter) -> Change:
        """Back into the queue as it was."""
        return cls(
            id=letter.id,
            epoch=letter.epoch,
            state="pending",
            reason=letter.reason,
            not_before=letter.not_before,
            attempts=letter.attempts,
            unknowns=letter.unknowns,
            marked=letter.marked,
            plain=letter.plain,
        )


@dataclass(frozen=True)
class Ended:
    """How one attempt ended: sent, not_sent, unknown or dead, and why.

    `message_id` is the number of the copy that it sent.
    """

    delivery_id: int
    epoch: int
    outcome: str
    detail: str = ""
    message_id: int | None = None


async def settle(work: Work, changes: Sequence[Change]) -> None:
    """Write what follows. A late "sent" wins over a row parked or waiting meanwhile.

    Of a row and its epoch at most one change: of two, any one would be written.
    """
    if changes:
        rows = as_text([_values(one) for one in changes], work)
        await work.connection.execute(_settling(work.is_postgresql), {"changes": rows})


BECOMES = (
    *("state", "reason", "not_before", "attempts", "unknowns"),
    *("marked", "plain", "message_id", "sent_at"),
)


@cache
def _settling(postgresql: bool) -> Update:
    kinds = {name: _delivery.c[name].type for name in BECOMES}
    new = given("changes", FENCED | kinds, postgresql=postgresql).c
    # Bound, not written out: rows are found by their number, not among all that is
    # open.
    ours = _delivery.c.state.in_(("claimed", "sending"))
    arrived_late = and_(
        new.state == "sent", _delivery.c.state.in_(("pending", "unknown"))
    )
    return (
        update(_delivery)
        .where(
            _delivery.c.id == new.id,
            _delivery.c.epoch == new.epoch,
            or_(ours, arrived_late),
        )
        .values({name: new[name] for name in BECOMES})
        .values(owner=None, lease_until=None)
    )


_KEEP_PARTS = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("the_id"))
    .values(parts=bindparam("many"))
)


def _values(change: Change) -> tuple[object, ...]:
    return (
        change.id,
        change.epoch,
        change.state,
        _short(change.reason),
        change.not_before,
        change.attempts,
        change.unknowns,
        change.marked,
        change.plain,
        change.message_id,
        change.sent_at,
    )


def _short(reason: str) -> str:
    """As both databases can hold it: a server's words may have half a letter."""
    whole = reason.encode(errors="replace").decode()
    return whole.replace("\0", "")[:LONGEST_REASON]


async def note_attempts(work: Work, ended: Sequence[Ended]) -> None:
    """The first outcome of an attempt stands; a later word is kept beside it.

    That word comes by a call of its own: here each attempt ends at most once.
    """
    if not ended:
        return
    rows = [
        (one.delivery_id, one.epoch, one.outcome, _short(one.detail), one.message_id)
        for one in ended
    ]
    values = {"ended": as_text(rows, work), "at": work.now}
    await work.connection.execute(_ending(work.is_postgresql), values)


@cache
def _ending(postgresql: bool) -> Update:
    row = _attempt.c
    said = {"said": row.outcome.type, "why": row.detail.type, "copy": BigInteger()}
    new = given("ended", FENCED | said, postgresql=postgresql).c
    first = row.outcome.is_(None)
    return (
        update(_attempt)
        .where(row.delivery_id == new.id, row.epoch == new.epoch)
        .values(
            outcome=func.coalesce(row.outcome, new.said),
            late_outcome=case((first, row.late_outcome), else_=new.said),
            detail=case((first, new.why), else_=row.detail),
            ended_at=func.coalesce(
                row.ended_at, bindparam("at", type_=row.ended_at.type)
            ),
            # Whoever knew the number of the copy knew more than who does not.
            message_id=func.coalesce(new.copy, row.message_id),
        )
    )


def chat_of(delivery_id: int | BindParameter[int]) -> ScalarSelect[int]:
    """Its chat as it is now: a group that moved may have been joined to another."""
    return select(Delivery.chat_id).where(Delivery.id == delivery_id).scalar_subquery()


async def keep_parts(work: Work, parts: Mapping[int, int]) -> None:
    """Note in how many parts these are sent, should we die before the last of them."""
    rows = [{"the_id": number, "many": many} for number, many in parts.items()]
    if rows:
        await work.connection.execute(_KEEP_PARTS, rows)


async def narrow(work: Work, letter: Letter, part: int) -> None:
    """From now on in shorter parts, of which this row is that one."""
    await work.connection.execute(
        update(_delivery)
        .where(_delivery.c.id == letter.id, _delivery.c.epoch == letter.epoch)
        .values(params=letter.params | {NARROW: True}, part=part)
    )


async def add_next_part(work: Work, letter: Letter) -> None:
    """The further part of a long message, before anything else in its chat."""
    base = letter.dedup_key.rpartition(PART)[0] if letter.part > 1 else letter.dedup_key
    number = letter.part + 1
    values = {
        "dedup_key": f"{base}{PART}{number}",
        "chat_id": chat_of(letter.id),
        "cls": letter.cls,
        "priority": letter.priority - 1 if letter.part == 1 else letter.priority,
        "notice": letter.notice,
        "params": letter.params,
        "subject": letter.subject,
        "silent": letter.silent,
        "plain": letter.plain,
        "late": letter.late,
        "created_at": work.now,
        "not_before": work.now,
        "expires_at": letter.expires_at,
        "part": number,
        "short_code": letter.short_code,
    }
    await work.session.execute(
        work.insert(Delivery).values(**values).on_conflict_do_nothing()
    )


async def send_anew(work: Work, delivery_id: int, card_id: int) -> None:
    """Say once more what a card said that is gone from its chat."""
    gone = await work.session.get_one(Delivery, delivery_id)
    copied = (
        *("chat_id", "cls", "priority", "notice", "params", "subject", "silent"),
        *("plain", "late", "short_code"),
    )
    values = {name: getattr(gone, name) for name in copied}
    values |= {"created_at": work.now, "not_before": work.now}
    await work.session.execute(
        work.insert(Delivery)
        .values(dedup_key=f"anew:{card_id}", **values)
        .on_conflict_do_nothing()
    )
