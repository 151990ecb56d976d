"""A task given in the chat becomes tasks of the register, one for each assignee.

They are written as an import's are, under a run of their own: a later register finds
them by their document, and `dondoc import --undo` takes them back.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.assign_officer import set_officer
from actions.register_rows import document_identity
from actions.register_tasks import DOOR, Run, add_documents, add_tasks
from actions.tell import tell_chat
from domain.assigning import Assignee, Assignment, missing_of
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.register import RegisterRow
from domain.register_units import ResolvedRow
from domain.scope import Actor
from domain.tasks import Progress, Urgency, task_code
from locales.reading.documents import document_key
from models.queries.directory import read_directory
from models.queries.overwriting import overwrite_document
from models.queries.registers import BY_HAND, rows_of_run
from models.queries.routes import signer_of
from models.tables import ImportRun, TaskRoute
from models.work import Work

CONSOLIDATING = "Tổng hợp kết quả thực hiện: {content}"  # what a unit's register says


async def enter_tasks(work: Work, actor: Actor, one: Assignment) -> list[int]:
    """The numbers of the new tasks, the consolidating one last. Raises Refusal."""
    if missing_of(one) is not None:
        raise Refusal(Reason.NEEDS_DEADLINE)
    wanted = _rows(one, await signer_of(work, document_key(one.number), one.issued_on))
    run = await _begin(work, actor, one, len(wanted))
    documents = await add_documents(work, [each.row for each in wanted])
    await add_tasks(work, wanted, documents, run)
    rows = await rows_of_run(work, run.id)
    if one.urgency is not Urgency.NORMAL:  # the document may be known already
        document, urgency = documents[document_identity(wanted[0].row)], one.urgency
        said = await overwrite_document(work, document, {"urgency": urgency})
        rows[0].overwrote = said
    tasks = [row.task_id for row in rows]
    await _give(work, actor, one, tasks)
    _add_routes(work, one, tasks)
    await work.session.flush()
    if one.urgency is not Urgency.FLASH:  # hỏa tốc is told by its own rule, at once
        await _tell(work, one, tasks, actor)
    return tasks


def _rows(one: Assignment, signer: str) -> list[ResolvedRow]:
    leads = list(one.assignees)
    contents = [one.content] * len(leads)
    if one.consolidator is not None:
        leads.append(one.consolidator)
        contents.append(CONSOLIDATING.format(content=one.content))
    return [
        _row(one, signer, at, lead, content)
        for at, (lead, content) in enumerate(zip(leads, contents, strict=True), start=1)
    ]


def _row(
    one: Assignment, signer: str, at: int, lead: Assignee, content: str
) -> ResolvedRow:
    support = [each.unit_id for each in one.support]
    if one.via is not None:
        support.append(one.via.unit_id)
    others = tuple(dict.fromkeys(unit for unit in support if unit != lead.unit_id))
    names = {each.unit_id: each.unit for each in (*one.support, *_one(one.via))}
    row = RegisterRow(
        row=at,
        number=one.number,
        key=document_key(one.number),
        content=content,
        lead_unit=lead.unit,
        progress=Progress.NOT_STARTED,
        issued_on=one.issued_on,
        submitting_unit=one.sender,
        signer=one.signer or signer,
        support_units=tuple(names[unit] for unit in others),
        tracking_unit=one.division.unit if one.division else "",
        deadline_text=one.deadline_text,
        due_on=one.due_on,
        scheme=one.scheme,
        task_class=one.task_class,
        urgency=one.urgency,
    )
    division = one.division.unit_id if one.division else None
    return ResolvedRow(row, lead.unit_id, others, division)


def _one(part: Assignee | None) -> tuple[Assignee, ...]:
    return () if part is None else (part,)


async def _begin(work: Work, actor: Actor, one: Assignment, count: int) -> Run:
    row = ImportRun(
        at=work.now,
        actor_id=actor.officer_id,
        file_name=f"/giaoviec {one.number}"[:250],
        digest="",
        profile=BY_HAND,
        added=count,
        changed=0,
        unchanged=0,
        left_out=[],
    )
    work.session.add(row)
    await work.session.flush()
    return Run(row.id, actor.officer_id)


async def _give(
    work: Work, actor: Actor, one: Assignment, tasks: Sequence[int]
) -> None:
    """People by name, each his own."""
    for task, lead in zip(tasks, one.assignees, strict=False):
        if lead.officer_id is not None:
            await set_officer(work, task, lead.officer_id, actor=actor, door=DOOR)


def _add_routes(work: Work, one: Assignment, tasks: Sequence[int]) -> None:
    parent = tasks[-1] if one.consolidator is not None else None
    via = one.via.unit_id if one.via else None
    if parent is None and via is None:
        return
    for task in tasks[: len(one.assignees)]:
        route = TaskRoute(task_id=task, via_unit_id=via, parent_id=parent)
        work.session.add(route)


async def _tell(
    work: Work, one: Assignment, tasks: Sequence[int], actor: Actor
) -> None:
    """Whoever answers for it, and is not the one who gave it."""
    directory = await read_directory(work)
    leads = (*one.assignees, *_one(one.consolidator))
    for task, lead in zip(tasks, leads, strict=True):
        facts = {"code": task_code(task), "content": one.content}
        if one.due_on is not None:
            facts["deadline"] = one.due_on.isoformat()
        told = Told(Saying.TOLD_ASSIGNED, facts)
        for officer in directory.responsible(lead.officer_id, lead.unit_id):
            chat = directory.chats.get(officer)
            if chat is not None and officer != actor.officer_id:
                key, subject = f"given:{task}", f"task:{task}"
                await tell_chat(work, chat, told, key=key, subject=subject)
