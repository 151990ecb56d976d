"""Who may do what: one table of action, role and reach (design.md section 6, "who").

A button or a task's code is never a right: this is asked at every press and command.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from domain.scope import (
    EVERYWHERE,
    OF_A_UNIT,
    Actor,
    Scope,
    TaskRights,
    scope_of,
    summary_scope_of,
)
from domain.systems import SystemScope
from domain.tasks import Role


class Action(StrEnum):
    """What a person can ask for."""

    SEE_TASK = "see_task"
    UPDATE_PROGRESS = "update_progress"
    REPORT_DONE = "report_done"
    ASSIGN_OFFICER = "assign_officer"
    CONFIRM = "confirm"
    RETURN_TASK = "return_task"
    SEE_SUMMARY = "see_summary"
    BIND_GROUP = "bind_group"
    RECORD_SENDING = "record_sending"  # "Đã gửi" of the monthly review
    DRAW_UP_PACKAGE = "draw_up_package"  # of one's division
    RECEIVE_PACKAGE = "receive_package"  # of a division, by Phòng Tổng hợp
    RELEASE_REPORT = "release_report"  # to leaders, and for the portal
    OPEN_ROUND = "open_round"  # a review among the units
    ANSWER_ROUND = "answer_round"  # for the unit
    CHECK_DATA = "check_data"  # what is not right in the register
    RECORD_VIOLATION = "record_violation"  # of the procedure, by a unit
    INVITE = "invite"
    SEE_REGISTER = "see_register"
    IMPORT_REGISTER = "import_register"
    SETTLE_DELIVERY = "settle_delivery"  # a message that may not have arrived
    URGE = "urge"  # by hand
    ARRANGE_ABSENCE = "arrange_absence"  # of somebody else
    HAND_OVER = "hand_over"  # somebody else's tasks
    DECIDE_DAY = "decide_day"  # off or worked
    DRAFT_REPORT = "draft_report"  # the papers of the whole office
    SEE_SUSPECTS = "see_suspects"  # the units to inspect first
    INSPECT = "inspect"  # plan an inspection, and say what was found
    GIVE_TASK = "give_task"  # propose it with its class
    ENTER_TASK = "enter_task"  # with the class, in the register
    AMEND_TASK = "amend_task"  # correct or cancel, by a document that says so
    ENTER_PROPOSAL = "enter_proposal"
    HANDLE_PROPOSAL = "handle_proposal"  # of one's division
    SAY_URGENT = "say_urgent"  # to a proposal that cannot wait
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"
    RAISE_OBSTACLE = "raise_obstacle"
    DECIDE_OBSTACLE = "decide_obstacle"
    RAISE_PETITION = "raise_petition"
    ANSWER_PETITION = "answer_petition"
    JUSTIFY = "justify"  # that a task is late
    JUDGE_JUSTIFICATION = "judge_justification"


class Reach(StrEnum):
    """How far a role's right goes."""

    OWN = "own"  # tasks of which he is the officer
    OWN_AND_UNIT = "own_and_unit"
    UNIT = "unit"  # tasks which his unit leads; things of his unit
    TRACKED = "tracked"  # tasks which his division tracks
    ANY = "any"


# The officer named in the task answers for it, whatever else he is. Unit head and
# contact answer for any task of the unit.
_ANSWER = {
    Role.OFFICER: Reach.OWN,
    Role.CONTACT: Reach.OWN_AND_UNIT,
    Role.UNIT_HEAD: Reach.OWN_AND_UNIT,
    Role.TRACKER: Reach.OWN,
    Role.CLERK: Reach.OWN,
    Role.SYNTHESIS: Reach.OWN,
    Role.OFFICE_LEADER: Reach.OWN,
    Role.LEADER: Reach.OWN,
    Role.TASK_FORCE: Reach.OWN,
}
_JUDGE = {Role.TRACKER: Reach.TRACKED}
# Who of them decides says `domain/processes.py: deciders`, by policy and level.
_DECIDE = {
    Role.TRACKER: Reach.TRACKED,
    Role.OFFICE_LEADER: Reach.ANY,
    Role.LEADER: Reach.ANY,
}

# Of one task. Seeing a task is a question of the scope instead.
TASK_RIGHTS: Mapping[Action, Mapping[Role, Reach]] = {
    Action.UPDATE_PROGRESS: _ANSWER,
    Action.REPORT_DONE: _ANSWER,
    Action.ASSIGN_OFFICER: {Role.UNIT_HEAD: Reach.UNIT, Role.CONTACT: Reach.UNIT},
    Action.CONFIRM: _JUDGE,
    Action.RETURN_TASK: _JUDGE,
    Action.AMEND_TASK: {Role.CLERK: Reach.ANY, Role.TRACKER: Reach.TRACKED},
    Action.URGE: {Role.TRACKER: Reach.TRACKED, **dict.fromkeys(EVERYWHERE, Reach.ANY)},
    Action.ASK_EXTENSION: _ANSWER,
    Action.RAISE_OBSTACLE: _ANSWER,
    Action.JUSTIFY: _ANSWER,
    Action.DECIDE_EXTENSION: _DECIDE,
    Action.DECIDE_OBSTACLE: _DECIDE,
    Action.JUDGE_JUSTIFICATION: _DECIDE,
}
_REGISTER = {Role.CLERK: Reach.ANY, Role.TRACKER: Reach.ANY}
_PEOPLE = {Role.UNIT_HEAD: Reach.UNIT, Role.ADMIN: Reach.ANY}

