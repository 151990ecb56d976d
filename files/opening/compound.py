"""The container of old workbooks (.xls): a small file system in one file.

Only what is needed to reach one stream. Every chain is bounded: a forged one cannot
lead round in circles.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from domain.register import FileProblem, UnreadableFile

HEADER = 512
LAST_SECTOR = 0xFFFF_FFFA  # from here on a number is a sign, not a sector
ENTRY = 128
NAMED_IN_HEADER = 109  # sectors of the allocation table that the header names


class Compound:
    """Streams by name. Raises UnreadableFile for what is no such container."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            self._open()
        except (struct.error, IndexError):
            raise UnreadableFile(FileProblem.NOT_A_WORKBOOK) from None

    @property
    def names(self) -> set[str]:
        return set(self.entries)

    def stream(self, name: str) -> bytes:
        """Raises KeyError if there is none of the name."""
        start, size = self.entries[name]
        if size >= self.smallest:
            return self._chain(start)[:size]
        # Small streams lie in pieces of 64 bytes inside the root's own stream.
        inside = self._chain(self.entries["Root Entry"][0])
        pieces = _follow(start, self._numbers(self.small_table))
        return b"".join(inside[at * 64 : at * 64 + 64] for at in pieces)[:size]

    def _open(self) -> None:
        (shift,) = struct.unpack_from("<H", self.content, 30)
        if shift not in (9, 12):
            raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
        self.sector = 1 << shift
        (directory,) = struct.unpack_from("<I", self.content, 48)
        self.smallest, self.small_table = struct.unpack_from("<II", self.content, 56)
        self.table = self._allocation()
        self.entries = dict(self._entries(self._chain(directory)))

    def _allocation(self) -> list[int]:
        named = list(struct.unpack_from(f"<{NAMED_IN_HEADER}I", self.content, 76))
        (more,) = struct.unpack_from("<I", self.content, 68)
        per_sector = self.sector // 4
        seen: set[int] = set()
        while more < LAST_SECTOR and more not in seen:
            seen.add(more)
            numbers = struct.unpack(f"<{per_sector}I", self._sector(more))
            named += numbers[:-1]
            more = numbers[-1]
        table: list[int] = []
        for at in named:
            if at < LAST_SECTOR:
                table += struct.unpack(f"<{per_sector}I", self._sector(at))
        return table

    def _sector(self, number: int) -> bytes:
        start = HEADER + number * self.sector
        piece = self.content[start : start + self.sector]
        return piece.ljust(self.sector, b"\0") if piece else bytes(self.sector)

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(start, self.table)))

    def _numbers(self, start: int) -> list[int]:
        chain = self._chain(start)
        return list(struct.unpack(f"<{len(chain) // 4}I", chain))

    @staticmethod
    def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            entry = directory[at : at + ENTRY]
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if name:
                yield name, struct.unpack_from("<II", entry, 116)


def _follow(start: int, table: list[int]) -> Iterator[int]:
    """Raises UnreadableFile for a chain that leads out of the file or in a circle."""
    at, left = start, len(table)
    while at < LAST_SECTOR:
        if at >= len(table) or not left:
            raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
        yield at
        at, left = table[at], left - 1
