"""Where an old workbook (.xls) has formulas, macros or a password: its records.

Records are a type, a length, and so many bytes; a sheet's begin where the workbook's
own list says.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from domain.register import FileProblem, UnreadableFile
from files.opening.compound import Compound
from files.opening.formulas import MOST_COLUMNS, MOST_ROWS, Places

BEGIN, END = 0x0809, 0x000A
SHEET = 0x0085
PASSWORD = 0x002F
FORMULAS = (0x0006, 0x0206, 0x0406)
ARRAYS = (0x0021, 0x0221)
EXTERNAL_BOOK = 0x01AE
OWN_NAMES = (b"\x01\x04", b"\x01\x3a")  # of the workbook itself, and of add-ins
MACRO_SHEET = 1
MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")

Record = tuple[int, bytes]


def find_old_formulas(content: bytes) -> list[Places]:
    """For each sheet in the workbook's order. Raises UnreadableFile."""
    compound = Compound(content)
    if compound.names.intersection(MACROS):
        raise UnreadableFile(FileProblem.MACRO)
    name = next((n for n in ("Workbook", "Book") if n in compound.names), None)
    if name is None:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
    stream = compound.stream(name)
    return [_formulas(stream, start) for start in _sheets(stream)]


def _sheets(stream: bytes) -> list[int]:
    starts = []
    for kind, data in _records(stream, 0):
        if kind == PASSWORD:
            raise UnreadableFile(FileProblem.PROTECTED)
        if kind == EXTERNAL_BOOK and data[2:4] not in OWN_NAMES:
            raise UnreadableFile(FileProblem.EXTERNAL_LINKS)
        if kind == SHEET and len(data) >= 6:
            if data[5] == MACRO_SHEET:
                raise UnreadableFile(FileProblem.MACRO)
            starts.append(struct.unpack_from("<I", data)[0])
    return starts


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Those of one part, the charts inside it left out."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _formulas(stream: bytes, start: int) -> Places:
    places: defaultdict[int, set[int]] = defaultdict(set)
    for kind, data in _records(stream, start):
        if kind in FORMULAS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            _add(places, range(row, row + 1), range(column, column + 1))
        elif kind in ARRAYS and len(data) >= 6:
            first, last, left, right = struct.unpack_from("<HHBB", data)
            _add(places, range(first, last + 1), range(left, right + 1))
    return places


def _add(places: defaultdict[int, set[int]], rows: range, columns: range) -> None:
    inside = [column + 1 for column in columns if column < MOST_COLUMNS]
    for row in rows:
        if row < MOST_ROWS:
            places[row + 1].update(inside)
