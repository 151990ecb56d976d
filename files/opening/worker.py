"""The process that opens a workbook: limited, without our environment, soon gone.

`python -m files.opening.worker FILE` writes lines of JSON: a sheet's name, then its
rows in batches, or what an edXML message says; a problem is the last line. Only
`files/importers/workbook.py` starts it.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.sax import SAXException
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, PasswordError

from domain.register import FileProblem, UnreadableFile
from files.opening.container import MB
from files.opening.sheets import NumberedRow, Values, open_sheets

MESSAGES = (".edxml", ".xml")
MEMORY = 512 * MB  # address space
PROCESSOR = 20  # seconds
BATCH = 250  # rows; the parent reads one batch while the next one is made

# What the libraries raise for a file that is damaged or forged.
DAMAGED = (
    CalamineError,
    BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    ParseError,
    SAXException,
    UnicodeError,
    ValueError,
)


def main(path: Path, out: IO[str]) -> None:
    """Write the sheets; if a problem follows, the parent forgets what came before."""
    try:
        if path.suffix.lower() in MESSAGES:
            from files.opening.edxml import read_edxml  # a table needs none of it

            write({"message": read_edxml(path).as_facts()}, out)
            return
        for name, rows, values in open_sheets(path):
            write_sheet(name, rows, values, out)
    except UnreadableFile as refusal:
        write_problem(refusal.reason, out)
    except PasswordError:
        write_problem(FileProblem.PROTECTED, out)
    except MemoryError:
        write_problem(FileProblem.TOO_LARGE, out)
    except DefusedXmlException:
        write_problem(FileProblem.UNSAFE, out)
    except DAMAGED:
        write_problem(FileProblem.NOT_A_WORKBOOK, out)


def write_sheet(
    name: str, rows: Iterator[NumberedRow], values: Values, out: IO[str]
) -> None:
    """Its name, then batches: the values that are new, and rows of their places."""
    write({"sheet": name}, out)
    written = 0
    while batch := list(islice(rows, BATCH)):
        write({"values": values.table[written:], "rows": batch}, out)
        written = len(values.table)


def write_problem(problem: FileProblem, out: IO[str]) -> None:
    write({"problem": problem.value}, out)


def write(said: Mapping[str, object], out: IO[str]) -> None:
    out.write(encode(said) + "\n")


def tag(value: object) -> dict[str, str]:
    """Say in JSON what it has no word for; `workbook.revive` reads it."""
    match value:
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=tag).encode


def limit() -> None:
    """Whatever the file does, it ends here."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The signal of the first limit says why; the second one ends it anyhow.
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    gc.disable()  # nothing here goes round in circles, and it lives for seconds
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a real file
    main(Path(sys.argv[1]), sys.stdout)
