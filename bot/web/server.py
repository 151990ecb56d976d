"""The door on DONDOC_LISTEN."""

from __future__ import annotations

from aiohttp import web

from bot.web.pages import Pages

LAST_ANSWERS = 1.0  # seconds for answers on their way when the door is closed


async def open_pages(pages: Pages, host: str, port: int) -> web.AppRunner:
    """Raises OSError if nobody can listen there."""
    application = web.Application()
    pages.add_routes(application)
    # An access log would hold addresses, and the webhook's may be a secret.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner
