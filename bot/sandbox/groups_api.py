"""The people's side of groups: making them, their topics, their moves, and the bot."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox import membership
from bot.sandbox.fields import Fields, read_fields, read_name
from bot.sandbox.migration import ORDERS, migrate
from bot.sandbox.records import Group
from bot.sandbox.refusals import PeopleRefusal, not_here
from bot.sandbox.stage import Stage
from bot.sandbox.topics import add_topic


class GroupsApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        group = r"/sandbox/groups/{group:-?\d{1,18}}"
        app.router.add_get("/sandbox/groups", self.list_groups)
        app.router.add_post("/sandbox/groups", self.add_group)
        app.router.add_post(f"{group}/topics", self.add_topic)
        app.router.add_post(f"{group}/migrate", self.migrate)
        app.router.add_post(f"{group}/kick", self.kick)
        app.router.add_post(f"{group}/add", self.add_bot)

    async def list_groups(self, request: web.Request) -> web.StreamResponse:
        there = self._stage.world.groups.values()
        groups = [_group(each) for each in there if each.moved_to is None]
        return web.json_response({"groups": groups})

    async def add_group(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        title, members = read_name(fields, "title"), fields.integers("members")
        forum = fields.flag("forum", default=False)
        for member in members:
            if member not in self._stage.world.people:
                raise PeopleRefusal(f"There is no person {member}.")
        if not members:
            raise PeopleRefusal("A group needs a member, who lets the bot in.")
        group = self._stage.world.add_group(title, dict.fromkeys(members), forum=forum)
        states = (membership.LEFT, membership.MEMBER)
        membership.tell(self._stage, group.id, members[0], states)
        self._stage.store.commit()
        return web.json_response({"id": group.id}, status=201)

    async def add_topic(self, request: web.Request) -> web.StreamResponse:
        """Let somebody of the group, or the bot, make a topic."""
        group, fields = self._group(request), await read_fields(request)
        if not group.forum:
            raise PeopleRefusal("Only a forum has topics: make the group with 'forum'.")
        name = read_name(fields, "name")
        is_bot = "from" in fields and fields.integer("from") == self._stage.bot_id
        person = self._stage.bot_id if is_bot else _read_member(group, fields)
        thread = add_topic(self._stage, group, name, person)
        self._stage.store.commit()
        return web.json_response({"thread": thread}, status=201)

    async def migrate(self, request: web.Request) -> web.StreamResponse:
        """Make it a supergroup; the two service messages come in either order."""
        group, fields = self._group(request), await read_fields(request)
        order = fields.optional_text("order") or ORDERS[0]
        if order not in ORDERS:
            raise PeopleRefusal(f"'order' must be one of {', '.join(ORDERS)}.")
        if group.kind == "supergroup":
            raise PeopleRefusal("It is a supergroup already.")
        twice = fields.flag("twice", default=False)
        new = migrate(self._stage, group, order=order, twice=twice)
        self._stage.store.commit()
        return web.json_response({"id": new.id})

    async def kick(self, request: web.Request) -> web.StreamResponse:
        group, fields = self._group(request), await read_fields(request)
        membership.kick(self._stage, group, _read_member(group, fields))
        self._stage.store.commit()
        return web.json_response({})

    async def add_bot(self, request: web.Request) -> web.StreamResponse:
        group, fields = self._group(request), await read_fields(request)
        membership.add(self._stage, group, _read_member(group, fields))
        self._stage.store.commit()
        return web.json_response({})

    def _group(self, request: web.Request) -> Group:
        number = int(request.match_info["group"])
        group = self._stage.world.groups.get(number)
        if group is None:
            raise not_here(f"group {number}")
        if group.moved_to is not None:
            raise PeopleRefusal(f"The group is now the supergroup {group.moved_to}.")
        return group


def _group(group: Group) -> dict[str, Any]:
    """Give a group; topics only for a forum, General not among them."""
    shape = {"id": group.id, "title": group.title, "members": group.members}
    if not group.forum:
        return shape
    topics = [{"thread": int(key), "name": name} for key, name in group.topics.items()]
    return {**shape, "forum": True, "topics": topics}


def _read_member(group: Group, fields: Fields) -> int:
    """Give who does it: the first member if nobody is named."""
    if "from" not in fields:
        return group.members[0]
    person = fields.integer("from")
    if person not in group.members:
        raise PeopleRefusal(f"{person} is not a member of chat {group.id}.")
    return person
