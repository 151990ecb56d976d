"""A problem as the API answers it: application/problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from locales.api_problems import FLAWS, NEAR, TROUBLES, Flaw, Trouble
from locales.catalog import Words

KIND = "urn:dondoc:problem:"
CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: `path` leads to it (`tasks`, 0, `due_on`).

    `limit` is what the sentence names; `near` a unit that may be meant.
    """

    path: tuple[str | int, ...]
    flaw: Flaw
    limit: str = ""
    near: str = ""


@dataclass
class Problem(Exception):
    """Ends the answering of a request. What was sent is never part of it."""

    trouble: Trouble
    facts: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.trouble.value)


def respond(problem: Problem, words: Words) -> web.Response:
    said = TROUBLES[problem.trouble]
    body: dict[str, Any] = {
        "type": KIND + problem.trouble.value,
        "title": words(said.title),
        "status": said.status,
        "detail": words(said.detail).format_map(_Facts(problem.facts)),
    }
    if problem.faults:
        body["errors"] = [_fault(one, words) for one in problem.faults]
    return web.Response(
        status=said.status,
        body=json.dumps(body, ensure_ascii=False).encode(),
        headers={
            "Content-Type": CONTENT_TYPE,
            "Content-Language": words.language,
            **problem.headers,
        },
    )


def _fault(one: Fault, words: Words) -> dict[str, str]:
    limit = words(NEAR).format(name=one.near) if one.near else one.limit
    said = words(FLAWS[one.flaw]).format_map(_Facts({"limit": limit}))
    return {
        "pointer": "".join(f"/{part}" for part in one.path),
        "code": one.flaw.value,
        "message": said.strip(),
    }


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""
