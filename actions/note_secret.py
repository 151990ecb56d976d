"""A file or a name that bore a level of secrecy: that it came, and nothing of it."""

from __future__ import annotations

from domain.refusals import Reason
from models.queries.audits import Deed, note_deed
from models.work import Work


async def note_secret(work: Work, digest: str, *, door: str) -> None:
    """For the doors at which nobody is known by an account: terminal, clock."""
    detail = {"reason": Reason.SECRET.value, "digest": digest}
    await note_deed(work, Deed("refused", "file", None, door, detail))
