"""Who may do what: every cell of role, action and whose task it is."""

from __future__ import annotations

import pytest

from domain.permissions import (
    TASK_RIGHTS,
    UNIT_RIGHTS,
    Action,
    may,
    may_in_unit,
    may_somewhere,
)
from domain.scope import Actor, Membership, TaskRights
from domain.tasks import Role

AN, BINH = 1, 2
NOI_VU, Y_TE = 10, 11

TASKS = {
    "own": TaskRights(lead_unit_id=Y_TE, officer_id=AN),
    "unit": TaskRights(lead_unit_id=NOI_VU, officer_id=BINH),
    "unassigned": TaskRights(lead_unit_id=NOI_VU),
    "supported": TaskRights(lead_unit_id=Y_TE, support_units=frozenset({NOI_VU})),
    "tracked": TaskRights(lead_unit_id=Y_TE, tracking_unit_id=NOI_VU),
    "foreign": TaskRights(lead_unit_id=Y_TE, tracking_unit_id=Y_TE, officer_id=BINH),
}
UNIT = {"unit", "unassigned"}
ANSWER = {
    Role.OFFICER: {"own"},
    Role.CONTACT: {"own"} | UNIT,
    Role.UNIT_HEAD: {"own"} | UNIT,
    Role.TRACKER: {"own"},
    Role.CLERK: {"own"},
    Role.SYNTHESIS: {"own"},
    Role.OFFICE_LEADER: {"own"},
    Role.LEADER: {"own"},
    Role.TASK_FORCE: {"own"},
}
SEES = {"own", "supported"} | UNIT
DECIDE = {
    Role.TRACKER: {"tracked"},
    Role.OFFICE_LEADER: set(TASKS),
    Role.LEADER: set(TASKS),
}
ALLOWED: dict[Action, dict[Role, set[str]]] = {
    Action.SEE_TASK: {
        Role.OFFICER: SEES,
        Role.CONTACT: SEES,
        Role.UNIT_HEAD: SEES,
        Role.TRACKER: {"own", "tracked"},
        Role.CLERK: {"own"},
        Role.SYNTHESIS: set(TASKS),
        Role.OFFICE_LEADER: set(TASKS),
        Role.LEADER: set(TASKS),
        Role.TASK_FORCE: {"own"},
    },
    Action.UPDATE_PROGRESS: ANSWER,
    Action.REPORT_DONE: ANSWER,
    Action.ASSIGN_OFFICER: {Role.CONTACT: UNIT, Role.UNIT_HEAD: UNIT},
    Action.CONFIRM: {Role.TRACKER: {"tracked"}},
    Action.RETURN_TASK: {Role.TRACKER: {"tracked"}},
    Action.AMEND_TASK: {Role.CLERK: set(TASKS), Role.TRACKER: {"tracked"}},
    Action.URGE: {
        Role.TRACKER: {"tracked"},
        Role.SYNTHESIS: set(TASKS),
        Role.OFFICE_LEADER: set(TASKS),
        Role.LEADER: set(TASKS),
    },
    Action.ASK_EXTENSION: ANSWER,
    Action.RAISE_OBSTACLE: ANSWER,
    Action.JUSTIFY: ANSWER,
    Action.DECIDE_EXTENSION: DECIDE,
    Action.DECIDE_OBSTACLE: DECIDE,
    Action.JUDGE_JUSTIFICATION: DECIDE,
}


def actor(*roles: Role) -> Actor:
    return Actor(AN, tuple(Membership(role, NOI_VU) for role in roles))


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_every_cell(role: Role, action: Action) -> None:
    allowed = {whose for whose, task in TASKS.items() if may(actor(role), action, task)}

    assert allowed == set(ALLOWED.get(action, {}).get(role, set()))


@pytest.mark.parametrize("action", Action)
def test_who_has_no_role_may_nothing(action: Action) -> None:
    assert not any(may(actor(), action, task) for task in TASKS.values())
    assert not may_in_unit(actor(), action, NOI_VU)
    assert not may_in_unit(actor(), action, None)


def test_several_roles_have_the_union_each_in_its_own_unit() -> None:
    both = Actor(AN, (Membership(Role.CONTACT, Y_TE), Membership(Role.TRACKER, NOI_VU)))

    assert may(both, Action.REPORT_DONE, TASKS["foreign"])
    assert may(both, Action.CONFIRM, TASKS["tracked"])
    assert not may(both, Action.REPORT_DONE, TASKS["unit"])
    assert not may(both, Action.CONFIRM, TASKS["foreign"])


