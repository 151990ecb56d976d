"""What a message of the exchange gives: tasks of the units that it is addressed to.

They are rows of a register, of the profile `edxml`; which task each speaks of is found
here, for a message says who issued its document and a sheet often does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from actions.exchange_receivers import Bodies, Receivers, read_bodies, receivers_of
from actions.import_register import (
    PATIENCE,
    Difference,
    ImportResult,
    Source,
    begin_run,
    store,
)
from actions.message_rows import Tag, joining, merged, rows_of, tag_of
from actions.register_judging import judge_changes
from actions.register_rows import issuer_of, year_of
from domain.exchange import ExchangeKind, ExchangeMessage
from domain.folding import fold
from domain.register import LeftOut, Register, RegisterRow
from domain.register_changes import ChangedRow, differing
from domain.register_units import resolve_units
from models.queries.registers import Last, last_rows
from models.queries.systems import take_turn
from models.work import Work


@dataclass
class Entered:
    """How many rows fell where, and the run that keeps them.

    `unclear`: tasks of which a later text could speak, of none more than of another;
    they stay as they are.
    """

    run: int | None = None
    added: int = 0
    changed: int = 0
    unknown: tuple[str, ...] = ()
    unclear: tuple[int, ...] = ()


@dataclass
class _Comparing:
    """The message's rows against the tasks that its document has already."""

    message: ExchangeMessage
    bodies: Bodies
    receivers: Receivers
    last: Last
    any_body: bool
    run: int | None = None
    taken: set[int] = field(default_factory=set)
    added: list[RegisterRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)

    def known_of(self, row: RegisterRow) -> dict[int, RegisterRow]:
        """The tasks of the row's unit that no other row has taken, in their order.

        To a unit that is added anew the one that it once lost is none.
        """
        lead = self.bodies.unit(row.lead_unit)
        now, stands = self.bodies.succession.now, self.last.stands
        again = lead in self.receivers.joined
        return {
            task: old
            for task, old in self.last.rows.items()
            if task not in self.taken
            and lead in (now(self.last.leads[old.lead_unit]), now(stands[task]))
            and self._is_its_document(old)
            and not (again and task in self.last.cancelled)
        }

    def add(self, row: RegisterRow) -> None:
        """Who joins gets what the others have, as far as the message leaves it out."""
        joins = self.bodies.unit(row.lead_unit) in self.receivers.joined
        self.added += (joins and self._like_the_others(row)) or [row]

    def _like_the_others(self, row: RegisterRow) -> list[RegisterRow]:
        """A task of each class, where all of a class say the same; else none.

        Whose tasks the same message takes away are among the others.
        """
        by_tag: dict[Tag, list[RegisterRow]] = {}
        for task, old in self.last.rows.items():
            lead = self.bodies.succession.now(self.last.stands[task])
            is_over = task in self.last.cancelled and lead not in self.receivers.dropped
            if not is_over and self._is_its_document(old):
                by_tag.setdefault(tag_of(old), []).append(old)
        if row.task_class is not None:
            by_tag = {tag: rows for tag, rows in by_tag.items() if tag == tag_of(row)}
        if any(
            len({fold(old.content) for old in rows}) > 1 for rows in by_tag.values()
        ):
            return []
        several = len(by_tag) > 1
        return [
            joining(row, rows[0], self.message, several=several)
            for rows in by_tag.values()
        ]

    def _is_its_document(self, old: RegisterRow) -> bool:
        giver = self.message.giver
        return self.any_body or self.bodies.issued(giver, issuer_of(old))

    def take(self, row: RegisterRow, tasks: Iterable[int], *, several: bool) -> None:
        """The row speaks of these; what people cancelled stays so."""
        for task in tasks:
            self.taken.add(task)
            if task in self.last.cancelled:
                continue
            old = self.last.rows[task]
            new = self.message.kind is ExchangeKind.NEW
            now = row if new else merged(row, old, self.message, several=several)
            fields = differing(now, old, self.bodies.known)
            if fields:
                self.changed.append(ChangedRow(task, now, old, fields))


