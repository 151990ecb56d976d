"""Units that a register names and nobody has described yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from domain.folding import fold
from models.queries.office_sheet import all_of
from models.tables import Unit
from models.work import Work

JOINTS = {"va", "cua", "cac", "voi"}  # "và" gives no letter: Sở Giáo dục và Đào tạo
WORD = re.compile(r"\w+")
LONGEST = 30


async def create_units(work: Work, names: Sequence[str]) -> dict[str, int]:
    """Create a unit for each name; their ids by folded name."""
    known = await all_of(work, Unit)
    taken = {fold(unit.code) for unit in known}
    last = max((unit.sort_order for unit in known), default=0)
    units = []
    for at, name in enumerate(names, start=last + 1):
        code = code_of(name, taken)
        taken.add(fold(code))
        unit = Unit(code=code, name=name[:250], folded=fold(name)[:250], sort_order=at)
        units.append(unit)
    work.session.add_all(units)
    await work.session.flush()
    return {fold(name): unit.id for name, unit in zip(names, units, strict=True)}


def code_of(name: str, taken: Collection[str]) -> str:
    """SGDDT for Sở Giáo dục và Đào tạo; SGDDT-2 if that is another's."""
    words = [word for word in WORD.findall(fold(name)) if word not in JOINTS]
    code = "".join(word if word.isdigit() else word[0] for word in words)
    code = code.upper()[:LONGEST] or "DV"
    free, number = code, 2
    while fold(free) in taken:
        free, number = f"{code}-{number}", number + 1
    return free
