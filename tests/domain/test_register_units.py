"""Every unit a row names must be known, or the row stays out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.folding import fold
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.register_units import ResolvedRow, Succession, resolve_units
from domain.succession import Ending
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


def test_every_unknown_unit_of_a_row_is_named() -> None:
    found = resolve_units(register_of(row("Sở Lạ", tracking="Phòng Lạ")), KNOWN)
    assert found.unknown == ("Sở Lạ", "Phòng Lạ")


LAST = date(2025, 6, 30)
SUCCESSION = Succession(
    today=date(2026, 11, 20),
    endings={2: Ending(LAST, (1,)), 3: Ending(LAST, (1, 4)), 4: Ending(LAST)},
)


@pytest.mark.parametrize(
    ("lead", "tracking", "issued_on", "who"),
    [
        ("Sở Y tế", "", date(2025, 6, 30), (2, None)),  # it was still there
        ("Sở Y tế", "", date(2025, 7, 1), (1, None)),
        ("Sở Y tế", "", None, (1, None)),  # no date: as of today
        ("SNV", "Phòng Nội chính", date(2025, 1, 2), (1, 3)),
        ("SNV", "Phòng Nội chính", date(2025, 7, 1), (1, 1)),  # 4 leads nowhere
    ],
)
def test_an_old_name_means_the_old_unit_or_its_successor(
    lead: str, tracking: str, issued_on: date | None, who: tuple[int, int | None]
) -> None:
    said = replace(row(lead, tracking=tracking), issued_on=issued_on)
    (found,) = resolve_units(register_of(said), KNOWN, SUCCESSION).rows
    assert (found.lead, found.tracking) == who


def test_of_a_divided_unit_a_person_has_to_say() -> None:
    endings = {2: Ending(LAST, (1, 3))}
    said = replace(row("Sở Y tế", number=7), issued_on=date(2025, 7, 1))
    found = resolve_units(
        register_of(said), KNOWN, Succession(date(2026, 11, 20), endings)
    )
    assert (found.rows, found.unknown) == ((), ())
    assert found.left_out == (
        LeftOut(7, "Cơ quan chủ trì", RowProblem.UNIT_ENDED, "Sở Y tế"),
    )
