"""Somebody urges by hand: first what would be sent, then one message for each person.

What is sent is kept as an event of each task, with who urged and in which words.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.find_task import check_owed, get_task_for
from actions.mail_tasks import Mail, mail_tasks
from domain.noise import is_audible
from domain.permissions import Action
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.reminders import Rule
from domain.scope import Actor, urge_scope_of
from domain.unsent import last_call
from domain.urging import MOST_TASKS, Mailing, Selection, mailing_of
from domain.urging_notices import UrgePreview
from models.history import Change, Kind, record_alike
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.tasks import FoundTask
from models.queries.urging import names_of, tasks_meant, urged_today
from models.work import Reads, Work
from models.working_days import read_calendar

CODES_SHOWN = 15
NAMES_SHOWN = 10
LONGEST_NOTE = 500  # characters of the urger's own words


@dataclass(frozen=True)
class Urging:
    """What somebody means to urge, in which words of his own."""

    selection: Selection
    note: str = ""


@dataclass(frozen=True)
class Sending:
    """One press of *Gửi*: its number, and the mark of the preview that was shown.

    `by` says who urges, as people read it.
    """

    number: int
    shown: str
    by: str


async def preview_urging(
    reads: Reads, actor: Actor, urging: Urging, policy: Policy
) -> tuple[UrgePreview, Mailing]:
    """What would be sent, to how many. Raises Refusal when there is nothing to send."""
    if len(urging.note) > LONGEST_NOTE:
        raise Refusal(Reason.TOO_LONG, limit=str(LONGEST_NOTE))
    task = await _single(reads, actor, urging.selection)
    mailing = await _mailing(reads, actor, urging.selection)
    if not mailing.messages and not mailing.untold:
        raise Refusal(Reason.NOTHING_TO_URGE)
    if not mailing.messages:
        raise Refusal(Reason.NOBODY_TO_URGE)
    leaves_at = policy.after_quiet(reads.now)
    unit = urging.selection.unit_id
    names = await names_of(reads, mailing.unreached)
    preview = UrgePreview(
        which=urging.selection.which,
        tasks=len(mailing.tasks),
        people=sum(place.officer_id is not None for place in mailing.messages),
        groups=sum(place.officer_id is None for place in mailing.messages),
        codes=tuple(f"NV-{one}" for one in mailing.tasks[:CODES_SHOWN]),
        content=task.content if task else "",
        unit=(await unit_names(reads, [unit]))[unit] if unit else "",
        note=urging.note,
        unreached=names[:NAMES_SHOWN],
        unreached_total=len(names),
        untold=len(mailing.untold),
        leaves_at=leaves_at if leaves_at > reads.now else None,
        again=await urged_today(reads, mailing.tasks),
    )
    return preview, mailing


async def urge(
    work: Work, actor: Actor, urging: Urging, sending: Sending, *, policy: Policy
) -> Mailing:
    """Send what was shown; the same number sends nothing twice.

    With other tasks or people by now it is refused (URGING_STALE): nothing is sent.
    """
    await _single(work, actor, urging.selection)
    mailing = await _mailing(work, actor, urging.selection)
    if mailing.mark != sending.shown or not mailing.messages:
        raise Refusal(Reason.URGING_STALE)
    slot = policy.local(work.now)
    mail = Mail(
        rule=Rule.URGED,
        slot=f"urging:{sending.number}",
        at=slot,
        not_before=policy.after_quiet(work.now),
        expires_at=last_call(Rule.URGED, slot, await read_calendar(work), policy),
        silent=not is_audible({Rule.URGED}, policy),
        params={"urged_by": sending.by, "note": urging.note},
    )
    if await mail_tasks(work, mail, mailing.messages):
        await _remember(work, actor, urging, mailing)
    return mailing


async def _remember(work: Work, actor: Actor, urging: Urging, mailing: Mailing) -> None:
    change = Change(
        task_id=0,
        kind=Kind.URGED,
        door="chat",
        effective_on=work.today,
        actor_id=actor.officer_id,
        note=urging.note,
    )
    await record_alike(work, change, mailing.tasks)


async def _single(reads: Reads, actor: Actor, selection: Selection) -> FoundTask | None:
    """The one task meant: his to urge, and still owed. Raises Refusal."""
    if selection.task_id is None:
        return None
    task = await get_task_for(reads, actor, Action.URGE, selection.task_id)
    check_owed(task)
    return task


async def _mailing(reads: Reads, actor: Actor, selection: Selection) -> Mailing:
    scope = urge_scope_of(actor)
    if scope.is_empty:
        raise Refusal(Reason.NOT_ALLOWED)
    calendar = await read_calendar(reads)
    tasks = await tasks_meant(reads, calendar, scope, selection)
    if len(tasks) > MOST_TASKS:
        raise Refusal(Reason.TOO_MANY_TO_URGE, limit=str(MOST_TASKS))
    return mailing_of(tasks, await read_directory(reads))
