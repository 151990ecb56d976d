"""Telling others what was just done, through the outbox."""

from __future__ import annotations

from domain.notices import Notice
from models.outbox import DeliveryClass, Envelope, put
from models.queries.directory import read_directory
from models.queries.tasks import FoundTask
from models.work import Work


async def tell_responsible(
    work: Work, task: FoundTask, notice: Notice, *, key: str
) -> None:
    """To those who answer for the task; `key` names what happened, once."""
    directory = await read_directory(work)
    rights = task.rights
    for officer in directory.responsible(rights.officer_id, rights.lead_unit_id):
        await tell_officer(work, officer, notice, key=key, subject=f"task:{task.id}")


async def tell_officer(
    work: Work, officer_id: int, notice: Notice, *, key: str, subject: str = ""
) -> None:
    """To one person, if he can be reached."""
    chat = (await read_directory(work)).chats.get(officer_id)
    if chat is not None:
        await tell_chat(work, chat, notice, key=key, subject=subject)


async def tell_chat(
    work: Work, chat: int, notice: Notice, *, key: str, subject: str = ""
) -> None:
    """To one private chat; for telling many, whose chats are known already."""
    envelope = Envelope(
        chat_id=chat,
        key=f"{key}|chat:{chat}",
        cls=DeliveryClass.PERIODIC,
        priority=2,
        subject=subject,
    )
    await put(work, notice, envelope)
