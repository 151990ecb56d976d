"""Pressed buttons. What they carry is untrusted: every right is checked again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from actions.find_task import check_owed, check_version, get_task_for
from actions.judge_report import confirm_done
from actions.questions import Asked
from actions.record_progress import ProgressReport, record_progress
from actions.send_package import receive_package
from actions.send_review import send_review
from actions.urge import Urging
from domain.buttons import Press, TaskPress, number_in, unpack
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.processes import ProcessKind
from domain.refusals import Reason, Refusal
from domain.replies import Intent, Reading
from domain.summary_notices import Part
from domain.tasks import task_code
from domain.urging import Selection
from handlers.acknowledging import acknowledge
from handlers.answering import put_question, read_back
from handlers.assigning import press_draft
from handlers.calendars import press_feed
from handlers.context import Context, Turn
from handlers.deciding import press_request
from handlers.deliveries import press_delivery
from handlers.filing import show_files
from handlers.inspection import press_findings
from handlers.inviting import press_invite
from handlers.layouts import press_layout
from handlers.my_tasks import show_my_tasks, show_overdue, to_confirm
from handlers.own_data import press_own_data
from handlers.preferences import press_setting
from handlers.progress import ask_why_returned, show_card
from handlers.proposals import press_proposal
from handlers.question_answers import press_question
from handlers.reconciling import press_difference
from handlers.register_presses import OF_THE_REGISTER
from handlers.requests import press_explain, press_extend, press_obstacle
from handlers.rounds import press_round
from handlers.searching import turn_page
from handlers.summary_details import press_summary, show_part
from handlers.taking_back import press_undo
from handlers.urging import press_snooze, press_urging, show_preview
from handlers.why import press_why
from models.history import mark_stale
from models.outbox import Live
from models.queries.subjects import delivery_of_message

# A question; the pages of a list; a summary; and why a reminder came.
IN_GROUPS = ("q", "l", "s", "w")
PERCENTS = {"p25": 25, "p50": 50, "p75": 75}
# What a card shows differently, without a change to its task.
FACES = {
    "more": {"expanded": True},
    "less": {"expanded": False, "choosing": False, "history": False},
    "history": {"expanded": True, "history": True},
    "doing": {"choosing": True},
}


async def press(update: Update, context: Context) -> None:
    """Every button, by what its data says."""
    query = update.callback_query
    assert query is not None
    turn = context.turn
    _ = turn.actor
    if await press_layout(turn, query.data or ""):
        return
    await turn.open()
    await press_data(turn, query.data or "")


async def press_data(turn: Turn, data: str) -> None:
    """As if a button that carries this were pressed; the transaction is open."""
    pressed = unpack(data)
    if turn.place.in_group and not _stands_in_groups(pressed):
        raise Refusal(Reason.STALE_BUTTON, code="")
    match pressed:
        case TaskPress():
            await _press_as_shown(turn, pressed)
        case Press() if pressed.kind in PRESSES:
            await PRESSES[pressed.kind](turn, pressed)
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")


def _stands_in_groups(pressed: TaskPress | Press | None) -> bool:
    """Whether messages there bear it: the rest shows what is one reader's own."""
    if isinstance(pressed, TaskPress):
        return pressed.verb == "undo"
    return pressed is not None and pressed.kind in IN_GROUPS


async def _press_as_shown(turn: Turn, pressed: TaskPress) -> None:
    """A button of a card that no longer holds changes nothing: a new card follows."""
    try:
        await _press_task(turn, pressed)
    except Refusal as refusal:
        if refusal.reason is not Reason.STALE_CARD:
            raise
        turn.refused = refusal
        await show_card(turn, pressed.task_id)


async def _press_task(turn: Turn, pressed: TaskPress) -> None:
    if pressed.verb not in TASK_VERBS:
        raise Refusal(Reason.STALE_BUTTON, code=task_code(pressed.task_id))
    await TASK_VERBS[pressed.verb](turn, pressed)


async def _open(turn: Turn, pressed: TaskPress) -> None:
    await show_card(turn, pressed.task_id)


async def _files(turn: Turn, pressed: TaskPress) -> None:
    await show_files(turn, pressed.task_id)


async def _turn_card(turn: Turn, pressed: TaskPress) -> None:
    """Show the card's other face: on its own message, else on a new one."""
    delivery = await delivery_of_message(turn.work, turn.chat, turn.place.message_id)
    params = FACES[pressed.verb]
    await get_task_for(turn.work, turn.actor, Action.SEE_TASK, pressed.task_id)
    if delivery is not None and delivery.subject == f"task:{pressed.task_id}":
        delivery.params = {**delivery.params, **params}
        await mark_stale(turn.work, delivery.subject)
        return
    task = {"task": pressed.task_id, "officer": turn.actor.officer_id, **params}
    turn.show(Live.CARD, task, subject=f"task:{pressed.task_id}")


