"""A paper before it is a file: what stands in it, in order, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.papers import Papers, Signature

Cell = str | int
ROMAN = ("I", "II", "III", "IV", "V", "VI")  # of appendices
# What XML cannot hold; half a surrogate pair too.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: object) -> str:
    """Text that a file of XML can hold."""
    return FORBIDDEN.sub("", str(text))


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is its share of the line; numbers are centred.

    `adds` says that the last row holds the sum of the rows above.
    """

    title: str
    width: float
    centred: bool = False
    adds: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a header; `total` is the last row, of the same columns.

    `note` says what its short words mean, and what its shares are of.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """A numbered heading, bold."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph of the body."""

    text: str
    italic: bool = False


Block = Heading | Text | Table


@dataclass(frozen=True)
class Appendix:
    """On a page of its own, numbered by itself."""

    title: str
    table: Table


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One draft. `kind` is its name in capitals, empty for a letter (công văn)."""

    name: str  # of its file, without folder and ending
    symbol: str  # after "Số:      /"
    kind: str
    subject: str
    dated: date  # its month and year; the day is left blank
    papers: Papers
    addressees: Sequence[str] = ()
    body: Sequence[Block]
    recipients: Sequence[str]
    signature: Signature
    appendices: Sequence[Appendix] = ()
    footer: str = ""
    of_appendix: str = ""  # Báo cáo, Công văn: what an appendix comes with
    closing: str = field(default="./.")
