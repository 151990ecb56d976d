"""A request goes to those who decide it: a card for each, kept up to date in place."""

from __future__ import annotations

from dataclasses import dataclass

from domain.policy import Policy
from domain.processes import Level, ProcessKind, asked_of, deciders
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.processes import names_of
from models.work import Work


@dataclass(frozen=True)
class Shown:
    """Which request, about what, asked by whom; `step` tells it again on its way up."""

    kind: ProcessKind
    number: int
    raised_by: int
    task_id: int | None
    division_id: int | None
    level: Level | None = None

    @property
    def subject(self) -> str:
        """A reply to the card is about the task, and the task's changes show on it."""
        if self.task_id is not None:
            return f"task:{self.task_id}"
        return f"{self.kind.value}:{self.number}"


async def show_to_deciders(work: Work, shown: Shown, policy: Policy) -> str:
    """The names of those who were shown it; empty when nobody can be told."""
    directory = await read_directory(work)
    roles = deciders(shown.kind, policy, shown.level)
    officers = asked_of(directory, roles, shown.division_id, by=shown.raised_by)
    step = shown.level.value if shown.level else "asked"
    for officer in officers:
        chat = directory.chats[officer]
        envelope = Envelope(
            chat_id=chat,
            key=f"{shown.kind.value}:{shown.number}:{step}|chat:{chat}",
            cls=DeliveryClass.PERIODIC,
            priority=2,
            subject=shown.subject,
            not_before=policy.after_quiet(work.now),
        )
        params = {
            "kind": shown.kind.value,
            "number": shown.number,
            "officer": officer,
        }
        await put_live(work, Live.PROCESS, params, envelope)
    return ", ".join(await names_of(work, officers))
