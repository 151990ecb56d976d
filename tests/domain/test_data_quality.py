"""What is not right in the register: one row of the table for each sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.data_quality import (
    COUNTED,
    MENDED,
    Finding,
    RegisterFacts,
    Yardstick,
    check_scope_of,
    findings_of,
    is_odd,
    issue_days,
)
from domain.scope import Actor, Membership
from domain.tasks import Progress, Role

F = Finding
FRIDAY = date(2026, 11, 20)
BY = Yardstick(FRIDAY, WorkingCalendar(), 1)
RIGHT = RegisterFacts(
    progress=Progress.IN_PROGRESS,
    assigned_on=date(2026, 11, 12),
    number="12/UBND-TH",
    issued_on=date(2026, 11, 12),
    must_report=True,
    due_on=date(2026, 11, 30),
    drafter="Lê Thị Hoa",
    from_register=True,
    entered_on=date(2026, 11, 12),
)


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({}, ()),
        ({"has_class": False, "must_report": None}, (F.NO_CLASS,)),
        ({"drafter": ""}, (F.NO_DRAFTER,)),
        # Given in the chat: the history says who drafted it.
        ({"drafter": "", "from_register": False}, ()),
        # No register of this office has that column.
        ({"drafter": "", "drafters_known": False}, ()),
        ({"number": "/UBND-KSTT"}, (F.ODD_NUMBER,)),
        ({"number": ""}, (F.ODD_NUMBER,)),
        ({"due_on": date(2026, 11, 11)}, (F.DUE_BEFORE_ISSUE,)),
        ({"due_on": date(2026, 11, 12)}, ()),
        ({"shares_number": True}, (F.DUPLICATE_NUMBER,)),
        ({"unit_ended_on": date(2026, 11, 19)}, (F.UNIT_DISSOLVED,)),
        ({"unit_ended_on": FRIDAY}, ()),
        ({"due_on": None}, (F.NO_DEADLINE,)),
        ({"due_on": None, "must_report": False}, ()),
        # Thursday's document on Friday is in time, on Monday it is not.
        ({"entered_on": date(2026, 11, 13)}, ()),
        ({"entered_on": date(2026, 11, 16)}, (F.ENTERED_LATE,)),
        ({"entered_on": date(2026, 11, 16), "entry_counts": False}, ()),
        ({"entered_on": date(2026, 11, 13), "is_flash": True}, (F.URGENT_LATE,)),
        (
            {"entered_on": date(2026, 11, 16), "is_flash": True},
            (F.ENTERED_LATE, F.URGENT_LATE),
        ),
        ({"is_flash": True}, ()),
        ({"issued_on": None, "entered_on": date(2026, 11, 19)}, ()),
        ({"issued_on": date(2025, 12, 31)}, ()),
        # Nobody can mend what is over; it is still counted.
        ({"progress": Progress.DONE, "number": "", "has_class": False}, ()),
        ({"progress": Progress.DONE, "due_on": None}, (F.NO_DEADLINE,)),
        ({"progress": Progress.CANCELLED, "due_on": None, "number": ""}, ()),
        ({"assigned_on": date(2025, 12, 31), "due_on": None}, ()),
        (
            {"number": "x", "has_class": False, "drafter": "", "due_on": None},
            (F.NO_CLASS, F.NO_DRAFTER, F.ODD_NUMBER, F.NO_DEADLINE),
        ),
    ],
)
def test_what_is_not_right(
    wrong: dict[str, object], found: tuple[Finding, ...]
) -> None:
    assert findings_of(replace(RIGHT, **wrong), BY) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "entered", "late"),
    [
        (0, date(2026, 11, 13), True),
        (0, date(2026, 11, 12), False),
        (1, date(2026, 11, 13), False),
        (5, date(2026, 11, 19), False),  # Thursday a week later
        (5, date(2026, 11, 20), True),
    ],
)
def test_the_office_says_how_late_is_late(days: int, entered: date, late: bool) -> None:
    facts = replace(RIGHT, entered_on=entered)
    by = Yardstick(FRIDAY, WorkingCalendar(), days)
    assert (F.ENTERED_LATE in findings_of(facts, by)) is late


@pytest.mark.parametrize(
    "number",
    [
        *("12/UBND-TH", "31/2020/QĐ-UBND", "20-CT/TU", "4554/UBND-VXNV", "7a/GM-VPUB"),
        *("101/TB-VP", "123/BC-STC", "45/NQ-HĐND"),
    ],
)
def test_numbers_as_offices_write_them(number: str) -> None:
    assert not is_odd(number)


@pytest.mark.parametrize(
    "number", ["", "UBND-TH", "/BC-VP", "12", "12/2020", "12/ UBND", "số 12/UBND-TH"]
)
def test_numbers_to_look_at_again(number: str) -> None:
    assert is_odd(number)


def test_every_finding_is_mended_or_counted() -> None:
    assert {*MENDED, *COUNTED} == set(Finding)
    assert not set(MENDED) & set(COUNTED)


def test_the_days_are_those_of_this_year_until_today() -> None:
    days = issue_days(BY)
    assert (days[0], days[-1], len(days)) == (date(2026, 1, 1), FRIDAY, 324)


@pytest.mark.parametrize(
    ("role", "everything", "divisions"),
    [
        (Role.CLERK, True, set()),
        (Role.SYNTHESIS, True, set()),
        (Role.OFFICE_LEADER, True, set()),
        (Role.TRACKER, False, {7}),
        (Role.UNIT_HEAD, False, set()),
        (Role.ADMIN, False, set()),
    ],
)
def test_who_checks_what(role: Role, everything: bool, divisions: set[int]) -> None:
    scope = check_scope_of(Actor(1, (Membership(role, 7),)))
    assert (scope.everything, scope.divisions) == (everything, divisions)
