"""A group whose office hides content from it, and people of it who know their tasks.

They may do what they throw; what leaves for the group must not say what the tasks are,
nor who does them, nor anything of another unit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.folding import fold
from domain.policy import Policy
from domain.tasks import Role
from handlers.command import Where
from handlers.commands import COMMANDS
from models.outbox import Envelope, Live, put_live
from models.queries.people import chat_at
from models.tables import Attempt, Chat, Document, Task, Unit
from models.work import Work
from tests.handlers.forged_words import (
    ANSWERED,
    AROUND,
    CAPTIONS,
    COMMANDED,
    FILES,
    PRESSED,
    TASK_PRESSES,
    TYPED,
    UNDER,
)
from tests.handlers.forgeries import Forgery
from tests.handlers.others_office import MARK, NOW, THEIRS, add_person

HIDING = 4  # the unit
ROOM = -901  # its group
MEMBERS = {21: Role.OFFICER, 22: Role.UNIT_HEAD, 23: Role.CONTACT}
UNSAID = "nội dung không đọc trong nhóm"  # in all that is said of its tasks
ELSEWHERE = 112  # a task that one of them does for another unit
FIRST_HERE = 2_000  # message
HIDDEN = Policy(group_shows_content=False)
NAMED = re.compile(r"Người \d|Ngô Văn Lạ")


async def fill_group(work: Work) -> list[int]:
    """The numbers of its tasks; each has a card in the group that may be answered."""
    work.session.add(Unit(id=HIDING, code="U4", name="Sở Bốn", folded="so bon"))
    paper = {"number": "12/UBND-TH", "key": "12UBNDTH", "year": 2026}
    paper |= {"abstract": UNSAID, "issued_on": date(2026, 11, 2)}
    document = Document(**paper)
    work.session.add(document)
    await work.session.flush()
    for address, role in MEMBERS.items():
        await add_person(work, address, role, HIDING)
    work.session.add(Chat(address=ROOM, kind="group", unit_id=HIDING))
    numbers = list(range(101, ELSEWHERE))
    for number in (*numbers, ELSEWHERE):
        is_here = number != ELSEWHERE
        content = f"{UNSAID if is_here else MARK} {number}"
        task = Task(
            id=number,
            content=content,
            folded=fold(content),
            document_id=document.id,
            lead_unit_id=HIDING if is_here else THEIRS,
            officer_id=21,
            assigned_on=date(2026, 11, 2),
            due_on=date(2026, 11 if is_here else 12, 10 + number % 3 * 9),
            must_report=number % 2 == 0,
            progress="in_progress",
            note=UNSAID,
            entered_at=NOW,
        )
        work.session.add(task)
    await work.session.flush()
    chat = await chat_at(work, ROOM)
    assert chat is not None
    for number in numbers:
        await _card(work, number, chat.id)
    return numbers


async def _card(work: Work, number: int, chat: int) -> None:
    card = {"task": number, "officer": 21, "in_group": True}
    envelope = Envelope(chat, f"here:{number}", subject=f"task:{number}")
    made = await put_live(work, Live.CARD, card, envelope)
    tried = {"epoch": 1, "owner": "x", "started_at": NOW, "outcome": "sent"}
    message = FIRST_HERE + number
    work.session.add(Attempt(delivery_id=made, message_id=message, **tried))
    await work.session.flush()


class InTheirGroup:
    """What the members throw, of a seed: all that the tables of forged words name."""

    def __init__(self, seed: int, tasks: Sequence[int]) -> None:
        self.dice = random.Random(seed)
        self.tasks = tasks
        self.deck: list[Forgery] = []

    def throw(self) -> Forgery:
        if not self.deck:
            self.deck = [*self._typed(), *self._pressed()]
            self.dice.shuffle(self.deck)
        member = self.dice.choice(list(MEMBERS))
        return replace(self.deck.pop(), sender=member)

    def _task(self) -> int:
        return self.dice.choice((*self.tasks, *self.tasks, ELSEWHERE))

    def _message(self) -> int:
        return FIRST_HERE + self.dice.choice(self.tasks)

    def _typed(self) -> list[Forgery]:
        here = (one.name for one in COMMANDS if one.where & Where.GROUP)
        said = [f"/{name} {one}" for name in here for one in COMMANDED[name]]
        said += [*TYPED, *ANSWERED]
        plain = [Forgery(0, True, room=ROOM, text=self._said(one)) for one in said]
        answers = [replace(one, reply_to=self._message()) for one in plain]
        files = [
            replace(answers[0], text=self._said(caption), file=file)
            for caption in (*CAPTIONS, "")
            for file in FILES
        ]
        return [*plain, *answers, *files]

    def _said(self, words: str) -> str:
        filled = words.format(
            task=f"NV-{self._task()}",
            unit=self.dice.choice(("U4", "U2")),
            person="CB21",
            number="1",
            code="K7F3Q2ABXY",
            spoken="K7F3-Q2AB",
        )
        return filled.strip()

    def _pressed(self) -> list[Forgery]:
        found = [f"t:{self._task()}:1:{verb}" for verb in TASK_PRESSES]
        for kind, verbs in PRESSED.items():
            around = (UNDER[kind],) if kind in UNDER else AROUND.get(kind, ("{}",))
            for verb in verbs:
                about = self.dice.choice(around).format(self.dice.choice((HIDING, 1)))
                found.append(f"{kind}:{about}:{verb}")
        return [
            Forgery(0, True, room=ROOM, data=one, under=self._message())
            for one in found
        ]


def leaks_in(said: str) -> bool:
    """A task's content, somebody's name, or anything of another unit."""
    return UNSAID in said or MARK in said or NAMED.search(said) is not None
