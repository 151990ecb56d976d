"""Every unit a row names must be known, or the row stays out."""

from __future__ import annotations

import pytest

from domain.folding import fold
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.register_units import ResolvedRow, resolve_units
from domain.tasks import Progress

KNOWN = {
    fold(name): number
    for number, names in {
        1: "Sở Nội vụ|SNV",
        2: "Sở Y tế",
        3: "Phòng Nội chính",
    }.items()
    for name in names.split("|")
}
HEADERS = {
    Column.LEAD_UNIT: "Cơ quan chủ trì",
    Column.TRACKING_UNIT: "Phòng theo dõi",
    Column.SUPPORT_UNITS: "Phối hợp",
}


def register_of(*rows: RegisterRow) -> Register:
    return Register("Sổ", HEADERS, rows, ())


def row(
    lead: str, *support: str, tracking: str = "", number: int = 4, submitting: str = ""
) -> RegisterRow:
    return RegisterRow(
        row=number,
        number="1/A-B",
        key="1/A-B",
        content="Báo cáo",
        lead_unit=lead,
        progress=Progress.NOT_STARTED,
        support_units=support,
        tracking_unit=tracking,
        submitting_unit=submitting,
    )


def test_units_are_found_by_name_alias_and_in_any_spelling() -> None:
    one = row("SỞ NỘI VỤ", "So Y te", tracking="phòng  nội chính")
    two = row("snv", submitting="Một cơ quan lạ")
    assert resolve_units(register_of(one, two), KNOWN).rows == (
        ResolvedRow(one, 1, (2,), 3),
        ResolvedRow(two, 1, (), None),
    )


def test_a_unit_supports_once_and_never_itself() -> None:
    (found,) = resolve_units(
        register_of(row("SNV", "Sở Y tế", "Sở Nội vụ", "SỞ Y TẾ")), KNOWN
    ).rows
    assert found.support == (2,)


@pytest.mark.parametrize(
    ("stranger", "column"),
    [
        (row("Sở Lạ"), "Cơ quan chủ trì"),
        (row("SNV", tracking="Sở Lạ"), "Phòng theo dõi"),
        (row("SNV", "Sở Y tế", "Sở Lạ"), "Phối hợp"),
    ],
)
def test_an_unknown_unit_of_any_part_keeps_the_row_out(
    stranger: RegisterRow, column: str
) -> None:
    resolution = resolve_units(register_of(stranger), KNOWN)
    assert resolution.rows == ()
    fault = LeftOut(4, column, RowProblem.UNKNOWN_UNIT, "Sở Lạ")
    assert resolution.left_out == (fault,)
    assert resolution.unknown == ("Sở Lạ",)


def test_the_unknown_ones_can_be_created_and_then_all_are_known() -> None:
    register = register_of(
        row("Sở Một", "Sở Hai", tracking="Phòng Ba"), row("sở một", number=5)
    )
    unknown = resolve_units(register, {}).unknown
    assert unknown == ("Sở Một", "Phòng Ba", "Sở Hai")
    created = {fold(name): number for number, name in enumerate(unknown)}
    assert len(resolve_units(register, created).rows) == 2
