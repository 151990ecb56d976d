"""The people's side: who there is, and who blocks the bot."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.fields import read_fields, read_name
from bot.sandbox.membership import set_blocked
from bot.sandbox.records import Person
from bot.sandbox.refusals import PeopleRefusal, not_here
from bot.sandbox.stage import BOT_NAME, BOT_USERNAME, Stage


class PeopleApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/people", self.list_people)
        app.router.add_post("/sandbox/people", self.add_person)
        person = r"/sandbox/people/{person:\d{1,18}}"
        app.router.add_post(f"{person}/block", self.block)
        app.router.add_post(f"{person}/unblock", self.unblock)

    async def list_people(self, request: web.Request) -> web.StreamResponse:
        people = [_person(each) for each in self._stage.world.people.values()]
        bot = {"id": self._stage.bot_id, "name": BOT_NAME, "username": BOT_USERNAME}
        return web.json_response({"people": people, "bot": bot})

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        name = read_name(fields, "name")
        username = fields.optional_text("username")
        if username and self._stage.world.find_username(username):
            raise PeopleRefusal(f"The username '{username}' is taken.")
        person = self._stage.world.add_person(name, username or None)
        return self._created(_person(person))

    async def block(self, request: web.Request) -> web.StreamResponse:
        return self._set_blocked(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.StreamResponse:
        return self._set_blocked(request, blocked=False)

    def _set_blocked(
        self, request: web.Request, *, blocked: bool
    ) -> web.StreamResponse:
        number = int(request.match_info["person"])
        person = self._stage.world.people.get(number)
        if person is None:
            raise not_here(f"person {number}")
        set_blocked(self._stage, person, blocked=blocked)
        self._stage.store.commit()
        return web.json_response({})

    def _created(self, shape: dict[str, Any]) -> web.StreamResponse:
        self._stage.store.commit()
        return web.json_response(shape, status=201)


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "username": person.username}
