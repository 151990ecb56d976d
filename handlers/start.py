"""Binding, help, and leaving a question."""

from __future__ import annotations

from telegram import Update

from actions.bind import bind_person
from domain.notices import Help, Saying, Told, Welcome
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from handlers.question_answers import cancel_question
from models.queries.people import Person, unit_names


async def start(_update: Update, context: Context) -> None:
    """`/start <code>` binds; without a code it says who one is here."""
    turn = context.turn
    words = context.args or ()
    if turn.place.in_group:
        raise Refusal(Reason.PRIVATE_ONLY)
    if words:
        bound = await bind_person(turn.work, words[0], address=turn.place.sender)
        turn.person = bound
        turn.new_parts = True
    if turn.person is None:
        raise Refusal(Reason.STRANGER)
    await welcome(turn, turn.person)


async def welcome(turn: Turn, person: Person) -> None:
    parts = person.actor.memberships
    names = await unit_names(turn.reads, [part.unit_id for part in parts])
    roles = tuple((part.role, names[part.unit_id]) for part in parts)
    turn.say(Welcome(person.name, person.position, roles))


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
