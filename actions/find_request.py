"""The request that somebody is about to decide: there, open, and his to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from actions.find_task import get_task
from actions.record_progress import LONGEST_NOTE
from domain.policy import Policy
from domain.processes import ProcessKind, Request, State, may_decide
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import task_code
from models.queries.processes import (
    UNDECIDED,
    Decision,
    Process,
    decide,
    find_process,
)
from models.queries.tasks import FoundTask
from models.tables import Obstacle, Petition
from models.work import Reads, Work

Row = TypeVar("Row", bound=Process)


@dataclass(frozen=True)
class Found:
    """`task` is None of a petition about no task."""

    kind: ProcessKind
    row: Process
    task: FoundTask | None

    @property
    def code(self) -> str:
        return task_code(self.task.id) if self.task else ""

    def as_(self, table: type[Row]) -> Row:
        assert isinstance(self.row, table)
        return self.row


def request_of(kind: ProcessKind, row: Process, task: FoundTask | None) -> Request:
    return Request(
        kind=kind,
        raised_by=row.raised_by,
        task=task.rights if task else None,
        division_id=row.division_id if isinstance(row, Petition) else None,
        level=row.level if isinstance(row, Obstacle) else None,
    )


async def find_request(
    reads: Reads, actor: Actor, kind: ProcessKind, number: int, *, policy: Policy
) -> Found:
    """Raises Refusal: not there or not his, asked by himself, or decided already."""
    row = await find_process(reads, kind, number)
    if row is None:
        raise Refusal(Reason.NOT_FOUND, code="")
    task = None
    if row.task_id is not None:
        task = await get_task(reads, actor, row.task_id)
    code = task_code(task.id) if task else ""
    if row.raised_by == actor.officer_id:
        raise Refusal(Reason.OWN_REQUEST)
    if not may_decide(actor, request_of(kind, row, task), policy):
        raise Refusal(Reason.NOT_ALLOWED, code=code)
    if row.state not in UNDECIDED:
        raise Refusal(Reason.ALREADY_DECIDED)
    return Found(kind, row, task)


async def settle(
    work: Work, actor: Actor, found: Found, state: State, decision: str = ""
) -> None:
    """Write it down, once. Raises Refusal if somebody was quicker."""
    decided = Decision(state, actor.officer_id, decision)
    if not await decide(work, found.kind, found.row.id, decided):
        raise Refusal(Reason.ALREADY_DECIDED)


def words_of(said: str) -> str:
    """What is kept of a reason, an answer, a direction. Raises Refusal for none."""
    words = said.strip()[:LONGEST_NOTE]
    if not words:
        raise Refusal(Reason.NO_WORDS)
    return words
