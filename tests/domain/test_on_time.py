"""On which day a task counts as done, by the two bases of the offices.

Signing and sending: CT 20/CT-UBND of Ninh Thuận, point i). Justified: source 000.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from domain.calendar import WorkingCalendar
from domain.on_time import Answer, Completion, closes_at_once, complete
from domain.policy import OnTimeBasis, Policy
from domain.standings import Standing, tally
from domain.tasks import Progress, TaskClass

CHUNG = Policy()
NINH_THUAN = Policy(on_time_basis=OnTimeBasis.SIGNED_AND_SENT)
PRINTED, STATED = date(2026, 11, 18), date(2026, 11, 20)
# 23:30 of the 18th in the office, and 00:30 of the 19th.
SIGNED = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)
SENT = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
DAY_18, DAY_19, DUE = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 19)


@pytest.mark.parametrize(
    ("answer", "chung", "ninh_thuan"),
    [
        (None, STATED, Completion(STATED, unsigned=True)),
        (Answer(), STATED, Completion(STATED, unsigned=True)),
        # A printed date proves neither signature nor sending.
        (Answer(PRINTED), PRINTED, Completion(STATED, unsigned=True)),
        (Answer(PRINTED, SIGNED), PRINTED, Completion(DAY_18)),
        (Answer(PRINTED, None, SENT), PRINTED, Completion(DAY_19, unsigned=True)),
        (Answer(PRINTED, None, SENT, True), PRINTED, Completion(DAY_19)),
        # The later of the two, by the office's own clock.
        (Answer(PRINTED, SIGNED, SENT), PRINTED, Completion(DAY_19)),
        (Answer(None, SENT, SIGNED), STATED, Completion(DAY_19)),
        (Answer(None, SIGNED, SENT, False), STATED, Completion(DAY_19, unsigned=True)),
    ],
)
def test_the_day_that_counts(
    answer: Answer | None, chung: date, ninh_thuan: Completion
) -> None:
    """Of a task whose answer has to be a document (class a or c)."""
    found = complete(answer, STATED, must_report=True, policy=CHUNG)
    assert found == Completion(chung)
    assert complete(answer, STATED, must_report=True, policy=NINH_THUAN) == ninh_thuan


@pytest.mark.parametrize(
    ("answer", "must_report", "found"),
    [
        (Answer(None, SIGNED, SENT, False), False, Completion(STATED)),
        (None, None, Completion(STATED)),
        (Answer(None, None, SENT), None, Completion(STATED)),
        (Answer(None, SIGNED, SENT), None, Completion(DAY_19)),
        (Answer(digitally_signed=False), None, Completion(STATED, unsigned=True)),
    ],
)
def test_what_asks_for_no_document_keeps_its_day(
    answer: Answer | None, must_report: bool | None, found: Completion
) -> None:
    assert complete(answer, STATED, must_report=must_report, policy=NINH_THUAN) == found


def test_nothing_known_is_no_day() -> None:
    assert complete(None, None, must_report=None, policy=CHUNG) == Completion()


@pytest.mark.parametrize("justified_on", [None, date(2026, 12, 1)])
@pytest.mark.parametrize(
    ("completion", "late"),
    [
        (Completion(DUE), False),
        (Completion(STATED), True),
        (Completion(DUE, unsigned=True), True),
    ],
)
def test_an_accepted_justification_makes_on_time_of_late(
    completion: Completion, late: bool, justified_on: date | None
) -> None:
    task = Standing(
        *(1, Progress.DONE, date(2026, 11, 2), DUE, STATED, 1),
        justified_on=justified_on,
    )
    judged = task.judged(completion)
    late = late and justified_on is None
    counts = tally([judged], today=DUE, calendar=WorkingCalendar({}))
    assert (judged.is_late, counts.done_late) == (late, int(late))
    assert counts.done_on_time_or_early == 1 - int(late)


def test_it_does_not_finish_what_is_open() -> None:
    task = Standing(
        *(1, Progress.IN_PROGRESS, date(2026, 11, 2), DUE, None, 1),
        justified_on=STATED,
    )
    assert task.judged(Completion(unsigned=True)) is task
    counts = tally([task], today=STATED, calendar=WorkingCalendar({}))
    assert (counts.open_overdue, counts.done_on_time_or_early) == (1, 0)


@pytest.mark.parametrize("unsigned", [False, True])
def test_what_was_accepted_while_it_was_open_is_no_later_deadline(
    *, unsigned: bool
) -> None:
    """Accepted on the 17th, done on the 18th: late, until that is accepted too."""
    task = Standing(
        *(1, Progress.DONE, date(2026, 11, 2), DUE, STATED, 1),
        justified_on=STATED - timedelta(days=1),
    )
    judged = task.judged(Completion(STATED, unsigned=unsigned))
    counts = tally([judged], today=STATED, calendar=WorkingCalendar({}))
    assert (judged.is_late, counts.done_late) == (True, 1)
    again = replace(judged, justified_on=STATED)
    assert not again.is_late


@pytest.mark.parametrize("must_report", [True, False, None])
@pytest.mark.parametrize("due_on", [date(2026, 11, 20), None])
def test_a_profile_may_close_some_classes_at_once(
    must_report: bool | None, due_on: date | None
) -> None:
    closes = partial(closes_at_once, due_on=due_on, must_report=must_report)
    assert not closes(policy=CHUNG)
    open_b_d = Policy(closes_at_once=frozenset({TaskClass.B, TaskClass.D}))
    assert closes(policy=open_b_d) == (must_report is False)
