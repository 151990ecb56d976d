"""Who is asked, who decides, when an obstacle climbs, what is late."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.policy import Policy
from domain.processes import (
    Answer,
    Level,
    ProcessKind,
    Request,
    State,
    Undecided,
    answers_to,
    asked_of,
    deciders,
    is_after_deadline,
    is_late,
    level_above,
    level_at,
    may_be_raised,
    may_decide,
    reminded,
    undecided_step,
)
from domain.scope import Actor, Membership, TaskRights
from domain.tasks import Progress, Role

UNIT, DIVISION, OTHER, OFFICE = 1, 2, 3, 4
AN, LAN, HOA, MINH, TU = 10, 20, 30, 40, 50
TASK = TaskRights(lead_unit_id=UNIT, tracking_unit_id=DIVISION, officer_id=AN)
# Tuesday 24/11/2026 is a day off.
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
FRIDAY = date(2026, 11, 20)


def directory(*reached: int, away: dict[int, int] | None = None) -> Directory:
    return Directory(
        holders={
            (DIVISION, Role.TRACKER): (LAN,),
            (OFFICE, Role.OFFICE_LEADER): (HOA,),
            (OFFICE, Role.LEADER): (MINH,),
        },
        chats={officer: officer + 100 for officer in reached},
        active=frozenset({AN, LAN, HOA, MINH, TU}),
        stand_ins=away or {},
    )


EVERY = directory(LAN, HOA, MINH, TU)
EXTENSION = deciders(ProcessKind.EXTENSION, Policy())


@pytest.mark.parametrize(
    ("office", "by", "asked"),
    [
        (EVERY, AN, (LAN,)),
        (directory(HOA, MINH), AN, (HOA,)),  # the division cannot be told
        (directory(MINH), AN, ()),  # the leader is no approver in this office
        (directory(LAN, TU, away={LAN: TU}), AN, (TU,)),  # who stands in is asked
        (EVERY, LAN, (HOA,)),  # nobody is asked about his own request
        (directory(AN, LAN, HOA, away={LAN: AN}), AN, (HOA,)),  # nor through himself
    ],
)
def test_the_nearest_who_can_be_told_is_asked(
    office: Directory, by: int, asked: tuple[int, ...]
) -> None:
    assert asked_of(office, EXTENSION, DIVISION, by=by) == asked


def actor(officer: int, role: Role, unit: int) -> Actor:
    return Actor(officer, (Membership(role, unit),))


TRACKER = actor(LAN, Role.TRACKER, DIVISION)
FOREIGN = actor(LAN, Role.TRACKER, OTHER)
OFFICE_LEADER = actor(HOA, Role.OFFICE_LEADER, OFFICE)
LEADER = actor(MINH, Role.LEADER, OFFICE)
SYNTHESIS = actor(TU, Role.SYNTHESIS, OFFICE)
HEAD = actor(TU, Role.UNIT_HEAD, UNIT)
ALL = {
    "tracker": TRACKER, "foreign": FOREIGN, "office": OFFICE_LEADER,
    "leader": LEADER, "synthesis": SYNTHESIS, "head": HEAD,
}  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "may"),
    [
        (Request(kind=ProcessKind.EXTENSION, raised_by=AN, task=TASK),
         {"tracker", "office"}),
        (Request(kind=ProcessKind.JUSTIFICATION, raised_by=AN, task=TASK),
         {"tracker", "office"}),
        (Request(kind=ProcessKind.OBSTACLE, raised_by=AN, task=TASK),
         {"tracker", "office", "leader"}),
        (Request(kind=ProcessKind.OBSTACLE, raised_by=AN, task=TASK,
                 level=Level.OFFICE), {"office", "leader"}),
        (Request(kind=ProcessKind.OBSTACLE, raised_by=AN, task=TASK,
                 level=Level.COMMITTEE), {"leader"}),
        (Request(kind=ProcessKind.PETITION, raised_by=AN, division_id=DIVISION),
         {"tracker", "synthesis"}),
        (Request(kind=ProcessKind.PETITION, raised_by=AN), {"synthesis"}),
        # Nobody decides what he asked for himself.
        (Request(kind=ProcessKind.EXTENSION, raised_by=LAN, task=TASK), {"office"}),
    ],
)  # fmt: skip
def test_who_may_decide(request_: Request, may: set[str]) -> None:
    found = {who for who, one in ALL.items() if may_decide(one, request_, Policy())}
    assert found == may


def test_the_office_chooses_who_grants_extensions() -> None:
    policy = Policy(extension_approvers=frozenset({Role.LEADER}))
    asked = Request(kind=ProcessKind.EXTENSION, raised_by=AN, task=TASK)
    assert deciders(ProcessKind.EXTENSION, policy) == (Role.LEADER,)
    assert not may_decide(TRACKER, asked, policy)
    assert may_decide(LEADER, asked, policy)


def step_of(kind: ProcessKind, today: date, policy: Policy) -> Undecided | None:
    return undecided_step(kind, FRIDAY, today=today, calendar=CALENDAR, policy=policy)


@pytest.mark.parametrize(
    ("today", "reached"),
    [
        (date(2026, 11, 20), None),
        (date(2026, 11, 23), None),
        (date(2026, 11, 24), None),  # a day off is none
        (date(2026, 11, 25), Level.OFFICE),
        (date(2026, 11, 27), Level.OFFICE),
        (date(2026, 11, 30), Level.COMMITTEE),
    ],
)
def test_an_obstacle_climbs_after_so_many_working_days(
    today: date, reached: Level | None
) -> None:
    """Raised on Friday 20/11; two working days, then five."""
    step = step_of(ProcessKind.OBSTACLE, today, Policy())
    found = None if step is None else level_at(Level.DIVISION, step)
    assert found is reached


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("place", [1, 2])
def test_an_obstacle_never_sinks(level: Level, place: int) -> None:
    step = Undecided(ProcessKind.OBSTACLE, place, 2)
    levels = tuple(Level)
    assert levels.index(level_at(level, step)) == max(levels.index(level), place)


def test_an_office_may_have_a_shorter_ladder() -> None:
    step = step_of(
        ProcessKind.OBSTACLE, date(2026, 12, 31), Policy(obstacle_steps=(2,))
    )
    assert step is not None
    assert level_at(Level.DIVISION, step) is Level.OFFICE


WITH_LEADER = frozenset({Role.TRACKER, Role.OFFICE_LEADER, Role.LEADER})


@pytest.mark.parametrize(
    ("kind", "today", "expected"),
    [
        (ProcessKind.EXTENSION, date(2026, 11, 23), None),
        (ProcessKind.EXTENSION, date(2026, 11, 25), Role.TRACKER),
        (ProcessKind.EXTENSION, date(2026, 11, 26), Role.TRACKER),
        (ProcessKind.EXTENSION, date(2026, 11, 27), Role.OFFICE_LEADER),
        (ProcessKind.EXTENSION, date(2027, 11, 27), Role.OFFICE_LEADER),
        (ProcessKind.JUSTIFICATION, date(2026, 11, 25), Role.TRACKER),
        (ProcessKind.JUSTIFICATION, date(2026, 11, 27), Role.OFFICE_LEADER),
        (ProcessKind.PETITION, date(2026, 11, 25), Role.TRACKER),
        (ProcessKind.PETITION, date(2026, 11, 27), Role.SYNTHESIS),
    ],
)
def test_who_decides_is_reminded_after_two_working_days_and_the_next_after_four(
    kind: ProcessKind, today: date, expected: Role | None
) -> None:
    policy = Policy(extension_approvers=WITH_LEADER)
    step = step_of(kind, today, policy)
    found = None if step is None else reminded(step, policy)[0]
    assert found is expected


def test_where_nobody_above_may_decide_the_same_is_reminded_again() -> None:
    policy = Policy(extension_approvers=frozenset({Role.TRACKER}))
    step = step_of(ProcessKind.EXTENSION, date(2026, 11, 27), policy)
    assert step is not None
    assert reminded(step, policy) == (Role.TRACKER,)
    assert step.slot_key(12) == "U-4:extension:12"


def test_each_level_has_the_next_above_it() -> None:
    for lower, higher in pairwise(Level):
        assert level_above(lower) is higher
    assert level_above(Level.COMMITTEE) is None


@pytest.mark.parametrize(
    ("kind", "state", "level", "answers"),
    [
        (ProcessKind.EXTENSION, State.OPEN, None, (Answer.YES, Answer.NO)),
        (ProcessKind.EXTENSION, State.GRANTED, None, ()),
        (ProcessKind.EXTENSION, State.REPLACED, None, ()),
        (ProcessKind.JUSTIFICATION, State.OPEN, None, (Answer.YES, Answer.NO)),
        (ProcessKind.OBSTACLE, State.OPEN, Level.DIVISION, (Answer.DECIDE, Answer.UP)),
        (ProcessKind.OBSTACLE, State.OPEN, Level.COMMITTEE, (Answer.DECIDE,)),
        (ProcessKind.OBSTACLE, State.GRANTED, Level.OFFICE, ()),
        (ProcessKind.PETITION, State.OPEN, None, (Answer.TAKE, Answer.DECIDE)),
        (ProcessKind.PETITION, State.TAKEN, None, (Answer.DECIDE,)),
        (ProcessKind.PETITION, State.GRANTED, None, ()),
    ],
)
def test_the_buttons_follow_the_state(
    kind: ProcessKind, state: State, level: Level | None, answers: tuple[Answer, ...]
) -> None:
    assert answers_to(kind, state, level) == answers


@pytest.mark.parametrize(
    ("progress", "due", "done", "late"),
    [
        (Progress.IN_PROGRESS, "2026-11-19", None, True),
        (Progress.IN_PROGRESS, "2026-11-20", None, False),
        (Progress.IN_PROGRESS, None, None, False),
        (Progress.REPORTED, "2026-11-19", None, True),
        (Progress.DONE, "2026-11-10", "2026-11-11", True),
        (Progress.DONE, "2026-11-10", "2026-11-10", False),
        (Progress.DONE, "2026-11-10", None, False),
        (Progress.CANCELLED, "2026-11-10", None, False),
    ],
)
def test_only_a_late_task_has_something_to_explain(
    progress: Progress, due: str | None, done: str | None, late: bool
) -> None:
    due_on = date.fromisoformat(due) if due else None
    done_on = date.fromisoformat(done) if done else None
    assert is_late(progress, due_on, done_on, today=FRIDAY) is late


def test_a_request_on_the_last_day_is_in_time() -> None:
    assert not is_after_deadline(FRIDAY, FRIDAY)
    assert is_after_deadline(date(2026, 11, 19), FRIDAY)
    assert not is_after_deadline(None, FRIDAY)


@pytest.mark.parametrize("progress", Progress)
def test_what_is_handed_in_needs_no_more_time(progress: Progress) -> None:
    owed = progress in (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.RETURNED)
    waiting = progress is Progress.REPORTED
    assert may_be_raised(ProcessKind.EXTENSION, progress) is owed
    assert may_be_raised(ProcessKind.OBSTACLE, progress) is (owed or waiting)
    assert may_be_raised(ProcessKind.PETITION, progress)
