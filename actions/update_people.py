"""The people of the office's sheet, and the parts they have in its units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from actions.update_units import LONGEST_CODE, LONGEST_NAME
from domain.folding import fold
from domain.office import PersonRow
from domain.tasks import Role
from models.queries.audits import Deed, note_deeds
from models.queries.office_sheet import all_of
from models.tables import Membership, Officer
from models.work import Work

Part = tuple[int, int, Role]  # officer, unit, role


@dataclass(frozen=True)
class PeopleChange:
    """Counts of officers, and of the roles they were given or no longer have."""

    added: int
    changed: int
    unchanged: int
    not_listed: int
    roles_added: int
    roles_ended: int


async def update_people(
    work: Work, rows: Sequence[PersonRow], units: Mapping[str, int]
) -> PeopleChange:
    """Create and change people; roles that a listed one no longer has end yesterday."""
    known = await all_of(work, Officer)
    by_code = {fold(officer.code): officer for officer in known}
    people = _people(rows)
    added = [code for code in people if code not in by_code]
    for code in added:
        by_code[code] = Officer(code=people[code].code, name="", folded="", active=True)
        work.session.add(by_code[code])
    listed = {code: by_code[code] for code in people}
    changed = [code for code, row in people.items() if _is_changed(row, listed[code])]
    await work.session.flush()
    roles_added, roles_ended = await _update_parts(work, rows, listed, units)
    new = set(added)
    return PeopleChange(
        added=len(new),
        changed=len(set(changed) - new),
        unchanged=len(people) - len(set(changed) | new),
        not_listed=len(known) - len(people) + len(new),
        roles_added=roles_added,
        roles_ended=roles_ended,
    )


def _people(rows: Iterable[PersonRow]) -> dict[str, PersonRow]:
    """The first row of each person, by folded Mã: it has his name and position."""
    people: dict[str, PersonRow] = {}
    for row in rows:
        people.setdefault(fold(row.code), row)
    return people


def _is_changed(row: PersonRow, officer: Officer) -> bool:
    before = (officer.name, officer.position, officer.email, officer.active)
    officer.code = row.code[:LONGEST_CODE]
    officer.name = row.name[:LONGEST_NAME]
    officer.folded = fold(row.name)[:LONGEST_NAME]
    officer.position = row.position[:LONGEST_NAME]
    officer.email = row.email[:LONGEST_NAME]
    officer.active = True
    return before != (officer.name, officer.position, officer.email, True)


async def _update_parts(
    work: Work,
    rows: Iterable[PersonRow],
    listed: Mapping[str, Officer],
    units: Mapping[str, int],
) -> tuple[int, int]:
    """How many parts were given, and how many ended; each is in the audit."""
    wanted = _wanted(rows, listed, units)
    people = {officer.id for officer in listed.values()}
    known = {
        (one.officer_id, one.unit_id, one.role): one
        for one in await all_of(work, Membership)
        if one.officer_id in people
    }
    given = [part for part in wanted if _give(work, part, known.get(part))]
    ended = [
        part
        for part, one in known.items()
        # An administrator is made at the terminal; no sheet locks him out.
        if part not in wanted and _holds(work, one) and one.role is not Role.ADMIN
    ]
    for part in ended:
        known[part].valid_to = work.today - timedelta(days=1)
    await work.session.flush()
    await note_deeds(work, (_deed("role_given", part) for part in given))
    await note_deeds(work, (_deed("role_ended", part) for part in ended))
    return len(given), len(ended)


def _deed(action: str, part: Part) -> Deed:
    officer_id, unit_id, role = part
    detail = {"role": role.value, "unit": unit_id}
    return Deed(action, f"officer:{officer_id}", None, "terminal", detail)


def _wanted(
    rows: Iterable[PersonRow], listed: Mapping[str, Officer], units: Mapping[str, int]
) -> dict[Part, None]:
    """The parts that the sheet gives, in its order. Who answers for a unit has two."""
    wanted: dict[Part, None] = {}
    for row in rows:
        officer_id, unit_id = listed[fold(row.code)].id, units[row.unit_code]
        wanted[officer_id, unit_id, row.role] = None
        if row.is_contact:
            wanted[officer_id, unit_id, Role.CONTACT] = None
    return wanted


def _give(work: Work, part: Part, known: Membership | None) -> bool:
    """Add the part, or give it again to who had it once; False: he has it."""
    officer_id, unit_id, role = part
    if known is None:
        work.session.add(Membership(officer_id=officer_id, unit_id=unit_id, role=role))
        return True
    if _holds(work, known):
        return False
    known.valid_from, known.valid_to = work.today, None
    return True


def _holds(work: Work, part: Membership) -> bool:
    return part.valid_to is None or part.valid_to >= work.today