# Of one unit, or (with ANY) of the whole office. A summary is a question of the scope.
UNIT_RIGHTS: Mapping[Action, Mapping[Role, Reach]] = {
    Action.BIND_GROUP: {
        Role.UNIT_HEAD: Reach.UNIT,
        Role.CONTACT: Reach.UNIT,
        Role.ADMIN: Reach.ANY,
    },
    Action.RECORD_SENDING: {
        Role.CONTACT: Reach.UNIT,
        Role.TRACKER: Reach.UNIT,
        Role.SYNTHESIS: Reach.ANY,
    },
    Action.DRAW_UP_PACKAGE: {Role.TRACKER: Reach.UNIT},
    Action.RECEIVE_PACKAGE: {Role.SYNTHESIS: Reach.ANY},
    Action.RELEASE_REPORT: {Role.OFFICE_LEADER: Reach.ANY},
    Action.OPEN_ROUND: dict.fromkeys((Role.SYNTHESIS, Role.OFFICE_LEADER), Reach.ANY),
    Action.ANSWER_ROUND: {Role.CONTACT: Reach.UNIT, Role.UNIT_HEAD: Reach.UNIT},
    Action.CHECK_DATA: {
        **dict.fromkeys((Role.CLERK, Role.SYNTHESIS, Role.OFFICE_LEADER), Reach.ANY),
        Role.TRACKER: Reach.UNIT,
    },
    Action.RECORD_VIOLATION: dict.fromkeys(
        (Role.TRACKER, Role.CLERK, Role.SYNTHESIS, Role.OFFICE_LEADER), Reach.ANY
    ),
    Action.INVITE: _PEOPLE,
    Action.ARRANGE_ABSENCE: _PEOPLE,
    Action.HAND_OVER: _PEOPLE,
    Action.DECIDE_DAY: {Role.ADMIN: Reach.ANY},
    Action.DRAFT_REPORT: dict.fromkeys(EVERYWHERE, Reach.ANY),
    Action.SEE_SUSPECTS: {Role.TASK_FORCE: Reach.ANY},
    Action.INSPECT: {Role.TASK_FORCE: Reach.ANY},
    Action.GIVE_TASK: _REGISTER,
    Action.ENTER_TASK: {Role.CLERK: Reach.ANY},
    Action.ENTER_PROPOSAL: _REGISTER,
    Action.HANDLE_PROPOSAL: {Role.TRACKER: Reach.UNIT},
    Action.SAY_URGENT: {Role.OFFICE_LEADER: Reach.ANY},
    Action.SEE_REGISTER: {
        Role.CLERK: Reach.ANY,
        **dict.fromkeys(EVERYWHERE, Reach.ANY),
    },
    Action.IMPORT_REGISTER: _REGISTER,
    Action.SETTLE_DELIVERY: {Role.ADMIN: Reach.ANY},
    Action.RAISE_PETITION: dict.fromkeys(OF_A_UNIT, Reach.UNIT),
    Action.ANSWER_PETITION: {Role.TRACKER: Reach.UNIT, Role.SYNTHESIS: Reach.ANY},
}

# Of another system that asks over HTTP (docs/api.md): by its token, not by a part.
SYSTEM_RIGHTS: Mapping[Action, SystemScope] = {
    Action.IMPORT_REGISTER: SystemScope.TASKS_WRITE,
    Action.SEE_TASK: SystemScope.TASKS_READ,
}


def may(
    actor: Actor,
    action: Action,
    task: TaskRights,
    *,
    among: Collection[Role] | None = None,
) -> bool:
    """Whether he may do this with this task; False for an action on no task.

    `among`: only in one of these parts.
    """
    if action is Action.SEE_TASK:
        return scope_of(actor).covers(task)
    rights = {
        role: reach
        for role, reach in TASK_RIGHTS.get(action, {}).items()
        if among is None or role in among
    }
    return any(
        _reaches(rights[member.role], actor, member.unit_id, task)
        for member in actor.memberships
        if member.role in rights
    )


def may_in_unit(actor: Actor, action: Action, unit_id: int | None) -> bool:
    """Whether he may do this in that unit.

    None asks about the whole office, and for a summary about all that he may see.
    """
    if action is Action.SEE_SUMMARY:
        return _may_see_summary(summary_scope_of(actor), unit_id)
    rights = UNIT_RIGHTS.get(action, {})
    return any(
        rights[member.role] is Reach.ANY or member.unit_id == unit_id
        for member in actor.memberships
        if member.role in rights
    )


def may_somewhere(actor: Actor, action: Action) -> bool:
    """Whether any of his roles has this right, whatever it is used on."""
    roles = TASK_RIGHTS.get(action) or UNIT_RIGHTS.get(action) or {}
    return bool(actor.roles.intersection(roles))


def _may_see_summary(scope: Scope, unit_id: int | None) -> bool:
    """A tracker may name any unit: the scope counts what his division tracks of it."""
    if unit_id is None:
        return not scope.is_empty
    return scope.everything or bool(scope.divisions) or unit_id in scope.units


def _reaches(reach: Reach, actor: Actor, unit_id: int, task: TaskRights) -> bool:
    own = task.officer_id in actor.acts_for
    of_unit = task.lead_unit_id == unit_id
    match reach:
        case Reach.OWN:
            return own
        case Reach.OWN_AND_UNIT:
            return own or of_unit
        case Reach.UNIT:
            return of_unit
        case Reach.TRACKED:
            return task.tracking_unit_id == unit_id
        case Reach.ANY:
            return True
