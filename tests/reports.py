"""Reports of registers that never were, and of the one of Lạng Sơn's May."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.compliance import WeekResult
from domain.periods import Period
from domain.report_checks import Checks, add_up
from domain.reports import Asked, Known, Report, Wording, make_report
from domain.rounds import RowState
from domain.standings import Standing
from domain.tasks import OPEN, Progress

MAY = Period.month(2021, 5)
END = date(2021, 5, 31)
NAMES = {1: "Sở Y tế", 2: "=Sở Xây dựng", 3: "Cục Thuế <tỉnh> & thành phố"}
ODD = ["Báo cáo", '=HYPERLINK("x")', "+84", "-1", "@ban", "a\x00b\ud800c", "<w:p>&", ""]

WEEKS = add_up(
    [
        WeekResult(
            unit_id=unit,
            week=date(2021, 5, day),
            total=10,
            on_time=4 + unit,
            late=2,
            missing=3 - unit,
            untold=1,
        )
        for unit in NAMES
        for day in (7, 14)
    ],
    NAMES,
)

days = st.integers(-160, 30).map(lambda n: END + timedelta(days=n))


@st.composite
def _standing(draw: st.DrawFn, number: int) -> Standing:
    progress = draw(st.sampled_from([*OPEN, Progress.DONE, Progress.DONE]))
    done = progress is Progress.DONE
    return Standing(
        id=number,
        progress=progress,
        assigned_on=min(draw(days), END),
        due_on=draw(st.none() | days),
        done_on=min(draw(days), END) if done and draw(st.booleans()) else None,
        lead_unit_id=draw(st.sampled_from(list(NAMES))),
        unsigned=done and draw(st.booleans()),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any register of a few tasks, with texts that would like to be something else."""
    now = [draw(_standing(n)) for n in range(draw(st.integers(0, 15)))]
    said = {
        task.id: Wording(
            number="12/UBND-TH",
            issued_on=task.assigned_on,
            content=draw(st.sampled_from(ODD)),
            answer=draw(st.sampled_from(ODD)),
        )
        for task in now
    }
    before = [task for task in now if draw(st.booleans())]
    improper = {task.id: f"{task.id % 4}/UBND-TH" for task in now if task.id % 3 == 0}
    states = {task.id: draw(st.sampled_from(RowState)) for task in now[::2]}
    known = Known(
        now,
        before,
        WorkingCalendar({}),
        NAMES,
        wordings=said,
        improper=improper,
        checks=Checks(states, draw(st.sampled_from([(), WEEKS]))),
    )
    return make_report(Asked(MAY, END), known)


def lang_son() -> Report:
    """The figures of the report of May 2021, by three units."""
    may, april, june = date(2021, 5, 20), date(2021, 4, 20), date(2021, 6, 30)
    kinds = [
        (173, Progress.DONE, may, may),
        (5, Progress.DONE, may, date(2021, 5, 21)),
        (4, Progress.IN_PROGRESS, may, None),
        (1073, Progress.DONE, april, april),
        (23, Progress.DONE, april, date(2021, 4, 21)),
        (163, Progress.IN_PROGRESS, june, None),
    ]
    rows = [kind[1:] for kind in kinds for _ in range(kind[0])]
    now = [
        Standing(
            id=number,
            progress=progress,
            assigned_on=date(2021, 5, 4) if number >= 1140 else date(2021, 1, 4),
            due_on=due,
            done_on=done,
            lead_unit_id=1 + number % 3,
        )
        for number, (progress, due, done) in enumerate(rows)
    ]
    improper = {3: "3/UBND-TH", 6: "6/UBND-TH", 7: "7/UBND-TH", 10: "7/UBND-TH"}
    names = {1: "Sở Y tế", 2: "Sở Xây dựng", 3: "Cục Thuế tỉnh"}
    known = Known(now, now, WorkingCalendar({}), names, improper=improper)
    return make_report(Asked(MAY, END), known)
