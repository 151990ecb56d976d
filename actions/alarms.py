"""Telling those who look after the program that something is not in order."""

from __future__ import annotations

from collections.abc import Iterable

from domain.notices import Notice
from domain.tasks import Role
from models.outbox import DeliveryClass, Envelope, put
from models.queries.directory import read_directory
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
    admins = directory.everybody(Role.ADMIN)
    chats = [directory.chats.get(one) for one in admins]
    return await _put(work, notice, chats, key=key, quietly=quietly)


async def mail_administrators(work: Work, notice: Notice, *, key: str) -> int:
    """By e-mail alone, because the chat is what fails; how many were told by this."""
    directory = await read_directory(work)
    admins = directory.everybody(Role.ADMIN)
    mailboxes = [directory.mailboxes.get(one) for one in admins]
    return await _put(work, notice, mailboxes, key=key)


async def _put(
    work: Work,
    notice: Notice,
    chats: Iterable[int | None],
    *,
    key: str,
    quietly: bool = False,
) -> int:
    told = 0
    for chat in chats:
        if chat is None:
            continue
        envelope = Envelope(
            chat_id=chat,
            key=f"alarm:{key}|chat:{chat}",
            cls=DeliveryClass.PERIODIC if quietly else DeliveryClass.CRITICAL,
            priority=5 if quietly else 0,
            subject="alarm",
            silent=quietly,
        )
        told += await put(work, notice, envelope) is not None
    return told
