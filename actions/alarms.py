"""Telling those who look after the program that something is not in order."""

from __future__ import annotations

from dataclasses import dataclass

from domain.notices import Notice
from domain.tasks import Role
from models.outbox import DeliveryClass, Envelope, put
from models.queries.directory import read_directory
from models.queries.mailboxes import officers_mailboxes
from models.work import Work


async def tell_administrators(
    work: Work, notice: Notice, *, key: str, quietly: bool = False
) -> int:
    """To every administrator who can be reached; how many were told by this.

    `key` names what happened (`clock:2026-11-20`): nobody is told of it twice. An alarm
    goes before everything else and in quiet hours too; what is told `quietly` is none,
    and makes no sound.
    """
    directory = await read_directory(work)
    chats = directory.chats
    urgency = 5 if quietly else 0
    return sum(
        [
            await _put(work, notice, Alarm(chats[one], key, urgency, quietly=quietly))
            for one in directory.everybody(Role.ADMIN)
            if chats.get(one) is not None
        ]
    )


async def mail_administrators(work: Work, notice: Notice, *, key: str) -> int:
    """By e-mail alone, because the chat is what fails; how many were told by this."""
    directory = await read_directory(work)
    mailboxes = await officers_mailboxes(work)
    return sum(
        [
            await _put(work, notice, Alarm(mailboxes[one], key, 0))
            for one in directory.everybody(Role.ADMIN)
            if one in mailboxes
        ]
    )


@dataclass(frozen=True)
class Alarm:
    """One administrator's; `key` names what happened."""

    chat: int
    key: str
    priority: int
    quietly: bool = False


async def _put(work: Work, notice: Notice, alarm: Alarm) -> bool:
    envelope = Envelope(
        chat_id=alarm.chat,
        key=f"alarm:{alarm.key}|chat:{alarm.chat}",
        cls=DeliveryClass.PERIODIC if alarm.quietly else DeliveryClass.CRITICAL,
        priority=alarm.priority,
        subject="alarm",
        silent=alarm.quietly,
    )
    return await put(work, notice, envelope) is not None
