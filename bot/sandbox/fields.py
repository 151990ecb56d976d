"""The fields of a people's call, read from JSON that may be anything."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from bot.sandbox.params import MOST_BYTES
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.text import clean, is_utf8

LONGEST = {"name": 64, "title": 128}  # code points


class Fields:
    """Every reader raises a PeopleRefusal that names the field."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def integer(self, name: str) -> int:
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise PeopleRefusal(f"'{name}' must be an integer.")
        return value

    def optional_integer(self, name: str) -> int | None:
        return self.integer(name) if name in self else None

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self._values.get(name, default)
        if not isinstance(value, bool):
            raise PeopleRefusal(f"'{name}' must be true or false.")
        return value

    def texts(self, name: str) -> list[str]:
        value = self._values.get(name)
        if not isinstance(value, list):
            raise PeopleRefusal(f"'{name}' must be a list of strings.")
        return [Fields({name: each}).text(name) for each in value]

    def anything(self, name: str) -> Any:
        if name not in self._values:
            raise PeopleRefusal(f"'{name}' must be there.")
        return self._values[name]

    def integers(self, name: str) -> list[int]:
        value = self._values.get(name)
        if not isinstance(value, list):
            raise PeopleRefusal(f"'{name}' must be a list of integers.")
        return [Fields({name: each}).integer(name) for each in value]

    def text(self, name: str) -> str:
        value = self._values.get(name)
        if not isinstance(value, str):
            raise PeopleRefusal(f"'{name}' must be a string.")
        return value

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if name in self else None

    def number(self, name: str) -> float:
        value = self._values.get(name)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise PeopleRefusal(f"'{name}' must be a number.")
        return value

    def fields(self, name: str) -> Fields:
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise PeopleRefusal(f"'{name}' must be an object.")
        return Fields(value)


async def read_fields(request: web.Request, *, any_text: bool = False) -> Fields:
    """Read the JSON object of a request's body; `any_text` takes half characters."""
    big = request.clone(client_max_size=MOST_BYTES)
    try:
        told = json.loads(await big.read())
    except web.HTTPRequestEntityTooLarge as error:
        raise PeopleRefusal("The body is larger than 25 MB.") from error
    except (ValueError, RecursionError) as error:
        raise PeopleRefusal("The body must be JSON in UTF-8.") from error
    if not isinstance(told, dict):
        raise PeopleRefusal("The body must be a JSON object.")
    if not any_text and not is_utf8(json.dumps(told, ensure_ascii=False)):
        raise PeopleRefusal("The strings must be valid Unicode.")
    return Fields(told)


def read_name(fields: Fields, field: str) -> str:
    """Read the name of a person, a topic, or a group's title, in one line."""
    name = clean(fields.text(field)).replace("\n", " ").strip()
    if not 1 <= len(name) <= LONGEST[field]:
        raise PeopleRefusal(f"'{field}' must have 1 to {LONGEST[field]} characters.")
    return name
