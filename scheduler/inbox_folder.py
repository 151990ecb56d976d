"""The folder into which the clerk's office drops messages of the exchange.

What was read goes to `done/` beside it, what was refused to `refused/`, and neither
stays for ever; a state secret is taken away at once. A file is opened when its size has
stood still for one tick.
"""

from __future__ import annotations

import asyncio
import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path

import structlog

from actions.exchange_messages import Came, propose_message
from domain.policy import Policy
from domain.register import FileProblem, UnreadableFile
from files.importers import read_message
from models.work import Database
from scheduler.old_files import forget_files

log = structlog.get_logger()

KINDS = (".edxml", ".xml")
AT_ONCE = 20  # files of one tick


class InboxFolder:
    """Its `look` is the work of a tick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}
        self._forgotten_on: date | None = None

    async def look(self, database: Database, policy: Policy, now: datetime) -> int:
        """How many files were taken; a file that fails does not stop the others."""
        await self._forget(policy, now)
        taken = 0
        for path in await asyncio.to_thread(self._still):
            taken += await self._take(database, path)
        return taken

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
        found = {
            path.name: path.stat().st_size
            for path in sorted(self._folder.iterdir())
            if path.suffix.lower() in KINDS and path.is_file() and not path.is_symlink()
        }
        still = [name for name, size in found.items() if self._sizes.get(name) == size]
        self._sizes = found
        return [self._folder / name for name in still[:AT_ONCE]]

    async def _take(self, database: Database, path: Path) -> bool:
        digest = await asyncio.to_thread(_digest_of, path)
        try:
            message = await read_message(path)
        except UnreadableFile as error:
            log.warning("message_refused", digest=digest, why=error.reason.value)
            is_secret = error.reason is FileProblem.SECRET
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


def _digest_of(path: Path) -> str:
    """Piece by piece: how large it is nobody knows yet."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
