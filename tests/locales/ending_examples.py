"""Examples of what is said when a unit ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.ending_notices import Inherited, InheritedTask
from domain.notices import Notice

_TASK = InheritedTask(
    12, 3, "led", "Rà soát <b> chuyển đổi số", "12/UBND-TH", date(2026, 11, 30), "An"
)
_ONE = Inherited(
    unit="Sở Khoa học <và> Công nghệ",
    former=("Sở Thông tin & Truyền thông", "Ban Cơ yếu"),
    since=date(2026, 11, 1),
    basis="45/NQ-HĐND",
    led=1,
    tracked=0,
    supported=1,
    tasks=(_TASK, replace(_TASK, id=13, part="supported", due_on=None, officer="")),
)
ENDINGS: tuple[Notice, ...] = (
    _ONE,
    replace(_ONE, led=0, tracked=30, basis="", tasks=(), file=("tep.xlsx", b"PK")),
)
