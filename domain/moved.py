"""What the unit from which a task was moved may read of it."""

from __future__ import annotations

from dataclasses import replace

from domain.notices import TaskLine


def without_people(line: TaskLine) -> TaskLine:
    """Where it is and until when; not who does what in the other unit."""
    return replace(line, officer=None, account=None, percent=None)
