"""A register comes in: new tasks, what the file changed, and what stays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from actions.create_units import create_units as create
from actions.register_corrections import apply_corrections
from actions.register_judging import Judged, judge_changes
from actions.register_rows import year_of
from actions.register_tasks import Run, add_documents, add_tasks
from actions.settle_discrepancy import tell_discrepancies
from domain.folding import fold
from domain.register import LeftOut, Register, RegisterRow
from domain.register_changes import Matches, match_rows, spoken_of
from domain.register_units import Resolution, Succession, resolve_units
from models.queries.endings import read_endings
from models.queries.office_sheet import known_units, unit_names
from models.queries.registers import Last, last_rows
from models.queries.systems import take_turn
from models.tables import ImportRun
from models.work import Reads, Work

PATIENCE = timedelta(minutes=1)  # with another file that is being stored


@dataclass(frozen=True)
class Difference:
    """A register against what is known: each row in one place.

    `vanished` are rows that an earlier file of the same system had in these years.
    """

    added: tuple[RegisterRow, ...] = ()
    changed: tuple[Judged, ...] = ()
    contradicted: tuple[Judged, ...] = ()
    vanished: tuple[tuple[int, RegisterRow], ...] = ()  # task, its row in that file
    unchanged: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.contradicted)


@dataclass(frozen=True)
class ImportResult:
    """`run` is None when nothing was stored. Left out rows are in the sheet's order."""

    run: int | None
    added: int
    changed: int
    unchanged: int
    left_out: tuple[LeftOut, ...]
    vanished: int = 0
    contradicted: int = 0
    difference: Difference = field(default_factory=Difference, compare=False)


@dataclass(frozen=True)
class Source:
    """Where a register comes from, and who brought it."""

    file_name: str
    digest: str  # SHA-256 of the file
    actor_id: int | None = None
    profile: str = ""


async def preview_register(
    reads: Reads,
    register: Register,
    *,
    create_units: bool = False,
    profile: str = "",
) -> ImportResult:
    """What importing would do. Units that it would create are taken as known."""
    known = await known_units(reads)
    succession = Succession(reads.today, await read_endings(reads))
    resolution = resolve_units(register, known, succession)
    if create_units:
        pretended = {fold(n): -at for at, n in enumerate(resolution.unknown, start=1)}
        known |= pretended
        resolution = resolve_units(register, known, succession)
    units = succession.one_for_each(known)
    left_out = (*register.left_out, *resolution.left_out)
    difference = await _compare(reads, resolution, left_out, units, profile)
    return await _result(reads, register, resolution, difference)


async def import_register(  # noqa: PLR0913  # what to import, from where, and how
    work: Work,
    register: Register,
    *,
    file_name: str,
    digest: str,
    actor_id: int | None = None,
    profile: str = "",
    create_units: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Store every good row, in this one transaction; the same file again is nothing.

    A row is compared with what the file said of its task the last time, so what people
    have said since is neither a change nor undone (domain.md 2.5).
    """
    if dry_run:
        return await preview_register(
            work, register, create_units=create_units, profile=profile
        )
    await take_turn(work, patience=PATIENCE)
    known = await known_units(work)
    succession = Succession(work.today, await read_endings(work))
    resolution = resolve_units(register, known, succession)
    if create_units and resolution.unknown:
        known |= await create(work, resolution.unknown)
        resolution = resolve_units(register, known, succession)
    units = succession.one_for_each(known)
    left_out = (*register.left_out, *resolution.left_out)
    difference = await _compare(work, resolution, left_out, units, profile)
    result = await _result(work, register, resolution, difference)
    if difference.is_nothing:
        return result
    run = await begin_run(work, Source(file_name, digest, actor_id, profile), result)
    await store(work, resolution, difference, run)
    return replace(result, run=run.id)


async def _compare(
    reads: Reads,
    resolution: Resolution,
    left_out: Sequence[LeftOut],
    known: Mapping[str, int],
    profile: str,
) -> Difference:
    rows = [resolved.row for resolved in resolution.rows]
    last = await last_rows(reads, {year_of(row) for row in rows})
    if not last.rows:  # a first import, often a large one
        return Difference(added=tuple(rows))
    # A unit renamed since is still the one that the last file named.
    once = {fold(name): unit for name, unit in last.leads.items()}
    units = {**once, **known}
    matches = match_rows(rows, last.rows, units=units, leads=last.stands)
    # What people cancelled stays so, whatever the file says of it.
    changed = [one for one in matches.changed if one.task_id not in last.cancelled]
    judged = await judge_changes(reads, changed, units)
    missing = _missed(matches, last, profile)
    refused = spoken_of(left_out, missing, last.rows, units)
    return Difference(
        added=matches.added,
        changed=tuple(j for j in judged if not j.verdict.is_contradiction),
        contradicted=tuple(j for j in judged if j.verdict.is_contradiction),
        vanished=tuple((n, last.rows[n]) for n in missing if n not in refused),
        unchanged=len(matches.unchanged) + len(matches.changed) - len(changed),
    )


def _missed(matches: Matches, last: Last, profile: str) -> list[int]:
    """Another system's rows are not missed here, nor what was cancelled."""
    return [
        task_id
        for task_id in matches.missing
        if last.profiles[task_id] == profile and task_id not in last.cancelled
    ]


async def _result(
    reads: Reads, register: Register, resolution: Resolution, difference: Difference
) -> ImportResult:
    near = {one.near for one in resolution.left_out if one.near}
    names = await unit_names(reads, near) if near else {}
    unknown = (
        replace(one, near=names.get(one.near, "")) for one in resolution.left_out
    )
    left_out = sorted((*register.left_out, *unknown), key=lambda one: one.row)
    return ImportResult(
        run=None,
        added=len(difference.added),
        changed=len(difference.changed),
        unchanged=difference.unchanged,
        left_out=tuple(left_out),
        vanished=len(difference.vanished),
        contradicted=len(difference.contradicted),
        difference=difference,
    )


async def begin_run(work: Work, source: Source, result: ImportResult) -> Run:
    row = ImportRun(
        at=work.now,
        actor_id=source.actor_id,
        file_name=source.file_name[:250],
        digest=source.digest,
        profile=source.profile[:40],
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        vanished=result.vanished,
        contradicted=result.contradicted,
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
        "sheet": one.sheet,
    }


async def store(
    work: Work, resolution: Resolution, difference: Difference, run: Run
) -> None:
    units = {resolved.row.place: resolved for resolved in resolution.rows}
    judged = (*difference.changed, *difference.contradicted)
    named = [*difference.added, *(one.row for one in judged)]
    documents = await add_documents(work, named)
    added = [units[row.place] for row in difference.added]
    await add_tasks(work, added, documents, run)
    await apply_corrections(work, judged, units, documents, run)
    if difference.contradicted:
        await tell_discrepancies(work, run.id)
