"""Inviting people: `/moi`, and the word about who used an invitation."""

from __future__ import annotations

from telegram import Update

from actions.decide_invite import decide_invite
from actions.invites import invite_by_voice, invite_person, may_invite
from domain.buttons import Press, number_in
from domain.folding import nfc
from domain.invites import LINK_LIFE, SPOKEN_LIFE
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from models.queries.audits import Deed, note_deed
from models.queries.people import Person, named, person
from models.queries.settings import BOT_NAME, read_setting


async def invite(_update: Update, context: Context) -> None:
    """`/moi Họ tên`: a link, and a code to be read out on the phone."""
    turn = context.turn
    words = nfc(" ".join(context.args or ())).strip()
    if not words:
        raise Refusal(Reason.NO_NAME)
    invited = await _meant(turn, words)
    actor = turn.actor.officer_id
    link = await invite_person(turn.work, invited.id, created_by=actor)
    code = await invite_by_voice(turn.work, invited.id, created_by=actor)
    deed = Deed("invited", f"officer:{invited.id}", actor, "chat")
    await note_deed(turn.work, deed)
    bot = await read_setting(turn.work, BOT_NAME)
    facts = {
        "name": invited.name,
        "link": f"https://t.me/{bot}?start={link}" if bot else f"/start {link}",
        "hours": str(int(LINK_LIFE.total_seconds() // 3_600)),
        "command": f"/start {code[:4]}-{code[4:]}",
        "minutes": str(int(SPOKEN_LIFE.total_seconds() // 60)),
    }
    turn.say(Told(Saying.INVITED, facts))


async def _meant(turn: Turn, words: str) -> Person:
    """Unknown and forbidden are refused in the same words."""
    allowed = []
    for officer in await named(turn.reads, words):
        found = await person(turn.reads, officer.id)
        if found is not None and may_invite(turn.actor, found):
            allowed.append((officer.code, found))
    if not allowed:
        raise Refusal(Reason.NOT_FOUND)
    if len(allowed) > 1:
        codes = ", ".join(code for code, _ in allowed)
        raise Refusal(Reason.NAME_TWICE, name=words[:60], codes=codes)
    return allowed[0][1]


async def press_invite(turn: Turn, pressed: Press) -> None:
    """ "Đúng người" or "Không phải": `i:<invite>:<verb>`, in private only."""
    number = number_in(pressed.argument)
    if number is None or turn.place.in_group or pressed.verb not in ("yes", "no"):
        raise Refusal(Reason.NOT_FOUND)
    approved = pressed.verb == "yes"
    decided = await decide_invite(turn.work, turn.actor, number, approved=approved)
    saying = Saying.INVITE_TAKEN if approved else Saying.INVITE_LEFT
    turn.toast = Told(saying, {"name": decided.officer.name})
