"""What an import overwrites in a document, and putting it back.

A document has no history of its own: what it said before is kept with the row of the
import that said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.history import plain, typed
from models.tables import Document
from models.work import Work


async def overwrite_document(
    work: Work, document_id: int, columns: Mapping[str, Any]
) -> dict[str, Any]:
    """What it said otherwise before, for `restore_document`; {} if it said just so."""
    document = await work.session.get_one(Document, document_id)
    there = {name: getattr(document, name) for name in columns}
    _set(document, columns)
    return as_overwritten(document_id, there, columns)


def as_overwritten(
    document_id: int | None, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """As it is kept: the columns that differ."""
    names = [name for name in before if before[name] != after[name]]
    if document_id is None or not names:
        return {}
    sides = {"before": before, "after": after}
    kept = {side: plain({n: of[n] for n in names}) for side, of in sides.items()}
    return {"document": document_id, **kept}


async def restore_document(work: Work, overwrote: Mapping[str, Any]) -> None:
    """What was corrected since stays."""
    if not overwrote:
        return
    document = await work.session.get_one(Document, overwrote["document"])
    after, before = (typed(overwrote[side], Document) for side in ("after", "before"))
    own = {n: before[n] for n in before if getattr(document, n) == after[n]}
    _set(document, own)


def _set(document: Document, columns: Mapping[str, Any]) -> None:
    for name, said in columns.items():
        setattr(document, name, said)
