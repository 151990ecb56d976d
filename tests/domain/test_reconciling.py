"""A unit's own figures against the register: what is compared, and what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.reconciling import Claim, Ours, differences, pair_rows
from domain.register import RegisterRow
from domain.tasks import Progress

DONE, OPEN = Progress.DONE, Progress.IN_PROGRESS
DUE, ON = date(2026, 11, 20), date(2026, 11, 12)
OURS = Ours(1, "12/UBND-TH", 2026, "Rà soát quy hoạch", OPEN, DUE, None)
SECOND = replace(OURS, task_id=2, content="Báo cáo kết quả")
FINISHED = replace(OURS, progress=DONE, done_on=ON)


def row(**columns: Any) -> RegisterRow:
    said = {
        "row": 7,
        "number": "12/UBND-TH",
        "key": "12/UBND-TH",
        "content": "RÀ SOÁT quy hoạch",
        "lead_unit": "Sở Nội vụ",
        "progress": DONE,
        "issued_on": date(2026, 10, 1),
    }
    return RegisterRow(**{**said, **columns})


@pytest.mark.parametrize(
    ("columns", "ours", "tasks"),
    [
        ({}, [OURS], [1]),
        ({}, [OURS, SECOND], [1]),  # one document, two tasks: by the content
        ({"content": "Việc khác"}, [OURS], [1]),  # it gave only this one
        ({"content": "Việc khác"}, [OURS, SECOND], []),
        ({"key": "13/UBND-TH"}, [OURS], []),
        ({"issued_on": date(2025, 10, 1)}, [OURS], []),  # numbers begin anew each year
    ],
)
def test_which_task_a_row_means(
    columns: dict[str, Any], ours: list[Ours], tasks: list[int]
) -> None:
    found = pair_rows([row(**columns)], ours)
    assert [claim.task_id for claim in found.claims] == tasks
    assert len(found.unknown) == 1 - len(tasks)


@pytest.mark.parametrize(
    ("claim", "ours", "theirs"),
    [
        (Claim(1, done=False), OURS, None),
        (Claim(1, done=True, done_on=ON), OURS, {"progress": DONE, "done_on": ON}),
        (Claim(1, done=False), FINISHED, {"progress": OPEN, "done_on": None}),
        (Claim(1, done=True, done_on=ON), FINISHED, None),
        (Claim(1, done=True), FINISHED, None),  # it does not say when
        (Claim(1, done=True, done_on=DUE), FINISHED, {"done_on": DUE}),
        (Claim(1, done=False, due_on=DUE), OURS, None),
        (Claim(1, done=False, due_on=ON), OURS, {"due_on": ON}),
    ],
)
def test_what_differs(claim: Claim, ours: Ours, theirs: dict[str, Any] | None) -> None:
    found = [one.theirs for one in differences([claim], [ours])]
    assert found == ([theirs] if theirs else [])


def test_what_is_typed_as_done_without_a_day_was_done_by_then() -> None:
    (found,) = differences([Claim(1, done=True)], [OURS], said_on=DUE)
    assert found.theirs == {"progress": DONE, "done_on": DUE}
    assert differences([Claim(1, done=True)], [FINISHED], said_on=DUE) == []
