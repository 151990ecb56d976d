"""The office's sheet is taken over as often as somebody likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from actions.update_office import OfficeChange, update_office
from domain.office import OfficeSheet, PersonRow, UnitRow
from domain.tasks import Role
from models.queries.directory import read_directory
from models.queries.office_sheet import all_of, known_units
from models.queries.people import named, person, unit_named
from models.tables import Audit, Membership, Officer, Unit
from models.work import Database
from tests.conftest import StoppedClock

MakeSheet = Callable[..., OfficeSheet]


async def take_over(database: Database, sheet: OfficeSheet) -> OfficeChange:
    async with database.begin() as work:
        return await update_office(work, sheet)


async def roles_of(database: Database, code: str) -> set[Role]:
    async with database.read() as reads:
        (officer,) = await named(reads, code)
        found = await person(reads, officer.id)
    assert found is not None
    return set(found.actor.roles)


async def test_the_sample_office_comes_in_with_its_parents_and_roles(
    database: Database, sample_office: OfficeSheet
) -> None:
    change = await take_over(database, sample_office)
    assert (change.units_added, change.officers_added) == (20, 52)
    assert change.roles_added == 52 + 18  # eighteen are contacts besides
    async with database.read() as reads:
        units = {unit.code: unit for unit in await all_of(reads, Unit)}
        directory = await read_directory(reads)
    assert units["VP-NC"].parent_id == units["VP"].id
    assert units["UBND"].parent_id is None
    assert [u.code for u in sorted(units.values(), key=lambda u: u.sort_order)][:3] == [
        *("UBND", "VP", "VP-TH")
    ]
    assert len(directory.of(units["VP-NC"].id, Role.TRACKER)) == 1


async def test_the_same_sheet_again_changes_nothing(
    database: Database, sample_office: OfficeSheet
) -> None:
    await take_over(database, sample_office)
    again = await take_over(database, sample_office)
    assert again == OfficeChange(0, 0, 0, 0, 72, 0, 0, 0, 0)
    async with database.read() as reads:
        assert len(await all_of(reads, Unit)) == 20
        assert len(await all_of(reads, Officer)) == 52


async def test_a_renamed_unit_is_still_found_by_its_old_name(
    database: Database, sheet: MakeSheet, finance: UnitRow
) -> None:
    await take_over(database, sheet([finance]))
    renamed = replace(finance, name="Sở Tài chính - Đầu tư", aliases=("Sở TC",))
    change = await take_over(database, sheet([renamed]))
    assert (change.units_added, change.units_changed) == (0, 1)
    async with database.read() as reads:
        found = {
            getattr(await unit_named(reads, name), "name", None)
            for name in ("Sở Tài chính", "so tc", "Sở Tài chính - Đầu tư", "STC")
        }
    assert found == {"Sở Tài chính - Đầu tư"}


async def test_a_unit_that_an_import_created_gets_the_code_of_the_sheet(
    database: Database, sheet: MakeSheet, finance: UnitRow
) -> None:
    await take_over(database, sheet([replace(finance, code="STC1")]))
    change = await take_over(database, sheet([finance]))
    assert (change.units_added, change.units_changed) == (0, 1)
    async with database.read() as reads:
        assert [unit.code for unit in await all_of(reads, Unit)] == ["STC"]


async def test_another_name_borne_by_two_units_names_neither(
    database: Database, sheet: MakeSheet, finance: UnitRow
) -> None:
    other = UnitRow(3, "SNV", "Sở Nội vụ", aliases=("Sở",))
    await take_over(database, sheet([replace(finance, aliases=("Sở",)), other]))
    async with database.read() as reads:
        known = await known_units(reads)
    assert "so" not in known
    assert len(set(known.values())) == 2


async def test_a_role_that_the_sheet_no_longer_gives_ended_yesterday(
    database: Database,
    sheet: MakeSheet,
    finance: UnitRow,
    an: PersonRow,
    clock: StoppedClock,
) -> None:
    await take_over(database, sheet([finance], [replace(an, is_contact=True)]))
    assert await roles_of(database, "CB001") == {Role.OFFICER, Role.CONTACT}
    change = await take_over(database, sheet([finance], [an]))
    assert (change.roles_added, change.roles_ended) == (0, 1)
    assert await roles_of(database, "CB001") == {Role.OFFICER}
    async with database.read() as reads:
        ended = [one for one in await all_of(reads, Membership) if one.valid_to]
        assert [one.valid_to for one in ended] == [reads.today - timedelta(days=1)]
        kept = await reads.session.scalars(select(Audit).order_by(Audit.id))
        deeds = [(one.action, one.object, one.detail["role"]) for one in kept]
    assert deeds == [
        ("role_given", "officer:1", "officer"),
        ("role_given", "officer:1", "contact"),
        ("role_ended", "officer:1", "contact"),
    ]


async def test_a_role_comes_back_when_the_sheet_gives_it_again(
    database: Database, sheet: MakeSheet, finance: UnitRow, an: PersonRow
) -> None:
    contact = sheet([finance], [replace(an, is_contact=True)])
    for one in (contact, sheet([finance], [an]), contact):
        change = await take_over(database, one)
    assert (change.roles_added, change.roles_ended) == (1, 0)
    assert await roles_of(database, "CB001") == {Role.OFFICER, Role.CONTACT}


async def test_who_is_not_in_the_sheet_stays_and_is_counted(
    database: Database, sheet: MakeSheet, finance: UnitRow, an: PersonRow
) -> None:
    binh = replace(an, row=3, code="CB002", name="Trần Thị Bình")
    await take_over(database, sheet([finance], [an, binh]))
    change = await take_over(database, sheet([finance], [an]))
    assert (change.units_not_listed, change.officers_not_listed) == (0, 1)
    assert change.roles_ended == 0
    assert await roles_of(database, "CB002") == {Role.OFFICER}


async def test_two_roles_of_one_person_are_one_officer(
    database: Database, sheet: MakeSheet, finance: UnitRow, an: PersonRow
) -> None:
    head = replace(an, row=3, role=Role.UNIT_HEAD)
    change = await take_over(database, sheet([finance], [an, head]))
    assert (change.officers_added, change.roles_added) == (1, 2)


async def test_a_name_with_markup_is_kept_as_it_is_written(
    database: Database, sheet: MakeSheet, finance: UnitRow, an: PersonRow
) -> None:
    await take_over(database, sheet([finance], [replace(an, name="<b>An</b> & Co")]))
    async with database.read() as reads:
        (officer,) = await all_of(reads, Officer)
    assert officer.name == "<b>An</b> & Co"
