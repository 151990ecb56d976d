"""Files that every program reads: CSV in UTF-8, safe to be opened in a spreadsheet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

# A spreadsheet takes what begins so for a formula (delivery.md 2.13, "exports").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
ONLY_OURS = 0o600  # people's names are in it


class Table(AbstractContextManager["Table"]):
    """A CSV file that is written row by row. It must not be there yet.

    Raises FileExistsError, and OSError where it cannot be written.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._file = open_new(path)
        self._file.write("\ufeff")  # else Excel reads Vietnamese as Latin-1
        self._rows = csv.writer(self._file)
        self._rows.writerow(columns)
        self.count = 0

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self._rows.writerow([cell(value) for value in row])
            self.count += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def open_new(path: Path) -> TextIO:
    """For writing text, for our eyes only. Raises FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS)
    return os.fdopen(
        handle, "w", encoding="utf-8", errors="backslashreplace", newline=""
    )


def make_empty_folder(folder: Path) -> None:
    """Raises FileExistsError if something is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)


def cell(value: Any) -> str:
    """Nothing of it is ever a formula; a number stays one."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():  # and moments
            return value.isoformat()
        case Mapping() | list():
            value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA) else text
