"""Examples of tasks given and amended, proposals received, inspections planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.assigning import Assignee, Assignment, Doubt
from domain.assigning_notices import (
    Amended,
    AmendmentCard,
    AssignmentCard,
    InspectionPlan,
    PlannedInspection,
    ProposalCard,
    ProposalLine,
    ProposalList,
)
from domain.notices import Notice
from domain.tasks import Urgency

_SNV, _SYT = Assignee(1, "Sở <Nội vụ>"), Assignee(2, "Sở Y tế", 7, "Lê Thị <Bình>")
_GIVEN = Assignment(
    (_SNV, _SYT), "Rà soát <b>", "12/UBND-TH", date(2026, 11, 20), "Chủ <tịch>", True,
    "trước ngày 01/12/2026", date(2026, 11, 30), urgency=Urgency.FLASH, support=(_SNV,),
    via=_SNV, consolidator=_SNV, division=_SNV, sender="Người dân",
)  # fmt: skip
_AMENDED = AmendmentCard(
    12, "Rà soát <b>",
    (Amended("due_on", "2026-11-30", "2026-12-15"), Amended("due_on", "2026-11-30", ""),
     Amended("must_report", "1", "0"), Amended("content", "a", "<b>"),
     Amended("lead_unit_id", "Sở <A>", "Sở B"), Amended("tracking_unit_id", "", "P"),
     Amended("support", "", "Sở C")),
    "200/UBND-TH", date(2026, 11, 25), "đổi <hạn>", cancels=False, question_id=3,
)  # fmt: skip
_LINE = ProposalLine(
    4, "Sở <Y tế>", "đề nghị <b>", "45/SYT-VP", date(2026, 11, 26), "heads_up"
)
_PROPOSAL = ProposalCard(
    _LINE, False, "Phòng <NC>", date(2026, 11, 19), date(2026, 11, 20), "open",
    verbs=("assign", "track", "urgent"),
)  # fmt: skip
_URGENT = replace(_LINE, is_urgent=True, stage="overdue", number="")

GIVEN: tuple[Notice, ...] = (
    AssignmentCard(_GIVEN, tuple(Doubt), "asked", question_id=5),
    AssignmentCard(_GIVEN, (), "proposed", by="Bùi <Lan>", draft_id=6),
    AssignmentCard(replace(_GIVEN, due_on=None), (), "entered", tuple(range(1, 40))),
    AssignmentCard(_GIVEN, (), "returned"),
    _AMENDED,
    replace(_AMENDED, cancels=True, changes=()),
    _PROPOSAL,
    replace(_PROPOSAL, line=_URGENT, from_citizen=True, leader_said=True, verbs=()),
    replace(_PROPOSAL, line=_URGENT, verbs=("said",)),
    replace(_PROPOSAL, state="assigned", tasks=(12, 13), verbs=()),
    replace(_PROPOSAL, state="tracked", verbs=()),
    ProposalList((_LINE, replace(_LINE, stage="last_day"), _URGENT), 3),
    ProposalList((), 0),
    InspectionPlan(
        (
            PlannedInspection(1, "Sở <Y tế>", date(2026, 12, 2)),
            PlannedInspection(2, "Sở Nội vụ", date(2026, 11, 2), "chậm <b>"),
        )
    ),
    InspectionPlan(()),
)
