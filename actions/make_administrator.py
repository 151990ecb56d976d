"""Who looks after people and settings: often the first person of a new office."""

from __future__ import annotations

from domain.folding import fold, nfc
from domain.tasks import Role
from models.queries.audits import Deed, note_deed
from models.queries.office_sheet import all_of
from models.tables import Membership, Officer, Unit
from models.work import Work

OFFICE_CODE = "VP"
OFFICE_NAME = "Văn phòng"
CODE_START = "QT"  # Quản trị; the numbers behind it are ours


async def make_administrator(work: Work, name: str, known: Officer | None) -> Officer:
    """Give the role to the officer, created if nobody of that name is known. The audit
    keeps it.

    A new person belongs to Văn phòng, or to the first unit, which is created too if
    there is none yet.
    """
    officer = known or await _new_officer(work, name)
    unit = await _unit(work)
    parts = await all_of(work, Membership)
    mine = [one for one in parts if one.officer_id == officer.id]
    held = [one for one in mine if one.role is Role.ADMIN]
    unit_id = held[0].unit_id if held else mine[0].unit_id if mine else unit.id
    if not held:
        part = Membership(officer_id=officer.id, unit_id=unit_id, role=Role.ADMIN)
        work.session.add(part)
    for one in held:
        one.valid_to = None
    detail = {"role": Role.ADMIN.value, "unit": unit_id}
    of = f"officer:{officer.id}"
    await note_deed(work, Deed("administrator_made", of, None, "terminal", detail))
    return officer


async def _new_officer(work: Work, name: str) -> Officer:
    taken = {fold(officer.code) for officer in await all_of(work, Officer)}
    number = 1
    while fold(f"{CODE_START}{number:02}") in taken:
        number += 1
    written = " ".join(nfc(name).split())[:250]
    officer = Officer(
        code=f"{CODE_START}{number:02}", name=written, folded=fold(written)
    )
    work.session.add(officer)
    await work.session.flush()
    return officer


async def _unit(work: Work) -> Unit:
    units = sorted(await all_of(work, Unit), key=lambda unit: unit.sort_order)
    office = [unit for unit in units if unit.code == OFFICE_CODE]
    if office or units:
        return (office or units)[0]
    unit = Unit(code=OFFICE_CODE, name=OFFICE_NAME, folded=fold(OFFICE_NAME))
    work.session.add(unit)
    await work.session.flush()
    return unit
