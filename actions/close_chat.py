"""A chat closes: those who can do something about it are told once."""

from __future__ import annotations

from actions.alarms import tell_administrators
from actions.tell import tell_officer
from domain.directory import Directory
from domain.notices import Saying, Told
from domain.tasks import Role
from models.queries import chats
from models.queries.directory import read_directory
from models.queries.mailboxes import ENDPOINT, MAILBOX, SYNTHESIS
from models.queries.people import parts_of, unit_names
from models.queries.readdressing import send_by_mail, waiting_for
from models.tables import Chat, Officer
from models.work import Work


async def close_chat(work: Work, chat_id: int, why: str) -> None:
    """Nothing goes there any more; what waits goes by letter, if he has an address.

    The heads of the unit and the administrators hear of it, unless it was closed before
    or nobody is bound to it.
    """
    directory = await read_directory(work)
    await send_by_mail(work, await waiting_for(work, chat_id))
    if not await chats.close_chat(work, chat_id, why):
        return
    chat = await work.session.get_one(Chat, chat_id)
    told, units = await _who_lost_it(work, directory, chat)
    if told is None:
        return
    key = f"chat_gone:{chat_id}:{work.now.isoformat()}"
    administrators = directory.everybody(Role.ADMIN)
    heads = {head for unit in units for head in directory.of(unit, Role.UNIT_HEAD)}
    for head in sorted(heads - {*administrators, chat.officer_id}):
        await tell_officer(work, head, told, key=key)
    await tell_administrators(work, told, key=key)


async def _who_lost_it(
    work: Work, directory: Directory, chat: Chat
) -> tuple[Told | None, list[int]]:
    """What to say, and the units that it concerns; None for a chat of nobody."""
    if chat.kind == "private":
        officer = chat.officer_id
        if officer is None or directory.chats.get(officer) != chat.id:
            return None, []
        name = (await work.session.get_one(Officer, officer)).name
        return Told(Saying.OFFICER_GONE, {"name": name}), await parts_of(work, officer)
    if chat.kind == MAILBOX:
        own = chat.address == SYNTHESIS
        gone = Saying.SYNTHESIS_GONE if own else Saying.MAILBOX_GONE
        return Told(gone, {"name": chat.title}), []
    if chat.kind == ENDPOINT:
        return Told(Saying.SYSTEM_GONE, {"name": chat.title}), []
    if chat.unit_id is None:
        return None, []
    unit = (await unit_names(work, [chat.unit_id]))[chat.unit_id]
    facts = {"unit": unit, "title": chat.title or unit}
    return Told(Saying.GROUP_GONE, facts), [chat.unit_id]
