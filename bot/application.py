"""The library's part: its types, its handlers, its `Bot`; not its poller or jobs."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from channels.telegram_request import AiohttpRequest
from handlers.context import Context
from handlers.routes import handlers

Handling = Application[Any, Any, Any, Any, Any, Any]


def build_bot(token: str, api_url: str, request: AiohttpRequest) -> ExtBot[None]:
    """A bot that speaks through our own request class, at any Bot API server."""
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=request,
    )


def build_application(bot: ExtBot[None]) -> Handling:
    """The handlers of this program, ready for `process_update`.

    What handlers share comes with their turn; the library's shared data stay empty.
    """
    application = (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    application.add_handlers(handlers())
    application.add_error_handler(keep_error)
    return application


async def keep_error(_update: object, context: Context) -> None:
    """Hand the exception back to the worker, which rolls back and decides."""
    context.turn.error = context.error
