"""Answering a request: who asks, may he, how often, what, and what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import hdrs, web
from aiohttp.web_urldispatcher import UrlDispatcher

from actions.invites import digest
from bot.web.api.asked import Answer, Asked
from bot.web.api.document import openapi
from bot.web.api.door import ApiOffice
from bot.web.api.problems import Problem, respond
from bot.web.api.rates import Rate, Rates
from bot.web.api.reading import carries_secret, parse
from bot.web.api.routes import BASE, ROUTES, Route
from bot.web.api.tasks import in_flight, note_secret, push
from bot.web.api.uses import NOBODY, Uses
from domain.systems import Denial, Token, denial_of
from locales.api_problems import Trouble, language_of
from locales.catalog import Catalog, Words
from models.queries.systems import any_token, token_of
from scheduler.failures import told

log = structlog.get_logger()

LARGEST_BODY = 1024**2  # bytes (delivery.md 2.13)
JSON = "application/json"
KEY = re.compile(r"[!-~]{1,200}")
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
DENIALS = {
    Denial.UNKNOWN: Trouble.UNKNOWN_TOKEN,
    Denial.EXPIRED: Trouble.EXPIRED_TOKEN,
    Denial.SCOPE: Trouble.NO_SCOPE,
}


@dataclass(frozen=True)
class _Asking:
    """What was asked for. `token` is None where none is needed."""

    route: Route
    named: dict[str, str]
    token: Token | None


class Api:
    """One office's. Whoever has no good token learns nothing but that."""

    def __init__(self, office: ApiOffice, uses: Uses, rate: Rate | None = None) -> None:
        self._office = office
        self._uses = uses
        self._rates = Rates(office.monotonic, rate or Rate())
        self._answering: set[tuple[str, str]] = set()  # keys of this process
        self._document = b""
        self._places = UrlDispatcher()
        for route in ROUTES:
            # Only looked up, never called: what is asked for is told by its route.
            self._places.add_route(route.method, BASE + route.path, _nowhere)

    async def answer(self, request: web.Request) -> web.Response:
        """Raises nothing but asyncio.CancelledError."""
        words = self._words(request)
        try:
            response = await self._answer(request)
        except Problem as problem:
            response = respond(problem, words)
        except web.HTTPRequestEntityTooLarge:
            facts = {"limit": str(LARGEST_BODY)}
            response = respond(Problem(Trouble.TOO_LARGE, facts), words)
        except Exception as error:  # noqa: BLE001 (the next request must be answered)
            log.error("api_failed", **told(error))
            response = respond(Problem(Trouble.FAILED), words)
        response.headers.update(HEADERS)
        return response

    def _words(self, request: web.Request) -> Words:
        accepted = request.headers.get(hdrs.ACCEPT_LANGUAGE, "")
        return Catalog.load().words(language_of(accepted, self._office.words.language))

    async def _answer(self, request: web.Request) -> web.Response:
        asking = await self._asking(request)
        if asking.token is None:
            return web.Response(body=self._said_of_itself(), content_type=JSON)
        asked = Asked(request, asking.token, self._office, asking.named)
        if asking.route.show is not None:
            answer = await asking.route.show(asked)
        else:
            answer = await self._take(asked)
        self._uses.count(asking.token.id, "answered", asked.now)
        return _as_json(answer)

    async def _asking(self, request: web.Request) -> _Asking:
        """Raises Problem: a token first, so that nobody else learns what there is."""
        found = await self._places.resolve(request)
        wrong = found.http_exception
        route = None if wrong is not None else _route_of(request.method, found)
        if route is not None and route.scope is None:
            self._heed_rate(None)
            await self._is_open()
            return _Asking(route, {}, None)
        token = await self._token(request, route)
        if isinstance(wrong, web.HTTPMethodNotAllowed):
            allowed = ", ".join(sorted(wrong.allowed_methods))
            raise Problem(Trouble.METHOD, headers={"Allow": allowed})
        if route is None:
            raise Problem(Trouble.NOT_FOUND)
        return _Asking(route, {k: str(v) for k, v in found.items()}, token)

    async def _is_open(self) -> None:
        """Without a system that may ask there is no API here."""
        async with self._office.database.read() as reads:
            if not await any_token(reads):
                raise Problem(Trouble.NOT_FOUND)

    async def _token(self, request: web.Request, route: Route | None) -> Token:
        kind, _, said = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
        now = self._office.database.now()
        async with self._office.database.read(now=now) as reads:
            named = kind.lower() == "bearer" and said.strip() != ""
            secret = digest(said.encode(errors="replace").decode())
            token = await token_of(reads, secret) if named else None
            denial = denial_of(token, route.scope if route else None, now)
            if denial is Denial.UNKNOWN and not await any_token(reads):
                raise Problem(Trouble.NOT_FOUND)
        self._heed_rate(token)
        if denial is None:
            assert token is not None
            return token
        self._uses.count(token.id if token else None, denial.value, now)
        raise _denied(denial, route, named=named)

    def _heed_rate(self, token: Token | None) -> None:
        """Those whom we do not know have one bucket together."""
        wait = self._rates.wait_for(token.id if token else NOBODY)
        if not wait:
            return
        number = token.id if token else None
        self._uses.count(number, "too_many", self._office.database.now())
        headers = {"Retry-After": str(wait)}
        raise Problem(Trouble.TOO_MANY, {"seconds": str(wait)}, headers=headers)

    async def _take(self, asked: Asked) -> Answer:
        """Of a request that sends something: each key is answered once at a time."""
        key = asked.request.headers.get("Idempotency-Key", "")
        if not KEY.fullmatch(key):
            raise Problem(Trouble.NO_KEY)
        if asked.request.content_type != JSON or not _is_utf8(asked.request):
            raise Problem(Trouble.CONTENT_TYPE)
        place = (asked.token.system, key)
        if place in self._answering:
            raise in_flight()
        self._answering.add(place)
        try:
            parsed = await self._read(asked)
            return await push(asked, key, parsed)
        finally:
            self._answering.discard(place)

    async def _read(self, asked: Asked) -> Any:
        request = asked.request.clone(client_max_size=LARGEST_BODY)
        body = await request.read()
        parsed = parse(body)
        policy = asked.office.policies.in_force(asked.now)
        if carries_secret(parsed, policy.secret_symbols):
            await note_secret(asked, hashlib.sha256(body).hexdigest())
            raise Problem(Trouble.SECRET)
        return parsed

    def _said_of_itself(self) -> bytes:
        if not self._document:
            self._document = json.dumps(openapi(), ensure_ascii=False).encode()
        return self._document


