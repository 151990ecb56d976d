"""Hỏa tốc: what is told by when, and what is old news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.policy import Policy
from domain.tasks import Progress, TaskFacts, Urgency
from domain.urgent import UrgentFacts, UrgentStep, urgent_steps

CHUNG = Policy()
ENTERED = datetime(2026, 11, 20, 22, 30, tzinfo=CHUNG.zone)  # a quiet hour
TASK = TaskFacts(
    id=1,
    progress=Progress.NOT_STARTED,
    due_on=None,
    entered_at=ENTERED,
    assigned_on=date(2026, 11, 20),
)
FLASH = UrgentFacts(TASK, Urgency.FLASH, date(2026, 11, 20), answered=False)
AT_ONCE, UNANSWERED = UrgentStep
BOTH = (AT_ONCE, UNANSWERED)


@pytest.mark.parametrize(
    ("minutes", "steps"),
    [
        (0, (AT_ONCE,)),
        (59, (AT_ONCE,)),
        (60, BOTH),
        (24 * 60 - 1, BOTH),
        (24 * 60, ()),  # the daily rules have taken over
        (-1, ()),  # a clock set back
    ],
)
def test_it_is_told_at_once_and_climbs_after_an_hour(
    minutes: int, steps: tuple[UrgentStep, ...]
) -> None:
    now = ENTERED + timedelta(minutes=minutes)
    assert urgent_steps(FLASH, now=now, policy=CHUNG) == steps


@pytest.mark.parametrize(
    ("issued_on", "is_news"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 19), True),
        (date(2026, 11, 18), False),
        (date(2026, 11, 21), False),  # not issued yet
        (None, False),
    ],
)
def test_an_import_tells_only_what_was_issued_within_a_day(
    issued_on: date | None, is_news: bool
) -> None:
    facts = replace(FLASH, issued_on=issued_on)
    assert bool(urgent_steps(facts, now=ENTERED, policy=CHUNG)) is is_news


def test_what_a_person_gives_is_news_whatever_its_document_says() -> None:
    facts = replace(FLASH, issued_on=date(2026, 11, 2), by_hand=True)
    assert urgent_steps(facts, now=ENTERED, policy=CHUNG) == (AT_ONCE,)


@pytest.mark.parametrize(
    "facts",
    [
        replace(FLASH, answered=True),
        replace(FLASH, urgency=Urgency.VERY_URGENT),
        *(
            replace(FLASH, task=replace(TASK, progress=progress))
            for progress in (Progress.REPORTED, Progress.DONE, Progress.CANCELLED)
        ),
    ],
)
def test_it_ends_with_an_answer(facts: UrgentFacts) -> None:
    assert urgent_steps(facts, now=ENTERED, policy=CHUNG) == ()


def test_each_step_of_an_entry_is_told_once() -> None:
    later = replace(TASK, entered_at=ENTERED + timedelta(days=3))
    keys = {step.slot_key(task) for step in UrgentStep for task in (TASK, later)}
    assert len(keys) == 4
    assert AT_ONCE.slot_key(TASK) == "F-at_once:2026-11-20T15:30"
