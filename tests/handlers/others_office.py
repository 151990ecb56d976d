"""An office of which nothing is the attackers' own, for forgeries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from actions.questions import Asked, ask
from domain.folding import fold
from domain.tasks import Role
from models.outbox import Envelope, Live, put_live
from models.queries.inbox import keep
from models.queries.people import chat_at
from models.tables import (
    Account,
    Attempt,
    Chat,
    Invite,
    Membership,
    Officer,
    Task,
    Unit,
)
from models.work import Work
from tests.handlers.others_processes import fill_processes

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
MARK = "tuyệt đối không được thấy"  # in all that is not the attackers'
MINE, THEIRS, TRACKING, NOWHERE = 1, 2, 3, 40  # units; the last one is none
VICTIM, GROUP = 900, -900
TRACKER, CLERK, ADMIN, TASK_FORCE = 14, 15, 16, 17
FIRST_MESSAGE = 1_000
# Who tries, by the number of his account; 99 is a stranger.
ATTACKERS = {
    11: (Role.OFFICER, MINE),
    12: (Role.UNIT_HEAD, MINE),
    13: (Role.CONTACT, MINE),
    TRACKER: (Role.TRACKER, TRACKING),
    CLERK: (Role.CLERK, MINE),
    ADMIN: (Role.ADMIN, MINE),
    TASK_FORCE: (Role.TASK_FORCE, MINE),
    99: None,
}

Numbers = dict[str, list[int]]


async def fill(work: Work) -> Numbers:
    """Numbers of what is there, by the letter of its buttons."""
    for number in (MINE, THEIRS, TRACKING):
        name = f"Sở {MARK if number == THEIRS else number}"
        unit = Unit(id=number, code=f"U{number}", name=name, folded=fold(name))
        work.session.add(unit)
    for address, part in {**ATTACKERS, VICTIM: (Role.OFFICER, THEIRS)}.items():
        if part is not None:
            await add_person(work, address, *part)
    work.session.add(Chat(address=GROUP, kind="group", unit_id=MINE))
    await work.session.flush()
    await keep(work, 1, [{"update_id": 1, "chat": 0, "body": {}}])
    tasks = await _tasks(work)
    chat = await chat_at(work, VICTIM)
    assert chat is not None
    return {
        "t": tasks,
        "q": [await _question(work, kind, chat.id) for kind in Asked],
        "d": [await _card(work, number, chat.id) for number in range(1, 11)],
        "i": [await _invite(work, number) for number in range(5)],
        **await fill_processes(work, tasks),
    }


async def add_person(work: Work, address: int, role: Role, unit_id: int) -> None:
    name = f"Người {address}"
    made = Officer(id=address, code=f"CB{address}", name=name, folded=fold(name))
    work.session.add(made)
    await work.session.flush()
    of = {"officer_id": address, "address": address}
    work.session.add(Membership(officer_id=address, unit_id=unit_id, role=role))
    work.session.add(Account(**of, bound_at=NOW))
    work.session.add(Chat(**of, kind="private"))
    await work.session.flush()


async def _tasks(work: Work) -> list[int]:
    for number in range(1, 31):
        work.session.add(
            Task(
                id=number,
                content=f"{MARK} {number}",
                folded="x",
                lead_unit_id=THEIRS,
                officer_id=VICTIM,
                assigned_on=date(2026, 11, 2),
                due_on=date(2026, 12, 15),
                progress="reported" if number % 3 == 0 else "in_progress",
                entered_at=NOW,
            )
        )
    await work.session.flush()
    return list(range(1, 31))


async def _question(work: Work, kind: Asked, chat: int) -> int:
    facts = {"task": 1, "note": MARK}
    return await ask(work, kind, facts, chat_id=chat, officer_id=VICTIM)


async def _card(work: Work, number: int, chat: int) -> int:
    """A card in the victim's chat, of a number that may be answered elsewhere."""
    card = {"task": number, "officer": VICTIM}
    envelope = Envelope(chat, f"card:{number}", subject=f"task:{number}")
    made = await put_live(work, Live.CARD, card, envelope)
    assert made is not None
    attempt = {"epoch": 1, "owner": "x", "started_at": NOW, "outcome": "sent"}
    of = {"delivery_id": made, "message_id": FIRST_MESSAGE + number}
    work.session.add(Attempt(**of, **attempt))
    await work.session.flush()
    return made


async def _invite(work: Work, number: int) -> int:
    """Every second one was used and waits for a word."""
    claimed = number % 2 == 1
    invite = Invite(
        digest=f"{number:064}",
        officer_id=VICTIM,
        created_by=VICTIM,
        created_at=NOW,
        expires_at=NOW + timedelta(days=1),
        used_at=NOW if claimed else None,
        used_by=5_000 if claimed else None,
        claimed_name="ai" if claimed else None,
    )
    work.session.add(invite)
    await work.session.flush()
    return invite.id
