"""On which day a task counts as completed, by the two bases of the offices."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.completion import Answer, closes_at_once, completed_on
from domain.policy import OnTimeBasis, Policy
from domain.tasks import TaskClass

CHUNG = Policy()
NINH_THUAN = Policy(on_time_basis=OnTimeBasis.SIGNED_AND_SENT)
PRINTED, REPORTED = date(2026, 11, 18), date(2026, 11, 20)
# 23:30 of the 18th in the office, and 00:30 of the 19th.
SIGNED = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)
SENT = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "chung", "ninh_thuan"),
    [
        (None, REPORTED, REPORTED),
        (Answer(), REPORTED, REPORTED),
        # A printed date proves neither signature nor sending.
        (Answer(PRINTED), PRINTED, REPORTED),
        (Answer(PRINTED, SIGNED), PRINTED, date(2026, 11, 18)),
        (Answer(PRINTED, None, SENT), PRINTED, date(2026, 11, 19)),
        # The later of the two, by the office's own clock.
        (Answer(PRINTED, SIGNED, SENT), PRINTED, date(2026, 11, 19)),
        (Answer(None, SIGNED, SENT), REPORTED, date(2026, 11, 19)),
    ],
)
def test_the_day_that_counts(
    answer: Answer | None, chung: date, ninh_thuan: date
) -> None:
    assert completed_on(answer, REPORTED, CHUNG) == chung
    assert completed_on(answer, REPORTED, NINH_THUAN) == ninh_thuan


def test_nothing_known_is_no_day() -> None:
    assert completed_on(None, None, CHUNG) is None


@pytest.mark.parametrize("must_report", [True, False, None])
@pytest.mark.parametrize("due_on", [date(2026, 11, 20), None])
def test_a_profile_may_close_some_classes_at_once(
    must_report: bool | None, due_on: date | None
) -> None:
    facts = {"due_on": due_on, "must_report": must_report}
    assert not closes_at_once(**facts, policy=CHUNG)  # type: ignore[arg-type]
    open_b_d = Policy(closes_at_once=frozenset({TaskClass.B, TaskClass.D}))
    closes = closes_at_once(**facts, policy=open_b_d)  # type: ignore[arg-type]
    assert closes == (must_report is False)
