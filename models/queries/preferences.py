"""What people chose for themselves, as it is kept."""

from __future__ import annotations

from datetime import time
from typing import Any

from sqlalchemy import select

from domain.preferences import NONE, Hours, Preferences
from models.tables import Preference
from models.work import Reads, Work


async def read_preferences(reads: Reads, officer_id: int) -> Preferences:
    row = await reads.session.get(Preference, officer_id, populate_existing=True)
    return NONE if row is None else _preferences(row)


async def all_preferences(reads: Reads) -> dict[int, Preferences]:
    """Of everybody who chose something."""
    rows = await reads.session.scalars(select(Preference))
    return {row.officer_id: _preferences(row) for row in rows}


async def keep_preferences(work: Work, officer_id: int, chosen: Preferences) -> None:
    values: dict[str, Any] = {
        "language": chosen.language,
        "quiet_from": chosen.quiet and chosen.quiet.start,
        "quiet_until": chosen.quiet and chosen.quiet.end,
        "muted": " ".join(sorted(chosen.muted)),
        "changed_at": work.now,
    }
    statement = work.insert(Preference).values(officer_id=officer_id, **values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Preference.officer_id], set_=values
        )
    )


def hours(start: time | None, end: time | None) -> Hours | None:
    """Quiet hours from two columns; None: the office's."""
    return None if start is None or end is None else Hours(start, end)


def _preferences(row: Preference) -> Preferences:
    return Preferences(
        row.language,
        hours(row.quiet_from, row.quiet_until),
        frozenset(row.muted.split()),
    )
