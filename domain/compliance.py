"""How a unit kept the weekly update: the roll-call's figures, once the week is closed.

"Did not do" and "could not be told" are different figures: nobody is blamed for a
reminder that did not reach him.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.figures import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekResult:
    """Of those who owed an update of the week. Raises ValueError if they do not add up.

    `on_time`: before the moment of the week (Friday 15:00); `late`: until its close;
    `missing`: told, and silent; `untold`: silent, and no reminder reached them.
    """

    unit_id: int
    week: date  # the Friday that the office names
    total: int
    on_time: int
    late: int
    missing: int
    untold: int

    def __post_init__(self) -> None:
        if self.on_time + self.late + self.missing + self.untold != self.total:
            raise ValueError(f"the week of {self.week} does not add up: {self}")

    @property
    def compliance(self) -> Rate:
        """On time, of those who owed and could be told."""
        return Rate(self.on_time, self.total - self.untold)

    @property
    def answered(self) -> Rate:
        """On time or late, of the same."""
        return Rate(self.on_time + self.late, self.total - self.untold)
