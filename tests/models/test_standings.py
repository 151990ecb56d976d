"""Every task as it stood at any date, made from its history alone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.calendar import WorkingCalendar
from domain.periods import Period
from domain.scope import Scope
from domain.standings import Standing, summary_of
from domain.tasks import Progress
from models.history import Change, Kind, record, typed
from models.queries.standings import COLUMNS, Cut, office_names, read_standings
from models.queries.summary import read_summary
from models.tables import Task
from models.work import Database
from tests.models.register import PLAIN, Register

ALL = Scope(everything=True)
MONDAY = datetime(2026, 11, 16, 1, tzinfo=UTC)
NOVEMBER = Period.month(2026, 11)
CALENDAR = WorkingCalendar({})


class History:
    """Tasks with their events, told day by day; and the same told to plain dicts."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.told: dict[int, list[tuple[date, datetime, dict[str, Any]]]] = {}

    async def assign(self, on: date, **columns: Any) -> int:
        async with self.database.begin(now=MONDAY) as work:
            task = Task(version=0, **{**PLAIN, **columns, "assigned_on": on})
            work.session.add(task)
            await work.session.flush()
            names = [name for name in PLAIN if name not in ("updated_at", "entered_at")]
            first = {name: getattr(task, name) for name in [*names, "lead_unit_id"]}
            await record(
                work, Change(task.id, Kind.ASSIGNED, "import", on, None, first)
            )
        self.told[task.id] = [(on, MONDAY, first)]
        return task.id

    async def change(
        self, task: int, on: date, learned: datetime, **columns: Any
    ) -> None:
        async with self.database.begin(now=learned) as work:
            await record(work, Change(task, Kind.PROGRESS, "chat", on, None, columns))
        self.told[task].append((on, learned, columns))

    def at(self, as_of: date, until: datetime | None = None) -> set[Standing]:
        """What anybody would say who reads the events by hand."""
        found = set()
        for task, events in self.told.items():
            state: dict[str, Any] = {}
            for on, learned, columns in events:
                if on <= as_of and (until is None or learned <= until):
                    state |= columns
            if state.get("assigned_on") and state["progress"] is not Progress.CANCELLED:
                kept = {name: state.get(name) for name in COLUMNS}
                found.add(Standing(task, **kept).known_by(as_of))
        return found


@pytest.fixture
def history(database: Database) -> History:
    return History(database)


async def standings(
    database: Database, as_of: date, until: datetime | None = None
) -> set[Standing]:
    async with database.read() as reads:
        cut = Cut(as_of, until)
        return set(await read_standings(reads, ALL, cut, since=date(2026, 1, 1)))


async def test_what_was_learned_later_of_an_earlier_day_counts(
    register: Register, history: History
) -> None:
    """But not in a report that is made again as it was."""
    unit = await register.unit("Sở Y tế")
    due = date(2026, 11, 10)
    task = await history.assign(date(2026, 11, 2), lead_unit_id=unit, due_on=due)
    learned = MONDAY + timedelta(days=3)
    done = {"progress": Progress.DONE, "done_on": date(2026, 11, 9)}
    await history.change(task, date(2026, 11, 9), learned, **done)

    database, end = register.database, date(2026, 11, 12)
    (known,) = await standings(database, end)
    (then,) = await standings(database, end, MONDAY + timedelta(days=1))
    (early,) = await standings(database, date(2026, 11, 5))

    assert (known.progress, known.done_on) == (Progress.DONE, date(2026, 11, 9))
    assert (then.progress, then.is_overdue(end)) == (Progress.IN_PROGRESS, True)
    assert (early.progress, early.done_on) == (Progress.IN_PROGRESS, None)
    assert await standings(database, date(2026, 11, 1)) == set()


@pytest.mark.parametrize("seed", range(3))
async def test_rows_and_events_say_what_the_history_says(
    register: Register, history: History, seed: int
) -> None:
    dice = random.Random(seed)
    units = [await register.unit(name) for name in ("Sở Y tế", "Sở Tư pháp")]

    def day() -> date:
        return date(2026, 10, 1) + timedelta(days=dice.randrange(60))

    for _ in range(12):
        task = await history.assign(
            day(),
            lead_unit_id=dice.choice(units),
            due_on=dice.choice([None, day()]),
            progress=Progress.NOT_STARTED,
        )
        for hour in range(dice.randrange(4)):
            progress = dice.choice(list(Progress))
            on = day()
            columns = {
                "progress": progress,
                "done_on": on if progress is Progress.DONE else None,
                "due_on": dice.choice([None, day()]),
                # An explanation of lateness that was accepted, or never given.
                "justified_on": dice.choice([None, None, on]),
            }
            await history.change(task, on, MONDAY + timedelta(hours=hour), **columns)

    database = register.database
    for as_of in (date(2026, 10, 20), date(2026, 11, 5), date(2026, 11, 19)):
        for until in (None, MONDAY + timedelta(hours=1)):
            assert await standings(database, as_of, until) == history.at(as_of, until)
        async with database.read() as reads:
            found = await read_summary(reads, CALENDAR, ALL, NOVEMBER, as_of=as_of)
            names = await office_names(reads)
        by_hand = summary_of(
            history.at(as_of), NOVEMBER, as_of=as_of, calendar=CALENDAR, names=names
        )
        assert found == by_hand


def test_the_columns_are_those_of_the_row() -> None:
    said = {"progress": "done", "due_on": "2026-11-20", "must_report": None}
    assert typed(said)["due_on"] == date(2026, 11, 20)
    assert set(COLUMNS) <= {column.name for column in Task.__table__.c}


@pytest.mark.parametrize("on", [date(2026, 11, 20), date(2026, 11, 18)])
async def test_a_justified_task_is_late_no_more_from_the_day_on_which_it_counts(
    database: Database, register: Register, on: date
) -> None:
    """`/tongket` and the report say the same, today and as of an earlier day."""
    unit = await register.unit("Sở Nội vụ")
    done = {"progress": Progress.DONE, "due_on": date(2026, 11, 17)}
    history = History(database)
    task = await history.assign(
        date(2026, 11, 2), lead_unit_id=unit, done_on=date(2026, 11, 18), **done
    )
    async with database.begin(now=MONDAY) as work:
        cleared = {"justified_on": on}
        await record(work, Change(task, Kind.JUSTIFIED, "chat", on, None, cleared))
    for as_of in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)):
        async with database.read() as reads:
            told = await read_summary(reads, CALENDAR, ALL, NOVEMBER, as_of=as_of)
            stood = await read_standings(reads, ALL, Cut(as_of), since=MONDAY.date())
        late = on > as_of
        assert told.due.done_late == int(late)
        assert told.due.done_on_time_or_early == int(not late)
        assert [one.is_late for one in stood] == [late]