async def enter_message(
    work: Work, source: Source, message: ExchangeMessage, *, any_body: bool
) -> Entered:
    """`any_body`: tasks of the same number are meant, whatever body they name."""
    await take_turn(work, patience=PATIENCE)
    bodies = await read_bodies(work)
    names = bodies.borne
    receivers = receivers_of(message, bodies)
    rows = await rows_of(work, message, receivers, names)
    register = Register("", {}, tuple(rows), ())
    resolution = resolve_units(register, names, bodies.succession)
    last = await last_rows(work, {year_of(r) for r in rows}, {r.key[:60] for r in rows})
    comparing = _Comparing(message, bodies, receivers, last, any_body)
    _compare(comparing, [resolved.row for resolved in resolution.rows])
    unknown = await _store(work, source, comparing, names)
    return Entered(
        run=comparing.run,
        added=len(comparing.added),
        changed=len(comparing.changed),
        unknown=tuple(one.detail for one in (*resolution.left_out, *unknown)),
        unclear=tuple(dict.fromkeys(comparing.unclear)),
    )


def _compare(comparing: _Comparing, rows: Sequence[RegisterRow]) -> None:
    """First the rows whose class a task has, so that none takes another's."""
    waiting = []
    for row in rows:
        known = comparing.known_of(row)
        alike = {n: old for n, old in known.items() if tag_of(old) == tag_of(row)}
        if row.task_class is None or not alike:
            waiting.append(row)
        elif meant := _meant(row, alike, comparing.message):
            comparing.take(row, meant, several=len(known) > 1)
        else:
            waiting.append(row)
    for row in waiting:
        known = comparing.known_of(row)
        if meant := _meant(row, known, comparing.message):
            comparing.take(row, meant, several=len(known) > 1)
        elif known and comparing.message.kind is not ExchangeKind.NEW:
            comparing.unclear += known
        else:
            comparing.add(row)


def _meant(
    row: RegisterRow, known: Mapping[int, RegisterRow], message: ExchangeMessage
) -> list[int]:
    """The one there is, else those of the same words. A later text that bears no class
    speaks of every task that says the same."""
    contents = {fold(old.content) for old in known.values()}
    if len(known) == 1 or (len(contents) == 1 and message.kind is not ExchangeKind.NEW):
        found = list(known)
    else:
        said = fold(row.content)
        found = [task for task, old in known.items() if fold(old.content) == said]
    return found if row.task_class is None else found[:1]


async def _store(
    work: Work, source: Source, comparing: _Comparing, names: Mapping[str, int]
) -> Sequence[LeftOut]:
    """Each in its own row of the run; a unit that is not known any more stays out."""
    rows = [*comparing.added, *(one.row for one in comparing.changed)]
    if not rows:
        return ()
    rows = [replace(row, row=at, sheet="") for at, row in enumerate(rows, start=1)]
    register = Register("", {}, tuple(rows), ())
    resolution = resolve_units(register, names, comparing.bodies.succession)
    there = {one.row.row for one in resolution.rows}
    added = [row for row in rows[: len(comparing.added)] if row.row in there]
    pairs = zip(comparing.changed, rows[len(comparing.added) :], strict=True)
    changed = [replace(one, row=row) for one, row in pairs if row.row in there]
    comparing.added, comparing.changed = added, changed
    judged = await judge_changes(work, changed, comparing.bodies.known)
    difference = Difference(
        added=tuple(added),
        changed=tuple(j for j in judged if not j.verdict.is_contradiction),
        contradicted=tuple(j for j in judged if j.verdict.is_contradiction),
    )
    counts = ImportResult(
        run=None,
        added=len(added),
        changed=len(difference.changed),
        unchanged=len(comparing.taken) - len(changed),
        left_out=resolution.left_out,
        contradicted=len(difference.contradicted),
    )
    run = await begin_run(work, source, counts)
    comparing.run = run.id
    await store(work, resolution, difference, run)
    return resolution.left_out
