"""What signing and sending say about on time and late (CT 20/CT-UBND, point i)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.calendar import WorkingCalendar
from domain.on_time import Answer, Completion, judge_answer
from domain.standings import Standing, tally
from domain.tasks import Progress

NOON = datetime(2026, 11, 10, 5, tzinfo=UTC)
EVENING = datetime(2026, 11, 10, 11, tzinfo=UTC)
DUE = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("answer", "must_report", "found"),
    [
        (Answer(NOON, EVENING, True), True, Completion(EVENING)),
        (Answer(EVENING, NOON, True), True, Completion(EVENING)),
        (Answer(NOON, None, None), True, Completion(NOON)),
        (Answer(None, EVENING, True), True, Completion(EVENING)),
        (Answer(NOON, NOON, False), True, Completion(unsigned=True)),
        (Answer(None, NOON, None), True, Completion(unsigned=True)),
        (None, True, Completion(unsigned=True)),
        (Answer(NOON, NOON, False), False, Completion()),
        (None, None, Completion()),
        (Answer(None, NOON, None), None, Completion()),
        (Answer(NOON, NOON, True), None, Completion(NOON)),
        (Answer(None, None, False), None, Completion(unsigned=True)),
    ],
)
def test_the_later_of_signing_and_sending_counts(
    answer: Answer | None, must_report: bool | None, found: Completion
) -> None:
    assert judge_answer(answer, must_report=must_report) == found


@pytest.mark.parametrize(
    ("completion", "on", "late"),
    [
        (Completion(NOON), date(2026, 11, 10), False),
        (Completion(NOON), date(2026, 11, 11), True),
        (Completion(unsigned=True), None, True),
        (Completion(), None, False),
    ],
)
def test_unsigned_or_signed_after_the_day_is_late(
    completion: Completion, on: date | None, late: bool
) -> None:
    task = Standing(1, Progress.DONE, date(2026, 11, 2), DUE, date(2026, 11, 9), 1)
    judged = task.judged(completion, on)
    counts = tally([judged], today=DUE, calendar=WorkingCalendar({}))
    assert (judged.is_late, counts.done_late) == (late, int(late))
    assert counts.done_on_time_or_early == 1 - int(late)


def test_what_is_not_done_is_not_judged() -> None:
    task = Standing(1, Progress.IN_PROGRESS, date(2026, 11, 2), DUE, None, 1)
    assert task.judged(Completion(unsigned=True), None) is task
