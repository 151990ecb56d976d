"""A difference as it is shown: counts, the first rows of each kind, all rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from actions.import_register import ImportResult
from actions.register_judging import Judged
from domain.import_notices import ImportCounts, RowSaid, Side
from domain.register import Column, LeftOut, Register, RegisterRow
from domain.register_conflicts import SUPPORT
from locales.catalog import Catalog
from locales.formats import cut
from locales.problems import problem
from locales.render.columns import NAMES, column_of, said_in
from locales.render.sides import named, side
from models.history import plain

SHOWN = 5  # rows of each kind in a message
SHORT = 30  # characters of a value in a line
LANGUAGE = "vi"  # of registers
KINDS = ("Mới", "Thay đổi", "Mâu thuẫn", "Không còn trong tệp", "Không nhập")


def counts_of(result: ImportResult) -> ImportCounts:
    return ImportCounts(
        result.added,
        result.changed,
        result.unchanged,
        result.vanished,
        result.contradicted,
        len(result.left_out),
    )


def first_rows(result: ImportResult, register: Register) -> dict[str, tuple[Any, ...]]:
    """For the message: by kind, in the register's language; and its columns."""
    found, headers = result.difference, register.columns
    left_out = result.left_out[:SHOWN]
    return {
        "changed": tuple(_changed(one, headers) for one in found.changed[:SHOWN]),
        "contradicted": tuple(_disputed(one) for one in found.contradicted[:SHOWN]),
        "vanished": tuple(
            (row.row, row.number, row.lead_unit) for _, row in found.vanished[:SHOWN]
        ),
        "left_out": tuple(_left_out(one) for one in left_out),
        "sheets": tuple(one.sheet for one in left_out) if register.has_sheets else (),
        "columns": tuple((header, column.value) for column, header in headers.items()),
        "near": near_names(result.left_out)[:SHOWN],
    }


def near_names(left_out: Sequence[LeftOut]) -> tuple[tuple[str, str], ...]:
    """Each once: the name as written, and the unit that it almost is."""
    return tuple(dict.fromkeys((one.detail, one.near) for one in left_out if one.near))


def _changed(one: Judged, headers: Mapping[Column, str]) -> RowSaid:
    return one.row.row, one.row.number, changes_of(one, headers)


def changes_of(one: Judged, headers: Mapping[Column, str]) -> str:
    """In one line: each header with the last file's word and this one's."""
    return "; ".join(
        f"{header} {cut(before, SHORT)} → {cut(after, SHORT)}"
        for header, before, after in changed_columns(one, headers)
    )


def changed_columns(
    one: Judged, headers: Mapping[Column, str]
) -> list[tuple[str, str, str]]:
    """Headers as written, what the last file said there, and what this one says."""
    words = Catalog.load().words(LANGUAGE)
    columns = dict.fromkeys(column_of(name) for name in one.change.fields)
    return [
        (
            headers.get(column, words(NAMES[column])),
            said_in(one.before, column, words),
            said_in(one.row, column, words),
        )
        for column in columns
    ]


def _disputed(one: Judged) -> tuple[int, str, Side, Side]:
    return one.row.row, one.row.number, *sides_of(one)


def sides_of(one: Judged) -> tuple[Side, Side]:
    """What the file says, and what stands."""
    verdict = one.verdict
    return said_of(verdict.register, one.units), said_of(verdict.person, one.units)


def said_of(columns: Mapping[str, Any], units: Mapping[int, str]) -> Side:
    """Columns with their values as text; units by their names."""
    said = plain(columns)
    return tuple((n, _text(n, v, units)) for n, v in said.items() if v is not None)


def _text(column: str, value: Any, units: Mapping[int, str]) -> str:
    if column == "tracking_unit_id":
        return units.get(value, "")
    if column == SUPPORT:
        return ", ".join(units.get(unit, "") for unit in value)
    return str(value)


def units_in(columns: Mapping[str, Any]) -> set[int]:
    """The units of which they speak, by their numbers."""
    named = {*columns.get(SUPPORT, ()), columns.get("tracking_unit_id")}
    return named - {None}


def _left_out(one: LeftOut) -> tuple[int, str | None, str, str, str]:
    return one.row, one.column, one.problem.value, one.detail, one.near


def all_rows(
    result: ImportResult, headers: Mapping[Column, str]
) -> Iterator[Sequence[str | int]]:
    """For the sheet, in its language; what is unchanged is not repeated."""
    words = Catalog.load().words(LANGUAGE)
    found = result.difference
    new, changed, disputed, gone, left = KINDS
    for row in found.added:
        yield (*_line(new, row), "", "", "")
    for one in found.changed:
        differing = changed_columns(one, headers)
        names = "; ".join(header for header, _, _ in differing)
        after = _listed((header, said) for header, _, said in differing)
        before = _listed((header, said) for header, said, _ in differing)
        yield (*_line(changed, one.row), names, after, before)
    for one in found.contradicted:
        register, person = sides_of(one)
        columns = ", ".join(named(column, words) for column in one.verdict.register)
        values = side(register, words), side(person, words)
        yield (*_line(disputed, one.row), columns, *values)
    for _, row in found.vanished:
        yield _line(gone, row)
    for out in result.left_out:
        why = problem(out.problem, words, detail=out.detail, near=out.near)
        where = out.sheet, out.row, out.key, "; ".join(out.units)
        yield left, *where, why, out.column or ""


def _listed(said: Iterable[tuple[str, str]]) -> str:
    """One value alone; of several each under its header."""
    values = list(said)
    if len(values) == 1:
        return values[0][1]
    return "\n".join(f"{header}: {value}" for header, value in values)


def _line(kind: str, row: RegisterRow) -> Sequence[str | int]:
    return kind, row.sheet, row.row, row.number, row.lead_unit, row.content
