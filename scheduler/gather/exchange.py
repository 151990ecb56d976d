"""A message of the exchange as it stands: open, taken or left."""

from __future__ import annotations

from typing import Any

from domain.exchange import ExchangeMessage
from domain.import_notices import ExchangeCard
from models.tables import ExchangeMessage as Row
from models.work import Reads


async def gather_exchange(reads: Reads, params: dict[str, Any]) -> ExchangeCard | None:
    row = await reads.session.get(Row, params["message"])
    if row is None:
        return None
    facts = dict(row.facts)
    outcome = facts.pop("outcome", None)
    said = ExchangeMessage.from_facts(facts)
    return ExchangeCard(
        id=row.id,
        kind=said.kind.value,
        number=said.number,
        issued_on=said.issued_on,
        issuer=said.issuer,
        subject=said.subject,
        content=said.content,
        due_on=said.due_on,
        urgency=said.urgency,
        to=said.to,
        tags=tuple(f"{scheme}_{letter}" for scheme, letter in said.tags),
        answers=tuple(one.number for one in said.answers),
        status=said.status,
        note=said.note,
        doubts=tuple(said.doubts),
        state=row.state,
        outcome=(outcome["added"], outcome["changed"]) if outcome else None,
        unknown=tuple(outcome["unknown"]) if outcome else (),
    )
