"""How a message leaves by Telegram: one try, and what became of it."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Any

from telegram import Bot, BotCommand, BotCommandScope
from telegram.constants import ParseMode
from telegram.error import TelegramError

from channels.outgoing import Edit, Outgoing
from channels.telegram_outcomes import Trace, outcome_of
from channels.telegram_request import AiohttpRequest, File, traced
from channels.telegram_wire import TooLarge, WireFailed
from domain.buttons import Keyboard
from domain.outcomes import Outcome, Sent

LONGEST_TOAST = 200  # characters in the answer to a pressed button
GENERAL_TOPIC = 1  # bears a number, yet naming it when sending is refused
NO_PREVIEW = {"is_disabled": True}
# Only the tags that we write ourselves; a stray "<" in a text is left alone.
TAGS = re.compile(r"</?(?:a|b|i|u|s|code|pre|blockquote)(?: [^<>]*)?>")

# Besides its own errors the library lets through what its parsing of an odd answer
# meets: a KeyError for 200 with ok:false. The trace decides what became of the call.
LIBRARY_ERRORS = (TelegramError, KeyError, TypeError, ValueError, AttributeError)


class DownloadFailed(Exception):
    """The file could not be had; trying again later may help."""


class FileTooLarge(DownloadFailed):
    """The file is larger than we take; trying again is of no use."""


class TelegramChannel:
    """Sends, edits, answers and downloads through one bot.

    What is sent often goes past the library's own methods: they read the whole answer
    into objects that nobody looks at, and cost more than all else (performance.md).

    Methods that return an outcome raise nothing but asyncio.CancelledError; a send that
    was cancelled is to be treated as unknown.
    """

    def __init__(self, bot: Bot, request: AiohttpRequest) -> None:
        """`request` is the one that the bot was built with."""
        self._bot = bot
        self._request = request

    async def send(self, message: Outgoing) -> Outcome:
        if message.document is not None:
            return await self.send_document(message, *message.document)
        if message.kept is not None:
            return await self._send_kept(message, *message.kept)
        if message.picture is not None:
            return await self._ask(
                "sendPhoto",
                photo=File(*message.picture),
                caption=_words(message) or None,
                **_envelope(message),
            )
        return await self._ask(
            "sendMessage",
            text=_words(message),
            link_preview_options=NO_PREVIEW,
            **_envelope(message),
        )

    async def _send_kept(
        self, message: Outgoing, file_id: str, is_photo: bool
    ) -> Outcome:
        """What somebody sent before goes again by its id: nothing is uploaded."""
        method, name = "sendDocument", "document"
        if is_photo:
            method, name = "sendPhoto", "photo"
        said = {name: file_id, "caption": _words(message) or None}
        return await self._ask(method, **said, **_envelope(message))

    async def send_document(
        self, message: Outgoing, name: str, content: bytes
    ) -> Outcome:
        """Send a file; the message's text becomes its caption (1,024 characters)."""
        return await self._ask(
            "sendDocument",
            document=File(name, content),
            caption=_words(message) or None,
            **_envelope(message),
        )

    async def edit(self, message: Edit) -> Outcome:
        """Give a message a new face; one that already has it counts as sent."""
        return _without_number(
            await self._ask(
                "editMessageText",
                text=message.text,
                chat_id=message.chat,
                message_id=message.message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=_markup(message.keyboard),
            )
        )

    async def edit_keyboard(
        self, chat: int, message_id: int, keyboard: Keyboard = ()
    ) -> Outcome:
        """Change the buttons only; without any, take them away."""
        return _without_number(
            await self._ask(
                "editMessageReplyMarkup",
                chat_id=chat,
                message_id=message_id,
                reply_markup=_markup(keyboard),
            )
        )

    async def prove(self) -> Outcome:
        """Ask who we are; Sent(None) when the token is good."""
        return await self._ask("getMe")

    async def answer(
        self, callback_query_id: str, text: str | None = None, alert: bool = False
    ) -> None:
        """Show a toast to who pressed a button: worthless a minute later, so if it
        does not arrive nothing follows."""
        await self._ask(
            "answerCallbackQuery",
            callback_query_id=callback_query_id,
            text=text[:LONGEST_TOAST] if text else None,
            show_alert=alert,
        )

    async def set_menu(
        self,
        scope: BotCommandScope,
        commands: Sequence[tuple[str, str]],
        language: str | None = None,
    ) -> Outcome:
        """Set the command menu (name, description) of a kind of chat or of one chat."""
        return await _attempt(
            self._bot.set_my_commands(
                [BotCommand(name, description) for name, description in commands],
                scope=scope,
                language_code=language,
            )
        )

    async def download(self, file_id: str, limit_bytes: int) -> bytes:
        """Fetch a file that a person sent. Raises DownloadFailed or FileTooLarge."""
        try:
            file = await self._bot.get_file(file_id)
            if file.file_path is None or (file.file_size or 0) > limit_bytes:
                raise TooLarge(f"The file has {file.file_size} bytes")
            return await self._request.fetch(file.file_path, limit_bytes)
        except TooLarge as error:
            raise FileTooLarge(str(error)) from error
        except (*LIBRARY_ERRORS, WireFailed) as error:
            raise DownloadFailed(str(error)) from error

    async def _ask(self, method: str, **said: Any) -> Outcome:
        """Make one call of which only what became of it matters."""
        trace = Trace()
        with suppress(TelegramError):
            await self._request.ask(
                f"{self._bot.base_url}/{method}", _given(said), trace=trace
            )
        return outcome_of(trace)


async def _attempt(call: Awaitable[object]) -> Outcome:
    """Make one call; what the wire saw decides, not what the library made of it."""
    with traced() as trace:
        try:
            await call
        except LIBRARY_ERRORS as error:
            trace.failure = trace.failure or type(error).__name__
    return outcome_of(trace)


def _without_number(outcome: Outcome) -> Outcome:
    return Sent(None) if isinstance(outcome, Sent) else outcome


def _envelope(message: Outgoing) -> dict[str, Any]:
    """What a text and a document have in common."""
    reply = message.reply_to and {
        "message_id": message.reply_to,
        "allow_sending_without_reply": True,
    }
    return {
        "chat_id": message.chat,
        "parse_mode": None if message.plain else ParseMode.HTML,
        "disable_notification": message.silent or None,
        "message_thread_id": None
        if message.thread == GENERAL_TOPIC
        else message.thread,
        "reply_parameters": reply or None,
        "reply_markup": _markup(message.keyboard),
    }


def _words(message: Outgoing) -> str:
    return plain_words(message.text) if message.plain else message.text


def plain_words(text: str) -> str:
    """The same words without our markup, for when the server could not read it."""
    return html.unescape(TAGS.sub("", text))


def _markup(keyboard: Keyboard) -> dict[str, Any] | None:
    if not keyboard:
        return None
    rows = [
        [{"text": key.label, "callback_data": key.data} for key in row]
        for row in keyboard
    ]
    return {"inline_keyboard": rows}


def _given(said: dict[str, Any]) -> dict[str, Any]:
    """Without what was left open."""
    return {name: value for name, value in said.items() if value is not None}
