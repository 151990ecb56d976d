"""Mentions in a group: as many as Telegram notifies, each person once."""

from __future__ import annotations

from datetime import date

import pytest

from domain.in_group import MENTIONED, Eyes, mentioning
from domain.notices import TaskLine
from domain.tasks import Progress
from domain.terms import Term


def line(number: int, officer: str | None = "An") -> TaskLine:
    return TaskLine(
        id=number,
        version=1,
        content="Báo cáo",
        unit="Sở Nội vụ",
        officer=officer,
        due_on=date(2026, 11, 20),
        term=Term.OVERDUE,
        days=1,
        progress=Progress.IN_PROGRESS,
        percent=None,
    )


@pytest.mark.parametrize(
    ("accounts", "told"),
    [
        ({}, [None] * 7),
        ({1: 11, 2: 12}, [11, 12, None, None, None, None, None]),
        ({n: 10 + n for n in range(1, 8)}, [11, 12, 13, 14, 15, None, None]),
        (dict.fromkeys(range(1, 8), 11), [11] * 7),  # one person, one notification
    ],
)
def test_the_first_five_people_are_mentioned(
    accounts: dict[int, int], told: list[int | None]
) -> None:
    lines = mentioning([line(number) for number in range(1, 8)], accounts)
    assert [one.account for one in lines] == told
    assert len({one for one in told if one}) <= MENTIONED


def test_nobody_is_mentioned_whose_name_the_office_does_not_show() -> None:
    hidden = Eyes(content=True, names=False, own={1}).line(line(1))
    assert [one.account for one in mentioning([hidden], {1: 11})] == [None]
