"""The people, groups, messages and files of the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.sandbox.records import File, Group, Message, Person
from bot.sandbox.store import Store

FIRST_PERSON = 1001
FIRST_GROUP = -2001
SUPERGROUPS = -1_000_000_000_000
T = TypeVar("T")


class World:
    """What is there, in memory, and written through to the store.

    `changed` is told the id of a chat after each change in it.
    """

    def __init__(
        self, store: Store, *, bot: int, changed: Callable[[int], None]
    ) -> None:
        self._store = store
        self._changed = changed
        self.bot = bot
        self.people = {each.id: each for each in _load(store, "person", Person)}
        self.groups = {each.id: each for each in _load(store, "group", Group)}
        self.files = {each.file_id: each for each in _load(store, "file", File)}
        self._paths = {each.path: each for each in self.files.values()}
        self.bodies = dict(store.list_files())
        self._last: dict[int, int] = {
            int(key): last for key, last in store.list_records("last")
        }
        self._messages: dict[int, dict[int, Message]] = {}
        loaded = _load(store, "message", Message)
        for message in sorted(loaded, key=lambda each: each.message_id):
            self._messages.setdefault(message.chat, {})[message.message_id] = message

    def add_person(self, name: str, username: str | None) -> Person:
        number = max(self.people, default=FIRST_PERSON - 1) + 1
        person = Person(number + (number == self.bot), name, username)
        self.people[person.id] = person
        self.keep_person(person)
        return person

    def keep_person(self, person: Person) -> None:
        self._store.put("person", person.id, person)
        self._changed(person.id)

    def find_username(self, username: str) -> Person | None:
        folded = username.lower()
        named = (each for each in self.people.values() if each.username)
        return next((p for p in named if str(p.username).lower() == folded), None)

    def add_group(
        self, title: str, members: Iterable[int], *, forum: bool = False
    ) -> Group:
        basic = (each % SUPERGROUPS for each in self.groups)
        number = min(basic, default=FIRST_GROUP + 1) - 1
        number += SUPERGROUPS if forum else 0
        return self.keep_group(Group(number, title, list(members), forum=forum))

    def move_group(self, group: Group) -> Group:
        """Make it a supergroup: a new chat with a new id, the old one is closed."""
        new = Group(
            SUPERGROUPS + group.id,
            group.title,
            list(group.members),
            has_bot=group.has_bot,
        )
        group.moved_to = new.id
        self.keep_group(group)
        return self.keep_group(new)

    def keep_group(self, group: Group) -> Group:
        self.groups[group.id] = group
        self._store.put("group", group.id, group)
        self._changed(group.id)
        return group

    def is_chat(self, chat: int) -> bool:
        return chat in self.people or chat in self.groups

    def is_member(self, chat: int, person: int) -> bool:
        if chat in self.people:
            return person == chat
        return chat in self.groups and person in self.groups[chat].members

    def next_message_id(self, chat: int) -> int:
        return self._last.get(chat, 0) + 1

    def skip_message_id(self, chat: int) -> int:
        """Leave a number out, and give the one after it."""
        self._last[chat] = self.next_message_id(chat)
        return self.next_message_id(chat)

    def post(self, message: Message) -> Message:
        """Put a new message, made with `next_message_id`, into its chat."""
        self._last[message.chat] = message.message_id
        self._store.put("last", message.chat, message.message_id)
        group = self.groups.get(message.chat)
        if group and message.sender == self.bot and not group.bot_wrote_last:
            group.bot_wrote_last = True
            self.keep_group(group)
        return self.keep_message(message)

    def keep_message(self, message: Message) -> Message:
        self._messages.setdefault(message.chat, {})[message.message_id] = message
        key = f"{message.chat}:{message.message_id}"
        self._store.put("message", key, message)
        self._changed(message.chat)
        return message

    def find_message(self, chat: int, message_id: int | None) -> Message | None:
        return self._messages.get(chat, {}).get(message_id or 0)

    def list_messages(self, chat: int) -> list[Message]:
        """Give what can be seen in a chat, oldest first."""
        there = self._messages.get(chat, {}).values()
        return [each for each in there if each.service is None]

    def delete_message(self, message: Message) -> None:
        del self._messages[message.chat][message.message_id]
        self._store.drop("message", f"{message.chat}:{message.message_id}")
        self._changed(message.chat)

    def add_file(self, file: File, body: bytes) -> File:
        self.files[file.file_id] = self._paths[file.path] = file
        self.bodies[file.file_id] = body
        self._store.put("file", file.file_id, file)
        self._store.put_file(file.file_id, body)
        return file

    def find_path(self, path: str) -> File | None:
        return self._paths.get(path)


def _load(store: Store, kind: str, record: Callable[..., T]) -> list[T]:
    return [record(**value) for _, value in store.list_records(kind)]
