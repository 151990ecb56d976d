"""Where a system is told of events: an address is added with its secret, or removed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from domain.destinations import read_destination
from domain.systems import SECRET_PREFIX, Topic
from models.queries.audits import Deed, note_deed
from models.queries.endpoints import drop_unsent
from models.queries.mailboxes import ENDPOINT, WEBHOOK
from models.queries.registers import take_ids
from models.queries.webhooks import newest_event
from models.tables import Chat, Webhook
from models.work import Work

SECRET_BYTES = 32


@dataclass(frozen=True)
class NewWebhook:
    """`unit_id`: only of the tasks which that unit leads."""

    system: str
    url: str
    topics: Sequence[Topic]
    unit_id: int | None = None


async def add_webhook(work: Work, new: NewWebhook) -> tuple[int, str]:
    """Its number, and the secret under which events are signed, said this once.

    Told is what happens from now on. Raises WrongDestination.
    """
    read_destination(new.url)
    (number,) = await take_ids(work, Webhook, 1)
    chat = Chat(
        channel=WEBHOOK, address=number, thread=0, kind=ENDPOINT, title=new.system
    )
    work.session.add(chat)
    await work.session.flush()
    key = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    row = Webhook(
        id=number,
        system=new.system,
        url=new.url,
        topics=" ".join(topic.value for topic in new.topics),
        secret=SECRET_PREFIX + key,
        unit_id=new.unit_id,
        chat_id=chat.id,
        created_at=work.now,
        last_event=await newest_event(work),
        overdue_since=work.today,
        overdue_until=work.today,
    )
    work.session.add(row)
    await work.session.flush()
    detail = {"system": new.system, "topics": row.topics}
    deed = Deed("webhook_added", f"webhook:{number}", None, "terminal", detail)
    await note_deed(work, deed)
    return number, row.secret


async def remove_webhook(work: Work, number: int) -> bool:
    """Nothing goes there any more, also what waits; False if there is none."""
    row = await work.session.get(Webhook, number)
    if row is None or row.removed_at is not None:
        return False
    row.removed_at, row.secret = work.now, ""
    chat = await work.session.get_one(Chat, row.chat_id)
    chat.state, chat.gone_at, chat.gone_why = "gone", work.now, "removed"
    await drop_unsent(work, [row.chat_id])
    await work.session.flush()
    deed = Deed("webhook_removed", f"webhook:{number}", None, "terminal")
    await note_deed(work, deed)
    return True
