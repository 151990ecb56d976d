"""Who is away, who stands in, and who may arrange it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.absence import Absence, is_stretch, may_arrange
from domain.directory import Directory
from domain.permissions import Action, may
from domain.scope import Actor, Membership, Part, TaskRights, scope_of, standing_in
from domain.tasks import Role

AN, BINH, CUONG = 1, 2, 3
NOI_VU, Y_TE = 10, 11
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "last", "can_be"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), True),
        (date(2026, 11, 10), date(2026, 11, 20), True),
        (date(2026, 11, 10), date(2026, 11, 19), False),  # over
        (date(2026, 11, 24), date(2026, 11, 23), False),
        (date(2026, 11, 24), date(2027, 11, 24), True),
        (date(2026, 11, 24), date(2027, 11, 25), False),
    ],
)
def test_the_days_are_in_order_and_not_over(
    first: date, last: date, can_be: bool
) -> None:
    assert is_stretch(first, last, TODAY) is can_be


def test_both_days_belong_to_it() -> None:
    away = Absence(AN, BINH, date(2026, 11, 23), date(2026, 11, 27))
    days = [date(2026, 11, day) for day in (22, 23, 27, 28)]
    assert [away.covers(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("role", "unit", "whom", "may_he"),
    [
        (Role.OFFICER, NOI_VU, AN, True),  # himself
        (Role.OFFICER, NOI_VU, BINH, False),
        (Role.CONTACT, NOI_VU, BINH, False),
        (Role.UNIT_HEAD, NOI_VU, BINH, True),
        (Role.UNIT_HEAD, Y_TE, BINH, False),
        (Role.ADMIN, Y_TE, BINH, True),
        (Role.LEADER, Y_TE, BINH, False),
    ],
)
@pytest.mark.parametrize("action", [Action.ARRANGE_ABSENCE, Action.HAND_OVER])
def test_for_oneself_by_the_head_or_by_an_administrator(
    action: Action, role: Role, unit: int, whom: int, may_he: bool
) -> None:
    actor = Actor(AN, (Membership(role, unit),))
    assert may_arrange(actor, action, whom, frozenset({NOI_VU})) is may_he


class TestWhoIsTold:
    """Of the officers with the numbers 1, 2 and 3; all but the third can be told."""

    @staticmethod
    def told(officer: int, stand_ins: dict[int, int]) -> tuple[int, ...]:
        active = frozenset({AN, BINH, CUONG})
        chats = {AN: 101, BINH: 102}
        return Directory(chats=chats, active=active, stand_ins=stand_ins).acting(
            [officer]
        )

    def test_the_one_who_stands_in(self) -> None:
        assert self.told(AN, {AN: BINH}) == (BINH,)
        assert self.told(BINH, {AN: BINH}) == (BINH,)

    def test_who_stands_in_for_who_stands_in(self) -> None:
        assert self.told(CUONG, {CUONG: AN, AN: BINH}) == (BINH,)

    def test_himself_if_that_leads_nowhere(self) -> None:
        assert self.told(AN, {AN: CUONG}) == (AN,)  # cannot be told
        assert self.told(AN, {AN: BINH, BINH: AN}) == (AN,)

    def test_each_once(self) -> None:
        office = Directory(
            chats={BINH: 102}, active=frozenset({BINH}), stand_ins={AN: BINH}
        )
        assert office.acting([AN, BINH]) == (BINH,)


class TestWhatHeMayDo:
    """Who stands in acts in the parts of the one who is away."""

    actor = standing_in(
        BINH,
        [
            Part(Role.OFFICER, Y_TE, BINH),
            Part(Role.TRACKER, NOI_VU, AN),
            Part(Role.ADMIN, NOI_VU, AN),
        ],
    )

    def test_his_tasks_are_answered_for(self) -> None:
        task = TaskRights(lead_unit_id=Y_TE, officer_id=AN)
        assert may(self.actor, Action.REPORT_DONE, task)
        assert scope_of(self.actor).covers(task)

    def test_his_parts_are_taken_over(self) -> None:
        task = TaskRights(lead_unit_id=Y_TE, tracking_unit_id=NOI_VU)
        assert may(self.actor, Action.CONFIRM, task)

    def test_people_and_settings_are_not_handed_on(self) -> None:
        assert Role.ADMIN not in self.actor.roles

    def test_nothing_of_it_is_left_when_nobody_is_away(self) -> None:
        alone = standing_in(BINH, [Part(Role.OFFICER, Y_TE, BINH)])
        assert alone == Actor(BINH, (Membership(Role.OFFICER, Y_TE),))
        assert not scope_of(alone).covers(
            TaskRights(lead_unit_id=NOI_VU, officer_id=AN)
        )
