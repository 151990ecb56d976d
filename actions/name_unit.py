"""Another name of a unit, as a register writes it: known from now on."""

from __future__ import annotations

from domain.folding import fold
from models.queries.audits import Deed, note_deed
from models.queries.office_sheet import known_units
from models.tables import UnitAlias
from models.work import Work


class NoUnit(Exception):
    """There is no unit of this name or code."""


async def name_unit(
    work: Work, written: str, meant: str, *, by: int | None = None
) -> None:
    """From now on `written` is the unit `meant` (its name, code or other name).

    `by` is the officer who said so in the chat. A name that is known already stays what
    it is. Raises NoUnit.
    """
    known = await known_units(work)
    unit = known.get(fold(meant))
    if unit is None:
        raise NoUnit(meant)
    if fold(written) not in known:
        work.session.add(UnitAlias(unit_id=unit, folded=fold(written)[:250]))
        await work.session.flush()
        door = "chat" if by else "terminal"
        deed = Deed("unit_named", f"unit:{unit}", by, door, {"written": written[:250]})
        await note_deed(work, deed)