HERE: set[int | None] = {NOI_VU}
ALL: set[int | None] = {NOI_VU, Y_TE, None}  # None: the whole office
IN_UNITS: dict[Action, dict[Role, set[int | None]]] = {
    Action.SEE_SUMMARY: {
        # None: whatever his scope holds.
        Role.OFFICER: {NOI_VU, None},
        Role.CONTACT: {NOI_VU, None},
        Role.UNIT_HEAD: {NOI_VU, None},
        Role.TRACKER: ALL,
        Role.SYNTHESIS: ALL,
        Role.OFFICE_LEADER: ALL,
        Role.LEADER: ALL,
    },
    Action.BIND_GROUP: {Role.CONTACT: HERE, Role.UNIT_HEAD: HERE, Role.ADMIN: ALL},
    Action.RECORD_SENDING: {
        Role.CONTACT: HERE,
        Role.TRACKER: HERE,
        Role.SYNTHESIS: ALL,
    },
    Action.INVITE: {Role.UNIT_HEAD: HERE, Role.ADMIN: ALL},
    Action.SEE_REGISTER: {
        Role.CLERK: ALL,
        Role.SYNTHESIS: ALL,
        Role.OFFICE_LEADER: ALL,
        Role.LEADER: ALL,
    },
    Action.IMPORT_REGISTER: {Role.CLERK: ALL, Role.TRACKER: ALL},
    Action.SETTLE_DELIVERY: {Role.ADMIN: ALL},
    Action.ARRANGE_ABSENCE: {Role.UNIT_HEAD: HERE, Role.ADMIN: ALL},
    Action.HAND_OVER: {Role.UNIT_HEAD: HERE, Role.ADMIN: ALL},
    Action.DECIDE_DAY: {Role.ADMIN: ALL},
    Action.DRAW_UP_PACKAGE: {Role.TRACKER: HERE},
    Action.RECEIVE_PACKAGE: {Role.SYNTHESIS: ALL},
    Action.OPEN_ROUND: {Role.SYNTHESIS: ALL, Role.OFFICE_LEADER: ALL},
    Action.ANSWER_ROUND: {Role.CONTACT: HERE, Role.UNIT_HEAD: HERE},
    Action.CHECK_DATA: {
        Role.CLERK: ALL,
        Role.SYNTHESIS: ALL,
        Role.OFFICE_LEADER: ALL,
        Role.TRACKER: HERE,
    },
    Action.RECORD_VIOLATION: {
        Role.CLERK: ALL,
        Role.SYNTHESIS: ALL,
        Role.OFFICE_LEADER: ALL,
        Role.TRACKER: ALL,
    },
    Action.RELEASE_REPORT: {Role.OFFICE_LEADER: ALL},
    Action.DRAFT_REPORT: {
        Role.SYNTHESIS: ALL,
        Role.OFFICE_LEADER: ALL,
        Role.LEADER: ALL,
    },
    Action.SEE_SUSPECTS: {Role.TASK_FORCE: ALL},
    Action.INSPECT: {Role.TASK_FORCE: ALL},
    Action.GIVE_TASK: {Role.CLERK: ALL, Role.TRACKER: ALL},
    Action.ENTER_TASK: {Role.CLERK: ALL},
    Action.ENTER_PROPOSAL: {Role.CLERK: ALL, Role.TRACKER: ALL},
    Action.HANDLE_PROPOSAL: {Role.TRACKER: HERE},
    Action.SAY_URGENT: {Role.OFFICE_LEADER: ALL},
    Action.RAISE_PETITION: {
        Role.OFFICER: HERE,
        Role.CONTACT: HERE,
        Role.UNIT_HEAD: HERE,
    },
    Action.ANSWER_PETITION: {Role.TRACKER: HERE, Role.SYNTHESIS: ALL},
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_units(role: Role, action: Action) -> None:
    units = (NOI_VU, Y_TE, None)
    allowed = {unit for unit in units if may_in_unit(actor(role), action, unit)}

    assert allowed == set(IN_UNITS.get(action, {}).get(role, set()))


def test_every_action_is_about_a_task_or_a_unit() -> None:
    decided_by_scope = {Action.SEE_TASK, Action.SEE_SUMMARY}

    assert set(TASK_RIGHTS) | set(UNIT_RIGHTS) | decided_by_scope == set(Action)
    assert not set(TASK_RIGHTS) & set(UNIT_RIGHTS)


@pytest.mark.parametrize("action", sorted({*TASK_RIGHTS, *UNIT_RIGHTS}))
@pytest.mark.parametrize("role", Role)
def test_somewhere_is_wherever_a_cell_allows_it(role: Role, action: Action) -> None:
    """What opens a command is the same table as what allows the deed."""
    tasks = any(may(actor(role), action, task) for task in TASKS.values())
    units = any(may_in_unit(actor(role), action, unit) for unit in ALL)

    assert may_somewhere(actor(role), action) is (tasks or units)
