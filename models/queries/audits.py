"""Who decided what about the machine itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.tables import Audit
from models.work import Work


@dataclass(frozen=True)
class Deed:
    """Something done: to what (`delivery:12`), by whom (None: nobody known), where."""

    action: str
    object: str
    officer_id: int | None
    door: str  # chat, terminal, clock
    detail: dict[str, Any] = field(default_factory=dict)


async def note_deed(work: Work, deed: Deed) -> None:
    """Keep it, in the transaction in which it was done."""
    await note_deeds(work, [deed])


async def note_deeds(work: Work, deeds: Iterable[Deed]) -> None:
    """Each of them, in this order."""
    for deed in deeds:
        work.session.add(
            Audit(
                at=work.now,
                officer_id=deed.officer_id,
                door=deed.door,
                action=deed.action,
                object=deed.object,
                detail=deed.detail,
            )
        )
    await work.session.flush()
