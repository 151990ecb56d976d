"""Which tasks a message of the exchange speaks of: surely, perhaps, or none.

Numbers of documents are borne by every body and begin anew each year, so a number alone
names nothing: who issued the document has to be the same, or a person says that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from actions.exchange_receivers import Bodies, read_bodies, receivers_of
from domain.exchange import GIVING, ExchangeKind, ExchangeMessage, Reference
from domain.tasks import OPEN, OWED
from locales.reading.documents import document_key
from models.queries.exchange import NamedTask, facts_of_document, tasks_of_document
from models.tables import Task
from models.work import Reads


@dataclass(frozen=True)
class Aim:
    """`sure` are touched once the message is taken. `doubtful` bear the number that it
    names, perhaps of another body: only when the clerk says that they are meant too.

    `alike` are those of the doubtful that a new document would be taken for: it changes
    them if they are its own. `stranger`: who answers is no unit that we know, so that
    nothing is touched.
    """

    sure: tuple[Task, ...] = ()
    doubtful: tuple[Task, ...] = ()
    alike: tuple[Task, ...] = ()
    stranger: bool = False

    def tasks(self, *, whole: bool) -> tuple[Task, ...]:
        return (*self.sure, *self.doubtful) if whole else self.sure


async def aim_message(reads: Reads, message: ExchangeMessage) -> Aim:
    """The tasks that would change, or be cancelled, besides what the message brings."""
    bodies = await read_bodies(reads)
    if message.kind in (ExchangeKind.ANSWER, ExchangeKind.STATUS):
        return await _answered(reads, message, bodies)
    aims = []
    if message.kind in GIVING:
        aims.append(await _of_its_number(reads, message, bodies))
    if message.removed:
        aims.append(await _of_the_removed(reads, message, bodies))
    for named in taken_back(message):
        known = await _filled(reads, named)
        found = await _named(reads, known, lambda task: task.progress in OPEN)
        aims.append(_sorted(found, known, bodies))
    return _together(aims)


def taken_back(message: ExchangeMessage) -> list[Reference]:
    """The documents whose tasks would be cancelled; a later text of itself is none."""
    if message.kind is ExchangeKind.RECALL:
        return [message.itself]
    if message.kind is not ExchangeKind.REPLACE:
        return []
    own = document_key(message.number)
    others = (one for one in message.replaces if document_key(one.number) != own)
    return [_by_its_body(one, message) for one in others]


def _by_its_body(one: Reference, message: ExchangeMessage) -> Reference:
    """A body replaces its own documents, unless the message says whose it was."""
    if one.organ or one.organ_id not in ("", message.issuer_id):
        return one
    return replace(one, organ=message.issuer, organ_id=message.issuer_id)


async def _answered(reads: Reads, message: ExchangeMessage, bodies: Bodies) -> Aim:
    """The tasks of the documents that it names, of the unit that sent it."""
    sender = bodies.unit(message.issuer, message.issuer_id)
    if sender is None:
        return Aim(stranger=True)

    def is_its(task: Task) -> bool:
        return bodies.leads(sender, task) and task.progress in OWED

    aims = []
    for named in message.answers:
        known = await _filled(reads, named)
        found = await _named(reads, known, is_its)
        aims.append(_sorted(found, known, bodies, one_is_enough=True))
    return _together(aims)


async def _of_its_number(reads: Reads, message: ExchangeMessage, bodies: Bodies) -> Aim:
    """Tasks that its own would be taken for, though another body may have given them.

    Of a unit that has a task of its own body as well, that one is meant.
    """
    own = message.giver
    named = receivers_of(message, bodies).named
    units = {bodies.unit(*one) for one in named}

    def is_like(task: Task) -> bool:
        return any(bodies.leads(unit, task) for unit in units)

    found = await _named(reads, own, is_like)
    clear = {one.task.lead_unit_id for one in found if bodies.issued(own, one.issuer)}
    alike = tuple(one.task for one in found if one.task.lead_unit_id not in clear)
    return Aim(doubtful=alike, alike=alike)


async def _of_the_removed(
    reads: Reads, message: ExchangeMessage, bodies: Bodies
) -> Aim:
    """The open tasks of units that an update removed from its document's receivers."""
    dropped = receivers_of(message, bodies).dropped

    def is_theirs(task: Task) -> bool:
        lead = bodies.succession.now(task.lead_unit_id)
        return lead in dropped and task.progress in OPEN

    known = await _filled(reads, message.itself)
    return _sorted(await _named(reads, known, is_theirs), known, bodies)


async def _filled(reads: Reads, said: Reference) -> Reference:
    """With what the message said that had brought the document, if one had."""
    facts = said.document_id and await facts_of_document(reads, said.document_id)
    if not facts:
        return said
    was = ExchangeMessage.from_facts(facts).itself
    return Reference(
        was.number or said.number,
        was.issued_on or said.issued_on,
        said.organ or was.organ,
        said.organ_id or was.organ_id,
        said.document_id,
    )


async def _named(
    reads: Reads, said: Reference, is_wanted: Callable[[Task], bool]
) -> list[NamedTask]:
    if not said.number:
        return []
    key = document_key(said.number)
    found = await tasks_of_document(reads, key, said.issued_on)
    return [one for one in found if is_wanted(one.task)]


def _sorted(
    found: Iterable[NamedTask],
    said: Reference,
    bodies: Bodies,
    *,
    one_is_enough: bool = False,
) -> Aim:
    """`one_is_enough`: where the reference does not say who issued the document, and
    only one is known, that is the one."""
    found = list(found)
    if bodies.can_tell(said):
        sure = [one for one in found if bodies.issued(said, one.issuer)]
    else:
        sure = found if one_is_enough else []
    if len({one.document_id for one in sure}) > 1:
        sure = []
    doubtful = (one.task for one in found if one not in sure)
    return Aim(tuple(one.task for one in sure), tuple(doubtful))


def _together(aims: Iterable[Aim]) -> Aim:
    """Each task once; what one part is sure of is no longer in doubt."""
    aims = list(aims)
    sure = {task.id: task for aim in aims for task in aim.sure}
    doubtful = {task.id: task for aim in aims for task in aim.doubtful}
    return Aim(
        tuple(sure.values()),
        tuple(task for number, task in doubtful.items() if number not in sure),
        tuple(task for aim in aims for task in aim.alike),
    )
