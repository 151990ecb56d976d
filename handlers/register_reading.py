"""A register sent as a file: fetched, and understood. Nothing is stored.

It takes the network and a process of its own, so it comes before the transaction.
"""

from __future__ import annotations

import asyncio
import errno
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from actions.import_profiles import choose_profile
from actions.import_register import Source
from channels.telegram import FileTooLarge
from domain.notices import FileRefused
from domain.refusals import Reason, Refusal
from domain.register import (
    Column,
    FileProblem,
    Register,
    UnknownLayout,
    UnreadableFile,
)
from files.digests import digest_of_bytes
from files.importers import Workbook, normal, read_register, read_workbook
from handlers.context import Turn

MOST_BYTES = 20 * 1024 * 1024
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Sent:
    """A file in the chat, as it can be fetched again. `compares`: of somebody who may
    import none, and only compares it with the register."""

    name: str
    file_id: str
    compares: bool = False


@dataclass(frozen=True)
class Understood:
    register: Register
    source: Source


class Unmapped(Exception):
    """What is asked about the columns, and whose way of keeping registers it seems."""

    def __init__(self, layout: UnknownLayout, profile: str) -> None:
        super().__init__(layout.reason.value)
        self.layout = layout
        self.profile = profile


async def fetch(turn: Turn, file_id: str) -> bytes:
    """Raises UnreadableFile for one that is too large, and DownloadFailed."""
    try:
        return await turn.program.fetch(file_id, MOST_BYTES)
    except FileTooLarge:
        raise UnreadableFile(FileProblem.TOO_LARGE) from None


@contextmanager
def own_folder() -> Iterator[Path]:
    """It goes at once. Raises Refusal where the server has no room for the file."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Refusal(Reason.NO_ROOM) from error


async def understand(
    turn: Turn, sent: Sent, content: bytes, said: Mapping[str, Column] | None = None
) -> Understood:
    """`said` of headers goes before what is known. Raises Unmapped, UnreadableFile.

    The file stands in a folder that goes at once, under a name of our own.
    """
    with own_folder() as folder:
        path = folder / f"register{PurePath(sent.name).suffix.lower()[:8]}"
        await asyncio.to_thread(path.write_bytes, content)
        workbook = await read_workbook(path)
    profile, mapped = await choose_profile(turn.reads, workbook, None)
    ours = {normal(header): column for header, column in (said or {}).items()}
    try:
        register = await _read(turn, workbook, {**mapped, **ours})
    except UnknownLayout as layout:
        raise Unmapped(layout, profile) from None
    digest, officer = digest_of_bytes(content), turn.actor.officer_id
    return Understood(register, Source(sent.name, digest, officer, profile))


async def _read(
    turn: Turn, workbook: Workbook, mapped: Mapping[str, Column]
) -> Register:
    return await asyncio.to_thread(
        read_register,
        workbook,
        today=turn.reads.today,
        mapped=mapped,
        before_is_exclusive=turn.policy.before_is_exclusive,
        secret_symbols=turn.policy.secret_symbols,
    )


def refused(name: str, content: bytes, error: UnreadableFile) -> FileRefused:
    """What is said of it. Raises Refusal for a secret: of that a digest is kept."""
    if error.reason is FileProblem.SECRET:
        raise Refusal(Reason.SECRET, digest=digest_of_bytes(content))
    return FileRefused(name, error.reason.value)
