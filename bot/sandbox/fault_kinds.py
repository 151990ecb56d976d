"""Every way in which a call can go wrong, in one table: delivery.md 2.5 and more.

A kind either does the call and spoils the answer, or refuses it in Telegram's words,
or does nothing at all. What happens before a server is reached (names, TLS, a closed
port) is not here: no server can play it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox import breaking
from bot.sandbox.breaking import Ending
from bot.sandbox.faults import A_BASIC_GROUP, A_CHAT, AN_EDIT, ANY, UNREAD, Fault
from bot.sandbox.methods.chats import MIGRATED
from bot.sandbox.methods.editing import NOT_MODIFIED
from bot.sandbox.migration import migrate
from bot.sandbox.records import Group
from bot.sandbox.refusals import BotRefusal, forbidden, too_many
from bot.sandbox.stage import Stage
from bot.sandbox.updates import CONFLICT

Refusing = Callable[[Stage, Fault, int | None], BotRefusal | None]


@dataclass(frozen=True)
class Kind:
    """`refuse` stands in for the call; `end` sends the answer, or does not."""

    refuse: Refusing | None = None
    end: Ending = breaking.tell
    is_done: bool = True  # False: nothing is decided at all
    is_answered: bool = True  # False: the caller does not learn what was decided
    needs: str = ANY


def _words(code: int, words: str, *, needs: str = ANY) -> Kind:
    """A refusal with fixed words, or with those that the fault brings."""

    def refuse(stage: Stage, fault: Fault, chat: int | None) -> BotRefusal:
        group = stage.world.groups.get(chat or 0)
        told = words.format(group=group.kind if group else "group")
        return BotRefusal(code, fault.description or told)

    return Kind(refuse, needs=needs)


def _flood(stage: Stage, fault: Fault, chat: int | None) -> BotRefusal:
    return too_many(fault.retry_after)


def _block(stage: Stage, fault: Fault, chat: int | None) -> BotRefusal:
    if chat is None or chat > 0:
        return forbidden("bot was blocked by the user")
    group = stage.world.groups.get(chat)
    return forbidden(f"bot was kicked from the {group.kind if group else 'group'} chat")


def _migrate(stage: Stage, fault: Fault, chat: int | None) -> BotRefusal | None:
    """Move the group now; one that has moved already refuses by itself."""
    group: Group | None = stage.world.groups.get(chat or 0)
    if group is None or group.moved_to is not None:
        return None
    new = migrate(stage, group)
    return BotRefusal(400, MIGRATED, {"migrate_to_chat_id": new.id})


def _not_ok(stage: Stage, fault: Fault, chat: int | None) -> BotRefusal:
    return BotRefusal(400, fault.description or "Bad Request: refused with 200")


def _unanswered(end: Ending) -> Kind:
    """Done, but the caller does not learn it."""
    return Kind(end=end, is_answered=False)


def _undone(end: Ending) -> Kind:
    return Kind(end=end, is_done=False, is_answered=False)


SOUND = Kind()
KINDS: dict[str, Kind] = {
    # Nothing is accepted.
    UNREAD: _undone(breaking.reset),
    "reset": _undone(breaking.reset),
    "reset_after_reading": _undone(breaking.reset),
    "hang": _undone(breaking.hold),
    # Accepted, and the answer is lost.
    "ok_then_reset": _unanswered(breaking.reset),
    "ok_then_fin": _unanswered(breaking.hang_up),
    "ok_then_hang": _unanswered(breaking.hold),
    "ok_then_500": _unanswered(breaking.say_restart),
    "half_headers": _unanswered(breaking.halve_headers),
    "half_body": _unanswered(breaking.halve_body),
    "200_truncated": _unanswered(breaking.halve_json),
    "200_html": _unanswered(breaking.page(200)),
    "500_html": _unanswered(breaking.page(500)),
    "502_html": _unanswered(breaking.page(502)),
    "503_html": _unanswered(breaking.page(503)),
    "504_html": _unanswered(breaking.page(504)),
    # Accepted, and answered late.
    "slow": Kind(end=breaking.tell_late),
    # Refused, but not as a refusal looks.
    "200_ok_false": Kind(_not_ok, end=breaking.say_not_ok, is_answered=False),
    # Refused by the server.
    "429": Kind(_flood),
    "500": _words(500, "Internal Server Error: restart"),
    "500_json": _words(500, "Internal Server Error"),
    "502_json": _words(502, "Bad Gateway"),
    "503_json": _words(503, "Service Unavailable"),
    "504_json": _words(504, "Gateway Timeout"),
    "401": _words(401, "Unauthorized"),
    "404": _words(404, "Not Found"),
    "409": _words(409, CONFLICT),
    "413": _words(413, "Request Entity Too Large"),
    "400": _words(400, "Bad Request: SOMETHING_UNHEARD_OF"),
    "403": _words(403, "Forbidden: SOMETHING_UNHEARD_OF"),
    # Refused because of what is said.
    "entities": _words(
        400,
        "Bad Request: can't parse entities: "
        'Unsupported start tag "x" at byte offset 0',
        needs=A_CHAT,
    ),
    "too_long": _words(400, "Bad Request: message is too long", needs=A_CHAT),
    "not_modified": _words(400, f"Bad Request: {NOT_MODIFIED}", needs=AN_EDIT),
    "edit_not_found": _words(
        400, "Bad Request: message to edit not found", needs=AN_EDIT
    ),
    "cant_edit": _words(400, "Bad Request: message can't be edited", needs=AN_EDIT),
    "reply_not_found": _words(
        400, "Bad Request: message to be replied not found", needs=A_CHAT
    ),
    "thread_not_found": _words(
        400, "Bad Request: message thread not found", needs=A_CHAT
    ),
    # Refused because of the chat.
    "blocked": Kind(_block),
    "migrate": Kind(_migrate, needs=A_BASIC_GROUP),
    "chat_not_found": _words(400, "Bad Request: chat not found", needs=A_CHAT),
    "deactivated": _words(403, "Forbidden: user is deactivated", needs=A_CHAT),
    "kicked": _words(
        403, "Forbidden: bot was kicked from the {group} chat", needs=A_CHAT
    ),
    "not_a_member": _words(
        403, "Forbidden: bot is not a member of the {group} chat", needs=A_CHAT
    ),
    "group_deleted": _words(403, "Forbidden: the group chat was deleted", needs=A_CHAT),
}
