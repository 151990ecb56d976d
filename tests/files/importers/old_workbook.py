"""Writes a small old workbook (.xls): nobody else here does.

BIFF8 records in one stream, and the container around it, as [MS-XLS] and [MS-CFB] say.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from typing import Any

FREE, END_OF_CHAIN, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD
GENERAL, DATE = 0, 1  # formats of cells


class Formula:
    """A cell whose value another one gives."""


def write_xls(
    rows: Sequence[Sequence[Any]],
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
    streams: Sequence[str] = ("Workbook",),
    more: bytes = b"",
) -> bytes:
    """`merged` are (first row, last row, first column, last column), from 0."""
    sheet = begin(0x10) + b"".join(
        cell(at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    )
    if merged:
        areas = b"".join(struct.pack("<4H", *area) for area in merged)
        sheet += record(0x00E5, struct.pack("<H", len(merged)) + areas)
    sheet += record(0x000A)
    formats = b"".join(
        record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 14)
    )
    name = b"\x02\x00So"
    size = len(begin(5)) + len(more) + len(formats) + 4 + 6 + len(name) + 4
    listed = record(0x0085, struct.pack("<IBB", size, 0, 0) + name)
    book = begin(5) + more + formats + listed + record(0x000A)
    assert len(book) == size
    return container(book + sheet, streams)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(of: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, of, 0x0DBB, 0x07CC, 0, 6))


def cell(row: int, column: int, value: Any) -> bytes:
    at = struct.pack("<HH", row, column)
    match value:
        case Formula():
            result = struct.pack("<HdHIH", GENERAL, 1.0, 0, 0, 3) + b"\x1e\x01\x00"
            return record(0x0006, at + result)
        case date():
            days = float((value - date(1899, 12, 30)).days)
            return record(0x0203, at + struct.pack("<Hd", DATE, days))
        case int() | float():
            return record(0x0203, at + struct.pack("<Hd", GENERAL, float(value)))
    text = str(value).encode("utf-16-le")
    length = struct.pack("<HHB", GENERAL, len(text) // 2, 1)
    return record(0x0204, at + length + text)


def container(stream: bytes, names: Sequence[str]) -> bytes:
    """Every name leads to the same stream; sector 0 is the table, 1 the directory."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    table = [TABLE, END_OF_CHAIN, *range(3, count + 2), END_OF_CHAIN]
    table += [FREE] * (128 - len(table))
    directory = entry("Root Entry", 5, END_OF_CHAIN, 0)
    directory += b"".join(entry(name, 2, 2, len(stream)) for name in names)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, FREE - 1, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    parts = (header, struct.pack("<128I", *table), directory.ljust(512, b"\0"), stream)
    return b"".join(parts)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, 1 if kind == 5 else FREE, FREE)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links.ljust(36, b"\0")
        + links[:0].ljust(0)
    ).ljust(116, b"\0") + struct.pack("<II4x", start, size)
