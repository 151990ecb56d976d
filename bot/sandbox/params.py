"""The parameters of a Bot API call, however they came: all are texts at first."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.refusals import BotRefusal, bad_request
from bot.sandbox.text import is_utf8

MOST_BYTES = 25 * 1024 * 1024
YES = {"true", "yes", "1"}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    body: bytes


@dataclass
class Params:
    """What a call said. Unknown parameters stay unread, as at Telegram's."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """Read a whole number; what is none counts as 0, as at Telegram's."""
        if name not in self.values:
            return default
        found = re.match(r"\s*(-?\d{1,18})", self.values[name])
        return int(found[1]) if found else 0

    def flag(self, name: str) -> bool:
        return self.values.get(name, "").lower() in YES

    def json(self, name: str) -> Any:
        """Read an object or a list; None when absent. Raises ValueError."""
        if not self.values.get(name):
            return None
        try:
            read = json.loads(self.values[name])
        except RecursionError as error:
            raise ValueError("too deep") from error
        # "\ud800" is ASCII in JSON, and half a character once it is read.
        if not is_utf8(json.dumps(read, ensure_ascii=False)):
            raise bad_request("strings must be encoded in UTF-8")
        return read


async def read_params(request: web.Request) -> Params:
    """Read query and body; raises a refusal for a body that cannot be read."""
    big = request.clone(client_max_size=MOST_BYTES)
    params = Params(values=dict(big.query))
    try:
        if big.content_type == "multipart/form-data":
            await _read_parts(big, params)
        elif big.content_type == "application/json":
            params.values.update(texts_of(await big.json()))
        else:
            form = await big.post()
            params.values.update({k: v for k, v in form.items() if isinstance(v, str)})
    except web.HTTPRequestEntityTooLarge as error:
        raise BotRefusal(413, "Request Entity Too Large") from error
    except (ValueError, RecursionError) as error:
        raise bad_request("can't parse the body of the request") from error
    if not all(map(is_utf8, params.values.values())):
        raise bad_request("strings must be encoded in UTF-8")
    return params


def texts_of(body: object) -> dict[str, str]:
    """Read a JSON object as the texts of a form. Raises ValueError."""
    if not isinstance(body, dict):
        raise ValueError("Object expected")
    told = {name: value for name, value in body.items() if value is not None}
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in told.items()
    }


async def _read_parts(request: web.Request, params: Params) -> None:
    left = MOST_BYTES
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        body = bytearray()
        while chunk := await part.read_chunk():
            body += chunk
            left -= len(chunk)
            if left < 0:
                raise web.HTTPRequestEntityTooLarge(MOST_BYTES, MOST_BYTES - left)
        if part.filename is None:
            params.values[part.name] = body.decode("utf-8")
        else:
            params.files[part.name] = Upload(part.filename, bytes(body))
