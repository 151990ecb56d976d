"""What is around a table: its kind, its size, its zip, judged before it is parsed."""

from __future__ import annotations

import stat
from enum import Enum
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from domain.register import FileProblem, UnreadableFile

MB = 1024 * 1024
MOST_BYTES = 20 * MB
MOST_UNPACKED = 200 * MB  # sum of the declared sizes; zipfile stops at the declared one
MOST_RATIO = 200
MOST_ENTRIES = 200
PROLOGUE = 64 * 1024  # bytes of each part in which a DOCTYPE would stand

# An encrypted workbook is an OLE file with a stream of this name in it.
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP_MAGIC = b"PK\x03\x04"
NEEDED = ("[Content_Types].xml", "xl/workbook.xml")


class FileKind(Enum):
    """How a table is kept."""

    XLSX = ".xlsx"
    XLS = ".xls"
    TEXT = ".csv"


KINDS = {
    ".xlsx": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".csv": FileKind.TEXT,
    ".txt": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
}
MACRO_NAMES = {".xlsm", ".xltm", ".xlam"}


def check_file(path: Path) -> FileKind:
    """Its kind, by name, size and first bytes alike. Raises UnreadableFile."""
    suffix = path.suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None:
        macros = suffix in MACRO_NAMES
        raise UnreadableFile(FileProblem.MACRO if macros else FileProblem.WRONG_KIND)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    if size == 0:
        raise UnreadableFile(FileProblem.EMPTY)
    with path.open("rb") as file:
        magic = file.read(8)
    check_magic(path, kind, magic)
    return kind


def check_magic(path: Path, kind: FileKind, magic: bytes) -> None:
    """What a name promises, the first bytes must keep. Raises UnreadableFile."""
    is_zip, is_old = magic.startswith(ZIP_MAGIC), magic == OLE_MAGIC
    if is_old and ENCRYPTED in path.read_bytes():
        raise UnreadableFile(FileProblem.PROTECTED)
    kept = {
        FileKind.XLSX: is_zip,
        FileKind.XLS: is_old,
        FileKind.TEXT: not is_zip and not is_old,
    }
    if not kept[kind]:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)


def open_container(path: Path) -> ZipFile:
    """The checked zip; the caller closes it. Raises UnreadableFile."""
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, EOFError, NotImplementedError):
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK) from None
    check_entries(archive.infolist())
    check_parts(archive)
    return archive


def check_entries(entries: list[ZipInfo]) -> None:
    """Refuse what no spreadsheet program writes. Raises UnreadableFile."""
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise UnreadableFile(FileProblem.TOO_LARGE)
    # A name twice: the formula scan and the reader could look at different copies.
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(map(is_unsafe, entries)):
        raise UnreadableFile(FileProblem.UNSAFE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(FileProblem.PROTECTED)
    if not set(NEEDED) <= set(names):
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
    check_names([name.lower() for name in names])


def check_names(names: list[str]) -> None:
    """Refuse programs and foreign data inside the file. Raises UnreadableFile."""
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise UnreadableFile(FileProblem.MACRO)
    if any("/externallinks/" in name for name in names):
        raise UnreadableFile(FileProblem.EXTERNAL_LINKS)


def is_unsafe(entry: ZipInfo) -> bool:
    """Whether the entry points out of the archive, or is a symbolic link."""
    steps = entry.filename.replace("\\", "/").split("/")
    leads_out = ".." in steps or steps[0] == "" or ":" in steps[0]
    return leads_out or stat.S_ISLNK(entry.external_attr >> 16)


def check_parts(archive: ZipFile) -> None:
    """Refuse any part with a DOCTYPE: entity bombs need one. Raises UnreadableFile."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(entry) as part:
            if b"<!DOCTYPE" in part.read(PROLOGUE):
                raise UnreadableFile(FileProblem.UNSAFE)
