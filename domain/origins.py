"""Where each field of a task came from: a file's row, or a person's word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.register import RegisterRow
from domain.register_changes import differing


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file; or, without a file, who said so. `at` is an instant."""

    at: datetime
    file_name: str = ""
    sheet: str = ""
    row: int = 0
    said_by: int | None = None


def origins(
    words: Iterable[tuple[RegisterRow, Origin, Collection[str]]],
    said: Iterable[tuple[str, Origin]] = (),
    units: Mapping[str, int] | None = None,
) -> dict[str, Origin]:
    """For each field of a row who said what holds now: the last to say otherwise.

    `words` are what files said of the task, the oldest first, each with the fields in
    which it contradicted a person, whose word stood; `said` are the fields that people
    changed. `units` are the known ones by folded name.
    """
    found: dict[str, Origin] = {}
    before: RegisterRow | None = None
    for row, origin, disputed in words:
        fields = (
            row.as_fields() if before is None else differing(row, before, units or {})
        )
        found |= {name: origin for name in fields if name not in disputed}
        before = row
    for field, origin in said:
        if field not in found or found[field].at <= origin.at:
            found[field] = origin
    return {name: one for name, one in found.items() if name not in ("row", "sheet")}


Source = tuple[str, str, int, tuple[str, ...]]  # file, sheet, row, fields


def sources_of(found: Mapping[str, Origin]) -> tuple[Source, ...]:
    """The fields by the place in a file that they came from, the oldest first."""
    places: dict[Origin, list[str]] = {}
    for name, origin in found.items():
        if origin.file_name and name != "key":
            places.setdefault(origin, []).append(name)
    ordered = sorted(places, key=lambda origin: origin.at)
    return tuple((o.file_name, o.sheet, o.row, tuple(places[o])) for o in ordered)
