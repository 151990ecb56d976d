"""Looking for tasks by words, diacritics or not.

One walk over the folded text, which ends at the first thousand hits: 0.3 s for a word
that none of a million tasks has (docs/decisions). An index of words would double what
every import writes, and could not find the middle of a number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from domain.calendar import WorkingCalendar
from domain.notices import SHOWN, TaskLine
from domain.scope import Scope
from domain.searching import MOST_FOUND, Hit, Search, Wanted, in_order, name_units
from domain.succession import heirs
from domain.tasks import OPEN, Progress
from domain.terms import soon_until
from models.queries.endings import read_endings
from models.queries.scopes import within
from models.queries.task_lines import lines_in_order
from models.tables import Task, TaskEvent, Unit, UnitAlias
from models.work import Reads

STORED = {
    Wanted.NOT_STARTED: Progress.NOT_STARTED,
    Wanted.IN_PROGRESS: Progress.IN_PROGRESS,
    Wanted.REPORTED: Progress.REPORTED,
    Wanted.RETURNED: Progress.RETURNED,
    Wanted.DONE: Progress.DONE,
    Wanted.CANCELLED: Progress.CANCELLED,
}


@dataclass(frozen=True)
class Found:
    """A page of what was found; `more`: there are more than were counted."""

    lines: tuple[TaskLine, ...]
    total: int
    more: bool = False


async def with_units(reads: Reads, said: Search) -> Search:
    """The search with the unit that its words name, if they name one."""
    names: dict[str, set[int]] = defaultdict(set)
    for unit in await reads.session.execute(select(Unit.id, Unit.code, Unit.folded)):
        names[unit.folded].add(unit.id)
        names[unit.code.lower()].add(unit.id)
    aliases = await reads.session.execute(select(UnitAlias.folded, UnitAlias.unit_id))
    for folded, unit_id in aliases:
        names[folded].add(unit_id)
    found = name_units(said, names)
    return replace(found, heirs=await _heirs(reads, found)) if found.units else found


async def _heirs(reads: Reads, said: Search) -> frozenset[int]:
    endings = await read_endings(reads)
    today = (heirs(unit, reads.today, endings).units for unit in said.units)
    return frozenset(one for units in today for one in units) - said.units


async def find_tasks(
    reads: Reads,
    calendar: WorkingCalendar,
    scope: Scope,
    search: Search,
    *,
    offset: int = 0,
) -> Found:
    """Within what he may see; the words as one phrase, else each anywhere."""
    hits = await _hits(reads, calendar, scope, search, " ".join(search.words))
    if not hits and len(search.words) > 1:
        hits = await _hits(reads, calendar, scope, search, *search.words)
    more = len(hits) > MOST_FOUND
    ids = in_order(hits[:MOST_FOUND])
    lines = await lines_in_order(reads, calendar, ids[offset : offset + SHOWN])
    return Found(tuple(lines), len(ids), more)


async def _hits(
    reads: Reads,
    calendar: WorkingCalendar,
    scope: Scope,
    search: Search,
    *pieces: str,
) -> list[Hit]:
    """The newest tasks first."""
    rows = await reads.session.execute(
        select(Task.id, Task.due_on, Task.progress)
        .where(
            *(Task.folded.contains(piece, autoescape=True) for piece in pieces),
            _led_by(search),
            _wanted(search.wanted, reads, calendar),
            within(scope, today=reads.today),
        )
        .order_by(Task.id.desc())
        .limit(MOST_FOUND + 1)
    )
    return [Hit(*row) for row in rows]


def _led_by(search: Search) -> ColumnElement[bool]:
    """By the unit, or by its heir where the unit had led it before."""
    if not search.units:
        return true()
    led = Task.lead_unit_id.in_(search.units)
    if not search.heirs:
        return led
    once = TaskEvent.changes["lead_unit_id"].as_integer().in_(search.units)
    before = exists().where(TaskEvent.task_id == Task.id, once)
    return or_(led, and_(Task.lead_unit_id.in_(search.heirs), before))


def _wanted(
    wanted: Wanted | None, reads: Reads, calendar: WorkingCalendar
) -> ColumnElement[bool]:
    if wanted is None:
        return true()
    if wanted in STORED:
        return Task.progress == STORED[wanted]
    if wanted is Wanted.LATE:
        late = Task.done_on > Task.due_on
        return and_(Task.progress == Progress.DONE, late)
    today = reads.today
    terms = {
        Wanted.OPEN: true(),
        Wanted.OVERDUE: Task.due_on < today,
        Wanted.DUE_TODAY: Task.due_on == today,
        Wanted.DUE_SOON: Task.due_on.between(today, soon_until(today, calendar)),
        Wanted.UNDATED: Task.due_on.is_(None),
    }
    return and_(Task.progress.in_(OPEN), terms[wanted])
