"""The process that opens a workbook: limited, without our environment, soon gone.

`python -m files.opening.worker FILE` writes frames (`files/opening/answer.py`): a
sheet's name, then its rows in batches, or what an edXML message says; a problem is the
last one. Only `files/importers/workbook.py` starts it.
"""

from __future__ import annotations

import gc
import resource
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.sax import SAXException
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, PasswordError

from domain.register import FileProblem, UnreadableFile
from files.opening.answer import block_frames, frame
from files.opening.container import MB
from files.opening.sheets import Block, Values, open_sheets

MESSAGES = (".edxml", ".xml")
MEMORY = 512 * MB  # address space
PROCESSOR = 20  # seconds
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


def main(path: Path, out: IO[bytes]) -> None:
    """Write the sheets; if a problem follows, the parent forgets what came before."""
    try:
        if path.suffix.lower() in MESSAGES:
            from files.opening.edxml import read_edxml  # a table needs none of it

            out.write(frame({"message": read_edxml(path).as_facts()}))
            return
        for name, blocks, values in open_sheets(path):
            write_sheet(name, blocks, values, out)
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
    name: str, blocks: Iterator[Block], values: Values, out: IO[bytes]
) -> None:
    """Its name, then blocks: the values that are new, and rows of their places."""
    out.write(frame({"sheet": name}))
    written = 0
    for first, width, places in blocks:
        new = values.table[written:]
        out.writelines(block_frames(new, first, width, places))
        written += len(new)


def write_problem(problem: FileProblem, out: IO[bytes]) -> None:
    out.write(frame({"problem": problem.value}))


def limit() -> None:
    """Whatever the file does, it ends here."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The signal of the first limit says why; the second one ends it anyhow.
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    gc.disable()  # nothing here goes round in circles, and it lives for seconds
    with sys.stdout.buffer as answer:
        main(Path(sys.argv[1]), answer)
