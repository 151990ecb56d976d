"""How the process that opens a file answers, and how its answer is heard.

The answer is frames: the lengths of two parts, JSON, and the cells of some rows as
numbers, each the place of the cell's value among the values told so far. Neither part
can be more than data: whatever a hostile file has made of its opener, we read numbers
and texts, or give up.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from struct import Struct
from sys import getsizeof
from typing import Any

from domain.register import FileProblem, UnreadableFile
from files.opening.cells import Cell, Mark, PackedRows, Sheet

HEAD = Struct("<II")  # bytes of the JSON, bytes of the cells
CELLS = "I"  # of an array
MB = 1024 * 1024
# Of one answer, as it is kept; 50,000 rows of a register are about 20 MB.
MOST_KEPT = 40 * MB
MOST_FRAME = 3 * MB  # on its way; of long texts a few are told at once
FEW = 100  # values
REFERENCE = 8  # bytes, to a value from the list of them


def frame(said: Mapping[str, object], cells: array[int] | None = None) -> bytes:
    text, places = encode(said).encode(), b"" if cells is None else cells.tobytes()
    return HEAD.pack(len(text), len(places)) + text + places


def block_frames(
    values: Sequence[Cell], first: int, width: int, cells: array[int]
) -> Iterator[bytes]:
    """Values that are new, and rows of places, in frames that are short enough."""
    whole = frame({"values": values, "first": first, "width": width}, cells)
    if len(whole) <= MOST_FRAME:
        yield whole
        return
    for at in range(0, len(values), FEW):
        few = values[at : at + FEW]
        yield frame({"values": few, "first": first, "width": width})
    yield frame({"values": [], "first": first, "width": width}, cells)


def tag(value: object) -> dict[str, str]:
    """Say in JSON what it has no word for; `revive` reads it."""
    match value:
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Mark():
            return {"mark": value.value}
    raise TypeError(type(value).__name__)


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=tag).encode


def revive(found: dict[str, Any]) -> Any:
    """Give back what JSON has no word for."""
    if "date" in found:
        return date.fromisoformat(found["date"])
    if "time" in found:
        return datetime.fromisoformat(found["time"])
    if "mark" in found:
        return Mark(found["mark"])
    return found


class Answer:
    """What the opener has said so far; a value of many cells is kept once."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.rows = PackedRows()
        self.message: dict[str, Any] | None = None
        self.kept = 0  # bytes

    def hear(self, text: bytes, cells: bytes) -> None:
        """Raises UnreadableFile if a problem is named, or if it makes no sense."""
        try:
            self._hear(json.loads(text, object_hook=revive), cells)
        except (ValueError, TypeError, LookupError, RecursionError):
            raise UnreadableFile(FileProblem.NOT_A_WORKBOOK) from None

    def _hear(self, said: Any, cells: bytes) -> None:
        match said:
            case {"problem": reason}:
                raise UnreadableFile(FileProblem(reason))
            case {"message": facts}:
                self.message = facts
            case {"sheet": name}:
                self.rows = PackedRows()
                self.sheets.append(Sheet(name, self.rows))
            case {"values": values, "first": first, "width": width}:
                self._weigh(values, len(cells))
                self.rows.values.extend(values)
                self.rows.add(first, width, array(CELLS, cells))

    def _weigh(self, values: list[Cell], cells: int) -> None:
        self.kept += sum(map(getsizeof, values)) + REFERENCE * len(values) + cells
        if self.kept > MOST_KEPT:
            raise UnreadableFile(FileProblem.TOO_LARGE)
