"""What a unit asks for besides its progress, and who answers it (003, 4d and 4đ).

An extension, an obstacle, a petition and the justification of a late task are one kind
of thing: somebody says something, it goes to somebody who decides, and both sides hear
what became of it. Nothing of a task changes before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.permissions import Action, may, may_in_unit
from domain.policy import Policy
from domain.scope import Actor, TaskRights
from domain.tasks import OPEN, OWED, Progress, Role


class ProcessKind(StrEnum):
    """What is asked for."""

    EXTENSION = "extension"  # gia hạn
    OBSTACLE = "obstacle"  # khó khăn, vướng mắc
    PETITION = "petition"  # kiến nghị, phản ánh
    JUSTIFICATION = "justification"  # thuyết minh nhiệm vụ trễ hạn


class State(StrEnum):
    """How far it is. Only an open one can be decided, and only once."""

    OPEN = "open"
    TAKEN = "taken"  # of a petition: received, and kept for the report
    GRANTED = "granted"  # agreed to, accepted, decided, answered
    REFUSED = "refused"
    REPLACED = "replaced"  # the same person asked anew


class Level(StrEnum):
    """With whom an obstacle lies: division, leaders of the Office, of the committee."""

    DIVISION = "division"
    OFFICE = "office"
    COMMITTEE = "committee"


class Answer(StrEnum):
    """What who decides may say; his buttons, and the same words typed."""

    YES = "yes"
    NO = "no"  # with the reason
    DECIDE = "decide"  # in words: how the obstacle is overcome, what a petition is told
    UP = "up"  # to the next level
    TAKE = "take"


# Who may decide, from the nearest on. An extension's deciders the office chooses
# (`deadline.extension_approvers`), a justification is reviewed by the Office (000).
_NEAREST_FIRST = (Role.TRACKER, Role.OFFICE_LEADER, Role.LEADER)
_OF_LEVEL = {
    Level.DIVISION: Role.TRACKER,
    Level.OFFICE: Role.OFFICE_LEADER,
    Level.COMMITTEE: Role.LEADER,
}
DECIDING = {
    ProcessKind.EXTENSION: Action.DECIDE_EXTENSION,
    ProcessKind.OBSTACLE: Action.DECIDE_OBSTACLE,
    ProcessKind.PETITION: Action.ANSWER_PETITION,
    ProcessKind.JUSTIFICATION: Action.JUDGE_JUSTIFICATION,
}


def deciders(
    kind: ProcessKind, policy: Policy, level: Level | None = None
) -> tuple[Role, ...]:
    """The parts that may decide, from the nearest on.

    An obstacle that has climbed is no longer decided below; it may be above.
    """
    match kind:
        case ProcessKind.EXTENSION:
            chosen = policy.extension_approvers
            return tuple(role for role in _NEAREST_FIRST if role in chosen)
        case ProcessKind.OBSTACLE:
            start = tuple(Level).index(level or Level.DIVISION)
            return tuple(_OF_LEVEL[one] for one in tuple(Level)[start:])
        case ProcessKind.PETITION:
            return (Role.TRACKER, Role.SYNTHESIS)
        case ProcessKind.JUSTIFICATION:
            return (Role.TRACKER, Role.OFFICE_LEADER)


def asked_of(
    directory: Directory, roles: Sequence[Role], division: int | None, *, by: int
) -> tuple[int, ...]:
    """The officers who are asked: those of the nearest part who can be told.

    Nobody decides what he asked for himself. Who is away is asked through who stands in
    for him. Nobody who can be told: empty.
    """
    for role in roles:
        near = role is Role.TRACKER
        holders = directory.of(division, role) if near else directory.everybody(role)
        acting = directory.acting(one for one in holders if one != by)
        reached = tuple(one for one in acting if one in directory.chats and one != by)
        if reached:
            return reached
    return ()


def may_be_raised(kind: ProcessKind, progress: Progress) -> bool:
    """Whether it can be asked for as the task stands. Being late is asked apart."""
    if kind is ProcessKind.PETITION:
        return True
    if kind is ProcessKind.JUSTIFICATION:
        return progress is not Progress.CANCELLED
    return progress in (OPEN if kind is ProcessKind.OBSTACLE else OWED)


def answers_to(
    kind: ProcessKind, state: State, level: Level | None = None
) -> tuple[Answer, ...]:
    """The buttons of who may decide; none when it is decided."""
    if kind is ProcessKind.PETITION:
        taking = (Answer.TAKE,) if state is State.OPEN else ()
        open_ = state in (State.OPEN, State.TAKEN)
        return (*taking, Answer.DECIDE) if open_ else ()
    if state is not State.OPEN:
        return ()
    if kind is ProcessKind.OBSTACLE:
        up = () if level is Level.COMMITTEE else (Answer.UP,)
        return (Answer.DECIDE, *up)
    return (Answer.YES, Answer.NO)


def is_after_deadline(due_on: date | None, today: date) -> bool:
    """Asked for only when the day was over: it is marked so wherever it is shown."""
    return due_on is not None and due_on < today


def is_late(
    progress: Progress, due_on: date | None, done_on: date | None, *, today: date
) -> bool:
    """Whether there is a lateness to justify: done late, or open and overdue."""
    if due_on is None or progress is Progress.CANCELLED:
        return False
    if progress is Progress.DONE:
        return done_on is not None and done_on > due_on
    return due_on < today


def level_above(level: Level) -> Level | None:
    levels = tuple(Level)
    at = levels.index(level) + 1
    return levels[at] if at < len(levels) else None


@dataclass(frozen=True, slots=True)
class Undecided:
    """The step of its own clock that a request has reached: the `place`th, from 1 on,
    after so many working days."""

    kind: ProcessKind
    place: int
    after: int

    def slot_key(self, number: int) -> str:
        """For example `U-2:extension:12`: each step of a request is told once."""
        return f"U-{self.after}:{self.kind.value}:{number}"


def told_of(slot_key: str) -> tuple[ProcessKind, int]:
    """The request that a step's key names."""
    _, kind, number = slot_key.split(":")
    return ProcessKind(kind), int(number)


