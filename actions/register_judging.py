"""What a file changed, held against what people have said of the same tasks since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.register_rows import task_columns
from domain.register import RegisterRow
from domain.register_changes import ChangedRow
from domain.register_conflicts import Verdict, judge
from models.queries.registers import last_words, tasks_by_id
from models.tables import Task
from models.work import Reads


@dataclass(frozen=True)
class Judged:
    """A changed row, and what is to be done about it."""

    change: ChangedRow
    verdict: Verdict
    said_by: int | None = None  # who contradicts the file, and when
    said_at: datetime | None = None

    @property
    def row(self) -> RegisterRow:
        return self.change.row

    @property
    def before(self) -> RegisterRow:
        return self.change.before


async def judge_changes(reads: Reads, changed: Sequence[ChangedRow]) -> list[Judged]:
    """In the order of the file."""
    tasks = await tasks_by_id(reads, [change.task_id for change in changed])
    verdicts = {
        change.task_id: judge(
            task_columns(change.before, reads.today),
            task_columns(change.row, reads.today),
            standing_of(tasks[change.task_id]),
        )
        for change in changed
    }
    disputed = [at for at, verdict in verdicts.items() if verdict.is_contradiction]
    said = await last_words(reads, disputed)
    return [
        Judged(
            change, verdicts[change.task_id], *said.get(change.task_id, (None, None))
        )
        for change in changed
    ]


def standing_of(task: Task) -> dict[str, Any]:
    """The task as it stands, by the names of its columns."""
    return {column.name: getattr(task, column.name) for column in Task.__table__.c}
