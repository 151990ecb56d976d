"""The people's side: who there is, and which groups they make."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.delivery import tell_membership
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.records import Person
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.stage import BOT_NAME, BOT_USERNAME, Stage
from bot.sandbox.text import clean

LONGEST = {"name": 64, "title": 128}  # code points


class PeopleApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/people", self.list_people)
        app.router.add_post("/sandbox/people", self.add_person)
        app.router.add_get("/sandbox/groups", self.list_groups)
        app.router.add_post("/sandbox/groups", self.add_group)

    async def list_people(self, request: web.Request) -> web.StreamResponse:
        people = [_person(each) for each in self._stage.world.people.values()]
        bot = {"id": self._stage.bot_id, "name": BOT_NAME, "username": BOT_USERNAME}
        return web.json_response({"people": people, "bot": bot})

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        name = _read_name(fields, "name")
        username = fields.optional_text("username")
        if username and self._stage.world.find_username(username):
            raise PeopleRefusal(f"The username '{username}' is taken.")
        person = self._stage.world.add_person(name, username or None)
        return self._created(_person(person))

    async def list_groups(self, request: web.Request) -> web.StreamResponse:
        there = self._stage.world.groups.values()
        groups = [
            {"id": each.id, "title": each.title, "members": each.members}
            for each in there
            if each.moved_to is None
        ]
        return web.json_response({"groups": groups})

    async def add_group(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        title, members = _read_name(fields, "title"), fields.integers("members")
        for member in members:
            if member not in self._stage.world.people:
                raise PeopleRefusal(f"There is no person {member}.")
        if not members:
            raise PeopleRefusal("A group needs a member, who lets the bot in.")
        group = self._stage.world.add_group(title, dict.fromkeys(members))
        tell_membership(self._stage, group.id, members[0], "member")
        return self._created({"id": group.id})

    def _created(self, shape: dict[str, Any]) -> web.StreamResponse:
        self._stage.store.commit()
        return web.json_response(shape, status=201)


def _read_name(fields: Fields, field: str) -> str:
    name = clean(fields.text(field)).replace("\n", " ").strip()
    if not 1 <= len(name) <= LONGEST[field]:
        raise PeopleRefusal(f"'{field}' must have 1 to {LONGEST[field]} characters.")
    return name


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "username": person.username}
