"""The office as its sheet describes it: units, people, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.succession import Life
from domain.tasks import Role


class OfficeProblem(StrEnum):
    """Why a row of the office's sheet cannot be taken over."""

    NO_CODE = "no_code"
    NO_NAME = "no_name"
    TWICE = "twice"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_ROLE = "unknown_role"
    UNDER_FAULTY = "under_faulty"  # its parent is left out, or stands below itself
    UNKNOWN_SUCCESSOR = "unknown_successor"
    UNREADABLE_DAY = "unreadable_day"
    ENDS_BEFORE_START = "ends_before_start"
    NO_LAST_DAY = "no_last_day"
    IN_A_CIRCLE = "in_a_circle"
    SUCCESSOR_NOT_THERE = "successor_not_there"
    SECRET = "secret"
    FORMULA = "formula"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class OfficeFault:
    """`row` is the sheet's row number, `column` the header as written in the file.

    `detail` repeats the cell for the message; it is empty for a secret row.
    """

    sheet: str
    row: int
    column: str | None
    problem: OfficeProblem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit. `kind` is the office's own word (Sở, Phường …), `parent_code` a Mã.

    `life`: from when to when, successors by Mã; None: the sheet has no such columns.
    """

    row: int
    code: str
    name: str
    kind: str = ""
    parent_code: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    life: Life[str] | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in one unit and one role; somebody with two roles has two rows."""

    row: int
    code: str
    name: str
    unit_code: str
    role: Role
    position: str = ""
    is_contact: bool = False  # Đầu mối: answers for the unit
    email: str = ""


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """What was read. Rows with a problem are not among `units` and `people`."""

    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    problems: tuple[OfficeFault, ...]


ROLE_NAMES = {
    Role.OFFICER: "Cán bộ",
    Role.CONTACT: "Đầu mối",
    Role.UNIT_HEAD: "Thủ trưởng",
    Role.TRACKER: "Theo dõi",
    Role.CLERK: "Văn thư",
    Role.SYNTHESIS: "Tổng hợp",
    Role.OFFICE_LEADER: "Lãnh đạo Văn phòng",
    Role.LEADER: "Lãnh đạo UBND tỉnh",
    Role.TASK_FORCE: "Tổ công tác",
    Role.ADMIN: "Quản trị",
}
"""The roles as the office's sheet names them (compared folded)."""
