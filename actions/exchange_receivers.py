"""Who is meant by names and identifiers of the exchange, and who an update is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.register_rows import body_of
from domain.exchange import ExchangeMessage, Reference
from domain.folding import fold
from domain.register_units import Succession
from models.queries.endings import read_endings
from models.queries.office_sheet import known_units
from models.tables import Task
from models.work import Reads


@dataclass(frozen=True)
class Bodies:
    """Who is meant by the names and identifiers of the exchange.

    `known`: folded name, other name or Mã -> the unit that does its work today;
    `borne`: -> the unit that bears it, or did.
    """

    known: Mapping[str, int]
    borne: Mapping[str, int]
    succession: Succession

    def unit(self, name: str, organ_id: str = "") -> int | None:
        """An identifier is known where the office's sheet has it as another name."""
        return _of(self.known, name, organ_id)

    def bearer(self, name: str, organ_id: str = "") -> int | None:
        """Of two units of which one took over the other, each is told apart."""
        return _of(self.borne, name, organ_id)

    def leads(self, unit: int | None, task: Task) -> bool:
        return unit is not None and self.succession.now(task.lead_unit_id) == unit

    def can_tell(self, said: Reference) -> bool:
        """Whether the reference says who issued its document."""
        return bool(said.organ) or self.unit("", said.organ_id) is not None

    def issued(self, said: Reference, issuer: str) -> bool:
        """Whether the body that the reference names is this one."""
        body = body_of(said.organ)
        if body and fold(body) == fold(issuer):
            return True
        unit = self.unit(body, said.organ_id)
        return unit is not None and unit == self.unit(issuer)


@dataclass(frozen=True)
class Receivers:
    """`named` get a task: names, each with its identifier. `joined` are the units among
    them that an update added, `dropped` those that it removed."""

    named: tuple[tuple[str, str], ...]
    joined: frozenset[int]
    dropped: frozenset[int]


async def read_bodies(reads: Reads) -> Bodies:
    succession = Succession(reads.today, await read_endings(reads))
    borne = await known_units(reads)
    return Bodies(succession.one_for_each(borne), borne, succession)


def receivers_of(message: ExchangeMessage, bodies: Bodies) -> Receivers:
    """Whose work a unit does that stays is not dropped with the one that went."""
    gone = {bodies.bearer(one) for one in message.removed} - {None}
    named = tuple(one for one in message.receivers if bodies.bearer(*one) not in gone)
    stay = {bodies.unit(*one) for one in named}
    joined = {bodies.unit(one) for one in message.added} & stay
    dropped = {bodies.unit(one) for one in message.removed} - stay
    return Receivers(
        named, frozenset(filter(None, joined)), frozenset(filter(None, dropped))
    )


def _of(units: Mapping[str, int], name: str, organ_id: str) -> int | None:
    found = units.get(fold(name)) if name else None
    return found or (units.get(fold(organ_id)) if organ_id else None)
