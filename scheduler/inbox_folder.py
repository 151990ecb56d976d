"""The folder into which the clerk's office drops messages of the exchange.

What was read goes to `done/` beside it, what was refused to `refused/`, and neither
stays for ever; a state secret is taken away at once. A file is opened when its size has
stood still for one tick.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path

import structlog

from actions.exchange_messages import Came, propose_message
from actions.note_secret import note_secret
from domain.exchange import ExchangeMessage
from domain.policy import Policy
from domain.register import FileProblem, UnreadableFile
from domain.secret_names import is_secret_name
from domain.secret_symbols import Symbols, any_bears_symbol
from files.digests import digest_of_file
from files.importers import read_message
from models.work import Database
from scheduler.failures import told
from scheduler.old_files import forget_files

log = structlog.get_logger()

KINDS = (".edxml", ".xml")
AT_ONCE = 20  # files of one tick


async def _read(path: Path, symbols: Symbols) -> ExchangeMessage:
    """Its name may bear a mark as well: it would be kept with it."""
    if is_secret_name(path.name):
        raise UnreadableFile(FileProblem.SECRET)
    message = await read_message(path)
    if any_bears_symbol(message.texts(), symbols):
        raise UnreadableFile(FileProblem.SECRET)
    return message


class InboxFolder:
    """Its `look` is the work of a tick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}
        self._stuck: set[str] = set()  # files that could not be opened or moved
        self._forgotten_on: date | None = None

    async def look(self, database: Database, policy: Policy, now: datetime) -> int:
        """How many files were taken; a file that fails does not stop the others."""
        await self._forget(policy, now)
        taken = 0
        for path in await asyncio.to_thread(self._still):
            try:
                taken += await self._take(database, path, policy.secret_symbols)
                self._stuck.discard(path.name)
            except OSError as error:
                self._leave(path, error)
        return taken

    def _leave(self, path: Path, error: OSError) -> None:
        """It is tried again, after all others, and said once."""
        if path.name not in self._stuck:
            log.warning("message_not_moved", **told(error))
        self._stuck.add(path.name)

    async def _forget(self, policy: Policy, now: datetime) -> None:
        """Once a day."""
        today = policy.local(now).date()
        if self._forgotten_on != today:
            before = now - timedelta(days=policy.privacy_words_days)
            await asyncio.to_thread(forget_files, self._folder, before)
            self._forgotten_on = today

    def _still(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        files = (path for path in self._folder.iterdir() if _is_message(path))
        found = {
            path.name: size for path in files if (size := _size_of(path)) is not None
        }
        still = [name for name, size in found.items() if self._sizes.get(name) == size]
        self._sizes = found
        self._stuck &= found.keys()
        still.sort(key=lambda name: (name in self._stuck, name))
        return [self._folder / name for name in still[:AT_ONCE]]

    async def _take(self, database: Database, path: Path, symbols: Symbols) -> bool:
        digest = await asyncio.to_thread(digest_of_file, path)
        try:
            message = await _read(path, symbols)
        except UnreadableFile as error:
            log.warning("message_refused", digest=digest, why=error.reason.value)
            is_secret = error.reason is FileProblem.SECRET
            if is_secret and path.name not in self._stuck:
                async with database.begin() as work:
                    await note_secret(work, digest, door="clock")
            await asyncio.to_thread(self._put_away, path, digest, drop=is_secret)
            return False
        async with database.begin() as work:
            await propose_message(work, Came(path.name, digest, message))
        await asyncio.to_thread(self._move, path, "done", digest)
        return True

    def _put_away(self, path: Path, digest: str, *, drop: bool) -> None:
        if drop:
            path.unlink()
        else:
            self._move(path, "refused", digest)

    def _move(self, path: Path, to: str, digest: str) -> None:
        folder = self._folder / to
        folder.mkdir(exist_ok=True)
        path.rename(folder / f"{digest[:12]}-{path.name[-100:]}")


def _is_message(path: Path) -> bool:
    return path.suffix.lower() in KINDS and path.is_file() and not path.is_symlink()


def _size_of(path: Path) -> int | None:
    """None for one that is gone meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return None
