"""What somebody decided about the machine itself."""

from __future__ import annotations

from typing import Any

from models.tables import Audit
from models.work import Work


async def note(
    work: Work, action: str, subject: str, *, by: int | None, detail: dict[str, Any]
) -> None:
    """Keep that this was decided; `by` None: at the terminal."""
    work.session.add(
        Audit(
            at=work.now,
            officer_id=by,
            door="terminal" if by is None else "chat",
            action=action,
            object=subject,
            detail=detail,
        )
    )
    await work.session.flush()
