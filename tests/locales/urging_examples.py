"""Examples of the notices around urging, absences, reports and the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from domain.admin_notices import (
    CalendarDay,
    CalendarYear,
    ParkedDigest,
    UnreachedLine,
    UnreachedList,
)
from domain.cycle_notices import ReportDue, RollCallCard, Span
from domain.notices import Digest, Notice, Saying, Section, TaskCard, TaskLine, TaskList
from domain.reach import Cause
from domain.reminders import Rule
from domain.urging import Which
from domain.urging_notices import Offer, UrgePreview

SLOT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 15:00 in the office
UNREACHED = UnreachedList(
    tuple(
        UnreachedLine(f"Lê Thị <{cause}>", "Sở Nội vụ", cause, n, above=n > 2)
        for n, cause in enumerate(Cause, start=1)
    ),
    18,
)
REPORT = ReportDue(Span.MONTH, date(2026, 11, 1), date(2026, 11, 30), 40, 5, 3)
DAYS_OFF = (
    CalendarDay(date(2027, 1, 1), False, holiday="Tết Dương lịch", holiday_en="New"),
    CalendarDay(date(2027, 2, 20), True, "làm bù", "12729/VPCP-KGVX"),
    CalendarDay(date(2027, 7, 5), False, "bão số 3"),
    CalendarDay(date(2027, 7, 6), False),
)
PREVIEW = UrgePreview(
    Which.OVERDUE, tasks=20, people=12, groups=2,
    codes=tuple(f"NV-{n}" for n in range(1, 16)), unit="Sở <Nội vụ>",
    note="báo cáo <trước> 16h", unreached=("Lê Thị Bình", "Trần Văn Cường"),
    unreached_total=5, untold=1, leaves_at=SLOT, again=4, question_id=9,
)  # fmt: skip


def urging_examples(
    card: TaskCard,
    tasks: Sequence[TaskLine],
    roll_call: RollCallCard,
    parked: ParkedDigest,
    facts: dict[str, str],
) -> list[Notice]:
    """Made from the office's other examples."""
    return [
        replace(
            parked,
            unknown=0,
            dead=0,
            messages=(),
            unconfirmed=(2026, 2027),
            unreached=UNREACHED,
        ),
        CalendarYear(2027, DAYS_OFF),
        CalendarYear(2027, (), confirmed="12729/VPCP-KGVX"),
        Digest(SLOT, (), unreached=UNREACHED),
        Digest(SLOT, (), report=REPORT),
        Digest(SLOT, (), report=replace(REPORT, span=Span.QUARTER)),
        Digest(
            SLOT,
            (Section(Rule.URGED, tasks[:3], 3),),
            urged_by="Nguyễn Văn <An>",
            note="báo cáo trước 16h",
        ),
        Digest(SLOT, (Section(Rule.URGENT, tasks[1:2], 1),)),
        Digest(SLOT, (Section(Rule.DUE_SOON, tasks[2:3], 1),), snooze=(1,)),
        replace(card, urged=3, urged_on=date(2026, 11, 20), verbs=("urge",)),
        replace(roll_call, untold=2),
        TaskList("overdue", tasks[:1], 1, 1, 1, "Sở Nội vụ", "3", can_urge=True),
        PREVIEW,
        replace(
            PREVIEW,
            tasks=1,
            people=0,
            groups=1,
            codes=("NV-12",),
            unit="",
            content=tasks[0].content,
            note="",
            unreached=(),
            unreached_total=0,
            untold=0,
            leaves_at=None,
            again=0,
        ),
        Offer(Saying.SAY_STAND_IN, facts, (("o5", "Lê Thị <Bình>"),), question_id=9),
        Offer(Saying.HANDOVER_READ_BACK, facts, verbs=("yes", "no"), question_id=9),
    ]
