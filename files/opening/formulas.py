"""Where a sheet has formulas: one streaming pass over its XML.

The values come from calamine, which gives a formula's last result and does not say
that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

PIECE = 1024 * 1024  # bytes
MOST_ROWS = 60_000
MOST_COLUMNS = 60

FORMULA_TAG = re.compile(rb"[<:]f[\s/>]")

# Row number -> column numbers, both from 1.
Places = Mapping[int, set[int]]


def find_formulas(part: IO[bytes]) -> Places:
    """The cells that hold a formula, inside the rows and columns we read at all.

    Most sheets have none, and a search for the bare tag tells that far faster than
    a parser: calamine reads UTF-8 only, so the tag can stand in no other bytes.
    """
    if not has_formula_tag(part):
        return {}
    from files.opening.formula_parser import FormulaParser  # seldom, and slow to load

    part.seek(0)
    parser = FormulaParser()
    for piece in pieces(part):
        parser.feed(piece)
    parser.close()
    return parser.places


def has_formula_tag(part: IO[bytes]) -> bool:
    tail = b""
    for piece in pieces(part):
        text = tail + piece
        # `find` is far faster than the pattern, which sorts out <filterColumn> and co.
        suspected = b"<f" in text or b":f" in text
        if suspected and FORMULA_TAG.search(text):
            return True
        tail = text[-2:]
    return False


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(PIECE):
        yield piece
