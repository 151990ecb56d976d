"""A backup: one file, a plain zip of the office's tables, that proves itself whole.

Each table is a file of JSON lines, the first of which names the columns;
`manifest.json` counts them and gives their SHA-256. The zip's own comment is the
SHA-256 of all before it, so that no bit of the file may change unseen (F52).
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = 64  # letters of the digest at the end of the file
BLOCK = 1024 * 1024
CHUNK = 2_000  # rows
ONLY_OURS = 0o600  # people's names are in it
SQLITE = b"SQLite format 3\0"


class NotABackup(Exception):
    """The file is none of ours. `is_database`: it is a database's own file, of which
    `is_live` says that its newest commits lie in another one beside it."""

    def __init__(self, *, is_database: bool = False, is_live: bool = False) -> None:
        super().__init__()
        self.is_database = is_database
        self.is_live = is_live


class Spoilt(Exception):
    """It was a backup once; something in it is not what was written."""


@dataclass(frozen=True)
class Held:
    """One table in a backup."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `at` is the moment of which it is."""

    at: str
    schema: str
    tables: tuple[Held, ...]
    format: int = FORMAT

    @property
    def digest(self) -> str:
        """Of all rows of all tables: equal for the same office in any database."""
        said = "".join(f"{t.name} {t.rows} {t.sha256}\n" for t in self.tables)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Lines:
    """Counts and digests the lines of one table, and writes them if it is to."""

    def __init__(
        self, name: str, columns: Sequence[str], to: IO[bytes] | None = None
    ) -> None:
        self.name = name
        self._to = to
        self._digest = hashlib.sha256()
        self._count = -1  # the line of the columns is no row
        self.add([list(columns)])

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        body = "".join(f"{_line(row)}\n" for row in rows).encode()
        self._digest.update(body)
        self._count += len(rows)
        if self._to is not None:
            self._to.write(body)

    @property
    def held(self) -> Held:
        return Held(self.name, self._count, self._digest.hexdigest())


_line = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class NewBackup(AbstractContextManager["NewBackup"]):
    """Writes a backup. It bears its name only once it is whole and on the disk.

    Raises FileExistsError, and OSError where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise FileExistsError(path)
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._part.unlink(missing_ok=True)
        handle = os.open(self._part, os.O_RDWR | os.O_CREAT | os.O_EXCL, ONLY_OURS)
        self._file = os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(
            self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1
        )

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(f"{name}.jsonl", "w", force_zip64=True)

    def finish(self, manifest: Manifest) -> None:
        said = {**asdict(manifest), "digest": manifest.digest}
        self._zip.writestr(MANIFEST, json.dumps(said, indent=1))
        self._zip.comment = b"0" * SEAL
        self._zip.close()
        seal = _digest(self._file)
        self._file.seek(-SEAL, os.SEEK_END)
        self._file.write(seal.encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._part.rename(self._path)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._zip.comment = b""
        with suppress(ValueError):  # the zip of a failure need not be whole
            self._zip.close()
        self._file.close()
        self._part.unlink(missing_ok=True)


class Backup(AbstractContextManager["Backup"]):
    """A backup that was looked through, to be read. Raises NotABackup, Spoilt."""

    def __init__(self, path: Path) -> None:
        _check_kind(path)
        self._file = path.open("rb")
        try:
            self._check_seal()
            self._zip = zipfile.ZipFile(self._file)
            self.manifest = self._read_manifest()
        except BaseException:
            self._file.close()
            raise

    def _check_seal(self) -> None:
        seal = _digest(self._file)
        self._file.seek(-SEAL, os.SEEK_END)
        if self._file.read() != seal.encode():
            raise Spoilt
        self._file.seek(0)

    def _read_manifest(self) -> Manifest:
        try:
            said = json.loads(self._zip.read(MANIFEST))
            tables = tuple(Held(**one) for one in said["tables"])
            return Manifest(said["at"], said["schema"], tables, said["format"])
        except (KeyError, TypeError, ValueError) as error:
            raise NotABackup from error

    def columns(self, name: str) -> list[str]:
        with self._zip.open(f"{name}.jsonl") as lines:
            found: list[str] = json.loads(lines.readline())
        return found

    def rows(self, table: Held) -> Iterator[list[list[Any]]]:
        """The rows of a table in chunks; raises Spoilt at its end if they differ."""
        chunk: list[list[Any]] = []
        digest, count = hashlib.sha256(), -1
        with self._zip.open(f"{table.name}.jsonl") as lines:
            for line in lines:
                digest.update(line)
                count += 1
                if count:
                    chunk.append(json.loads(line))
                if len(chunk) == CHUNK:
                    yield chunk
                    chunk = []
        if (count, digest.hexdigest()) != (table.rows, table.sha256):
            raise Spoilt
        if chunk:
            yield chunk

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()


def _check_kind(path: Path) -> None:
    """What is copied from beside a running bot lacks its newest commits."""
    with path.open("rb") as file:
        start = file.read(len(SQLITE))
    if start == SQLITE:
        log = path.with_name(f"{path.name}-wal")
        is_live = log.exists() and log.stat().st_size > 0
        raise NotABackup(is_database=True, is_live=is_live)
    if not start.startswith(b"PK"):
        raise NotABackup


def _digest(file: IO[bytes]) -> str:
    """Of all but the seal at its end."""
    file.seek(0, os.SEEK_END)
    left = file.tell() - SEAL
    digest = hashlib.sha256()
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()
