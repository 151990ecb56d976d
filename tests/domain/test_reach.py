"""Who cannot be told of tasks, and why; and how a week was kept without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.compliance import WeekResult
from domain.directory import Directory
from domain.figures import Rate
from domain.policy import Policy
from domain.reach import Cause, OpenTasks, Unreached, told_of_unreached, unreached_of
from domain.tasks import Role

AN, BINH, CUONG, LAN, MAI, OANH, SON = range(1, 8)
NOI_VU, NOI_CHINH, VAN_PHONG, UBND = 10, 20, 30, 40
OFFICE = Directory(
    holders={
        (NOI_VU, Role.CONTACT): (BINH,),
        (NOI_CHINH, Role.TRACKER): (LAN,),
    },
    chats={AN: 101},
    active=frozenset({AN, BINH, LAN}),
)


LADDER = Directory(
    holders={
        (NOI_VU, Role.UNIT_HEAD): (MAI,),
        (VAN_PHONG, Role.OFFICE_LEADER): (OANH,),
        (UBND, Role.LEADER): (SON,),
    },
    chats={AN: 101},
    active=frozenset({AN, MAI, OANH, SON}),
)


def listed(*some: OpenTasks, linked: frozenset[int] = frozenset()) -> list[Unreached]:
    return list(unreached_of(some, OFFICE, linked, Policy()))


def above(
    policy: Policy | None = None, directory: Directory = LADDER
) -> dict[int, tuple[int, int]]:
    """Who of the ladder cannot be told of five tasks of the unit and two of another."""
    some = (OpenTasks(AN, NOI_VU, None, 5), OpenTasks(AN, NOI_CHINH, None, 2))
    found = unreached_of(some, directory, frozenset(), policy or Policy())
    assert all(one.above for one in found)
    return {one.officer_id: (one.unit_id, one.tasks) for one in found}


def test_who_can_be_told_is_not_listed() -> None:
    assert listed(OpenTasks(AN, NOI_VU, None, 5)) == []


@pytest.mark.parametrize(
    ("linked", "cause"),
    [(frozenset(), Cause.NEVER_LINKED), (frozenset({BINH}), Cause.BLOCKED)],
)
def test_who_answers_for_the_unit_and_has_no_open_chat(
    linked: frozenset[int], cause: Cause
) -> None:
    found = listed(
        OpenTasks(None, NOI_VU, None, 2),
        OpenTasks(BINH, NOI_VU, None, 3),
        linked=linked,
    )
    assert found == [Unreached(BINH, NOI_VU, cause, 5)]


def test_who_has_left_and_whoever_answers_for_what_he_left_behind() -> None:
    found = listed(OpenTasks(CUONG, NOI_VU, None, 4))
    assert found == [
        Unreached(BINH, NOI_VU, Cause.NEVER_LINKED, 4),
        Unreached(CUONG, NOI_VU, Cause.LEFT, 4),
    ]


def test_a_tracker_who_cannot_be_told_is_listed_with_his_division() -> None:
    found = listed(OpenTasks(AN, NOI_VU, NOI_CHINH, 7))
    assert found == [Unreached(LAN, NOI_CHINH, Cause.NEVER_LINKED, 7)]


def test_who_stands_on_the_ladder_is_listed_with_what_climbs_to_him() -> None:
    assert above() == {MAI: (NOI_VU, 5), OANH: (VAN_PHONG, 7), SON: (UBND, 7)}


@pytest.mark.parametrize(
    ("policy", "listed"),
    [
        (Policy(escalation_steps=(1, 3)), {MAI, OANH}),
        (Policy(escalation_steps=(1,)), {MAI, OANH}),  # hỏa tốc climbs as well
        (Policy(escalation_steps=(1,), off=frozenset({"urgent"})), {MAI}),
        (Policy(off=frozenset({"escalation"})), {MAI, OANH}),
        (Policy(off=frozenset({"escalation", "urgent"})), {MAI}),  # due today
    ],
)
def test_nobody_is_missed_to_whom_the_policy_sends_nothing(
    policy: Policy, listed: set[int]
) -> None:
    assert set(above(policy)) == listed


def test_who_is_told_through_his_stand_in_is_not_listed() -> None:
    assert MAI not in above(directory=replace(LADDER, stand_ins={MAI: AN}))
    assert MAI in above(directory=replace(LADDER, stand_ins={MAI: OANH}))


def test_a_head_who_answers_for_his_unit_is_listed_with_his_own_tasks() -> None:
    some = (OpenTasks(None, NOI_VU, None, 2), OpenTasks(AN, NOI_VU, None, 5))
    (head,) = (
        one
        for one in unreached_of(some, LADDER, frozenset({MAI}), Policy())
        if one.officer_id == MAI
    )
    assert head == Unreached(MAI, NOI_VU, Cause.BLOCKED, 2)


def test_a_week_is_kept_by_those_who_could_be_told() -> None:
    facts = {"unit_id": NOI_VU, "week": date(2026, 11, 20)}
    result = WeekResult(**facts, total=15, on_time=9, late=1, missing=2, untold=3)
    assert result.compliance == Rate(9, 12)
    assert result.answered == Rate(10, 12)


def test_a_week_whose_parts_do_not_add_up_is_no_week() -> None:
    facts = {"unit_id": NOI_VU, "week": date(2026, 11, 20)}
    with pytest.raises(ValueError, match="does not add up"):
        WeekResult(**facts, total=15, on_time=9, late=1, missing=2, untold=2)


@pytest.mark.parametrize(
    ("chats", "stand_ins", "told"),
    [
        ({MAI: 1}, {}, [MAI]),
        ({BINH: 2}, {MAI: BINH}, [BINH]),
        # No head can be told: the Office's leaders too, and it is kept who was not.
        ({}, {}, [MAI, OANH]),
        ({OANH: 3}, {}, [MAI, OANH]),
    ],
)
def test_somebody_above_hears_of_a_unit_in_which_nobody_would(
    chats: dict[int, int], stand_ins: dict[int, int], told: list[int]
) -> None:
    active = LADDER.active | {BINH}
    office = replace(LADDER, chats=chats, stand_ins=stand_ins, active=active)
    assert [one.officer_id for one in told_of_unreached(office, NOI_VU)] == told
