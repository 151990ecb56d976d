"""`/dondoc`: what would be sent is shown first; a button sends it, once."""

from __future__ import annotations

from dataclasses import asdict, replace

from telegram import Update

from actions.find_unit import find_unit
from actions.questions import Asked, close
from actions.snooze_tasks import snooze_tasks
from actions.urge import Sending, Urging, preview_urging, urge
from domain.buttons import Press, number_in
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.urging import Mailing, Selection, Which
from handlers.answering import put_question
from handlers.arguments import take_code
from handlers.context import Context, Turn
from handlers.offering import shown_as
from locales.reading.urgings import UrgingWords, read_urging
from models.queries.subjects import tasks_told
from models.tables import Question


async def urge_by_hand(_update: Update, context: Context) -> None:
    """`/dondoc NV-12`, `/dondoc Sở Nội vụ`, `/dondoc quahan`, `quahan Sở Nội vụ`."""
    turn = context.turn
    text = nfc(" ".join(context.args or ())).strip()
    task_id, note = take_code(text)
    if task_id is not None:
        note = note.removeprefix(":").strip()
        await show_preview(turn, Urging(Selection(task_id=task_id), note))
        return
    await show_preview(turn, await _meant(turn, read_urging(text)))


async def _meant(turn: Turn, said: UrgingWords) -> Urging:
    if said.which is None and not said.unit:
        raise Refusal(Reason.NO_URGING_NAMED)
    unit_id = None
    if said.unit:
        unit = await find_unit(turn.reads, said.unit)
        if unit is None:
            raise Refusal(Reason.NO_URGING_NAMED)
        unit_id = unit.id
    return Urging(Selection(said.which or Which.OWED, unit_id=unit_id), said.note)


async def show_preview(turn: Turn, urging: Urging) -> None:
    """Nothing is sent before *Gửi* is pressed; a restart forgets nothing of it."""
    preview, mailing = await preview_urging(turn.reads, turn.actor, urging, turn.policy)
    facts = {
        "urging": asdict(urging),
        "mark": mailing.mark,
        "day": turn.reads.today.isoformat(),
        **shown_as(preview),
    }
    await put_question(turn, Asked.URGE, facts)


async def answer_urging(turn: Turn, question: Question, verb: str) -> None:
    """*Gửi*: of a preview that is not true any more a new one is shown instead."""
    if verb != "send":
        raise Refusal(Reason.QUESTION_OVER)
    urging = _kept(question)
    try:
        mailing = await _send(turn, question, urging)
    except Refusal as refusal:
        if refusal.reason is not Reason.URGING_STALE:
            raise
        turn.toast = Told(Saying.URGING_CHANGED, {})
        await close(turn.work, question, turn.toast)
        await show_preview(turn, urging)
        return
    told = _sent(turn, mailing)
    turn.toast = told
    await close(turn.work, question, told)


async def _send(turn: Turn, question: Question, urging: Urging) -> Mailing:
    if question.facts["day"] != turn.reads.today.isoformat():
        raise Refusal(Reason.URGING_STALE)
    sending = Sending(question.id, question.facts["mark"], _named(turn))
    return await urge(turn.work, turn.actor, urging, sending, policy=turn.policy)


def _named(turn: Turn) -> str:
    """Who urges, as those who are urged read it."""
    assert turn.person is not None
    return ", ".join(part for part in (turn.person.name, turn.person.position) if part)


def _sent(turn: Turn, mailing: Mailing) -> Told:
    facts = {"count": str(len(mailing.tasks)), "messages": str(len(mailing.messages))}
    leaves_at = turn.policy.after_quiet(turn.now)
    if leaves_at > turn.now:
        local = turn.policy.local(leaves_at)
        facts["true_at"] = local.isoformat(timespec="minutes")
    return Told(Saying.URGED_SENT, facts)


def _kept(question: Question) -> Urging:
    kept = question.facts["urging"]
    selection = Selection(**kept["selection"])
    which = Which(selection.which)
    return Urging(replace(selection, which=which), kept["note"])


async def press_urging(turn: Turn, pressed: Press) -> None:
    """*Đôn đốc* under the list of what is overdue: `g:overdue[.<unit>]:ask`."""
    kind, _, unit = pressed.argument.partition(".")
    unit_id = number_in(unit)
    if kind != "overdue" or turn.place.in_group or (unit and unit_id is None):
        raise Refusal(Reason.STALE_BUTTON, code="")
    await show_preview(turn, Urging(Selection(Which.OVERDUE, unit_id=unit_id)))


async def press_snooze(turn: Turn, pressed: Press) -> None:
    """*Nhắc lại sau* under a digest: `z:<days>:later`."""
    days = number_in(pressed.argument)
    if days is None or turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    tasks = await tasks_told(turn.work, turn.chat, turn.place.message_id)
    if not tasks:
        raise Refusal(Reason.STALE_BUTTON, code="")
    done = await snooze_tasks(
        turn.work, turn.actor, tasks, days=days, policy=turn.policy
    )
    facts = {"count": str(len(done.tasks)), "date": done.until.isoformat()}
    turn.toast = Told(Saying.SNOOZED, facts)
