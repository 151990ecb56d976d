"""Who gives a task proposes its class; a clerk enters it (003, 2b and 4b).

A clerk's own is entered at once, and so is hỏa tốc: it is entered as soon as the paper
is signed (003, 2b). Without a clerk who can be told the division enters it itself.
"""

from __future__ import annotations

from dataclasses import replace

from actions.enter_tasks import enter_tasks
from actions.proposals_settled import settle_proposal
from actions.tell import tell_officer
from domain.assigning import Assignment, classes_open_to, missing_of
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role, TaskClass, Urgency, task_code
from models import assignments
from models.history import mark_stale
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.tables import TaskDraft
from models.work import Work

SHOWN = 15  # codes in one sentence


def check_may_give(actor: Actor) -> None:
    if not may_in_unit(actor, Action.GIVE_TASK, None):
        raise Refusal(Reason.NOT_ALLOWED)


async def give_task(work: Work, actor: Actor, one: Assignment) -> list[int]:
    """The new tasks; none yet if a clerk has to enter it. Raises Refusal."""
    check_may_give(actor)
    if missing_of(one) is not None:
        raise Refusal(Reason.NEEDS_DEADLINE)
    clerks = await _clerks(work)
    at_once = may_in_unit(actor, Action.ENTER_TASK, None)
    if at_once or one.urgency is Urgency.FLASH or not clerks:
        tasks = await enter_tasks(work, actor, one)
        await settle_proposal(work, actor, one.proposal_id, tasks)
        return tasks
    draft = TaskDraft(
        facts=assignments.dump(one),
        proposed_by=actor.officer_id,
        at=work.now,
        tasks=[],
    )
    work.session.add(draft)
    await work.session.flush()
    for officer, chat in clerks.items():
        await _show(work, draft.id, officer, chat)
    return []


async def _clerks(work: Work) -> dict[int, int]:
    """Those who enter and can be told, each with his private chat."""
    directory = await read_directory(work)
    clerks = directory.acting(directory.everybody(Role.CLERK))
    return {one: directory.chats[one] for one in clerks if one in directory.chats}


async def _show(work: Work, number: int, officer: int, chat: int) -> None:
    envelope = Envelope(
        chat_id=chat,
        key=f"task_draft:{number}|chat:{chat}",
        cls=DeliveryClass.PERIODIC,
        priority=2,
        subject=f"task_draft:{number}",
    )
    params = {"draft": number, "officer": officer}
    await put_live(work, Live.TASK_DRAFT, params, envelope)


async def decide_draft(work: Work, actor: Actor, number: int, choice: str) -> None:
    """`choice` is the class to enter, a to d, or "returned". Raises Refusal."""
    if not may_in_unit(actor, Action.ENTER_TASK, None):
        raise Refusal(Reason.NOT_ALLOWED)
    draft = await work.session.get(TaskDraft, number, with_for_update=True)
    if draft is None:
        raise Refusal(Reason.QUESTION_OVER)
    if draft.state != "open":
        raise Refusal(Reason.ALREADY_DECIDED)
    one = assignments.load(draft.facts)
    if choice == "returned":
        draft.state = "returned"
    else:
        await _enter(work, actor, draft, one, choice)
    draft.decided_by, draft.decided_at = actor.officer_id, work.now
    await work.session.flush()
    await mark_stale(work, f"task_draft:{number}")
    await _tell_proposer(work, draft, one)


async def _enter(
    work: Work, actor: Actor, draft: TaskDraft, one: Assignment, letter: str
) -> None:
    wanted = {each.value: each for each in classes_open_to(one)}.get(letter)
    if not isinstance(wanted, TaskClass):
        raise Refusal(Reason.STALE_BUTTON, code="")
    entered = replace(one, must_report=wanted.must_report)
    tasks = await enter_tasks(work, actor, entered)
    draft.state, draft.tasks = "entered", tasks
    draft.facts = assignments.dump(entered)
    await settle_proposal(work, actor, one.proposal_id, tasks)


async def _tell_proposer(work: Work, draft: TaskDraft, one: Assignment) -> None:
    facts = {"content": one.content, "codes": codes_of(draft.tasks)}
    saying = Saying.TASK_RETURNED if draft.state == "returned" else Saying.TASK_ENTERED
    key = f"draft_decided:{draft.id}"
    await tell_officer(work, draft.proposed_by, Told(saying, facts), key=key)


def codes_of(tasks: list[int]) -> str:
    """NV-12, NV-13; many are cut."""
    more = " …" if len(tasks) > SHOWN else ""
    return ", ".join(task_code(one) for one in tasks[:SHOWN]) + more
