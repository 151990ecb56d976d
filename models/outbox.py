"""What is to be said, saved in the same transaction as what happened."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from domain.notices import Notice
from models import notice_codec
from models.tables import Delivery
from models.work import Work

# Crockford's letters: none is mistaken for another when read out.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES_AT_ONCE = 256
LETTER_OF = (CODE_LETTERS * 8).encode("ascii")  # by byte
# From this priority on a message leaves because its time has come: it waits while the
# clock is in doubt. Answers do not, nor what is urgent, as alarms are.
WAITS_FOR_THE_CLOCK = 2
REPLY_LIFE = timedelta(minutes=15)  # an answer later than that only confuses


class DeliveryClass(StrEnum):
    """How much a message matters (delivery.md 2.6)."""

    CRITICAL = "critical"
    PERIODIC = "periodic"
    REPLY = "reply"


class Live(StrEnum):
    """Notices gathered when they leave: `params` name what they are about."""

    CARD = "card"  # {"task": id, "officer": id, "expanded": bool, "history": bool}
    DIGEST = "digest"  # {"slot": iso, "officer": id} or {"slot": iso, "unit": id}
    ROLL_CALL = "roll_call"  # {"unit": id, "slot": key}
    QUESTION = "question"  # {"question": id}
    # A file of a report: {"kind", "period", "as_of", "unit": id or None} and whose
    # rights decide, {"officer": id} or {"group_of": unit id}.
    FILE = "file"
    SETTINGS = "settings"  # {"officer": id}
    PARKED = "parked"  # {"slot": iso, "officer": id, "closed", "unread", "late": count}
    IMPORT_ROWS = "import_rows"  # {"draft": id}
    DISCREPANCY = "discrepancy"  # {"discrepancy": id}
    EXCHANGE = "exchange"  # {"message": id}
    DIFFERENCE = "difference"  # {"difference": id}
    ROUND = "round"  # {"round": id, "officer": id}
    TASK_DRAFT = "task_draft"  # {"draft": id, "officer": id}
    PROPOSAL = "proposal"  # {"proposal": id, "officer": id}
    OWN_DATA = "own_data"  # {"officer": id}
    FINDINGS = "findings"  # {"officer": id}; a workbook
    # {"unit": id, "units": ids, "since": iso, "basis", and ids of tasks: "led",
    # "tracked", "supported"}
    INHERITED = "inherited"
    PROCESS = "process"  # {"kind", "number", "officer": id}
    REVIEW_STATE = "review_state"  # {"month": 2026-11, "officer": id}


# Those that are kept up to date in place, once they are sent.
CARDS = (
    *(Live.CARD, Live.ROLL_CALL, Live.QUESTION, Live.PARKED, Live.SETTINGS),
    *(Live.DISCREPANCY, Live.EXCHANGE, Live.ROUND, Live.DIFFERENCE),
    *(Live.TASK_DRAFT, Live.PROPOSAL, Live.PROCESS, Live.REVIEW_STATE),
)


@dataclass(frozen=True)
class Envelope:
    """Where a message goes, and how it is handled on the way."""

    chat_id: int
    key: str  # unique for ever: the same key is never sent twice
    cls: DeliveryClass = DeliveryClass.REPLY
    priority: int = 1  # 0 urgent, 1 answers, 5 reminders
    subject: str = ""  # what the message is about, for replies and edits
    silent: bool = False
    reply_to: int | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    late: bool = False


async def put(work: Work, notice: Notice, envelope: Envelope) -> int | None:
    """Put a notice in the outbox with its facts; None if the key was there already."""
    return await _put(
        work, notice_codec.name_of(notice), notice_codec.dump(notice), envelope
    )


async def put_live(
    work: Work, live: Live, params: dict[str, Any], envelope: Envelope
) -> int | None:
    """Put a notice whose facts are gathered when it leaves."""
    return await _put(work, live.value, params, envelope)


def row(
    notice: str, params: dict[str, Any], envelope: Envelope, now: datetime
) -> dict[str, Any]:
    """The columns of a delivery; for planning many in one statement."""
    expires = envelope.expires_at
    if expires is None and envelope.cls is DeliveryClass.REPLY:
        expires = now + REPLY_LIFE
    return {
        "dedup_key": envelope.key,
        "chat_id": envelope.chat_id,
        "cls": envelope.cls.value,
        "priority": envelope.priority,
        "notice": notice,
        "params": params,
        "subject": envelope.subject,
        "silent": envelope.silent,
        "reply_to": envelope.reply_to,
        "created_at": now,
        "not_before": envelope.not_before or now,
        "expires_at": expires,
        "late": envelope.late,
        "short_code": next(SHORT_CODES),
    }


# Of the table, not of its objects: those would cost three times as much.
PUT_SQLITE, PUT_POSTGRESQL = (
    dialect.insert(Delivery.__table__).on_conflict_do_nothing().returning(Delivery.id)
    for dialect in (sqlite, postgresql)
)


def _short_codes() -> Iterator[str]:
    """Five letters each; 32 letters divide a byte evenly, so each is as likely.

    The system is asked for the chance of many at once: one at a time that cost more
    than all else about a message.
    """
    while True:
        chance = secrets.token_bytes(5 * CODES_AT_ONCE)
        letters = chance.translate(LETTER_OF).decode("ascii")
        yield from (letters[at : at + 5] for at in range(0, len(letters), 5))


SHORT_CODES = _short_codes()


async def _put(
    work: Work, notice: str, params: dict[str, Any], envelope: Envelope
) -> int | None:
    statement = PUT_POSTGRESQL if work.is_postgresql else PUT_SQLITE
    values = row(notice, params, envelope, work.now)
    values["class"] = values.pop("cls")  # as the column is called
    put = await work.rows(statement, values)
    return put[0].id if put else None
