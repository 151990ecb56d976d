"""Who sees what: every role against every kind of task."""

from __future__ import annotations

import pytest

from domain.scope import Actor, Membership, TaskRights, scope_of, summary_scope_of
from domain.tasks import Role

AN, BINH = 1, 2
NOI_VU, Y_TE, NOI_CHINH, VAN_XA = 10, 11, 20, 21

OWN = TaskRights(lead_unit_id=Y_TE, officer_id=AN, is_open=False)
UNIT_OPEN = TaskRights(lead_unit_id=NOI_VU, officer_id=BINH)
UNIT_DONE = TaskRights(lead_unit_id=NOI_VU, officer_id=BINH, is_open=False)
SUPPORTED = TaskRights(lead_unit_id=Y_TE, support_units=frozenset({NOI_VU}))
TRACKED = TaskRights(lead_unit_id=Y_TE, tracking_unit_id=NOI_VU, is_open=False)
FOREIGN = TaskRights(lead_unit_id=Y_TE, tracking_unit_id=VAN_XA, officer_id=BINH)
OVERDUE = TaskRights(lead_unit_id=Y_TE, is_overdue=True)
UNDATED = TaskRights(lead_unit_id=Y_TE, is_undated=True)

KINDS = {
    "own": OWN,
    "unit open": UNIT_OPEN,
    "unit done": UNIT_DONE,
    "supported": SUPPORTED,
    "tracked": TRACKED,
    "foreign": FOREIGN,
    "overdue": OVERDUE,
    "undated": UNDATED,
}


def actor(*roles: Role, unit_id: int = NOI_VU) -> Actor:
    return Actor(AN, tuple(Membership(role, unit_id) for role in roles))


SEEN = {
    Role.OFFICER: {"own", "unit open", "supported"},
    Role.CONTACT: {"own", "unit open", "supported"},
    Role.UNIT_HEAD: {"own", "unit open", "unit done", "supported"},
    Role.TRACKER: {"own", "tracked"},
    Role.CLERK: {"own"},
    Role.SYNTHESIS: set(KINDS),
    Role.OFFICE_LEADER: set(KINDS),
    Role.LEADER: set(KINDS),
    Role.TASK_FORCE: {"own", "overdue", "undated"},
    Role.ADMIN: set(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", Role)
def test_a_role_sees_its_tasks_and_no_others(role: Role, kind: str) -> None:
    assert scope_of(actor(role)).covers(KINDS[kind]) is (kind in SEEN[role])


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_no_role_sees_nothing(kind: str) -> None:
    assert not scope_of(actor()).covers(KINDS[kind])
    assert scope_of(actor()).is_empty


@pytest.mark.parametrize("other", Role)
@pytest.mark.parametrize("role", Role)
def test_several_roles_see_the_union(role: Role, other: Role) -> None:
    both = scope_of(actor(role, other))

    assert {kind for kind in KINDS if both.covers(KINDS[kind])} == (
        SEEN[role] | SEEN[other]
    )


def test_a_tracker_of_another_division_sees_nothing_of_it() -> None:
    elsewhere = actor(Role.TRACKER, unit_id=NOI_CHINH)

    assert not scope_of(elsewhere).covers(TRACKED)


def test_a_clerk_sees_registers_and_no_progress() -> None:
    assert scope_of(actor(Role.CLERK)).registers
    assert not scope_of(actor(Role.OFFICER)).registers


def test_an_administrator_alone_has_no_tasks() -> None:
    assert scope_of(actor(Role.ADMIN)).is_empty
    assert not scope_of(actor(Role.ADMIN, Role.OFFICER)).is_empty


COUNTED = {
    Role.OFFICER: {"unit open", "unit done"},
    Role.CONTACT: {"unit open", "unit done"},
    Role.UNIT_HEAD: {"unit open", "unit done"},
    Role.TRACKER: {"tracked"},
    Role.CLERK: set(),
    Role.SYNTHESIS: set(KINDS),
    Role.OFFICE_LEADER: set(KINDS),
    Role.LEADER: set(KINDS),
    Role.TASK_FORCE: set(),
    Role.ADMIN: set(),
}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "supported"])
@pytest.mark.parametrize("role", Role)
def test_a_summary_counts_all_the_division_or_the_unit(role: Role, kind: str) -> None:
    scope = summary_scope_of(actor(role))

    assert scope.covers(KINDS[kind]) is (kind in COUNTED[role])
    assert scope.is_empty is (not COUNTED[role])
