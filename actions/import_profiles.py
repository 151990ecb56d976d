"""What an office says of the headers of its systems, remembered by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, count

from domain.folding import fold
from domain.register import Column
from files.importers import SHIPPED, Mapped, Workbook, normal, recognise
from models.queries.profiles import profile_named, stored_profiles
from models.tables import ImportProfile
from models.work import Reads, Work

LONGEST = 40  # characters of a name
TOP = 40  # rows of a sheet among which its header is
PLAIN = re.compile(r"[a-z0-9]+")


class NoProfile(Exception):
    """There is none of this name; `names` are those that there are."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("no such profile")
        self.names = names


async def choose_profile(
    reads: Reads, workbook: Workbook, name: str | None
) -> tuple[str, Mapped]:
    """The profile's name and what it says of headers. Raises NoProfile.

    Without a name: the one whose headers the workbook bears, else the system that it
    shows itself to be of.
    """
    stored = await stored_profiles(reads)
    names = sorted({*SHIPPED, *stored})
    if name is None:
        name = _recognised(workbook, stored)
    elif name not in names:
        raise NoProfile(names)
    shipped = SHIPPED[name].mapped if name in SHIPPED else {}
    return name, {**shipped, **stored.get(name, {})}


def _recognised(workbook: Workbook, stored: Mapping[str, Mapped]) -> str:
    """An office's own profile first. What it has said of a system that we know is no
    mark of that system: others may write the same header."""
    own = {name: mapped for name, mapped in stored.items() if name not in SHIPPED}
    return _borne(workbook, own) or recognise(workbook)


def _borne(workbook: Workbook, stored: Mapping[str, Mapped]) -> str | None:
    """A profile of which every header stands in the workbook; the richest of them."""
    cells = words_above(workbook)
    borne = [name for name, mapped in stored.items() if mapped and set(mapped) <= cells]
    return max(borne, key=lambda name: len(stored[name]), default=None)


def words_above(workbook: Workbook) -> set[str]:
    """Whatever may be a header of its sheets, made comparable."""
    return {
        normal(cell)
        for sheet in workbook.sheets
        for row in sheet.rows[:TOP]
        for cell in row.cells
        if isinstance(cell, str)
    }


async def remember_profile(
    work: Work, name: str, columns: Mapping[str, Column]
) -> None:
    """Add what was said of these headers, as written, to the profile."""
    said = {normal(header): column.value for header, column in columns.items()}
    profile = await profile_named(work, name)
    if profile is None:
        work.session.add(ImportProfile(name=name, columns=said, changed_at=work.now))
    else:
        # A column has one header: the newest word on it.
        rest = {h: c for h, c in profile.columns.items() if c not in said.values()}
        profile.columns = {**rest, **said}
        profile.changed_at = work.now
    await work.session.flush()


async def unused_name(reads: Reads, words: str) -> str:
    """A name of these words under which nothing is remembered yet."""
    taken = {*SHIPPED, *await stored_profiles(reads)}
    name = profile_name(words) or "so-rieng"
    numbered = (f"{name[: LONGEST - 4]}-{number}" for number in count(2))
    return next(one for one in chain((name,), numbered) if one not in taken)


def is_profile_name(name: str) -> bool:
    """Plain letters, so that it can be typed: "idesk-huyen"."""
    plain = name.replace("-", "")
    return fold(name) == name and plain.isalnum() and len(name) <= LONGEST


def profile_name(words: str) -> str:
    """ "Sổ Tỉnh ủy" is "so-tinh-uy"; "" for what begins with no letter."""
    name = "-".join(PLAIN.findall(fold(words)))[:LONGEST].strip("-")
    return name if name[:1].isalpha() else ""
