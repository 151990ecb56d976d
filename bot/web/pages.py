"""The program's own pages, which may share a port with the sandbox's."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from bot.intake import Intake
from bot.settings import Settings
from bot.web.api.door import EVERYTHING, ApiDoor
from bot.web.calendars import CalendarDoor
from bot.web.watched import Watched
from bot.web.webhook import WebhookDoor


class Pages:
    """/healthz, /readyz, /metrics, the API and, where one is set, the webhook.

    They answer from the first moment on; before `open` and after `close` the program
    lives but does no work, and updates are asked to come again.
    """

    def __init__(self, settings: Settings) -> None:
        secret = settings.webhook_secret
        self._path = urlsplit(settings.webhook_url or "").path or "/"
        self.door = WebhookDoor(secret.get_secret_value()) if secret else None
        self.calendars = CalendarDoor()
        self.api = ApiDoor()
        self._watched: Watched | None = None

    def add_routes(self, application: web.Application) -> None:
        router = application.router
        router.add_get("/healthz", self.show_life)
        router.add_get("/readyz", self.show_readiness)
        router.add_get("/metrics", self.show_metrics)
        router.add_get("/lich/{token}.ics", self.calendars.show)
        router.add_route("*", EVERYTHING, self.api.answer)
        if self.door is not None:
            router.add_post(self._path, self.door.receive)

    def open(self, watched: Watched, intake: Intake) -> None:
        """The program has started."""
        self._watched = watched
        if self.door is not None:
            self.door.open(intake)

    def close(self) -> None:
        """The program is about to stop."""
        self._watched = None
        self.calendars.close()
        self.api.close()
        if self.door is not None:
            self.door.close()

    async def show_life(self, _request: web.Request) -> web.Response:
        """That this is answered says it: the event loop turns."""
        return _uncached(web.json_response({"alive": True}))

    async def show_readiness(self, _request: web.Request) -> web.Response:
        if self._watched is None:
            return _not_running()
        checks = await self._watched.checks()
        ready = all(check["ok"] for check in checks.values())
        said = {"ready": ready, "checks": checks}
        return _uncached(web.json_response(said, status=200 if ready else 503))

    async def show_metrics(self, _request: web.Request) -> web.Response:
        if self._watched is None:
            return _not_running()
        # Its library is imported by the first who asks for figures.
        from bot.web.exposition import CONTENT_TYPE, exposition

        body = exposition(await self._watched.figures())
        headers = {"Content-Type": CONTENT_TYPE}
        return _uncached(web.Response(body=body, headers=headers))


def _not_running() -> web.Response:
    said = {"ready": False, "checks": {"running": {"ok": False}}}
    return _uncached(web.json_response(said, status=503))


def _uncached(response: web.Response) -> web.Response:
    response.headers["Cache-Control"] = "no-store"
    return response
