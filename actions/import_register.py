"""A register comes in: new tasks, what the file changed, and what stays out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.create_units import create_units as create
from actions.register_corrections import apply_corrections
from actions.register_rows import year_of
from actions.register_tasks import Run, add_documents, add_tasks
from domain.folding import fold
from domain.register import LeftOut, Register
from domain.register_changes import Matches, match_rows
from domain.register_units import Resolution, resolve_units
from models.queries.office_sheet import known_units
from models.queries.registers import last_rows
from models.tables import ImportRun
from models.work import Reads, Work


@dataclass(frozen=True)
class ImportResult:
    """`run` is None when nothing was stored. Left out rows are in the sheet's order."""

    run: int | None
    added: int
    changed: int
    unchanged: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Source:
    """Where a register comes from, and who brought it."""

    file_name: str
    digest: str  # SHA-256 of the file
    actor_id: int | None = None


async def preview_register(
    reads: Reads, register: Register, *, create_units: bool = False
) -> ImportResult:
    """What importing would do. Units that it would create are taken as known."""
    known = await known_units(reads)
    resolution = resolve_units(register, known)
    if create_units:
        pretended = {fold(n): -at for at, n in enumerate(resolution.unknown, start=1)}
        known |= pretended
        resolution = resolve_units(register, known)
    matches = await _match(reads, resolution, known)
    return _result(register, resolution, matches)


async def import_register(  # noqa: PLR0913  # what to import, from where, and how
    work: Work,
    register: Register,
    *,
    file_name: str,
    digest: str,
    actor_id: int | None = None,
    create_units: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Store every good row, in this one transaction; the same file again is nothing.

    A row is compared with what the file said of its task the last time, so what people
    have said since is neither a change nor undone (domain.md 2.5).
    """
    if dry_run:
        return await preview_register(work, register, create_units=create_units)
    known = await known_units(work)
    resolution = resolve_units(register, known)
    if create_units and resolution.unknown:
        known |= await create(work, resolution.unknown)
        resolution = resolve_units(register, known)
    matches = await _match(work, resolution, known)
    result = _result(register, resolution, matches)
    if not matches.added and not matches.changed:
        return result
    run = await _begin_run(work, Source(file_name, digest, actor_id), result)
    await _store(work, resolution, matches, run)
    return replace(result, run=run.id)


async def _match(
    reads: Reads, resolution: Resolution, known: Mapping[str, int]
) -> Matches:
    rows = [resolved.row for resolved in resolution.rows]
    last, leads = await last_rows(reads, {year_of(row) for row in rows})
    if not last:  # a first import, often a large one, has nothing to be compared with
        return Matches(tuple(rows), (), (), ())
    # A unit renamed since is still the one that the last file named.
    once = {fold(name): unit for name, unit in leads.items()}
    return match_rows(rows, last, units={**once, **known})


def _result(
    register: Register, resolution: Resolution, matches: Matches
) -> ImportResult:
    left_out = sorted(
        (*register.left_out, *resolution.left_out), key=lambda one: one.row
    )
    return ImportResult(
        run=None,
        added=len(matches.added),
        changed=len(matches.changed),
        unchanged=len(matches.unchanged),
        left_out=tuple(left_out),
    )


async def _begin_run(work: Work, source: Source, result: ImportResult) -> Run:
    row = ImportRun(
        at=work.now,
        actor_id=source.actor_id,
        file_name=source.file_name[:250],
        digest=source.digest,
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        left_out=[_kept(one) for one in result.left_out],
    )
    work.session.add(row)
    await work.session.flush()
    return Run(row.id, source.actor_id)


def _kept(one: LeftOut) -> dict[str, Any]:
    return {
        "row": one.row,
        "column": one.column,
        "problem": one.problem.value,
        "detail": one.detail,
    }


async def _store(
    work: Work, resolution: Resolution, matches: Matches, run: Run
) -> None:
    units = {resolved.row.row: resolved for resolved in resolution.rows}
    named = [*matches.added, *(change.row for change in matches.changed)]
    documents = await add_documents(work, named)
    added = [units[row.row] for row in matches.added]
    await add_tasks(work, added, documents, run)
    await apply_corrections(work, matches.changed, units, documents, run)
