"""Examples of why a reminder came, and of the calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.deadlines import Deadline
from domain.escalation import Ladder
from domain.explaining import Part
from domain.explanations import CalendarFile, Reason, WhyTask, WhyTold
from domain.following import NextStep
from domain.notices import Notice
from domain.reminders import Rule

SLOT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 15:00 in the office

_DEADLINE = Deadline(
    12, date(2026, 11, 15), 2, "Sở Nội vụ", "4554/UBND-VXNV", "Báo cáo"
)
_WHY = Reason(
    Rule.OVERDUE,
    Part.OFFICER,
    (WhyTask("NV-12", "4554/UBND-VXNV", date(2026, 11, 2)), WhyTask("NV-13", "", None)),
    2,
    next=NextStep(Rule.OVERDUE, SLOT, Ladder.LEADER, SLOT),
)

UNANSWERED = NextStep(ladder=Ladder.TRACKER, climbs_at=SLOT, unanswered=True)
REASONS: tuple[Notice, ...] = (
    WhyTold(SLOT, (_WHY, replace(_WHY, part=Part.GROUP, total=20)), in_group=True),
    WhyTold(SLOT, tuple(Reason(rule, Part.OWES, (), 0, count=4) for rule in Rule)),
    WhyTold(SLOT, tuple(Reason(rule, Part.OWES, (), 0, count=1) for rule in Rule)),
    WhyTold(SLOT, (Reason(Rule.ESCALATION, Part.HEAD, (), 0),)),
    WhyTold(SLOT, (replace(_WHY, rule=Rule.URGENT, next=UNANSWERED),)),
    WhyTold(SLOT, (replace(_WHY, next=NextStep(Rule.MONTHLY_REPORT, SLOT)),)),
    WhyTold(SLOT, tuple(Reason(rule, Part.OFFICE_LEADER, (), 0) for rule in Rule)),
    WhyTold(SLOT, tuple(Reason(Rule.OVERDUE, part, (), 0) for part in Part)),
    CalendarFile((_DEADLINE, replace(_DEADLINE, content="")), SLOT, "dondoc_bot"),
    CalendarFile((_DEADLINE,), SLOT, "dondoc_bot", feeds=True),
)
