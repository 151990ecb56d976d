"""A message of the exchange as it stands: open, taken or left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from actions.aim_message import aim_message
from domain.exchange import ExchangeMessage
from domain.folding import fold
from domain.import_notices import ExchangeCard
from domain.tasks import task_code
from models.queries.exchange import OUTCOME, said_in
from models.queries.office_sheet import unit_names
from models.tables import ExchangeMessage as Row
from models.work import Reads


async def gather_exchange(reads: Reads, params: dict[str, Any]) -> ExchangeCard | None:
    row = await reads.session.get(Row, params["message"])
    if row is None:
        return None
    said = ExchangeMessage.from_facts(said_in(row.facts))
    card = await _with_changes(reads, _card(row, said), said)
    outcome = row.facts.get(OUTCOME)
    if outcome:
        return _taken(card, outcome)
    if row.state != "open":
        return card
    aim = await aim_message(reads, said)
    return replace(
        card,
        touched=_codes(task.id for task in aim.sure),
        doubtful=_codes(task.id for task in aim.doubtful),
        stranger=aim.stranger,
    )


def _card(row: Row, said: ExchangeMessage) -> ExchangeCard:
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
        answers=tuple(one.name for one in said.answers),
        status=said.status,
        note=said.note,
        doubts=tuple(said.warnings),
        state=row.state,
        steering=said.steering,
        replaces=tuple(one.name for one in said.replaces),
    )


async def _with_changes(
    reads: Reads, card: ExchangeCard, said: ExchangeMessage
) -> ExchangeCard:
    """The receivers that changed, by the names that the office or the message has."""
    if not (said.added or said.removed):
        return card
    ids = {fold(one) for one in (*said.added, *said.removed)}
    names = {fold(at): name for name, at in said.addressed if at}
    names |= await unit_names(reads, ids)
    added, removed = (
        tuple(names.get(fold(one), one) for one in side)
        for side in (said.added, said.removed)
    )
    return replace(card, added=added, removed=removed)


def _taken(card: ExchangeCard, outcome: Mapping[str, Any]) -> ExchangeCard:
    """Of those that were taken long ago less is known."""
    return replace(
        card,
        outcome=(outcome["added"], outcome["changed"]),
        unknown=tuple(outcome["unknown"]),
        touched=_codes(outcome.get("cancelled", ())),
        doubtful=_codes(outcome.get("untouched", ())),
        stranger=outcome.get("stranger", False),
    )


def _codes(tasks: Iterable[int]) -> tuple[str, ...]:
    return tuple(task_code(task) for task in tasks)
