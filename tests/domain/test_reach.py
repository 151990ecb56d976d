"""Who cannot be told of tasks, and why; and how a week was kept without them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.compliance import WeekResult
from domain.directory import Directory
from domain.figures import Rate
from domain.reach import Cause, OpenTasks, Unreached, unreached_of
from domain.tasks import Role

AN, BINH, CUONG, LAN = 1, 2, 3, 4
NOI_VU, NOI_CHINH = 10, 20
OFFICE = Directory(
    holders={
        (NOI_VU, Role.CONTACT): (BINH,),
        (NOI_CHINH, Role.TRACKER): (LAN,),
    },
    chats={AN: 101},
    active=frozenset({AN, BINH, LAN}),
)


def listed(*some: OpenTasks, linked: frozenset[int] = frozenset()) -> list[Unreached]:
    return list(unreached_of(some, OFFICE, linked))


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


def test_a_week_is_kept_by_those_who_could_be_told() -> None:
    facts = {"unit_id": NOI_VU, "week": date(2026, 11, 20)}
    result = WeekResult(**facts, total=15, on_time=9, late=1, missing=2, untold=3)
    assert result.compliance == Rate(9, 12)
    assert result.answered == Rate(10, 12)


def test_a_week_whose_parts_do_not_add_up_is_no_week() -> None:
    facts = {"unit_id": NOI_VU, "week": date(2026, 11, 20)}
    with pytest.raises(ValueError, match="does not add up"):
        WeekResult(**facts, total=15, on_time=9, late=1, missing=2, untold=2)