def steps_of(kind: ProcessKind, policy: Policy) -> tuple[int, ...]:
    """After how many working days without a decision a request is told of."""
    obstacle = kind is ProcessKind.OBSTACLE
    return policy.obstacle_steps if obstacle else policy.undecided_steps


def undecided_step(
    kind: ProcessKind, raised_on: date, *, today: date, calendar: WorkingCalendar,
    policy: Policy,
) -> Undecided | None:  # fmt: skip
    """The highest step reached by today by what nobody has decided.

    Counted in working days after the day on which it was raised (003, 4d). The key lets
    each step be told once, and a morning lost to downtime is mended by the next.
    """
    steps = steps_of(kind, policy)
    passed = [one for one in steps if calendar.have_passed(one, raised_on, today)]
    return Undecided(kind, len(passed), passed[-1]) if passed else None


def level_at(level: Level, step: Undecided) -> Level:
    """Where an obstacle lies by that step. It never sinks: who has sent it up by hand
    is ahead of the clock."""
    levels = tuple(Level)
    return levels[max(levels.index(level), step.place)]


def reminded(
    step: Undecided, policy: Policy, level: Level | None = None
) -> tuple[Role, ...]:
    """The parts that are reminded at a step, from the nearest on: with each step the
    next one above who may decide it, and the highest again where there is none."""
    if level is not None:
        return deciders(step.kind, policy, level)
    roles = deciders(step.kind, policy)
    return roles[step.place - 1 :] or roles[-1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What decides who may decide. `task` is None of a petition about no task."""

    kind: ProcessKind
    raised_by: int
    task: TaskRights | None = None
    division_id: int | None = None
    level: Level | None = None


def may_decide(actor: Actor, request: Request, policy: Policy) -> bool:
    """Whether he may decide this; nobody decides what he asked for himself."""
    if actor.officer_id == request.raised_by:
        return False
    if request.kind is ProcessKind.PETITION:
        return may_in_unit(actor, Action.ANSWER_PETITION, request.division_id)
    roles = deciders(request.kind, policy, request.level)
    action = DECIDING[request.kind]
    return request.task is not None and may(actor, action, request.task, among=roles)
