"""The people's side of updates: such as no phone makes, and the same once more."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.pusher import Pusher
from bot.sandbox.refusals import BotRefusal, PeopleRefusal, not_here
from bot.sandbox.stage import Stage
from bot.sandbox.webhook import check_address

MOST_TIMES = 1000


class UpdatesApi:
    def __init__(self, stage: Stage, pusher: Pusher) -> None:
        self._stage = stage
        self._pusher = pusher

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/updates", self.list_updates)
        app.router.add_post("/sandbox/updates", self.add_update)
        app.router.add_post("/sandbox/updates/again", self.repeat_update)

    async def list_updates(self, request: web.Request) -> web.StreamResponse:
        """Show what waits for the bot."""
        waiting = [update.body for update in self._stage.updates.list_waiting()]
        return web.json_response({"updates": waiting})

    async def add_update(self, request: web.Request) -> web.StreamResponse:
        """Queue any JSON as an update, of known kind or not, good or not."""
        fields = await read_fields(request, any_text=True)
        told = fields.anything("update")
        wanted = fields.optional_integer("update_id")
        number = self._stage.updates.add_raw(told, wanted)
        self._stage.store.commit()
        return web.json_response({"update_id": number}, status=201)

    async def repeat_update(self, request: web.Request) -> web.StreamResponse:
        """Deliver an update again: posted at once by a webhook, else queued again.

        `urls` posts to other addresses than the webhook's own, to each so many times.
        """
        fields = await read_fields(request)
        number, times = fields.integer("update_id"), fields.integer("times")
        if not 1 <= times <= MOST_TIMES:
            raise PeopleRefusal(f"'times' must be 1 to {MOST_TIMES}.")
        update = self._stage.updates.find(number)
        if update is None:
            raise not_here(f"update {number}")
        urls = _read_urls(fields)
        if self._stage.webhook.current is not None:
            statuses = await self._pusher.post_again(update, times, urls)
            return web.json_response({"answers": statuses})
        for _ in range(times):
            self._stage.updates.add_again(update)
        self._stage.store.commit()
        return web.json_response({"answers": []})


def _read_urls(fields: Fields) -> list[str]:
    urls = fields.texts("urls") if "urls" in fields else []
    for url in urls:
        try:
            check_address(url)
        except BotRefusal as refusal:
            raise PeopleRefusal("The sandbox posts to this machine only.") from refusal
    return urls