def _route_of(method: str, found: Any) -> Route:
    path = found.route.resource.canonical
    (route,) = (
        one for one in ROUTES if BASE + one.path == path and one.method == method
    )
    return route


def _denied(denial: Denial, route: Route | None, *, named: bool) -> Problem:
    """As RFC 6750 wants it said."""
    if denial is Denial.SCOPE:
        assert route is not None
        assert route.scope is not None
        scope = route.scope.value
        said = f'Bearer realm="dondoc", error="insufficient_scope", scope="{scope}"'
        headers = {"WWW-Authenticate": said}
        return Problem(Trouble.NO_SCOPE, {"scope": scope}, headers=headers)
    if not named:
        headers = {"WWW-Authenticate": 'Bearer realm="dondoc"'}
        return Problem(Trouble.NO_TOKEN, headers=headers)
    said = 'Bearer realm="dondoc", error="invalid_token"'
    return Problem(DENIALS[denial], headers={"WWW-Authenticate": said})


def _is_utf8(request: web.Request) -> bool:
    return (request.charset or "utf-8").lower() in ("utf-8", "utf8")


def _as_json(answer: Answer) -> web.Response:
    body = json.dumps(answer.body, ensure_ascii=False).encode()
    response = web.Response(status=answer.status, body=body, content_type=JSON)
    if answer.is_repeated:
        response.headers["Idempotency-Replayed"] = "true"
    return response


async def _nowhere(_request: web.Request) -> web.Response:
    raise AssertionError("asked for by its route")
