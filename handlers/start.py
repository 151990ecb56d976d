"""Binding, help, and leaving a question."""

from __future__ import annotations

from telegram import Update

from actions.bind import Stranger, claim, take_code
from domain.notices import Help, Saying, Told, Welcome
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from handlers.question_answers import cancel_question
from models.queries.consents import agreed_at, note_told
from models.queries.people import Person, unit_names


async def start(update: Update, context: Context) -> None:
    """`/start <code>` binds; without a code it says who one is here."""
    turn = context.turn
    words = context.args or ()
    if turn.place.in_group:
        raise Refusal(Reason.PRIVATE_ONLY)
    if words:
        await _use(turn, " ".join(words), update)
        return
    if turn.person is None:
        raise Refusal(Reason.STRANGER)
    await welcome(turn, turn.person)


async def _use(turn: Turn, code: str, update: Update) -> None:
    user = update.effective_user
    stranger = Stranger(turn.place.sender, user.full_name if user else "")
    invite = await take_code(turn.work, code, stranger)
    if invite is None:  # counted as a try: that is not rolled back
        turn.refuse(Refusal(Reason.BAD_LINK))
        return
    bound = await claim(turn.work, invite, stranger)
    if bound is None:
        turn.say(Told(Saying.INVITE_WAITS, {}))
        return
    turn.person = bound
    turn.new_parts = True
    await welcome(turn, bound)


async def welcome(turn: Turn, person: Person) -> None:
    parts = person.actor.memberships
    names = await unit_names(turn.reads, [part.unit_id for part in parts])
    roles = tuple((part.role, names[part.unit_id]) for part in parts)
    agreed = await agreed_at(turn.reads, person.id)
    days = None if agreed else turn.policy.privacy_words_days
    if not agreed:
        await note_told(turn.work, person.id)
    turn.say(Welcome(person.name, person.position, roles, days))


async def show_help(_update: Update, context: Context) -> None:
    """`/trogiup`: what this person can ask here."""
    from handlers.commands import commands_for  # the table names this very function

    turn = context.turn
    commands = commands_for(turn.person, in_group=turn.place.in_group)
    turn.say(Help(tuple((c.name, c.help) for c in commands), turn.place.in_group))


async def cancel(_update: Update, context: Context) -> None:
    """`/huy`"""
    turn = context.turn
    if not await cancel_question(turn):
        raise Refusal(Reason.NOTHING_TO_CANCEL)
    turn.say(Told(Saying.CANCELLED, {}))
