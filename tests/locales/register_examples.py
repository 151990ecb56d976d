"""Examples of what is not right in the register, and of violations of the procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.data_notices import (
    DataCheck,
    FindingsFile,
    FoundTask,
    FoundTasks,
    Violation,
    ViolationList,
)
from domain.data_quality import Finding
from domain.notices import Notice

_DAY = date(2026, 11, 20)
_CHECK = DataCheck(
    _DAY, date(2026, 1, 1), tuple((one, 12) for one in Finding), 7, "Phòng <NC>"
)
_TASK = FoundTask(
    12, 3, "Rà soát <b> " * 40, "Sở <Nội vụ>", "12/UBND-TH", date(2026, 11, 12),
    date(2026, 11, 11), date(2026, 11, 18), date(2026, 6, 30),
)  # fmt: skip
_LINES = tuple(replace(_TASK, id=number) for number in range(12, 27))
_BARE = replace(_TASK, number="", issued_on=None, due_on=None, unit_ended_on=None)
_VIOLATION = Violation(
    3, "Sở <Y tế>", date(2026, 11, 5), "không <cập nhật>", "12/SYT-VP",
    date(2026, 11, 3), "Lê <Văn>",
)  # fmt: skip
_WITHDRAWN = replace(
    _VIOLATION, withdrawn_on=_DAY, withdrawn_by="Bùi <Lan>", why_withdrawn="nhập <nhầm>"
)

OF_THE_REGISTER: tuple[Notice, ...] = (
    _CHECK,
    replace(_CHECK, counts=(), divisions=""),
    replace(_CHECK, entry_days=0),
    *(FoundTasks(one, _LINES, 2, 3, 40, opens=True) for one in Finding),
    FoundTasks(Finding.NO_CLASS, (_BARE, _TASK), 1, 1, 2, classifies=True, opens=True),
    FoundTasks(Finding.NO_CLASS, (_BARE, _TASK), 1, 1, 2, classifies=True),
    FoundTasks(Finding.ODD_NUMBER, (), 1, 1, 0),
    FindingsFile("ra-soat-du-lieu-2026-11-20.xlsx", b"PK"),
    ViolationList(2026, (_VIOLATION, _WITHDRAWN), 40, 30, 5, 2, 3),
    ViolationList(2026, (), 0, 0, 0),
)
