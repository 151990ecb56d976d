"""The opener's answer is data, whatever became of the opener: heard, or refused."""

from __future__ import annotations

import json
from array import array
from datetime import date

import pytest

from domain.register import FileProblem, UnreadableFile
from files.opening.answer import HEAD, MB, MOST_FRAME, Answer, block_frames, frame
from files.opening.cells import Mark, SheetRow

CELLS = array("I", [0, 1, 2, 0, 0, 0, 3, 4, 0]).tobytes()
VALUES = [None, "Sở Nội vụ", {"date": "2026-11-20"}, {"mark": "formula"}, 0.5]
BLOCK = {"values": VALUES, "first": 4, "width": 3}


def hear(*said: tuple[object, bytes]) -> Answer:
    answer = Answer()
    for facts, cells in ({"sheet": "Sổ"}, b""), *said:
        answer.hear(json.dumps(facts).encode(), cells)
    return answer


def refusal(said: object, cells: bytes = b"") -> FileProblem:
    with pytest.raises(UnreadableFile) as refused:
        hear((said, cells))
    return refused.value.reason


def test_rows_are_places_of_values() -> None:
    (sheet,) = hear((BLOCK, CELLS)).sheets
    first = SheetRow(4, [None, "Sở Nội vụ", date(2026, 11, 20)])
    last = SheetRow(6, [Mark.FORMULA, 0.5])
    assert list(sheet.rows) == [first, last]
    assert (len(sheet.rows), bool(sheet.rows), sheet.rows[:1]) == (2, True, [first])
    assert (sheet.rows[-1], sheet.rows[1:], sheet.rows[:-1]) == (last, [last], [first])
    assert set(sheet.different()) >= {"Sở Nội vụ", Mark.FORMULA}


def test_a_sheet_of_empty_cells_has_no_rows() -> None:
    (sheet,) = hear(({**BLOCK, "values": [None]}, bytes(4 * 300))).sheets
    assert not sheet.rows


def test_a_frame_says_how_long_its_parts_are() -> None:
    cells = array("I", [7])
    said = frame({"width": 1}, cells)
    assert HEAD.unpack(said[: HEAD.size]) == (11, cells.itemsize)
    assert said[HEAD.size :] == b'{"width":1}' + cells.tobytes()


def test_long_texts_come_a_few_at_once() -> None:
    values = [f"{number:04}{'x' * 3_990}" for number in range(1_000)]
    cells = array("I", range(1_000))
    frames = list(block_frames(values, 2, 10, cells))
    assert max(map(len, frames)) < MOST_FRAME < 1_000 * 3_990
    answer = hear(({"values": [], "first": 1, "width": 1}, b""))
    for said in frames:
        text, _ = HEAD.unpack(said[: HEAD.size])
        body = said[HEAD.size :]
        answer.hear(body[:text], body[text:])
    rows = answer.sheets[0].rows
    assert [cell for row in rows for cell in row.cells] == values
    assert [row.number for row in rows] == list(range(2, 102))


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        (BLOCK, array("I", [99]).tobytes()),  # the place of no value
        (BLOCK, b"\x01\x02\x03"),  # half a cell
        ({**BLOCK, "width": 0}, CELLS),
        ({**BLOCK, "width": "3"}, CELLS),
        ({**BLOCK, "values": 7}, CELLS),
        ({**BLOCK, "values": [{"date": "hôm qua"}]}, CELLS),
        ({**BLOCK, "values": [{"mark": "other"}]}, CELLS),
        ({"problem": "no such problem"}, b""),
    ],
)
def test_what_makes_no_sense_is_no_workbook(said: object, cells: bytes) -> None:
    assert refusal(said, cells) == FileProblem.NOT_A_WORKBOOK


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b"[" * 100_000, b"1" * 5_000])
def test_what_is_no_json_is_no_workbook(text: bytes) -> None:
    with pytest.raises(UnreadableFile):
        Answer().hear(text, b"")


def test_little_on_the_way_may_be_much_in_memory() -> None:
    """One sign beyond the common ones makes a text four times as large."""
    values = [f"{number:04}{'x' * 3_995}\U0001f600" for number in range(4_000)]
    assert refusal({**BLOCK, "values": values}, b"") == FileProblem.TOO_LARGE
    assert sum(map(len, values)) < 16 * MB
