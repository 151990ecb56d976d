"""A task being given: what is asked next, what is doubtful, which class follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.amending import Amendment, Standing, class_columns, new_columns
from domain.assigning import (
    Assignee,
    Assignment,
    Doubt,
    Missing,
    classes_open_to,
    doubts_of,
    missing_of,
    recipients_line,
)
from domain.tasks import Progress, TaskClass

TODAY, DUE = date(2026, 11, 20), date(2026, 11, 30)
SNV, SYT = Assignee(1, "Sở Nội vụ"), Assignee(2, "Sở Y tế")
WHOLE = Assignment(
    (SNV,), "Rà soát", "12/UBND-TH", TODAY, must_report=True, due_on=DUE, division=SYT
)


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        (Assignment(), Missing.WHOM),
        (replace(WHOLE, content=""), Missing.CONTENT),
        (replace(WHOLE, number=""), Missing.DOCUMENT),
        (replace(WHOLE, issued_on=None), Missing.DOCUMENT),
        (replace(WHOLE, must_report=None), Missing.REPORT),
        (replace(WHOLE, due_on=None), Missing.DEADLINE),
        (replace(WHOLE, due_on=None, undated=True), None),
        # What comes of a proposal must have a deadline.
        (replace(WHOLE, due_on=None, undated=True, proposal_id=4), Missing.DEADLINE),
        (replace(WHOLE, proposal_id=4), None),
        (WHOLE, None),
    ],
)
def test_what_is_asked_next(one: Assignment, missing: Missing | None) -> None:
    assert missing_of(one) is missing


@pytest.mark.parametrize(
    ("one", "doubts"),
    [
        (WHOLE, ()),
        (replace(WHOLE, due_on=None, undated=True), (Doubt.NO_DEADLINE,)),
        (replace(WHOLE, due_on=None, undated=True, must_report=False), ()),
        (replace(WHOLE, due_on=date(2026, 11, 19)), (Doubt.DUE_BEFORE_ISSUE,)),
        (
            replace(WHOLE, issued_on=date(2026, 11, 2), due_on=date(2026, 11, 19)),
            (Doubt.OVERDUE_AT_ONCE,),
        ),
        (replace(WHOLE, division=None), (Doubt.NO_DIVISION,)),
    ],
)
def test_what_is_warned_of(one: Assignment, doubts: tuple[Doubt, ...]) -> None:
    assert doubts_of(one, TODAY) == doubts


@pytest.mark.parametrize(
    ("due_on", "must_report", "letter", "open_to"),
    [
        (DUE, True, "a", "ab"),
        (DUE, False, "b", "ab"),
        (None, True, "c", "cd"),
        (None, False, "d", "cd"),
    ],
)
def test_the_class_follows_and_the_clerk_decides_about_the_report(
    due_on: date | None, must_report: bool, letter: str, open_to: str
) -> None:
    one = replace(WHOLE, due_on=due_on, must_report=must_report)
    assert one.task_class == letter
    assert "".join(classes_open_to(one)) == open_to


def test_the_line_of_the_recipients() -> None:
    assert recipients_line("QC42", TaskClass.C) == "- Phòng: TH, HCTC (QC42_c);"


NOW = Standing("Rà soát", DUE, 3, True, True, 1, 2)
BASIS = Amendment(12, 5, "200/UBND-TH", TODAY)
LATER = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("one", "columns"),
    [
        (BASIS, {}),
        (replace(BASIS, due_on=DUE, content="Rà soát", lead=SNV, division=SYT), {}),
        (
            replace(BASIS, due_on=LATER, deadline_text="hạn 15/12"),
            {
                "due_on": LATER,
                "deadline_text": "hạn 15/12",
                "has_deadline": True,
                "due_version": 4,
            },
        ),
        (
            replace(BASIS, undated=True),
            {
                "due_on": None,
                "deadline_text": "",
                "has_deadline": False,
                "due_version": 4,
            },
        ),
        (replace(BASIS, must_report=False), {"must_report": False}),
        # Another unit says itself who does it.
        (replace(BASIS, lead=SYT), {"lead_unit_id": 2, "officer_id": None}),
        (replace(BASIS, division=SNV), {"tracking_unit_id": 1}),
        (replace(BASIS, cancels=True, due_on=LATER), {"progress": Progress.CANCELLED}),
    ],
)
def test_what_a_document_changes(one: Amendment, columns: dict[str, object]) -> None:
    assert new_columns(one, NOW) == columns


@pytest.mark.parametrize(
    ("due_on", "must_report", "columns"),
    [
        (DUE, True, {"must_report": True, "has_deadline": True}),
        (DUE, False, {"must_report": False, "has_deadline": True}),
        (None, True, {"must_report": True, "has_deadline": False}),
    ],
)
def test_a_task_without_a_class_is_told_both_halves_of_it(
    due_on: date | None, must_report: bool, columns: dict[str, bool]
) -> None:
    unclassified = replace(NOW, due_on=due_on, must_report=None, has_deadline=None)
    found = class_columns(unclassified, must_report=must_report, due_on=due_on)
    assert found == columns
    assert new_columns(replace(BASIS, must_report=must_report), unclassified) == columns
    known = replace(NOW, due_on=due_on, must_report=must_report, has_deadline=True)
    assert class_columns(known, must_report=must_report, due_on=due_on) == {}
