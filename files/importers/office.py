"""The file that describes the office: its units and its people (design.md 1)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from domain.folding import fold
from domain.office import (
    ROLE_NAMES,
    OfficeProblem,
    OfficeSheet,
    PersonRow,
    UnitRow,
)
from domain.register import FileProblem, UnreadableFile
from domain.tasks import Role
from files.importers.aliases import normal
from files.importers.office_columns import (
    ALIASES,
    CODE,
    CONTACT,
    EMAIL,
    KIND,
    PARENT,
    PEOPLE_HEADERS,
    PERSON_NAME,
    POSITION,
    ROLE,
    UNIT,
    UNIT_HEADERS,
    UNIT_NAME,
)
from files.importers.office_lives import codes_by_name, life_of, with_successors
from files.importers.office_table import Fault, Table, Values, find_table
from files.importers.texts import split_names
from files.opening.cells import Workbook

ROLES = {normal(name): role for role, name in ROLE_NAMES.items()}
YES = {"x", "co", "v", "1", "dung", "yes"}


def read_office(workbook: Workbook) -> OfficeSheet:
    """Read both sheets. Raises UnreadableFile if either is missing or of another shape.

    A unit's parent, and a person's unit, is one of the sheet "Đơn vị", by Mã or by
    name. A row with a fault is listed and not taken over, and so are those below it.
    """
    if not any(sheet.rows for sheet in workbook.sheets):
        raise UnreadableFile(FileProblem.EMPTY)
    units_table = find_table(workbook, UNIT_HEADERS, {CODE, UNIT_NAME})
    people_table = find_table(workbook, PEOPLE_HEADERS, {CODE, PERSON_NAME, UNIT, ROLE})
    units = read_units(units_table)
    people = read_people(people_table, units)
    faults = units_table.faults + people_table.faults
    return OfficeSheet(tuple(units), tuple(people), tuple(faults))


def read_units(table: Table) -> list[UnitRow]:
    """The units with their parents and successors among them, each after its parent."""
    seen: set[str] = set()

    def understand(row: int, values: Values) -> UnitRow:
        needed(values, CODE, OfficeProblem.NO_CODE)
        needed(values, UNIT_NAME, OfficeProblem.NO_NAME)
        if fold(values[CODE]) in seen:
            raise Fault(CODE, OfficeProblem.TWICE, values[CODE])
        seen.add(fold(values[CODE]))
        return unit_row(row, values)

    units = table.read(understand)
    while True:  # who loses a successor may be another's parent
        whole = with_successors(table, with_parents(table, units))
        if len(whole) == len(units):
            return whole
        units = whole


def unit_row(row: int, values: Values) -> UnitRow:
    return UnitRow(
        row=row,
        code=values[CODE],
        name=values[UNIT_NAME],
        kind=values.get(KIND, ""),
        parent_code=values.get(PARENT, ""),
        aliases=split_names(values.get(ALIASES, "")),
        email=values.get(EMAIL, ""),
        life=life_of(values),
    )


def with_parents(table: Table, units: list[UnitRow]) -> list[UnitRow]:
    """Hang the units under each other from the top; report those that hang on none."""
    codes = codes_by_name(units)
    below: defaultdict[str, list[UnitRow]] = defaultdict(list)
    for unit in units:
        parent = codes.get(fold(unit.parent_code), unit.parent_code)
        below[parent].append(replace(unit, parent_code=parent))
    placed: list[UnitRow] = []
    waiting = deque(below.pop("", []))
    while waiting:
        unit = waiting.popleft()
        placed.append(unit)
        waiting.extendleft(reversed(below.pop(unit.code, [])))
    hanging = chain.from_iterable(below.values())
    for unit in sorted(hanging, key=lambda unit: unit.row):
        problem = OfficeProblem.UNKNOWN_UNIT
        if unit.parent_code in codes.values():
            problem = OfficeProblem.UNDER_FAULTY
        table.report(unit.row, Fault(PARENT, problem, unit.parent_code))
    return placed


def read_people(table: Table, units: list[UnitRow]) -> list[PersonRow]:
    """One row for each person and role; a Mã names one person."""
    codes = codes_by_name(units)
    names: dict[str, str] = {}
    parts: set[tuple[str, str, Role]] = set()

    def understand(row: int, values: Values) -> PersonRow:
        person = person_row(row, values, codes)
        code, name = fold(person.code), fold(person.name)
        part = (code, person.unit_code, person.role)
        if names.setdefault(code, name) != name or part in parts:
            raise Fault(CODE, OfficeProblem.TWICE, person.code)
        parts.add(part)
        return person

    return table.read(understand)


def person_row(row: int, values: Values, codes: Mapping[str, str]) -> PersonRow:
    needed(values, CODE, OfficeProblem.NO_CODE)
    needed(values, PERSON_NAME, OfficeProblem.NO_NAME)
    unit, role = codes.get(fold(values[UNIT])), ROLES.get(normal(values[ROLE]))
    if unit is None:
        raise Fault(UNIT, OfficeProblem.UNKNOWN_UNIT, values[UNIT])
    if role is None:
        raise Fault(ROLE, OfficeProblem.UNKNOWN_ROLE, values[ROLE])
    return PersonRow(
        row=row,
        code=values[CODE],
        name=values[PERSON_NAME],
        unit_code=unit,
        role=role,
        position=values.get(POSITION, ""),
        is_contact=fold(values.get(CONTACT, "")) in YES,
        email=values.get(EMAIL, ""),
    )


def needed(values: Values, header: str, problem: OfficeProblem) -> None:
    if not values[header]:
        raise Fault(header, problem)