async def _progress(turn: Turn, pressed: TaskPress) -> None:
    percent = PERCENTS[pressed.verb]
    report = ProgressReport(pressed.task_id, percent=percent, shown=pressed.version)
    task = await record_progress(
        turn.work, turn.actor, report, policy=turn.policy, door="chat"
    )
    code = task_code(task.id)
    facts = {"code": code, "content": task.content, "percent": str(percent)}
    turn.toast = Told(Saying.PROGRESS_SAVED, facts)
    delivery = await delivery_of_message(turn.work, turn.chat, turn.place.message_id)
    if delivery is not None and delivery.notice == Live.CARD:
        delivery.params = {**delivery.params, "choosing": False}


async def _done(turn: Turn, pressed: TaskPress) -> None:
    """Read back before it is reported: a thumb slips easily."""
    task = await get_task_for(
        turn.work, turn.actor, Action.REPORT_DONE, pressed.task_id
    )
    check_owed(task)
    check_version(task, pressed.version)
    await read_back(turn, task.id, Reading(Intent.DONE), "")


async def _confirm(turn: Turn, pressed: TaskPress) -> None:
    task = await confirm_done(
        turn.work,
        turn.actor,
        pressed.task_id,
        policy=turn.policy,
        shown=pressed.version,
    )
    facts = {"code": task_code(task.id), "content": task.content}
    turn.toast = Told(Saying.CONFIRMED, facts)


async def _return(turn: Turn, pressed: TaskPress) -> None:
    await ask_why_returned(turn, pressed.task_id, pressed.version)


async def _assign(turn: Turn, pressed: TaskPress) -> None:
    task = await get_task_for(
        turn.work, turn.actor, Action.ASSIGN_OFFICER, pressed.task_id
    )
    check_version(task, pressed.version)
    await put_question(turn, Asked.NAME, {"task": task.id})


async def _urge(turn: Turn, pressed: TaskPress) -> None:
    await show_preview(turn, Urging(Selection(task_id=pressed.task_id)))


TASK_VERBS: Mapping[str, Callable[[Turn, TaskPress], Awaitable[None]]] = {
    "open": _open,
    "files": _files,
    **dict.fromkeys(FACES, _turn_card),
    **dict.fromkeys(PERCENTS, _progress),
    "done": _done,
    "confirm": _confirm,
    "return": _return,
    "assign": _assign,
    "urge": _urge,
    "undo": press_undo,
    "extend": press_extend,
    "obstacle": press_obstacle,
    "explain": press_explain,
}


async def _question(turn: Turn, pressed: Press) -> None:
    await press_question(turn, pressed.argument, pressed.verb)


async def _list(turn: Turn, pressed: Press) -> None:
    """`<kind>.<page>[.<unit>]`, or `<part>.<page>.<period>[.<unit>]`"""
    kind, _, rest = pressed.argument.partition(".")
    page, _, unit = rest.partition(".")
    number, unit_id = number_in(page), number_in(unit)
    if kind in list(Part) and number:
        await show_part(turn, Part(kind), unit, number)
        return
    if not number or (unit and unit_id is None):
        raise Refusal(Reason.STALE_BUTTON, code="")
    match kind:
        case "mine" if not turn.place.in_group:
            await show_my_tasks(turn, number)
        case "to_confirm" if not turn.place.in_group:
            await to_confirm(turn, number)
        case "found":
            await turn_page(turn, number)
        case "overdue":
            await show_overdue(turn, unit_id, number)
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")


async def _month(turn: Turn, pressed: Press) -> None:
    """ "Đã gửi" under the monthly review, "Gửi" and "Đã nhận" under a package:
    `<unit>.<month>`, or `<unit>.<week>`."""
    unit, _, month = pressed.argument.partition(".")
    unit_id = number_in(unit)
    if unit_id is None:
        raise Refusal(Reason.STALE_BUTTON, code="")
    if pressed.verb == "received":
        name = await receive_package(turn.work, turn.actor, unit_id, month)
        facts = {"unit": name, "month": month}
        turn.toast = Told(Saying.PACKAGE_RECEIVED, facts)
        return
    name = await send_review(turn.work, turn.actor, unit_id, month)
    saying = Saying.PACKAGE_SENT if "W" in month else Saying.REVIEW_SENT
    turn.toast = Told(saying, {"unit": name, "month": month})
    turn.say(turn.toast, key=f"review_sent:{unit}:{month}")


async def _acknowledge(turn: Turn, _pressed: Press) -> None:
    """ "Đã nhận" under a digest: all that it told."""
    turn.toast = await acknowledge(turn, turn.place.message_id)


PRESSES: Mapping[str, Callable[[Turn, Press], Awaitable[None]]] = {
    "q": _question,
    "l": _list,
    "s": press_summary,
    "m": _month,
    "a": _acknowledge,
    "d": press_delivery,
    "w": press_why,
    "f": press_feed,
    "i": press_invite,
    "n": press_own_data,
    "pref": press_setting,
    "g": press_urging,
    "z": press_snooze,
    "u": press_round,
    "v": press_difference,
    "h": press_draft,
    "p": press_proposal,
    "k": press_findings,
    **OF_THE_REGISTER,
    **dict.fromkeys((kind.value for kind in ProcessKind), press_request),
}
