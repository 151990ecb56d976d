"""A file, a row or a name that bore a level of secrecy: that it came, nothing of it."""

from __future__ import annotations

from domain.refusals import Reason
from domain.register import Register
from models.queries.audits import Deed, note_deed
from models.work import Work


async def note_secret(work: Work, digest: str, *, door: str) -> None:
    """For the doors at which nobody is known by an account: terminal, clock."""
    detail = {"reason": Reason.SECRET.value, "digest": digest}
    await note_deed(work, Deed("refused", "file", None, door, detail))


async def note_secret_rows(
    work: Work, register: Register, digest: str, *, door: str, by: int | None = None
) -> None:
    """How many rows of an otherwise good file were refused; `digest` is the file's.

    A digest of such a row alone could be guessed from what stands in every row.
    """
    rows = register.secret_rows
    if not rows:
        return
    detail = {"reason": Reason.SECRET.value, "digest": digest, "rows": rows}
    await note_deed(work, Deed("refused", "file", by, door, detail))
