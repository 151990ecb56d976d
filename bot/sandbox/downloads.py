"""The files behind getFile, and behind the links of the page."""

from __future__ import annotations

from pathlib import PurePath

from aiohttp import web

from bot.sandbox.answers import is_same_token, refusal_body, respond
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.stage import Stage

# Only what cannot carry a script is named; the rest is for saving, not for showing.
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


class Downloads:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/file/bot{token}/{path:.+}", self.send_file)

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        world = self._stage.world
        token = request.match_info["token"]
        file = world.find_path(request.match_info["path"])
        if file is None or not is_same_token(token, self._stage.token):
            return respond(404, refusal_body(BotRefusal(404, "Not Found")))
        headers = {
            "Content-Disposition": "attachment",
            "X-Content-Type-Options": "nosniff",
        }
        suffix = PurePath(file.path).suffix.lower()
        kind = PICTURES.get(suffix, "application/octet-stream")
        return web.Response(
            body=world.bodies[file.file_id], content_type=kind, headers=headers
        )
